"""Which facets a message asks for: phrases say where, a model learnt from labelled questions says whether.

Phrases alone miss what is asked in other words ("my purse must be ready for how much") and find what is not asked
("certificat de résidence"). The model sees each word of the message as letters, sounds and meaning, and each pair of
neighbours; a facet is asked for when it is likely enough.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import NamedTuple, Optional

from bot.language.augmentation import mistyped
from bot.language.linear_model import LinearModel
from bot.procedures.facets import Cues, FacetExtractor, FacetMention
from bot.procedures.model import Facet
from bot.text.concepts import Concepts
from bot.text.normalise import Word, words
from bot.text.skeleton import skeleton, sound_form

# Probability from which a phrase asks for its facet, and from which a message asks for one without a phrase; measured by
# cross-validation (docs/adr/0018). To leave out what was asked is worse than to say a little more.
ASKED_BY_PHRASE = 0.3
ASKED = 0.6
# A message of so few words asks by its phrases only: "w ch7al?" is the fee.
FEW_WORDS = 3
# How many of the questions are learnt a second time: mistyped, before another one, beside a sentence that asks for nothing;
# and how many of those sentences are learnt alone.
MISTYPED_SHARE = 0.5
JOINED_SHARE = 0.5
IN_CONTEXT_SHARE = 0.6
ASKING_NOTHING_SHARE = 0.3
MOST_FACETS = 4
_FILE = "facets.npz"
_READ = 600  # characters; a long text must not cost more
_SIGN = re.compile(r"[,;:.!?؟،؛\n]")
_SIGNS = str.maketrans("؟،؛\n", "?,;.")
_JOINTS = (", ", " ", ". ", " ? ")
_GRAM_SIZES = range(2, 6)
_NUMBER = "#"
_WORDS_COUNTED = 8

Sample = tuple[str, Collection[Facet]]


class _Token(NamedTuple):
    """A word or a sign: the features that it has alone, and those that make pairs with its neighbours'."""

    alone: list[str]
    paired: list[str]


class FacetReader:
    """Finds the facets asked for. Without a model each phrase of the lexicon asks."""

    def __init__(
        self,
        extractor: FacetExtractor,
        concepts: Concepts,
        cues: Optional[Cues] = None,
        model: Optional[LinearModel] = None,
    ) -> None:
        self._extractor = extractor
        self._concepts = concepts
        self._cues = cues or Cues({})
        self._model = model

    @classmethod
    def train(
        cls,
        samples: Iterable[Sample],
        extractor: FacetExtractor,
        concepts: Concepts,
        cues: Optional[Cues] = None,
        contexts: Sequence[str] = (),
    ) -> FacetReader:
        """Learns from questions and the facets that they ask for, and from what :func:`augmented` makes of them.

        ``contexts`` are sentences about anything, which ask for nothing.
        """
        reader = cls(extractor, concepts, cues)
        given = augmented(samples, contexts)
        reader._model = LinearModel.train_independent(
            [reader._features(text, words(text), extractor.extract(text)) for text, _ in given],
            [[facet.value for facet in asked] for _, asked in given],
        )
        return reader

    def read(self, text: str, text_words: Optional[Sequence[Word]] = None) -> list[FacetMention]:
        """The facets of ``text``: what phrases name, in order, then what the message asks for without a phrase."""
        text_words = words(text) if text_words is None else text_words
        mentions = self._extractor.extract(text, text_words)
        by_phrases_only = len(text_words) <= FEW_WORDS and covers(mentions, text_words)
        if self._model is None or by_phrases_only:
            return mentions
        probabilities = self._model.independent(self._features(text, text_words, mentions)).tolist()
        likelihood = {Facet(name): probability for name, probability in zip(self._model.classes, probabilities)}
        named = {mention.facet for mention in mentions}
        unnamed = [
            FacetMention(facet, 0, 0, 0, -1)
            for facet in Facet
            if facet not in named and likelihood.get(facet, 0) >= ASKED
        ]
        return [
            replace(mention, asked=likelihood.get(mention.facet, 0) >= ASKED_BY_PHRASE) for mention in mentions
        ] + unnamed

    def _features(self, text: str, text_words: Sequence[Word], mentions: Sequence[FacetMention]) -> list[str]:
        """The features of a message; the first letter is their kind."""
        found: list[str] = []
        before: list[str] = []
        tokens = self._tokens(text, [word for word in text_words if word.end <= _READ], mentions)
        for token in tokens:
            found += token.alone
            found += [f"{first} {second}" for first in before for second in token.paired]
            before = token.paired
        return [*found, f"n{min(len(tokens), _WORDS_COUNTED)}"]

    def _tokens(self, text: str, text_words: Sequence[Word], mentions: Sequence[FacetMention]) -> list[_Token]:
        norms = [word.norm for word in text_words]
        meant: list[list[str]] = [[f"q{cue}" for cue in sorted(cues)] for cues in self._cues.find(norms)]
        for concept in self._concepts.find(norms):
            for at in range(concept.first, concept.last + 1):
                meant[at].append(f"c{concept.concept}")
        for mention in mentions:
            for at in range(mention.first_word, min(mention.last_word + 1, len(norms))):
                meant[at].append(f"F{mention.facet.value}")
        tokens, end = [], 0
        for word, meaning in zip(text_words, meant):
            tokens += _sign(text[end : word.start])
            letters, sound = _letters(word.norm)
            tokens.append(_Token([*letters, *meaning], [*sound, *meaning]))
            end = word.end
        return tokens + _sign(text[end:_READ])

    def save(self, directory: Path) -> None:
        """Writes one file."""
        if self._model:
            self._model.save(directory / _FILE)

    @classmethod
    def load(
        cls, directory: Path, extractor: FacetExtractor, concepts: Concepts, cues: Optional[Cues] = None
    ) -> FacetReader:
        """Reads what :meth:`save` wrote.

        Raises:
            ModelError: the file is missing or damaged.
        """
        return cls(extractor, concepts, cues, LinearModel.load(directory / _FILE))


def covers(mentions: Sequence[FacetMention], text_words: Sequence[Word]) -> bool:
    """Whether all but one-letter words of a message are in phrases; so it is when it has no other words."""
    inside = {at for mention in mentions for at in range(mention.first_word, mention.last_word + 1)}
    return all(at in inside or len(word.norm) == 1 for at, word in enumerate(text_words))


def augmented(samples: Iterable[Sample], contexts: Sequence[str] = ()) -> list[Sample]:
    """The questions; some of them mistyped; pairs of them in a row, which ask for what both ask for; some of them beside a
    sentence that asks for nothing, as people tell their story; and some of those sentences. Always the same."""
    random = Random(0)  # noqa: S311  # not for secrets
    given = list(samples)
    made = [*given, *_mistyped(given, random), *_joined(given, random)]
    if contexts:
        made += _in_context(given, contexts, random)
        made += [(context, ()) for context in contexts if random.random() < ASKING_NOTHING_SHARE]
    return made


def _mistyped(samples: Sequence[Sample], random: Random) -> Iterator[Sample]:
    yield from ((mistyped(text, random), asked) for text, asked in samples if random.random() < MISTYPED_SHARE)


def _joined(samples: Sequence[Sample], random: Random) -> Iterator[Sample]:
    for text, asked in samples:
        if random.random() < JOINED_SHARE:
            other, asked_too = random.choice(samples)
            if len({*asked, *asked_too}) <= MOST_FACETS:
                yield text + random.choice(_JOINTS) + other, {*asked, *asked_too}


def _in_context(samples: Sequence[Sample], contexts: Sequence[str], random: Random) -> Iterator[Sample]:
    for text, asked in samples:
        if random.random() < IN_CONTEXT_SHARE:
            first, last = random.sample([text, random.choice(contexts)], 2)
            yield first + random.choice(_JOINTS) + last, asked


def _sign(between: str) -> list[_Token]:
    """The first punctuation mark between two words."""
    mark = _SIGN.search(between)
    feature = [f"s{mark.group().translate(_SIGNS)}"] if mark else []
    return [_Token(feature, feature)] if mark else []


@lru_cache(maxsize=65536)
def _letters(norm: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the letters of a word say: the word, its skeleton, its sounds and their n-grams; and its sounds alone."""
    if norm.isdigit():
        return (f"w{_NUMBER}", f"w{norm}"), ()
    found = [f"w{norm}"]
    bones, sound = skeleton(norm), sound_form(norm)
    if bones:
        found.append(f"W{bones}")
    if sound:
        whole = f"<{sound}>"
        found.append(f"P{sound}")
        found += [f"h{whole[at : at + size]}" for size in _GRAM_SIZES for at in range(len(whole) - size + 1)]
    return tuple(found), ((f"P{sound}",) if sound else ())
