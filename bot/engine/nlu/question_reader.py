"""What a question asks, as entities: the facets, the procedures that it is likely about, and whether it goes beyond them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.nlu import spelling
from bot.engine.nlu.spelling import learnt, meant
from bot.language.data import (
    DATA,
    OTHER_KIND,
    concepts,
    concepts_fingerprint,
    gazetteer,
    questions,
)
from bot.locales import CODES
from bot.procedures import facets, question_reader
from bot.procedures.catalogue import procedure_names
from bot.procedures.facets import Cues, FacetExtractor
from bot.procedures.model import Facet
from bot.procedures.question_reader import NO_PROCEDURE, QuestionReader, Sample
from bot.text.concepts import Concepts

FACET_ENTITY = "facet"
UNASKED_ROLE = "unasked"
LIKELY_ENTITY = "likely_procedure"
ELSEWHERE_ENTITY = "elsewhere"
BEYOND_ENTITY = "beyond"
_CONTEXT_WORDS = range(4, 17)
_BEYOND_KIND = "case"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class ChobbakQuestionReader(GraphComponent):
    """Adds one ``facet`` entity for each mention, with its place in the text; and what the message as a whole is, at 0:0.

    That is a ``likely_procedure`` for each that it is perhaps about, ``elsewhere`` and ``beyond``, each with its confidence. The role
    ``unasked`` marks words that could ask for the facet but do not; a facet that the message asks for without a phrase
    stands at 0:0 too. It learns from ``data/facets``, ``data/questions``, the names of ``data/procedures``,
    ``data/language`` and the gazetteers ``facets`` and ``cues``, not from Rasa's training data.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, reader: QuestionReader | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._reader = reader or QuestionReader(*lexicons())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ChobbakQuestionReader:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ChobbakQuestionReader:
        with model_storage.read_from(resource) as directory:
            reader = QuestionReader.load(directory, *lexicons())
        return cls(model_storage, resource, reader)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Lets Rasa's cache see what the component learns from, which is outside Rasa's training data."""
        learnt_from = repr([*contexts(), gazetteer("facets"), gazetteer("cues")]).encode()
        modules = (facets.__file__, question_reader.__file__, __file__)
        code = [Path(name).read_bytes() for name in modules if name]
        digest = hashlib.sha256(learnt_from + b"".join(code)).hexdigest()
        return digest + spelling.fingerprint() + concepts_fingerprint()

    def train(self, training_data: TrainingData) -> Resource:
        self._reader = QuestionReader.train(samples(), *lexicons(), contexts=contexts(), spelling=learnt())
        with self._storage.write_to(self._resource) as directory:
            self._reader.save(directory)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            found = self._entities(message)
            message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
        return messages

    def _entities(self, message: Message) -> list[dict[str, Any]]:
        reading = self._reader.read(message.get(TEXT) or "", meant(message))
        found = [
            {
                "entity": FACET_ENTITY,
                "value": mention.facet.value,
                "start": mention.start,
                "end": mention.end,
                **({} if mention.asked else {"role": UNASKED_ROLE}),
            }
            for mention in reading.mentions
        ]
        found += [_of_the_whole(LIKELY_ENTITY, name, share) for name, share in reading.likely.items()]
        for name, share in ((ELSEWHERE_ENTITY, reading.elsewhere), (BEYOND_ENTITY, reading.beyond)):
            if share:
                found.append(_of_the_whole(name, name, share))
        return [{**entity, "extractor": type(self).__name__} for entity in found]


def _of_the_whole(entity: str, value: str, confidence: float) -> dict[str, Any]:
    return {"entity": entity, "value": value, "start": 0, "end": 0, "confidence_entity": round(confidence, 3)}


def samples() -> Iterator[Sample]:
    """What is learnt from: labelled questions, and the names of procedures, which say only which procedure."""
    for question in questions():
        procedure = NO_PROCEDURE if question.kind == OTHER_KIND else question.procedure_id
        yield Sample(
            question.text, [Facet(facet) for facet in question.facets], procedure, question.kind == _BEYOND_KIND
        )
    yield from (Sample(name, procedure=procedure_id) for procedure_id, _, name in procedure_names())


def lexicons() -> tuple[FacetExtractor, Concepts, Cues]:
    """What a reader knows without learning it."""
    return FacetExtractor(gazetteer("facets")), concepts(), Cues(gazetteer("cues"))


def contexts() -> list[str]:
    """The general sentences of our locales that are no questions and neither very short nor very long."""
    lines = [
        line.strip()
        for code in CODES
        for line in (DATA / "language" / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    ]
    return [line for line in lines if len(line.split()) in _CONTEXT_WORDS and not set("?؟") & set(line)]
