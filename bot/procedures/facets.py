"""The words that ask for a facet of a procedure: phrases of one facet, and cues, which only together tell what is asked.

Phrases are patterns over a blank spaCy pipeline.

The tokens of the pipeline are our own words; their NORM is the normal form, and on a second document the skeleton, so
that a phrase listed once is found in its other spellings too. A longer phrase wins over a shorter one inside it ("how
long is it valid" is ``validity``, not ``delay``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.procedures.imports import without_tensorflow
from bot.procedures.model import Facet
from bot.text.normalise import Word, words
from bot.text.skeleton import skeleton, sound_form

with without_tensorflow():
    from spacy.attrs import LOWER
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc, Span
    from spacy.util import filter_spans
    from spacy.vocab import Vocab

# Below this many consonants, different words too often share a skeleton ("fin" where, "afin" so that).
MINIMAL_SKELETON = 4
AS_WRITTEN = "="  # a phrase that begins so matches only with its accents: "=où" is where, "ou" is or


@dataclass(frozen=True)
class FacetMention:
    """A phrase of a facet: ``text[start:end]``, ``first_word`` to ``last_word`` (inclusive)."""

    facet: Facet
    start: int
    end: int
    first_word: int
    last_word: int


class FacetExtractor:
    """Finds facet phrases. Built once from the lexicon (facet → locale → phrases), then read-only."""

    def __init__(self, lexicon: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._vocab = Vocab(lex_attr_getters={LOWER: str.lower})  # of all that spaCy knows of a word, this is looked at
        self._by_norm = PhraseMatcher(self._vocab, attr="NORM")
        self._by_skeleton = PhraseMatcher(self._vocab, attr="NORM")
        self._as_written = PhraseMatcher(self._vocab, attr="LOWER")
        self._known = {
            word.norm
            for by_locale in lexicon.values()
            for phrases in by_locale.values()
            for phrase in phrases
            for word in words(phrase)
        }
        for name, phrases_by_locale in lexicon.items():
            facet = Facet(name)
            phrases = {phrase for phrases in phrases_by_locale.values() for phrase in phrases}
            self._add(facet, phrases)

    def _add(self, facet: Facet, phrases: Iterable[str]) -> None:
        by_norm, by_skeleton, as_written = [], [], []
        for phrase in phrases:
            if phrase.startswith(AS_WRITTEN):
                as_written.append(self._doc(phrase[1:], words(phrase[1:])))
                continue
            phrase_words = words(phrase)
            by_norm.append(self._doc(phrase, phrase_words))
            bones = [skeleton(word.norm) for word in phrase_words]
            if all(bones) and sum(map(len, bones)) >= MINIMAL_SKELETON:
                by_skeleton.append(self._doc(phrase, phrase_words, bones))
        for matcher, docs in (
            (self._by_norm, by_norm),
            (self._by_skeleton, by_skeleton),
            (self._as_written, as_written),
        ):
            if docs:
                matcher.add(facet.value, docs)

    def _doc(self, text: str, text_words: Sequence[Word], norms: Sequence[str] | None = None) -> Doc:
        doc = Doc(self._vocab, words=[text[word.start : word.end] for word in text_words])
        for token, norm in zip(doc, norms or [self._detached(word.norm) for word in text_words]):
            token.norm_ = norm or "-"
        return doc

    def _detached(self, norm: str) -> str:
        """A word without the Arabic "and" or "so" glued before it, when it is one of the lexicon's only so («والوراق»)."""
        return norm[1:] if norm[:1] in "وف" and norm not in self._known and norm[1:] in self._known else norm

    def extract(self, text: str, text_words: Sequence[Word] | None = None) -> list[FacetMention]:
        """The facets that ``text`` asks for, in order of mention; one facet may be mentioned more than once."""
        text_words = words(text) if text_words is None else text_words
        if not text_words:
            return []
        doc = self._doc(text, text_words)
        bones = self._doc(text, text_words, [skeleton(word.norm) for word in text_words])
        found = [*self._by_norm(doc), *self._by_skeleton(bones), *self._as_written(doc)]
        spans = filter_spans([Span(doc, start, end, label=label) for label, start, end in found])
        return [
            FacetMention(
                Facet(span.label_), text_words[span.start].start, text_words[span.end - 1].end, span.start, span.end - 1
            )
            for span in spans
        ]


# A cue is looked up by its sounds from so many on, and with one slip from so many on: shorter words are too much alike.
TELLING_SOUNDS = 3
SOUNDS_FOR_A_SLIP = 5
_ARABIC_PARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف")
_LATIN_PARTICLES = ("l", "d", "b", "f", "w")
_SHORTEST_STEM = 3
_Forms = dict[tuple[str, ...], set[str]]


class Cues:
    """Finds the words that questions are made of: "how much", "year", "closed". Built once, then read-only.

    The lexicon is cue → locale → forms; a form may stand under several cues. A form of several words is found whole; a
    single one also without the particle glued before it, by its sounds, and with one slip.
    """

    def __init__(self, lexicon: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._by_norms: _Forms = defaultdict(set)
        self._by_sounds: _Forms = defaultdict(set)
        self._misspelt: dict[str, set[str]] = defaultdict(set)  # sounds, also with one left out → whole sounds
        for cue, by_locale in lexicon.items():
            for form in (form for forms in by_locale.values() for form in forms):
                self._add(cue, tuple(word.norm for word in words(form)))
        self._longest = max(map(len, self._by_norms), default=1)
        self._of_word = lru_cache(maxsize=65536)(self._look_up)

    def _add(self, cue: str, norms: tuple[str, ...]) -> None:
        self._by_norms[norms].add(cue)
        sounds = tuple(map(sound_form, norms))
        if all(sounds) and sum(map(len, sounds)) >= TELLING_SOUNDS:
            self._by_sounds[sounds].add(cue)
            if len(sounds) == 1 and len(sounds[0]) >= SOUNDS_FOR_A_SLIP:
                for shortened in _less_one(sounds[0]):
                    self._misspelt[shortened].add(sounds[0])

    def find(self, norms: Sequence[str]) -> list[frozenset[str]]:
        """The cues of each word of a message, in normal form."""
        found: list[frozenset[str]] = [frozenset()] * len(norms)
        in_phrase = [False] * len(norms)
        for first, last, cues in self._phrases(norms):
            for at in range(first, last + 1):
                found[at], in_phrase[at] = found[at] | cues, True
        return [cues if inside else self._of_word(norm) for norm, cues, inside in zip(norms, found, in_phrase)]

    def _phrases(self, norms: Sequence[str]) -> Iterator[tuple[int, int, frozenset[str]]]:
        """The longest form of several words that begins at each word: first word, last word, cues."""
        sounds = [sound_form(norm) for norm in norms]
        for first in range(len(norms)):
            for last in range(min(first + self._longest, len(norms)) - 1, first, -1):
                within = slice(first, last + 1)
                cues = self._by_norms.get(tuple(norms[within])) or self._by_sounds.get(tuple(sounds[within]))
                if cues:
                    yield first, last, frozenset(cues)
                    break

    def _look_up(self, norm: str) -> frozenset[str]:
        stems = list(_stems(norm))
        for stem in stems:
            if (stem,) in self._by_norms:
                return frozenset(self._by_norms[stem,])
        for stem in stems:
            if (sound_form(stem),) in self._by_sounds:
                return frozenset(self._by_sounds[sound_form(stem),])
        return self._with_a_slip(sound_form(norm))

    def _with_a_slip(self, sounds: str) -> frozenset[str]:
        if len(sounds) < SOUNDS_FOR_A_SLIP:
            return frozenset()
        near = {whole for shortened in _less_one(sounds) for whole in self._misspelt.get(shortened, ())}
        return frozenset(cue for whole in near if OSA.distance(whole, sounds) <= 1 for cue in self._by_sounds[(whole,)])


def _less_one(sounds: str) -> set[str]:
    """``sounds``, and each way to leave one of them out: two words one slip apart have one of these in common."""
    return {sounds, *(sounds[:at] + sounds[at + 1 :] for at in range(len(sounds)))}


def _stems(norm: str) -> Iterator[str]:
    """The word, then without an article or a one-letter particle that is written together with it."""
    yield norm
    for particle in _ARABIC_PARTICLES if "\u0621" <= norm[:1] <= "\u064a" else _LATIN_PARTICLES:
        if norm.startswith(particle) and len(norm) - len(particle) >= _SHORTEST_STEM:
            yield norm[len(particle) :]
