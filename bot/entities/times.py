"""Times of the day: "14h30", "m3a l 10 w noss", «10 ونص», "half past ten", "midi"; intervals for parts of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, Optional

from bot.entities.lexicon import DECIMAL, NUMBER, Item, Lexicon, Rule, matches
from bot.entities.model import Entity, Kind
from bot.entities.tokens import Token

# Symbols: m at, t to or (weakly) at, h hour, f half, q quarter, w and, e past, b before, - minus, o of, P part of the
# day, A am or pm, Z moment, g greeting, x another unit; n number, "," decimal number
_GROUPS = {
    "m": "at", "h": "hour", "f": "half", "q": "quarter", "e": "past", "b": "before", "-": "minus", "t": "to", "o": "of",
    "w": "and", "g": "greetings",
}  # fmt: skip
_PARTS_OF_THE_DAY = {
    "morning": "06:00/12:00",
    "noon": "12:00/14:00",
    "afternoon": "12:00/18:00",
    "evening": "18:00/22:00",
    "night": "22:00/06:00",
}
# hours to which twelve are added, from the first to before the last
_HOURS_AFTER_NOON = {"pm": (1, 12), "afternoon": (1, 12), "evening": (1, 12), "noon": (1, 5), "night": (6, 12)}


class Times:
    """Reads times. Built once from the gazetteers, then read-only.

    An hour is what was written, on 24 hours, unless a part of the day beside it says that it is after noon.
    """

    def __init__(self, gazetteers: Mapping[str, Mapping[str, Any]]) -> None:
        times, units = gazetteers["times"], gazetteers["units"]
        self._lexicon = Lexicon(
            [
                *((symbol, None, times[group]) for symbol, group in _GROUPS.items()),
                *(("P", part, names) for part, names in times["parts of the day"].items()),
                *(("A", half, names) for half, names in times["meridiem"].items()),
                *(("Z", moment, names) for moment, names in times["moments"].items()),
                ("x", None, units["horsepower"]),
                ("x", None, units["minutes"]),
                *(("x", None, names) for group in ("money", "duration") for names in units[group].values()),
            ]
        )

    def entities(self, tokens: Sequence[Token]) -> Iterator[Entity]:
        """Every time among tokens whose number words have been read."""
        yield from matches(_RULES, self._lexicon.read(tokens), Kind.TIME)


def _clock(items: Sequence[Item]) -> Optional[str]:
    """An hour with what is added to it or taken from it; None when there is no such time."""
    numbers = [item for item in items if item.symbol in (NUMBER, DECIMAL)]
    symbols = {item.symbol for item in items}
    if _is_count(numbers[0], symbols):
        return None
    hour, minute = _hour_and_minute(numbers[0])
    if len(numbers) > 1:
        minute = _int(numbers[1])
    if symbols & {"f", "q"}:
        minute = 30 if "f" in symbols else 15
    hour = _on_24_hours(hour, next((item.value for item in items if item.symbol in "PA"), None))
    if not (0 <= hour < 24 and 0 <= minute < 60):
        return None
    return _iso(hour * 60 - minute if symbols & {"-", "b"} else hour * 60 + minute)


def _is_count(number: Item, symbols: Set[str]) -> bool:
    """Whether a small number in words may as well be an article or a count ("m3a wa7d", "un soir", "à zéro")."""
    in_words = not number.value[0].isdigit() and _int(number) <= 2
    is_hour = symbols & {"h", "f", "q"} or ("P" in symbols and symbols & {"o", "t"})
    return in_words and not is_hour


def _hour_and_minute(item: Item) -> tuple[int, int]:
    hour, _, minute = str(item.number).partition(".")
    return int(hour), int(minute or 0)


def _int(item: Item) -> int:
    return int(item.number or 0)


def _on_24_hours(hour: int, part: Optional[str]) -> int:
    if hour == 12 and part in ("am", "night"):
        return 0
    first, last = _HOURS_AFTER_NOON.get(part or "", (0, 0))
    return hour + 12 if first <= hour < last else hour


def _moment(items: Sequence[Item]) -> str:
    """ "midi", "midi et demi", "midi moins le quart"."""
    symbols = {item.symbol for item in items}
    hour, minute = map(int, next(item.value for item in items if item.symbol == "Z").split(":"))
    added = 30 if "f" in symbols else 15 if "q" in symbols else 0
    return _iso(hour * 60 + minute + (-added if "-" in symbols else added))


def _part(items: Sequence[Item]) -> str:
    return _PARTS_OF_THE_DAY[items[-1].value]


def _iso(minutes: int) -> str:
    return "{:02}:{:02}".format(*divmod(minutes % (24 * 60), 60))


_PART = "(?:[ot]{0,2}[PA])"
_NO_COUNT = r"(?!o?x|o\.)"  # "m3a 3 d nas": with three people
_RULES = [
    *(
        Rule(re.compile(pattern), _clock)
        for pattern in (
            rf"[mt]{{1,2}}n(?:hn?)?(?:w?[fq]|-[nq]){_PART}?",
            rf"mt?nh?{_PART}?{_NO_COUNT}",
            rf"[mt]{{0,2}}nhn?(?:w?[fq]|-[nq])?{_PART}?",
            rf"[mt]{{0,2}}n(?:w[fq]|-[nq]){_PART}?",
            rf"[mt]{{0,2}}n{_PART}",
            r"tn(?=\||$)",
            rf"(?:mt?|t),{_PART}?{_NO_COUNT}",
            rf"[mt]?[fq][eb]n{_PART}?",
        )
    ),
    Rule(re.compile(r"[mt]?Z(?:w?[fq]|-q)?"), _moment),
    Rule(re.compile(r"P"), _part),
]
