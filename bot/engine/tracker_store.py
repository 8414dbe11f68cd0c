"""Where conversations are kept: a bounded snapshot that a turn reads and writes, beside the events, appended once.

Rasa's own SQL store reads the whole session on each turn, which costs 0.2 ms an event; ours costs the same at the
thousandth turn as at the tenth. Message text and slots are encrypted at rest (docs/adr/0006).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, Optional

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses

from bot.bootstrap import tracker_repository
from bot.persistence.trackers import SqlTrackerRepository, StoredTracker, UnreadableSnapshot

logger = logging.getLogger(__name__)

# User turns in a snapshot: our rules look at one, and a citizen can ask to hear the answer before it again.
WINDOW_TURNS = 2
FORMAT = 1  # of a snapshot; a version that reads less than it finds must not guess
_VERSION = "chobbak_version"
_STORED = "chobbak_stored_events"
_HEAD = "chobbak_head_events"
_OF_THIS_TURN: ContextVar[Optional[tuple[str, Optional[StoredTracker]]]] = ContextVar("of_this_turn", default=None)


class ConversationStore(TrackerStore):
    """Rasa's tracker store on our database. Named in endpoints.yml."""

    def __init__(
        self,
        domain: Optional[Domain],
        event_broker: Optional[EventBroker] = None,
        repository: Optional[SqlTrackerRepository] = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._repository = repository or tracker_repository()

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The conversation with its slots and last turns; None when there is none that can be read."""
        stored = await self._loaded(sender_id)
        if stored is None:
            return None
        tracker = self._restore(sender_id, stored.snapshot)
        setattr(tracker, _VERSION, stored.version)
        setattr(tracker, _STORED, len(tracker.events))
        return tracker

    async def snapshot(self, sender_id: str) -> dict[str, Any]:
        """The last turns as plain ``events``, and the ``slots``, without the cost of a tracker; both may be empty.

        What was read is kept for the ``retrieve`` of the same turn. Whoever has saved since is found out by its version.
        """
        stored = await self._load(sender_id)
        _OF_THIS_TURN.set((sender_id, stored))
        return stored.snapshot if stored else {"events": [], "slots": {}}

    async def _loaded(self, sender_id: str) -> Optional[StoredTracker]:
        """What this turn has read already, once; else what is stored."""
        mine = _OF_THIS_TURN.get()
        _OF_THIS_TURN.set(None)
        return mine[1] if mine and mine[0] == sender_id else await self._load(sender_id)

    async def _load(self, sender_id: str) -> Optional[StoredTracker]:
        """What is stored. What cannot be read is kept under another name, and the citizen starts afresh."""
        try:
            stored = await asyncio.to_thread(self._repository.load, sender_id)
            if stored:
                _check(sender_id, stored.snapshot)
            return stored
        except UnreadableSnapshot as error:
            aside = await asyncio.to_thread(self._repository.set_aside, sender_id)
            logger.error("%s; the citizen starts afresh, the snapshot is kept as %s", error, aside)
            return None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores what is new since the tracker was retrieved.

        Rasa also saves a conversation in which nothing has happened yet, before its first turn. When that turn fails, it
        must not be found the next time: its session would never be started, and no rule would fit again.

        Raises:
            StaleSnapshotError: another process has saved the conversation since.
        """
        events = [event.as_dict() for event in tracker.events]
        if not events:
            return
        new = events[getattr(tracker, _STORED, 0) :]
        if self.event_broker:
            await self.stream_events(tracker)
        snapshot = {
            "format": FORMAT,
            "events": window_of(events[getattr(tracker, _HEAD, 0) :]),
            "slots": {name: slot.value for name, slot in tracker.slots.items()},
            "active_loop": tracker.active_loop.name if tracker.active_loop else None,
        }
        version = getattr(tracker, _VERSION, 0)
        version = await asyncio.to_thread(self._repository.save, tracker.sender_id, version, snapshot, new)
        setattr(tracker, _VERSION, version)
        setattr(tracker, _STORED, len(events))

    async def retrieve_full_tracker(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The conversation with all its events, for export."""
        events = await asyncio.to_thread(self._repository.events, sender_id)
        if not events:
            return None
        return DialogueStateTracker.from_events(sender_id, _events(events), self.domain.slots)

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        return await asyncio.to_thread(self._repository.ids)

    def _restore(self, sender_id: str, snapshot: dict[str, Any]) -> DialogueStateTracker:
        """The tracker of a snapshot. What is older than its events stands at their head as events too.

        Rasa copies trackers by replaying their events: a value that is only set on the tracker would be lost.
        """
        known = {slot.name for slot in self.domain.slots}  # a slot of an older model may be gone
        head: list[Event] = [SlotSet(name, value) for name, value in snapshot["slots"].items() if name in known]
        if snapshot.get("active_loop"):
            head.append(ActiveLoop(snapshot["active_loop"]))
        if not snapshot["events"]:  # nothing has happened yet: Rasa is to start the session
            head = []
        events = [*head, *_events(snapshot["events"])]
        tracker = DialogueStateTracker.from_events(sender_id, events, self.domain.slots)
        setattr(tracker, _HEAD, len(head))
        return tracker


def _check(sender_id: str, snapshot: Any) -> None:
    """Raises ``UnreadableSnapshot`` when this version does not understand it."""
    known = isinstance(snapshot, dict) and {"events", "slots"} <= snapshot.keys()
    if not known or snapshot.get("format", 1) > FORMAT:
        raise UnreadableSnapshot(f"the snapshot of conversation {sender_id} was written by another version")


def window_of(events: Sequence[dict[str, Any]], turns: int = WINDOW_TURNS) -> list[dict[str, Any]]:
    """The events from the ``action_listen`` before the last ``turns`` user messages on; all when there are fewer."""
    messages = [at for at, event in enumerate(events) if event["event"] == UserUttered.type_name]
    if len(messages) <= turns:
        return list(events)
    return list(events[messages[-turns] - 1 :])


@lru_cache(maxsize=1)
def _event_classes() -> dict[str, type[Event]]:
    """Rasa's own look-up walks all subclasses for each event, most of the cost of restoring a conversation."""
    return {cls.type_name: cls for cls in all_subclasses(Event)}


def _events(plain: Iterable[dict[str, Any]]) -> list[Event]:
    classes = _event_classes()
    events = (classes[event["event"]]._from_parameters(event) for event in plain)
    return [event for event in events if event is not None]
