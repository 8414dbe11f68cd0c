"""How much is kept of a conversation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from bot.persistence.database import Database
from bot.persistence.records import OWN
from bot.persistence.tables import addresses, feedback, inbox, media, outbox, reminders, subscriptions
from bot.services.my_data.model import Holdings


class SqlHoldingsRepository:
    """Counts in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, conversation: str, now: datetime) -> Holdings:
        """What our own database keeps of a conversation."""
        with self._database.read() as connection:

            def count(table: Any, *conditions: Any) -> int:
                query = select(func.count()).select_from(table).where(table.c.conversation_id == conversation)
                return int(connection.execute(query.where(*conditions)).scalar_one())

            oldest = select(func.min(inbox.c.received_at)).where(inbox.c.conversation_id == conversation)
            return Holdings(
                messages=count(inbox),
                answers=count(outbox, outbox.c.kind != OWN),
                files=count(media),
                addresses=count(addresses),
                subscriptions=count(subscriptions),
                reminders=count(reminders, reminders.c.sent_at.is_(None), reminders.c.until > now),
                feedback=count(feedback),
                since=connection.execute(oldest).scalar(),
            )
