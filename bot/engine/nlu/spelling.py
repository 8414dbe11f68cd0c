"""The words that were meant, for the components after it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language import data
from bot.language.spelling import SPELLING_FILE, Spelling
from bot.procedures.catalogue import names_fingerprint, procedure_names
from bot.text.normalise import Word, words

_MEANT = "words_meant"


def meant(message: Message) -> list[Word]:
    """The words of a message as they were meant; as they were typed before :class:`ChobbakSpelling` has seen it."""
    found: list[Word] | None = message.get(_MEANT)
    return words(message.get(TEXT) or "") if found is None else found


def texts_to_learn() -> Iterator[tuple[str, str]]:
    """(text, locale) of all that we have written as citizens write."""
    yield from data.written_texts()
    yield from ((question.text, question.locale) for question in data.questions())
    yield from ((name, locale) for _, locale, name in procedure_names())


def fingerprint() -> str:
    """Changes whenever one of :func:`texts_to_learn` does, or the code that learns from them."""
    code = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    return data.fingerprint() + data.questions_fingerprint() + names_fingerprint() + code


@lru_cache(maxsize=1)
def learnt() -> Spelling:
    """The spelling of :func:`texts_to_learn`, which several components need in training."""
    return Spelling.learn(texts_to_learn())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class ChobbakSpelling(GraphComponent):
    """Finds the words that were meant by those that were typed (docs/adr/0019); :func:`meant` gives them to the others."""

    def __init__(self, storage: ModelStorage, resource: Resource, spelling: Spelling | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._spelling = spelling

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ChobbakSpelling:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ChobbakSpelling:
        with model_storage.read_from(resource) as directory:
            return cls(model_storage, resource, Spelling.load(directory / SPELLING_FILE))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Lets Rasa's cache see the files that Rasa does not read itself."""
        return fingerprint()

    def train(self, training_data: TrainingData) -> Resource:
        self._spelling = learnt()
        with self._storage.write_to(self._resource) as directory:
            self._spelling.save(directory / SPELLING_FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._spelling:
                message.set(_MEANT, self._spelling.restored(words(message.get(TEXT) or "")))
        return messages
