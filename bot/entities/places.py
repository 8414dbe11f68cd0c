"""Regions, provinces, prefectures and towns of Morocco, by any of their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Optional

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.entities.model import Entity, Kind
from bot.entities.tokens import Token
from bot.text.normalise import normalise_word, words
from bot.text.skeleton import skeleton

_LEVELS = ("provinces", "towns", "regions")
_MINIMAL_SKELETON = 5  # consonants; fewer are shared by too many words
_MINIMAL_FOR_A_SLIP = 6  # letters, without an article
_PREFIXES = frozenset("وفبلfblm")
_MINIMAL_AFTER_PREFIX = 3
_PREFIX_AND_ARTICLE = "لل"


class Places:
    """Finds places. Built once from ``data/gazetteers/places.yml``, then read-only.

    A name is looked up by its normal form, then by its skeleton, then, for one word, with one slip; longer names win.
    A name that is also an everyday word counts only after a preposition ("f safi").
    """

    def __init__(self, gazetteer: Mapping[str, Any]) -> None:
        names = [
            (_words(name), place)
            for level in _LEVELS
            for place, entry in gazetteer[level].items()
            for name in [entry["fr"], entry["ar"], *entry.get("also", ())]
        ]
        self._by_name: dict[tuple[str, ...], str] = {}
        self._by_skeleton: dict[tuple[str, ...], str] = {}
        for name, place in names:
            self._by_name.setdefault(name, place)
            bones = tuple(map(skeleton, name))
            if all(bones) and len("".join(bones)) >= _MINIMAL_SKELETON:
                self._by_skeleton.setdefault(bones, place)
        self._first_words = {name[0] for name in [*self._by_name, *self._by_skeleton] if len(name) > 1}
        self._longest = max(map(len, self._by_name))
        self._ambiguous = {_words(name) for name in gazetteer["also words"]}
        self._prepositions = {normalise_word(word) for word in gazetteer["prepositions"]}
        self._never = {normalise_word(word) for word in gazetteer["not a place"]}
        self._slippery = _by_first_letter(name for name in self._by_name if name not in self._ambiguous)
        self._nearest = lru_cache(maxsize=4096)(self._with_a_slip)

    def entities(self, tokens: Sequence[Token]) -> Iterator[Entity]:
        """Every place among ``tokens``, the longest name from each word on."""
        norms, position = [token.norm for token in tokens], 0
        while position < len(tokens):
            length, place = self._at(norms, position)
            if place:
                yield Entity(Kind.PLACE, place, tokens[position].start, tokens[position + length - 1].end)
            position += length

    def _at(self, norms: Sequence[str], position: int) -> tuple[int, Optional[str]]:
        """How many words the place from ``position`` on has, and its id; (1, None) when none is there."""
        introduced = position > 0 and norms[position - 1] in self._prepositions
        rest = norms[position + 1 : position + self._longest]
        for first, after_preposition in ((norms[position], introduced), (_without_prefix(norms[position]), True)):
            for length in self._lengths(first, len(rest) + 1):
                place = self._named((first, *rest[: length - 1]), after_preposition)
                if place:
                    return length, place
        return 1, None

    def _lengths(self, first: str, most: int) -> Sequence[int]:
        several = first and (first in self._first_words or skeleton(first) in self._first_words)
        return range(most, 0, -1) if several else (1,)

    def _named(self, name: tuple[str, ...], after_preposition: bool) -> Optional[str]:
        if name in self._ambiguous and not after_preposition:
            return None
        if place := self._by_name.get(name) or self._by_skeleton.get(tuple(map(skeleton, name))):
            return place
        return self._nearest(name[0]) if len(name) == 1 and len(name[0]) >= _MINIMAL_FOR_A_SLIP else None

    def _with_a_slip(self, word: str) -> Optional[str]:
        """The place whose name of one word is one letter away, with the same first letter."""
        names = self._slippery.get(_bare(word)[0], ())
        if word in self._never or len(_bare(word)) < _MINIMAL_FOR_A_SLIP:
            return None
        nearest = extractOne(word, names, scorer=OSA.distance, score_cutoff=1)
        return self._by_name[(nearest[0],)] if nearest else None


def _by_first_letter(names: Iterable[tuple[str, ...]]) -> Mapping[str, Sequence[str]]:
    """The names of one word that are long enough for a slip."""
    grouped = defaultdict(list)
    for name in names:
        if len(name) == 1 and len(_bare(name[0])) >= _MINIMAL_FOR_A_SLIP:
            grouped[_bare(name[0])[0]].append(name[0])
    return dict(grouped)


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 2 else word


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.norm for word in words(name))


def _without_prefix(norm: str) -> str:
    """A word without the preposition that is glued to it: «لطنجة», «للرباط», "fcasa"; "" when there is none."""
    if norm.startswith(_PREFIX_AND_ARTICLE):
        return f"ال{norm[2:]}"
    return norm[1:] if norm[:1] in _PREFIXES and len(norm) > _MINIMAL_AFTER_PREFIX else ""
