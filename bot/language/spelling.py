"""The words that were meant by those that were typed: slips, re-spellings, lost and added spaces undone.

Of all readings of a message the likeliest is taken (docs/adr/0019): how likely each slip is (``lookalikes.py``), how
often each word follows the one before it, and how well it fits the locales in which the rest of the message is written.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.errors import ModelError
from bot.language.lookalikes import Lookalikes
from bot.language.packing import packed, unpacked
from bot.text.normalise import Word, words

Array = NDArray[Any]

# Logarithms of probabilities, set on our own utterances kept aside (docs/adr/0019).
_UNKNOWN = -16.0  # a word that we do not know was meant as it stands
_DOUBTED = -4.0  # a word that we know was not meant
_SPACE_ADDED = -5.0
_SPACE_LOST = -4.5

_FOLLOWING = 0.6  # how much the word before counts, beside the locale
_ANY_LOCALE = 0.02  # the share of every locale, however clear the message is
_SHARPNESS = 0.7  # of the guess at the locale; words are not independent
_EVIDENCE_OF_UNKNOWN = 0.5

_MOST_WORDS = 40  # of a message; those after them stay as they are
_MANY, _FEW = 8, 2  # words that one is like: for one that we do not know, for others
_MOST_KEPT = 5  # readings of what comes before a word
_WORTH = 8.0  # a known word is not doubted for one that is less likely by this, whatever stands beside it
_LEAST_SHARE = 1e-5
_SHORT, _LONG_ENOUGH_TO_SPLIT, _LONG_ENOUGH_TO_JOIN = 2, 5, 4
_BOUNDARY = "."  # before the first word and after the last; no word is like it

SPELLING_FILE = "spelling.npz"
_NOTHING: Mapping[str, float] = {}


class _Reading(NamedTuple):
    """So many words of a message were meant to be those; the logarithm of the probability of that slip."""

    length: int
    meant: tuple[str, ...]
    slip: float


class _Step(NamedTuple):
    """The best way to a place in the message that ends in a given word."""

    score: float
    came_from: tuple[int, str]
    meant: tuple[str, ...]


class _Stretch(NamedTuple):
    """So many words of a message were meant to be those."""

    length: int
    meant: tuple[str, ...]


class Spelling:
    """Knows the words of the texts it has learnt; read-only afterwards."""

    def __init__(self, known: Sequence[str], by_locale: Array, pairs: Array, times: Array) -> None:
        """``by_locale`` counts each of the known words in each locale, ``times`` the pairs of places of words."""
        self._known, self._by_locale, self._pairs, self._times = list(known), by_locale, pairs, times
        self._place = {word: place for place, word in enumerate(self._known)}
        self._lookalikes = Lookalikes(word for word in self._known if word != _BOUNDARY)
        self._total = by_locale.sum(axis=1)
        self._in_locale = by_locale / np.maximum(by_locale.sum(axis=0), 1)
        self._log_total = dict(zip(self._known, np.log(np.maximum(self._total, 1)).tolist()))
        self._after: dict[str, dict[str, float]] = {}  # word → the words that follow it, with their share
        shares = times / self._total[pairs[:, 0]] if len(pairs) else times
        for (one, other), share in zip(pairs.tolist(), shares.tolist()):
            self._after.setdefault(self._known[one], {})[self._known[other]] = share
        self._meant_by = lru_cache(maxsize=16384)(self._find_meant)
        self._evidence = lru_cache(maxsize=16384)(self._find_evidence)

    @classmethod
    def learn(cls, texts: Iterable[tuple[str, str]]) -> Spelling:
        """Learns the words of (text, locale) pairs."""
        counts: dict[str, Counter[str]] = {}
        pairs: Counter[tuple[str, str]] = Counter()
        for text, locale in texts:
            norms = [_BOUNDARY, *(word.norm for word in words(text)), _BOUNDARY]
            counts.setdefault(locale, Counter()).update(norms[1:])
            pairs.update(pairwise(norms))
        known = sorted(set().union(*counts.values()))
        by_locale = np.array([[counts[locale][word] for locale in sorted(counts)] for word in known], dtype=np.uint32)
        place = {word: at for at, word in enumerate(known)}
        places = np.array([(place[one], place[other]) for one, other in pairs], dtype=np.uint32)
        return cls(
            known,
            by_locale.reshape(len(known), len(counts)),
            places.reshape(-1, 2),
            np.array(list(pairs.values()), dtype=np.uint32),
        )

    def restored(self, text_words: Sequence[Word]) -> list[Word]:
        """The words that were meant by those of a text; those that look like none we know stay.

        Each stands where those stand that it was typed as. Two that lost their space have a part of the typed word each,
        where it is known which.
        """
        found: list[Word] = []
        at = 0
        for length, meant in self._stretches([word.norm for word in text_words]):
            start, end = text_words[at].start, text_words[at + length - 1].end
            in_parts = len(meant) > 1 and sum(map(len, meant)) == end - start
            for norm in meant:
                found.append(Word(norm, start, start + len(norm) if in_parts else end))
                start += len(norm) if in_parts else 0
            at += length
        return found

    def _stretches(self, norms: Sequence[str]) -> list[_Stretch]:
        """The likeliest reading of a message, from its first word to the last."""
        read = list(norms[:_MOST_WORDS])
        rest = [_Stretch(1, (norm,)) for norm in norms[_MOST_WORDS:]]
        as_typed = [_Stretch(1, (norm,)) for norm in norms]
        if not read or not self._known:
            return as_typed
        found = [list(self._readings(read, at)) for at in range(len(read))]
        if all(len(readings) == 1 for readings in found):
            return as_typed
        shares = self._shares(read, {word for readings in found for reading in readings for word in reading.meant})
        ways: list[dict[str, _Step]] = [{} for _ in range(len(read) + 1)]
        ways[0][_BOUNDARY] = _Step(0.0, (-1, ""), ())
        for at, readings in enumerate(found):
            self._extend(ways, at, readings, shares)
        ends = {word: step.score + self._follows(word, _BOUNDARY, shares) for word, step in ways[-1].items()}
        return _way_back(ways, max(ends, key=lambda word: ends[word])) + rest

    def _extend(
        self, ways: Sequence[dict[str, _Step]], at: int, readings: Iterable[_Reading], shares: Mapping[str, float]
    ) -> None:
        """Goes on from the likeliest ways to a place in the message, by each reading of what begins there."""
        likeliest = sorted(ways[at].items(), key=lambda way: -way[1].score)[:_MOST_KEPT]
        for length, meant, slip in readings:
            first, last, reached = meant[0], meant[-1], ways[at + length]
            inner = slip if len(meant) == 1 else slip + self._follows(first, last, shares)
            alone = self._follows("", first, shares)
            best = reached.get(last)
            for before, step in likeliest:
                follows = alone
                if first in self._after.get(before, _NOTHING):
                    follows = self._follows(before, first, shares)
                score = step.score + inner + follows
                if best is None or score > best.score:
                    best = reached[last] = _Step(score, (at, before), meant)

    def _readings(self, norms: Sequence[str], at: int) -> Iterator[_Reading]:
        """What the word at a place, or it and the next together, was meant to be."""
        word = norms[at]
        yield from self._meant_by(word)
        if at + 1 < len(norms) and not word.isdigit() and not norms[at + 1].isdigit():
            yield from self._joined(word, norms[at + 1])

    def _joined(self, word: str, after: str) -> Iterator[_Reading]:
        """One word that two were meant to be; two that we know only when one of them is short."""
        both = word + after
        doubtful = word not in self._place or after not in self._place
        if both in self._place:
            if doubtful or min(len(word), len(after)) <= _SHORT:
                yield _Reading(2, (both,), _SPACE_ADDED)
        elif doubtful and len(both) >= _LONG_ENOUGH_TO_JOIN:
            for meant, slip in self._like(both, _FEW):
                yield _Reading(2, (meant,), _SPACE_ADDED + slip)

    def _find_meant(self, word: str) -> Sequence[_Reading]:
        """What one word was meant to be: itself, one like it, or two words."""
        if word in self._place:
            like = [_Reading(1, (meant,), slip + _DOUBTED) for meant, slip in self._like(word, _FEW)]
            least = self._log_total[word] - _WORTH
            return [
                _Reading(1, (word,), 0.0),
                *(one for one in like if self._log_total[one.meant[0]] + one.slip > least),
            ]
        like = [_Reading(1, (meant,), slip) for meant, slip in self._like(word, _MANY)]
        return [*like, *self._split(word), _Reading(1, (word,), _UNKNOWN)]

    def _like(self, word: str, most: int) -> list[tuple[str, float]]:
        """The likeliest known words that another was meant to be."""
        found = self._lookalikes.of(word).items()
        return sorted(found, key=lambda one: (-one[1] - self._log_total[one[0]], one[0]))[:most]

    def _split(self, word: str) -> Iterator[_Reading]:
        """Two words that lost the space between them; in a longer word one of the two may be mistyped too."""
        for at in range(1, len(word)):
            first, second = word[:at], word[at:]
            if first in self._place and second in self._place:
                yield _Reading(1, (first, second), _SPACE_LOST)
            elif len(word) >= _LONG_ENOUGH_TO_SPLIT:
                if first in self._place and len(second) > _SHORT:
                    for meant, slip in self._like(second, _FEW):
                        yield _Reading(1, (first, meant), _SPACE_LOST + slip)
                elif second in self._place and len(first) > _SHORT:
                    for meant, slip in self._like(first, _FEW):
                        yield _Reading(1, (meant, second), _SPACE_LOST + slip)

    def _find_evidence(self, word: str) -> list[float]:
        """What a word says of each locale, as logarithms."""
        like = [word] if word in self._place else [meant for meant, _ in self._like(word, _FEW)]
        if not like:
            return [0.0] * self._by_locale.shape[1]
        share = self._in_locale[[self._place[one] for one in like]].mean(axis=0)
        weight = 1.0 if word in self._place else _EVIDENCE_OF_UNKNOWN
        found: list[float] = (weight * np.log(share + _LEAST_SHARE)).tolist()
        return found

    def _shares(self, norms: Iterable[str], meant: Iterable[str]) -> dict[str, float]:
        """How often each known word, and the end, is written in the locales that the message seems to be in."""
        evidence = _SHARPNESS * np.array([sum(said) for said in zip(*map(self._evidence, norms))])
        locales = np.exp(evidence - evidence.max())
        locales = (1 - _ANY_LOCALE) * locales / locales.sum() + _ANY_LOCALE / len(locales)
        known = [word for word in (*meant, _BOUNDARY) if word in self._place]
        shares = self._in_locale[[self._place[word] for word in known]] @ locales
        return dict(zip(known, shares.tolist()))

    def _follows(self, before: str, word: str, shares: Mapping[str, float]) -> float:
        """The logarithm of the probability of a word after another; 0 for a word that we do not know."""
        if word not in shares:
            return 0.0
        after = self._after.get(before, _NOTHING).get(word, 0.0)
        return math.log((1 - _FOLLOWING) * shares[word] + _FOLLOWING * after)

    def save(self, path: Path) -> None:
        """Writes plain arrays."""
        np.savez_compressed(
            path, known=packed(self._known), by_locale=self._by_locale, pairs=self._pairs, times=self._times
        )

    @classmethod
    def load(cls, path: Path) -> Spelling:
        """Reads what :meth:`save` wrote.

        Raises:
            ModelError: the file is missing or damaged.
        """
        try:
            with np.load(path, allow_pickle=False) as arrays:
                return cls(unpacked(arrays["known"]), arrays["by_locale"], arrays["pairs"], arrays["times"])
        except (OSError, ValueError, KeyError, IndexError, AttributeError, zipfile.BadZipFile, zlib.error) as error:
            raise ModelError(f"{path} is not a model: {error}") from error


def _way_back(ways: Sequence[dict[str, _Step]], last: str) -> list[_Stretch]:
    """The likeliest reading, found from its last word back to the first."""
    stretches: list[_Stretch] = []
    at = len(ways) - 1
    while at > 0:
        step = ways[at][last]
        before, last = step.came_from
        stretches.append(_Stretch(at - before, step.meant))
        at = before
    return stretches[::-1]
