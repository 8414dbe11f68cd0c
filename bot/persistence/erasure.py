"""Erasing a conversation: everything that is kept of it, at once."""

from __future__ import annotations

from bot.persistence.database import Database
from bot.persistence.tables import conversations, tracker_events, trackers

OF_CONVERSATION = (trackers, tracker_events)  # with a conversation's id, and no foreign key that would take them along


class SqlErasureRepository:
    """Erasure in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def erase(self, conversation_id: str) -> None:
        """Messages, answers, files, addresses and what the engine remembers are gone."""
        with self._database.write() as connection:
            for table in OF_CONVERSATION:
                connection.execute(table.delete().where(table.c.conversation_id == conversation_id))
            connection.execute(conversations.delete().where(conversations.c.id == conversation_id))
