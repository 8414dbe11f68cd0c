"""The normal form in which words are compared (docs/language.md), and the words of a text with their offsets.

The original text is never changed: a :class:`Word` says where it stands in it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from bot.text.bidi import CONTROLS, strip_controls
from bot.text.digits import to_ascii_digits

MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
_MARKS = re.compile(f"[{MARKS}]")
# invisible marks inside a word belong to it, as they are dropped from its normal form
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}{CONTROLS}\u2d7f])*")
_THREE_OR_MORE = re.compile(r"([^\W\d_])\1{2,}")
_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ة": "ه", "ۃ": "ه", "ہ": "ه",
        "ھ": "ه", "ؤ": "و", "ء": "", "گ": "ك", "ڭ": "ك", "ݣ": "ك", "ک": "ك", "ڪ": "ك", "ڤ": "ف", "ڥ": "ف", "ڢ": "ف",
        "پ": "ب", "چ": "ش", "ڨ": "ق", "ڧ": "ق", "ژ": "ج", "œ": "oe", "æ": "ae", "ß": "ss", "γ": "ɣ", "ε": "ɛ",
        "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ʷ": "w",
    }
)  # fmt: skip

# Cyrillic letters that look Latin, as copied texts have them inside a Latin word.
_LOOKALIKES = str.maketrans("аеорсхуіјѕԁһ", "aeopcxyijsdh")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-z]")


class Word(NamedTuple):
    """One word: its normal form, and ``text[start:end]``, as it was written."""

    norm: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def normalise_word(word: str) -> str:
    """The normal form of one word: NFKC, no marks, tatweel or harakat, unified letters, lower case, ASCII digits.

    A letter three times or more in a row is one letter ("bzaaaaf" → "bzaf"); digits are left alone. Cyrillic letters
    beside Latin ones are the Latin ones that they look like.
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    # Arabic letters with a hamza decompose into the letter and a mark: that is the unification we want
    bare = _MARKS.sub("", decomposed).translate(_LETTERS)
    if _CYRILLIC.search(bare) and _LATIN.search(bare):
        bare = bare.translate(_LOOKALIKES)
    return _THREE_OR_MORE.sub(r"\1", to_ascii_digits(unicodedata.normalize("NFC", bare)))


@lru_cache(maxsize=65536)
def _norm_in_text(written: str) -> str:
    return normalise_word(strip_controls(written))


def words(text: str) -> list[Word]:
    """The words of ``text`` in order. Everything that is not a letter, a mark or a digit separates them."""
    return [
        Word(norm, match.start(), match.end())
        for match in _WORD.finditer(text)
        if (norm := _norm_in_text(match.group()))
    ]


def normalise(text: str) -> str:
    """``text`` as its normalised words joined by one space; empty when it has no word."""
    return " ".join(word.norm for word in words(text))
