"""A citizen lacks a paper: if it is one that we know how to get, say how."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import button, reading_of, say_message, text_of, understood
from actions.procedures.answering import current_procedure, give, procedure_title
from bot.bootstrap import library
from bot.procedures.understanding import Kind, understand


class ActionDontHaveIt(Action):
    def name(self) -> str:
        return "action_dont_have_it"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        snapshot = library().snapshot
        meant = understand(text_of(tracker), reading_of(tracker), snapshot.catalogue, snapshot.index)
        current = current_procedure(tracker)
        if meant.kind is Kind.FOUND and (current is None or meant.procedures[0] != current.id):
            wanted = snapshot.catalogue[meant.procedures[0]]
            say_message(dispatcher, tracker, "dont-have-it-related", title=procedure_title(wanted, tracker))
            return give(dispatcher, tracker, [wanted.id], [])
        say_message(dispatcher, tracker, "dont-have-it", [button(tracker, "button-human", "/human")])
        return understood()
