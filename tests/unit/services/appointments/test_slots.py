"""From opening hours to beginnings: every slot ends before the office closes, and none is offered that is taken or over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.appointments.model import Counter, Slot
from bot.services.appointments.slots import beginnings, free_slots, spread

DAY = date(2026, 12, 7)
FRIDAY = ((time(8, 30), time(12)), (time(14), time(16, 30)))


def at(clock: str) -> datetime:
    return datetime.combine(DAY, time.fromisoformat(clock))


@pytest.mark.parametrize(
    ("hours", "minutes", "expected"),
    [
        ((), 15, []),
        (((time(9), time(10)),), 30, ["09:00", "09:30"]),
        (((time(9), time(9, 50)),), 30, ["09:00"]),
        (((time(9), time(9, 20)),), 30, []),
        (((time(9), time(10)), (time(14), time(15))), 60, ["09:00", "14:00"]),
        (((time(23), time(0)),), 30, ["23:00", "23:30"]),
        (((time(23), time(1)),), 30, ["23:00", "23:30"]),
    ],
)
def test_beginnings(hours: tuple[tuple[time, time], ...], minutes: int, expected: list[str]) -> None:
    """Each from which a whole appointment fits; past midnight is another day."""
    found = beginnings(Counter("x", minutes, 1), DAY, hours)
    assert [f"{start:%H:%M}" for start in found] == expected


def test_what_is_full_or_too_soon_is_left_out() -> None:
    """Taken places are subtracted; the first slot is at the earliest moment or later."""
    counter = Counter("x", 60, 2)
    taken = {at("09:00"): 1, at("10:00"): 2, at("11:00"): 3}
    slots = free_slots(counter, DAY, ((time(8), time(13)),), taken, at("08:30"))
    assert slots == [Slot(at("09:00"), 1), Slot(at("12:00"), 2)]


@given(
    st.lists(st.tuples(st.times(), st.times()), max_size=3),
    st.integers(1, 240),
    st.integers(1, 5),
    st.datetimes(datetime(2026, 12, 6), datetime(2026, 12, 9)),
)
def test_any_hours(hours: list[tuple[time, time]], minutes: int, places: int, earliest: datetime) -> None:
    """Whatever an office's table says: slots lie on the day, not before the earliest moment, each with a place."""
    for slot in free_slots(Counter("x", minutes, places), DAY, hours, {}, earliest):
        assert slot.start.date() == DAY
        assert slot.start >= earliest
        assert slot.free == places


@given(st.integers(0, 60), st.integers(1, 9))
def test_a_few_of_many(number: int, most: int) -> None:
    """In order, without repeats, the first always, the last when there is room for two."""
    slots = [Slot(at("08:00") + timedelta(minutes=10 * place), 1) for place in range(number)]
    found = spread(slots, most)
    assert len(found) == min(number, most)
    assert list(found) == sorted(set(found), key=lambda slot: slot.start)
    if number:
        assert found[0] == slots[0]
    if number > 1 and most > 1:
        assert found[-1] == slots[-1]
