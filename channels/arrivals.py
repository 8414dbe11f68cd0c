"""Taking in what providers hand in. Stored before it is acknowledged; what arrives together is stored together.

A transaction costs more than a row: messages that wait while one is being committed share the next one, so a burst
costs a few transactions and not hundreds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol

from bot.errors import Unavailable
from bot.identity.pseudonyms import Pseudonyms
from bot.persistence.arrivals import HashedAddress, NewMessage, Wording
from bot.persistence.records import CONSENT, Receipt, Reply
from channels import wording
from channels.channel import Arrival, Channel, Consent
from channels.clock import now
from channels.consent import consent_of
from channels.limits import RateLimit
from channels.metrics import Metrics
from channels.storage import Storage

BATCH = 64  # webhooks of one transaction
LONGEST_ID = 128  # characters


class ArrivalRepository(Protocol):
    """What this service needs of the inbox."""

    def take(self, messages: Sequence[NewMessage], now: datetime) -> list[Receipt]: ...


class Arrivals:
    """The way in for every channel that sends."""

    def __init__(
        self,
        repository: ArrivalRepository,
        *,
        storage: Storage,
        metrics: Metrics,
        pseudonyms: Pseudonyms,
        limit: RateLimit,
        most_characters: int,
        default_locale: str,
        wake: Callable[[], None],
    ) -> None:
        self._repository = repository
        self._storage = storage
        self._metrics = metrics
        self._pseudonyms = pseudonyms
        self._limit = limit
        self._most_characters = most_characters
        self._default_locale = default_locale
        self._wake = wake
        self._waiting: list[tuple[list[NewMessage], asyncio.Future[list[Receipt]]]] = []
        self._storing: asyncio.Task[None] | None = None

    async def take(self, channel: Channel, arrivals: Sequence[Arrival]) -> list[Receipt]:
        """Stores messages, all or none; what was stored before changes nothing.

        Raises:
            Unavailable: the database failed, and nothing was stored.
        """
        if not arrivals:
            return []
        messages = [self._new_message(channel, arrival) for arrival in arrivals]
        receipts = await self._store(messages)
        for receipt in receipts:
            outcome = "queued" if receipt.new and not receipt.finished else "settled" if receipt.new else "repeated"
            self._metrics.received.labels(channel.name, outcome).inc()
        self._wake()
        return receipts

    async def _store(self, messages: list[NewMessage]) -> list[Receipt]:
        stored: asyncio.Future[list[Receipt]] = asyncio.get_running_loop().create_future()
        self._waiting.append((messages, stored))
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store_waiting())
        return await stored

    async def _store_waiting(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
            try:
                receipts = await self._take([message for messages, _ in together for message in messages])
            except Exception as error:  # each one who waits is told, whatever it is
                for _, stored in together:
                    _fail(stored, error)
                continue
            for messages, stored in together:
                mine, receipts = receipts[: len(messages)], receipts[len(messages) :]
                if not stored.done():
                    stored.set_result(mine)

    async def _take(self, messages: Sequence[NewMessage]) -> list[Receipt]:
        return await self._storage.run(self._repository.take, messages, now())

    def _new_message(self, channel: Channel, arrival: Arrival) -> NewMessage:
        moment = now()
        said_at = min(arrival.sent_at or moment, moment)
        window = channel.capabilities.window_hours
        first = arrival.addresses[0]
        conversation = self._pseudonyms.of_address(channel.name, first.value)
        wait, crossed = self._limit.reserve(conversation)
        consent = arrival.consent or consent_of(arrival.text)
        readable = arrival.readable and len(arrival.text) <= self._most_characters
        return NewMessage(
            channel=channel.name,
            message_id=self._bounded(arrival.message_id),
            fingerprint=self._pseudonyms.of_content(_content(arrival)),
            addresses=tuple(
                HashedAddress(self._pseudonyms.of_address(channel.name, one.value), one.kind, one.value)
                for one in arrival.addresses
            ),
            conversation_id=conversation,
            text=arrival.text if readable else "",
            payload=arrival.payload,
            location=arrival.location,
            media=arrival.media,
            window_until=said_at + timedelta(hours=window) if window else None,
            not_before=moment + timedelta(seconds=wait),
            stop=self._confirmation("gateway-stop") if consent is Consent.STOP else None,
            start=self._confirmation("gateway-start") if consent is Consent.START else None,
            announced=arrival.consent is not None,
            refusal=self._refusal(arrival),
            notice=self._wording(wording.notice, "gateway-slow") if crossed else None,
        )

    def _bounded(self, message_id: str | None) -> str | None:
        """The provider's id, or what stands for one that is longer than any provider's."""
        if message_id is None or len(message_id) <= LONGEST_ID:
            return message_id
        return self._pseudonyms.of_content(message_id)

    def _refusal(self, arrival: Arrival) -> Wording | None:
        if len(arrival.text) > self._most_characters:
            return self._wording(wording.answer, "gateway-too-long", limit=self._most_characters)
        empty = not (arrival.text or arrival.payload or arrival.location or arrival.media)
        return self._wording(wording.answer, "gateway-unreadable") if empty or not arrival.readable else None

    def _confirmation(self, message_id: str) -> Wording:
        said = self._wording(wording.answer, message_id)
        return lambda locale: Reply(CONSENT, said(locale).body)

    def _wording(self, say: Callable[..., Reply], message_id: str, **arguments: int) -> Wording:
        def in_locale(locale: str | None) -> Reply:
            return say(wording.known_locale(locale, default=self._default_locale), message_id, **arguments)

        return in_locale

    async def close(self) -> None:
        """Waits until what was handed in is stored."""
        if self._storing is not None:
            with suppress(Unavailable):
                await self._storing


def _content(arrival: Arrival) -> str:
    """What is the same when a message without an id is handed in again."""
    return repr((arrival.text, arrival.payload, arrival.location, [item.key for item in arrival.media]))


def _fail(stored: asyncio.Future[list[Receipt]], error: Exception) -> None:
    if not stored.done():
        stored.set_exception(error)
