"""Opening hours and closures as a table writes them."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.services.offices.hours import parse_closures, parse_week
from bot.services.offices.model import Closure, Interval

MORNING = Interval(time(8, 30), time(12, 0))
AFTERNOON = Interval(time(14, 0), time(16, 30))


def test_a_week() -> None:
    """Spans of days, single days, one or two intervals; a day that is not named is closed."""
    week = parse_week("mon-thu 8:30-12:00 14:00-16:30; FRI 08:30-12:00;")
    assert week == ((MORNING, AFTERNOON),) * 4 + ((MORNING,), (), ())


def test_nothing_is_closed_all_week() -> None:
    """An empty text is a week without hours."""
    assert parse_week("  ") == ((),) * 7


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("mon", "are missing"),
        ("lundi 08:30-16:30", "a day"),
        ("fri-mon 08:30-16:30", "ends before"),
        ("mon 8-16", "are expected"),
        ("mon 08:30-25:00", "are expected"),
        ("mon 16:30-08:30", "closes before"),
        ("mon 08:30-08:30", "closes before"),
        ("mon 08:30-12:00 11:00-16:30", "overlap"),
        ("mon 14:00-16:30 08:30-12:00", "overlap"),
        ("mon-wed 08:30-12:00; tue 14:00-16:00", "tue stands twice"),
        ("mon- 08:30-16:30", "a day"),
    ],
)
def test_a_week_that_is_none_is_refused(text: str, reason: str) -> None:
    """Each mistake has its reason."""
    with pytest.raises(ValueError, match=reason):
        parse_week(text)


def test_closures() -> None:
    """Single days and spans."""
    assert parse_closures("2027-08-01/2027-08-15; 2027-09-01") == (
        Closure(date(2027, 8, 1), date(2027, 8, 15)),
        Closure(date(2027, 9, 1), date(2027, 9, 1)),
    )
    assert parse_closures("") == ()


@pytest.mark.parametrize("text", ["2027-02-30", "1/8/2027", "2027-08-15/2027-08-01", "soon"])
def test_closures_that_are_none_are_refused(text: str) -> None:
    """A day that does not exist, another way of writing, a span backwards."""
    with pytest.raises(ValueError, match=r"expected|before"):
        parse_closures(text)
