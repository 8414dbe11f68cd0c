"""The phone in a terminal: each line is typed into it, or is a command for the phone, or for the provider.

A script is the same lines in a file. ``# …`` is a comment, and ``? …`` an expectation: a text that must be in one of the next
answers, within half a minute.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Optional

from bot.errors import BadRequest
from bot.text.bidi import strip_isolates
from channels.simulator import samples
from channels.simulator.phone import Phone
from channels.simulator.provider import Simulator
from channels.simulator.records import Delivery
from channels.simulator.screen import Screen, spoken

HELP = """\
Type what the citizen writes. Commands:
  /tap 2, /tap TITLE          a button or a row of the last list
  /photo /document /voice /disguised [BYTES]   send a file (disguised: a program that is called a photo)
  /location 33.57 -7.59       share a place
  /contact                    send something that no assistant can read
  /stop /start /read          STOP, START; read what is on the screen
  /hours 25                   as if that many hours had passed since the citizen last wrote
  /anonymous                  WhatsApp shows no telephone number from now on (again: it does)
  /again                      the provider hands in the last message once more
  /state                      what the provider does now, and what it has counted
  /slow 3000 /fail 63016 [3|20%] [late] [media] /cut before|after /half /throttle 2
  /repeat 2 /reorder [off] /drop 50% /normal   what the provider does (docs: channels/simulator/behaviour.py)
  /help /quit"""
EXPECTATION_SECONDS = 30.0
_BEHAVIOURS = ("slow", "fail", "cut", "half", "throttle", "repeat", "reorder", "drop", "normal")

Print = Callable[[str], None]
Command = Callable[[str], Awaitable[Optional[Delivery]]]


class Terminal:
    """One phone, its screen, and the provider behind it."""

    def __init__(self, provider: Simulator, phone: Phone, out: Print) -> None:
        self._provider = provider
        self._phone = phone
        self._screen = Screen(phone)
        self._out = out
        self._since = 0  # the first message that an expectation may be about
        self._commands: dict[str, Command] = {
            "tap": self._tap,
            "location": self._send_location,
            "stop": self._stop,
            "start": self._start,
            "contact": self._contact,
            "again": self._again,
            "read": self._read,
            "hours": self._hours,
            "anonymous": self._anonymous,
            "state": self._state,
            "help": self._help,
            **{kind: partial(self._send_file, kind) for kind in samples.KINDS},
            **{word: partial(self._tell, word) for word in _BEHAVIOURS},
        }

    async def talk(self, lines: asyncio.Queue[str | None]) -> None:
        """Until ``/quit`` or the end of input (None). Answers are shown when they come."""
        showing = asyncio.create_task(self._show_all())
        try:
            while (line := await lines.get()) is not None and await self._do(line):
                pass
        finally:
            showing.cancel()

    async def run(self, script: Iterable[str], quiet: float = 1.5, timeout: float = 20.0) -> list[str]:
        """Runs a script and prints the conversation; the expectations that were not met."""
        failed = []
        for line in (raw.strip() for raw in script):
            if not line or line.startswith("#"):
                continue
            if line.startswith("? "):
                failed += [] if await self._expect(line[2:].strip()) else [line]
                continue
            said = len(self._phone.said)
            if not await self._do(line, echo=True):
                break
            if len(self._phone.said) > said:
                await self._phone.answers(quiet, timeout)
            self._show()
        return failed

    async def _expect(self, text: str) -> bool:
        deadline = time.monotonic() + EXPECTATION_SECONDS
        while not any(text in strip_isolates(shown) for shown in self._phone.texts[self._since :]):
            if time.monotonic() > deadline:
                self._out(f"(expected, and not found: {text})")
                return False
            await asyncio.sleep(0.05)
        self._show()
        return True

    async def _do(self, line: str, echo: bool = False) -> bool:
        """One line; False when it is the last."""
        line = line.strip()
        if line in ("/quit", "/exit"):
            return False
        if not line:
            return True
        said, since = len(self._phone.said), len(self._phone.messages)
        if echo and line.startswith("/"):
            self._out(f"({line})")
        try:
            delivery = await (self._command(line[1:]) if line.startswith("/") else self._phone.say(line))
        except (BadRequest, LookupError, ValueError) as error:
            self._out(f"({error})")
            return True
        if len(self._phone.said) > said:
            self._since = since
            self._after(delivery, echo)
        return True

    def _after(self, delivery: Delivery | None, echo: bool) -> None:
        if echo:
            self._out(spoken(self._phone.said[-1].act))
        if delivery is not None and not delivery.acknowledged:
            self._out(f"(the gateway has not taken it: HTTP {delivery.status} after {delivery.attempts} attempts)")

    async def _command(self, line: str) -> Delivery | None:
        """Raises :class:`BadRequest` when there is no such command."""
        word, _, rest = line.partition(" ")
        if word not in self._commands:
            raise BadRequest("no such command; /help lists them")
        return await self._commands[word](rest.strip())

    async def _tap(self, rest: str) -> Delivery:
        return await self._phone.tap(int(rest) if rest.isdecimal() else rest)

    async def _send_file(self, kind: str, rest: str) -> Delivery:
        return await self._phone.send_file(samples.KINDS[kind](int(rest or 0)))

    async def _send_location(self, rest: str) -> Delivery:
        latitude, longitude = (float(number) for number in rest.split())
        return await self._phone.send_location(latitude, longitude)

    async def _stop(self, _rest: str) -> Delivery:
        return await self._phone.stop()

    async def _start(self, _rest: str) -> Delivery:
        return await self._phone.start()

    async def _contact(self, _rest: str) -> Delivery:
        return await self._phone.send_unsupported()

    async def _again(self, _rest: str) -> Delivery:
        return await self._provider.replay()

    async def _read(self, _rest: str) -> None:
        await self._phone.read()

    async def _hours(self, rest: str) -> None:
        self._phone.time_passes(hours=float(rest))
        self._out("(inside the window)" if self._phone.in_window else "(outside the window)")

    async def _anonymous(self, _rest: str) -> None:
        self._phone.shows_number = not self._phone.shows_number
        self._out(f"(the number is {'shown' if self._phone.shows_number else 'hidden'})")

    async def _tell(self, word: str, rest: str) -> None:
        self._out(f"(the provider: {self._provider.behaviour.tell(f'{word} {rest}')})")

    async def _state(self, _rest: str) -> None:
        provider = self._provider
        refused = ", ".join(f"{code} ×{count}" for code, count in provider.refused.items()) or "none"
        counts = f"{len(provider.messages)} messages, {len(provider.duplicates)} doubled, refused: {refused}"
        self._out(f"(the provider: {provider.behaviour.summary()}; {counts})")

    async def _help(self, _rest: str) -> None:
        self._out(HELP)

    async def _show_all(self) -> None:
        while True:
            self._show()
            await asyncio.sleep(0.1)

    def _show(self) -> None:
        for line in self._screen.news():
            self._out(line)
