"""A citizen asks about a procedure, or about a facet of the one that the conversation is about."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import entity
from actions.procedures.answering import answer_question, give, remembered_facets
from bot.bootstrap import library
from bot.procedures.model import Facet


class ActionAskProcedure(Action):
    def name(self) -> str:
        return "action_ask_procedure"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        chosen = entity(tracker, "procedure")
        if chosen and chosen in library().snapshot.catalogue:
            facets = [Facet(value) for value in tracker.get_latest_entity_values("facet")]
            return give(dispatcher, tracker, [chosen], facets or remembered_facets(tracker))
        return answer_question(dispatcher, tracker)
