"""Titles of buttons and rows that are short enough, without losing what tells them apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from bot.text.bidi import strip_controls
from bot.text.cutting import whole_characters

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_ELISION = re.compile(r"^[ld]['’](?=\w)", re.IGNORECASE)
_LOOSE_ENDS = " ,;:·.-–—/'’،؛"
# Words that a title can do without. Locales that are not here have none that stand alone and say nothing.
_FUNCTION_WORDS = {
    "fr": ["le", "la", "les", "un", "une", "des", "de", "du", "à", "au", "aux", "en", "pour", "par", "sur"],
    "en": ["a", "an", "the", "of", "to", "for", "in", "on", "at", "your", "my"],
    "ary": ["ديال"],
    "ary-Latn": ["dyal", "dial"],
    "zgh": ["ⵏ"],
    "zgh-Latn": ["n"],
}
_SHORT_WORD = 3  # letters: before the … of a title that is cut, a word of so few says nothing


def clean(title: str) -> str:
    """``title`` on one line, without direction marks, which would count."""
    return " ".join(strip_controls(title).split())


def shortened(title: str, limit: int, locale: str) -> str:
    """``title`` in ``limit`` characters: without brackets, else without function words too, else cut at a word with ``…``."""
    bare = _BRACKETS.sub("", title).strip() or title
    terse = " ".join(_telling_words(bare, locale))
    whole = next((text for text in (title, bare, terse) if len(text) <= limit), None)
    if whole is not None:
        return whole
    natural, brief = _cut(bare, limit, locale), _cut(terse, limit, locale)
    return brief if len(_telling_words(brief, locale)) > len(_telling_words(natural, locale)) else natural


def unlike(titles: Sequence[str], limit: int, locale: str) -> list[str] | None:
    """Each title in ``limit`` characters, no two alike; None when that cannot be done.

    Titles that come out alike are told apart by how they end: ``…acte de naissance``, ``…acte de décès``.
    """
    short = [shortened(title, limit, locale) for title in titles]
    for alike in [key for key, times in Counter(map(str.casefold, short)).items() if times > 1]:
        places = [place for place, title in enumerate(short) if title.casefold() == alike]
        begin = _common_words([titles[place] for place in places])
        for place in places:
            ending = shortened(" ".join(titles[place].split()[begin:]), limit - 1, locale)
            short[place] = f"…{ending}" if ending else short[place]
    return short if len({title.casefold() for title in short}) == len(short) else None


def _telling_words(text: str, locale: str) -> list[str]:
    """The words of ``text`` that say something; all of them when none does. A capital at the beginning stays one."""
    dispensable = _FUNCTION_WORDS.get(locale, [])
    words = [_ELISION.sub("", word) if locale == "fr" else word for word in text.split()]
    telling = [word for word in words if word.casefold() not in dispensable] or words
    if text[:1].isupper():
        telling[0] = telling[0][:1].upper() + telling[0][1:]
    return telling


def _cut(text: str, limit: int, locale: str) -> str:
    """The words that fit before ``…``; of a single longer word, its beginning."""
    at = text.rfind(" ", 0, limit)
    words = text[:at].split() if at > 0 else [text[: whole_characters(text, limit - 1)]]
    while len(words) > 1 and _says_little(words[-1], locale):
        words.pop()
    beginning = " ".join(words)
    return (beginning.rstrip(_LOOSE_ENDS) or beginning) + "…"


def _says_little(word: str, locale: str) -> bool:
    bare = _ELISION.sub("", word)
    return (len(bare) <= _SHORT_WORD and not bare.isupper()) or bare in _FUNCTION_WORDS.get(locale, [])


def _common_words(titles: Sequence[str]) -> int:
    """How many words all titles begin with."""
    return sum(1 for _ in takewhile(lambda words: len(set(words)) == 1, zip(*map(str.split, titles))))
