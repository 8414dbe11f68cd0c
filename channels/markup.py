"""The small markup of our answers in a channel's own way.

An answer is plain text: its title on the first line, then blocks ``Heading: text`` or ``Heading:`` above lines that begin
with ``•`` (bot/procedures/answer.py). Inserted values stand between isolation marks.
"""

from __future__ import annotations

import re

from bot.text.bidi import FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE, strip_controls, strip_isolates
from channels.capabilities import Capabilities, Markup

_LINK = re.compile(r"(https?://[^\s\u2066-\u2069]+)")
_LINK_AT_MARK = re.compile(_LINK.pattern + r"(?=[\u2066-\u2069])")
_MORE_THAN_A_BLANK_LINE = re.compile(r"\n{3,}")
_BULLET = "•"
_LABEL = re.compile(r"([^:.!?؟،,•…*_~`]{1,80}?)(\s*:)(?=\s|$)")
_ENDS_A_SENTENCE = re.compile(r"[.!?؟…:;،,][»”\")\u2069]*$")
_LONGEST_TITLE, _LONGEST_LABEL = 120, 60
# WhatsApp formats what stands between two of these marks, and knows no way to write one that means itself.
_MARKS = {"*": "∗", "_": "＿", "~": "∼", "`": "‵"}
_PAIRS = {
    mark: re.compile(rf"(?<!\w){re.escape(mark)}(?=\S)([^\n]*?)(?<=\S){re.escape(mark)}(?!\w)") for mark in _MARKS
}


def written(text: str, capabilities: Capabilities) -> str:
    """``text`` as the channel shows it best: headings in bold, links that end where they end, marks that it can have."""
    text = _MORE_THAN_A_BLANK_LINE.sub("\n\n", "\n".join(map(str.strip, text.splitlines()))).strip()
    if not capabilities.isolates or not strip_controls(text).strip():
        text = strip_controls(text).strip()
    if capabilities.markup is Markup.WHATSAPP:
        text = "\n".join(_with_headings(_literal(text).split("\n")))
    return _LINK_AT_MARK.sub(r"\1 ", text)  # else the mark is taken for a part of the address


def _literal(text: str) -> str:
    """``text`` with its own marks written so that WhatsApp does not take them for its markup. Links stay as they are."""
    parts = _LINK.split(text)
    for mark, pair in _PAIRS.items():
        if mark in text:
            parts[::2] = [pair.sub(rf"{_MARKS[mark]}\1{_MARKS[mark]}", part) for part in parts[::2]]
    return "".join(parts)


def _with_headings(lines: list[str]) -> list[str]:
    titled = len(lines) > 1 and _is_title(lines[0])
    below = [*lines[1:], ""]
    return [
        _bold(line)
        if titled and place == 0
        else _with_label(line)
        if titled or below[place].startswith(_BULLET)
        else line
        for place, line in enumerate(lines)
    ]


def _is_title(line: str) -> bool:
    return (
        0 < len(line) <= _LONGEST_TITLE
        and not _ENDS_A_SENTENCE.search(line)
        and not line.startswith(_BULLET)
        and not any(mark in line for mark in _MARKS)
        and not _LINK.search(line)
    )


def _with_label(line: str) -> str:
    """``Prix : 75 DH`` as ``*Prix* : 75 DH``; another line as it is."""
    found = _LABEL.match(line)
    if not found or not _balanced(found[1]) or not any(map(str.isalpha, found[1])):
        return line
    return line if len(found[1]) > _LONGEST_LABEL else _bold(found[1]) + line[found.end(1) :]


def _balanced(text: str) -> bool:
    return text.count(FIRST_STRONG_ISOLATE) == text.count(POP_DIRECTIONAL_ISOLATE)


def _bold(text: str) -> str:
    """WhatsApp wants its marks beside what they mark: nothing invisible between."""
    return f"*{strip_isolates(text).strip()}*"
