"""Where appointments are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Optional, Protocol

from bot.services.appointments.model import Appointment, Change, Counter, Request


class AppointmentRepository(Protocol):
    """The register of appointments. Every method may raise ``Unavailable``."""

    def taken(self, counter: Counter, first: date, last: date) -> Mapping[datetime, int]:
        """For every beginning on these days, how many places are taken."""
        ...

    def book(self, request: Request, key: str, now: datetime) -> Appointment:
        """Takes a place, once under ``key``: the same key again gives the same appointment.

        Raises:
            SlotTaken: no place is free then.
        """
        ...

    def move(self, reference: str, counter: Counter, start: datetime, key: str, now: datetime) -> Appointment:
        """Gives the place back and takes one at ``start``, both or neither, once under ``key``.

        Raises:
            SlotTaken: no place is free then; the appointment stays as it was.
            NotBooked: it does not stand, or is over.
        """
        ...

    def cancel(self, reference: str, key: str, now: datetime) -> Appointment:
        """Gives the place back, once under ``key``.

        Raises:
            NotBooked: it does not stand, or is over.
        """
        ...

    def change(self, key: str) -> Optional[Change]:
        """What was done under ``key``."""
        ...

    def by_reference(self, reference: str) -> Optional[Appointment]: ...

    def of_conversation(self, conversation_id: str, after: datetime) -> Sequence[Appointment]:
        """The appointments of a conversation that stand and begin after ``after``, the next first."""
        ...

    def is_of(self, reference: str, conversation_id: str) -> bool:
        """Whether this conversation booked it; no otherwise, be it another's or nobody's."""
        ...

    def count_of(self, conversation_id: str) -> int:
        """How many rows are kept for a conversation."""
        ...
