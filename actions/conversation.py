"""What actions share: the state of a conversation in slots, and saying something in its locale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.locales import conversation_locale
from bot.messages import format_message
from bot.procedures.model import Facet
from bot.procedures.reading import Mention, QuestionReading

PROCEDURE = "procedure"  # id of the procedure that the conversation is about
FACETS = "facets"  # facets last asked for; they go on when only the procedure is corrected
HISTORY = "history"  # ids of the procedures before, the last one last
OPTIONS = "options"  # ids of the procedures on offer, in the order of their buttons
MORE = "more"  # {"facets": […], "begin": n} of what a cut list still holds
FAILURES = "failures"  # turns in a row that were not understood
AWAITING = "awaiting"  # true when we asked which procedure is meant: the facets wait for it
FORMS = "forms"  # the forms on their way, the one that is asked last
HISTORY_LIMIT = 10

Button = dict[str, str]
_FACETS = {facet.value for facet in Facet}

# Services that are offered when a message may have meant them; the rest of the intents is talk, and asked for in other words.
SUGGESTED_INTENTS = frozenset(
    {
        "ask_languages",
        "ask_my_data",
        "book_appointment",
        "calculate_vehicle_tax",
        "file_complaint",
        "find_office",
        "help",
        "human",
        "manage_appointment",
        "order_document",
        "pay_online",
        "simulate_social_aid",
        "subscribe_updates",
        "track_dossier",
    }
)
PERHAPS = 0.15  # probability from which one is worth a button
SUGGESTIONS = 2


def locale_of(tracker: Tracker) -> str:
    """The locale to answer in."""
    return conversation_locale(tracker.slots)


def say(dispatcher: CollectingDispatcher, tracker: Tracker, text: str, buttons: Sequence[Button] = ()) -> None:
    """Sends a text that is already in the conversation's locale."""
    dispatcher.utter_message(text=text, buttons=list(buttons), locale=locale_of(tracker))


def say_message(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    message_id: str,
    buttons: Sequence[Button] = (),
    **arguments: Any,
) -> None:
    """Sends a message of the message files."""
    say(dispatcher, tracker, format_message(locale_of(tracker), message_id, **arguments), buttons)


def button(tracker: Tracker, message_id: str, payload: str) -> Button:
    """A button whose title is a message."""
    return {"title": format_message(locale_of(tracker), message_id), "payload": payload}


def understood() -> list[SlotSet]:
    """The events of a turn that was understood: failures are forgotten, choices on offer are over."""
    return [SlotSet(FAILURES, 0), SlotSet(OPTIONS, None), SlotSet(AWAITING, False)]


def not_understood(dispatcher: CollectingDispatcher, tracker: Tracker, first: str = "not-understood") -> list[SlotSet]:
    """Says so, each time in a row more helpfully: what was perhaps meant, or other words; then examples; then a person."""
    failures = int(tracker.get_slot(FAILURES) or 0) + 1
    perhaps = _perhaps_meant(tracker) if failures == 1 else []
    message_id = first if failures == 1 else "not-understood-again" if failures == 2 else "not-understood-human"
    if perhaps:
        message_id = "did-you-mean"
    buttons = [*perhaps, button(tracker, "button-menu", "/menu")]
    if failures > 1:
        buttons.append(button(tracker, "button-human", "/human"))
    say_message(dispatcher, tracker, message_id, buttons)
    return [SlotSet(FAILURES, failures)]


def _perhaps_meant(tracker: Tracker) -> list[Button]:
    """A button for each of the likeliest services, when the message may have meant one but not surely."""
    ranking = tracker.latest_message.get("intent_ranking") or []
    likely = [one["name"] for one in ranking if one["confidence"] >= PERHAPS and one["name"] in SUGGESTED_INTENTS]
    return [button(tracker, f"intent-{name.replace('_', '-')}", f"/{name}") for name in likely[:SUGGESTIONS]]


def text_of(tracker: Tracker) -> str:
    """What the citizen wrote; "" for a button."""
    text = str(tracker.latest_message.get("text") or "")
    return "" if text.startswith("/") else text


def reading_of(tracker: Tracker) -> QuestionReading:
    """What the models read in the message."""
    entities = tracker.latest_message.get("entities", [])
    return QuestionReading(
        [
            Mention(Facet(entity["value"]), entity["start"], entity["end"], asked=entity.get("role") != "unasked")
            for entity in entities
            if entity["entity"] == "facet" and "start" in entity and entity["value"] in _FACETS
        ],
        _confidences(entities, "likely_procedure"),
        _confidences(entities, "elsewhere").get("elsewhere", 0.0),
        _confidences(entities, "beyond").get("beyond", 0.0),
    )


def _confidences(entities: Sequence[Mapping[str, Any]], name: str) -> dict[str, float]:
    """Value → confidence of the entities of a name; those that a payload brought have none."""
    return {
        one["value"]: one["confidence_entity"]
        for one in entities
        if one["entity"] == name and "confidence_entity" in one
    }


def entity(tracker: Tracker, name: str) -> str | None:
    """The first value of an entity of the message."""
    return next(iter(tracker.get_latest_entity_values(name)), None)


def forget_subject() -> list[SlotSet]:
    """The events that end a subject: no procedure, no facets, no choices."""
    return [*understood(), *(SlotSet(name, None) for name in (PROCEDURE, FACETS, MORE))]
