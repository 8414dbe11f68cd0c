"""Numbers with a unit: amounts of money, fiscal horsepower, durations and ages; and fuels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Optional

from bot.entities.lexicon import Item, Lexicon, Rule, matches
from bot.entities.model import Entity, Kind
from bot.entities.numbers import plain
from bot.entities.tokens import Token

# m money, h horsepower, p "fiscal power", f fuel, u unit of time, d two of a unit, o of, a and
_MOST_HORSEPOWER = 99
_MOST_UNITS_OF_TIME = 1000


class Quantities:
    """Reads quantities. Built once from ``data/gazetteers/units.yml``, then read-only."""

    def __init__(self, gazetteer: Mapping[str, Any]) -> None:
        self._lexicon = Lexicon(
            [
                *(("m", int(parts), names) for parts, names in gazetteer["money"].items()),
                ("h", None, gazetteer["horsepower"]),
                ("p", None, gazetteer["power"]),
                *(("f", fuel, names) for fuel, names in gazetteer["fuel"].items()),
                *(("u", unit, names) for unit, names in gazetteer["duration"].items()),
                *(("d", unit, names) for unit, names in gazetteer["two of"].items()),
                ("o", None, gazetteer["of"]),
                ("a", None, gazetteer["and"]),
            ]
        )

    def entities(self, tokens: Sequence[Token]) -> Iterator[Entity]:
        """Every quantity among tokens whose number words have been read."""
        items = self._lexicon.read(tokens)
        for kind, rules in _RULES.items():
            yield from matches(rules, items, kind)


def _number(items: Sequence[Item]) -> Decimal:
    return next(item.number for item in items if item.number is not None)


def _money(items: Sequence[Item]) -> Optional[str]:
    """The sum of its parts, each a number and a unit: "12 dirhams 50 centimes"."""
    numbers = [item.number for item in items if item.number is not None]
    units = [item.value for item in items if item.symbol == "m"]
    return plain(sum((number / unit for number, unit in zip(numbers, units)), Decimal()).quantize(Decimal("0.01")))


def _horsepower(items: Sequence[Item]) -> Optional[str]:
    number = _number(items)
    return str(number) if 0 < number <= _MOST_HORSEPOWER else None


def _duration(items: Sequence[Item]) -> Optional[str]:
    number = _number(items)
    return f"P{number}{items[-1].value}" if 0 < number < _MOST_UNITS_OF_TIME else None


_RULES = {
    Kind.MONEY: [
        Rule(re.compile("[n,]o?ma?[n,]m"), _money),
        Rule(re.compile("[n,]o?m"), _money),
        Rule(re.compile("m[n,]"), _money),
    ],
    Kind.HORSEPOWER: [Rule(re.compile("no?h"), _horsepower), Rule(re.compile("po?n"), _horsepower)],
    Kind.DURATION: [
        Rule(re.compile("no?u"), _duration),
        Rule(re.compile("d"), lambda items: f"P2{items[0].value}"),
    ],
    Kind.FUEL: [Rule(re.compile("f"), lambda items: items[0].value)],
}
