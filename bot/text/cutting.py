"""Cutting a text where a reader would: between paragraphs, lines, sentences or words, never inside a character."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable

# From the best place to the worst; the blank is what is dropped. A line that ends with a colon stays with the list below.
_BREAKS = tuple(map(re.compile, (r"(?<!:)(\n\n\s*)", r"(?<!:)(\n\s*)", r"[.!?؟…][»”\")\u2069]*(\s+)")))
_WORDS = re.compile(r"(?<=[^\s•])(\s+)")
_FLAG_LETTERS = re.compile("[🇦-🇿]*$")
_JOINERS = "\u200d\u20e3\ufe0e\ufe0f"


def cut(text: str, fits: Callable[[str], bool]) -> tuple[str, str]:
    """The longest beginning of ``text`` that ends well and fits, and the rest; blanks between them are dropped.

    ``fits`` must hold for every beginning of what it holds for. The best kind of break that leaves at least half of what
    would fit is taken, else the last space, else the last whole character; one character at least, even if it does not fit.
    """
    if fits(text):
        return text, ""
    most = _longest(text, fits)
    for breaks, earliest in [*((kind, most // 2) for kind in _BREAKS), (_WORDS, 0)]:
        gaps = [gap.span(1) for gap in breaks.finditer(text, earliest, most + 1) if gap.start(1) > 0]
        if gaps:
            start, end = gaps[-1]
            return text[:start].rstrip(), text[end:].lstrip()
    at = whole_characters(text, most)
    return text[:at], text[at:]


def split(text: str, fits: Callable[[str], bool]) -> list[str]:
    """``text`` in as many pieces as it takes for each to fit."""
    pieces = []
    while text:
        piece, text = cut(text, fits)
        pieces.append(piece)
    return pieces


def whole_characters(text: str, most: int) -> int:
    """The greatest place up to ``most`` at which no character is cut from its marks; ``most`` when there is none."""
    return next((at for at in range(most, 0, -1) if not _joined(text, at)), most)


def _joined(text: str, at: int) -> bool:
    """Whether what stands at a place belongs to what stands before it: a mark, a skin tone, the rest of a flag."""
    if at >= len(text):
        return False
    before, char = text[at - 1], text[at]
    if "🇦" <= char <= "🇿":
        return len(_FLAG_LETTERS.findall(text, 0, at)[0]) % 2 == 1
    return char in _JOINERS or before == "\u200d" or unicodedata.category(char)[0] == "M" or "🏻" <= char <= "🏿"


def _longest(text: str, fits: Callable[[str], bool]) -> int:
    """Length of the longest beginning that fits, 1 at least."""
    return max(1, bisect_left(range(1, len(text) + 1), True, key=lambda length: not fits(text[:length])))
