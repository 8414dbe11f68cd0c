"""The engine's conversations: one bounded snapshot each, and every event, appended once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any, NamedTuple, Optional

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.errors import ChobbakError, SettingsError
from bot.persistence.database import Database
from bot.persistence.tables import tracker_events, trackers

_ID_LENGTH = 64  # of the column


class StaleSnapshotError(ChobbakError):
    """Somebody else has saved the conversation since it was read: nothing was written."""

    code = "stale_snapshot"


class UnreadableSnapshot(ChobbakError):
    """A snapshot under a key that is lost, damaged, or written by a version that is newer than this one."""

    code = "unreadable_snapshot"


class StoredTracker(NamedTuple):
    """A snapshot as it was saved, and the version that the next save must name."""

    version: int
    snapshot: dict[str, Any]


class SqlTrackerRepository:
    """Snapshots and events in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, conversation_id: str) -> Optional[StoredTracker]:
        """The snapshot of a conversation; None when there is none.

        Raises:
            UnreadableSnapshot: there is one, but it cannot be read.
        """
        query = select(trackers.c.version, trackers.c.snapshot).where(trackers.c.conversation_id == conversation_id)
        try:
            with self._database.read() as connection:
                row = connection.execute(query).first()
            return StoredTracker(row.version, json.loads(row.snapshot)) if row else None
        except (SettingsError, ValueError) as error:
            raise UnreadableSnapshot(f"the snapshot of conversation {conversation_id} cannot be read") from error

    def set_aside(self, conversation_id: str) -> str:
        """Puts an unreadable snapshot under another name, where nothing overwrites it; the name."""
        mine = trackers.c.conversation_id == conversation_id
        with self._database.write() as connection:
            version = connection.execute(select(trackers.c.version).where(mine)).scalar_one()
            aside = f"{conversation_id[: _ID_LENGTH - 12]}~{version}"
            connection.execute(trackers.update().where(mine).values(conversation_id=aside))
        return aside

    def check_key(self) -> None:
        """Reads the newest snapshot: raises ``SettingsError`` when our key does not open what the database holds."""
        newest = select(trackers.c.snapshot).order_by(trackers.c.updated_at.desc()).limit(1)
        with self._database.read() as connection:
            connection.execute(newest).first()

    def save(
        self, conversation_id: str, version: int, snapshot: dict[str, Any], new_events: Sequence[dict[str, Any]]
    ) -> int:
        """Replaces the snapshot of ``version`` (0: there is none yet), appends the events; the new version.

        Raises:
            StaleSnapshotError: the stored version is another one.
        """
        now = datetime.now(timezone.utc)
        body = {"version": version + 1, "snapshot": json.dumps(snapshot, ensure_ascii=False), "updated_at": now}
        with self._database.write() as connection:
            if not self._replace(connection, conversation_id, version, body):
                raise StaleSnapshotError(f"conversation {conversation_id} is no longer at version {version}")
            if new_events:
                events = json.dumps(list(new_events), ensure_ascii=False)
                row = {"conversation_id": conversation_id, "events": events, "created_at": now}
                connection.execute(tracker_events.insert().values(**row))
        return version + 1

    @staticmethod
    def _replace(connection: Any, conversation_id: str, version: int, body: dict[str, Any]) -> bool:
        if version:
            mine = (trackers.c.conversation_id == conversation_id) & (trackers.c.version == version)
            return bool(connection.execute(trackers.update().where(mine).values(**body)).rowcount)
        try:
            with connection.begin_nested():
                connection.execute(trackers.insert().values(conversation_id=conversation_id, **body))
        except IntegrityError:
            return False
        return True

    def events(self, conversation_id: str) -> list[dict[str, Any]]:
        """Every event of a conversation, oldest first."""
        query = select(tracker_events.c.events).where(tracker_events.c.conversation_id == conversation_id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(tracker_events.c.id)).scalars()
            return [event for row in rows for event in json.loads(row)]

    def ids(self) -> list[str]:
        """The ids of all conversations."""
        with self._database.read() as connection:
            return list(connection.execute(select(trackers.c.conversation_id)).scalars())
