"""Which facets a message asks for: phrases say where, a model learnt from labelled questions says whether.

Phrases alone miss what is asked in other words ("my purse must be ready for how much") and find what is not asked
("certificat de résidence"). The model reads the message and each of its clauses, and a facet is asked for when one of
them is likely enough to ask.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Optional

import numpy as np

from bot.language.intents import features
from bot.language.linear_model import LinearModel
from bot.procedures.facets import FacetExtractor, FacetMention
from bot.procedures.model import Facet
from bot.text.concepts import Concepts
from bot.text.normalise import Word, normalise, words

# Probability from which a phrase asks for its facet, and from which a message asks for one without a phrase; measured on
# questions kept aside for that (docs/adr/0014). To leave out what was asked is worse than to say a little more.
ASKED_BY_PHRASE = 0.15
ASKED = 0.55
# A message of so few words asks by its phrases only: "w ch7al?" is the fee.
FEW_WORDS = 3
_FILE = "facets.npz"
_CONJUNCTIONS = "et|and|w|puis|ou|or|aussi|also|then|ola|wla|ula|d|ⴷ|ⵏⵖ|ولا|أو"
_CLAUSE_END = re.compile(rf"[,;.?!،؛؟:\n]+|\s(?:{_CONJUNCTIONS})\s|\s(?=و[^\s]{{2,}})")
_SHORTEST_CLAUSE = 3  # characters
_CLAUSES = 12


class FacetReader:
    """Finds the facets asked for. Without a model each phrase of the lexicon asks."""

    def __init__(self, extractor: FacetExtractor, concepts: Concepts, model: Optional[LinearModel] = None) -> None:
        self._extractor = extractor
        self._concepts = concepts
        self._model = model

    @classmethod
    def train(
        cls, samples: Iterable[tuple[str, Collection[Facet]]], extractor: FacetExtractor, concepts: Concepts
    ) -> FacetReader:
        """Learns from questions and the facets that they ask for."""
        reader = cls(extractor, concepts)
        pairs = list(samples)
        reader._model = LinearModel.train_independent(
            [reader._features(text, extractor.extract(text)) for text, _ in pairs],
            [[facet.value for facet in asked] for _, asked in pairs],
        )
        return reader

    def read(self, text: str, text_words: Optional[Sequence[Word]] = None) -> list[FacetMention]:
        """The facets of ``text``: what phrases name, in order, then what the message asks for without a phrase."""
        text_words = words(text) if text_words is None else text_words
        mentions = self._extractor.extract(text, text_words)
        if self._model is None or (mentions and len(text_words) <= FEW_WORDS and covers(mentions, text_words)):
            return mentions
        likelihood = self._likelihood(self._model, text, mentions)
        named = {mention.facet for mention in mentions}
        unnamed = [
            FacetMention(facet, 0, 0, 0, -1)
            for facet in Facet
            if facet not in named and likelihood.get(facet, 0) >= ASKED
        ]
        return [
            replace(mention, asked=likelihood.get(mention.facet, 0) >= ASKED_BY_PHRASE) for mention in mentions
        ] + unnamed

    def _likelihood(self, model: LinearModel, text: str, mentions: Sequence[FacetMention]) -> dict[Facet, float]:
        """How likely the message, or the likeliest of its clauses, asks for each facet."""
        parts = [clause for clause in clauses(text) if " " in clause]  # one word alone says too little
        seen = [
            self._features(text, mentions),
            *(self._features(part, self._extractor.extract(part)) for part in parts),
        ]
        best = np.max([model.independent(one) for one in seen], axis=0)
        return {Facet(name): float(probability) for name, probability in zip(model.classes, best)}

    def _features(self, text: str, mentions: Sequence[FacetMention]) -> list[str]:
        found = features(text, self._concepts)
        found += [f"F{facet}" for facet in sorted({mention.facet.value for mention in mentions})]
        return found + [
            f"f{mention.facet.value} {normalise(text[mention.start : mention.end])}" for mention in mentions
        ]

    def save(self, directory: Path) -> None:
        """Writes one file."""
        if self._model:
            self._model.save(directory / _FILE)

    @classmethod
    def load(cls, directory: Path, extractor: FacetExtractor, concepts: Concepts) -> FacetReader:
        """Reads what :meth:`save` wrote.

        Raises:
            ModelError: the file is missing or damaged.
        """
        return cls(extractor, concepts, LinearModel.load(directory / _FILE))


def covers(mentions: Sequence[FacetMention], text_words: Sequence[Word]) -> bool:
    """Whether all but one-letter words of a message are in phrases."""
    inside = {at for mention in mentions for at in range(mention.first_word, mention.last_word + 1)}
    return all(at in inside or len(word.norm) == 1 for at, word in enumerate(text_words))


def clauses(text: str) -> list[str]:
    """The parts of a message between punctuation and conjunctions; none when it is one clause."""
    parts = [part.strip() for part in _CLAUSE_END.split(text)]
    parts = [part for part in parts if len(part) >= _SHORTEST_CLAUSE][:_CLAUSES]
    return parts if len(parts) > 1 else []
