"""How an understood question becomes an answer, buttons and slots; shared by the actions of this package."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import (
    AWAITING,
    FACETS,
    HISTORY,
    HISTORY_LIMIT,
    MORE,
    OPTIONS,
    PROCEDURE,
    Button,
    button,
    locale_of,
    not_understood,
    reading_of,
    say,
    say_message,
    text_of,
    understood,
)
from bot.bootstrap import library
from bot.procedures.answer import LIST_LIMIT, answer, label, plain_answer, title
from bot.procedures.model import Facet, Procedure
from bot.procedures.understanding import Kind, understand

BUTTONS = 3


def payload(procedure_id: str) -> str:
    """The payload of a button that asks about a procedure."""
    return "/ask_procedure" + json.dumps({"procedure": procedure_id})


def answer_question(
    dispatcher: CollectingDispatcher, tracker: Tracker, unknown: str = "no-such-procedure", correcting: bool = False
) -> list[SlotSet]:
    """Understands the text of the message and answers, asks back, or says that it is unknown.

    ``unknown`` is the message for the last case. ``correcting``: the citizen did not mean the current procedure; one
    that they name without a facet gets the facets of the question before.
    """
    snapshot = library().snapshot
    current = current_procedure(tracker)
    meant = understand(
        text_of(tracker),
        reading_of(tracker),
        snapshot.catalogue,
        snapshot.index,
        current.id if current else None,
        options=tracker.get_slot(OPTIONS) or (),
        excluded=current.id if current and correcting else None,
    )
    facets = meant.facets
    if not facets and (correcting or tracker.get_slot(AWAITING)):
        facets = remembered_facets(tracker)
    found = [current.id] if meant.kind is Kind.CURRENT and current else meant.procedures
    if meant.beyond:
        return say_beyond(dispatcher, tracker, found[0], facets)
    if meant.kind in (Kind.FOUND, Kind.CURRENT):
        return give(dispatcher, tracker, found, facets)
    if meant.kind is Kind.CHOOSE:
        return offer(dispatcher, tracker, "which-one", meant.procedures, facets)
    if meant.kind is Kind.MAYBE:
        return offer(dispatcher, tracker, "did-you-mean", meant.procedures, facets)
    if meant.bare:
        say_message(dispatcher, tracker, "which-procedure", [button(tracker, "button-menu", "/menu")])
        return [SlotSet(AWAITING, True), SlotSet(FACETS, [facet.value for facet in facets])]
    return not_understood(dispatcher, tracker, unknown)


def give(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    procedure_ids: Sequence[str],
    facets: Sequence[Facet],
    *,
    begin: int = 0,
    plain: bool = False,
) -> list[SlotSet]:
    """Answers about each procedure; the last one becomes the conversation's."""
    locale = locale_of(tracker)
    catalogue = library().snapshot.catalogue
    rest: list[Facet] = []
    for procedure_id in procedure_ids:
        procedure = catalogue[procedure_id]
        given = plain_answer(procedure, facets, locale) if plain else answer(procedure, facets, locale, begin)
        rest = given.rest
        say(dispatcher, tracker, given.text, _buttons(tracker, procedure, facets, given.rest, given.held))
    more = {"facets": [facet.value for facet in rest], "begin": begin + LIST_LIMIT} if rest else None
    return [
        *understood(),
        *_remember(tracker, procedure_ids[-1]),
        SlotSet(FACETS, [facet.value for facet in facets]),
        SlotSet(MORE, more),
    ]


def say_beyond(
    dispatcher: CollectingDispatcher, tracker: Tracker, procedure_id: str, facets: Sequence[Facet]
) -> list[SlotSet]:
    """Says that the description does not speak of the case in question, who to ask, and offers what it does hold."""
    procedure = library().snapshot.catalogue[procedure_id]
    title = procedure_title(procedure, tracker)
    general = {"title": label(procedure, locale_of(tracker)), "payload": payload(procedure_id)}
    say_message(dispatcher, tracker, "case-unheld", [general, button(tracker, "button-human", "/human")], title=title)
    return [
        *understood(),
        *_remember(tracker, procedure_id),
        SlotSet(FACETS, [facet.value for facet in facets]),
        SlotSet(MORE, None),
    ]


def offer(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    message_id: str,
    procedure_ids: Sequence[str],
    facets: Sequence[Facet],
) -> list[SlotSet]:
    """Asks which of some procedures is meant; the facets asked for wait for the choice."""
    locale = locale_of(tracker)
    catalogue = library().snapshot.catalogue
    buttons = [{"title": label(catalogue[id_], locale), "payload": payload(id_)} for id_ in procedure_ids]
    say_message(dispatcher, tracker, message_id, buttons)
    return [
        SlotSet(OPTIONS, list(procedure_ids)),
        SlotSet(AWAITING, True),
        SlotSet(FACETS, [facet.value for facet in facets]),
    ]


def remembered_facets(tracker: Tracker) -> list[Facet]:
    """The facets last asked for."""
    return [Facet(value) for value in tracker.get_slot(FACETS) or []]


def current_procedure(tracker: Tracker) -> Procedure | None:
    """The procedure that the conversation is about; None when there is none, or it has left the catalogue."""
    return library().snapshot.catalogue.get(tracker.get_slot(PROCEDURE) or "")


def _buttons(
    tracker: Tracker, procedure: Procedure, facets: Sequence[Facet], rest: Sequence[Facet], held: Sequence[Facet]
) -> list[Button]:
    """What one would ask next: the rest of a list, a person when we lack something, the variants."""
    locale = locale_of(tracker)
    catalogue = library().snapshot.catalogue
    buttons = [button(tracker, "button-more", "/ask_more")] if rest else []
    if set(facets) - set(held):
        buttons.append(button(tracker, "button-human", "/human"))
    for variant in procedure.variants:
        if variant in catalogue:
            buttons.append({"title": label(catalogue[variant], locale), "payload": payload(variant)})
    return buttons[:BUTTONS]


def _remember(tracker: Tracker, procedure_id: str) -> list[SlotSet]:
    before = tracker.get_slot(PROCEDURE)
    if before in (None, procedure_id):
        return [SlotSet(PROCEDURE, procedure_id)]
    history = [*(tracker.get_slot(HISTORY) or []), before][-HISTORY_LIMIT:]
    return [SlotSet(HISTORY, history), SlotSet(PROCEDURE, procedure_id)]


def procedure_title(procedure: Procedure, tracker: Tracker) -> str:
    """The procedure's title in the conversation's locale."""
    return title(procedure, locale_of(tracker))
