"""When an office is open: weeks, Ramadan, public holidays, closures."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.locales import CODES
from bot.messages import format_message
from bot.services.offices.calendar import _NAMES, Closed, Holiday
from bot.services.offices.hours import parse_week
from bot.services.offices.model import Closure, Interval
from tests.unit.services.offices.samples import calendar, office, shipped

CALENDAR = calendar()
DAYS = CALENDAR.days
OFFICE = office()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 1, 1), "new-year"),
        (date(2027, 1, 11), "independence-manifesto"),
        (date(2027, 1, 14), "amazigh-new-year"),
        (date(2027, 5, 1), "labour-day"),
        (date(2027, 7, 30), "throne-day"),
        (date(2026, 8, 14), "oued-ed-dahab"),
        (date(2026, 8, 20), "revolution-day"),
        (date(2026, 8, 21), "youth-day"),
        (date(2026, 10, 31), "unity-day"),
        (date(2026, 11, 6), "green-march"),
        (date(2026, 11, 18), "independence-day"),
    ],
)
def test_fixed_holidays(day: date, name: str) -> None:
    """Every fixed public holiday of Morocco, on its day, and sure."""
    assert DAYS.holiday(day) == Holiday(name)


@pytest.mark.parametrize("day", [date(2027, 1, 13), date(2024, 10, 31), date(2026, 12, 1)])
def test_days_that_are_none(day: date) -> None:
    """Not the 13th of January, which the library has; no Unity Day before there was one; no ordinary day."""
    assert DAYS.holiday(day) is None


@pytest.mark.parametrize("name", ["eid-al-fitr", "eid-al-adha", "hijri-new-year", "mawlid"])
def test_religious_holidays_are_estimates(name: str) -> None:
    """Each is there every year, and said to be calculated; two days of each but for the new year."""
    for year in (2028, 2029):
        days = [day for day in _year(year) if (DAYS.holiday(day) or Holiday("")).name == name]
        assert len(days) >= (1 if name == "hijri-new-year" else 2)
        assert all(DAYS.holiday(day) == Holiday(name, estimated=True) for day in days)


def test_what_is_announced_replaces_the_estimate() -> None:
    """Once the sighting is announced its days count, surely, and the calculated ones no longer; other years stay."""
    told = calendar(announced={date(2027, 3, 10): "eid-al-fitr", date(2027, 3, 11): "eid-al-fitr"}).days
    assert told.holiday(date(2027, 3, 9)) is None
    assert told.holiday(date(2027, 3, 10)) == Holiday("eid-al-fitr")
    assert DAYS.holiday(date(2027, 3, 9)) == Holiday("eid-al-fitr", estimated=True)
    assert any(one and one.estimated and one.name == "eid-al-fitr" for one in map(told.holiday, _year(2028)))


def test_a_sure_holiday_hides_an_estimate_of_the_same_day() -> None:
    """In 2027 the 14th of August is Oued Ed-Dahab whatever the moon does; the feast is calculated for that day too."""
    assert DAYS.holiday(date(2027, 8, 14)) == Holiday("oued-ed-dahab")
    assert DAYS.holiday(date(2027, 8, 15)) == Holiday("mawlid", estimated=True)


def test_a_day_decreed() -> None:
    """A bridge day closes every office."""
    told = calendar(decreed={date(2027, 6, 7): "decreed-day"})
    assert told.day(OFFICE, date(2027, 6, 7)).closed is Closed.HOLIDAY


def test_ramadan_is_calculated() -> None:
    """A month of 29 or 30 days each year, at its place: in 2027 it begins about the 8th of February."""
    days = [day for day in _year(2027) if DAYS.is_ramadan(day)]
    assert len(days) in (29, 30)
    assert abs(days[0] - date(2027, 2, 8)) <= timedelta(1)
    assert days[-1] - days[0] == timedelta(len(days) - 1)


def test_two_ramadans_in_one_year() -> None:
    """2030 has two: in January and in December."""
    months = {day.month for day in _year(2030) if DAYS.is_ramadan(day)}
    assert {1, 12} <= months


def test_ramadan_as_announced() -> None:
    """What an operator writes replaces the calculation of that year only, and is sure."""
    told = calendar(ramadan={2027: [date(2027, 2, 9), date(2027, 3, 9)]}).days
    assert not told.is_ramadan(date(2027, 2, 8))
    assert told.is_ramadan(date(2027, 3, 9))
    assert not told.is_estimated(date(2027, 2, 9))
    assert DAYS.is_estimated(date(2027, 2, 8))
    assert any(map(told.is_ramadan, _year(2028)))


@pytest.mark.parametrize(
    ("day", "estimated"),
    [
        (date(2027, 2, 7), True),  # may be its first day
        (date(2027, 2, 20), False),
        (date(2027, 3, 11), True),  # the day after the second day of the feast
        (date(2027, 1, 11), False),
    ],
)
def test_days_that_may_turn_out_otherwise(day: date, estimated: bool) -> None:
    """Beside a calculated feast and at Ramadan's edges a day is uncertain; elsewhere it is not."""
    assert CALENDAR.day(OFFICE, day).estimated is estimated


def test_the_week() -> None:
    """Monday to Thursday, Friday with a break, no hours on Saturday and Sunday, and why."""
    assert CALENDAR.hours_on(OFFICE, date(2026, 12, 1)) == (Interval(time(8, 30), time(16, 30)),)
    assert len(CALENDAR.hours_on(OFFICE, date(2026, 12, 4))) == 2
    assert CALENDAR.day(OFFICE, date(2026, 12, 5)).closed is Closed.WEEKLY


def test_ramadan_hours() -> None:
    """In Ramadan the office's other week counts."""
    day = CALENDAR.day(OFFICE, date(2027, 2, 16))
    assert day.ramadan
    assert day.hours == (Interval(time(9), time(15)),)


def test_a_holiday_closes_and_a_closure_too() -> None:
    """Each says why; a Sunday that is a holiday is closed as any Sunday."""
    closed = office(closures=(Closure(date(2026, 12, 2), date(2026, 12, 3)),))
    assert CALENDAR.day(OFFICE, date(2027, 1, 11)).closed is Closed.HOLIDAY
    assert [CALENDAR.day(closed, date(2026, 12, day)).closed for day in (1, 2, 3, 4)] == [
        None, Closed.CLOSURE, Closed.CLOSURE, None,
    ]  # fmt: skip
    assert CALENDAR.day(OFFICE, date(2026, 8, 16)).closed is Closed.WEEKLY


@pytest.mark.parametrize(
    ("clock", "is_open"),
    [("08:29", False), ("08:30", True), ("11:59", True), ("12:00", False), ("13:59", False), ("14:00", True), ("16:29", True), ("16:30", False), ("03:00", False)],
)  # fmt: skip
def test_open_from_the_first_minute_and_not_at_the_last(clock: str, is_open: bool) -> None:
    """On a Friday with a break: open at the minute of opening, closed at the minute of closing."""
    assert CALENDAR.is_open(OFFICE, datetime.fromisoformat(f"2026-12-04 {clock}")) is is_open


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-12-01 07:00", "2026-12-01 08:30"),
        ("2026-12-01 08:30", "2026-12-02 08:30"),
        ("2026-12-01 09:00", "2026-12-02 08:30"),
        ("2026-12-04 12:30", "2026-12-04 14:00"),
        ("2026-12-04 17:00", "2026-12-07 08:30"),
        ("2026-12-31 17:00", "2027-01-04 08:30"),  # New Year's Day is a Friday
        ("2027-01-08 17:00", "2027-01-12 08:30"),  # weekend, then the Manifesto
    ],
)
def test_the_next_opening(moment: str, opens: str) -> None:
    """After now, over breaks, nights, weekends and holidays."""
    assert CALENDAR.next_opening(OFFICE, datetime.fromisoformat(moment)) == datetime.fromisoformat(opens)


def test_an_office_closed_for_long_has_no_next_opening() -> None:
    """Works of a year: none within two months."""
    closed = office(closures=(Closure(date(2026, 1, 1), date(2027, 12, 31)),))
    assert CALENDAR.next_opening(closed, datetime(2026, 12, 1, 9)) is None


def test_a_zone_is_kept() -> None:
    """A moment of Morocco gives a moment of Morocco, by the clock on the wall, also where the legal time changes."""
    zone = ZoneInfo("Africa/Casablanca")
    opens = CALENDAR.next_opening(OFFICE, datetime(2027, 2, 6, 12, tzinfo=zone))  # GMT from Sunday the 7th
    assert opens is not None
    assert (opens.tzinfo, opens.hour) == (zone, 9 if DAYS.is_ramadan(opens.date()) else 8)
    closes = CALENDAR.closing(OFFICE, datetime(2026, 12, 1, 9, tzinfo=zone))
    assert closes == datetime(2026, 12, 1, 16, 30, tzinfo=zone)


@given(moment=st.datetimes(datetime(2026, 1, 1), datetime(2035, 1, 1)))
def test_the_next_opening_is_open(moment: datetime) -> None:
    """At the next opening the office is open, and it was not a minute before; it is never in the past."""
    opens = CALENDAR.next_opening(OFFICE, moment)
    assert opens is not None
    assert opens > moment
    assert CALENDAR.is_open(OFFICE, opens)
    assert not CALENDAR.is_open(OFFICE, opens - timedelta(minutes=1))


@given(day=st.dates())
@example(day=date.min)
@example(day=date.max)
def test_no_day_is_too_far(day: date) -> None:
    """Whatever a citizen writes, from year 1 to 9999, is answered."""
    CALENDAR.day(OFFICE, day)


def test_every_name_of_the_library_is_ours() -> None:
    """The library's names are all translated: a new one, or one that it renames, is noticed here."""
    names = {
        name.removesuffix(" (estimated)")
        for found in holidays.country_holidays("MA", years=range(2024, 2036), language="en_US").values()
        for name in found.split("; ")
    }
    assert names <= set(_NAMES)
    assert len(names) > 10


@pytest.mark.parametrize("locale", CODES)
def test_every_holiday_has_a_name(locale: str) -> None:
    """In every locale, also those of the file that an operator edits."""
    names = {*_NAMES.values(), *shipped("calendar")["fixed"], "decreed-day"}
    assert all(format_message(locale, f"holiday-{name}") for name in names)


def test_a_saturday_office() -> None:
    """The samples have some that open on Saturdays: the next opening knows it."""
    saturday = office(hours=parse_week("sat 09:00-12:00"))
    assert CALENDAR.next_opening(saturday, datetime(2026, 12, 1, 9)) == datetime(2026, 12, 5, 9)


def _year(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(number) for number in range((date(year + 1, 1, 1) - first).days)]
