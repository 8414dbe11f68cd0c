"""Sending the outbox: leases, what the provider took, what became of it, and what an operator may do.

Only the first open row of a conversation on its channel may be leased, so a recipient gets messages in order, across
retries and whatever the number of senders. Attempts are counted with the lease: a sender that dies in the middle of a
send leaves a row that is ``sending`` with a lease that has run out, and whoever takes it up knows that its outcome was
never told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, literal_column, or_, select

from bot.persistence.arrivals import opt_out
from bot.persistence.database import Database, insert_if_absent
from bot.persistence.outbox import DEAD, HELD, QUEUED, SENDING, SENT
from bot.persistence.records import ANSWER, SendState
from bot.persistence.tables import addresses, conversations, opt_outs, outbox, sends

# Written into the statements, not bound: SQLite uses the partial index only when it can see the values.
_OPEN = [literal_column(f"'{QUEUED}'"), literal_column(f"'{SENDING}'")]
_FREE: dict[str, Any] = {"lease_owner": None, "lease_until": None}


@dataclass(frozen=True)
class LeasedDelivery:
    """A message to a citizen, for the one sender that holds its lease."""

    id: int
    conversation_id: str
    channel: str
    kind: str
    body: dict[str, Any]
    attempts: int  # this one included
    repeats: int
    created_at: datetime
    owner: str
    locale: str | None
    window_until: datetime | None
    reminded_at: datetime | None
    interrupted: bool  # the sender before us ended in the middle
    addresses: tuple[tuple[str, str], ...]  # kind and value: phone first
    opted_out: bool
    taken: frozenset[int]  # the parts that the provider has

    def reference(self, part: int) -> str:
        """What is sent along with a part, so that a status can name it even when its id was never told."""
        return f"{self.id}.{part}"


@dataclass(frozen=True)
class TakenPart:
    """A part of a message that a provider has taken."""

    part: int
    provider_id: str  # the provider's own id
    channel: str  # that it went by: the fallback's, where the window was closed
    last: bool


@dataclass(frozen=True)
class SentMessage:
    """A message that a status is about: what is needed to decide what to do when it failed."""

    outbox_id: int
    part: int
    conversation_id: str
    channel: str  # of the message; it may have gone by the fallback
    created_at: datetime
    attempts: int
    repeats: int
    changed: bool  # False when the status told nothing that we did not know


@dataclass(frozen=True)
class Settlement:
    """What becomes of a row that was not sent: its state and why, and when it is tried again."""

    state: str
    error: str
    detail: str = ""
    next_attempt_at: datetime | None = None
    repeat: bool = False  # its outcome was not told, and it is sent once more
    opt_out: bool = False  # the address is not to be written to again


_before = outbox.alias("before")  # an open message to the same recipient that was written before
_READY = (
    select(outbox.c.id, outbox.c.state)
    .where(
        outbox.c.state.in_(_OPEN),
        outbox.c.channel == bindparam("channel"),
        or_(
            and_(outbox.c.state == QUEUED, outbox.c.next_attempt_at <= bindparam("now")),
            and_(outbox.c.state == SENDING, outbox.c.lease_until < bindparam("now")),
        ),
        ~exists().where(
            _before.c.channel == outbox.c.channel,
            _before.c.conversation_id == outbox.c.conversation_id,
            _before.c.id < outbox.c.id,
            _before.c.state.in_(_OPEN),
        ),
    )
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=outbox)  # SQLite ignores it: there a writer is alone
)
_TAKE = (
    outbox.update()
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=SENDING,
        lease_owner=bindparam("owner"),
        lease_until=bindparam("until"),
        attempts=outbox.c.attempts + 1,
    )
)
_LOAD = (
    select(outbox, conversations.c.locale, conversations.c.window_until, conversations.c.reminded_at)
    .join(conversations, conversations.c.id == outbox.c.conversation_id)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(outbox.c.id)
)
_ADDRESSES = (
    select(addresses.c.conversation_id, addresses.c.kind, addresses.c.value, opt_outs.c.address_hash)
    .outerjoin(opt_outs, opt_outs.c.address_hash == addresses.c.hash)
    .where(addresses.c.conversation_id.in_(bindparam("conversations", expanding=True)))
    .order_by(addresses.c.kind)
)
_TAKEN = select(sends.c.outbox_id, sends.c.part).where(
    sends.c.outbox_id.in_(bindparam("ids", expanding=True)), sends.c.state != SendState.FAILED.value
)
_HELD_LEASE = and_(
    outbox.c.id == bindparam("row"),
    outbox.c.state == SENDING,
    outbox.c.lease_owner == bindparam("owner"),
    outbox.c.attempts == bindparam("attempt"),
)
_DONE = outbox.update().where(_HELD_LEASE).values(state=SENT, error=None, error_detail=None, **_FREE)
_ABOUT = (
    outbox.c.conversation_id,
    outbox.c.channel.label("outbox_channel"),
    outbox.c.state.label("outbox_state"),
    outbox.c.created_at,
    outbox.c.attempts,
    outbox.c.repeats,
)
_PART = select(sends, *_ABOUT).join(outbox, outbox.c.id == sends.c.outbox_id)
_BY_ID = _PART.where(sends.c.channel == bindparam("channel"), sends.c.provider_id == bindparam("provider_id"))
_BY_PART = _PART.where(sends.c.outbox_id == bindparam("row"), sends.c.part == bindparam("part"))
_LAST_ANSWER = (
    select(outbox.c.body)
    .where(
        outbox.c.conversation_id == bindparam("conversation"),
        outbox.c.inbox_id < bindparam("before"),
        outbox.c.kind == ANSWER,  # a notice offers no choices, and comes after them
    )
    .order_by(outbox.c.id.desc())
    .limit(1)
)


class SqlDeliveryRepository:
    """The outbox of channels that send, in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lease(self, channel: str, limit: int, owner: str, now: datetime, until: datetime) -> list[LeasedDelivery]:
        """Up to ``limit`` messages of a channel whose turn it is, now this owner's alone until ``until``."""
        with self._database.write() as connection:
            ready = connection.execute(_READY, {"channel": channel, "now": now, "most": limit}).all()
            if not ready:
                return []
            ids = [row.id for row in ready]
            connection.execute(_TAKE, {"ids": ids, "owner": owner, "until": until})
            return _load(connection, ids, {row.id for row in ready if row.state == SENDING})

    def renew(self, leased: Iterable[LeasedDelivery], until: datetime) -> None:
        """Keeps the leases of messages that are still being sent."""
        with self._database.write() as connection:
            for one in leased:
                connection.execute(outbox.update().where(_HELD_LEASE).values(lease_until=until), _held(one))

    def reclaim(self, now: datetime) -> None:
        """Ends all leases at once: for a gateway that starts and knows that it is alone. The rows stay ``sending``."""
        with self._database.write() as connection:
            connection.execute(outbox.update().where(outbox.c.state == SENDING).values(lease_until=now))

    def sent(self, leased: LeasedDelivery, taken: TakenPart, now: datetime) -> None:
        """The provider has taken a part; with the last one the message is sent. A status may have come before us."""
        with self._database.write() as connection:
            _note(connection, (leased.id, taken.part), taken.channel, taken.provider_id, now)
            if taken.last:
                connection.execute(_DONE, _held(leased))

    def finish(self, leased: LeasedDelivery) -> None:
        """The provider has all parts."""
        with self._database.write() as connection:
            connection.execute(_DONE, _held(leased))

    def settle(self, leased: LeasedDelivery, settlement: Settlement, now: datetime) -> None:
        """Not sent: what becomes of it. Nothing when the lease was lost."""
        with self._database.write() as connection:
            values = _settled(settlement)
            if connection.execute(outbox.update().where(_HELD_LEASE).values(**values), _held(leased)).rowcount:
                _opt_out(connection, settlement, leased.conversation_id, now)

    def reminded(self, conversation_id: str, now: datetime) -> None:
        """A template has asked the citizen to write."""
        values = {"reminded_at": now}
        with self._database.write() as connection:
            connection.execute(conversations.update().where(conversations.c.id == conversation_id).values(**values))

    def opted_out(self, address_hashes: Sequence[str]) -> bool:
        """Whether any of these addresses is not to be written to."""
        query = select(func.count()).where(opt_outs.c.address_hash.in_(address_hashes))
        with self._database.read() as connection:
            return bool(connection.execute(query).scalar())

    def record_status(
        self, channel: str, provider_id: str, reference: tuple[int, int] | None, state: SendState, now: datetime
    ) -> SentMessage | None:
        """Notes how far a message has come; None when it is none of ours.

        An older status than the known changes nothing, nor does one about an earlier send of what was sent once more.

        ``reference`` is the outbox id and part, where the provider gives back what was sent along: it finds the message
        even when its id was never told to us.
        """
        with self._database.write() as connection:
            found = _find_part(connection, channel, provider_id, reference, now)
            if found is None:
                return None
            before = [earlier.value for earlier in state.follows]
            newer = and_(
                sends.c.outbox_id == found.outbox_id,
                sends.c.part == found.part,
                sends.c.channel == channel,
                sends.c.provider_id == provider_id,
                sends.c.state.in_(before),
            )
            values = {"state": state.value, "updated_at": now}
            changed = connection.execute(sends.update().where(newer).values(**values)).rowcount
            return replace(found, changed=found.changed or bool(changed))

    def failed_later(self, message: SentMessage, settlement: Settlement, now: datetime) -> None:
        """A message that the provider had taken has failed after all."""
        failed = {"error": settlement.error, "error_detail": settlement.detail}
        with self._database.write() as connection:
            part = and_(sends.c.outbox_id == message.outbox_id, sends.c.part == message.part)
            connection.execute(sends.update().where(part).values(**failed))
            mine = and_(outbox.c.id == message.outbox_id, outbox.c.state.in_([SENT, SENDING]))
            connection.execute(outbox.update().where(mine).values(**_settled(settlement)))
            _opt_out(connection, settlement, message.conversation_id, now)

    def last_answer(self, conversation_id: str, before: int) -> dict[str, Any] | None:
        """What was last said in a conversation in answer to messages before the one with inbox id ``before``."""
        with self._database.read() as connection:
            body = connection.execute(_LAST_ANSWER, {"conversation": conversation_id, "before": before}).scalar()
            return None if body is None else json.loads(body)

    def counts(self) -> list[tuple[str, str, int, datetime]]:
        """Channel, state, number and oldest of the messages that are not sent."""
        states = [QUEUED, SENDING, HELD, DEAD]
        query = (
            select(outbox.c.channel, outbox.c.state, func.count(), func.min(outbox.c.created_at))
            .where(outbox.c.state.in_(states))
            .group_by(outbox.c.channel, outbox.c.state)
        )
        with self._database.read() as connection:
            return [tuple(row) for row in connection.execute(query)]


def _load(connection: Any, ids: Sequence[int], interrupted: set[int]) -> list[LeasedDelivery]:
    rows = connection.execute(_LOAD, {"ids": ids}).all()
    people: dict[str, list[Any]] = {}
    for address in connection.execute(_ADDRESSES, {"conversations": [row.conversation_id for row in rows]}):
        people.setdefault(address.conversation_id, []).append(address)
    taken: dict[int, set[int]] = {}
    for part in connection.execute(_TAKEN, {"ids": ids}):
        taken.setdefault(part.outbox_id, set()).add(part.part)
    return [
        _leased(row, people.get(row.conversation_id, []), taken.get(row.id, set()), row.id in interrupted)
        for row in rows
    ]


def _leased(row: Any, people: Sequence[Any], taken: Iterable[int], interrupted: bool) -> LeasedDelivery:
    return LeasedDelivery(
        id=row.id,
        conversation_id=row.conversation_id,
        channel=row.channel,
        kind=row.kind,
        body=json.loads(row.body),
        attempts=row.attempts,
        repeats=row.repeats,
        created_at=row.created_at,
        owner=row.lease_owner,
        locale=row.locale,
        window_until=row.window_until,
        reminded_at=row.reminded_at,
        interrupted=interrupted,
        addresses=tuple((address.kind, address.value) for address in people),
        opted_out=any(address.address_hash for address in people),
        taken=frozenset(taken),
    )


def _held(leased: LeasedDelivery) -> dict[str, Any]:
    """What ``_HELD_LEASE`` asks for."""
    return {"row": leased.id, "owner": leased.owner, "attempt": leased.attempts}


def _settled(settlement: Settlement) -> dict[str, Any]:
    return {
        "state": settlement.state,
        "error": settlement.error,
        "error_detail": settlement.detail or None,
        "next_attempt_at": settlement.next_attempt_at,
        "repeats": outbox.c.repeats + (1 if settlement.repeat else 0),
        **_FREE,
    }


def _opt_out(connection: Any, settlement: Settlement, conversation_id: str, now: datetime) -> None:
    if settlement.opt_out:
        mine = addresses.c.conversation_id == conversation_id
        opt_out(connection, list(connection.execute(select(addresses.c.hash).where(mine)).scalars()), now)


def _note(connection: Any, part: tuple[int, int], channel: str, provider_id: str, now: datetime) -> None:
    """Writes down that the provider has a part (outbox id and number), in the place of an earlier send of it."""
    key = {"outbox_id": part[0], "part": part[1]}
    values = {"channel": channel, "provider_id": provider_id, "state": SendState.SENT.value, "updated_at": now}
    if not insert_if_absent(connection, sends, {**key, **values}):
        again = and_(sends.c.outbox_id == part[0], sends.c.part == part[1], sends.c.provider_id != provider_id)
        connection.execute(sends.update().where(again).values(error=None, error_detail=None, **values))


def _find_part(
    connection: Any, channel: str, provider_id: str, reference: tuple[int, int] | None, now: datetime
) -> SentMessage | None:
    row = connection.execute(_BY_ID, {"channel": channel, "provider_id": provider_id}).first()
    if row is None and reference is not None:
        row = connection.execute(_BY_PART, {"row": reference[0], "part": reference[1]}).first()
        if row is None or (row.state == SendState.FAILED.value and row.outbox_state == SENDING):
            return _unrecorded(connection, channel, provider_id, reference, now)
    if row is None:
        return None
    return _sent_message(row, (row.outbox_id, row.part), changed=False)


def _unrecorded(
    connection: Any, channel: str, provider_id: str, reference: tuple[int, int], now: datetime
) -> SentMessage | None:
    """The provider has a part that we do not know to be sent, or to be sent once more: the sender died, or has not
    written it down yet."""
    row = connection.execute(select(*_ABOUT).where(outbox.c.id == reference[0], outbox.c.state.is_not(None))).first()
    if row is None:
        return None
    _note(connection, reference, channel, provider_id, now)
    return _sent_message(row, reference, changed=True)


def _sent_message(row: Any, part: tuple[int, int], changed: bool) -> SentMessage:
    """From the columns of ``_ABOUT``."""
    return SentMessage(
        *part, row.conversation_id, row.outbox_channel, row.created_at, row.attempts, row.repeats, changed
    )
