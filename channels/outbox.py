"""Handing answers out: reading them for a client, and waking whoever waits for one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

from bot.errors import ChobbakError
from bot.persistence.records import OWN, OutboundMessage
from channels.clock import now
from channels.storage import Storage

log = logging.getLogger(__name__)

PAGE = 100  # messages read at once for one client


class OutboxRepository(Protocol):
    """What this service needs of the outbox."""

    def after(
        self, conversation_id: str, last_id: int, limit: int = PAGE, *, with_own: bool = False
    ) -> list[OutboundMessage]: ...

    def newest(self, conversation_id: str, limit: int) -> list[OutboundMessage]: ...

    def of_message(self, inbox_id: int) -> list[OutboundMessage]: ...

    def conversations_since(self, moment: datetime) -> list[tuple[str, int]]: ...


class Hub:
    """Who in this process waits for news of which conversation."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self.closed = False

    @contextmanager
    def subscribe(self, conversation_id: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever there may be news. It is forgotten at the end of the block, come what may."""
        news = asyncio.Event()
        self._waiting.setdefault(conversation_id, set()).add(news)
        try:
            yield news
        finally:
            waiting = self._waiting[conversation_id]
            waiting.discard(news)
            if not waiting:
                del self._waiting[conversation_id]

    def publish(self, conversation_id: str) -> None:
        for news in self._waiting.get(conversation_id, ()):
            news.set()

    def close(self) -> None:
        """Wakes everybody for the last time."""
        self.closed = True
        for conversation_id in self._waiting:
            self.publish(conversation_id)

    def count(self, conversation_id: str) -> int:
        return len(self._waiting.get(conversation_id, ()))

    def __len__(self) -> int:
        return sum(len(waiting) for waiting in self._waiting.values())


class Outbox:
    """The way out to a client that asks for its messages."""

    def __init__(self, repository: OutboxRepository, storage: Storage) -> None:
        self._repository = repository
        self._storage = storage
        self.hub = Hub()

    async def after(self, conversation_id: str, last_id: int, *, with_own: bool = False) -> list[OutboundMessage]:
        return await self._storage.run(
            partial(self._repository.after, conversation_id, last_id, PAGE, with_own=with_own)
        )

    async def newest(self, conversation_id: str, limit: int) -> list[OutboundMessage]:
        """The last messages with the citizen's own, oldest first."""
        return await self._storage.run(self._repository.newest, conversation_id, limit)

    async def of_message(self, inbox_id: int) -> list[OutboundMessage]:
        return await self._storage.run(self._repository.of_message, inbox_id)

    async def watch(self, pause: float = 1.0, overlap: float = 10.0) -> None:
        """Publishes what *other* gateways on this database wrote. Windows overlap, for rows that are committed late."""
        seen: dict[str, int] = {}
        while True:
            await asyncio.sleep(pause)
            if not self.hub:
                continue
            try:
                rows = await self._storage.run(self._repository.conversations_since, now() - timedelta(seconds=overlap))
            except ChobbakError as error:
                log.warning("cannot watch the outbox: %s", error.code)
                continue
            for conversation_id, newest in rows:
                if seen.get(conversation_id) != newest:
                    self.hub.publish(conversation_id)
            seen = dict(rows)


def as_json(message: OutboundMessage) -> dict[str, Any]:
    """A message as the API shows it."""
    at = message.created_at.isoformat(timespec="seconds").replace("+00:00", "Z")
    if message.kind == OWN:
        return {"id": message.id, "client_id": message.reply_to, **message.body, "at": at}
    return {"id": message.id, **message.body, "reply_to": message.reply_to, "at": at}
