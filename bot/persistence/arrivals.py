"""Messages that providers hand in: many in one transaction, each once, with the conversation that its address belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Optional

from sqlalchemy import bindparam, case, or_, select

from bot.persistence.database import Database, insert_if_absent
from bot.persistence.inbox import SEEN, inbox_row
from bot.persistence.outbox import HELD, QUEUED, add_replies
from bot.persistence.records import DONE, RECEIVED, InboundMessage, MediaItem, Receipt, Reply
from bot.persistence.tables import addresses, conversations, inbox, opt_outs, outbox

SAME_CONTENT = timedelta(seconds=4)  # as courier: within it, the same words without an id of their own are a repetition
OPTED_OUT = "opted_out"
_CONTENT = "content:"  # begins the ids that we make from contents

# The sentence for a citizen, given the locale that the conversation is known to have.
Wording = Callable[[Optional[str]], Reply]


@dataclass(frozen=True)
class HashedAddress:
    """An address of a citizen: ``hash`` stands for it, ``value`` is stored encrypted."""

    hash: str
    kind: str
    value: str


@dataclass(frozen=True)
class NewMessage:
    """One message to be stored, with all that is decided before the database is asked."""

    channel: str
    message_id: str | None
    fingerprint: str  # keyed hash of its content: finds repetitions where there is no id
    addresses: tuple[HashedAddress, ...]  # the first is the one to answer to
    conversation_id: str  # if none of the addresses has one yet
    text: str
    payload: str | None
    location: dict[str, float] | None
    media: tuple[MediaItem, ...]
    window_until: datetime | None  # until when we may write freely because of this message
    not_before: datetime  # when its turn may begin
    stop: Wording | None = None  # the citizen wants no more messages: how that is confirmed
    start: Wording | None = None  # the citizen wants messages again: likewise
    announced: bool = False  # the provider has confirmed that already
    refusal: Wording | None = None  # it needs no turn: this is the answer
    notice: Wording | None = None  # to be said besides


@dataclass(frozen=True)
class _Known:
    conversation_id: str
    locale: str | None
    opted_out: bool


@dataclass(frozen=True)
class _Settled:
    replies: list[Reply]
    why: str | None = None  # there is no answer


# Statements are built once: building one costs more than running it.
# Held from here to the end of the transaction, so that nobody else stores the same messages meanwhile; in one order
# everywhere, so that two transactions never wait for each other.
_HOLD = (
    select(conversations.c.id)
    .where(
        conversations.c.id.in_(
            select(addresses.c.conversation_id).where(addresses.c.hash.in_(bindparam("hashes", expanding=True)))
        )
    )
    .order_by(conversations.c.id)
    .with_for_update()
)
_FIND = (
    select(addresses.c.hash, addresses.c.conversation_id, conversations.c.locale, opt_outs.c.address_hash)
    .select_from(
        addresses.join(conversations, conversations.c.id == addresses.c.conversation_id).outerjoin(
            opt_outs, opt_outs.c.address_hash == addresses.c.hash
        )
    )
    .where(addresses.c.hash.in_(bindparam("hashes", expanding=True)))
)
_SAME_ID = select(inbox.c.id, inbox.c.state).where(
    inbox.c.channel == bindparam("channel"),
    inbox.c.conversation_id == bindparam("conversation"),
    inbox.c.message_id == bindparam("message"),
)
_SAME_CONTENT = select(inbox.c.id, inbox.c.state).where(
    inbox.c.channel == bindparam("channel"),
    inbox.c.conversation_id == bindparam("conversation"),
    inbox.c.message_id.like(bindparam("message")),
    inbox.c.received_at > bindparam("since"),
)
_later = or_(conversations.c.window_until.is_(None), conversations.c.window_until < bindparam("until"))
_OPEN_WINDOW = SEEN.values(
    window_until=case((_later, bindparam("until")), else_=conversations.c.window_until), reminded_at=None
)
_RELEASE = (  # as if it had just been written: what was held for days is not given up at the first failure
    outbox.update()
    .where(outbox.c.state == HELD, outbox.c.conversation_id == bindparam("conversation"))
    .values(state=QUEUED, next_attempt_at=bindparam("now"), created_at=bindparam("now"))
)


class SqlArrivalRepository:
    """The way in for channels that send."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, messages: Sequence[NewMessage], now: datetime) -> list[Receipt]:
        """Stores messages in their order, all or none; one that is there already changes nothing."""
        with self._database.write() as connection:
            if not self._database.is_sqlite:  # there a writer is alone
                hashes = [address.hash for message in messages for address in message.addresses]
                connection.execute(_HOLD, {"hashes": hashes})
            return [_take(connection, message, now) for message in messages]


def opt_out(connection: Any, hashes: Sequence[str], now: datetime) -> int:
    """Marks addresses as not to be written to; the number that were not marked before."""
    return sum(
        insert_if_absent(connection, opt_outs, {"address_hash": address_hash, "since": now}) for address_hash in hashes
    )


def _take(connection: Any, message: NewMessage, now: datetime) -> Receipt:
    known = _conversation(connection, message, now)
    duplicate = _duplicate(connection, message, known.conversation_id, now)
    if duplicate is not None:
        return Receipt(duplicate.id, duplicate.state, new=False)
    _touch(connection, message, known.conversation_id, now)
    settled = _settled_at_once(connection, message, known, now)
    row = _row(message, known.conversation_id, now) | {
        "state": DONE if settled else RECEIVED,
        "error": settled.why if settled else None,
        "finished_at": now if settled else None,
    }
    inbox_id = connection.execute(inbox.insert(), row).inserted_primary_key[0]
    replies = settled.replies if settled else [message.notice(known.locale)] if message.notice else []
    add_replies(connection, known.conversation_id, inbox_id, replies, now=now, channel=message.channel)
    return Receipt(inbox_id, row["state"], new=True)


def _conversation(connection: Any, message: NewMessage, now: datetime) -> _Known:
    """The conversation of these addresses, made when there is none; addresses that are new to it are added."""
    hashes = [address.hash for address in message.addresses]
    rows = _found(connection, hashes)
    if len(rows) == len(hashes):
        return _known(rows)
    row = {
        "id": rows[0].conversation_id if rows else message.conversation_id,
        "channel": message.channel,
        "created_at": now,
        "last_seen": now,
    }
    insert_if_absent(connection, conversations, row)
    for address in message.addresses:
        stored = {"hash": address.hash, "conversation_id": row["id"], "kind": address.kind, "value": address.value}
        insert_if_absent(connection, addresses, stored)
    return _known(_found(connection, hashes))


def _found(connection: Any, hashes: Sequence[str]) -> list[Any]:
    """The addresses that we know, in the order given: where two belong to two conversations, the first one counts."""
    return sorted(connection.execute(_FIND, {"hashes": hashes}), key=lambda row: hashes.index(row.hash))


def _known(rows: Sequence[Any]) -> _Known:
    return _Known(rows[0].conversation_id, rows[0].locale, any(row.address_hash for row in rows))


def _duplicate(connection: Any, message: NewMessage, conversation_id: str, now: datetime) -> Any:
    where = {"channel": message.channel, "conversation": conversation_id}
    if message.message_id is not None:
        return connection.execute(_SAME_ID, {**where, "message": message.message_id}).first()
    like = f"{_CONTENT}{message.fingerprint}:%"
    return connection.execute(_SAME_CONTENT, {**where, "message": like, "since": now - SAME_CONTENT}).first()


def _touch(connection: Any, message: NewMessage, conversation_id: str, now: datetime) -> None:
    """Holds the conversation until the end of the transaction, and opens its window."""
    values = {"conversation": conversation_id, "now": now}
    if message.window_until is None:
        connection.execute(SEEN, values)
    else:
        connection.execute(_OPEN_WINDOW, {**values, "until": message.window_until})
        connection.execute(_RELEASE, values)


def _settled_at_once(connection: Any, message: NewMessage, known: _Known, now: datetime) -> _Settled | None:
    """What becomes of a message that needs no turn; None when it needs one."""
    hashes = [address.hash for address in message.addresses]
    if message.stop:
        first = opt_out(connection, hashes, now) > 0
        return _Settled([message.stop(known.locale)] if first and not message.announced else [], OPTED_OUT)
    if message.start and (known.opted_out or message.announced):
        connection.execute(opt_outs.delete().where(opt_outs.c.address_hash.in_(hashes)))
        return _Settled([] if message.announced else [message.start(known.locale)])
    if known.opted_out:
        return _Settled([], OPTED_OUT)
    return _Settled([message.refusal(known.locale)]) if message.refusal else None


def _row(message: NewMessage, conversation_id: str, now: datetime) -> dict[str, Any]:
    message_id = message.message_id
    if message_id is None:
        message_id = f"{_CONTENT}{message.fingerprint}:{int(now.timestamp() * 1000)}"
    inbound = InboundMessage(
        conversation_id, message.channel, message_id, message.text, message.payload, message.location, message.media
    )
    return inbox_row(inbound, now) | {"next_attempt_at": message.not_before}
