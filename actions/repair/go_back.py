"""A citizen goes back to the procedure before this one."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import HISTORY, button, say_message, understood
from actions.procedures.answering import give, procedure_title
from bot.bootstrap import library


class ActionGoBack(Action):
    def name(self) -> str:
        return "action_go_back"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        catalogue = library().snapshot.catalogue
        history = [procedure_id for procedure_id in tracker.get_slot(HISTORY) or [] if procedure_id in catalogue]
        if not history:
            say_message(dispatcher, tracker, "nothing-before", [button(tracker, "button-menu", "/menu")])
            return understood()
        before = history.pop()
        say_message(dispatcher, tracker, "back-to", title=procedure_title(catalogue[before], tracker))
        return [*give(dispatcher, tracker, [before], []), SlotSet(HISTORY, history)]
