"""What providers tell about messages that they had taken: how far one has come, or that it has failed after all."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from bot.persistence.deliveries import SentMessage, Settlement
from bot.persistence.records import SendState
from channels.channel import Channel, StatusUpdate
from channels.clock import now
from channels.metrics import Metrics
from channels.send_errors import Reason
from channels.send_policy import Patience, settlement
from channels.storage import Storage

log = logging.getLogger(__name__)

_REFERENCE = re.compile(r"([0-9]{1,18})\.([0-9]{1,4})", re.ASCII)


class StatusRepository(Protocol):
    """What this service needs of the outbox."""

    def record_status(
        self, channel: str, provider_id: str, reference: tuple[int, int] | None, state: SendState, now: datetime
    ) -> SentMessage | None: ...

    def failed_later(self, message: SentMessage, settlement: Settlement, now: datetime) -> None: ...


class Statuses:
    """Takes status updates in whatever order they come."""

    def __init__(
        self,
        repository: StatusRepository,
        storage: Storage,
        metrics: Metrics,
        patience: Patience,
        wake: Callable[[str], None],
    ) -> None:
        self._repository = repository
        self._storage = storage
        self._metrics = metrics
        self._patience = patience
        self._wake = wake

    async def take(self, channel: Channel, updates: Sequence[StatusUpdate]) -> None:
        """Notes each update; one about a message that is not ours is counted and forgotten."""
        for update in updates:
            reference = _parsed(update.reference)
            message = await self._storage.run(
                self._repository.record_status, channel.name, update.provider_id, reference, update.state, now()
            )
            outcome = "unknown" if message is None else update.state.value if message.changed else "repeated"
            self._metrics.statuses.labels(channel.name, outcome).inc()
            if message is not None and message.changed and update.state is SendState.FAILED:
                await self._failed(channel, update, message)

    async def _failed(self, channel: Channel, update: StatusUpdate, message: SentMessage) -> None:
        reason = update.reason or Reason.UNKNOWN
        if message.channel != channel.name and not reason.retryable:
            reason = Reason.OUTSIDE_WINDOW  # the fallback cannot carry it: it waits on its own channel
        settled = settlement(
            reason,
            update.detail,
            written_at=message.created_at,
            attempts=message.attempts,
            repeats=message.repeats,
            now=now(),
            patience=self._patience,
        )
        self._metrics.sends_failed.labels(channel.name, reason.code).inc()
        log.log(
            logging.WARNING if reason.alert else logging.INFO,
            "status channel=%s outbox=%s reason=%s code=%s outcome=%s",
            channel.name,
            message.outbox_id,
            reason.code,
            update.detail,
            settled.state,
        )
        await self._storage.run(self._repository.failed_later, message, settled, now())
        self._wake(message.channel)


def _parsed(reference: str) -> tuple[int, int] | None:
    match = _REFERENCE.fullmatch(reference)
    return (int(match[1]), int(match[2])) if match else None
