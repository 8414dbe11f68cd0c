"""One-time codes and verified states. A code is stored as a keyed hash; the message that carries it is redacted soon."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Optional

from sqlalchemy import and_, bindparam, or_, select

from bot.persistence.attempts import hold
from bot.persistence.database import Database, insert_if_absent
from bot.persistence.outbox import DEAD, DISCARDED, HELD, QUEUED, SENT, add_message
from bot.persistence.records import NOTICE, Reply, SendState
from bot.persistence.tables import addresses, attempts, codes, conversations, opt_outs, outbox, sends, verifications
from bot.services.identity.guards import FORGIVEN
from bot.services.identity.model import Sending
from bot.services.identity.repository import Limit, NewCode, Phone

EXPIRED = "expired"
COUNTED = timedelta(days=2)  # longer than any limit looks back
_PHONE = "phone"  # the kind of an address
_OVER = [SendState.DELIVERED.value, SendState.READ.value]


class SqlCodeRepository:
    """Codes in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def send(self, code: NewCode, limits: Sequence[Limit], now: datetime) -> tuple[Sending, Optional[datetime]]:
        """Stores a code and its message in one transaction, once per event; the conversation's earlier code for the
        subject ends. A code that is shown replaces that of the same event. With ``TOO_MANY``: until when."""
        with self._database.write() as connection:
            for guard in sorted((code.phone.hash, code.guard)):
                hold(connection, guard, now)
            known = connection.execute(select(codes.c.id).where(codes.c.event == code.event)).scalar()
            if known is not None:
                if code.body is None:
                    connection.execute(codes.update().where(codes.c.id == known).values(code=code.hash))
                return Sending.SENT, None
            until = _too_many(connection, code, limits, now)
            if until is not None:
                return Sending.TOO_MANY, until
            outbox_id = None
            if code.body is not None:
                outbox_id = _write(connection, code, now)
                if outbox_id is None:
                    return Sending.OPTED_OUT, None
            connection.execute(
                codes.update().where(_alive(code.conversation, code.subject, now)).values(expires_at=now)
            )
            connection.execute(codes.insert().values(**_row(code, outbox_id, now)))
        return Sending.SENT, None

    def sent_for(self, event: str) -> bool:
        """Whether a code was stored because of this message."""
        with self._database.read() as connection:
            return connection.execute(select(codes.c.id).where(codes.c.event == event)).first() is not None

    def alive(self, conversation: str, subject: str, now: datetime) -> Optional[str]:
        """The hash of the code that is valid for this conversation."""
        query = select(codes.c.code).where(_alive(conversation, subject, now)).order_by(codes.c.id.desc()).limit(1)
        with self._database.read() as connection:
            found: Optional[str] = connection.execute(query).scalar()
        return found

    def use(self, conversation: str, subject: str, until: datetime, now: datetime) -> None:
        """Ends the code, and notes that the conversation is verified."""
        mine = and_(verifications.c.conversation_id == conversation, verifications.c.subject == subject)
        with self._database.write() as connection:
            connection.execute(codes.update().where(_alive(conversation, subject, now)).values(used_at=now))
            row = {"conversation_id": conversation, "subject": subject, "until": until}
            if not insert_if_absent(connection, verifications, row):
                connection.execute(verifications.update().where(mine).values(until=until))

    def verified(self, conversation: str, subject: str, now: datetime) -> bool:
        """Whether the conversation has shown that the subject is theirs, not too long ago."""
        query = select(verifications.c.until).where(
            verifications.c.conversation_id == conversation,
            verifications.c.subject == subject,
            verifications.c.until > now,
        )
        with self._database.read() as connection:
            return connection.execute(query).first() is not None

    def phone_of(self, conversation: str) -> Optional[str]:
        """The number that a provider has verified for this conversation; None where there is none, or several."""
        query = select(addresses.c.value).where(addresses.c.conversation_id == conversation, addresses.c.kind == _PHONE)
        with self._database.read() as connection:
            numbers = list(connection.execute(query).scalars())
        return str(numbers[0]) if len(numbers) == 1 else None

    def redact(self, now: datetime, limit: int = 200) -> int:
        """Takes codes out of the messages that carried them: delivered, used, or of no use any more. How many.

        What was not sent yet is discarded; what is just being sent is left alone, and comes up again.
        """
        with self._database.write() as connection:
            rows = connection.execute(_CARRIED.limit(limit), {"now": now}).all()
            for row in rows:
                unsent = row.state in (QUEUED, HELD)
                body = json.dumps({**json.loads(row.body), "text": ""}, ensure_ascii=False)
                values = {"state": DISCARDED, "error": EXPIRED} if unsent else {}
                connection.execute(outbox.update().where(outbox.c.id == row.outbox_id).values(body=body, **values))
                connection.execute(codes.update().where(codes.c.id == row.id).values(outbox_id=None))
        return len(rows)

    def forget(self, now: datetime) -> None:
        """Deletes what is of no use any more: codes that no limit counts, verified states that are over, old tries."""
        with self._database.write() as connection:
            connection.execute(codes.delete().where(codes.c.created_at < now - COUNTED, codes.c.outbox_id.is_(None)))
            connection.execute(verifications.delete().where(verifications.c.until <= now))
            connection.execute(attempts.delete().where(attempts.c.updated_at < now - FORGIVEN))


_delivered = select(sends.c.outbox_id).where(sends.c.outbox_id == codes.c.outbox_id, sends.c.state.in_(_OVER)).exists()
_CARRIED = (
    select(codes.c.id, codes.c.outbox_id, outbox.c.body, outbox.c.state)
    .join(outbox, outbox.c.id == codes.c.outbox_id)
    .where(
        outbox.c.state.in_([QUEUED, HELD, SENT, DEAD, DISCARDED]),
        or_(codes.c.expires_at <= bindparam("now"), codes.c.used_at.is_not(None), _delivered),
    )
    .order_by(codes.c.id)
)


def _alive(conversation: str, subject: str, now: datetime) -> Any:
    return and_(
        codes.c.conversation_id == conversation,
        codes.c.subject == subject,
        codes.c.expires_at > now,
        codes.c.used_at.is_(None),
    )


def _row(code: NewCode, outbox_id: Optional[int], now: datetime) -> dict[str, Any]:
    return {
        "event": code.event,
        "conversation_id": code.conversation,
        "subject": code.subject,
        "phone": code.phone.hash,
        "code": code.hash,
        "outbox_id": outbox_id,
        "created_at": now,
        "expires_at": code.expires_at,
    }


def _too_many(connection: Any, code: NewCode, limits: Sequence[Limit], now: datetime) -> Optional[datetime]:
    """Until when no code may be sent; None when one may."""
    found = []
    for limit in limits:
        for column, value, most in (
            (codes.c.phone, code.phone.hash, limit.to_phone),
            (codes.c.conversation_id, code.conversation, limit.by_conversation),
        ):
            query = select(codes.c.created_at).where(column == value, codes.c.created_at > now - limit.within)
            times = sorted(connection.execute(query).scalars())
            if len(times) >= most:
                found.append(times[-most] + limit.within)
    return max(found, default=None)


def _write(connection: Any, code: NewCode, now: datetime) -> Optional[int]:
    """The message that carries the code, in the conversation by SMS with the number; None when it wants none."""
    conversation = _conversation(connection, code.phone, now)
    if conversation is None:
        return None
    return add_message(connection, conversation, Reply(NOTICE, {**(code.body or {}), "kind": NOTICE}), now)


def _conversation(connection: Any, phone: Phone, now: datetime) -> Optional[str]:
    """The conversation that the number has on the channel, made when there is none; None when it has opted out."""
    refused = select(opt_outs.c.since).where(opt_outs.c.address_hash == phone.conversation)
    if connection.execute(refused).first() is not None:
        return None
    query = select(addresses.c.conversation_id).where(addresses.c.hash == phone.conversation)
    known = connection.execute(query).scalar()
    if known is not None:
        return str(known)
    row = {"id": phone.conversation, "channel": phone.channel, "created_at": now, "last_seen": now}
    insert_if_absent(connection, conversations, row)
    address = {"hash": phone.conversation, "conversation_id": phone.conversation, "kind": _PHONE, "value": phone.number}
    insert_if_absent(connection, addresses, address)
    return phone.conversation
