"""Conversations: opened by a channel, found again by their token."""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot.persistence.database import Database
from bot.persistence.records import Conversation
from bot.persistence.tables import addresses, conversations

_BY_TOKEN = select(conversations).where(conversations.c.token_hash == bindparam("token_hash"))


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

    def of_address(self, address_hash: str) -> str | None:
        """The id of the conversation that an address belongs to."""
        query = select(addresses.c.conversation_id).where(addresses.c.hash == address_hash)
        with self._database.read() as connection:
            found: str | None = connection.execute(query).scalar()
        return found


def _conversation(row: Any) -> Conversation:
    return Conversation(row.id, row.channel, row.token_hash, row.locale_hint, row.locale, row.last_seen)
