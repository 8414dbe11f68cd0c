"""Step-up: what is shown of a register only to whom it belongs.

A proof (something on file besides the reference), then a one-time code to the telephone on file. An unknown reference and
a wrong proof are answered alike, with the same work done. Guesses are counted by subject, from however many conversations
they come, and by conversation, at however many subjects they are.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Optional

from bot.entities.phones import phones
from bot.identity.pseudonyms import Pseudonyms
from bot.services.dossiers.model import Holder
from bot.services.identity.model import (
    CODE_DIGITS,
    CODE_MINUTES,
    VERIFIED_MINUTES,
    Answer,
    Asker,
    Checked,
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

HolderOf = Callable[[Subject], Optional[Holder]]
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

    def check_proof(self, asker: Asker, subject: Subject, holder_of: HolderOf, proof: Proof) -> Checked:
        """Compares a proof with what is on file.

        Raises:
            Unavailable: the register or our own database is down.
        """
        guards, event = self._guards("proof", asker, subject), self._event(asker)
        locked = self._attempts.begin(guards, event, asker.now)
        if locked is not None:
            return Checked(Answer.LOCKED, locked)
        self._note("identify", asker, subject)
        if not proof.fits(holder_of(subject), subject.by_phone):
            return Checked(Answer.WRONG)
        self._attempts.give_back(guards, event)
        return Checked(Answer.RIGHT)

    # ---- the code

    def send_code(self, asker: Asker, subject: Subject, holder_of: HolderOf, body: Body, *, anew: bool) -> Sent:
        """Has a code sent to the telephone on file, once for a message; only after a right proof.

        ``body`` makes the message of a code. Without ``anew`` a code that is still valid is not sent again.

        Raises:
            Unavailable: the register or our own database is down.
        """
        locked = self._attempts.locked(self._guard("code", "subject", self._subject(subject)), asker.now)
        if locked is not None:
            return Sent(Sending.LOCKED, until=locked)
        number = self._number(holder_of(subject))
        if number is None:
            return Sent(Sending.NO_PHONE)
        if self._channel is None and not self._on_screen:
            return Sent(Sending.NO_CHANNEL)
        if not anew and self._alive(asker, subject) and not self._codes.sent_for(self._event(asker)):
            return Sent(Sending.ALIVE)
        code = self._make_code()
        sending, until = self._codes.send(self._new(asker, subject, number, code, body), LIMITS, asker.now)
        if sending is not Sending.SENT:
            return Sent(sending, until=until)
        self._note("send_code", asker, subject)
        return Sent(Sending.SHOWN, code=code) if self._on_screen else Sent(Sending.SENT, number[-2:])

    def check_code(self, asker: Asker, subject: Subject, code: str) -> Checked:
        """Compares a code; a right one verifies the conversation for a quarter of an hour.

        Raises:
            Unavailable: our own database is down.
        """
        if self.has_code(asker, subject):
            return Checked(Answer.RIGHT)
        alive = self._alive(asker, subject)
        if alive is None:
            return Checked(Answer.EXPIRED)
        guards, event = self._guards("code", asker, subject), self._event(asker)
        locked = self._attempts.begin(guards, event, asker.now)
        if locked is not None:
            return Checked(Answer.LOCKED, locked)
        hashed = self._subject(subject)
        if not hmac.compare_digest(alive, self._code(asker.conversation, hashed, code)):
            return Checked(Answer.WRONG)
        self._codes.use(asker.conversation, hashed, asker.now + VERIFIED, asker.now)
        self._attempts.give_back(guards, event)
        self._attempts.clear(self._guard("code", "subject", hashed))
        return Checked(Answer.RIGHT)

    # ---- the verified state

    def has_code(self, asker: Asker, subject: Subject) -> bool:
        """Whether a right code was given in the last quarter of an hour."""
        return self._codes.verified(asker.conversation, self._subject(subject), asker.now)

    def verified(self, asker: Asker, subject: Subject, holder_of: HolderOf) -> bool:
        """Whether no code is needed: one was given lately, or the conversation's own number is the one on file.

        Raises:
            Unavailable: the register or our own database is down.
        """
        return self.has_code(asker, subject) or self._own_number(asker, subject, holder_of)

    def _own_number(self, asker: Asker, subject: Subject, holder_of: HolderOf) -> bool:
        own = self._codes.phone_of(asker.conversation) if self._trusts else None
        if own is None:
            return False
        filed = self._number(holder_of(subject))
        return filed is not None and hmac.compare_digest(own, filed)

    def _alive(self, asker: Asker, subject: Subject) -> Optional[str]:
        return self._codes.alive(asker.conversation, self._subject(subject), asker.now)

    # ---- what is stored

    def _new(self, asker: Asker, subject: Subject, number: str, code: str, body: Body) -> NewCode:
        channel, hashed, expires_at = self._channel or "", self._subject(subject), asker.now + CODE
        return NewCode(
            event=self._event(asker),
            conversation=asker.conversation,
            guard=self._guard("send", "conversation", asker.conversation),
            subject=hashed,
            phone=Phone(
                number, self._pseudonyms.of("phone", number), self._pseudonyms.of_address(channel, number), channel
            ),
            hash=self._code(asker.conversation, hashed, code),
            body={**body(code), "expires_at": expires_at.isoformat()} if self._channel else None,
            expires_at=expires_at,
        )

    @staticmethod
    def _number(holder: Optional[Holder]) -> Optional[str]:
        """The telephone on file as E.164; None when there is none that could ring."""
        written = (holder.phone if holder else None) or ""
        return next((found.value for found in phones(written)), None)

    def _subject(self, subject: Subject) -> str:
        return self._pseudonyms.of("reference", subject.register, subject.reference)

    def _code(self, conversation: str, subject: str, code: str) -> str:
        return self._pseudonyms.of("code", conversation, subject, code)

    def _event(self, asker: Asker) -> str:
        return self._pseudonyms.of("event", asker.key)

    def _guards(self, kind: str, asker: Asker, subject: Subject) -> dict[str, int]:
        return {
            self._guard(kind, "subject", self._subject(subject)): TRIES,
            self._guard(kind, "conversation", asker.conversation): TRIES_OF_A_CONVERSATION,
        }

    def _guard(self, *parts: str) -> str:
        return self._pseudonyms.of("guard", *parts)

    def _note(self, action: str, asker: Asker, subject: Subject) -> None:
        self._audit.append(
            who=asker.conversation,
            action=action,
            register=subject.register,
            reference=subject.reference,
            purpose="step_up",
        )
