"""What a citizen writes about a household: "3andi 3 wlad, 4 w 7 w 15 3am", "veuve, 2 enfants scolarisés", «المؤشر ديالي 9.5»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Optional

from bot.entities.lexicon import NUMBER, Item, Lexicon
from bot.entities.numbers import Numbers
from bot.entities.tokens import Tokeniser
from bot.services.social_aid.model import Situation
from bot.text.bidi import strip_controls
from bot.text.digits import to_ascii_digits
from bot.text.normalise import normalise_word

ALL, NONE, OUT = "all", "none", "out:"  # who is in school: all, none, all but so many; else how many
OLDEST_CHILD = 24  # an older person in a message is rather a parent than a child
_MONTHS = {"D": 365, "W": 52, "M": 12}  # of a year
_PLAUSIBLE_INDEX = (1, 30)
_LEAST_PRICE = 50_000  # of a dwelling; more than any income or aid that is spoken of
_SURE_DECIMALS = 3  # a number with so many is an index, even where nothing says so
# h dwelling, C children, c child, D two children, X orphans, b baby, N nobody, A all, K in school, O out of school, q one out of school, I index,
# y unit of years, u other unit of time, t two years, v two of another unit, m money, o of, a and
_GROUPS = {
    "C": "children", "c": "child", "D": "two children", "X": "orphans", "b": "baby", "N": "nobody", "A": "all", "K": "in school",
    "O": "out of school", "q": "one out of school", "I": "index", "Z": "stopped", "T": "tadamon", "Q": "housing", "h": "dwelling",
    "W": "disabled", "B": "birth", "o": "of",
}  # fmt: skip
_COUNT = "(?:no?[CXcb]|D)"
_NUMBERED = re.compile(rf"{_COUNT}(?:a(?:{_COUNT}|[cb]))*|(?:[cb]a)+{_COUNT}")
_NOBODY = re.compile("N[o.]?[CXc]")
_IN_SCHOOL = re.compile("n[o.]{0,2}K")
_OUT_OF_SCHOOL = re.compile("n[o.]{0,2}[Oq]")
_AGE_SOON = re.compile(r"[^n|aCcXb]{0,3}n[yu]")
_COUNTS_SOMETHING = re.compile("no?[CcXbyu]")
_MONEY = re.compile("[n,]o?m|m[n,]")
_INDEX = re.compile(r"(?<![\d.,٫/-])(\d{1,2})[.,٫](\d{1,8})(?![\d٫/-]|[.,]\d)")
_MINUS = re.compile(r"(?<!\w)[-−–]\s?\d")


@dataclass(frozen=True)
class Said:
    """What a message tells of children, their ages in whole years, and school. ``loose``: every number in it."""

    children: Optional[int]
    ages: tuple[int, ...]
    loose: tuple[int, ...]
    school: Optional[str]
    situation: Situation
    is_negative: bool  # a number below zero
    is_broken: bool  # a number that is not whole
    says_all: bool
    says_nobody: bool


@dataclass(frozen=True)
class _Age:
    years: int
    has_unit: bool


class HouseholdReader:
    """Reads messages. Built once from two gazetteers and ``data/social_aid/words.yml``, then read-only."""

    def __init__(self, units: Mapping[str, Any], numbers: Mapping[str, Any], households: Mapping[str, Any]) -> None:
        self._tokeniser = Tokeniser(units)
        self._numbers = Numbers(numbers)
        self._never_alone = frozenset(map(normalise_word, numbers["never alone"]))
        self._lexicon = Lexicon(
            [
                *((symbol, None, households[group]) for symbol, group in _GROUPS.items()),
                *(("y" if unit == "Y" else "u", unit, names) for unit, names in units["duration"].items()),
                *(("t" if unit == "Y" else "v", unit, names) for unit, names in units["two of"].items()),
                *(("m", None, names) for names in units["money"].values()),
                ("a", None, units["and"]),
            ]
        )

    def read(self, text: str) -> Said:
        """What ``text`` tells. Never raises."""
        clean = to_ascii_digits(strip_controls(text))
        items = self._items(clean)
        index, span = _index(clean, items)
        if span:
            clean = clean[: span[0]] + " ; " + clean[span[1] :]
            items = self._items(clean)
        symbols = _symbols(items)
        children, taken = _children(items, symbols)
        taken |= _taken(_IN_SCHOOL, symbols) | _taken(_OUT_OF_SCHOOL, symbols) | _taken(_MONEY, symbols)
        found = [age for age in self._ages(items, taken) if age.years <= OLDEST_CHILD]
        count, ages = _matched(children, found, symbols)
        return Said(
            children=count,
            ages=ages,
            loose=tuple(int(item.number) for item in items if item.symbol == NUMBER and item.number is not None),
            school=_school(items, symbols),
            situation=Situation(
                index=index,
                stopped="Z" in symbols,
                tadamon="T" in symbols,
                housing="Q" in symbols or ("h" in symbols and _is_a_price(items)),
                special=bool({"X", "W"} & set(symbols)),
                birth="B" in symbols,
            ),
            is_negative=bool(_MINUS.search(clean)),
            is_broken="," in symbols,
            says_all="A" in symbols,
            says_nobody="N" in symbols,
        )

    def ages(self, text: str) -> list[int]:
        """The ages in an answer that is nothing but ages, however they are set apart: "4/7/15", "4,7", "4-7-15"."""
        clean = re.sub(r"(?<=\d)[/.,،٫;+&-](?=\d)", " ; ", to_ascii_digits(strip_controls(text)))
        return [age.years for age in self._ages(self._items(clean), frozenset())]

    def _items(self, text: str) -> list[Item]:
        return self._lexicon.read(self._numbers.read(self._tokeniser.tokens(text)))

    def _ages(self, items: Sequence[Item], taken: set[int] | frozenset[int]) -> Iterator[_Age]:
        """Every number that can be an age, in order, without those at the places ``taken``."""
        for place, item in enumerate(items):
            following = [one for one in items[place + 1 : place + 3] if one.symbol != "o"]
            unit = following[0] if following and following[0].symbol in "yu" else None
            if place in taken:
                continue
            if item.symbol == "t":
                yield _Age(2, True)
            elif item.symbol == "v" or (item.symbol == "b" and not _AGE_SOON.match(_symbols(items[place + 1 :]))):
                yield _Age(0, True)
            elif item.symbol == NUMBER and item.number is not None and (unit or item.value not in self._never_alone):
                yield _Age(_years(int(item.number), unit), unit is not None)


def _is_a_price(items: Sequence[Item]) -> bool:
    return any(item.number is not None and item.number >= _LEAST_PRICE for item in items)


def _symbols(items: Sequence[Item]) -> str:
    return "".join(item.symbol for item in items)


def _years(number: int, unit: Optional[Item]) -> int:
    return number // _MONTHS[unit.value] if unit and unit.symbol == "u" else number


def _index(text: str, items: Sequence[Item]) -> tuple[Optional[Decimal], Optional[tuple[int, int]]]:
    """The index of the social register and where it is written; a whole number only right after its name."""
    named = [place for place, item in enumerate(items) if item.symbol == "I"]
    low, high = _PLAUSIBLE_INDEX
    for match in _INDEX.finditer(text):
        value = Decimal(f"{match[1]}.{match[2]}")
        if (named or len(match[2]) >= _SURE_DECIMALS) and low <= value <= high:
            return value, match.span()
    for place in named:
        for number in range(place + 1, min(place + 4, len(items))):
            item = items[number]
            if item.symbol in "CcDX" or _COUNTS_SOMETHING.match(_symbols(items[number : number + 3])):
                break
            if item.symbol == NUMBER and item.number is not None and low <= item.number <= high:
                return item.number, (item.start, item.end)
    return None, None


def _children(items: Sequence[Item], symbols: str) -> tuple[Optional[int], set[int]]:
    """How many children are said, and the places of the words that say it."""
    match = _NUMBERED.search(symbols)
    if match:
        return _sum(items[match.start() : match.end()]), set(range(match.start(), match.end()))
    if _NOBODY.search(symbols):
        return 0, set()
    return None, set()


def _sum(part: Sequence[Item]) -> int:
    """ "two boys and a girl"."""
    total, pending = 0, None
    for item in part:
        if item.symbol == NUMBER and item.number is not None:
            pending = int(item.number)
        elif item.symbol == "D":
            total += 2
        elif item.symbol in "CXcb":
            total += 1 if pending is None else pending
            pending = None
    return total


def _taken(pattern: re.Pattern[str], symbols: str) -> set[int]:
    return {place for match in pattern.finditer(symbols) for place in range(match.start(), match.end())}


def _matched(children: Optional[int], found: Sequence[_Age], symbols: str) -> tuple[Optional[int], tuple[int, ...]]:
    """The number of children, and their ages when there is one for each."""
    years = tuple(age.years for age in found)
    with_unit = tuple(age.years for age in found if age.has_unit)
    if children == 1 and (len(years) > 1 or _IN_SCHOOL.search(symbols)):
        return None, ()  # "un enfant de 2 ans et un de 8", "un bébé et deux au collège"
    if children is not None:
        exact = next((ages for ages in (years, with_unit) if len(ages) == children), ())
        return children, exact if children else ()
    if _IN_SCHOOL.search(symbols):
        return None, ()  # "un bébé et deux au collège"
    return _unsaid(years, with_unit, symbols)


def _unsaid(years: tuple[int, ...], with_unit: tuple[int, ...], symbols: str) -> tuple[Optional[int], tuple[int, ...]]:
    """The same where no number of children is said."""
    singles = sum(map(symbols.count, "cbX"))
    if not years:
        return singles or None, ()
    if not with_unit and len(years) == 1:
        return (years[0] if set("CX") & set(symbols) else None), ()  # "drari tlata"
    if years[0] == len(years) - 1 and years[0] not in with_unit:
        return years[0], years[1:]  # "3: 4, 7, 15"
    is_of_children = singles or "C" in symbols or (len(years) > 1 and with_unit)
    return (len(years), years) if is_of_children else (None, ())


def _school(items: Sequence[Item], symbols: str) -> Optional[str]:
    out = _OUT_OF_SCHOOL.search(symbols)
    if out:
        return f"{OUT}{int(items[out.start()].number or 0)}"
    if "q" in symbols:
        return f"{OUT}1"
    if "O" in symbols:
        return NONE
    some = _IN_SCHOOL.search(symbols)
    if some:
        return str(int(items[some.start()].number or 0))
    return ALL if "K" in symbols else None
