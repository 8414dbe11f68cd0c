"""Subscriptions and reminders; their messages are written in the transaction that notes that they were."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select

from bot.persistence.database import Database, insert_if_absent
from bot.persistence.outbox import add_message
from bot.persistence.records import NOTIFICATION, Reply
from bot.persistence.tables import reminders, subscriptions
from bot.services.notifications.model import Reminder, Subscription

_SUBSCRIPTION = (
    subscriptions.c.id,
    subscriptions.c.conversation_id,
    subscriptions.c.register,
    subscriptions.c.reference,
    subscriptions.c.status,
    subscriptions.c.locale,
)


class SqlNotificationRepository:
    """Subscriptions and reminders in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def subscribe(self, subscription: Subscription, reference_hash: str, now: datetime) -> bool:
        """False when it was there already."""
        row = {
            "conversation_id": subscription.conversation,
            "register": subscription.register,
            "reference_hash": reference_hash,
            "reference": subscription.reference,
            "status": subscription.status,
            "locale": subscription.locale,
            "created_at": now,
        }
        with self._database.write() as connection:
            return insert_if_absent(connection, subscriptions, row)

    def unsubscribe(self, conversation: str, register: str, reference_hash: str) -> bool:
        with self._database.write() as connection:
            mine = subscriptions.delete().where(_of(conversation, register, reference_hash))
            return bool(connection.execute(mine).rowcount)

    def subscribed(self, conversation: str, register: str, reference_hash: str) -> bool:
        query = select(subscriptions.c.id).where(_of(conversation, register, reference_hash))
        with self._database.read() as connection:
            return connection.execute(query).first() is not None

    def subscriptions(self, after: int, limit: int) -> list[Subscription]:
        """The next ones by id."""
        query = select(*_SUBSCRIPTION).where(subscriptions.c.id > after).order_by(subscriptions.c.id).limit(limit)
        with self._database.read() as connection:
            return [Subscription(*row) for row in connection.execute(query)]

    def moved(self, subscription: Subscription, status: str, body: dict[str, Any], now: datetime) -> bool:
        """Writes the message and the new status in one transaction; False when somebody else has done so.

        A subscription whose conversation is gone goes too.
        """
        mine = subscriptions.c.id == subscription.id
        unchanged = and_(mine, subscriptions.c.status == subscription.status)
        with self._database.write() as connection:
            if not connection.execute(subscriptions.update().where(unchanged).values(status=status)).rowcount:
                return False
            if add_message(connection, subscription.conversation, Reply(NOTIFICATION, body), now) is None:
                connection.execute(subscriptions.delete().where(mine))
                return False
        return True

    def remind(self, reminder: Reminder) -> bool:
        """Keeps it, in the place of one for the same entry that was not sent; False when it was kept before."""
        row = {
            "event": reminder.event,
            "conversation_id": reminder.conversation,
            "register": reminder.register,
            "reference_hash": reminder.reference_hash,
            "body": json.dumps(reminder.body, ensure_ascii=False),
            "due_at": reminder.due_at,
            "until": reminder.until,
        }
        with self._database.write() as connection:
            if not insert_if_absent(connection, reminders, row):
                return False
            others = and_(_waiting(reminder.register, reminder.reference_hash), reminders.c.event != reminder.event)
            connection.execute(reminders.delete().where(others))
        return True

    def forget_reminders(self, register: str, reference_hash: str) -> int:
        with self._database.write() as connection:
            return int(connection.execute(reminders.delete().where(_waiting(register, reference_hash))).rowcount)

    def send_due(self, now: datetime, limit: int) -> Sequence[str]:
        """Writes the messages whose time has come, each once, and gives up those of no use; whom it wrote to."""
        with self._database.read() as connection:
            due = connection.execute(_due(now).limit(limit)).all()
        return [row.conversation_id for row in due if self._send(row, now)]

    def _send(self, row: Any, now: datetime) -> bool:
        unsent = and_(reminders.c.id == row.id, reminders.c.sent_at.is_(None))
        with self._database.write() as connection:
            if not connection.execute(reminders.update().where(unsent).values(sent_at=now, body="{}")).rowcount:
                return False
            if row.until <= now:
                return False
            reply = Reply(NOTIFICATION, json.loads(row.body))
            return add_message(connection, row.conversation_id, reply, now) is not None


def _due(now: datetime) -> Any:
    return (
        select(reminders)
        .where(reminders.c.sent_at.is_(None), reminders.c.due_at <= now)
        .order_by(reminders.c.due_at, reminders.c.id)
    )


def _of(conversation: str, register: str, reference_hash: str) -> Any:
    return and_(
        subscriptions.c.conversation_id == conversation,
        subscriptions.c.register == register,
        subscriptions.c.reference_hash == reference_hash,
    )


def _waiting(register: str, reference_hash: str) -> Any:
    return and_(
        reminders.c.register == register,
        reminders.c.reference_hash == reference_hash,
        reminders.c.sent_at.is_(None),
    )
