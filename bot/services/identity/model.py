"""Who may see what: subjects, proofs of what a register has on file, and what comes of a proof or a code. Pure."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple, Optional

from bot.services.dossiers.model import Holder

VERIFIED_MINUTES = 15
CODE_MINUTES = 5
CODE_DIGITS = 6


class Subject(NamedTuple):
    """What is to be shown: one entry of one register. Whether it exists is not asked here."""

    register: str
    reference: str  # in normal form
    by_phone: bool = False  # the register holds neither card nor birth date: the telephone number is the proof


class Asker(NamedTuple):
    """The message that a guess or a wish comes with. What is done because of it is done once under its key."""

    conversation: str
    key: str
    now: datetime


@dataclass(frozen=True)
class Proof:
    """What a citizen gives besides the reference: exactly one of these, so that a message is one guess."""

    cin: str = field(default="", repr=False)
    born: Optional[date] = field(default=None, repr=False)
    phone: str = field(default="", repr=False)  # E.164
    tail: str = field(default="", repr=False)  # the last four digits of the card, or of the number

    def fits(self, holder: Optional[Holder], by_phone: bool) -> bool:
        """Whether it is what is on file. As long for a holder that does not exist."""
        known = holder or Holder()
        cin, phone = _card(known.cin or ""), re.sub(r"\D", "", known.phone or "")
        tail = phone[-4:] if by_phone else re.sub(r"\D", "", cin)[-4:].zfill(4) if cin else ""
        pairs = [
            (_card(self.cin), "" if by_phone else cin),
            (self.born.isoformat() if self.born else "", known.born.isoformat() if known.born else ""),
            (re.sub(r"\D", "", self.phone)[-9:], phone[-9:] if by_phone else ""),
            (self.tail, tail),
        ]
        fitting = [bool(given) and _same(given, filed) for given, filed in pairs]  # all are compared, always
        return any(fitting)


def _card(text: str) -> str:
    """A card's number without what people write differently: case, spaces, zeros in front."""
    match = re.fullmatch(r"([A-Z]*)0*(\d*)", re.sub(r"[\W_]", "", text).upper())
    return f"{match[1]}{match[2]}" if match else ""


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


class Answer(Enum):
    """What comes of a proof or of a code."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"  # too many wrong ones, from whichever conversation
    EXPIRED = "expired"  # no code is valid now


@dataclass(frozen=True)
class Checked:
    """The outcome of a guess."""

    answer: Answer
    until: Optional[datetime] = None  # of a lock


class Sending(Enum):
    """What comes of a wish for a code."""

    SENT = "sent"  # by SMS
    SHOWN = "shown"  # on the screen: a demonstration
    ALIVE = "alive"  # the one that was sent before is still valid
    NO_PHONE = "no_phone"  # no number is on file
    NO_CHANNEL = "no_channel"  # we cannot send an SMS
    OPTED_OUT = "opted_out"  # the number on file wants no SMS of ours
    TOO_MANY = "too_many"
    LOCKED = "locked"  # too many wrong codes


@dataclass(frozen=True)
class Sent:
    """The outcome of a wish for a code."""

    sending: Sending
    tail: str = ""  # the last two digits of the number
    code: str = ""  # only when it is shown
    until: Optional[datetime] = None  # of a lock, or of too many
