"""Typing noise: what thumbs, keyboards, habits of spelling and voice dictation do to a text, at a given rate.

Each letter is edited with the probability ``rate``: re-spelt as people of that locale do (about half of the time, where
the letter has such a spelling), or mistyped. With a probability of the order of the rate the whole text also loses its
accents, which count as errors, loses its punctuation or comes in capitals, which do not. Digits that stand alone are
numbers and are let be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random
from typing import NamedTuple

RESPELT_SHARE = 0.5
UNADORNED_PER_RATE = 4.0  # at one error in eight letters, half of the texts have no accents, half no punctuation
CAPITALS_PER_RATE = 1.0  # and one in eight is in capitals

Spellings = Mapping[str, tuple[str, ...]]

_KEYBOARD_ROWS = (
    "azertyuiop", "qsdfghjklm", "wxcvbn",
    "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ذءؤرىةوزظ",
    "ⴰⵣⴻⵔⵜⵢⵓⵉⵄⵃ", "ⵇⵙⴷⴼⴳⵀⵊⴽⵍⵎ", "ⵡⵅⵛⵖⴱⵏ",
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_PUNCTUATION = re.compile(r"[^\w\s]+")
_ACCENTS = re.compile("[\u0300-\u036f]")  # of Latin letters


def _alternatives(groups: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Letter → the letters of all groups that it is in, without itself."""
    found: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for letter in group:
            found[letter] = (*found.get(letter, ()), *(other for other in group if other != letter))
    return found


def _neighbours(rows: Iterable[str]) -> Spellings:
    return {
        letter: tuple(row[max(place - 1, 0) : place] + row[place + 1 : place + 2])
        for row in rows
        for place, letter in enumerate(row)
    }


_NEIGHBOURS = _neighbours(_KEYBOARD_ROWS)
_ARABIC = _alternatives(["ةه", "ىي", "أا", "إا", "آا", "تث", "دذ", "ضظ", "سص", "طت"])
_TIFINAGH: Spellings = {**_alternatives(["ⴹⴷ", "ⵕⵔ", "ⵚⵙ", "ⵟⵜ", "ⵥⵣ"]), "ⴻ": ("",), "ⵎ": ("ⵎⴻ",), "ⵏ": ("ⵏⴻ",)}
_ARABIZI: Spellings = {
    "ch": ("sh",), "sh": ("ch",), "kh": ("5", "x"), "gh": ("4",), "ou": ("u", "o"), "7": ("h",), "9": ("k", "q"),
    "3": ("a", ""), "5": ("kh",), "x": ("kh",), "4": ("gh",), "q": ("9", "k"), "u": ("ou", "o"), "o": ("u", "ou"),
    "a": ("",), "e": ("",), "i": ("",),
}  # fmt: skip
_LATIN_TAMAZIGHT: Spellings = {
    "gh": ("ɣ",), "ɣ": ("gh",), "kh": ("x",), "x": ("kh",), "ch": ("c",), "sh": ("c",), "c": ("ch", "sh"),
    "ɛ": ("3", "a"), "ḥ": ("h", "7"), "ḍ": ("d",), "ṭ": ("t",), "ṣ": ("s",), "ẓ": ("z",), "ṛ": ("r",),
    "ou": ("u",), "u": ("ou",), "e": ("",),
}  # fmt: skip
_RESPELT: Mapping[str, Spellings] = {
    "ar": _ARABIC,
    "ary": _ARABIC,
    "ary-Latn": _ARABIZI,
    "zgh": _TIFINAGH,
    "zgh-Latn": _LATIN_TAMAZIGHT,
}
_LONGEST_SPELLING = 2


class _Edit(NamedTuple):
    """``typed`` stands in the place of the next ``length`` characters."""

    typed: str
    length: int


def noisy(text: str, locale: str, rate: float, random: Random) -> str:
    """``text`` as it may have been typed in a hurry.

    Args:
        locale: whose habits of spelling to follow; one without such habits is only mistyped.
        rate: expected errors for each letter, 0 (nothing changes) to 1.
        random: decides; the same state gives the same text.
    """
    if rate <= 0:
        return text
    bare = _without_accents(text) if random.random() < UNADORNED_PER_RATE * rate else text
    left = max(rate - _accents(text, bare) / max(sum(letters(bare)), 1), 0.0)
    typed = "".join(_typed(bare, _RESPELT.get(locale, {}), left, random))
    if random.random() < UNADORNED_PER_RATE * rate:
        typed = _PUNCTUATION.sub(" ", typed)
    if random.random() < CAPITALS_PER_RATE * rate:
        typed = typed.upper()
    return typed if typed.strip() else text


def _without_accents(text: str) -> str:
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))


def _accents(text: str, bare: str) -> int:
    """How many accents ``bare`` has fewer."""
    return len(unicodedata.normalize("NFD", text)) - len(unicodedata.normalize("NFD", bare))


def letters(text: str) -> list[bool]:
    """For each character, whether an error may fall on it: letters, and digits inside a word that has letters."""
    marked = [False] * len(text)
    for word in _WORD.finditer(text):
        if any(character.isalpha() for character in word.group()):
            marked[word.start() : word.end()] = [True] * len(word.group())
    return marked


def _typed(text: str, spellings: Spellings, rate: float, random: Random) -> Iterator[str]:
    is_letter = letters(text)
    at = 0
    while at < len(text):
        edit = _Edit(text[at], 1)
        if is_letter[at] and random.random() < rate:
            edit = _respelt(text, at, spellings, random) or _mistyped(text, at, is_letter, random)
        yield edit.typed
        at += edit.length


def _respelt(text: str, at: int, spellings: Spellings, random: Random) -> _Edit | None:
    """Another spelling of what begins here; None when there is none, or half of the time."""
    if random.random() >= RESPELT_SHARE:
        return None
    for length in range(_LONGEST_SPELLING, 0, -1):
        others = spellings.get(text[at : at + length].lower())
        if others and at + length <= len(text):
            return _Edit(random.choice(others), length)
    return None


def _mistyped(text: str, at: int, is_letter: list[bool], random: Random) -> _Edit:
    slip = random.choice(_SLIPS)
    return slip(text, at, is_letter, random)


def _dropped(text: str, at: int, is_letter: list[bool], random: Random) -> _Edit:
    return _Edit("", 1)


def _doubled(text: str, at: int, is_letter: list[bool], random: Random) -> _Edit:
    return _Edit(text[at] * 2, 1)


def _swapped(text: str, at: int, is_letter: list[bool], random: Random) -> _Edit:
    if at + 1 < len(text) and is_letter[at + 1]:
        return _Edit(text[at + 1] + text[at], 2)
    return _doubled(text, at, is_letter, random)


def _beside(text: str, at: int, is_letter: list[bool], random: Random) -> _Edit:
    """The key beside the right one; a letter of no keyboard of ours is dropped."""
    return _Edit(random.choice(_NEIGHBOURS.get(text[at].lower(), ("",))), 1)


def _spaced(text: str, at: int, is_letter: list[bool], random: Random) -> _Edit:
    """A space left out after the last letter of a word, or one too many after another letter."""
    if at + 1 < len(text) and text[at + 1] == " ":
        return _Edit(text[at], 2)
    return _Edit(text[at] + " ", 1)


_SLIPS: tuple[Callable[[str, int, list[bool], Random], _Edit], ...] = (_dropped, _doubled, _swapped, _beside, _spaced)
