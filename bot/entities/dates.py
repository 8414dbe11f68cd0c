"""Dates: in figures, with the name of a month, and relative to today; intervals for weeks, months and years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import Any

from bot.entities.lexicon import Lexicon, matches
from bot.entities.model import Entity, Kind
from bot.entities.tokens import Token

_FIGURES = re.compile(
    r"(?<![\d/.-])(?<!\d,)(?:(?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
    r"|(?P<day>\d{1,2})\s?(?P<separator>[/.-])\s?(?P<month>\d{1,2})\s?(?P=separator)\s?(?P<year>\d{4}|\d{2})"
    r"|(?P<next_day>\d{1,2})/(?P<next_month>\d{1,2}))(?![\d/]|[.-]\d)"
)
_MONTHS_OF_A_CENTURY = 100
_YEARS_AHEAD = 20  # "40" is 2040 until today is past 2020, and 1940 before
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_ONE_DAY, _ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
_STEP = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}


class Prefer(str, Enum):
    """Which date is meant when the year is not said."""

    FUTURE = "future"  # the next one, today included
    PAST = "past"  # the last one, today included


class Dates:
    """Reads dates. Built once from ``months.yml``, ``weekdays.yml``, ``dates.yml`` and ``units.yml``, then read-only.

    Days come before months. A date without a year, or a weekday, is the one that ``prefer`` says, but the past one after
    words such as "né le" and "tzadit". Impossible dates give nothing.
    """

    def __init__(
        self,
        months: Mapping[str, Any],
        weekdays: Mapping[str, Any],
        words: Mapping[str, Any],
        units: Mapping[str, Any],
    ) -> None:
        self._lexicon = Lexicon(
            [
                *_numbered("M", months),
                *_numbered("m", months["beside a number"]),
                *_numbered("W", weekdays),
                *_numbered("w", weekdays["beside a day word"]),
                *(("R", int(days), names) for days, names in words["days from today"].items()),
                *((symbol, None, words[group]) for symbol, group in _GROUPS.items()),
                ("U", "D", words["day"]),
                *(("U", unit, names) for unit, names in units["duration"].items()),
                *(("T", unit, names) for unit, names in units["two of"].items()),
                ("x", None, units["horsepower"]),
                *(("x", None, names) for names in units["money"].values()),
            ]
        )

    def entities(
        self, text: str, tokens: Sequence[Token], today: date, prefer: Prefer = Prefer.FUTURE
    ) -> Iterator[Entity]:
        """Every date in ``text``, whose tokens with number words read are ``tokens``; digits of ``text`` are 0–9."""
        items = self._lexicon.read(tokens)
        pasts = [item.start for item in items if item.symbol == "p"]
        for first, part in _sentences(items):
            in_past = any(first <= past for past in pasts if not part or past <= part[-1].end)
            calendar = _Calendar(today, Prefer.PAST if in_past else prefer)
            yield from matches(calendar.rules, part, Kind.DATE)
        for match in _FIGURES.finditer(text):
            calendar = _Calendar(today, Prefer.PAST if any(past < match.start() for past in pasts) else prefer)
            if found := calendar.figures(match):
                yield Entity(Kind.DATE, found, match.start(), match.end())
