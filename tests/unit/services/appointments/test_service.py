"""What can be booked when, with the calendar of Morocco and a register in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, Optional
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.errors import RegisterUnavailable
from bot.services.appointments.model import (
    Appointment,
    Change,
    ChangeKind,
    Counter,
    DayProblem,
    Request,
    SlotTaken,
    State,
    TooManyAppointments,
    Trouble,
)
from bot.services.appointments.service import MOST_HELD, AppointmentService, counter_of, reminds
from bot.services.offices.calendar import Calendar, MoroccanDays
from bot.services.offices.model import Closure, Interval, Office, OfficeKind, Position
from bot.settings import ROOT

MOROCCO = ZoneInfo("Africa/Casablanca")
NOW = datetime(2026, 12, 1, 9, 0, tzinfo=MOROCCO)  # a Tuesday
WORKDAY = (Interval(time(9), time(11)),)
SHORT = (Interval(time(10), time(11)),)
OFFICE = Office(
    "test",
    OfficeKind.CNIE,
    {"fr": "Centre", "ar": "مركز"},
    "rabat",
    Position(34.0, -6.8),
    hours=(WORKDAY,) * 5 + ((), ()),
    ramadan_hours=(SHORT,) * 5 + ((), ()),
    closures=(Closure(date(2026, 12, 10), date(2026, 12, 11)),),
    slot_minutes=30,
    capacity=1,
)


class Kept:
    """A register in memory."""

    def __init__(self) -> None:
        self.appointments: dict[str, Appointment] = {}
        self.changes: dict[str, Change] = {}
        self.full: set[datetime] = set()

    def taken(self, _counter: Counter, first: date, last: date) -> Mapping[datetime, int]:
        mine = {one.start for one in self.appointments.values() if one.state is State.BOOKED} | self.full
        return {start: 1 for start in mine if first <= start.date() <= last}

    def book(self, request: Request, key: str, _now: datetime) -> Appointment:
        made = Appointment(
            reference=f"RV-2026-{len(self.appointments):07}",
            office_id=request.counter.office_id,
            purpose=request.purpose,
            start=request.start,
            minutes=request.counter.minutes,
            state=State.BOOKED,
            conversation_id=request.conversation_id,
            name=request.name,
            locale=request.locale,
            office_name=request.office_name,
            procedure=request.procedure,
        )
        self.appointments[made.reference] = made
        self.changes[key] = Change(ChangeKind.BOOKED, made.reference, made.start)
        return made

    def move(self, reference: str, _counter: Counter, start: datetime, key: str, _now: datetime) -> Appointment:
        self.appointments[reference] = replace(self.appointments[reference], start=start)
        self.changes[key] = Change(ChangeKind.MOVED, reference, start)
        return self.appointments[reference]

    def cancel(self, reference: str, key: str, _now: datetime) -> Appointment:
        self.appointments[reference] = replace(self.appointments[reference], state=State.CANCELLED)
        return self.appointments[reference]

    def change(self, key: str) -> Optional[Change]:
        return self.changes.get(key)

    def by_reference(self, reference: str) -> Optional[Appointment]:
        return self.appointments.get(reference)

    def of_conversation(self, conversation_id: str, after: datetime) -> Sequence[Appointment]:
        return [
            one for one in self.appointments.values() if one.conversation_id == conversation_id and one.is_open(after)
        ]

    def is_of(self, reference: str, conversation_id: str) -> bool:
        found = self.appointments.get(reference)
        return found is not None and found.conversation_id == conversation_id

    def count_of(self, conversation_id: str) -> int:
        return sum(one.conversation_id == conversation_id for one in self.appointments.values())


class Notes:
    """Reminders, kept or refused."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.forgotten: list[str] = []
        self.down = False

    def remind(self, **reminder: Any) -> bool:
        if self.down:
            raise RegisterUnavailable("down")
        self.kept.append(reminder)
        return True

    def forget_reminders(self, _register: str, reference: str) -> int:
        self.forgotten.append(reference)
        return 0


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def service(kept: Kept, notes: Notes) -> AppointmentService:
    known = yaml.safe_load((ROOT / "data" / "offices" / "calendar.yml").read_text(encoding="utf-8"))
    return AppointmentService(kept, Calendar(MoroccanDays(known)), notes)


def request(start: datetime, conversation: str = "web-1", procedure: str = "cnie-loss") -> Request:
    counter = counter_of(OFFICE)
    assert counter
    return Request(counter, start, "identity-card", conversation, "Amina Essai", "fr", "Centre", procedure=procedure)


def book(service: AppointmentService, wanted: Request, key: str = "k1", now: datetime = NOW) -> Appointment:
    return service.book(wanted, OFFICE, key=key, now=now, reminder=lambda one: f"rappel {one.reference}")


def test_the_slots_of_a_day(service: AppointmentService, kept: Kept) -> None:
    """As the office's calendar has them, without those that are taken."""
    kept.full = {datetime(2026, 12, 2, 9, 30)}
    slots = service.day(OFFICE, date(2026, 12, 2), NOW)
    assert not isinstance(slots, DayProblem)
    assert [f"{slot.start:%H:%M}" for slot in slots] == ["09:00", "10:00", "10:30"]


@pytest.mark.parametrize(
    ("day", "trouble"),
    [
        (date(2026, 11, 30), Trouble.PAST),
        (date(2027, 1, 31), Trouble.TOO_FAR),
        (date(2026, 12, 5), Trouble.CLOSED),
        (date(2026, 12, 10), Trouble.CLOSED),
        (date(2027, 1, 11), Trouble.HOLIDAY),
        (date(2027, 1, 14), Trouble.HOLIDAY),
    ],
)
def test_a_day_with_none(service: AppointmentService, day: date, trouble: Trouble) -> None:
    """Past, too far, a weekend, a closure of the office, a public holiday: each by its name."""
    found = service.day(OFFICE, day, NOW)
    assert isinstance(found, DayProblem)
    assert found.trouble is trouble
    assert bool(found.holiday) == (trouble is Trouble.HOLIDAY)
    assert bool(found.last) == (trouble is Trouble.TOO_FAR)


def test_a_full_day_and_one_that_is_over(service: AppointmentService, kept: Kept) -> None:
    """Told apart: come tomorrow, or come at another hour."""
    kept.full = {datetime(2026, 12, 2, hour, minute) for hour in (9, 10) for minute in (0, 30)}
    full = service.day(OFFICE, date(2026, 12, 2), NOW)
    late = service.day(OFFICE, date(2026, 12, 1), NOW.replace(hour=10, minute=1))
    assert isinstance(full, DayProblem)
    assert isinstance(late, DayProblem)
    assert (full.trouble, late.trouble) == (Trouble.FULL, Trouble.TOO_LATE_TODAY)


def test_an_hours_notice(service: AppointmentService) -> None:
    """At 9:00 the first slot of today is at 10:00."""
    slots = service.day(OFFICE, date(2026, 12, 1), NOW)
    assert not isinstance(slots, DayProblem)
    assert slots[0].start == datetime(2026, 12, 1, 10)


def test_ramadan_hours(service: AppointmentService) -> None:
    """In Ramadan the office opens later, and so do the slots."""
    now = datetime(2027, 2, 10, 9, tzinfo=MOROCCO)
    slots = service.day(OFFICE, date(2027, 2, 22), now)
    assert not isinstance(slots, DayProblem)
    assert [f"{slot.start:%H:%M}" for slot in slots] == ["10:00", "10:30"]


def test_the_next_days(service: AppointmentService, kept: Kept) -> None:
    """Over weekends, closures and full days; within the two months; between two bounds."""
    kept.full = {datetime(2026, 12, 3, hour, minute) for hour in (9, 10) for minute in (0, 30)}
    assert service.next_days(OFFICE, NOW, most=5) == [date(2026, 12, day) for day in (1, 2, 4, 7, 8)]
    assert service.next_days(OFFICE, NOW, date(2026, 12, 9), date(2026, 12, 11)) == [date(2026, 12, 9)]
    assert service.next_days(OFFICE, NOW, date(2027, 3, 1)) == []
    assert service.next_days(replace(OFFICE, capacity=0), NOW) == []


@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 12, 2, 3, 0),  # nobody is there
        datetime(2026, 12, 2, 9, 10),  # between two slots
        datetime(2026, 12, 5, 9, 0),  # a Saturday
        datetime(2026, 12, 1, 9, 30),  # in half an hour
        datetime(2026, 11, 2, 9, 0),  # past
        datetime(2027, 1, 11, 9, 0),  # a holiday
    ],
)
def test_what_is_no_slot_is_never_booked(service: AppointmentService, kept: Kept, start: datetime) -> None:
    """Whatever a button says: the service looks itself."""
    with pytest.raises(SlotTaken):
        book(service, request(start))
    assert kept.appointments == {}


def test_once_under_a_key(service: AppointmentService, kept: Kept, notes: Notes) -> None:
    """The same message finds its appointment; a reminder that was lost in between is kept then."""
    notes.down = True
    first = book(service, request(datetime(2026, 12, 2, 10)))
    notes.down = False
    assert book(service, request(datetime(2026, 12, 2, 10))) == first
    assert len(kept.appointments) == 1
    assert [one["text"] for one in notes.kept] == [f"rappel {first.reference}"]


def test_the_same_again_under_another_key(service: AppointmentService, kept: Kept) -> None:
    """Asked for again because the answer was lost: the appointment that there is."""
    first = book(service, request(datetime(2026, 12, 2, 10)))
    assert book(service, request(datetime(2026, 12, 2, 10)), key="k2") == first
    assert len(kept.appointments) == 1


def test_nobody_hoards(service: AppointmentService) -> None:
    """One for one thing, three in all; past ones do not count."""
    book(service, request(datetime(2026, 12, 2, 10)))
    with pytest.raises(TooManyAppointments) as refused:
        book(service, request(datetime(2026, 12, 3, 10)), key="k2")
    assert refused.value.held.start == datetime(2026, 12, 2, 10)
    for number in range(1, MOST_HELD):
        book(service, request(datetime(2026, 12, 3, 9 + number % 2, 30), procedure=f"p{number}"), key=f"p{number}")
    with pytest.raises(TooManyAppointments):
        book(service, request(datetime(2026, 12, 4, 10), procedure="p9"), key="p9")
    later = NOW.replace(day=4)
    assert book(service, request(datetime(2026, 12, 7, 10), procedure="p9"), key="p9", now=later)


def test_an_office_that_takes_none_any_more(service: AppointmentService) -> None:
    """Moving there is refused; the appointment stands."""
    booked = book(service, request(datetime(2026, 12, 2, 10)))
    with pytest.raises(SlotTaken):
        service.move(
            booked.reference,
            replace(OFFICE, slot_minutes=0),
            datetime(2026, 12, 3, 10),
            key="k2",
            now=NOW,
            reminder=lambda _one: "",
        )
    assert service.find(booked.reference, NOW) == booked


def test_reminders_follow(service: AppointmentService, notes: Notes) -> None:
    """Booked, moved, cancelled: kept, kept anew, forgotten; moved to tomorrow when it is too late for one: forgotten."""
    booked = book(service, request(datetime(2026, 12, 7, 10)))
    evening = NOW.replace(hour=18)
    service.move(booked.reference, OFFICE, datetime(2026, 12, 2, 10), key="k2", now=evening, reminder=lambda _one: "")
    service.cancel(booked.reference, "k3", evening)
    assert [one["due_at"] for one in notes.kept] == [datetime(2026, 12, 6, 17, tzinfo=MOROCCO)]
    assert notes.forgotten == [booked.reference, booked.reference]
    assert not reminds(service.get(booked.reference) or booked, evening)


def test_a_time_zone_does_not_move_it(service: AppointmentService) -> None:
    """The clock on the wall counts: a server in UTC, and Ramadan's change of the hour, make no difference."""
    utc = NOW.astimezone(ZoneInfo("UTC"))
    assert service.day(OFFICE, date(2026, 12, 1), utc) == service.day(OFFICE, date(2026, 12, 1), NOW)
    ramadan = book(service, request(datetime(2027, 1, 20, 10)))
    assert ramadan.start == datetime(2027, 1, 20, 10)
