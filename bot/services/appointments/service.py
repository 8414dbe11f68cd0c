"""Appointments: which beginnings are free, and taking, moving and giving back a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Optional, Protocol

from bot.errors import Unavailable
from bot.morocco import TIME_ZONE
from bot.services.appointments.model import (
    Appointment,
    Counter,
    Day,
    DayProblem,
    Request,
    Slot,
    SlotTaken,
    TooManyAppointments,
    Trouble,
)
from bot.services.appointments.repository import AppointmentRepository
from bot.services.appointments.slots import beginnings, free_slots
from bot.services.offices.calendar import Calendar, Closed
from bot.services.offices.model import Office

NOTICE = timedelta(hours=1)  # how long before its beginning a slot can still be booked
DAYS_AHEAD = 60
MOST_HELD = 3  # appointments of one conversation that are still to come
_REMINDED_AT = time(17)  # on the day before
_STRIDE = 14  # days looked at in one query
_ONE_DAY = timedelta(days=1)


class Reminders(Protocol):
    """What is needed of the notifications (:mod:`bot.services.notifications`)."""

    def remind(
        self,
        *,
        key: str,
        conversation: str,
        register: str,
        reference: str,
        due_at: datetime,
        until: datetime,
        text: str,
        locale: str,
        template: Optional[tuple[str, Sequence[str]]] = None,
    ) -> bool: ...

    def forget_reminders(self, register: str, reference: str) -> Any: ...


class AppointmentService:
    """``now`` is always a moment in Morocco; what it returns is by the clock on the wall there.

    ``log`` hears of a reminder that could not be kept: the appointment stands all the same.
    """

    def __init__(
        self,
        appointments: AppointmentRepository,
        calendar: Calendar,
        reminders: Reminders,
        log: Callable[[str], None] = lambda _line: None,
    ) -> None:
        self._appointments = appointments
        self._calendar = calendar
        self._reminders = reminders
        self._log = log

    # ---- what is free

    def day(self, office: Office, day: date, now: datetime) -> Day:
        """The slots that are free on a day, or why there are none."""
        counter, today = counter_of(office), _wall(now).date()
        problem = self._not_open(office, day, today)
        if problem or counter is None:
            return problem or DayProblem(Trouble.CLOSED)
        slots = self._free(counter, office, [day], now)
        if slots:
            return slots
        left = any(start >= _wall(now) + NOTICE for start in self._beginnings(counter, office, day))
        return DayProblem(Trouble.FULL if left else Trouble.TOO_LATE_TODAY)

    def possible(self, day: date, now: datetime) -> Optional[DayProblem]:
        """Why a day cannot be booked at any office; None when it can at some."""
        today = _wall(now).date()
        if day < today:
            return DayProblem(Trouble.PAST)
        if day > today + DAYS_AHEAD * _ONE_DAY:
            return DayProblem(Trouble.TOO_FAR, last=today + DAYS_AHEAD * _ONE_DAY)
        holiday = self._calendar.days.holiday(day)
        return DayProblem(Trouble.HOLIDAY, holiday=holiday.name) if holiday else None

    def next_days(
        self, office: Office, now: datetime, first: Optional[date] = None, last: Optional[date] = None, most: int = 5
    ) -> Sequence[date]:
        """The next days from ``first`` on, to ``last``, on which a slot is free."""
        today = _wall(now).date()
        begin, end = max(first or today, today), min(last or date.max, today + DAYS_AHEAD * _ONE_DAY)
        found: list[date] = []
        counter = counter_of(office)
        while counter and begin <= end and len(found) < most:
            until = min(begin + (_STRIDE - 1) * _ONE_DAY, end)
            slots = self._free(counter, office, list(_days(begin, until)), now)
            found += dict.fromkeys(slot.start.date() for slot in slots)
            begin = until + _ONE_DAY
        return found[:most]

    def hours(self, office: Office, day: date) -> Sequence[tuple[time, time]]:
        """When the office is open on a day."""
        return self._calendar.hours_on(office, day)

    def is_estimated(self, day: date) -> bool:
        """Whether a religious day, which follows the sighting of the moon, may still close the office then."""
        return self._calendar.days.is_estimated(day)

    # ---- what is booked

    def book(
        self, request: Request, office: Office, *, key: str, now: datetime, reminder: Callable[[Appointment], str]
    ) -> Appointment:
        """Takes a place, once under ``key``, and keeps a reminder with the words that ``reminder`` finds.

        Raises:
            SlotTaken: it is not free, or not a slot (any more).
            TooManyAppointments: the conversation holds too many, or one for the same thing.
        """
        change = self._appointments.change(key)
        booked = self._appointments.by_reference(change.reference) if change else None
        if booked is None:
            booked = self._booked(request, office, key, _wall(now))
        self._remind(booked, key, now, reminder)
        return booked

    def move(
        self,
        reference: str,
        office: Office,
        start: datetime,
        *,
        key: str,
        now: datetime,
        reminder: Callable[[Appointment], str],
    ) -> Appointment:
        """Takes another place instead, both or neither, once under ``key``.

        Raises:
            SlotTaken: it is not free, or not a slot (any more); the appointment stays as it was.
            NotBooked: the appointment does not stand any more.
        """
        counter = self._counter(office)
        if self._appointments.change(key) is None and not self._is_slot(counter, office, start, _wall(now)):
            raise SlotTaken("the office does not receive people then")
        moved = self._appointments.move(reference, counter, start, key, _wall(now))
        self._remind(moved, key, now, reminder)
        return moved

    def cancel(self, reference: str, key: str, now: datetime) -> Appointment:
        """Gives the place back, once under ``key``.

        Raises:
            NotBooked: the appointment does not stand any more.
        """
        cancelled = self._appointments.cancel(reference, key, _wall(now))
        self._quietly(lambda: self._reminders.forget_reminders("appointments", reference))
        return cancelled

    def held(self, conversation_id: str, now: datetime) -> Sequence[Appointment]:
        """The appointments of a conversation that are still to come, the next first."""
        return self._appointments.of_conversation(conversation_id, _wall(now))

    def is_of(self, reference: str, conversation_id: str) -> bool:
        """Whether this conversation booked it; no otherwise, be it another's or nobody's."""
        return self._appointments.is_of(reference, conversation_id)

    def find(self, reference: str, now: datetime) -> Optional[Appointment]:
        """The appointment of this reference, if it is still to come."""
        found = self._appointments.by_reference(reference)
        return found if found and found.is_open(_wall(now)) else None

    def get(self, reference: str) -> Optional[Appointment]:
        """The appointment of this reference, whatever became of it."""
        return self._appointments.by_reference(reference)

    # ---- inside

    def _booked(self, request: Request, office: Office, key: str, now: datetime) -> Appointment:
        held = self._appointments.of_conversation(request.conversation_id, now)
        for one in held:
            if (one.office_id, one.start, one.procedure) == (
                request.counter.office_id,
                request.start,
                request.procedure,
            ):
                return one  # asked for before, and its answer was lost: nobody wants it twice
        same = next((one for one in held if (one.purpose, one.procedure) == (request.purpose, request.procedure)), None)
        if same or len(held) >= MOST_HELD:
            raise TooManyAppointments(same or held[0])
        if not self._is_slot(request.counter, office, request.start, now):
            raise SlotTaken("the office does not receive people then")
        return self._appointments.book(request, key, now)

    def _is_slot(self, counter: Counter, office: Office, start: datetime, now: datetime) -> bool:
        """Whether one can book this beginning at all, full or not."""
        if start < now + NOTICE or self._not_open(office, start.date(), now.date()):
            return False
        return start in self._beginnings(counter, office, start.date())

    def _not_open(self, office: Office, day: date, today: date) -> Optional[DayProblem]:
        problem = self.possible(day, datetime.combine(today, time()))
        if problem:
            return problem
        found = self._calendar.day(office, day)
        if found.hours:
            return None
        if found.closed is Closed.HOLIDAY and found.holiday:
            return DayProblem(Trouble.HOLIDAY, holiday=found.holiday.name)
        return DayProblem(Trouble.CLOSED)

    def _beginnings(self, counter: Counter, office: Office, day: date) -> Sequence[datetime]:
        return list(beginnings(counter, day, self._calendar.hours_on(office, day)))

    def _free(self, counter: Counter, office: Office, days: Sequence[date], now: datetime) -> Sequence[Slot]:
        taken = self._appointments.taken(counter, days[0], days[-1])
        earliest = _wall(now) + NOTICE
        return [
            slot
            for day in days
            for slot in free_slots(counter, day, self._calendar.hours_on(office, day), taken, earliest)
        ]

    @staticmethod
    def _counter(office: Office) -> Counter:
        counter = counter_of(office)
        if counter is None:
            raise SlotTaken("the office takes no appointments any more")
        return counter

    def _remind(self, appointment: Appointment, key: str, now: datetime, words: Callable[[Appointment], str]) -> None:
        due = _due(appointment)
        if not reminds(appointment, now):
            self._quietly(lambda: self._reminders.forget_reminders("appointments", appointment.reference))
            return
        self._quietly(
            lambda: self._reminders.remind(
                key=f"{key}:reminder",
                conversation=appointment.conversation_id,
                register="appointments",
                reference=appointment.reference,
                due_at=due.replace(tzinfo=TIME_ZONE),
                until=appointment.start.replace(tzinfo=TIME_ZONE),
                text=words(appointment),
                locale=appointment.locale,
                template=("appointment_tomorrow", (f"{appointment.start:%H:%M}", appointment.reference)),
            )
        )

    def _quietly(self, keep: Callable[[], Any]) -> None:
        """An appointment is not lost because its reminder is."""
        try:
            keep()
        except Unavailable as error:
            self._log(f"a reminder was not kept: {error.code}")


def reminds(appointment: Appointment, now: datetime) -> bool:
    """Whether there is still time for a reminder."""
    return _due(appointment) > _wall(now)


def _due(appointment: Appointment) -> datetime:
    return datetime.combine(appointment.start.date() - _ONE_DAY, _REMINDED_AT)


def counter_of(office: Office) -> Optional[Counter]:
    """How an office receives people by appointment; None when it does not."""
    return Counter(office.id, office.slot_minutes, office.capacity) if office.takes_appointments else None


def _days(first: date, last: date) -> Iterator[date]:
    return (first + number * _ONE_DAY for number in range((last - first).days + 1))


def _wall(now: datetime) -> datetime:
    """A moment by the clock on the wall in Morocco."""
    return (now.astimezone(TIME_ZONE) if now.tzinfo else now).replace(tzinfo=None)
