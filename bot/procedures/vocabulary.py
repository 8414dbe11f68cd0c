"""The words of a catalogue's names, and which of them a citizen's word may be: in another spelling, script or with a slip.

Two words are as alike as their letter n-grams or, for another script or spelling, as the n-grams of their sound forms or
of their skeletons, whichever says most. n-grams are looked up in posting lists, so that a word is compared with tens of thousands in well
under a millisecond.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.text.skeleton import skeleton, sound_form
from bot.text.slips import Slips

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]

SURFACE_GRAMS = (2, 3)
SOUND_GRAMS = (2, 3)
SKELETON_GRAMS = (2, 3)
# The sounds of a word say a little less than its letters, and its consonants less again, the fewer they are. One or two
# fit too many words to be compared in part.
SOUND_WORTH = (0.0, 0.0, 0.62, 0.95)  # by the number of letters; the last for more
SKELETON_WORTH = (0.0, 0.0, 0.62, 0.8, 0.92)
COMPARED_IN_PART = 3
WHOLE = 0.999  # cosine from which two are the same, but for rounding
# What a slip of the finger takes from the likeness of a word of one letter; less the longer the word.
SLIP_COST = 1.6
# Likeness below which a word is another word, and how many of the likest are kept.
ALIKE = 0.6
KEPT = 16
_CACHED_WORDS = 20_000


class Alike(NamedTuple):
    """Forms of the vocabulary (their numbers) and how like the word they are, 0 … 1."""

    forms: Integers
    likeness: Floats


def _grams(text: str, sizes: Sequence[int]) -> Iterator[str]:
    padded = f" {text} " if text else ""
    for size in sizes:
        for start in range(len(padded) - size + 1):
            gram = padded[start : start + size]
            if gram != " ":
                yield gram


class _View(NamedTuple):
    """One way to look at a word: what is left of it, the n-grams of that, and what being alike in them is worth."""

    reduced: Callable[[str], str]
    sizes: tuple[int, ...]
    worth: tuple[float, ...]  # by the number of letters left; the last for more


_VIEWS = (
    _View(str, SURFACE_GRAMS, (1.0,)),
    _View(sound_form, SOUND_GRAMS, SOUND_WORTH),
    _View(skeleton, SKELETON_GRAMS, SKELETON_WORTH),
)


class _Segment:
    """Some forms, comparable by letters, sounds and consonants.

    n-gram of a view → the forms that hold it, those of the second view numbered after all of the first, and so on, so
    that one sum over the n-grams of a word counts what it shares with each form in each view.
    """

    def __init__(self, forms: Sequence[str]) -> None:
        self._size = len(forms)
        holders: dict[tuple[int, str], list[int]] = {}
        counts = np.ones((len(_VIEWS), len(forms)), dtype=np.float32)
        for at, view in enumerate(_VIEWS):
            for number, form in enumerate(forms):
                grams = set(_grams(view.reduced(form), view.sizes))
                counts[at, number] = max(len(grams), 1)
                for gram in grams:
                    holders.setdefault((at, gram), []).append(at * self._size + number)
        self._holders = {key: np.array(numbers, dtype=np.int32) for key, numbers in holders.items()}
        self._weight = 1.0 / np.sqrt(counts)
        self._slips = Slips(forms)
        self._slips_of_sounds = Slips([sound_form(form) for form in forms])

    def likeness(self, word: str) -> Floats:
        """How like ``word`` each form is: the best view's cosine times its worth."""
        found: list[Integers] = []
        factors = np.zeros((len(_VIEWS), 1), dtype=np.float32)
        least = np.zeros((len(_VIEWS), 1), dtype=np.float32)
        for at, view in enumerate(_VIEWS):
            reduced = view.reduced(word)
            grams = set(_grams(reduced, view.sizes))
            if not grams:
                continue
            found += [self._holders[at, gram] for gram in grams if (at, gram) in self._holders]
            worth = view.worth[min(len(reduced), len(view.worth) - 1)]
            factors[at] = worth / math.sqrt(len(grams))
            is_short = view.reduced is not str and len(reduced) < COMPARED_IN_PART
            least[at] = WHOLE * worth if is_short else 0.0
        if not found:
            return np.zeros(self._size, dtype=np.float32)
        shared = np.bincount(np.concatenate(found), minlength=len(_VIEWS) * self._size).astype(np.float32)
        each = shared.reshape(len(_VIEWS), self._size) * self._weight * factors
        each[each < least] = 0.0
        likeness: Floats = each.max(axis=0)
        return likeness

    def mistyped_likeness(self, word: str) -> Floats:
        """The same for a word that nobody uses, which may be a form with a slip in its letters or its sounds."""
        likeness = self.likeness(word)
        for slips, written in ((self._slips, word), (self._slips_of_sounds, sound_form(word))):
            for number, count in slips.near(written):
                likeness[number] = max(likeness[number], 1.0 - SLIP_COST * count / len(written))
        return likeness


class Vocabulary:
    """Forms (normal forms of words), numbered from 0. Immutable: :meth:`extended` gives a larger one."""

    def __init__(self, forms: Sequence[str] = ()) -> None:
        self.forms = list(forms)
        self.number = {form: number for number, form in enumerate(self.forms)}
        self._segments = [_Segment(self.forms)] if self.forms else []
        self._cache: dict[tuple[str, bool], Alike] = {}

    def extended(self, forms: Iterable[str]) -> Vocabulary:
        """This vocabulary with the ``forms`` that it lacks; what is there already is not built again."""
        new = list(dict.fromkeys(form for form in forms if form not in self.number))
        if not new:
            return self
        larger = Vocabulary()
        larger.forms = self.forms + new
        larger.number = {**self.number, **{form: len(self.forms) + at for at, form in enumerate(new)}}
        larger._segments = [*self._segments, _Segment(new)]
        return larger

    def alike(self, word: str, is_known: bool = False) -> Alike:
        """The forms that ``word`` (in normal form) may be a spelling of, the likest first.

        ``is_known``: people use the word, so that it is no slip of another.
        """
        found = self._cache.get((word, is_known))
        if found is None:
            if len(self._cache) >= _CACHED_WORDS:
                self._cache.clear()
            found = self._cache[word, is_known] = self._compare(word, is_known)
        return found

    def _compare(self, word: str, is_known: bool) -> Alike:
        parts = [part.likeness(word) if is_known else part.mistyped_likeness(word) for part in self._segments]
        likeness = np.concatenate([np.zeros(0, np.float32), *parts])
        if word in self.number:
            likeness[self.number[word]] = 1.0
        near = np.flatnonzero(likeness >= ALIKE)
        order = near[np.argsort(-likeness[near], kind="stable")][:KEPT].astype(np.int32)
        return Alike(order, np.minimum(likeness[order], 1.0))
