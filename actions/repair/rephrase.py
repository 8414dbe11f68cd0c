"""A citizen did not understand: the same in the fewest words."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import say_message, understood
from actions.procedures.answering import current_procedure, give, remembered_facets


class ActionRephrase(Action):
    def name(self) -> str:
        return "action_rephrase"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        procedure = current_procedure(tracker)
        if procedure is None:
            say_message(dispatcher, tracker, "rephrase")
            return understood()
        say_message(dispatcher, tracker, "simpler")
        return give(dispatcher, tracker, [procedure.id], remembered_facets(tracker), plain=True)
