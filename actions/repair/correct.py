"""A citizen corrects what they said: another procedure, the same facets."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.procedures.answering import answer_question


class ActionCorrect(Action):
    def name(self) -> str:
        return "action_correct"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        return answer_question(dispatcher, tracker, "correct", correcting=True)
