"""Words that differ by a slip of the finger: one letter too many, too few, another, or two in the wrong order.

A word with one letter taken out is the key under which all words within one slip meet, so that a look-up costs as many
steps as the word has letters, however many words there are.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

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
        pairs = sorted(
            (key, number) for number, form in enumerate(forms) if len(form) >= SHORTEST for key in _keys(form)
        )
        self._keys = array("q", [key for key, _ in pairs])
        self._numbers = array("l", [number for _, number in pairs])

    def near(self, word: str) -> list[Near]:
        """The words that are one slip away at most, the nearest first; if both are long, also those two slips away that
        the loss of one letter on either side makes equal."""
        if len(word) < SHORTEST:
            return []
        candidates: set[int] = set()
        for key in _keys(word):
            begin = bisect_left(self._keys, key)
            candidates.update(self._numbers[begin : bisect_right(self._keys, key, begin)])
        found = []
        for number in candidates:
            form = self._forms[number]
            most = 2 if min(len(word), len(form)) >= LONG else 1
            slips = int(OSA.distance(word, form, score_cutoff=most))
            if slips <= most:
                found.append(Near(number, slips))
        return sorted(found, key=lambda near: (near.slips, near.number))


def _keys(word: str) -> set[int]:
    """Of the word, and of what is left of it without each of its letters."""
    return {hash(word), *(hash(word[:at] + word[at + 1 :]) for at in range(len(word)))}
