"""Taking a citizen's message in: stored before anything slow happens, then the dispatcher is woken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from bot.persistence.records import InboundMessage, Receipt, Reply
from channels.clock import now
from channels.metrics import Metrics
from channels.outbox import Outbox
from channels.storage import Storage


class InboxRepository(Protocol):
    """What this service needs of the inbox."""

    def receive(self, message: InboundMessage, now: datetime, replies: Sequence[Reply] = ()) -> Receipt: ...

    def state(self, inbox_id: int) -> str: ...


class Inbox:
    """The way in for every channel."""

    def __init__(
        self, repository: InboxRepository, storage: Storage, outbox: Outbox, metrics: Metrics, wake: Callable[[], None]
    ) -> None:
        self._repository = repository
        self._storage = storage
        self._outbox = outbox
        self._metrics = metrics
        self._wake = wake

    async def receive(self, message: InboundMessage) -> Receipt:
        """Keeps a message for its turn. The same message again changes nothing."""
        receipt = await self._storage.run(self._repository.receive, message, now())
        if receipt.new:
            self._metrics.received.labels(message.channel, "queued").inc()
            self._wake()
            self._outbox.hub.publish(message.conversation_id)
        return receipt

    async def refuse(self, message: InboundMessage, reply: Reply) -> Receipt:
        """Answers a message that needs no turn (empty, too long) at once."""
        receipt = await self._storage.run(self._repository.receive, message, now(), [reply])
        if receipt.new:
            self._metrics.received.labels(message.channel, "refused").inc()
            self._outbox.hub.publish(message.conversation_id)
        return receipt

    async def state(self, inbox_id: int) -> str:
        return await self._storage.run(self._repository.state, inbox_id)
