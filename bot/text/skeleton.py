"""Two forms of a word that do not depend on the script it came in (docs/language.md).

The skeleton keeps the consonants: «بطاقة», "bita9a" and "bitaqa" are all ``btq``; «لاكارط», "lakart" and "la carte" share
``krt``. The sound form keeps the vowels that are written in all scripts too: «بغيت» and "bghit" are ``bGit``, "mani" and
ⵎⴰⵏⵉ ``mani``; it tells apart what share a skeleton. The alphabet, one character a sound:
``b t j H x d r z s c 3 G f q k g l m n a i u h`` where ``c`` is š, ``x`` kh, ``G`` gh, ``H`` ḥ and ``3`` ʿ.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.text.normalise import normalise_word

_ARABIC = {
    "ب": "b", "ت": "t", "ث": "t", "ط": "t", "ج": "j", "ح": "H", "خ": "x", "د": "d", "ذ": "d", "ض": "d", "ظ": "d",
    "ر": "r", "ز": "z", "س": "s", "ص": "s", "ش": "c", "ع": "3", "غ": "G", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n",
}  # fmt: skip
_TIFINAGH = {
    "ⴱ": "b", "ⴳ": "g", "ⴷ": "d", "ⴹ": "d", "ⴼ": "f", "ⴽ": "k", "ⵃ": "H", "ⵄ": "3", "ⵅ": "x", "ⵇ": "q", "ⵊ": "j",
    "ⵍ": "l", "ⵎ": "m", "ⵏ": "n", "ⵔ": "r", "ⵕ": "r", "ⵖ": "G", "ⵙ": "s", "ⵚ": "s", "ⵛ": "c", "ⵜ": "t", "ⵟ": "t",
    "ⵣ": "z", "ⵥ": "z", "ⵒ": "b", "ⵠ": "f",
}  # fmt: skip
_LATIN = {
    "b": "b", "p": "b", "t": "t", "6": "t", "j": "j", "7": "H", "x": "x", "5": "x", "d": "d", "r": "r", "z": "z",
    "s": "s", "f": "f", "v": "f", "q": "q", "9": "q", "k": "k", "c": "k", "g": "g", "l": "l", "m": "m", "n": "n",
    "3": "3", "4": "G", "ɣ": "G", "ɛ": "3",
}  # fmt: skip
_BY_CHARACTER = str.maketrans({**_ARABIC, **_TIFINAGH, **_LATIN, **dict.fromkeys("aeiouywh28اويهةىءⴰⴻⵉⵓⵀⵡⵢo", "")})
# Latin groups that are one sound; longest first, replaced by letters that the table above maps to themselves
_LATIN_GROUPS = [
    ("tion", "sn"), ("sch", "C"), ("sh", "C"), ("ch", "C"), ("kh", "x"), ("gh", "4"), ("ph", "f"), ("th", "t"), ("dh", "d"),
    ("qu", "k"), ("ce", "s"), ("ci", "s"), ("cy", "s"), ("ge", "j"), ("gi", "j"), ("gn", "n"),
]  # fmt: skip
_VOWELS = {
    "ا": "a", "و": "u", "ي": "i", "ه": "h", "ⴰ": "a", "ⵉ": "i", "ⵓ": "u", "ⵡ": "u", "ⵢ": "i", "ⵀ": "h", "ⴻ": "",
    "a": "a", "i": "i", "u": "u", "o": "u", "y": "i", "w": "u", "h": "h", "e": "", "2": "", "8": "", "ى": "a", "ة": "a",
}  # fmt: skip
_BY_SOUND = str.maketrans({**_ARABIC, **_TIFINAGH, **_LATIN, **_VOWELS})
_SOUND_GROUPS = {
    "tion": "siun", "sch": "C", "sh": "C", "ch": "C", "kh": "x", "gh": "4", "ph": "f", "th": "t", "dh": "d", "qu": "k",
    "ce": "s", "ci": "si", "ge": "j", "gi": "ji", "gn": "n", "ou": "u", "ee": "i",
}  # fmt: skip
_SOUND_GROUP = re.compile("|".join(sorted(_SOUND_GROUPS, key=len, reverse=True)))
_GROUP = re.compile("|".join(group for group, _ in _LATIN_GROUPS))
_GROUP_SOUND = dict(_LATIN_GROUPS)
_IS_LATIN = re.compile(r"[a-zɣɛ]")
_DIPHTHONG = re.compile(r"a(?=[iu])")  # Arabic writes its second half only
_INITIAL_VOWEL = re.compile(r"^[aiu](?=.)")  # an initial alif is any vowel
_SILENT = re.compile(r"[^a-zA-Z3]")
_DOUBLED = re.compile(r"(.)\1+")
_ARABIC_PREFIX = re.compile(r"^(?:[وفبكدل]?ال(?=...)|لل(?=...)|[وف](?=ال))")
_ARTICLE = re.compile(r"^[fbdk]?l(?=..)|^[td](?=[td]..)")


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The skeleton of one word (any spelling, any of our scripts); "" for a number or a word of vowels only."""
    norm = normalise_word(word)
    if norm.isdigit():
        return ""
    if _IS_LATIN.search(norm):
        norm = _GROUP.sub(lambda m: _GROUP_SOUND[m.group()], norm).replace("C", "ش")
    else:
        norm = _ARABIC_PREFIX.sub("", norm)
    consonants = _DOUBLED.sub(r"\1", _SILENT.sub("", norm.translate(_BY_CHARACTER)))
    return _ARTICLE.sub("", consonants, count=1) if len(consonants) > 3 else consonants


@lru_cache(maxsize=65536)
def sound_form(norm: str) -> str:
    """The sound form of a word in normal form; "" for a number. A final h is the feminine ending, so ``a``; so is an initial vowel."""
    if norm.isdigit():
        return ""
    if _IS_LATIN.search(norm):
        norm = _SOUND_GROUP.sub(lambda m: _SOUND_GROUPS[m.group()], norm).replace("C", "ش")
    sounds = _SILENT.sub("", norm.translate(_BY_SOUND))
    if len(sounds) > 2 and sounds.endswith("h"):
        sounds = sounds[:-1] + "a"
    return _INITIAL_VOWEL.sub("a", _DOUBLED.sub(r"\1", _DIPHTHONG.sub("", _DOUBLED.sub(r"\1", sounds))))
