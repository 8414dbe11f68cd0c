"""A citizen wants the rest of a list that was cut."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import FACETS, MORE, say_message, understood
from actions.procedures.answering import answer_question, current_procedure, give
from bot.procedures.answer import OVERVIEW
from bot.procedures.model import Facet


class ActionAskMore(Action):
    def name(self) -> str:
        return "action_ask_more"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        procedure = current_procedure(tracker)
        more = tracker.get_slot(MORE)
        if procedure is None:
            return answer_question(dispatcher, tracker)
        if more:
            facets = [Facet(value) for value in more["facets"]]
            events = give(dispatcher, tracker, [procedure.id], facets, begin=more["begin"])
            return [*events, SlotSet(FACETS, tracker.get_slot(FACETS))]
        unseen = [facet for facet in procedure.held() if facet not in _shown(tracker)]
        if unseen:
            return give(dispatcher, tracker, [procedure.id], unseen[:2])
        say_message(dispatcher, tracker, "nothing-more")
        return understood()


def _shown(tracker: Tracker) -> set[Facet]:
    return {Facet(value) for value in tracker.get_slot(FACETS) or []} | set(OVERVIEW)
