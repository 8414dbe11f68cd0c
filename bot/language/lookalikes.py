"""The known words for which another may have been typed, and how likely each slip is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from rapidfuzz.distance import OSA

from bot.language.keyboards import BESIDE
from bot.text.skeleton import skeleton, sound_form

# Logarithms of probabilities, set on our own utterances kept aside (docs/adr/0019).
SLIP = -4.0  # a letter dropped, doubled, swapped with the next, or the key beside it
OTHER_SLIP = -7.0  # any other letter too many or in the place of another
TWO_SLIPS = -8.5
RESPELT = -3.5  # sounds the same
SAME_CONSONANTS = -8.0

_SHORTEST_OF_TWO_SLIPS = 5
_TELLING_SOUNDS = 3  # below them, too many words sound alike


class Lookalikes:
    """Finds known words within a slip or two, or a spelling, of any word. All words are in normal form."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = sorted(set(known))
        self._by_sound: dict[str, list[str]] = {}
        self._by_skeleton: dict[str, list[str]] = {}
        owners, hashes = [], []  # of every known word and every part of it; hashes take a tenth of the memory of parts
        for place, word in enumerate(self._known):
            if len(word) > 1 and not word.isdigit():
                parts = _hashes_of_parts(word)
                hashes += parts
                owners += [place] * len(parts)
                for index, form in ((self._by_sound, sound_form(word)), (self._by_skeleton, skeleton(word))):
                    if len(form) >= _TELLING_SOUNDS:
                        index.setdefault(form, []).append(word)
        order = np.argsort(hashes, kind="stable")
        self._hashes = np.array(hashes, dtype=np.int64)[order]
        self._owners = np.array(owners, dtype=np.int32)[order]

    def of(self, word: str) -> dict[str, float]:
        """Known words, without ``word`` itself, with the logarithm of the probability that it was typed for them."""
        if len(word) < 2 or word.isdigit():
            return {}
        found = dict.fromkeys(self._by_skeleton.get(skeleton(word), ()), SAME_CONSONANTS)
        found.update(dict.fromkeys(self._by_sound.get(sound_form(word), ()), RESPELT))
        for other in self._within_two_slips(word):
            chance = _slips(word, other)
            if chance is not None:
                found[other] = max(chance, found.get(other, chance))
        found.pop(word, None)
        return found

    def _within_two_slips(self, word: str) -> set[str]:
        """Words that become one with ``word`` when each loses at most a letter; by chance another too."""
        sought = np.array(_hashes_of_parts(word), dtype=np.int64)
        starts = np.searchsorted(self._hashes, sought, "left").tolist()
        ends = np.searchsorted(self._hashes, sought, "right").tolist()
        places = {place for start, end in zip(starts, ends) for place in self._owners[start:end].tolist()}
        return {self._known[place] for place in places}


def _hashes_of_parts(word: str) -> list[int]:
    """Of the word and of what is left of it without one letter."""
    return [hash(part) for part in {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}]


def _slips(typed: str, meant: str) -> float | None:
    distance = OSA.distance(typed, meant, score_cutoff=2)
    if distance == 1:
        return SLIP if _is_common(typed, meant) else OTHER_SLIP
    if distance == 2 and min(len(typed), len(meant)) >= _SHORTEST_OF_TWO_SLIPS:
        return TWO_SLIPS
    return None


def _is_common(typed: str, meant: str) -> bool:
    """Of words one slip apart, whether it is one that fingers make of themselves."""
    if len(typed) < len(meant):
        return True
    if len(typed) > len(meant):
        return meant in set(_undoubled(typed))
    different = [(one, other) for one, other in zip(typed, meant) if one != other]
    return len(different) == 2 or all(one in BESIDE.get(other, "") for one, other in different)


def _undoubled(word: str) -> Iterator[str]:
    for place in range(1, len(word)):
        if word[place] == word[place - 1]:
            yield word[:place] + word[place + 1 :]
