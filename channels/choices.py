"""What a citizen's message means after one of ours that offered a choice: a number of its menu, or a title typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import Any, Final

import yaml

from bot.locales import DEFAULT
from bot.settings import ROOT
from bot.text.normalise import normalise
from channels.capabilities import Capabilities
from channels.rendering import Choice, choices_of, pages
from channels.titles import clean
from channels.wording import known_locale, sentence


class Answer(Enum):
    """An answer that is no payload."""

    MORE = "more"  # the next page


MORE: Final = Answer.MORE

_LONGEST = 120  # characters: a longer message is neither a number nor a title
_WORDS = ROOT / "data" / "gazetteers"
_KEYCAPS = str.maketrans({"🔟": "10", "\u20e3": None, "\ufe0f": None, "\ufe0e": None})
_LAST = -1
# What people write before a number, in normal form: "le 2", "n° 2", "option 2", «رقم 2».
_BEFORE_NUMBERS = frozenset(
    ["le", "la", "l", "les", "the", "el", "n", "no", "num", "numero", "number", "option", "choix", "رقم", "الرقم", "ra9m", "rqem"]
)  # fmt: skip


def choice(text: str, body: Mapping[str, Any], capabilities: Capabilities) -> str | Answer | None:
    """The payload that ``text`` chooses from the message ``body``, ``MORE``, or None: then it is ordinary text.

    ``body`` is the one that :func:`channels.rendering.pages` takes; its ``"page"`` (0 when absent) is the one shown last.
    A number chooses only from a menu that was shown with numbers; a title chooses on every channel.
    """
    if not text or len(text) > _LONGEST:
        return None
    shown = pages(body, capabilities)
    if body.get("page", 0) < len(shown) - 1:
        return MORE if _asks_for_more(text, body) else None
    offered = choices_of(body)
    if not offered:
        return None
    touched = [choice for part in shown[-1] for choice in (*part.buttons, *part.rows)]
    numbered = None if touched else _numbered(text, offered)
    return _titled(text, [*offered, *touched]) if numbered is None else numbered


def _asks_for_more(text: str, body: Mapping[str, Any]) -> bool:
    locale = known_locale(body.get("locale"), default=DEFAULT)
    return number(text) == 1 or normalise(text) == normalise(sentence(locale, "button-more"))


def _numbered(text: str, offered: Sequence[Choice]) -> str | None:
    chosen = number(text)
    if chosen == _LAST:
        chosen = len(offered)
    if chosen is not None and 1 <= chosen <= len(offered):
        return offered[chosen - 1].payload
    lines = [Choice(f"{place} {choice.title}", choice.payload) for place, choice in enumerate(offered, 1)]
    return _titled(text, lines)


def _titled(text: str, offered: Iterable[Choice]) -> str | None:
    """The payload of the one choice whose title is ``text``: as it is written, else in normal form."""
    written = clean(text).casefold()
    norm = normalise(text)
    exact = {choice.payload for choice in offered if choice.title.casefold() == written}
    alike = exact or {choice.payload for choice in offered if norm and normalise(choice.title) == norm}
    return alike.pop() if len(alike) == 1 else None


def number(text: str) -> int | None:
    """The number that a whole message is: digits of any script, a keycap, or a word of ours; -1 for "the last"."""
    words = [word for word in normalise(text.translate(_KEYCAPS)).split() if word not in _BEFORE_NUMBERS]
    if len(words) != 1:
        return None
    return int(words[0]) if words[0].isdecimal() else _number_words().get(words[0])


@lru_cache(maxsize=1)
def _number_words() -> dict[str, int]:
    """Normal form → number, read when it is first asked for: as an answer to a menu "un" is 1, whatever else it may be."""
    numbers: dict[str, int] = {}
    for name in ("numbers", "ordinals"):
        lists = yaml.load((_WORDS / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
        for key, words in lists.items():
            value = _LAST if key == "last" else int(key) if key.isdecimal() else None
            if value is not None:
                for word in words:
                    numbers.setdefault(normalise(word), value)
    return numbers
