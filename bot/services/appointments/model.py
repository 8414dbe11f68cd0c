"""What an appointment is. Days and times are those of the clock on the office's wall, in Morocco.

An appointment is promised by that clock: whatever becomes of time zones (they change around Ramadan), ten o'clock stays
ten o'clock. So moments are ``datetime`` without a zone, and are stored as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Optional, Union

from bot.errors import ChobbakError

PREFIX = "RV"  # of references: RV-2026-XXXXXXX
Hours = Sequence[tuple[time, time]]  # when an office is open on a day, in order


class SlotTaken(ChobbakError):
    """Somebody else was quicker: the slot has no free place any more."""

    code = "slot_taken"


class NotBooked(ChobbakError):
    """There is no such appointment that could be moved or cancelled: unknown, cancelled, or over."""

    code = "not_booked"


class TooManyAppointments(ChobbakError):
    """Whoever asks holds as many appointments as one may, or one for the same thing."""

    code = "too_many_appointments"

    def __init__(self, held: Appointment) -> None:
        super().__init__("no further appointment may be booked")
        self.held = held


class State(str, Enum):
    BOOKED = "booked"
    CANCELLED = "cancelled"


class ChangeKind(str, Enum):
    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Counter:
    """Where people are received by appointment, and how many at once: what an office's own data say of it."""

    office_id: str
    minutes: int  # how long one appointment takes
    places: int  # people received at once


@dataclass(frozen=True)
class Slot:
    """A beginning, and how many places are free then."""

    start: datetime
    free: int


@dataclass(frozen=True)
class Request:
    """What a citizen wants booked."""

    counter: Counter
    start: datetime
    purpose: str  # what for: an id of data/appointments.yml
    conversation_id: str
    name: str
    locale: str  # of the paper: the calendar file, the reminder
    office_name: str  # as promised to the citizen
    office_address: str = ""
    procedure: Optional[str] = None  # id of the catalogue
    phone: Optional[str] = None  # E.164


@dataclass(frozen=True)
class Appointment:
    """A place that is kept for somebody."""

    reference: str
    office_id: str
    purpose: str
    start: datetime
    minutes: int
    state: State
    conversation_id: str
    name: str
    locale: str
    office_name: str
    office_address: str = ""
    procedure: Optional[str] = None
    phone: Optional[str] = None
    revision: int = 0  # how often it was changed

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)

    def is_open(self, now: datetime) -> bool:
        """Whether it is still to come, and stands."""
        return self.state is State.BOOKED and self.start > now


@dataclass(frozen=True)
class Change:
    """What was done to an appointment because of one message."""

    kind: ChangeKind
    reference: str
    start: datetime  # after the change; of a cancelled one, when it would have been


class Trouble(str, Enum):
    """Why a day cannot be booked."""

    PAST = "past"
    TOO_LATE_TODAY = "too-late-today"  # nothing is left of today
    TOO_FAR = "too-far"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    FULL = "full"


@dataclass(frozen=True)
class DayProblem:
    """A day that cannot be booked; ``last`` is the last one that can (too far), ``holiday`` the day's message id."""

    trouble: Trouble
    last: Optional[date] = None
    holiday: str = ""  # holiday-<this>


Day = Union[Sequence[Slot], DayProblem]
