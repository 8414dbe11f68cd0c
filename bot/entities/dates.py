"""Dates: in figures, with the name of a month, and relative to today; intervals for weeks, months and years."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import Any, Optional

from bot.entities.lexicon import NUMBER, Item, Lexicon, Rule, matches
from bot.entities.model import Entity, Kind
from bot.entities.tokens import Token

_FIGURES = re.compile(
    r"(?<![\d/.-])(?<!\d,)(?:(?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
    r"|(?P<day>\d{1,2})\s?(?P<separator>[/.-])\s?(?P<month>\d{1,2})\s?(?P=separator)\s?(?P<year>\d{4}|\d{2})"
    r"|(?P<next_day>\d{1,2})/(?P<next_month>\d{1,2}))(?![\d/]|[.-]\d)"
)
_YEARS_AHEAD = 20  # "40" is 2040 until today is past 2020, and 1940 before
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_REACH = 40  # characters between "né" and a date that is a past one
_ONE_DAY, _ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Y": 12}
# Symbols: M month, m month beside a number, W weekday, w weekday beside a day word, R days from today, D day, U other
# unit of time, T two units, A article, s "th", o of, H this, N next, L last (after its noun), l last, K weekend, I in, S since, G ago, p past,
# c call, i in a year, x what makes a number before it no day; n day's number, Y year, 0 other number
_GROUPS = {
    "A": "article", "s": "day number suffix", "o": "of", "H": "this", "N": "next", "L": "last", "l": "last before or after", "K": "weekend",
    "I": "in", "S": "since", "G": "ago", "p": "past", "c": "call", "i": "in year",
}  # fmt: skip


class Prefer(str, Enum):
    """Which date is meant when the year is not said."""

    FUTURE = "future"  # the next one; today counts as a date, not as a weekday
    PAST = "past"  # the last one, likewise


class Dates:
    """Reads dates. Built once from the gazetteers, then read-only.

    Days come before months. A date without a year, or a weekday, is the one that ``prefer`` says, but the past one
    after words such as "né le" and "tzadit". Impossible dates give nothing. A week begins on Monday.
    """

    def __init__(self, gazetteers: Mapping[str, Mapping[str, Any]]) -> None:
        months, weekdays, units = gazetteers["months"], gazetteers["weekdays"], gazetteers["units"]
        words, times = gazetteers["dates"], gazetteers["times"]
        self._lexicon = Lexicon(
            [
                *_numbered("M", months),
                *_numbered("m", months["beside a number"]),
                *_numbered("W", weekdays),
                *_numbered("w", weekdays["beside a day word"]),
                *(("R", int(days), names) for days, names in words["days from today"].items()),
                *((symbol, None, words[group]) for symbol, group in _GROUPS.items()),
                ("D", "D", words["day"]),
                *(("D" if unit == "D" else "U", unit, names) for unit, names in units["duration"].items()),
                *(("T", unit, names) for unit, names in units["two of"].items()),
                *(("x", None, names) for names in _no_days(units, times)),
            ],
            by_skeleton="M",
        )

    def entities(
        self, text: str, tokens: Sequence[Token], today: date, prefer: Prefer = Prefer.FUTURE
    ) -> Iterator[Entity]:
        """Every date in ``text``, whose tokens with number words read are ``tokens``; digits of ``text`` are 0–9."""
        items = [_classified(item) for item in self._lexicon.read(tokens)]
        pasts = [item.start for item in items if item.symbol == "p"]
        calendar = _Calendar(today, prefer, pasts)
        yield from matches(calendar.rules(), items, Kind.DATE)
        for match in _FIGURES.finditer(text):
            if found := calendar.figures(match):
                yield Entity(Kind.DATE, found, match.start(), match.end())


class _Calendar:
    """What the rules mean, on a given day."""

    def __init__(self, today: date, prefer: Prefer, pasts: Sequence[int]) -> None:
        self._today = today
        self._prefer = prefer
        self._pasts = pasts

    def rules(self) -> Iterator[Rule]:
        """Every pattern with the method that says what it means."""
        for method, patterns in _PATTERNS.items():
            value = getattr(self, method)
            yield from (Rule(pattern, value) for pattern in patterns)

    def figures(self, match: re.Match[str]) -> Optional[str]:
        """The date that ``match`` of the figures' pattern writes."""
        part = match.groupdict()
        past = self._is_past(match.start())
        if part["iso_year"]:
            return _iso(int(part["iso_year"]), int(part["iso_month"]), int(part["iso_day"]))
        if part["year"]:
            return _iso(self._full_year(part["year"], past), int(part["month"]), int(part["day"]))
        return self._without_year(int(part["next_day"]), int(part["next_month"]), past)

    def day_of_month(self, items: Sequence[Item]) -> Optional[str]:
        """ "5 mars", "March 5th 2027"."""
        by_symbol = {item.symbol: item for item in items}
        day, month = _day(by_symbol["n"]), (by_symbol.get("M") or by_symbol["m"]).value
        if "Y" in by_symbol:
            return _iso(_int(by_symbol["Y"]), month, day)
        return self._without_year(day, month, self._is_past(items[0].start))

    def day(self, items: Sequence[Item]) -> Optional[str]:
        """ "le 5": the next day of that number."""
        day = next(_day(item) for item in items if item.symbol == "n")
        step = -1 if self._is_past(items[0].start) else 1
        months = (_shift(self._today, "M", step * count) for count in range(3))
        found = (_iso(month.year, month.month, day) for month in months)
        return next((value for value in found if value and self._fits(value, step < 0)), None)

    def weekday(self, items: Sequence[Item]) -> str:
        """ "lundi", "nhar letnin jay", "last Monday"; never today."""
        weekday = next(item.value for item in items if item.symbol in "Ww")
        past = _has(items, "LlS") or (not _has(items, "N") and self._is_past(items[0].start))
        ahead = (weekday - self._today.isoweekday() - 1) % 7 + 1
        return (self._today + timedelta(days=ahead - 7 - 7 * (ahead == 7) if past else ahead)).isoformat()

    def days_from_today(self, items: Sequence[Item]) -> str:
        """ "demain", "lbare7"."""
        return (self._today + timedelta(days=items[0].value)).isoformat()

    def later(self, items: Sequence[Item]) -> Optional[str]:
        """ "dans 3 jours", "men daba yomayn"."""
        return self._shifted(items, 1)

    def earlier(self, items: Sequence[Item]) -> Optional[str]:
        """ "il y a 3 jours", "3 days ago"."""
        return self._shifted(items, -1)

    def unit(self, items: Sequence[Item]) -> str:
        """ "had simana", "le mois prochain", "last year"; "had nhar" is a day."""
        unit = next(item.value for item in items if item.symbol == "U")
        step = _has(items, "N") - _has(items, "Ll")
        return _interval(*_bounds(_shift(self._today, unit, step), unit))

    def weekend(self, items: Sequence[Item]) -> str:
        """Saturday and Sunday of this week, "next": of the next one; on a Sunday this weekend is still today's."""
        step = _has(items, "N") - _has(items, "Ll")
        sunday = self._today + timedelta(days=7 - self._today.isoweekday()) + step * _ONE_WEEK
        return _interval(sunday - _ONE_DAY, sunday)

    def month(self, items: Sequence[Item]) -> str:
        """ "en mars", "mars 2027": the whole month."""
        month = next(item.value for item in items if item.symbol in "Mm")
        year = next((_int(item) for item in items if item.symbol == "Y"), None)
        if year is None:
            past = _has(items, "LlS") or self._is_past(items[0].start)
            year = self._today.year + ((month < self._today.month) if not past else -(month > self._today.month))
        return _interval(*_bounds(date(year, month, 1), "M"))

    def year(self, items: Sequence[Item]) -> Optional[str]:
        """ "en 2022": the whole year."""
        return _interval(*_bounds(date(_int(items[-1]), 1, 1), "Y")) if items[0].value in (None, "Y") else None

    def _is_past(self, position: int) -> bool:
        said = any(position - _REACH < past < position for past in self._pasts)
        return said or self._prefer is Prefer.PAST

    def _fits(self, iso: str, past: bool) -> bool:
        return iso <= self._today.isoformat() if past else iso >= self._today.isoformat()

    def _without_year(self, day: int, month: int, past: bool) -> Optional[str]:
        """The first such date from today on, or back from today; a leap day may be eight years away."""
        years = (self._today.year + (-count if past else count) for count in range(9))
        found = (_iso(year, month, day) for year in years)
        return next((value for value in found if value and self._fits(value, past)), None)

    def _full_year(self, year: str, past: bool) -> int:
        if len(year) == 4:
            return int(year)
        latest = self._today.year + (0 if past else _YEARS_AHEAD)
        return 2000 + int(year) if 2000 + int(year) <= latest else 1900 + int(year)

    def _shifted(self, items: Sequence[Item], direction: int) -> Optional[str]:
        unit = next(item for item in items if item.symbol in "UDT")
        count = next((_int(item) for item in items if item.number is not None), 2 if unit.symbol == "T" else 1)
        if count > _MOST_UNITS:
            return None
        return _shift(self._today, unit.value, direction * count).isoformat()


_MOST_UNITS = 999
_DAY_OF_NUMBER = r"ns?(?!o?[xUDMm]|[,0Y]|n(?!x))"
_PATTERNS = {
    method: [re.compile(pattern) for pattern in patterns]
    for method, patterns in {
        "day_of_month": [r"(?:D?W)?[AD]{0,2}ns?o?[Mm](?:o?Y)?", r"(?<![nso])[Mm]A?ns?(?:Y|(?![xUD]))"],
        "day": [rf"(?<!c)(?:[AD]{{1,2}}W?|WA?){_DAY_OF_NUMBER}"],
        "weekday": [r"S?[HAD]{0,2}W[NLl]?", r"[HNl]W", r"[DHN]{1,2}w[NLl]?", r"w[NLl]"],
        "days_from_today": [r"R"],
        "later": [r"I[n0w]o?[UD]", r"I[UDT]"],
        "earlier": [r"S[n0w]o?[UD]", r"S[UDT]", r"[n0w]o?[UD][GS]", r"TG"],
        "unit": [r"[HA]?U[NLl]", r"[Nl]U", r"HU"],
        "weekend": [r"[HANl]?K[NLl]?"],
        "month": [r"(?<!n)(?<!n[so])[HAS]?M[NLl]?", r"[Mm]o?Y"],
        "year": [r"[iISoU]Y"],
    }.items()
}


def _numbered(symbol: str, names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int, Sequence[str]]]:
    return ((symbol, int(number), phrases) for number, phrases in names.items() if number.isdigit())


def _no_days(units: Mapping[str, Any], times: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    """What makes the number before it an hour, an amount or a power, and no day of a month."""
    yield from (units["horsepower"], units["minutes"], times["hour"])
    for groups in (units["money"], times["parts of the day"], times["meridiem"]):
        yield from groups.values()


def _classified(item: Item) -> Item:
    """A number as a possible day of a month, a possible year, or neither."""
    if item.symbol != NUMBER:
        return item
    number = _int(item)
    is_year = _FIRST_YEAR <= number <= _LAST_YEAR and len(item.value) == 4
    return item._replace(symbol="Y" if is_year else "n" if 1 <= number <= 31 else "0")


def _int(item: Item) -> int:
    return int(item.number or 0)


def _day(item: Item) -> int:
    """The number of a day; 0, which is none, for "one" and "two", more often an article or a count ("the two")."""
    return _int(item) if item.value.isdigit() or _int(item) > 2 else 0


def _has(items: Sequence[Item], symbols: str) -> bool:
    return any(item.symbol in symbols for item in items)


def _iso(year: int, month: int, day: int) -> Optional[str]:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _bounds(day: date, unit: str) -> tuple[date, date]:
    """The first and the last day of the week, month or year in which ``day`` is."""
    if unit == "W":
        first = day - timedelta(days=day.isoweekday() - 1)
    else:
        first = day.replace(day=1) if unit == "M" else day.replace(month=1, day=1)
    return first, _shift(first, unit, 1) - _ONE_DAY


def _shift(day: date, unit: str, count: int) -> date:
    """``day`` and ``count`` units; the last of the month when it has no such day."""
    if unit in _DAYS:
        return day + timedelta(days=_DAYS[unit] * count)
    year, month = divmod(day.year * 12 + day.month - 1 + _MONTHS[unit] * count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _interval(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"
