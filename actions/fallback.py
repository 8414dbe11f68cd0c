"""A message that no intent fits, or one that is not our business: the catalogue has a say before we give up."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import PROCEDURE, button, mentions_of, not_understood, say_message, text_of, understood
from actions.procedures.answering import answer_question, give
from bot.bootstrap import library
from bot.procedures.understanding import Kind, understand
from bot.text.normalise import words


class ActionFallback(Action):
    """Named to replace Rasa's default, so that the core's own fallback comes here too."""

    def name(self) -> str:
        return "action_default_fallback"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        if not words(text_of(tracker)):
            return not_understood(dispatcher, tracker, "no-words")
        return answer_question(dispatcher, tracker, "not-understood")


class ActionOutOfScope(Action):
    def name(self) -> str:
        return "action_out_of_scope"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        snapshot = library().snapshot
        current = tracker.get_slot(PROCEDURE)
        meant = understand(text_of(tracker), mentions_of(tracker), snapshot.catalogue, snapshot.index, current)
        if meant.kind is Kind.FOUND:
            return give(dispatcher, tracker, meant.procedures, meant.facets)
        if meant.bare and current:
            return give(dispatcher, tracker, [current], meant.facets)
        say_message(dispatcher, tracker, "out-of-scope", [button(tracker, "button-menu", "/menu")])
        return understood()
