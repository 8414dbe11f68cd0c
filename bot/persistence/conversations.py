"""Conversations: opened by a channel, found again by their token."""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, literal_column, select

from bot.persistence.database import Database
from bot.persistence.records import LEASED, RECEIVED, Conversation, Standing
from bot.persistence.tables import addresses, conversations, inbox

_BY_TOKEN = select(conversations).where(conversations.c.token_hash == bindparam("token_hash"))


_TOKEN = select(conversations.c.token_hash).where(conversations.c.id == bindparam("id"))
_WAITING = (
    select(inbox.c.message_id)
    .where(
        inbox.c.conversation_id == bindparam("id"),
        # written into the statement: SQLite uses the partial index only when it can see the values
        inbox.c.state.in_([literal_column(f"'{RECEIVED}'"), literal_column(f"'{LEASED}'")]),
    )
    .order_by(inbox.c.id)
)


class SqlConversationRepository:
    """Conversations in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, conversation: Conversation) -> None:
        """Stores a new conversation."""
        row = {
            "id": conversation.id,
            "channel": conversation.channel,
            "token_hash": conversation.token_hash,
            "locale_hint": conversation.locale_hint,
            "locale": conversation.locale,
            "created_at": conversation.last_seen,
            "last_seen": conversation.last_seen,
        }
        with self._database.write() as connection:
            connection.execute(conversations.insert().values(**row))

    def by_token(self, token_hash: str, seen_since: datetime) -> Conversation | None:
        """The conversation that this token opens, unless nothing was written in it since ``seen_since``."""
        with self._database.read() as connection:
            row = connection.execute(_BY_TOKEN, {"token_hash": token_hash}).first()
        if row is None or not hmac.compare_digest(row.token_hash, token_hash) or row.last_seen < seen_since:
            return None
        return _conversation(row)

    def standing(self, conversation_id: str) -> Standing:
        """Which messages of a conversation wait for the end of their turn, and whether its token still opens it."""
        with self._database.read() as connection:
            found = connection.execute(_TOKEN, {"id": conversation_id}).first()
            if found is None or found.token_hash is None:
                return Standing((), "erased" if found is None else "closed")
            return Standing(tuple(connection.execute(_WAITING, {"id": conversation_id}).scalars()), None)

    def close(self, conversation_id: str) -> None:
        """No token opens it any more."""
        mine = conversations.c.id == conversation_id
        with self._database.write() as connection:
            connection.execute(conversations.update().where(mine).values(token_hash=None))

    def of_address(self, address_hash: str) -> str | None:
        """The id of the conversation that an address belongs to."""
        query = select(addresses.c.conversation_id).where(addresses.c.hash == address_hash)
        with self._database.read() as connection:
            found: str | None = connection.execute(query).scalar()
        return found


def _conversation(row: Any) -> Conversation:
    return Conversation(row.id, row.channel, row.token_hash, row.locale_hint, row.locale, row.last_seen)
