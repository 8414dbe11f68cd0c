"""Words that differ by a slip of the finger: one letter too many, too few, another, or two in the wrong order.

A word with one letter taken out is the key under which all words within one slip meet, so that a look-up costs as many
steps as the word has letters, however many words there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

# A shorter word has too many neighbours; a word of so many letters may hold two slips.
SHORTEST = 4
LONG = 9


class Near(NamedTuple):
    """The number of a word, and by how many slips it differs."""

    number: int
    slips: int


class Slips:
    """Words, numbered from 0, by what is left of them when a letter is taken out. Immutable."""

    def __init__(self, forms: Sequence[str]) -> None:
        self._forms = forms
        keys: list[int] = []
        numbers: list[int] = []
        for number, form in enumerate(forms):
            if len(form) >= SHORTEST:
                found = {hash(key) for key in _keys(form)}
                keys.extend(found)
                numbers.extend([number] * len(found))
        unsorted = np.array(keys, dtype=np.int64)
        order = np.argsort(unsorted, kind="stable")
        self._keys: NDArray[np.int64] = unsorted[order]
        self._numbers = np.array(numbers, dtype=np.int32)[order]

    def near(self, word: str) -> list[Near]:
        """The words that are one slip away at most, the nearest first; if both are long, also those two slips away that
        the loss of one letter on either side makes equal."""
        if len(word) < SHORTEST:
            return []
        keys = np.array(sorted({hash(key) for key in _keys(word)}), dtype=np.int64)
        begins = np.searchsorted(self._keys, keys, side="left")
        ends = np.searchsorted(self._keys, keys, side="right")
        candidates = {int(n) for begin, end in zip(begins, ends) if begin < end for n in self._numbers[begin:end]}
        found = []
        for number in candidates:
            form = self._forms[number]
            most = 2 if min(len(word), len(form)) >= LONG else 1
            slips = int(OSA.distance(word, form, score_cutoff=most))
            if slips <= most:
                found.append(Near(number, slips))
        return sorted(found, key=lambda near: (near.slips, near.number))


def _keys(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
