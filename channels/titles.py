"""Titles of buttons and rows that are short enough, without losing what tells them apart."""

from __future__ import annotations

import os.path
import re
from collections import Counter
from collections.abc import Sequence

from bot.text.bidi import strip_controls
from bot.text.cutting import whole_characters

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_ELISION = re.compile(r"^[ld]['’](?=\w)", re.IGNORECASE)
_LOOSE_ENDS = " ,;:·.-–—/'’،؛"
# Words that a title can do without. Locales that are not here have none that stand alone and say nothing.
_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "fr": frozenset("le la les l' l’ un une des de du d' d’ à au aux en et ou pour par sur".split()),
    "en": frozenset("a an the of to for in on at and or your my".split()),
    "ar": frozenset("من في على إلى".split()),
    "ary": frozenset("ديال د ف فـ من".split()),
    "ary-Latn": frozenset("dyal dial d f l men".split()),
    "zgh": frozenset(["ⵏ"]),
    "zgh-Latn": frozenset(["n"]),
}


def clean(title: str) -> str:
    """``title`` on one line, without direction marks, which would count."""
    return " ".join(strip_controls(title).split())


def shortened(title: str, limit: int, locale: str) -> str:
    """``title`` in ``limit`` characters: without brackets, then without function words, then cut at a word with ``…``."""
    bare = _BRACKETS.sub("", title).strip() or title
    words = _telling_words(bare, locale)
    return next((text for text in (title, bare, " ".join(words)) if len(text) <= limit), "") or _cut(words, limit)


def unlike(titles: Sequence[str], limit: int, locale: str) -> list[str] | None:
    """Each title in ``limit`` characters, no two alike; None when that cannot be done.

    Titles that come out alike are told apart by how they end: ``…acte de naissance``, ``…acte de décès``.
    """
    short = [shortened(title, limit, locale) for title in titles]
    for alike in [key for key, times in Counter(map(str.casefold, short)).items() if times > 1]:
        places = [place for place, title in enumerate(short) if title.casefold() == alike]
        begin = _common_words([titles[place] for place in places])
        for place in places:
            ending = shortened(titles[place][begin:].lstrip(_LOOSE_ENDS), limit - 1, locale)
            short[place] = f"…{ending}" if ending else short[place]
    return short if len({title.casefold() for title in short}) == len(short) else None


def _telling_words(text: str, locale: str) -> list[str]:
    """The words of ``text`` that say something; all of them when none does. A capital at the beginning stays one."""
    dispensable = _FUNCTION_WORDS.get(locale, frozenset())
    words = [_ELISION.sub("", word) if locale == "fr" else word for word in text.split()]
    telling = [word for word in words if word.casefold() not in dispensable] or words
    if text[:1].isupper():
        telling[0] = telling[0][:1].upper() + telling[0][1:]
    return telling


def _cut(words: Sequence[str], limit: int) -> str:
    """The words that fit before ``…``; of a single longer word, its beginning."""
    text = " ".join(words)
    at = text.rfind(" ", 0, limit)
    beginning = text[:at] if at > 0 else text[: whole_characters(text, limit - 1)]
    return (beginning.rstrip(_LOOSE_ENDS) or beginning) + "…"


def _common_words(titles: Sequence[str]) -> int:
    """How many characters all titles begin with, in whole words."""
    return os.path.commonprefix([f"{title} " for title in titles]).rfind(" ") + 1
