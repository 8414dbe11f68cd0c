"""Dates that no calendar has: 30 February, 31/04, 32 January. They give no date; a citizen is told why."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from typing import Optional

from bot.text.bidi import strip_controls
from bot.text.digits import to_ascii_digits
from bot.text.normalise import words
from bot.text.skeleton import skeleton

_FIGURES = re.compile(
    r"(?<![\d/.-])(?:(?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
    r"|(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})(?:\s?[/.-]\s?(?P<year>\d{4}|\d{2}))?)(?![\d/]|[.-]\d)"
)
_LEAP_YEAR = 2000  # where no year is said, 29 February may be meant of one that has it
_NUMBER = re.compile(r"\d{1,2}")
_MINIMAL_SKELETON = 3


class ImpossibleDates:
    """Finds them. ``months`` is ``data/gazetteers/months.yml``. Built once, then read-only."""

    def __init__(self, months: Mapping[str, Iterable[str]]) -> None:
        self._months: dict[str, int] = {}
        for number, names in months.items():
            for name in names if number.isdigit() else ():
                norms = [word.norm for word in words(name)]
                if len(norms) == 1:
                    self._months.setdefault(norms[0], int(number))
                    bones = skeleton(norms[0])
                    if len(bones) >= _MINIMAL_SKELETON:
                        self._months.setdefault(bones, int(number))

    def in_text(self, text: str) -> bool:
        """Whether the text writes a day that does not exist."""
        plain = to_ascii_digits(strip_controls(text))
        figures = (self._figures(match) for match in _FIGURES.finditer(plain))
        return any(figures) or self._in_words([word.norm for word in words(plain)])

    @staticmethod
    def _figures(match: re.Match[str]) -> bool:
        part = match.groupdict()
        if part["iso_year"]:
            return not _exists(int(part["iso_day"]), int(part["iso_month"]), int(part["iso_year"]))
        year = int(part["year"]) if part["year"] else _LEAP_YEAR
        return not _exists(int(part["day"]), int(part["month"]), year + 2000 * (year < 100))

    def _in_words(self, norms: Sequence[str]) -> bool:
        """A number beside the name of a month: "30 février", «30 فبراير», "February 30"."""
        for place, norm in enumerate(norms):
            month = self._month(norm)
            if month is None:
                continue
            before = norms[place - 1] if place else ""
            after = norms[place + 1] if place + 1 < len(norms) else ""
            year = int(after) if re.fullmatch(r"(19|20)\d\d", after) else _LEAP_YEAR
            for number in (before, after):
                if _NUMBER.fullmatch(number) and not _exists(int(number), month, year):
                    return True
        return False

    def _month(self, norm: str) -> Optional[int]:
        return self._months.get(norm) or self._months.get(skeleton(norm))


def _exists(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] if 1 <= year <= 9999 else False
