"""From one abstract message to what a channel can show: pure, and always the same for the same message.

The form of its buttons is the first of these that loses nothing: reply buttons, a list, a numbered menu in the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.locales import DEFAULT, LOCALES
from bot.text.cutting import cut, split
from bot.text.sms import Encoding, economy, segments
from channels.capabilities import Capabilities
from channels.markup import written
from channels.titles import clean, shortened, unlike
from channels.wording import known_locale, sentence

_PICTURES = frozenset({"image/png", "image/jpeg"})
_MARK_OF = {"ltr": "\u200e", "rtl": "\u200f"}
_DIRECTION_OF = {"L": "ltr", "R": "rtl", "AL": "rtl"}


@dataclass(frozen=True)
class Choice:
    """A reply button, or a row of a list."""

    title: str
    payload: str
    description: str = ""


@dataclass(frozen=True)
class Rendered:
    """One message in the form of a channel: text, and at most one of buttons, rows and a picture that it stands under."""

    text: str
    locale: str
    buttons: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    list_label: str = ""  # of the button that opens the rows
    picture: str = ""  # where the provider fetches it


def pages(body: Mapping[str, Any], capabilities: Capabilities) -> list[list[Rendered]]:
    """All that is to be sent for one message of the assistant: a page is what is sent at once.

    ``body`` is ``{"text", "locale", "buttons"?: [{"title", "payload"}], "files"?: [{"name", "content_type", "path"}]}``.
    Pictures among the files follow on the last page where the channel has them, with the addresses of the others. There is one page at least; it is empty when
    there is nothing to say. Only a channel with a budget of segments has more: each page but the last ends with how to
    ask for the next.

    Raises:
        MessageError: the message files lack a sentence of ours.
    """
    locale = known_locale(body.get("locale"), default=DEFAULT)
    text = written(str(body.get("text") or ""), capabilities)
    choices = choices_of(body)
    touched = _touched(choices, locale, capabilities)
    if touched:
        return [[*_with_touch(text, touched, capabilities), *_files(body, locale, capabilities)]]
    menu = _menu(choices, locale, capabilities)
    if capabilities.segments:
        return _sms(text, menu, locale, capabilities)
    before, last = _texts(text, menu, "", lambda part: len(part) <= capabilities.text)
    return [[*(Rendered(part, locale) for part in before + last), *_files(body, locale, capabilities)]]


def _files(body: Mapping[str, Any], locale: str, capabilities: Capabilities) -> list[Rendered]:
    """The pictures that come with a message. Under the first stands where the other files are: no provider carries them."""
    files = body.get("files") or ()
    pictures = [file for file in files if str(file["content_type"]) in _PICTURES]
    if not capabilities.pictures or not pictures:
        return []
    lines = [f"{clean(str(file['name']))}: {_address(file, capabilities)}" for file in files if file not in pictures]
    captions = [
        "\n".join([clean(str(pictures[0]["name"])), *lines]),
        *(clean(str(one["name"])) for one in pictures[1:]),
    ]
    return [
        Rendered(caption, locale, picture=_address(file, capabilities)) for caption, file in zip(captions, pictures)
    ]


def _address(file: Mapping[str, Any], capabilities: Capabilities) -> str:
    return capabilities.pictures + str(file["path"])


def choices_of(body: Mapping[str, Any]) -> list[Choice]:
    """The buttons of a message in their order, which is their number in a menu, with whole titles on one line each."""
    buttons = body.get("buttons") or ()
    choices = [Choice(clean(str(button["title"])), str(button["payload"])) for button in buttons]
    return list(dict.fromkeys(choice for choice in choices if choice.title))


def _touched(choices: Sequence[Choice], locale: str, capabilities: Capabilities) -> Rendered | None:
    """The choices as buttons, else as rows, without the text; None when neither can show them all."""
    if not choices or not capabilities.body or not _payloads_pass(choices, capabilities):
        return None
    titles = [choice.title for choice in choices]
    if len(choices) <= capabilities.buttons and unlike(titles, capabilities.button_title, locale) == titles:
        return Rendered("", locale, buttons=tuple(choices))
    rows = _rows(choices, locale, capabilities) if len(choices) <= capabilities.rows else None
    return Rendered("", locale, rows=rows, list_label=_list_label(locale, capabilities)) if rows else None


def _payloads_pass(choices: Sequence[Choice], capabilities: Capabilities) -> bool:
    payloads = [choice.payload for choice in choices]
    whole = all(payload == payload.strip() and 0 < len(payload) <= capabilities.payload for payload in payloads)
    return whole and len(set(payloads)) == len(payloads)


def _rows(choices: Sequence[Choice], locale: str, capabilities: Capabilities) -> tuple[Choice, ...] | None:
    """A title that must be shortened stands whole in the description."""
    titles = unlike([choice.title for choice in choices], capabilities.row_title, locale)
    if titles is None:
        return None
    rows = [
        choice if title == choice.title else Choice(title, choice.payload, choice.title)
        for title, choice in zip(titles, choices)
    ]
    return tuple(rows) if all(len(row.description) <= capabilities.row_description for row in rows) else None


def _list_label(locale: str, capabilities: Capabilities) -> str:
    return shortened(clean(sentence(locale, "gateway-list-button")), capabilities.list_label, locale)


def _with_touch(text: str, touched: Rendered, capabilities: Capabilities) -> list[Rendered]:
    """The choices ride on the text, or on the end of one that is too long, or has too many lines, to carry them."""
    parts = split(text, lambda part: len(part) <= capabilities.text) or [
        sentence(touched.locale, "gateway-list-button")
    ]
    last = parts.pop()
    end = split(last, lambda part: len(part) <= capabilities.body)[-1]
    if capabilities.one_line:
        end = end.rpartition("\n")[2]
    parts += split(last[: len(last) - len(end)].rstrip(), lambda part: len(part) <= capabilities.text)
    return [*(Rendered(part, touched.locale) for part in parts), replace(touched, text=end)]


def _menu(choices: Sequence[Choice], locale: str, capabilities: Capabilities) -> str:
    """The choices as numbered lines and how to answer them; "" when there are none."""
    if not choices:
        return ""
    marks = _MARK_OF if capabilities.isolates else {}
    direction = LOCALES[locale].direction
    lines = [
        f"{marks.get(direction, '') if _first_strong(choice.title) not in (None, direction) else ''}{number}. {choice.title}"
        for number, choice in enumerate(choices, 1)
    ]
    return "\n".join([*lines, sentence(locale, "gateway-menu-hint")])


def _first_strong(text: str) -> str | None:
    """The direction that a line would take from its first letter."""
    return next((_DIRECTION_OF[kind] for kind in map(unicodedata.bidirectional, text) if kind in _DIRECTION_OF), None)


def _sms(text: str, menu: str, locale: str, capabilities: Capabilities) -> list[list[Rendered]]:
    more = "\n" + sentence(locale, "gateway-more")
    thrifty = economy(_above(text, menu), capabilities.plain_letters)
    before, last = _texts(thrifty(text), thrifty(menu), thrifty(more), lambda part: _is_in_budget(part, capabilities))
    return [*([Rendered(part, locale)] for part in before), [Rendered(part, locale) for part in last]]


def _is_in_budget(part: str, capabilities: Capabilities) -> bool:
    longest = min(capabilities.text, capabilities.segments * Encoding.GSM7.single)
    return len(part) <= longest and segments(part) <= capabilities.segments


def _texts(text: str, menu: str, more: str, fits: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    """What stands before the last page, each with ``more`` below, and what that page holds.

    The menu is never parted from its numbers' meaning: all of it is on the last page, in several messages if need be.
    """
    before: list[str] = []
    while not fits(_above(text, menu)):
        if not text:
            return before, split(menu, fits)
        beginning, text = cut(text, lambda part: fits(part + more))
        before.append(beginning + more)
    last = _above(text, menu)
    return before, [last] if last else []


def _above(text: str, menu: str) -> str:
    return f"{text}\n\n{menu}" if text and menu else text or menu
