"""A citizen wants the last answer once more, in the locale that the conversation has now."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import locale_of, say_message, understood
from actions.procedures.answering import current_procedure, give, remembered_facets


class ActionRepeat(Action):
    def name(self) -> str:
        return "action_repeat"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        procedure = current_procedure(tracker)
        if procedure is not None:
            return give(dispatcher, tracker, [procedure.id], remembered_facets(tracker))
        said = _last_said(tracker)
        if said is None:
            say_message(dispatcher, tracker, "nothing-to-repeat")
        else:
            buttons = (said.get("data") or {}).get("buttons") or []
            locale = (said.get("metadata") or {}).get("locale") or locale_of(tracker)
            dispatcher.utter_message(text=said["text"], buttons=buttons, locale=locale)
        return understood()


def _last_said(tracker: Tracker) -> dict[str, Any] | None:
    """The bot's last message before the one that is being answered."""
    return next((event for event in reversed(tracker.events) if event["event"] == "bot" and event.get("text")), None)
