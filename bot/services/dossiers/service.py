"""Where a file stands, in words that the dialogue only has to look up: what is missing, since when, until when, what next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Optional

from bot.morocco import TIME_ZONE
from bot.services.dossiers.model import OVER, Dossier, Status
from bot.services.dossiers.repository import Trackable
from bot.services.references import register_of

_UNDECIDED = frozenset({Status.RECEIVED, Status.IN_PROGRESS})


class Next(str, Enum):
    """What the citizen can do now. Each has its sentence ``dossiers-next-<value>``."""

    WAIT = "wait"
    INSIST = "insist"  # the legal limit has passed
    COMPLETE = "complete"  # bring what is missing
    WAIT_FOR_READY = "wait_for_ready"
    COLLECT = "collect"
    CONTEST = "contest"
    COME = "come"  # to the appointment
    REOPEN = "reopen"  # a complaint whose answer does not satisfy
    NOTHING = "nothing"


_NEXT = {
    Status.RECEIVED: Next.WAIT,
    Status.IN_PROGRESS: Next.WAIT,
    Status.INCOMPLETE: Next.COMPLETE,
    Status.APPROVED: Next.WAIT_FOR_READY,
    Status.READY: Next.COLLECT,
    Status.REFUSED: Next.CONTEST,
    Status.BOOKED: Next.COME,
    Status.ANSWERED: Next.REOPEN,
}


@dataclass(frozen=True)
class Report:
    """A file on a given day; dates are Morocco's."""

    dossier: Dossier
    since: date
    days: int  # in its status
    deadline: Optional[date]  # the last day of the legal limit, while nothing is decided
    late: int  # days after the deadline; 0 before it and where there is none
    next: Next

    @property
    def moves(self) -> bool:
        """Whether there is more to come, so that one can ask to be told of it."""
        return self.dossier.status not in OVER


class DossierService:
    """Finds files in all registers. ``registers``: by name; a reference tells by its prefix which one to ask."""

    def __init__(self, registers: Mapping[str, Trackable]) -> None:
        self._registers = registers

    def find(self, reference: str) -> Optional[Dossier]:
        """The file with this reference in its normal form; None when there is none.

        Raises:
            RegisterUnavailable: the register does not answer.
        """
        register = self._registers.get(register_of(reference))
        found = register.find(reference) if register else None
        # a database that compares loosely must not find another's file
        return found if found and found.reference == reference else None

    def is_open(self, reference: str, conversation: str) -> bool:
        """Whether its reference alone is enough here: it was made in this conversation, or nobody is on file.

        Nothing of that kind stands in an administration's dossiers: they are not asked before there is a proof.
        """
        return register_of(reference) != "dossiers" and open_to(self.find(reference), conversation)


def open_to(dossier: Optional[Dossier], conversation: str) -> bool:
    """Whether the file may be shown in this conversation without step-up."""
    return dossier is not None and (dossier.bearer or bool(conversation and dossier.conversation == conversation))


def report(dossier: Dossier, now: datetime) -> Report:
    """What to say of a file at a moment."""
    today = now.astimezone(TIME_ZONE).date()
    since = dossier.since.astimezone(TIME_ZONE).date()
    deadline = _deadline(dossier)
    late = max(0, (today - deadline).days) if deadline else 0
    step = Next.INSIST if late else _next(dossier)
    return Report(dossier, since, max(0, (today - since).days), deadline, late, step)


def _next(dossier: Dossier) -> Next:
    if dossier.register == "complaints" and dossier.status in (Status.CLOSED, Status.REFUSED):
        return Next.REOPEN
    return _NEXT.get(dossier.status, Next.NOTHING)


def _deadline(dossier: Dossier) -> Optional[date]:
    """Law 55-19 counts from the receipt. What is missing may move the end, so none is told then."""
    if dossier.limit_days is None or dossier.lodged is None or dossier.status not in _UNDECIDED:
        return None
    return dossier.lodged + timedelta(days=dossier.limit_days)
