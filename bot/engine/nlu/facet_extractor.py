"""The facets that a message asks for, as entities."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.data import DATA, code_fingerprint, concepts, concepts_fingerprint, gazetteer, labelled_questions
from bot.locales import CODES
from bot.procedures import facet_reader, facets
from bot.procedures.facet_reader import FacetReader
from bot.procedures.facets import Cues, FacetExtractor
from bot.procedures.model import Facet
from bot.text.concepts import Concepts

FACET_ENTITY = "facet"
_CONTEXT_WORDS = range(4, 17)
UNASKED_ROLE = "unasked"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class ChobbakFacetExtractor(GraphComponent):
    """Adds one ``facet`` entity for each mention, with its place in the text.

    It learns from ``data/facets``, ``data/language`` and the gazetteers ``facets`` and ``cues``, not from Rasa's training data. The role
    ``unasked`` marks words that could ask for the facet but do not; a facet that the message asks for without a phrase
    stands at 0:0.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, reader: FacetReader | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._reader = reader or FacetReader(*_lexicons())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ChobbakFacetExtractor:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ChobbakFacetExtractor:
        with model_storage.read_from(resource) as directory:
            reader = FacetReader.load(directory, *_lexicons())
        return cls(model_storage, resource, reader)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Lets Rasa's cache see what the component learns from, which is outside Rasa's training data."""
        learnt = repr([*labelled_questions(), *_contexts(), gazetteer("facets"), gazetteer("cues")]).encode()
        code = [Path(module.__file__).read_bytes() for module in (facets, facet_reader) if module.__file__]
        return hashlib.sha256(learnt + b"".join(code)).hexdigest() + code_fingerprint() + concepts_fingerprint()

    def train(self, training_data: TrainingData) -> Resource:
        samples = [(text, [Facet(facet) for facet in facets]) for text, facets in labelled_questions()]
        self._reader = FacetReader.train(samples, *_lexicons(), _contexts())
        with self._storage.write_to(self._resource) as directory:
            self._reader.save(directory)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            mentions = [
                {
                    "entity": FACET_ENTITY,
                    "value": mention.facet.value,
                    "start": mention.start,
                    "end": mention.end,
                    **({} if mention.asked else {"role": UNASKED_ROLE}),
                    "extractor": type(self).__name__,
                }
                for mention in self._reader.read(message.get(TEXT) or "")
            ]
            message.set(ENTITIES, [*message.get(ENTITIES, []), *mentions], add_to_output=True)
        return messages


def _lexicons() -> tuple[FacetExtractor, Concepts, Cues]:
    return FacetExtractor(gazetteer("facets")), concepts(), Cues(gazetteer("cues"))


def _contexts() -> list[str]:
    """The general sentences of our locales that are no questions and neither very short nor very long."""
    lines = [
        line.strip()
        for code in CODES
        for line in (DATA / "language" / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    ]
    return [line for line in lines if len(line.split()) in _CONTEXT_WORDS and not set("?؟") & set(line)]
