"""The texts that the locale identifier is trained on, from those we have: a share of them, and longer and mistyped ones.

Our utterances are many, alike, short and well typed; what people send is none of that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from random import Random

from bot.language.keyboards import BESIDE
from bot.locales import LOCALES, OTHER
from bot.text.scripts import Script, dominant_script
from bot.text.tifinagh import to_latin

LAST = 1600  # texts of a locale that are all kept: the general sentences, which data.labelled_texts gives last
EARLIER = 1000  # and how many of those before them
JOINED_SHARE = 0.3
MISTYPED_SHARE = 0.25
_RATES = (0.06, 0.1, 0.16)  # of errors, for each letter
_UNADORNED_SHARE = 0.4
_RESPELT_SHARE = 0.3
_ACCENTS = re.compile("[\u0300-\u036f]")  # of Latin letters
_ARABIC = {
    "ة": ("ه",), "ه": ("ة",), "ى": ("ي",), "ي": ("ى",), "أ": ("ا",), "إ": ("ا",), "آ": ("ا",), "ث": ("ت",),
    "ت": ("ث", "ط"), "ط": ("ت",), "ذ": ("د",), "د": ("ذ",), "ض": ("د", "ظ"), "ظ": ("ض",), "ص": ("س",), "س": ("ص",),
    "ق": ("ك",),
}  # fmt: skip
_TIFINAGH = {"ⴹ": ("ⴷ",), "ⵟ": ("ⵜ",), "ⵚ": ("ⵙ",), "ⵥ": ("ⵣ",), "ⵕ": ("ⵔ",), "ⴻ": ("",)}
_ARABIZI = {
    "ch": ("sh",), "sh": ("ch",), "kh": ("5", "x"), "gh": ("4",), "ou": ("u", "o"), "u": ("ou", "o"), "o": ("u", "ou"),
    "q": ("9", "k"), "x": ("kh",), "e": ("",), "i": ("", "y"), "a": ("",),
}  # fmt: skip
_LATIN_TAMAZIGHT = {
    "ch": ("c",), "sh": ("c",), "c": ("ch",), "kh": ("x",), "x": ("kh",), "gh": ("ɣ",), "ɣ": ("gh",), "ou": ("u",),
    "u": ("ou",), "e": ("",),
}  # fmt: skip
_SPELLINGS: Mapping[str, Spellings] = {
    "ar": _ARABIC, "ary": _ARABIC, "ary-Latn": _ARABIZI, "zgh": _TIFINAGH, "zgh-Latn": _LATIN_TAMAZIGHT
}  # fmt: skip
_ANY_SPELLINGS: Spellings = {**_ARABIC, **_TIFINAGH, **_LATIN_TAMAZIGHT, **_ARABIZI}

Sample = tuple[str, str]
Spellings = Mapping[str, tuple[str, ...]]


def augmented(samples: Iterable[Sample]) -> list[Sample]:
    """A share of the (text, locale) pairs, and those made from them. Always the same for the same samples."""
    random = Random(0)  # noqa: S311  # not for secrets
    given = list(samples)
    pairs = list(_thinned([*_transliterated(given), *given]))
    return pairs + list(_joined(pairs, random)) + list(_mistyped(pairs, random))


def _thinned(samples: list[Sample]) -> Iterator[Sample]:
    """The last texts of each locale, and some of the earlier ones, evenly."""
    for locale, texts in _by_locale(samples).items():
        earlier = texts[:-LAST]
        step = max(len(earlier) / EARLIER, 1.0)
        kept = [earlier[int(number * step)] for number in range(min(len(earlier), EARLIER))]
        yield from ((text, locale) for text in kept + texts[-LAST:])


def _by_locale(samples: list[Sample]) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for text, locale in samples:
        texts.setdefault(locale, []).append(text)
    return texts


def _transliterated(samples: list[Sample]) -> Iterator[Sample]:
    twins = {locale.written_as: locale.code for locale in LOCALES.values() if locale.written_as}
    return ((to_latin(text), twins[locale]) for text, locale in samples if locale in twins)


def _joined(samples: list[Sample], random: Random) -> Iterator[Sample]:
    """Two texts of one locale in a row; ``other`` is many languages and left out."""
    texts = _by_locale(samples)
    for text, locale in samples:
        if locale != OTHER and random.random() < JOINED_SHARE:
            yield f"{text} {random.choice(texts[locale])}", locale


def _mistyped(samples: list[Sample], random: Random) -> Iterator[Sample]:
    for text, locale in samples:
        if random.random() < MISTYPED_SHARE and dominant_script(text) is not Script.TIFINAGH:
            yield mistyped(text, random, locale), locale


def mistyped(text: str, random: Random, locale: str | None = None) -> str:
    """``text`` as fingers in a hurry type it, at a rate of errors that is drawn too.

    Letters are dropped, doubled, swapped, missed for the key beside, or spelt as others spell that sound (in that
    locale, or in any when it is not known); spaces are lost and added. The text may be without accents and in capitals.
    """
    rate = random.choice(_RATES)
    if random.random() < _UNADORNED_SHARE:
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    spellings = _SPELLINGS.get(locale, {}) if locale else _ANY_SPELLINGS
    typed = "".join(_typed(text, rate, spellings, random))
    return typed.upper() if random.random() < rate else typed


def _typed(text: str, rate: float, spellings: Spellings, random: Random) -> Iterator[str]:
    at = 0
    while at < len(text):
        typed, length = text[at], 1
        if typed.isalpha() and random.random() < rate:
            typed, length = _respelt(text, at, spellings, random) or _slip(text, at, random)
        yield typed
        at += length


def _respelt(text: str, at: int, spellings: Spellings, random: Random) -> tuple[str, int] | None:
    """Another spelling of the sound that is written here, and how many letters it takes the place of."""
    if random.random() >= _RESPELT_SHARE:
        return None
    for length in (2, 1):
        others = spellings.get(text[at : at + length].lower())
        if others and at + length <= len(text):
            return random.choice(others), length
    return None


def _slip(text: str, at: int, random: Random) -> tuple[str, int]:
    letter, after = text[at], text[at + 1 : at + 2]
    return random.choice(
        (
            ("", 1),
            (letter * 2, 1),
            (after + letter, 2) if after.isalpha() else (letter * 2, 1),
            (random.choice(BESIDE.get(letter.lower(), letter)), 1),
            (letter, 2) if after == " " else (letter + " ", 1),
        )
    )
