"""A message that no intent fits, or one that is not our business: the catalogue has a say before we give up."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import PROCEDURE, button, not_understood, reading_of, say_message, text_of, understood
from actions.procedures.answering import answer_question, give, offer
from bot.bootstrap import library
from bot.procedures.understanding import Kind, understand
from bot.text.normalise import words

EMERGENCY_DOUBT = 0.1


class ActionFallback(Action):
    """Named to replace Rasa's default, so that the core's own fallback comes here too."""

    def name(self) -> str:
        return "action_default_fallback"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        if not words(text_of(tracker)):
            return not_understood(dispatcher, tracker, "no-words")
        if _may_be_an_emergency(tracker):
            dispatcher.utter_message(response="utter_emergency")
            return understood()
        return answer_question(dispatcher, tracker, "not-understood")


def _may_be_an_emergency(tracker: Tracker) -> bool:
    """Numbers that nobody needed cost a line; numbers that did not come may cost a life."""
    ranking = tracker.latest_message.get("intent_ranking") or []
    return any(one["name"] == "emergency" and one["confidence"] >= EMERGENCY_DOUBT for one in ranking)


class ActionOutOfScope(Action):
    def name(self) -> str:
        return "action_out_of_scope"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        snapshot = library().snapshot
        current = tracker.get_slot(PROCEDURE)
        meant = understand(text_of(tracker), reading_of(tracker), snapshot.catalogue, snapshot.index, current)
        if meant.kind is Kind.FOUND and not meant.beyond:
            return give(dispatcher, tracker, meant.procedures, meant.facets)
        if meant.kind is Kind.CHOOSE and meant.facets:
            return offer(dispatcher, tracker, "which-one", meant.procedures, meant.facets)
        if _may_be_an_emergency(tracker):
            dispatcher.utter_message(response="utter_emergency")
            return understood()
        if meant.bare and current:
            return give(dispatcher, tracker, [current], meant.facets)
        say_message(dispatcher, tracker, "out-of-scope", [button(tracker, "button-menu", "/menu")])
        return understood()
