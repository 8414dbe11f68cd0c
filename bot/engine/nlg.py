"""Wording: Rasa's responses give the structure, our message files the sentences."""

from __future__ import annotations

from typing import Any, Optional

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.locales import conversation_locale
from bot.messages import format_message
from bot.settings import settings


class FluentGenerator(TemplatedNaturalLanguageGenerator):
    """A response's ``text`` and its buttons' ``title`` are ids of messages; they come out in the conversation's locale.

    Named in endpoints.yml. Arguments of a message are the keyword arguments of the response and the settings that
    sentences may name. Rasa gives the responses of a model that it loads only to its own class and those made from it.
    """

    def __init__(self, endpoint_config: Optional[EndpointConfig], domain: Domain) -> None:
        super().__init__(domain.responses)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> Optional[dict[str, Any]]:
        structures = self.responses.get(utter_action)
        if not structures:
            return None
        locale = conversation_locale({name: slot.value for name, slot in tracker.slots.items()})
        arguments = {"administration": settings().administration or "none", **kwargs}
        structure = structures[0]
        response: dict[str, Any] = {"text": format_message(locale, structure["text"], **arguments), "locale": locale}
        if structure.get("buttons"):
            response["buttons"] = [
                {"title": format_message(locale, button["title"]), "payload": button["payload"]}
                for button in structure["buttons"]
            ]
        return response
