"""Words of different languages, scripts and spellings that mean the same: «رخصة», "rokhsa", "permis", "licence".

The lexicon is our own (``data/gazetteers/concepts/``): concept → locale → forms. A form is a word or a few; it is found
by its normal form, and a single word also by its skeleton when that is long and belongs to one concept only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Optional

from bot.text.normalise import words
from bot.text.skeleton import skeleton

# Below this many consonants, words of different meaning too often share a skeleton.
TELLING_SKELETON = 4
_CACHED_WORDS = 65_536


class ConceptMention(NamedTuple):
    """A concept said by the words ``first`` to ``last`` (inclusive) of a message."""

    concept: str
    first: int
    last: int


class Concepts:
    """Finds concepts in the words of a message. Built once from the lexicon, then read-only."""

    def __init__(self, lexicon: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._by_norms: dict[tuple[str, ...], str] = {}
        by_skeleton: dict[str, set[str]] = {}
        for concept, by_locale in lexicon.items():
            for form in (form for forms in by_locale.values() for form in forms):
                norms = tuple(word.norm for word in words(form))
                if not norms:
                    continue
                self._by_norms.setdefault(norms, concept)
                if len(norms) == 1 and len(skeleton(norms[0])) >= TELLING_SKELETON:
                    by_skeleton.setdefault(skeleton(norms[0]), set()).add(concept)
        self._by_skeleton = {bones: next(iter(found)) for bones, found in by_skeleton.items() if len(found) == 1}
        self._longest_from: dict[str, int] = {}  # first word → length of the longest phrase that begins with it
        for norms in self._by_norms:
            self._longest_from[norms[0]] = max(len(norms), self._longest_from.get(norms[0], 0))
        self._words_of: dict[str, set[str]] = {}
        for norms, concept in self._by_norms.items():
            self._words_of.setdefault(concept, set()).update(norms)
        self.of_word = lru_cache(maxsize=_CACHED_WORDS)(self._of_word)
        self.names = sorted(lexicon)

    @property
    def words(self) -> Iterator[tuple[str, str]]:
        """(normal form, concept) of every form that is one word."""
        return ((norms[0], concept) for norms, concept in self._by_norms.items() if len(norms) == 1)

    def _of_word(self, norm: str) -> Optional[str]:
        for form in _without_particles(norm):
            if (form,) in self._by_norms:
                return self._by_norms[form,]
        return self._by_skeleton.get(skeleton(norm))

    def is_sure(self, norm: str, concept: str) -> bool:
        """Whether ``norm`` is, or stands in, a form of the concept, and is not only alike to one by its skeleton."""
        return any(form in self._words_of.get(concept, ()) for form in _without_particles(norm))

    def find(self, norms: Sequence[str]) -> list[ConceptMention]:
        """The concepts of a message, in order; a longer form wins over a shorter one that begins at the same word."""
        found = []
        inside = -1  # the last word of the last phrase
        for at, norm in enumerate(norms):
            if at <= inside:
                continue
            mention = self._phrase_at(norms, at)
            if mention is not None:
                inside = mention.last
                found.append(mention)
            elif concept := self.of_word(norm):
                found.append(ConceptMention(concept, at, at))
        return found

    def phrases(self, norms: Sequence[str]) -> list[ConceptMention]:
        """The concepts of a message that are said by two words or more."""
        found: list[ConceptMention] = []
        for at in range(len(norms) - 1):
            if found and at <= found[-1].last:
                continue
            mention = self._phrase_at(norms, at)
            if mention is not None:
                found.append(mention)
        return found

    def _phrase_at(self, norms: Sequence[str], at: int) -> Optional[ConceptMention]:
        longest = self._longest_from.get(norms[at], 0)
        if longest > 1:
            for length in range(min(longest, len(norms) - at), 1, -1):
                concept = self._by_norms.get(tuple(norms[at : at + length]))
                if concept:
                    return ConceptMention(concept, at, at + length - 1)
        return None


_ARABIC_PARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف")
_LATIN_PARTICLES = ("l", "d", "b", "f", "w")
_STEM = 3


def _without_particles(norm: str) -> Iterator[str]:
    """The word, then without the article or one-letter particle that is written together with it."""
    yield norm
    particles = _ARABIC_PARTICLES if "\u0621" <= norm[:1] <= "\u064a" else _LATIN_PARTICLES
    for particle in particles:
        if norm.startswith(particle) and len(norm) - len(particle) >= _STEM:
            yield norm[len(particle) :]
