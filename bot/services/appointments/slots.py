"""From opening hours to the beginnings that can be booked. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.services.appointments.model import Counter, Hours, Slot


def beginnings(counter: Counter, day: date, hours: Hours) -> Iterator[datetime]:
    """Every beginning on ``day`` from which a whole appointment ends before the office closes."""
    length = timedelta(minutes=counter.minutes)
    for opening, closing in hours:
        start, end = datetime.combine(day, opening), datetime.combine(day, closing)
        if end <= start:  # midnight, or past it
            end += timedelta(days=1)
        while start + length <= end and start.date() == day:
            yield start
            start += length


def free_slots(
    counter: Counter, day: date, hours: Hours, taken: Mapping[datetime, int], earliest: datetime
) -> Sequence[Slot]:
    """The slots of ``day`` with a free place that begin at ``earliest`` or later."""
    slots = (Slot(start, counter.places - taken.get(start, 0)) for start in beginnings(counter, day, hours))
    return [slot for slot in slots if slot.free > 0 and slot.start >= earliest]


def spread(slots: Sequence[Slot], most: int) -> Sequence[Slot]:
    """At most ``most`` of the slots, from the first to the last, evenly."""
    if len(slots) <= most:
        return slots
    if most == 1:
        return slots[:1]
    return [slots[round(place * (len(slots) - 1) / (most - 1))] for place in range(most)]
