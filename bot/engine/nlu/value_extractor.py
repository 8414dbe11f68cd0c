"""The values in a message (dates, amounts, places, identifiers …), as entities."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.entities.extractor import EntityExtractor
from bot.language.data import gazetteer
from bot.morocco import TIME_ZONE


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ChobbakValueExtractor(GraphComponent):
    """Adds one entity for each value, named by its :class:`~bot.entities.model.Kind`, in the kind's normal form.

    Relative dates count from the day in Morocco on which the message is processed.
    """

    def __init__(self) -> None:
        self._extractor = EntityExtractor.load(gazetteer)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ChobbakValueExtractor:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        today = datetime.now(TIME_ZONE).date()
        for message in messages:
            values = [
                {
                    "entity": entity.kind.value,
                    "value": entity.value,
                    "start": entity.start,
                    "end": entity.end,
                    "extractor": type(self).__name__,
                }
                for entity in self._extractor.extract(message.get(TEXT) or "", today)
            ]
            message.set(ENTITIES, [*message.get(ENTITIES, []), *values], add_to_output=True)
        return messages
