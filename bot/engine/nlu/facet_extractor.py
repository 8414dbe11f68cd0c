"""The facets that a message asks for, as entities."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.language.data import gazetteer
from bot.procedures.facets import FacetExtractor

FACET_ENTITY = "facet"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ChobbakFacetExtractor(GraphComponent):
    """Adds one ``facet`` entity for each mention, with its place in the text, from ``data/gazetteers/facets.yml``."""

    def __init__(self) -> None:
        self._extractor = FacetExtractor(gazetteer("facets"))

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ChobbakFacetExtractor:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            mentions = [
                {
                    "entity": FACET_ENTITY,
                    "value": mention.facet.value,
                    "start": mention.start,
                    "end": mention.end,
                    "extractor": type(self).__name__,
                }
                for mention in self._extractor.extract(message.get(TEXT) or "")
            ]
            message.set(ENTITIES, [*message.get(ENTITIES, []), *mentions], add_to_output=True)
        return messages
