"""From the inbox through the engine to the outbox: one turn at a time per conversation, many conversations at once.

All that must survive a crash is in the database. A dispatcher that dies loses its leases after a few seconds, and
whoever takes them over asks the engine again with the same message id, which changes nothing; the answers are written
in the transaction that marks the message done, so they exist exactly once.
"""

from __future__ import annotations

import asyncio
import logging
import random
import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.errors import ChobbakError, Unavailable
from bot.persistence.records import READ_BY_CLIENT, LeasedMessage, Reply
from channels import wording
from channels.clock import now
from channels.engine_client import EngineRefused, Turn
from channels.errors import where
from channels.metrics import Metrics
from channels.outbox import Outbox
from channels.storage import Storage

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Timing:
    """Every pause of the dispatcher, in seconds, and its two numbers."""

    lease: float = 6.0  # how long a dead dispatcher's turns stay its own
    poll: float = 1.0  # how often the inbox is looked at when nobody wakes us
    first_pause: float = 1.0  # after the first failure; doubled after each
    longest_pause: float = 300.0
    patience: float = 3.0  # a citizen who has waited this long for a failing turn is told
    probe: float = 2.0  # how often we look whether a part that failed is back
    grace: float = 5.0  # how long running turns may take when we are asked to stop
    attempts: int = 10
    concurrency: int = 16


class InboxRepository(Protocol):
    """What the dispatcher needs of the inbox."""

    def lease(self, limit: int, owner: str, now: datetime, until: datetime) -> list[LeasedMessage]: ...

    def renew(self, leased: Iterable[LeasedMessage], until: datetime) -> None: ...

    def finish(
        self,
        leased: LeasedMessage,
        replies: Sequence[Reply],
        locale: str | None,
        now: datetime,
        privacy: Reply | None = None,
    ) -> bool: ...

    def bury(self, leased: LeasedMessage, error: str, replies: Sequence[Reply], now: datetime) -> bool: ...

    def postpone(
        self, leased: LeasedMessage, error: str, next_attempt_at: datetime, now: datetime, notice: Reply | None
    ) -> bool: ...

    def release(self, leased: Iterable[LeasedMessage], now: datetime) -> None: ...

    def hasten(self, now: datetime) -> int: ...


class Engine(Protocol):
    """What the dispatcher needs of the engine."""

    async def turn(self, leased: LeasedMessage) -> Turn: ...

    async def missing(self) -> list[str]: ...


class Desk(Protocol):
    """What happens to a message before its turn."""

    async def prepare(self, leased: LeasedMessage) -> LeasedMessage | Sequence[Reply]: ...


class Dispatcher:
    """Runs the turns of the messages in the inbox until it is stopped."""

    def __init__(
        self,
        inbox: InboxRepository,
        outbox: Outbox,
        engine: Engine,
        desk: Desk,
        *,
        storage: Storage,
        metrics: Metrics,
        default_locale: str,
        privacy_notice: bool,
        timing: Timing,
        wake_sender: Callable[[str], None],
    ) -> None:
        self._inbox = inbox
        self._outbox = outbox
        self._engine = engine
        self._desk = desk
        self._storage = storage
        self._metrics = metrics
        self._default_locale = default_locale
        self._privacy_notice = privacy_notice
        self._timing = timing
        self._wake_sender = wake_sender
        self._owner = secrets.token_hex(16)
        self._news = asyncio.Event()
        self._stopping = False
        self._turns: dict[asyncio.Task[None], LeasedMessage] = {}
        self._failing = False
        self._loops: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._loops = [asyncio.create_task(loop()) for loop in (self._dispatch, self._keep_leases, self._probe)]

    def wake(self) -> None:
        """There may be something to do: looks at the inbox now."""
        self._news.set()

    async def stop(self) -> None:
        """Takes nothing more, lets running turns end, and gives back what could not be run in time."""
        self._stopping = True
        self.wake()
        dispatching, *others = self._loops
        await asyncio.gather(dispatching, return_exceptions=True)  # a lease that is being taken is taken
        if self._turns:
            await asyncio.wait(list(self._turns), timeout=self._timing.grace)
        left = dict(self._turns)
        for task in [*left, *others]:
            task.cancel()
        await asyncio.gather(*left, *others, return_exceptions=True)
        if left:
            await self._attempt(self._storage.run(self._inbox.release, list(left.values()), now()))

    async def _dispatch(self) -> None:
        while not self._stopping:
            self._news.clear()
            await self._attempt(self._take())
            await _wait(self._news, self._timing.poll)

    async def _take(self) -> None:
        """Leases as many turns as there is room for, and starts them."""
        room = self._timing.concurrency - len(self._turns)
        if room <= 0:
            return
        until = now() + timedelta(seconds=self._timing.lease)
        for leased in await self._storage.run(self._inbox.lease, room, self._owner, now(), until):
            task = asyncio.create_task(self._turn(leased))
            self._turns[task] = leased
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._turns.pop(task, None)
        self.wake()

    async def _turn(self, leased: LeasedMessage) -> None:
        """One turn, whatever comes of it. A failure of the database leaves the lease to run out."""
        await self._attempt(self._run(leased), leased)

    async def _run(self, leased: LeasedMessage) -> None:
        try:
            prepared = await self._desk.prepare(leased)
            if isinstance(prepared, LeasedMessage):
                turn = await self._ask(prepared)
            else:
                turn = Turn(prepared, locale=None)
        except EngineRefused as error:
            await self._bury(leased, error)
        except Unavailable as error:
            self._failing = True
            await self._put_off(leased, error)
        except Exception as error:  # a mistake of ours must not hold this conversation up for ever
            log.error("turn inbox=%s failed: %s", leased.inbox_id, where(error))
            await self._put_off(leased, error if isinstance(error, ChobbakError) else ChobbakError("the turn failed"))
        else:
            await self._finish(leased, turn)

    async def _put_off(self, leased: LeasedMessage, error: ChobbakError) -> None:
        """Tried again later, but not for ever."""
        if leased.attempts >= self._timing.attempts:
            await self._bury(leased, error)
        else:
            await self._postpone(leased, error)

    async def _ask(self, message: LeasedMessage) -> Turn:
        with self._metrics.turn_seconds.time():
            return await self._engine.turn(message)

    async def _finish(self, leased: LeasedMessage, turn: Turn) -> None:
        privacy = self._privacy(leased, turn)
        done = await self._storage.run(self._inbox.finish, leased, turn.replies, turn.locale, now(), privacy)
        self._settled(leased, "done" if done else "lease_lost")
        self._metrics.answer_seconds.observe((now() - leased.received_at).total_seconds())

    async def _bury(self, leased: LeasedMessage, error: ChobbakError) -> None:
        apology = self._notice(leased, "gateway-given-up")
        await self._storage.run(self._inbox.bury, leased, error.code, [apology] if apology else [], now())
        self._settled(leased, "dead", error)

    async def _postpone(self, leased: LeasedMessage, error: ChobbakError) -> None:
        """Kept for later. Whoever has waited too long for this message is told, once in an outage."""
        waited = (now() - leased.received_at).total_seconds()
        reply = self._notice(leased, "gateway-trouble") if waited >= self._timing.patience else None
        again = now() + timedelta(seconds=self._pause(leased.attempts))
        await self._storage.run(self._inbox.postpone, leased, error.code, again, now(), reply)
        self._settled(leased, "postponed", error)

    def _pause(self, attempts: int) -> float:
        """Doubled after each failure, with jitter so that messages that failed together do not come back together."""
        longest: float = min(self._timing.first_pause * 2 ** (attempts - 1), self._timing.longest_pause)
        return longest * random.uniform(0.75, 1.25)  # noqa: S311 - not a secret

    def _settled(self, leased: LeasedMessage, outcome: str, error: ChobbakError | None = None) -> None:
        self._metrics.turns.labels(outcome).inc()
        self._outbox.hub.publish(leased.message.conversation_id)
        self._wake_sender(leased.message.channel)
        level = logging.DEBUG if error is None else logging.WARNING
        code = "-" if error is None else error.code
        log.log(level, "turn inbox=%s outcome=%s attempt=%s error=%s", leased.inbox_id, outcome, leased.attempts, code)

    def _privacy(self, leased: LeasedMessage, turn: Turn) -> Reply | None:
        """With the first answer of a conversation: what is kept, and how to see and erase it."""
        if leased.privacy_told or not self._privacy_notice or not turn.replies:
            return None
        abroad = leased.message.channel not in READ_BY_CLIENT
        return self._notice(leased, "gateway-privacy-abroad" if abroad else "gateway-privacy", turn.locale)

    def _notice(self, leased: LeasedMessage, message_id: str, spoken: str | None = None) -> Reply | None:
        """A sentence that is missing from the message files must not keep a message from being settled."""
        locale = wording.known_locale(spoken, leased.locale, leased.locale_hint, default=self._default_locale)
        try:
            return wording.notice(locale, message_id)
        except ChobbakError as error:
            log.error("nothing can be said to inbox=%s: %s", leased.inbox_id, error)
            return None

    async def _keep_leases(self) -> None:
        """Running turns keep their leases, however long the engine takes."""
        while True:
            await asyncio.sleep(self._timing.lease / 3)
            if self._turns:
                until = now() + timedelta(seconds=self._timing.lease)
                await self._attempt(self._storage.run(self._inbox.renew, list(self._turns.values()), until))

    async def _probe(self) -> None:
        """When a part was seen down and is up again, nobody waits for the end of a long pause."""
        seen_down = False
        while True:
            await asyncio.sleep(self._timing.probe)
            if not self._failing:
                continue
            if await self._engine.missing():
                seen_down = True
            elif seen_down:
                await self._attempt(self._storage.run(self._inbox.hasten, now()))
                seen_down = self._failing = False
                self.wake()
            else:
                self._failing = False

    async def _attempt(self, work: Any, leased: LeasedMessage | None = None) -> None:
        """Nothing that fails may end a loop of the dispatcher; what failed is named without its data."""
        try:
            await work
        except ChobbakError as error:
            log.error("dispatcher: %s inbox=%s", error, leased.inbox_id if leased else "-")
        except Exception as error:  # whatever it is, the loop goes on
            log.error("dispatcher: %s inbox=%s", where(error), leased.inbox_id if leased else "-")


async def _wait(event: asyncio.Event, timeout: float) -> None:
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(event.wait(), timeout)
