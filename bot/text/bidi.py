"""Invisible direction marks: isolating inserted values, and taking marks out of what people send."""

from __future__ import annotations

import re

FIRST_STRONG_ISOLATE = "\u2068"
POP_DIRECTIONAL_ISOLATE = "\u2069"
CONTROLS = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c"  # for a character class
_CONTROLS = re.compile(f"[{CONTROLS}]")
_ISOLATES = re.compile(f"[{FIRST_STRONG_ISOLATE}{POP_DIRECTIONAL_ISOLATE}]")


def isolate(value: str) -> str:
    """``value`` between U+2068 and U+2069, so that its direction does not disturb the line around it."""
    return f"{FIRST_STRONG_ISOLATE}{value}{POP_DIRECTIONAL_ISOLATE}"


def strip_isolates(text: str) -> str:
    """``text`` without isolation marks: for comparing, and for channels where each one costs a character."""
    return _ISOLATES.sub("", text)


def isolated_by_line(text: str) -> str:
    """``text`` without isolation marks that have no partner on their own line.

    An isolate ends with its line whatever we write, so a value of several lines is better left to its lines: a list whose
    first bullet stood behind a mark would be none to those who look at how a line begins.
    """
    return "\n".join(map(_paired, text.split("\n"))) if "\n" in text else text


def _paired(line: str) -> str:
    opened: list[int] = []
    alone = set()
    for place, letter in enumerate(line):
        if letter == FIRST_STRONG_ISOLATE:
            opened.append(place)
        elif letter == POP_DIRECTIONAL_ISOLATE:
            if opened:
                opened.pop()
            else:
                alone.add(place)
    alone.update(opened)
    return "".join(letter for place, letter in enumerate(line) if place not in alone) if alone else line


def strip_controls(text: str) -> str:
    """``text`` without zero-width characters and direction controls (overrides, embeddings, isolates, marks)."""
    return _CONTROLS.sub("", text)
