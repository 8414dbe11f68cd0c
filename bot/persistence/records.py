"""What the repositories of the gateway take and give: plain values, without SQLAlchemy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

RECEIVED, LEASED, DONE, DEAD = "received", "leased", "done", "dead"
ANSWER, NOTICE = "answer", "notice"
CONSENT = "consent"  # the one message that goes to who has opted out
NOTIFICATION = "notification"  # written on our own: a file has moved, an appointment is near
OWN = "own"  # the citizen's own message, in its place among the answers: clients show one conversation in common


READ_BY_CLIENT = frozenset({"web"})  # the channels whose messages are not sent: a client asks for them


class SendState(str, Enum):
    """How far a message has come. It never goes back: each state only follows those of ``follows``."""

    SENT = "sent"  # the provider has taken it
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"

    @property
    def follows(self) -> tuple[SendState, ...]:
        if self in (SendState.DELIVERED, SendState.FAILED):
            return (SendState.SENT,)
        return (SendState.SENT, SendState.DELIVERED) if self is SendState.READ else ()


@dataclass(frozen=True)
class MediaItem:
    """A photo, voice note or document as a provider announces it: what is needed to fetch it, not the thing itself."""

    key: str  # the provider's id of it, or its address there
    content_type: str = ""  # as announced: not to be trusted
    id: str = ""  # under which it is kept once it was fetched; "" before, or when it was refused
    problem: str = ""  # why it was refused


@dataclass(frozen=True)
class Conversation:
    """One citizen on one channel."""

    id: str
    channel: str
    token_hash: str | None
    locale_hint: str | None
    locale: str | None
    last_seen: datetime


@dataclass(frozen=True)
class InboundMessage:
    """One message of a citizen, as a channel hands it in."""

    conversation_id: str
    channel: str
    message_id: str
    text: str
    payload: str | None = None
    location: dict[str, float] | None = None
    media: tuple[MediaItem, ...] = ()
    unread: bool = False  # it was too long: its text is not kept

    @property
    def empty(self) -> bool:
        return not (self.text or self.payload or self.location or self.media or self.unread)


@dataclass(frozen=True)
class Receipt:
    """What became of a message that was handed in: ``new`` is false when it had been handed in before."""

    inbox_id: int
    state: str
    new: bool

    @property
    def finished(self) -> bool:
        return self.state in (DONE, DEAD)


@dataclass(frozen=True)
class LeasedMessage:
    """A message whose turn it is, for the one dispatcher that holds its lease."""

    inbox_id: int
    message: InboundMessage
    attempts: int  # this one included
    received_at: datetime
    owner: str
    locale: str | None
    locale_hint: str | None
    privacy_told: bool = True  # whether the citizen has been told what is kept of them


@dataclass(frozen=True)
class Reply:
    """One message to a citizen, before it has an id."""

    kind: str
    body: dict[str, Any]


@dataclass(frozen=True)
class OutboundMessage:
    """One message to a citizen, or, where ``kind`` is ``own``, one of theirs in its place."""

    id: int
    conversation_id: str
    kind: str
    body: dict[str, Any]
    reply_to: str | None  # the id of the message that it answers, or that it is
    created_at: datetime


@dataclass(frozen=True)
class Standing:
    """How a conversation stands for a client that listens to it."""

    waiting: tuple[str, ...]  # ids of the messages whose turn is not over, in order
    ended: str | None  # ``closed`` or ``erased``: no token opens it any more
