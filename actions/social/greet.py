"""A citizen says hello, at first or again in the middle of a subject."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import button, say_message, understood
from actions.procedures.answering import current_procedure, procedure_title


class ActionGreet(Action):
    def name(self) -> str:
        return "action_greet"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        procedure = current_procedure(tracker)
        menu = button(tracker, "button-menu", "/menu")
        if procedure is None:
            say_message(dispatcher, tracker, "greet", [menu])
        else:
            again = button(tracker, "button-repeat", "/repeat")
            say_message(dispatcher, tracker, "greet-again", [again, menu], title=procedure_title(procedure, tracker))
        return understood()
