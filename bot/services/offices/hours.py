"""Opening hours as people write them in a table: ``mon-thu 08:30-12:30 13:30-16:30; fri 08:30-11:30``."""

from __future__ import annotations

import re
from datetime import date, time
from itertools import pairwise

from bot.services.offices.model import Closure, Interval, Week

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {name: number for number, name in enumerate(_DAYS)}
_INTERVAL = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


def parse_week(text: str) -> Week:
    """The week that a text means; days that it does not name are closed.

    Raises:
        ValueError: with what is wrong, in one line.
    """
    week: list[tuple[Interval, ...]] = [()] * len(_DAYS)
    for part in filter(None, (part.strip() for part in text.split(";"))):
        days, *intervals = part.lower().split()
        if not intervals:
            raise ValueError(f"{part!r}: hours such as 08:30-16:30 are missing")
        hours = _in_order([_interval(interval) for interval in intervals], part)
        for day in _named(days):
            if week[day]:
                raise ValueError(f"{_DAYS[day]} stands twice")
            week[day] = hours
    return tuple(week)


def parse_closures(text: str) -> tuple[Closure, ...]:
    """The closures of a text such as ``2027-08-01/2027-08-15; 2027-09-01``.

    Raises:
        ValueError: with what is wrong, in one line.
    """
    return tuple(_closure(part.strip()) for part in text.split(";") if part.strip())


def _closure(part: str) -> Closure:
    first, _, last = part.partition("/")
    try:
        closure = Closure(date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip()))
    except ValueError as error:
        raise ValueError(f"{part!r}: a day such as 2027-08-01, or two with / between, is expected") from error
    if closure.last < closure.first:
        raise ValueError(f"{part!r}: ends before it begins")
    return closure


def _named(days: str) -> range:
    first, dash, last = days.partition("-")
    last = last if dash else first
    if first not in _NUMBERS or last not in _NUMBERS:
        raise ValueError(f"{days!r}: a day (mon tue wed thu fri sat sun) or a span such as mon-fri is expected")
    if _NUMBERS[last] < _NUMBERS[first]:
        raise ValueError(f"{days!r}: ends before it begins")
    return range(_NUMBERS[first], _NUMBERS[last] + 1)


def _interval(text: str) -> Interval:
    match = _INTERVAL.fullmatch(text)
    try:
        if not match:
            raise ValueError
        opens, closes = time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))
    except ValueError as error:
        raise ValueError(f"{text!r}: hours such as 08:30-16:30 are expected") from error
    if closes <= opens:
        raise ValueError(f"{text!r}: closes before it opens")
    return Interval(opens, closes)


def _in_order(intervals: list[Interval], part: str) -> tuple[Interval, ...]:
    if any(later.opens < earlier.closes for earlier, later in pairwise(intervals)):
        raise ValueError(f"{part!r}: the hours overlap or are not in order")
    return tuple(intervals)
