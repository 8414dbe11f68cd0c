"""A citizen drops what we are talking about."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import button, forget_subject, say_message


class ActionCancel(Action):
    def name(self) -> str:
        return "action_cancel"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        say_message(dispatcher, tracker, "cancelled", [button(tracker, "button-menu", "/menu")])
        return forget_subject()
