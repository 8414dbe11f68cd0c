"""What is told of a file, whichever register holds it: an administration's dossier, an appointment, an order, a complaint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Optional

from bot.locales import LOCALES

Texts = Mapping[str, str]  # locale → text; under "" the text of a register that does not say its language


class Status(str, Enum):
    """Where a file stands. Each has its sentence ``dossiers-status-<value>`` and its next step."""

    RECEIVED = "received"  # lodged, nobody has looked at it yet
    INCOMPLETE = "incomplete"  # something is missing: Dossier.missing
    IN_PROGRESS = "in_progress"  # being studied
    APPROVED = "approved"  # decided well, not ready yet
    READY = "ready"  # to be collected
    CLOSED = "closed"  # collected, answered, honoured: nothing more to come
    REFUSED = "refused"  # decided against, with Dossier.reason
    CANCELLED = "cancelled"  # withdrawn by the citizen
    BOOKED = "booked"  # an appointment that stands
    ANSWERED = "answered"  # a complaint that the administration has answered


LEGAL_DAYS = 60  # law 55-19: the longest that an administration may take
INVESTMENT_DAYS = 30  # the same, for an investment
OVER = frozenset({Status.CLOSED, Status.REFUSED, Status.CANCELLED, Status.ANSWERED})


@dataclass(frozen=True)
class Subject:
    """What a file is about: the first of these that is given is shown."""

    procedure: str = ""  # id in the catalogue
    message: str = ""  # id of a sentence of the message files, without arguments: complaints-category-light
    texts: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Holder:
    """Whose entry it is, as its register knows them: to be compared, never to be shown. Out of every log."""

    cin: Optional[str] = field(default=None, repr=False)  # AB123456
    born: Optional[date] = field(default=None, repr=False)
    phone: Optional[str] = field(default=None, repr=False)  # in any writing: where a one-time code goes


@dataclass(frozen=True)
class Step:
    """One change of status. Moments are aware, in UTC."""

    status: Status
    at: datetime


@dataclass(frozen=True)
class Dossier:
    """One file. Moments are aware, in UTC; dates are Morocco's."""

    reference: str
    register: str  # dossiers, appointments, orders, complaints
    status: Status
    since: datetime  # when it came to this status
    lodged: Optional[date] = None  # the day of its receipt: the legal limit counts from it
    limit_days: Optional[int] = None  # 60, or 30 for an investment (law 55-19); None where the law sets none
    subject: Subject = Subject()
    office: Texts = field(default_factory=dict)  # where it lies, where to collect it
    appointment: Optional[datetime] = None  # of an appointment: when it is
    missing: tuple[Texts, ...] = ()
    reason: Texts = field(default_factory=dict)  # of a refusal
    history: tuple[Step, ...] = ()  # oldest first, the present status last
    holder: Holder = Holder()
    conversation: Optional[str] = None  # where it was made with us: there its reference alone is enough
    bearer: bool = False  # nobody is on file (an anonymous complaint): its reference alone is enough anywhere


def text_in(texts: Texts, locale: str) -> str:
    """The text in a locale, else in the first of its fallbacks, else in any; "" when there is none."""
    for code in (locale, *LOCALES[locale].fallbacks, "", *texts):
        if texts.get(code):
            return texts[code]
    return ""
