"""How the simulated provider behaves: well, until it is told otherwise, in code, over HTTP or from the terminal.

One line tells one thing (``Behaviour.tell``)::

    slow 3000                 every API call takes 3 s
    fail 63016                that code for every message, until "normal"
    fail 20429 3              … for the next three
    fail 20500 20%            … for one in five, by chance
    fail 30008 3 late         … accepted, then a failed status update (the default of codes that come so)
    fail 20404 2 media        … for downloads instead of messages ("typing": for typing indicators)
    cut before | after        no answer: the connection is closed before or after the message was accepted
    half                      half a body, after the message was accepted
    throttle 2                429 with Retry-After: 2        (cut, half, throttle take a number, % or "media", too)
    repeat 2                  every webhook two more times
    reorder [on|off]          status updates in any order
    drop 50%                  status updates that never come
    normal                    all of it ends
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.errors import BadRequest
from channels.simulator.errors import LATE, META, TWILIO

FAIL, CUT_BEFORE, CUT_AFTER, HALF, THROTTLE = "fail", "cut before", "cut after", "half", "throttle"
SEND, MEDIA, TYPING = "send", "media", "typing"
_Item = TypeVar("_Item")
_NUMBER = re.compile(r"(\d+)(%?)")


@dataclass
class Fault:
    """One thing that goes wrong: ``value`` is the code of ``fail``, the seconds of ``throttle``."""

    kind: str
    value: int = 0
    times: int | None = None  # how often still; None: until told otherwise
    probability: float = 1.0
    late: bool = False
    on: str = SEND

    @property
    def over(self) -> bool:
        return self.times is not None and self.times <= 0


class Behaviour:
    """What goes wrong now. The same seed gives the same faults for the same requests."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)  # noqa: S311 - not a secret
        self.slow = 0.0  # seconds
        self.faults: list[Fault] = []
        self.repeats = 0
        self.reordered = False
        self.dropped = 0.0

    def tell(self, line: str) -> str:
        """Does what a line says, and says what holds now.

        Raises:
            BadRequest: it cannot be understood.
        """
        word, *rest = line.lower().split() or [""]
        tellers = {
            "slow": self._tell_slow,
            "repeat": self._tell_repeat,
            "reorder": self._tell_reorder,
            "drop": self._tell_drop,
            "normal": self._tell_normal,
        }
        if word in tellers:
            tellers[word](rest)
        else:
            self.faults.append(_fault(word, rest))
        return self.summary()

    def summary(self) -> str:
        """What holds now, in a line."""
        parts = [f"slow {self.slow * 1000:.0f} ms"] if self.slow else []
        parts += [f"repeat {self.repeats}"] if self.repeats else []
        parts += ["reorder"] if self.reordered else []
        parts += [f"drop {self.dropped:.0%}"] if self.dropped else []
        parts += [_words(fault) for fault in self.faults if not fault.over]
        return "; ".join(parts) or "normal"

    def fault(self, on: str, knows: Callable[[int], bool]) -> Fault | None:
        """What goes wrong with this request, counted off; None when nothing does, or only what another provider knows."""
        for fault in self.faults:
            foreign = fault.kind == FAIL and not knows(fault.value)
            if fault.on == on and not foreign and not fault.over and self._random.random() < fault.probability:
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None

    def arrange(self, updates: Sequence[_Item]) -> list[_Item]:
        """Status updates as they come: some never, and in any order when told so."""
        kept = [update for update in updates if self._random.random() >= self.dropped]
        if self.reordered:
            self._random.shuffle(kept)
        return kept

    def _tell_slow(self, rest: list[str]) -> None:
        self.slow = _number(rest, "milliseconds") / 1000

    def _tell_repeat(self, rest: list[str]) -> None:
        self.repeats = _number(rest or ["1"], "how often")

    def _tell_reorder(self, rest: list[str]) -> None:
        self.reordered = rest[:1] != ["off"]

    def _tell_drop(self, rest: list[str]) -> None:
        self.dropped = min(_number([(rest or ["100%"])[0].rstrip("%")], "percent") / 100, 1.0)

    def _tell_normal(self, _rest: list[str]) -> None:
        self.slow, self.faults, self.repeats, self.reordered, self.dropped = 0.0, [], 0, False, 0.0


def _fault(word: str, rest: list[str]) -> Fault:
    """A fault from its words, the first of which is known not to be another command."""
    if word == "fail":
        code = _number(rest[:1], "a code")
        if code not in TWILIO and code not in META:
            raise BadRequest(f"{code} is no error that a provider documents here")
        status = TWILIO.get(code, META.get(code, (LATE, "")))[0]
        return _with_options(Fault(FAIL, code, late=status == LATE), rest[1:])
    if word == "cut" and rest[:1] in (["before"], ["after"]):
        return _with_options(Fault(f"cut {rest[0]}"), rest[1:])
    if word == "half":
        return _with_options(Fault(HALF), rest)
    if word == "throttle":
        return _with_options(Fault(THROTTLE, _number(rest[:1], "seconds")), rest[1:])
    raise BadRequest("one of: slow, fail, cut before, cut after, half, throttle, repeat, reorder, drop, normal")


def _with_options(fault: Fault, words: list[str]) -> Fault:
    for word in words:
        number = _NUMBER.fullmatch(word)
        if number and number[2]:
            fault.probability = int(number[1]) / 100
        elif number:
            fault.times = int(number[1])
        elif word == "late":
            fault.late = True
        elif word in (MEDIA, TYPING):
            fault.on = word
        else:
            raise BadRequest("expected a number, a share such as 20%, late, media or typing")
    return fault


def _number(words: list[str], what: str) -> int:
    if not words or not words[0].isascii() or not words[0].isdecimal():
        raise BadRequest(f"expected {what}, as a number")
    return int(words[0])


def _words(fault: Fault) -> str:
    parts = [fault.kind, str(fault.value) if fault.value else "", "" if fault.times is None else f"×{fault.times}"]
    parts += [f"{fault.probability:.0%}" if fault.probability < 1 else "", "late" if fault.late else ""]
    return " ".join(part for part in [*parts, "" if fault.on == SEND else fault.on] if part)
