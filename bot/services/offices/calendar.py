"""When an office is open: its week, its hours in Ramadan, its closures, and the public holidays.

All times are Moroccan clock time; a moment with a time zone is taken as it stands on its own clock. Religious days and
Ramadan are estimates until they are announced (``data/offices/calendar.yml``): they may be a day off, and are marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple, Optional

from bot.services.offices.model import Interval, Office

_SEARCHED_DAYS = 60
_DAY = timedelta(days=1)
_ESTIMATED = " (estimated)"
_RAMADAN = 9
_CALCULATED = range(1925, 2076)  # years that the library of the Hijri calendar knows whole
# the library's English names → messages holiday-<name>; a name that is not here falls through, and a test notices
_NAMES = {
    "New Year's Day": "new-year",
    "Proclamation of Independence Day": "independence-manifesto",
    "Amazigh New Year": "amazigh-new-year",
    "Labor Day": "labour-day",
    "Throne Day": "throne-day",
    "Oued Ed-Dahab Day": "oued-ed-dahab",
    "Revolution Day": "revolution-day",
    "Youth Day": "youth-day",
    "Unity Day": "unity-day",
    "Green March": "green-march",
    "Independence Day": "independence-day",
    "Eid al-Fitr": "eid-al-fitr",
    "Eid al-Adha": "eid-al-adha",
    "Islamic New Year": "hijri-new-year",
    "Prophet's Birthday": "mawlid",
}


class Closed(str, Enum):
    """Why an office has no hours on a day."""

    WEEKLY = "weekly"  # it never opens on that day of the week
    HOLIDAY = "holiday"
    CLOSURE = "closure"  # works, holidays of its own


class Holiday(NamedTuple):
    """A public holiday; its message is ``holiday-<name>``."""

    name: str
    estimated: bool = False  # by calculation: the sighting may move it by a day


@dataclass(frozen=True)
class Day:
    """One day of an office: ``hours`` is empty when ``closed`` says why."""

    hours: tuple[Interval, ...]
    closed: Optional[Closed] = None
    holiday: Optional[Holiday] = None
    ramadan: bool = False
    estimated: bool = False  # holiday or Ramadan's edge by calculation: this day may turn out otherwise


class MoroccanDays:
    """The public holidays and Ramadan. Built from ``data/offices/calendar.yml``, then read-only."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self._fixed: Mapping[str, Mapping[str, Any]] = known.get("fixed") or {}
        self._announced = _days(known.get("announced") or {})
        self._decreed = _days(known.get("decreed") or {})
        self._ramadan: Mapping[int, list[date]] = known.get("ramadan") or {}
        self._of_year = lru_cache(maxsize=16)(self._holidays)
        self._ramadan_of = lru_cache(maxsize=16)(self._ramadans)

    def holiday(self, day: date) -> Optional[Holiday]:
        """The public holiday on a day."""
        return self._of_year(day.year).get(day)

    def is_ramadan(self, day: date) -> bool:
        return any(first <= day <= last for first, last, _ in self._ramadan_of(day.year))

    def is_estimated(self, day: date) -> bool:
        """Whether the day may turn out otherwise: beside an estimated holiday, or at an estimated edge of Ramadan."""
        if day.year not in _CALCULATED:
            return False
        beside = (self.holiday(day + step * _DAY) for step in (-1, 0, 1))
        edges = (edge for first, last, sure in self._ramadan_of(day.year) if not sure for edge in (first, last + _DAY))
        return any(one is not None and one.estimated for one in beside) or any(
            abs(day - edge) <= _DAY for edge in edges
        )

    def _holidays(self, year: int) -> Mapping[date, Holiday]:
        announced = {day: name for day, name in self._announced.items() if day.year == year}
        found = {}
        for day, holiday in sorted(_library(year), key=lambda entry: not entry[1].estimated):  # a sure one wins
            if holiday.name not in announced.values() and not self._is_fixed(holiday.name, year):
                found[day] = holiday
        for name, entry in self._fixed.items():
            if self._is_fixed(name, year):
                month, number = map(int, entry["day"].split("-"))
                found[date(year, month, number)] = Holiday(name)
        decreed = {day: name for day, name in self._decreed.items() if day.year == year}
        return {**found, **{day: Holiday(name) for day, name in {**decreed, **announced}.items()}}

    def _is_fixed(self, name: str, year: int) -> bool:
        return name in self._fixed and year >= self._fixed[name]["since"]

    def _ramadans(self, year: int) -> tuple[tuple[date, date, bool], ...]:
        """First day, last day and whether they are announced, of every Ramadan that touches a year."""
        announced = [(first, last, True) for begun, (first, last) in self._ramadan.items() if begun in (year - 1, year)]
        taken = {first.year for first, _, _ in announced}
        estimated = [(first, last, False) for first, last in _estimated_ramadans(year) if first.year not in taken]
        return (*announced, *estimated)


class Calendar:
    """When offices are open."""

    def __init__(self, days: MoroccanDays) -> None:
        self.days = days

    def day(self, office: Office, day: date) -> Day:
        """Everything about one day of an office."""
        holiday = self.days.holiday(day)
        ramadan = self.days.is_ramadan(day)
        hours = (office.ramadan_hours if ramadan else office.hours)[day.weekday()]
        closed = None
        if not hours:
            closed = Closed.WEEKLY
        elif holiday:
            closed = Closed.HOLIDAY
        elif any(closure.first <= day <= closure.last for closure in office.closures):
            closed = Closed.CLOSURE
        return Day(() if closed else hours, closed, holiday, ramadan, self.days.is_estimated(day))

    def hours_on(self, office: Office, day: date) -> tuple[Interval, ...]:
        """When it is open on a day, in order; () when it is closed."""
        return self.day(office, day).hours

    def is_open(self, office: Office, moment: datetime) -> bool:
        return self.closing(office, moment) is not None

    def closing(self, office: Office, moment: datetime) -> Optional[datetime]:
        """When it closes next, if it is open at ``moment``."""
        clock = moment.replace(tzinfo=None).time()
        for opens, closes in self.hours_on(office, moment.date()):
            if opens <= clock < closes:
                return datetime.combine(moment.date(), closes, moment.tzinfo)
        return None

    def next_opening(self, office: Office, moment: datetime) -> Optional[datetime]:
        """When it opens next after ``moment``; None when it does not within two months."""
        return next((opens for opens in self._openings(office, moment) if opens > moment), None)

    def _openings(self, office: Office, moment: datetime) -> Iterator[datetime]:
        for number in range(_SEARCHED_DAYS + 1):
            day = moment.date() + number * _DAY
            for interval in self.hours_on(office, day):
                yield datetime.combine(day, interval.opens, moment.tzinfo)


def _days(entries: Mapping[Any, str]) -> dict[date, str]:
    return {day if isinstance(day, date) else date.fromisoformat(day): name for day, name in entries.items()}


def _library(year: int) -> Iterator[tuple[date, Holiday]]:
    """The public holidays as the library of holidays has them."""
    import holidays

    for day, names in holidays.country_holidays("MA", years=year, language="en_US").items():
        for name in names.split("; "):
            bare = name.removesuffix(_ESTIMATED)
            yield day, Holiday(_NAMES.get(bare, bare), name != bare)


def _estimated_ramadans(year: int) -> Iterator[tuple[date, date]]:
    """First and last day of each Ramadan that touches a year, by the Umm al-Qura calendar."""
    from hijridate import Gregorian, Hijri

    if year not in _CALCULATED:
        return
    for hijri_year in range(Gregorian(year, 1, 1).to_hijri().year, Gregorian(year, 12, 31).to_hijri().year + 1):
        first = Hijri(hijri_year, _RAMADAN, 1).to_gregorian()
        yield (
            date(first.year, first.month, first.day),
            date.fromordinal(Hijri(hijri_year, _RAMADAN + 1, 1).to_gregorian().toordinal() - 1),
        )
