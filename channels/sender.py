"""From the outbox to the provider: one message at a time for each recipient, many recipients at once.

As with turns, all that must survive a crash is in the database. What a crash can cost is told apart: a send whose
outcome nobody told (no answer, or a sender that died in the middle) is repeated once, after a pause in which a status
may still tell, and counted.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.errors import ChobbakError, Unavailable
from bot.persistence.deliveries import LeasedDelivery, Settlement, TakenPart
from bot.persistence.records import CONSENT
from channels.channel import PHONE, Address, Channel, Template
from channels.clock import now
from channels.errors import where
from channels.metrics import Metrics
from channels.pace import Pace
from channels.rendering import Rendered, pages
from channels.send_errors import Reason, SendFailed
from channels.send_policy import Patience, settlement
from channels.storage import Storage
from channels.templates import ANSWER_WAITING

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SendTiming:
    """Every pause of a sender, in seconds, and how many messages it sends at once."""

    lease: float = 30.0  # how long a dead sender's messages stay its own; a status may tell their outcome meanwhile
    poll: float = 1.0
    grace: float = 5.0
    concurrency: int = 16
    patience: Patience = field(default_factory=Patience)


class DeliveryRepository(Protocol):
    """What a sender needs of the outbox."""

    def lease(self, channel: str, limit: int, owner: str, now: datetime, until: datetime) -> list[LeasedDelivery]: ...

    def renew(self, leased: Iterable[LeasedDelivery], until: datetime) -> None: ...

    def sent(self, leased: LeasedDelivery, taken: TakenPart, now: datetime) -> None: ...

    def finish(self, leased: LeasedDelivery) -> None: ...

    def settle(self, leased: LeasedDelivery, settlement: Settlement, now: datetime) -> None: ...

    def reminded(self, conversation_id: str, now: datetime) -> None: ...

    def opted_out(self, address_hashes: Sequence[str]) -> bool: ...


class Templates(Protocol):
    """The templates that providers have approved."""

    def find(self, channel: str, name: str, locale: str) -> Template | None: ...


@dataclass(frozen=True)
class Fallback:
    """Another channel, which carries what the window holds back to who has not opted out there."""

    channel: Channel
    pace: Pace
    hash_of: Callable[[str], str]  # of a telephone number on that channel


@dataclass(frozen=True)
class _Way:
    """How a message can go: by which channel, and in what parts."""

    channel: Channel
    pace: Pace
    parts: Sequence[Rendered | Template]

    def left(self, leased: LeasedDelivery) -> list[int]:
        """The parts that the provider does not have yet."""
        return [part for part in range(len(self.parts)) if part not in leased.taken]


class Sender:
    """Sends the messages of one channel until it is stopped."""

    def __init__(
        self,
        channel: Channel,
        deliveries: DeliveryRepository,
        *,
        templates: Templates,
        pace: Pace,
        fallback: Fallback | None,
        storage: Storage,
        metrics: Metrics,
        default_locale: str,
        timing: SendTiming,
    ) -> None:
        self._channel = channel
        self._deliveries = deliveries
        self._templates = templates
        self._fallback = fallback
        self._storage = storage
        self._metrics = metrics
        self._default_locale = default_locale
        self._timing = timing
        self._pace = pace
        self._owner = secrets.token_hex(16)
        self._news = asyncio.Event()
        self._stopping = False
        self._sending: dict[asyncio.Task[None], LeasedDelivery] = {}
        self._loops: list[asyncio.Task[None]] = []
        self.broken = False  # the provider has failed and has not taken anything since

    def start(self) -> None:
        self._loops = [asyncio.create_task(loop()) for loop in (self._dispatch, self._keep_leases)]

    def wake(self) -> None:
        """There may be something to send: looks at the outbox now."""
        self._news.set()

    async def stop(self) -> None:
        """Takes nothing more and lets what is being sent end; what is cut off counts as a send of unknown outcome."""
        self._stopping = True
        self.wake()
        dispatching, keeping = self._loops
        await asyncio.gather(dispatching, return_exceptions=True)
        if self._sending:
            await asyncio.wait(list(self._sending), timeout=self._timing.grace)
        left = list(self._sending)
        for task in [*left, keeping]:
            task.cancel()
        await asyncio.gather(*left, keeping, return_exceptions=True)

    async def _dispatch(self) -> None:
        while not self._stopping:
            self._news.clear()
            await self._attempt(self._take())
            await self._rest()

    async def _rest(self) -> None:
        """Until there is news; while the provider's pace holds us up, until it has a place."""
        if wait := self._pace.wait():
            await asyncio.sleep(min(wait, self._timing.poll))
        else:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._news.wait(), self._timing.poll)

    async def _take(self) -> None:
        """Leases what may be sent at once, and sends it: a kill finds few messages between the lease and the provider."""
        places = self._pace.take(self._timing.concurrency - len(self._sending))
        if not places:
            return
        until = now() + timedelta(seconds=self._timing.lease)
        leased_now: list[LeasedDelivery] = []
        try:
            leased_now = await self._storage.run(
                self._deliveries.lease, self._channel.name, places, self._owner, now(), until
            )
        finally:
            self._pace.give_back(places - len(leased_now))
        for leased in leased_now:
            task = asyncio.create_task(self._attempt(self._deliver(leased), leased))
            self._sending[task] = leased
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._sending.pop(task, None)
        self.wake()

    async def _deliver(self, leased: LeasedDelivery) -> None:
        try:
            await self._try(leased)
        except SendFailed as error:
            await self._failed(leased, error)
        except Unavailable:
            raise  # the database: nothing can be settled now, and the lease runs out
        except Exception as error:  # a mistake of ours must not hold this recipient up for ever
            log.error("send channel=%s outbox=%s failed: %s", leased.channel, leased.id, where(error))
            await self._failed(leased, SendFailed(Reason.OUTCOME_UNKNOWN, type(error).__name__))

    async def _try(self, leased: LeasedDelivery) -> None:
        if leased.opted_out and leased.kind != CONSENT:
            raise SendFailed(Reason.OPTED_OUT)
        if _is_over(leased):
            raise SendFailed(Reason.EXPIRED)
        if leased.interrupted and await self._unsure(leased):
            raise SendFailed(Reason.OUTCOME_UNKNOWN)
        async for way in self._ways(leased):
            try:
                return await self._send_all(leased, way)
            except SendFailed as error:
                if error.reason is not Reason.OUTSIDE_WINDOW and not self._closed(way, error.reason):
                    raise
        await self._remind(leased)
        raise SendFailed(Reason.OUTSIDE_WINDOW)

    def _closed(self, way: _Way, reason: Reason) -> bool:
        """Whether the fallback can never carry it: then it waits on its own channel, as if there were no fallback."""
        return way.channel is not self._channel and not reason.retryable

    async def _unsure(self, leased: LeasedDelivery) -> bool:
        """Whether the sender before us may have sent a part of which no status has told."""
        async for way in self._ways(leased):
            return bool(way.left(leased))
        return True

    async def _ways(self, leased: LeasedDelivery) -> AsyncIterator[_Way]:
        """The ways that it can go now, in the order in which they are tried.

        Outside the window: as a template of its own, or else by the fallback channel.
        """
        mine = _Way(self._channel, self._pace, _parts(leased, self._channel))
        if not self._window_closed(leased) or not mine.left(leased):
            yield mine
        own = self._own_template(leased)
        if own is not None:
            yield _Way(self._channel, self._pace, [own])
        elif self._fallback is not None and await self._takes_fallback(leased, self._fallback):
            yield _Way(self._fallback.channel, self._fallback.pace, _parts(leased, self._fallback.channel))

    def _window_closed(self, leased: LeasedDelivery) -> bool:
        if not self._channel.capabilities.window_hours:
            return False
        return leased.window_until is None or leased.window_until <= now()

    def _own_template(self, leased: LeasedDelivery) -> Template | None:
        wanted: Mapping[str, Any] = leased.body.get("template") or {}
        found = wanted and self._templates.find(self._channel.name, wanted["name"], leased.body["locale"])
        if not found:
            return None
        return Template(found.sid, found.locale, found.language, tuple(wanted.get("variables", ())))

    async def _takes_fallback(self, leased: LeasedDelivery, fallback: Fallback) -> bool:
        """Whether the citizen has a number, and has not opted out of the fallback channel."""
        hashes = [fallback.hash_of(value) for kind, value in leased.addresses if kind == PHONE]
        return bool(hashes) and not await self._storage.run(self._deliveries.opted_out, hashes)

    async def _send_all(self, leased: LeasedDelivery, way: _Way) -> None:
        left = way.left(leased)
        for part in left:
            if part != left[0] or way.pace is not self._pace:  # the place of the first was taken with the lease
                await way.pace.turn()
            provider_id = await self._hand_over(leased, way, part)
            await self._sent(leased, TakenPart(part, provider_id, way.channel.name, last=part == left[-1]))
        if not left:
            await self._storage.run(self._deliveries.finish, leased)

    async def _hand_over(self, leased: LeasedDelivery, way: _Way, part: int) -> str:
        wanted = way.parts[part]
        try:
            if isinstance(wanted, Template):
                return await way.channel.send_template(_to(leased), wanted, leased.reference(part))
            return await way.channel.send(_to(leased), wanted, leased.reference(part))
        except SendFailed as error:
            if error.reason is Reason.THROTTLED:
                way.pace.pause(error.retry_after or self._timing.patience.first_pause)
            raise

    async def _sent(self, leased: LeasedDelivery, taken: TakenPart) -> None:
        self.broken = False
        self._metrics.sends.labels(taken.channel, "sent").inc()
        await self._storage.run(self._deliveries.sent, leased, taken, now())

    async def _remind(self, leased: LeasedDelivery) -> None:
        """A template asks the citizen to write, once for all that waits for them."""
        locale = leased.locale or self._default_locale
        template = self._templates.find(self._channel.name, ANSWER_WAITING, locale)
        if template is None or leased.reminded_at is not None:
            return
        await self._channel.send_template(_to(leased), template, "")
        self._metrics.sends.labels(self._channel.name, "reminder").inc()
        await self._storage.run(self._deliveries.reminded, leased.conversation_id, now())

    async def _failed(self, leased: LeasedDelivery, error: SendFailed) -> None:
        reason = error.reason
        settled = settlement(
            reason,
            error.detail,
            written_at=leased.created_at,
            attempts=leased.attempts,
            repeats=leased.repeats,
            now=now(),
            patience=self._timing.patience,
            retry_after=error.retry_after,
        )
        self._count(reason, settled)
        level = logging.WARNING if reason.alert else logging.INFO
        message = "send channel=%s outbox=%s attempt=%s reason=%s code=%s outcome=%s"
        log.log(level, message, leased.channel, leased.id, leased.attempts, reason.code, error.detail, settled.state)
        await self._storage.run(self._deliveries.settle, leased, settled, now())

    def _count(self, reason: Reason, settled: Settlement) -> None:
        name = self._channel.name
        self.broken |= reason in (Reason.PROVIDER_DOWN, Reason.REFUSED_CREDENTIALS)
        self._metrics.sends.labels(name, settled.state if settled.next_attempt_at is None else "retried").inc()
        self._metrics.sends_failed.labels(name, reason.code).inc()
        if settled.repeat:
            self._metrics.sends_repeated.labels(name).inc()

    async def _keep_leases(self) -> None:
        while True:
            await asyncio.sleep(self._timing.lease / 3)
            if self._sending:
                until = now() + timedelta(seconds=self._timing.lease)
                await self._attempt(self._storage.run(self._deliveries.renew, list(self._sending.values()), until))

    async def _attempt(self, work: Any, leased: LeasedDelivery | None = None) -> None:
        """Nothing that fails may end a loop of the sender; what failed is named without its data."""
        try:
            await work
        except ChobbakError as error:
            log.error("sender %s: %s outbox=%s", self._channel.name, error, leased.id if leased else "-")
        except Exception as error:  # whatever it is, the loop goes on
            log.error("sender %s: %s outbox=%s", self._channel.name, where(error), leased.id if leased else "-")


def _is_over(leased: LeasedDelivery) -> bool:
    """Whether it is of no use any more: a code that has expired, a reminder of what is past."""
    until = leased.body.get("expires_at")
    return until is not None and datetime.fromisoformat(until) <= now()


def _to(leased: LeasedDelivery) -> tuple[Address, ...]:
    return tuple(Address(kind, value) for kind, value in leased.addresses)


def _parts(leased: LeasedDelivery, channel: Channel) -> list[Rendered]:
    """What is to be sent of this message now: one page of it."""
    return pages(leased.body, channel.capabilities)[leased.body.get("page", 0)]
