"""HTML that is safe by construction: whatever is not made here is text, and is escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

_VOID = frozenset({"input", "link", "meta", "br", "img"})
_LINK = re.compile(r"https?://[^\s<>\"'\u2066-\u2069]+")
_AFTER_LINK = re.compile(r"[.,;:!?)\]»،؛؟]+$")
_BULLET = "• "


class Html(str):
    """Text that is HTML already. Made by the functions of this module only."""

    __slots__ = ()


def element(tag: str, /, *children: str, **attributes: str | bool | None) -> Html:
    """An element. ``class_`` is ``class``, ``aria_label`` is ``aria-label``; True is an attribute alone, None or False none."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{''.join(map(_escaped, children))}</{tag}>")


def together(*children: str) -> Html:
    return Html("".join(map(_escaped, children)))


def rich(text: str) -> Html:
    """The small markup of our answers: lines, lists, addresses that can be followed."""
    return together(*_blocks(text.split("\n")))


def _blocks(lines: list[str]) -> Iterator[Html]:
    """Lines that begin with a bullet are a list; the others between them are one block."""
    for is_list, group in groupby(lines, lambda line: line.startswith(_BULLET)):
        if is_list:
            yield _list(group)
        elif block := "\n".join(group).strip("\n"):
            yield element("div", *_linked(block))


def _list(lines: Iterable[str]) -> Html:
    return element("ul", *(element("li", *_linked(line[len(_BULLET) :])) for line in lines))


def _linked(text: str) -> Iterator[str]:
    end = 0
    for found in _LINK.finditer(text):
        address = _AFTER_LINK.sub("", found[0])
        yield text[end : found.start()]
        yield element("a", address, href=address, rel="noopener noreferrer", dir="ltr")
        end = found.start() + len(address)
    yield text[end:]


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(value)}"'


def _escaped(text: str) -> str:
    return text if isinstance(text, Html) else html.escape(text)
