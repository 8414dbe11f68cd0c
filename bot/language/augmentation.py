"""The texts that the locale identifier is trained on, from those we have: a share of them, and longer and mistyped ones.

Our utterances are many, alike, short and well typed; what people send is none of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

from bot.locales import LOCALES, OTHER
from bot.text.scripts import Script, dominant_script
from bot.text.tifinagh import to_latin

LAST = 1600  # texts of a locale that are all kept: the general sentences, which data.labelled_texts gives last
EARLIER = 1000  # and how many of those before them
JOINED_SHARE = 0.3
MISTYPED_SHARE = 0.25
_MISTAKES = 0.1  # of the letters
_LOST_SPACES = 0.05

Sample = tuple[str, str]


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
            yield mistyped(text, random), locale


def mistyped(text: str, random: Random) -> str:
    """``text`` with letters left out, doubled, swapped or replaced by another of its letters, and spaces lost."""
    letters, typed = list(text), []
    for place, letter in enumerate(letters):
        if letter == " ":
            typed.append("" if random.random() < _LOST_SPACES else letter)
        elif random.random() >= _MISTAKES:
            typed.append(letter)
        elif random.random() < 0.25 and place + 1 < len(letters):
            letters[place + 1] = letter
            typed.append(text[place + 1])
        else:
            typed.append(random.choice(["", letter * 2, random.choice(text)]))
    return "".join(typed)
