"""One citizen's phone on one channel: what it received, and what can be done on it."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from channels.simulator import samples
from channels.simulator.records import Act, Attachment, Delivery, Location, Message, Said

if TYPE_CHECKING:
    from channels.simulator.provider import Simulator

WINDOW = timedelta(hours=24)


class NothingCame(AssertionError):
    """A phone waited in vain."""


class Phone:
    """A number on a channel. ``number`` is E.164; ``user_id`` is what WhatsApp calls a citizen where there is no number."""

    def __init__(self, provider: Simulator, channel: str, number: str) -> None:
        self.channel = channel
        self.number = number
        self.user_id = f"MA.{int(number.lstrip('+') or 0):020d}"
        self.shows_number = True  # False: webhooks name the user id only
        self.profile_name = "Citoyen fictif"
        self.messages: list[Message] = []  # that it shows, in the order in which they came
        self.said: list[Said] = []
        self.last_wrote: datetime | None = None
        self.opted_out = False  # at the provider
        self.typing = 0  # how often it was shown that an answer is on its way
        self._provider = provider
        self._taken = 0
        self._news = asyncio.Event()

    async def say(self, text: str) -> Delivery:
        """Types a text. Returns once the gateway has acknowledged it, or the provider has given up."""
        return await self.do(Act(text=text))

    async def tap(self, what: int | str, message: Message | None = None) -> Delivery:
        """Taps a button or row of a message (the last that has any), by its place from 1 or its title."""
        from_message = message or self._last_with_choices()
        choices = from_message.choices
        if isinstance(what, int):
            found = choices[what - 1] if 1 <= what <= len(choices) else None
        else:
            found = next((choice for choice in choices if choice.title == what), None)
        if found is None:
            raise LookupError(f"there is no choice {what!r} among {len(choices)}")
        return await self.do(Act(text=found.title, choice=found, reply_to=from_message))

    async def choose(self, number: int) -> Delivery:
        """As a citizen would: taps the button or row with this number, or types it where there is only a numbered menu."""
        if self.messages and self.messages[-1].choices:
            return await self.tap(number)
        return await self.say(str(number))

    async def send_location(self, latitude: float, longitude: float, label: str = "", address: str = "") -> Delivery:
        return await self.do(Act(location=Location(latitude, longitude, label, address)))

    async def send_file(self, *attachments: Attachment, text: str = "") -> Delivery:
        """Sends a photo when nothing else is given (see :mod:`channels.simulator.samples`)."""
        return await self.do(Act(text=text, attachments=attachments or (samples.photo(),)))

    async def send_unsupported(self, kind: str = "contacts") -> Delivery:
        return await self.do(Act(unsupported=kind))

    async def stop(self) -> Delivery:
        return await self.say("STOP")

    async def start(self) -> Delivery:
        return await self.say("START")

    async def read(self) -> None:
        """Opens the conversation: everything on the screen is read, and the gateway is told."""
        await self._provider.mark_read(self)

    async def do(self, act: Act) -> Delivery:
        return await self._provider.hand_in(self, act)

    def time_passes(self, **by: float) -> None:
        """As if the last message had been written that much earlier: ``time_passes(hours=25)`` closes the window."""
        if self.last_wrote is not None:
            self.last_wrote -= timedelta(**by)

    @property
    def in_window(self) -> bool:
        return self.last_wrote is not None and datetime.now(timezone.utc) - self.last_wrote < WINDOW

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages]

    @property
    def last(self) -> Message:
        return self.messages[-1]

    @property
    def latencies(self) -> list[float]:
        """For each thing said, the seconds until the next message came; what got none before the next was said is left out."""
        ends = [said.at for said in self.said[1:]] + [float("inf")]
        firsts = (
            next((m.accepted_at - said.at for m in self.messages if said.at <= m.accepted_at < end), None)
            for said, end in zip(self.said, ends)
        )
        return [seconds for seconds in firsts if seconds is not None]

    async def received(self, count: int = 1, timeout: float = 10.0) -> list[Message]:
        """Waits for the next ``count`` messages, those that no earlier call has given, and gives them.

        Raises:
            NothingCame: fewer came in ``timeout`` seconds.
        """
        deadline = time.monotonic() + timeout
        while len(self.messages) - self._taken < count:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), deadline - time.monotonic())
            except asyncio.TimeoutError as error:
                came = len(self.messages) - self._taken
                raise NothingCame(f"{came} of {count} messages came in {timeout} s") from error
        first, self._taken = self._taken, self._taken + count
        return self.messages[first : self._taken]

    async def answers(self, quiet: float = 1.0, timeout: float = 10.0) -> list[Message]:
        """As :meth:`received`, but as many as come: until none has come for ``quiet`` seconds; perhaps none at all."""
        found: list[Message] = []
        wait = timeout
        while True:
            try:
                found += await self.received(1, wait)
            except NothingCame:
                return found
            wait = quiet

    def show(self, message: Message) -> None:
        """A message arrives on the phone."""
        self.messages.append(message)
        self._news.set()

    def wrote(self, message_id: str, act: Act) -> None:
        now = datetime.now(timezone.utc)
        self.last_wrote = now
        self.said.append(Said(message_id, act, time.monotonic(), now))

    @property
    def wa_id(self) -> str:
        """The number as WhatsApp writes it."""
        return self.number.lstrip("+")

    def _last_with_choices(self) -> Message:
        found = next((message for message in reversed(self.messages) if message.choices), None)
        if found is None:
            raise LookupError("no message on this phone has a button or a list")
        return found
