"""A citizen picks a choice by its place: "1", "the second one", «الأولى»."""

from __future__ import annotations

from functools import cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import OPTIONS, say_message, text_of
from actions.procedures.answering import answer_question, give, remembered_facets
from bot.bootstrap import library
from bot.language.data import gazetteer
from bot.language.ordinals import ordinal


class ActionChooseOption(Action):
    def name(self) -> str:
        return "action_choose_option"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        catalogue = library().snapshot.catalogue
        options = [procedure_id for procedure_id in tracker.get_slot(OPTIONS) or [] if procedure_id in catalogue]
        if not options:
            return answer_question(dispatcher, tracker, "not-understood")
        place = ordinal(text_of(tracker), _ordinals(), len(options))
        if place is None or not 1 <= place <= len(options):
            say_message(dispatcher, tracker, "no-such-option")
            return []
        return give(dispatcher, tracker, [options[place - 1]], remembered_facets(tracker))


@cache
def _ordinals() -> dict[str, list[str]]:
    return gazetteer("ordinals")
