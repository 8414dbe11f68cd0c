"""Erasing a conversation: everything that is kept of it, at once. Opt-outs and the audit log survive."""

from __future__ import annotations

from typing import Any

from bot.persistence.database import Database
from bot.persistence.tables import (
    codes,
    conversations,
    reminders,
    subscriptions,
    tracker_events,
    trackers,
    verifications,
)

# with a conversation's id, and no foreign key that would take them along
OF_CONVERSATION = (trackers, tracker_events, codes, verifications, subscriptions, reminders)


class SqlErasureRepository:
    """Erasure in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def erase(self, conversation_id: str) -> None:
        """Messages, answers, files, addresses and what the engine remembers are gone."""
        with self._database.write() as connection:
            erase_conversation(connection, conversation_id)


def erase_conversation(connection: Any, conversation_id: str) -> None:
    """The same in a transaction of the caller's."""
    for table in OF_CONVERSATION:
        connection.execute(table.delete().where(table.c.conversation_id == conversation_id))
    connection.execute(conversations.delete().where(conversations.c.id == conversation_id))
