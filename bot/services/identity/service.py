"""Step-up: what is shown of a register only to whom it belongs.

A proof (something on file besides the reference), then a one-time code to the telephone on file. An unknown reference and
a wrong proof are answered alike, with the same work done. Guesses are counted by subject, from however many conversations
they come, and by conversation, at however many subjects they are.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Optional

from bot.entities.phones import phones
from bot.identity.pseudonyms import Pseudonyms
from bot.services.identity.model import (
    CODE_DIGITS,
    CODE_MINUTES,
    VERIFIED_MINUTES,
    Answer,
    Checked,
    OnFile,
    Proof,
    Sending,
    Sent,
    Subject,
)
from bot.services.identity.repository import AttemptRepository, AuditLog, CodeRepository, Limit, NewCode, Phone

TRIES = 5  # at one subject
TRIES_OF_A_CONVERSATION = 10  # at all subjects together
LIMITS = (
    Limit(to_phone=3, by_conversation=5, within=timedelta(minutes=15)),
    Limit(to_phone=8, by_conversation=15, within=timedelta(hours=24)),
)
CODE = timedelta(minutes=CODE_MINUTES)
VERIFIED = timedelta(minutes=VERIFIED_MINUTES)

HolderOf = Callable[[Subject], Optional[OnFile]]
Body = Callable[[str], Mapping[str, str]]


def new_code() -> str:
    """Six digits that nobody can foresee."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


class IdentityService:
    """Whether a conversation may see a subject."""

    def __init__(
        self,
        codes: CodeRepository,
        attempts: AttemptRepository,
        audit: AuditLog,
        pseudonyms: Pseudonyms,
        *,
        channel: Optional[str],
        on_screen: bool = False,
        trust_channel_number: bool = False,
        make_code: Callable[[], str] = new_code,
    ) -> None:
        """``channel`` sends codes; None: there is none, and then ``on_screen`` shows them to whoever asks."""
        self._codes = codes
        self._attempts = attempts
        self._audit = audit
        self._pseudonyms = pseudonyms
        self._channel = channel
        self._on_screen = on_screen and channel is None
        self._trusts = trust_channel_number
        self._make_code = make_code

    def tag(self, subject: Subject) -> str:
        """What stands for a subject where a proof of it is noted."""
        return self._subject(subject)[:16]

    # ---- the proof

    def check_proof(
        self, conversation: str, subject: Subject, holder_of: HolderOf, proof: Proof, event: str, now: datetime
    ) -> Checked:
        """Compares a proof with what is on file.

        Raises:
            Unavailable: the register or our own database is down.
        """
        guards, key = self._guards("proof", conversation, subject), self._event(event)
        locked = self._attempts.begin(guards, key, now)
        if locked is not None:
            return Checked(Answer.LOCKED, locked)
        self._note("identify", conversation, subject)
        if not proof.fits(holder_of(subject), subject.by_phone):
            return Checked(Answer.WRONG)
        self._attempts.give_back(guards, key)
        return Checked(Answer.RIGHT)

    # ---- the code

    def send_code(
        self, conversation: str, subject: Subject, holder_of: HolderOf, body: Body, event: str, now: datetime, *, anew: bool
    ) -> Sent:
        """Has a code sent to the telephone on file, once per ``event``; only after a right proof.

        ``body`` makes the message of a code. Without ``anew`` a code that is still valid is not sent again.

        Raises:
            Unavailable: the register or our own database is down.
        """
        locked = self._attempts.locked(self._guard("code", "subject", self._subject(subject)), now)
        if locked is not None:
            return Sent(Sending.LOCKED, until=locked)
        number = self._number(holder_of(subject))
        if number is None:
            return Sent(Sending.NO_PHONE)
        tail = number[-2:]
        if self._channel is None and not self._on_screen:
            return Sent(Sending.NO_CHANNEL, tail)
        key, hashed = self._event(event), self._subject(subject)
        repeated = self._codes.sent_for(key)
        if repeated and not self._on_screen:
            return Sent(Sending.SENT, tail)
        if not anew and not repeated and self._codes.alive(conversation, hashed, now):
            return Sent(Sending.ALIVE, tail)
        code = self._make_code()
        sending, until = self._codes.send(self._new(conversation, hashed, number, code, body, key, now), LIMITS, now)
        if sending is Sending.SENT and self._on_screen:
            return Sent(Sending.SHOWN, tail, code)
        if sending is Sending.SENT:
            self._note("send_code", conversation, subject)
        return Sent(sending, tail, until=until)

    def check_code(self, conversation: str, subject: Subject, code: str, event: str, now: datetime) -> Checked:
        """Compares a code; a right one verifies the conversation for a quarter of an hour.

        Raises:
            Unavailable: our own database is down.
        """
        hashed, key = self._subject(subject), self._event(event)
        if self._codes.verified(conversation, hashed, now):
            return Checked(Answer.RIGHT)
        alive = self._codes.alive(conversation, hashed, now)
        guards = self._guards("code", conversation, subject)
        locked = self._attempts.begin(guards, key, now)
        if locked is not None:
            return Checked(Answer.LOCKED, locked)
        if alive is None:
            self._attempts.give_back(guards, key)
            return Checked(Answer.EXPIRED)
        if not hmac.compare_digest(alive, self._code(conversation, hashed, code)):
            return Checked(Answer.WRONG)
        self._codes.use(conversation, hashed, now + VERIFIED, now)
        self._attempts.give_back(guards, key)
        self._attempts.clear(self._guard("code", "subject", hashed))
        return Checked(Answer.RIGHT)

    # ---- the verified state

    def has_code(self, conversation: str, subject: Subject, now: datetime) -> bool:
        """Whether a code was given in the last quarter of an hour."""
        return self._codes.verified(conversation, self._subject(subject), now)

    def verified(self, conversation: str, subject: Subject, holder_of: HolderOf, now: datetime) -> bool:
        """Whether no code is needed: one was given lately, or the conversation's own number is the one on file.

        Raises:
            Unavailable: the register or our own database is down.
        """
        return self.has_code(conversation, subject, now) or self._own_number(conversation, subject, holder_of)

    def _own_number(self, conversation: str, subject: Subject, holder_of: HolderOf) -> bool:
        own = self._codes.phone_of(conversation) if self._trusts else None
        if own is None:
            return False
        filed = self._number(holder_of(subject))
        return filed is not None and hmac.compare_digest(own, filed)

    # ---- hashes

    def _new(
        self, conversation: str, subject: str, number: str, code: str, body: Body, event: str, now: datetime
    ) -> NewCode:
        channel = self._channel or ""
        phone = Phone(
            number,
            self._pseudonyms.of("phone", number),
            self._pseudonyms.of_address(channel, number),
            channel,
        )
        expires_at = now + CODE
        carried = {**body(code), "expires_at": expires_at.isoformat()} if self._channel else None
        return NewCode(event, conversation, subject, phone, self._code(conversation, subject, code), carried, expires_at)

    @staticmethod
    def _number(holder: Optional[OnFile]) -> Optional[str]:
        """The telephone on file as E.164; None when there is none that could ring."""
        written = (holder.phone if holder else None) or ""
        return next((found.value for found in phones(written)), None)

    def _subject(self, subject: Subject) -> str:
        return self._pseudonyms.of("reference", subject.register, subject.reference)

    def _code(self, conversation: str, subject: str, code: str) -> str:
        return self._pseudonyms.of("code", conversation, subject, code)

    def _event(self, event: str) -> str:
        return self._pseudonyms.of("event", event)

    def _guards(self, kind: str, conversation: str, subject: Subject) -> dict[str, int]:
        return {
            self._guard(kind, "subject", self._subject(subject)): TRIES,
            self._guard(kind, "conversation", conversation): TRIES_OF_A_CONVERSATION,
        }

    def _guard(self, *parts: str) -> str:
        return self._pseudonyms.of("guard", *parts)

    def _note(self, action: str, conversation: str, subject: Subject) -> None:
        self._audit.append(
            who=conversation, action=action, register=subject.register, reference=subject.reference, purpose="step_up"
        )
