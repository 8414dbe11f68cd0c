"""What citizens think of answers and of conversations, for the operator's figures."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from bot.persistence.database import Database
from bot.persistence.records import OWN
from bot.persistence.tables import feedback, outbox

ANSWER, SATISFACTION = "answer", "satisfaction"


class SqlFeedbackRepository:
    """Feedback in SQL: one row for each answer, and one for the conversation; the newest counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rate(self, conversation_id: str, outbox_id: int, value: int, locale: str | None, now: datetime) -> bool:
        """What the citizen thinks of one answer: 1, -1, or 0 to take it back. False when it is none of theirs."""
        theirs = select(outbox.c.id).where(
            outbox.c.id == outbox_id, outbox.c.conversation_id == conversation_id, outbox.c.kind != OWN
        )
        with self._database.write() as connection:
            if connection.execute(theirs).first() is None:
                return False
            _put(connection, (conversation_id, ANSWER, outbox_id), value, locale, now)
            return True

    def satisfaction(self, conversation_id: str, value: int, locale: str | None, now: datetime) -> None:
        """How content the citizen is with the conversation, from 1 to 5."""
        with self._database.write() as connection:
            _put(connection, (conversation_id, SATISFACTION, 0), value, locale, now)

    def counts(self) -> list[tuple[str, int, int]]:
        """Subject, value and number."""
        query = (
            select(feedback.c.subject, feedback.c.value, func.count())
            .group_by(feedback.c.subject, feedback.c.value)
            .order_by(feedback.c.subject, feedback.c.value)
        )
        with self._database.read() as connection:
            return [tuple(row) for row in connection.execute(query)]


def _put(connection: Any, key: tuple[str, str, int], value: int, locale: str | None, now: datetime) -> None:
    conversation_id, subject, outbox_id = key
    row = {"conversation_id": conversation_id, "subject": subject, "outbox_id": outbox_id}
    connection.execute(feedback.delete().where(*(feedback.c[name] == part for name, part in row.items())))
    if value:
        connection.execute(feedback.insert(), {**row, "value": value, "locale": locale, "created_at": now})
