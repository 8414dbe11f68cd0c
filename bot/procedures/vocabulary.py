"""The words of a catalogue's names, and which of them a citizen's word may be: in another spelling, script or with a slip.

Two words are as alike as their letter n-grams or, for another script or spelling, as the n-grams of their sound forms or
of their skeletons, whichever says most. n-grams are looked up in posting lists, so that a word is compared with tens of thousands in well
under a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
# What a slip of the finger takes from the likeness of a word of one letter; less the longer the word.
SLIP_COST = 1.2
# Likeness below which a word is another word, and how many of the likest are kept.
ALIKE = 0.6
KEPT = 16
_CACHED_WORDS = 20_000


class Alike(NamedTuple):
    """Forms of the vocabulary (their numbers) and how like the word they are, 0 … 1."""

    forms: Integers
    likeness: Floats


def _grams(text: str, sizes: Sequence[int]) -> Iterator[str]:
    padded = f" {text} "
    for size in sizes:
        for start in range(len(padded) - size + 1):
            gram = padded[start : start + size]
            if gram != " ":
                yield gram


class _Postings:
    """n-gram → the forms that hold it, each weighed so that a sum over shared n-grams is the cosine."""

    def __init__(self, texts: Sequence[str], sizes: Sequence[int]) -> None:
        self._sizes = sizes
        self._size = len(texts)
        holders: dict[str, list[int]] = {}
        counts = np.ones(len(texts), dtype=np.float32)
        for number, text in enumerate(texts):
            grams = set(_grams(text, sizes)) if text else ()
            counts[number] = max(len(grams), 1)
            for gram in grams:
                holders.setdefault(gram, []).append(number)
        self._holders = {gram: np.array(numbers, dtype=np.int32) for gram, numbers in holders.items()}
        self._weight = 1.0 / np.sqrt(counts)

    def likeness(self, text: str) -> Floats:
        """The cosine of ``text`` with each form."""
        grams = set(_grams(text, self._sizes)) if text else set()
        found = [self._holders[gram] for gram in grams if gram in self._holders]
        if not found:
            return np.zeros(self._size, dtype=np.float32)
        shared = np.bincount(np.concatenate(found), minlength=self._size).astype(np.float32)
        return shared * (self._weight / np.float32(np.sqrt(len(grams))))


class _Segment:
    """Some forms, comparable by letters, sounds and consonants."""

    def __init__(self, forms: Sequence[str]) -> None:
        self._letters = _Postings(forms, SURFACE_GRAMS)
        self._sounds = _Postings([sound_form(form) for form in forms], SOUND_GRAMS)
        self._consonants = _Postings([skeleton(form) for form in forms], SKELETON_GRAMS)
        self._slips = Slips(forms)
        self._slips_of_sounds = Slips([sound_form(form) for form in forms])

    def likeness(self, word: str) -> Floats:
        sounds = sound_form(word)
        by_sounds = _reduced(self._sounds, sounds, SOUND_WORTH)
        by_consonants = _reduced(self._consonants, skeleton(word), SKELETON_WORTH)
        likeness: Floats = np.maximum(np.maximum(self._letters.likeness(word), by_sounds), by_consonants)
        for slips, written in ((self._slips, word), (self._slips_of_sounds, sounds)):
            for number, count in slips.near(written):
                likeness[number] = max(likeness[number], 1.0 - SLIP_COST * count / len(written))
        return likeness


def _reduced(postings: _Postings, reduced: str, worth: Sequence[float]) -> Floats:
    """The likeness of a reduced form, worth less the shorter it is."""
    likeness = postings.likeness(reduced)
    if len(reduced) < COMPARED_IN_PART:
        likeness = np.where(likeness > 0.999, likeness, np.float32(0.0))
    return np.float32(worth[min(len(reduced), len(worth) - 1)]) * likeness


class Vocabulary:
    """Forms (normal forms of words), numbered from 0. Immutable: :meth:`extended` gives a larger one."""

    def __init__(self, forms: Sequence[str] = ()) -> None:
        self.forms = list(forms)
        self.number = {form: number for number, form in enumerate(self.forms)}
        self._segments = [_Segment(self.forms)] if self.forms else []
        self._cache: dict[str, Alike] = {}

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

    def alike(self, word: str) -> Alike:
        """The forms that ``word`` (in normal form) may be a spelling of, the likest first."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= _CACHED_WORDS:
                self._cache.clear()
            found = self._cache[word] = self._compare(word)
        return found

    def _compare(self, word: str) -> Alike:
        likeness = np.concatenate([np.zeros(0, np.float32), *(segment.likeness(word) for segment in self._segments)])
        if word in self.number:
            likeness[self.number[word]] = 1.0
        near = np.flatnonzero(likeness >= ALIKE)
        order = near[np.argsort(-likeness[near], kind="stable")][:KEPT].astype(np.int32)
        return Alike(order, np.minimum(likeness[order], 1.0))
