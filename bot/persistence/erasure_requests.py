"""Erasures that citizens have asked for: noted with a receipt, done when the receipt has gone out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select

from bot.persistence.database import Database, insert_if_absent
from bot.persistence.erasure import erase_conversation
from bot.persistence.outbox import QUEUED, SENDING
from bot.persistence.records import LEASED, RECEIVED
from bot.persistence.tables import conversations, erasures, inbox, outbox

RECEIPT_READ = timedelta(seconds=30)  # a page that asks for its messages has them by then
RECEIPT_LOST = timedelta(hours=1)  # a receipt that cannot be sent does not keep anybody's data


class SqlErasureRequests:
    """Requests in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def request(self, conversation: str, receipt: str, event: str, now: datetime) -> str:
        """Notes the wish, once per event; the receipt that counts: that of the first time."""
        row = {"receipt": receipt, "event": event, "conversation_id": conversation, "requested_at": now}
        with self._database.write() as connection:
            insert_if_absent(connection, erasures, row)
            query = select(erasures.c.receipt).where(erasures.c.event == event)
            return str(connection.execute(query).scalar_one())

    def carry_out(self, now: datetime) -> list[str]:
        """Erases every conversation whose receipt has gone out; their ids."""
        query = (
            select(erasures.c.conversation_id, func.min(erasures.c.requested_at).label("since"))
            .where(erasures.c.erased_at.is_(None), erasures.c.requested_at <= now - RECEIPT_READ)
            .group_by(erasures.c.conversation_id)
        )
        with self._database.read() as connection:
            wanted = connection.execute(query).all()
        return [row.conversation_id for row in wanted if self._erase(row.conversation_id, row.since, now)]

    def _erase(self, conversation: str, since: datetime, now: datetime) -> bool:
        """False when a turn is running, or the receipt has not gone out yet."""
        with self._database.write() as connection:
            # held to the end: a message that comes in meanwhile waits, and then opens a new conversation
            connection.execute(select(conversations.c.id).where(conversations.c.id == conversation).with_for_update())
            if _busy(connection, conversation, now - since < RECEIPT_LOST):
                return False
            erase_conversation(connection, conversation)
            mine = and_(erasures.c.conversation_id == conversation, erasures.c.erased_at.is_(None))
            connection.execute(erasures.update().where(mine).values(erased_at=now))
        return True


def _busy(connection: Any, conversation: str, waits: bool) -> bool:
    turn = select(inbox.c.id).where(
        inbox.c.conversation_id == conversation,
        or_(inbox.c.state == LEASED, and_(inbox.c.state == RECEIVED, waits)),
    )
    sending = [SENDING, QUEUED] if waits else [SENDING]
    unsent = select(outbox.c.id).where(outbox.c.conversation_id == conversation, outbox.c.state.in_(sending))
    return any(connection.execute(query.limit(1)).first() is not None for query in (turn, unsent))
