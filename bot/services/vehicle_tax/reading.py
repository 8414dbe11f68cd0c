"""What a citizen writes about a vehicle: "3andi mazout 8 khyoul, nssit nkhelles", "camion 19t", «جوج طوموبيلات 6 ديازل و 8 ليسانس»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Optional

from bot.entities.lexicon import Item, Lexicon
from bot.entities.numbers import Numbers
from bot.entities.tokens import Tokeniser
from bot.services.vehicle_tax.model import Case, Fuel, Sort
from bot.text.bidi import strip_controls
from bot.text.digits import to_ascii_digits
from bot.text.normalise import normalise_word

MOST_VEHICLES = 4  # of one message
_MOST_POWER = 99  # a greater bare number is a sum, a cylinder, a year
_FIRST_YEAR = 2000
_MONTHS_OF_YEAR = 12
_DAYS_OF_WEEK = 7
# n whole number, "," decimal, f fuel, x as printed, h unit of power, p power, w unit of weight, c of cylinders, u unit of time, d two of one,
# o of, l less, g greater, M numbered model
_FIGURES = re.compile(
    r"(?P<weight>[n,]o?w)|(?P<cylinders>[n,]c)|(?P<span>no?u|d)"
    r"|(?P<power>[lg]?[n,]o?h|[lg]?p[o.|]{0,2}[n,]|hn(?!o?[uwch]))|(?P<model>M[n,](?!o?h))|(?P<bare>[lg]?[n,])"
)
_GROUPS = {
    "c": "cylinders", "H": "heavy", "m": "motorcycle", "G": "other fuel", "M": "numbered model", "L": "late", "S": "since",
    "P": "pay", "N": "new", "E": "perhaps exempt", "l": "less than", "g": "more than",
}  # fmt: skip
_BY_SKELETON = "L"


@dataclass(frozen=True)
class Said:
    """What a message tells. ``powers`` as written, also impossible ones; ``bare``: numbers that could be one."""

    powers: tuple[Decimal, ...]
    bare: tuple[Decimal, ...]
    fuels: tuple[Fuel, ...]
    other_fuel: bool
    case: Case


class VehicleReader:
    """Reads messages. Built once from two gazetteers and ``data/vehicle_tax/words.yml``, then read-only."""

    def __init__(self, units: Mapping[str, Any], numbers: Mapping[str, Any], vehicles: Mapping[str, Any]) -> None:
        self._tokeniser = Tokeniser({**units, "glued": [*units["glued"], *vehicles["glued"]]})
        self._numbers = Numbers(numbers)
        self._never_alone = frozenset(map(normalise_word, numbers["never alone"]))
        self._lexicon = Lexicon(
            [
                *((symbol, None, vehicles[group]) for symbol, group in _GROUPS.items()),
                *(("w", int(kilograms), names) for kilograms, names in vehicles["weight"].items()),
                ("f", Fuel.ELECTRIC, vehicles["electric model"]),
                *(("f", Fuel(fuel), names) for fuel, names in units["fuel"].items()),
                *(("x", Fuel(fuel), names) for fuel, names in vehicles["as printed"].items()),
                ("h", None, units["horsepower"]),
                ("p", None, units["power"]),
                *(("u", unit, names) for unit, names in units["duration"].items()),
                *(("d", unit, names) for unit, names in units["two of"].items()),
                ("o", None, units["of"]),
                ("a", None, units["and"]),
            ],
            by_skeleton=_BY_SKELETON,
        )

    def read(self, text: str, dates: Sequence[str] = (), today: Optional[date] = None) -> Said:
        """What ``text`` tells. ``dates``: the values of its dates (:data:`bot.entities.model.Kind.DATE`). Never raises."""
        tokens = self._tokeniser.tokens(to_ascii_digits(strip_controls(text)))
        items = self._lexicon.read(self._numbers.read(tokens))
        symbols = "".join(item.symbol for item in items)
        found: dict[str, list[Sequence[Item]]] = {name: [] for name in _FIGURES.groupindex}
        for match in _FIGURES.finditer(symbols):
            found[str(match.lastgroup)].append(items[match.start() : match.end()])
        powers = tuple(_power(part) for part in found["power"])
        fuels = tuple(item.value for item in items if item.symbol == "f")
        if not fuels and (powers or found["bare"]):
            fuels = tuple(item.value for item in items if item.symbol == "x")
        bare = tuple(_power(part) for part in found["bare"] if not self._is_article(part))
        case = _case(symbols, found, bare, dates, today)
        few = tuple(number for number in bare if number <= _MOST_POWER)
        return Said(powers[:MOST_VEHICLES], few[:MOST_VEHICLES], fuels[:MOST_VEHICLES], "G" in symbols, case)

    def _is_article(self, part: Sequence[Item]) -> bool:
        """ "une voiture", "wa7d tomobil"."""
        return part[-1].value in self._never_alone


def _power(part: Sequence[Item]) -> Decimal:
    """The number; what is less than it, or more, is one away."""
    number = _number(part)
    return number + {"l": -1, "g": 1}.get(part[0].symbol, 0)


def _number(part: Sequence[Item]) -> Decimal:
    return next(item.number for item in part if item.number is not None)


def _case(
    symbols: str,
    found: Mapping[str, Sequence[Sequence[Item]]],
    bare: Iterable[Decimal],
    dates: Sequence[str],
    today: Optional[date],
) -> Case:
    is_late = "L" in symbols
    weights = [_number(part) * part[-1].value for part in found["weight"]]
    months, days, years = _span(found["span"]) if is_late else (None, None, 0)
    unpaid, paid_on = _days(dates, is_late, "S" in symbols, today) if is_late or "P" in symbols else ((), None)
    if is_late and today:
        named = sorted(int(number) for number in bare if _FIRST_YEAR <= number <= today.year)
        if named and "S" in symbols:
            named = list(range(named[0], today.year + 1))
        unpaid = tuple(sorted({*unpaid, *named})) or tuple(range(today.year - years + 1, today.year + 1))
    return Case(
        sort=Sort.HEAVY if "H" in symbols else Sort.MOTORCYCLE if {"m", "c"} & set(symbols) else Sort.CAR,
        kilograms=int(max(weights)) if weights else None,
        is_late=is_late,
        months=months,
        days=days,
        paid_on=paid_on,
        years=unpaid,
        is_new="N" in symbols,
        perhaps_exempt="E" in symbols,
    )


def _span(spans: Sequence[Sequence[Item]]) -> tuple[Optional[int], Optional[int], int]:
    """Late by how many months, or by how many days, or for how many whole years. One year late is twelve months."""
    if not spans:
        return None, None, 0
    part = spans[0]
    count, unit = (2, part[0].value) if part[0].symbol == "d" else (int(_number(part)), part[-1].value)
    if not 0 < count < 1000:
        return None, None, 0
    if unit == "Y":
        return (_MONTHS_OF_YEAR, None, 0) if count == 1 else (None, None, min(count, 20))
    if unit == "M":
        return count, None, 0
    return None, count * (_DAYS_OF_WEEK if unit == "W" else 1), 0


def _days(
    dates: Sequence[str], is_late: bool, since: bool, today: Optional[date]
) -> tuple[tuple[int, ...], Optional[date]]:
    """The unpaid years, and the day of paying, that the dates of a message mean."""
    intervals = [(date.fromisoformat(one.split("/")[0]), date.fromisoformat(one.split("/")[-1])) for one in dates]
    whole_years = [first.year for first, last in intervals if (last - first).days > 300]
    if whole_years and since and today:
        return (tuple(range(min(whole_years), today.year + 1)) if is_late else ()), None
    days = [first for first, last in intervals if (last - first).days <= 300]
    paid_on = next((day for day in days if day.month > 1), days[0] if days else None)
    if is_late and paid_on and today and paid_on > today:
        paid_on = _in_the_past(paid_on, today)
    return (tuple(sorted(set(whole_years))) if is_late else ()), None if since else paid_on


def _in_the_past(day: date, today: date) -> date:
    """Who is late already means the month that is over, not the one of next year."""
    same_day = today.replace(month=day.month, day=min(day.day, 28))
    return same_day if same_day <= today else day
