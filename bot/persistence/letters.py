"""What an operator may see of the outbox, and do: list, inspect, retry, discard."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.persistence.database import Database
from bot.persistence.outbox import DEAD, DISCARDED, HELD, QUEUED
from bot.persistence.tables import outbox, sends

UNSENT = (DEAD, HELD, QUEUED)  # what may be listed; the first is what one looks for
_CHANGEABLE = (DEAD, HELD)
_COLUMNS = (
    outbox.c.id,
    outbox.c.channel,
    outbox.c.state,
    outbox.c.kind,
    outbox.c.conversation_id,
    outbox.c.created_at,
    outbox.c.attempts,
    outbox.c.repeats,
    outbox.c.next_attempt_at,
    outbox.c.error,
    outbox.c.error_detail,
)


@dataclass(frozen=True)
class Letter:
    """A message that was not sent: all but its text and its recipient."""

    id: int
    channel: str
    state: str
    kind: str
    conversation_id: str
    created_at: datetime
    attempts: int
    repeats: int
    next_attempt_at: datetime | None
    error: str | None
    error_detail: str | None


class SqlLetterRepository:
    """Letters in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def in_state(self, state: str, channel: str | None, limit: int) -> list[Letter]:
        """The oldest messages in one state, of one channel or of all."""
        query = select(*_COLUMNS).where(outbox.c.state == state).order_by(outbox.c.id).limit(limit)
        if channel is not None:
            query = query.where(outbox.c.channel == channel)
        with self._database.read() as connection:
            return [Letter(*row) for row in connection.execute(query)]

    def find(self, letter_id: int) -> Letter | None:
        """One message of a channel that sends, whatever its state."""
        query = select(*_COLUMNS).where(outbox.c.id == letter_id, outbox.c.state.is_not(None))
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return Letter(*row) if row else None

    def text(self, letter_id: int) -> str:
        """What it says: a citizen's matter, to be read only when there is need."""
        with self._database.read() as connection:
            body = connection.execute(select(outbox.c.body).where(outbox.c.id == letter_id)).scalar_one()
        return str(json.loads(body)["text"])

    def parts(self, letter_id: int) -> list[dict[str, Any]]:
        """What the provider took of it, and how far that came."""
        columns = (
            sends.c.part,
            sends.c.channel,
            sends.c.state,
            sends.c.error,
            sends.c.error_detail,
            sends.c.updated_at,
        )
        query = select(*columns).where(sends.c.outbox_id == letter_id).order_by(sends.c.part)
        with self._database.read() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def retry(self, ids: Sequence[int], now: datetime) -> int:
        """Sends dead and held messages again, as if they had just been written; how many there were."""
        fresh = {"state": QUEUED, "next_attempt_at": now, "created_at": now, "attempts": 0, "repeats": 0}
        return self._change(ids, fresh)

    def discard(self, ids: Sequence[int]) -> int:
        """Gives dead and held messages up for good; how many there were."""
        return self._change(ids, {"state": DISCARDED})

    def _change(self, ids: Sequence[int], values: dict[str, Any]) -> int:
        mine = (outbox.c.id.in_(ids)) & (outbox.c.state.in_(_CHANGEABLE))
        with self._database.write() as connection:
            return int(connection.execute(outbox.update().where(mine).values(**values)).rowcount)
