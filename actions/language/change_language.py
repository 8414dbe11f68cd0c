"""A citizen asks for another language; what was said last is said again in it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import FORMS, entity, say_message, understood
from actions.procedures.answering import current_procedure, give, remembered_facets
from bot.locales import CHOSEN_SLOT, CHOSEN_WHILE_WRITING_SLOT, CODES, LOCALES, WRITTEN_SLOT


class ActionChangeLanguage(Action):
    def name(self) -> str:
        return "action_change_language"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        wanted = entity(tracker, "language")
        if wanted not in CODES:
            buttons = [
                {"title": locale.endonym, "payload": f'/change_language{{"language": "{locale.code}"}}'}
                for locale in LOCALES.values()
            ]
            say_message(dispatcher, tracker, "language-which", buttons)
            return understood()
        chosen = [
            SlotSet(CHOSEN_SLOT, wanted),
            SlotSet(CHOSEN_WHILE_WRITING_SLOT, tracker.get_slot(WRITTEN_SLOT)),
        ]
        tracker.slots.update({event["name"]: event["value"] for event in chosen})
        say_message(dispatcher, tracker, "language-changed")
        procedure = None if tracker.get_slot(FORMS) else current_procedure(tracker)  # a form asks its question again
        again = give(dispatcher, tracker, [procedure.id], remembered_facets(tracker)) if procedure else understood()
        return [*chosen, *again]
