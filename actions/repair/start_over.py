"""A citizen begins a new conversation: forms on their way are dropped, the language stays."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import FORMS, HISTORY, button, forget_subject, say_message


class ActionStartOver(Action):
    def name(self) -> str:
        return "action_start_over"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        say_message(dispatcher, tracker, "started-over", [button(tracker, "button-menu", "/menu")])
        return [*forget_subject(), SlotSet(HISTORY, None), SlotSet(FORMS, None), ActiveLoop(None)]
