"""The inbox: every message of a citizen, once, in order, until its turn is done.

A row is ``received``, then ``leased`` by one dispatcher for a short time, then ``done`` or ``dead``; a failed turn
makes it ``received`` again, with a time before which it is not tried. Only the first open row of a conversation may
be leased, so a conversation has one turn at a time and keeps its order, whatever the number of dispatchers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, and_, bindparam, exists, func, literal_column, or_, select

from bot.errors import SettingsError
from bot.persistence.database import Database
from bot.persistence.media import attach
from bot.persistence.outbox import add_own, add_replies
from bot.persistence.records import (
    DEAD,
    DONE,
    LEASED,
    RECEIVED,
    InboundMessage,
    LeasedMessage,
    MediaItem,
    Receipt,
    Reply,
)
from bot.persistence.tables import conversations, inbox

# Written into the statements, not bound: SQLite uses the partial index only when it can see the values.
_OPEN = [literal_column(f"'{RECEIVED}'"), literal_column(f"'{LEASED}'")]
_FREE: dict[str, Any] = {"lease_owner": None, "lease_until": None}

# The statements that every message needs are built once: building one costs more than running it.
SEEN = conversations.update().where(conversations.c.id == bindparam("conversation")).values(last_seen=bindparam("now"))
_KNOWN = select(inbox.c.id, inbox.c.state).where(
    inbox.c.channel == bindparam("channel"),
    inbox.c.conversation_id == bindparam("conversation_id"),
    inbox.c.message_id == bindparam("message_id"),
)
_INSERT = inbox.insert()
_before = inbox.alias("before")  # an open message of the same conversation that came before
_READY = (
    select(inbox.c.id)
    .where(
        inbox.c.state.in_(_OPEN),
        or_(
            and_(inbox.c.state == RECEIVED, inbox.c.next_attempt_at <= bindparam("now")),
            and_(inbox.c.state == LEASED, inbox.c.lease_until < bindparam("now")),
        ),
        ~exists().where(
            _before.c.conversation_id == inbox.c.conversation_id,
            _before.c.id < inbox.c.id,
            _before.c.state.in_(_OPEN),
        ),
    )
    .order_by(inbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=inbox)  # SQLite ignores it: there a writer is alone
)
_TAKE = (
    inbox.update()
    .where(inbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=LEASED,
        lease_owner=bindparam("owner"),
        lease_until=bindparam("until"),
        attempts=inbox.c.attempts + 1,
    )
)
_LOAD = (
    select(inbox, conversations.c.locale, conversations.c.locale_hint, conversations.c.privacy_told_at)
    .join(conversations, conversations.c.id == inbox.c.conversation_id)
    .where(inbox.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(inbox.c.id)
)
_TOLD = (
    conversations.update()
    .where(conversations.c.id == bindparam("conversation"), conversations.c.privacy_told_at.is_(None))
    .values(privacy_told_at=bindparam("now"))
)
_OLDEST = select(func.min(inbox.c.received_at)).where(inbox.c.state.in_(_OPEN))
_SETTLED = (
    conversations.update()
    .where(conversations.c.id == bindparam("conversation"))
    .values(trouble_since=None, locale=func.coalesce(bindparam("new_locale", type_=String), conversations.c.locale))
)
# Only while the lease is still this one: ``attempts`` grows with every lease.
_HELD = and_(
    inbox.c.id == bindparam("inbox"),
    inbox.c.state == LEASED,
    inbox.c.lease_owner == bindparam("owner"),
    inbox.c.attempts == bindparam("attempt"),
)
_CLOSE = (
    inbox.update()
    .where(_HELD)
    .values(state=bindparam("new_state"), error=bindparam("why"), finished_at=bindparam("now"), **_FREE)
)


class SqlInboxRepository:
    """The inbox in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def receive(self, message: InboundMessage, now: datetime, replies: Sequence[Reply] = ()) -> Receipt:
        """Stores a message, unless it is there already.

        With ``replies`` it needs no turn: it is done, and they are its answer.
        """
        state = DONE if replies else RECEIVED
        with self._database.write() as connection:
            row = _row(message, state, now)
            connection.execute(SEEN, {"conversation": message.conversation_id, "now": now})
            known = connection.execute(_KNOWN, row).first()
            if known is not None:
                return Receipt(known.id, known.state, new=False)
            inbox_id = connection.execute(_INSERT, row).inserted_primary_key[0]
            attach(connection, message, inbox_id)
            add_own(connection, message, inbox_id, now)
            add_replies(connection, message.conversation_id, inbox_id, replies, now=now, channel=message.channel)
        return Receipt(inbox_id, state, new=True)

    def lease(self, limit: int, owner: str, now: datetime, until: datetime) -> list[LeasedMessage]:
        """Up to ``limit`` messages whose turn it is, now this owner's alone until ``until``."""
        with self._database.write() as connection:
            ids = list(connection.execute(_READY, {"now": now, "most": limit}).scalars())
            if not ids:
                return []
            connection.execute(_TAKE, {"ids": ids, "owner": owner, "until": until})
            return _load(connection, ids, now)

    def renew(self, leased: Iterable[LeasedMessage], until: datetime) -> None:
        """Keeps the leases of turns that are still running."""
        with self._database.write() as connection:
            for one in leased:
                connection.execute(inbox.update().where(_HELD).values(lease_until=until), _held(one))

    def finish(
        self,
        leased: LeasedMessage,
        replies: Sequence[Reply],
        locale: str | None,
        now: datetime,
        privacy: Reply | None = None,
    ) -> bool:
        """The turn is done: its answers go out, and after them what the citizen is told once, of what is kept.

        False when the lease was lost, and then nothing is written.
        """
        with self._database.write() as connection:
            conversation = leased.message.conversation_id
            connection.execute(_SETTLED, {"conversation": conversation, "new_locale": locale})
            if privacy and connection.execute(_TOLD, {"conversation": conversation, "now": now}).rowcount:
                replies = [*replies, privacy]
            return _close(connection, leased, DONE, error=None, replies=replies, now=now)

    def bury(self, leased: LeasedMessage, error: str, replies: Sequence[Reply], now: datetime) -> bool:
        """The message will never be answered: it is dead, and the citizen is told so."""
        with self._database.write() as connection:
            _lock_conversation(connection, leased.message.conversation_id)
            return _close(connection, leased, DEAD, error=error, replies=replies, now=now)

    def postpone(
        self, leased: LeasedMessage, error: str, next_attempt_at: datetime, now: datetime, notice: Reply | None
    ) -> bool:
        """The turn failed and will be tried again.

        ``notice`` goes out unless this outage has had one. True when it did.
        """
        conversation_id = leased.message.conversation_id
        with self._database.write() as connection:
            _lock_conversation(connection, conversation_id)
            kept = {"state": RECEIVED, "error": error, "next_attempt_at": next_attempt_at, **_FREE}
            if not connection.execute(inbox.update().where(_HELD).values(**kept), _held(leased)).rowcount:
                return False
            if notice is None or not _begin_trouble(connection, conversation_id, now):
                return False
            add_replies(connection, conversation_id, leased.inbox_id, [notice], now=now, channel=leased.message.channel)
            return True

    def release(self, leased: Iterable[LeasedMessage], now: datetime) -> None:
        """Gives turns back that were not run, as if they had never been taken."""
        with self._database.write() as connection:
            for one in leased:
                values = {"state": RECEIVED, "next_attempt_at": now, "attempts": inbox.c.attempts - 1, **_FREE}
                connection.execute(inbox.update().where(_HELD).values(**values), _held(one))

    def drop_waiting(self, conversation_id: str) -> None:
        """Forgets the messages of a conversation whose turn has not begun: it is being erased."""
        mine = and_(inbox.c.conversation_id == conversation_id, inbox.c.state == RECEIVED)
        with self._database.write() as connection:
            connection.execute(inbox.delete().where(mine))

    def reclaim(self, now: datetime) -> None:
        """Ends all leases, whoever holds them: for a gateway that starts and knows that it is alone on its database."""
        with self._database.write() as connection:
            values = {"state": RECEIVED, "next_attempt_at": now, **_FREE}
            connection.execute(inbox.update().where(inbox.c.state == LEASED).values(**values))

    def hasten(self, now: datetime) -> int:
        """Makes every postponed message ready at once: what they waited for is back. Returns their number."""
        waiting = and_(inbox.c.state == RECEIVED, inbox.c.next_attempt_at > now)
        with self._database.write() as connection:
            return int(connection.execute(inbox.update().where(waiting).values(next_attempt_at=now)).rowcount)

    def oldest(self) -> datetime | None:
        """When the message that has waited longest for the end of its turn was received; None when none waits."""
        with self._database.read() as connection:
            return connection.execute(_OLDEST).scalar()

    def state(self, inbox_id: int) -> str:
        with self._database.read() as connection:
            return str(connection.execute(select(inbox.c.state).where(inbox.c.id == inbox_id)).scalar_one())

    def counts(self) -> dict[str, int]:
        """The number of messages in each state but ``done``."""
        states = [RECEIVED, LEASED, DEAD]
        query = select(inbox.c.state, func.count()).where(inbox.c.state.in_(states)).group_by(inbox.c.state)
        with self._database.read() as connection:
            return dict.fromkeys(states, 0) | dict(connection.execute(query).all())


def inbox_row(message: InboundMessage, now: datetime) -> dict[str, Any]:
    """A row of the inbox, but for its state."""
    return {
        "conversation_id": message.conversation_id,
        "channel": message.channel,
        "message_id": message.message_id,
        "text": message.text,
        "payload": message.payload,
        "location": None if message.location is None else json.dumps(message.location),
        "media": media_json(message.media),
        "next_attempt_at": now,
        "received_at": now,
    }


def media_json(items: Sequence[MediaItem]) -> str | None:
    return json.dumps([vars(item) for item in items]) if items else None


def _row(message: InboundMessage, state: str, now: datetime) -> dict[str, Any]:
    return inbox_row(message, now) | {"state": state, "finished_at": now if state == DONE else None}


def _lock_conversation(connection: Any, conversation_id: str) -> None:
    """Holds the conversation until the end of the transaction: ids within it are given in the order of commits."""
    unchanged = {"channel": conversations.c.channel}
    connection.execute(conversations.update().where(conversations.c.id == conversation_id).values(**unchanged))


def _load(connection: Any, ids: Sequence[int], now: datetime) -> list[LeasedMessage]:
    try:
        return _leased(connection, ids)
    except SettingsError:
        return [leased for one in ids for leased in _load_or_bury(connection, one, now)]


def _load_or_bury(connection: Any, inbox_id: int, now: datetime) -> list[LeasedMessage]:
    """One message that cannot be decrypted must not keep all others from their turn."""
    try:
        return _leased(connection, [inbox_id])
    except SettingsError:
        values = {"state": DEAD, "error": "unreadable", "finished_at": now, **_FREE}
        connection.execute(inbox.update().where(inbox.c.id == inbox_id).values(**values))
        return []


def _leased(connection: Any, ids: Sequence[int]) -> list[LeasedMessage]:
    return [_leased_message(row) for row in connection.execute(_LOAD, {"ids": ids})]


def _leased_message(row: Any) -> LeasedMessage:
    location = None if row.location is None else json.loads(row.location)
    media = tuple(MediaItem(**item) for item in json.loads(row.media or "[]"))
    message = InboundMessage(row.conversation_id, row.channel, row.message_id, row.text, row.payload, location, media)
    return LeasedMessage(
        row.id,
        message,
        row.attempts,
        row.received_at,
        row.lease_owner,
        row.locale,
        row.locale_hint,
        privacy_told=row.privacy_told_at is not None,
    )


def _held(leased: LeasedMessage) -> dict[str, Any]:
    """What ``_HELD`` asks for."""
    return {"inbox": leased.inbox_id, "owner": leased.owner, "attempt": leased.attempts}


def _close(
    connection: Any, leased: LeasedMessage, state: str, *, error: str | None, replies: Sequence[Reply], now: datetime
) -> bool:
    if not connection.execute(_CLOSE, {"new_state": state, "why": error, "now": now, **_held(leased)}).rowcount:
        connection.get_transaction().rollback()
        return False
    message = leased.message
    add_replies(connection, message.conversation_id, leased.inbox_id, replies, now=now, channel=message.channel)
    return True


def _begin_trouble(connection: Any, conversation_id: str, now: datetime) -> bool:
    """Marks that the citizen is told about this outage; false when they had been told already."""
    untold = and_(conversations.c.id == conversation_id, conversations.c.trouble_since.is_(None))
    return bool(connection.execute(conversations.update().where(untold).values(trouble_since=now)).rowcount)
