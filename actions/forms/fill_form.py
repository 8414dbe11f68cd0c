"""The one action of all forms. While one is filled it is the conversation's active loop, so each message comes here first."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import lru_cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.conversation import FORMS, PROCEDURE, locale_of, text_of, understood
from actions.forms.registry import machine
from bot.entities.model import Entity, Kind
from bot.forms.machine import Stack, State, merged
from bot.forms.model import Location, Message, Say
from bot.morocco import TIME_ZONE

_LISTEN = "action_listen"
_THREADS = 64  # more than all registers have connections
_KINDS = {kind.value: kind for kind in Kind}


@lru_cache(maxsize=1)
def _waiting() -> ThreadPoolExecutor:
    """Threads for those who wait for a register. The loop's own are a few: one register that hangs would take them all."""
    return ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="form")


class ActionForm(Action):
    """Asks, reads and does what a service is for (docs/adr/0021).

    A message that is not for the form is refused: its own rule answers it, and Rasa comes back here to ask again.
    """

    def name(self) -> str:
        return "action_fill_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        stack = tuple(State.from_json(plain) for plain in tracker.get_slot(FORMS) or ())
        move = machine().step if _is_new(tracker) else machine().resume
        # registers answer when they like: nobody else's turn waits for them
        step = await asyncio.get_running_loop().run_in_executor(_waiting(), move, stack, message_of(tracker))
        if step.elsewhere:
            raise ActionExecutionRejection(self.name())
        for say in merged(step.says):
            utter(dispatcher, tracker, say)
        return [*understood(), *self._about(step.stack), *self._kept(step.stack)]

    @staticmethod
    def _about(stack: Stack) -> list[EventType]:
        """The event that lets a question in between be about what the form is about."""
        subject = machine().subject(stack)
        return [SlotSet(PROCEDURE, subject)] if subject else []

    def _kept(self, stack: Stack) -> list[EventType]:
        """The events that keep the forms, or end the loop."""
        if not stack:
            return [SlotSet(FORMS, None), ActiveLoop(None), FollowupAction(_LISTEN)]
        return [SlotSet(FORMS, [state.as_json() for state in stack]), ActiveLoop(self.name())]


def utter(dispatcher: CollectingDispatcher, tracker: Tracker, say: Say) -> None:
    """Sends what a form says."""
    buttons = [{"title": button.title, "payload": button.payload} for button in say.buttons]
    files = [{"name": file.name, "content_type": file.content_type, "path": file.path} for file in say.files]
    dispatcher.utter_message(text=say.text, buttons=buttons, locale=locale_of(tracker), files=files)


def message_of(tracker: Tracker) -> Message:
    """The message that is being answered, as forms read it."""
    latest = tracker.latest_message
    metadata = latest.get("metadata") or {}
    intent = latest.get("intent") or {}
    entities = latest.get("entities") or []
    return Message(
        id=str(latest.get("message_id") or ""),
        conversation=tracker.sender_id,
        channel=str(metadata.get("channel") or ""),
        locale=locale_of(tracker),
        now=datetime.now(TIME_ZONE),
        text=text_of(tracker),
        intent=str(intent.get("name") or ""),
        confidence=float(intent.get("confidence") or 0.0),
        entities=tuple(_entities(entities)),
        choice=next((str(entity["value"]) for entity in entities if entity["entity"] == "value"), None),
        location=_location(metadata.get("location")),
        media=tuple(item["id"] for item in metadata.get("media") or () if item.get("id")),
        subject=tracker.get_slot(PROCEDURE),
        asks=any(entity["entity"] == "facet" and entity.get("role") != "unasked" for entity in entities),
    )


def _entities(plain: list[dict[str, Any]]) -> list[Entity]:
    return [
        Entity(_KINDS[entity["entity"]], str(entity["value"]), entity["start"], entity["end"])
        for entity in plain
        if entity["entity"] in _KINDS and "start" in entity
    ]


def _location(plain: Any) -> Location | None:
    return Location(plain["latitude"], plain["longitude"]) if plain else None


def _is_new(tracker: Tracker) -> bool:
    """Whether the message has not been answered yet: nothing but listening came since."""
    return bool(tracker.latest_action_name == _LISTEN)
