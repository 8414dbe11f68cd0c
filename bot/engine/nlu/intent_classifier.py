"""The intent of a message, in any locale."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.nlu import spelling
from bot.engine.nlu.spelling import learnt, meant
from bot.language import data
from bot.language.intents import IntentModel

_RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ChobbakIntentClassifier(GraphComponent, IntentClassifier):
    """A linear classifier in all locales (docs/adr/0012). Sets ``intent`` and ``intent_ranking``."""

    def __init__(self, storage: ModelStorage, resource: Resource, model: IntentModel | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ChobbakIntentClassifier:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ChobbakIntentClassifier:
        with model_storage.read_from(resource) as directory:
            return cls(model_storage, resource, IntentModel.load(directory, data.concepts()))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Lets Rasa's cache see that what makes the features, or a file that it does not read itself, has changed."""
        return spelling.fingerprint() + data.concepts_fingerprint()

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from every example that has a text and an intent."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        pairs = [(example.get(TEXT), example.get(INTENT)) for example in examples]
        self._model = IntentModel.train(pairs, data.concepts(), learnt())
        with self._storage.write_to(self._resource) as directory:
            self._model.save(directory)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Predicts; a message in which there is nothing to go by has no intent, with confidence 0."""
        for message in messages:
            ranking = self._ranking(message)
            ranked = [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence} for name, confidence in ranking]
            best = ranked[0] if ranked else {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
            message.set("intent", best, add_to_output=True)
            message.set("intent_ranking", ranked, add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> list[tuple[str, float]]:
        if self._model is None:
            return []
        return self._model.ranking(message.get(TEXT) or "", meant(message), _RANKED)
