"""Which facets of a procedure a message asks for: phrase patterns over a blank spaCy pipeline.

The tokens of the pipeline are our own words; their NORM is the normal form, and on a second document the skeleton, so
that a phrase listed once is found in its other spellings too. A longer phrase wins over a shorter one inside it ("how
long is it valid" is ``validity``, not ``delay``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.procedures.imports import without_tensorflow
from bot.procedures.model import Facet
from bot.text.normalise import Word, words
from bot.text.skeleton import skeleton

with without_tensorflow():
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc, Span
    from spacy.util import filter_spans

# Below this many consonants, different words too often share a skeleton ("fin" where, "afin" so that).
MINIMAL_SKELETON = 4
AS_WRITTEN = "="  # a phrase that begins so matches only with its accents: "=où" is where, "ou" is or


@dataclass(frozen=True)
class FacetMention:
    """A facet and the words that ask for it: ``text[start:end]``, ``first_word`` to ``last_word`` (inclusive).

    ``asked``: False when the words could ask for the facet but do not here. A facet that is asked for by the message as
    a whole stands at ``text[0:0]``, with ``first_word`` after ``last_word``.
    """

    facet: Facet
    start: int
    end: int
    first_word: int
    last_word: int
    asked: bool = True


class FacetExtractor:
    """Finds facet phrases. Built once from the lexicon (facet → locale → phrases), then read-only."""

    def __init__(self, lexicon: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._vocab = spacy.blank("xx").vocab
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
