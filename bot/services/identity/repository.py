"""What the identity service needs of storage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Optional, Protocol

from bot.services.identity.model import Sending


@dataclass(frozen=True)
class Phone:
    """A number that a code goes to: as itself, and as the hashes that stand for it."""

    number: str  # E.164
    hash: str  # what codes are counted by
    conversation: str  # id of the conversation by SMS with it, if it has none yet
    channel: str


@dataclass(frozen=True)
class NewCode:
    """A code to be stored, and, when it is sent, the message that carries it."""

    event: str
    conversation: str  # that asked for it
    guard: str  # keyed hash of the conversation, under which its codes are counted one after the other
    subject: str
    phone: Phone
    hash: str
    body: Optional[Mapping[str, str]]  # None: it is shown, not sent
    expires_at: datetime


@dataclass(frozen=True)
class Limit:
    """At most so many codes in so long, to one number, and because of one conversation."""

    to_phone: int
    by_conversation: int
    within: timedelta


class CodeRepository(Protocol):
    """One-time codes."""

    def send(self, code: NewCode, limits: Sequence[Limit], now: datetime) -> tuple[Sending, Optional[datetime]]:
        """Stores a code and its message in one transaction, once per event; the conversation's earlier code for the
        subject ends. With ``TOO_MANY``: until when."""

    def sent_for(self, event: str) -> bool:
        """Whether a code was stored because of this message."""

    def alive(self, conversation: str, subject: str, now: datetime) -> Optional[str]:
        """The hash of the code that is valid for this conversation."""

    def use(self, conversation: str, subject: str, until: datetime, now: datetime) -> None:
        """Ends the code, and notes that the conversation is verified."""

    def verified(self, conversation: str, subject: str, now: datetime) -> bool:
        """Whether the conversation has shown that the subject is theirs, not too long ago."""

    def phone_of(self, conversation: str) -> Optional[str]:
        """The number that a provider has verified for this conversation; None where there is none."""


class AttemptRepository(Protocol):
    """Tries at what is secret."""

    def begin(self, guards: Mapping[str, int], event: str, now: datetime) -> Optional[datetime]:
        """Counts a try at every guard (with the most that it takes), all or none; until when one is locked, if any is."""

    def give_back(self, guards: Mapping[str, int], event: str) -> None:
        """The guess was right: it does not count."""

    def clear(self, guard: str) -> None:
        """Forgets all tries."""

    def locked(self, guard: str, now: datetime) -> Optional[datetime]:
        """Until when it is locked."""


class AuditLog(Protocol):
    """Who has read what."""

    def append(self, *, who: str, action: str, register: str, reference: str, purpose: str) -> None: ...
