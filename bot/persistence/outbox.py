"""The outbox: every message to a citizen, with an id that grows within its conversation.

A row of a channel that sends is ``queued``, then ``sending`` while one sender holds its lease, then ``sent``; ``held``
until the citizen writes; or ``dead`` or ``discarded``. A row that the citizen's client reads by itself has no state.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from bot.persistence.database import Database
from bot.persistence.records import READ_BY_CLIENT, OutboundMessage, Reply
from bot.persistence.tables import conversations, inbox, outbox

QUEUED, SENDING, HELD, SENT, DEAD, DISCARDED = "queued", "sending", "held", "sent", "dead", "discarded"

_COLUMNS = (outbox.c.id, outbox.c.conversation_id, outbox.c.kind, outbox.c.body, inbox.c.message_id)

_INSERT = outbox.insert()


class SqlOutboxRepository:
    """The outbox in SQL, to read.

    Rows are written with the inbox row that they answer (``SqlInboxRepository``), or on our own: :func:`add_message`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def after(self, conversation_id: str, last_id: int, limit: int = 100) -> list[OutboundMessage]:
        """The first ``limit`` messages of the conversation after ``last_id``."""
        return self._messages(outbox.c.conversation_id == conversation_id, outbox.c.id > last_id, limit=limit)

    def of_message(self, inbox_id: int) -> list[OutboundMessage]:
        """All that was said because of one message of the citizen."""
        return self._messages(outbox.c.inbox_id == inbox_id)

    def conversations_since(self, moment: datetime) -> list[tuple[str, int]]:
        """Each conversation that something was written to since ``moment``, with its newest id."""
        query = (
            select(outbox.c.conversation_id, func.max(outbox.c.id))
            .where(outbox.c.created_at >= moment)
            .group_by(outbox.c.conversation_id)
        )
        with self._database.read() as connection:
            return [(conversation, newest) for conversation, newest in connection.execute(query)]

    def check_key(self) -> None:
        """Reads the newest message: raises ``SettingsError`` when our key does not open what the database holds."""
        with self._database.read() as connection:
            connection.execute(select(outbox.c.body).order_by(outbox.c.id.desc()).limit(1)).first()
            connection.execute(select(inbox.c.text).order_by(inbox.c.id.desc()).limit(1)).first()

    def _messages(self, *conditions: Any, limit: int | None = None) -> list[OutboundMessage]:
        query = (
            select(*_COLUMNS)
            .select_from(outbox.outerjoin(inbox, inbox.c.id == outbox.c.inbox_id))
            .where(*conditions)
            .order_by(outbox.c.id)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [_message(row) for row in connection.execute(query)]


def add_replies(
    connection: Any, conversation_id: str, inbox_id: int, replies: Sequence[Reply], *, now: datetime, channel: str
) -> None:
    """Writes the replies to one message, one by one so that their ids keep their order."""
    sending = {} if channel in READ_BY_CLIENT else {"channel": channel, "state": QUEUED, "next_attempt_at": now}
    for reply in replies:
        row = {"conversation_id": conversation_id, "inbox_id": inbox_id, "kind": reply.kind, "created_at": now}
        connection.execute(_INSERT, {"body": json.dumps(reply.body, ensure_ascii=False), **row, **sending})


def add_message(connection: Any, conversation_id: str, reply: Reply, now: datetime) -> int | None:
    """Writes a message that answers none; its id, or None when there is no such conversation.

    Holds the conversation until the end of the transaction: ids within it are given in the order of commits.
    """
    query = select(conversations.c.channel).where(conversations.c.id == conversation_id).with_for_update()
    channel = connection.execute(query).scalar()
    if channel is None:
        return None
    sending = {} if channel in READ_BY_CLIENT else {"channel": channel, "state": QUEUED, "next_attempt_at": now}
    row = {"conversation_id": conversation_id, "kind": reply.kind, "created_at": now, **sending}
    body = json.dumps(reply.body, ensure_ascii=False)
    return int(connection.execute(_INSERT, {"body": body, **row}).inserted_primary_key[0])


def _message(row: Any) -> OutboundMessage:
    return OutboundMessage(row.id, row.conversation_id, row.kind, json.loads(row.body), row.message_id)
