"""The gateway's parts, joined: what a request handler may use."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from bot.errors import ChobbakError, Unauthorised
from bot.identity.pseudonyms import Pseudonyms
from bot.persistence.conversations import SqlConversationRepository
from bot.persistence.database import Database
from bot.persistence.inbox import SqlInboxRepository
from bot.persistence.outbox import SqlOutboxRepository
from bot.persistence.records import Conversation
from bot.privacy.encryption import Cipher
from bot.settings import Settings
from channels.clock import now
from channels.dispatcher import Dispatcher, Timing
from channels.engine_client import EngineClient
from channels.inbox import Inbox
from channels.metrics import Metrics
from channels.outbox import Outbox
from channels.storage import THREADS, Storage
from channels.web import events, page
from channels.web.limits import RateLimit

_MORE_THAN_A_TURN = 5.0


class Gateway:
    """One gateway on one database, beside one engine."""

    def __init__(self, settings: Settings, timing: Timing | None = None) -> None:
        self.settings = settings
        self.pseudonyms = Pseudonyms(settings.pseudonym_key.get_secret_value())
        self.metrics = Metrics()
        self.storage = Storage()
        self.database = Database(
            settings.database_url, Cipher(settings.data_key.get_secret_value()), pool_size=THREADS + 1
        )
        self._inbox_rows = SqlInboxRepository(self.database)
        self._outbox_rows = SqlOutboxRepository(self.database)
        self.conversations = SqlConversationRepository(self.database)
        self.outbox = Outbox(self._outbox_rows, self.storage)
        self.engine = EngineClient(settings.engine_port, settings.actions_port, settings.turn_timeout)
        self.dispatcher = Dispatcher(
            self._inbox_rows,
            self.outbox,
            self.engine,
            storage=self.storage,
            metrics=self.metrics,
            default_locale=settings.default_locale,
            timing=timing or Timing(),
        )
        self.inbox = Inbox(self._inbox_rows, self.storage, self.outbox, self.metrics, self.dispatcher.wake)
        self.messages_limit = RateLimit(settings.messages_per_minute)
        self.conversations_limit = RateLimit(settings.conversations_per_minute)
        self.wait_seconds = settings.turn_timeout + _MORE_THAN_A_TURN
        self.heartbeat = events.HEARTBEAT
        self.template = page.read_template()
        self.assets = page.read_assets()
        self._watch: asyncio.Task[None] | None = None

    def prepare(self) -> None:
        """Before anything is served: is this our database, and our key? Then takes up what a killed gateway left.

        Raises:
            DatabaseUnavailable: it does not answer.
            SettingsError: what it holds was encrypted with another key.
        """
        self._outbox_rows.check_key()
        if self.database.is_sqlite:  # there is one gateway on it: the leases were its predecessor's
            self._inbox_rows.reclaim(now())

    def start(self) -> None:
        self.dispatcher.start()
        if not self.database.is_sqlite:  # several gateways may share it
            self._watch = asyncio.create_task(self.outbox.watch())

    async def stop(self) -> None:
        """Streams and waiting requests end first, so that clients go elsewhere while running turns are finished."""
        self.outbox.hub.close()
        if self._watch is not None:
            self._watch.cancel()
        await self.dispatcher.stop()
        await self.engine.close()

    def close(self) -> None:
        self.storage.close()
        self.database.dispose()

    async def authorise(self, token: str) -> Conversation:
        """The conversation that this token opens."""
        seen_since = now() - timedelta(days=self.settings.token_days)
        token_hash = self.pseudonyms.of_token(token)
        conversation = await self.storage.run(self.conversations.by_token, token_hash, seen_since)
        if conversation is None:
            raise Unauthorised("this token opens no conversation")
        return conversation

    async def missing(self) -> list[str]:
        """The parts that we need and that do not answer: ``database``, ``engine``, ``actions``."""
        database, others = await asyncio.gather(self._database_is_up(), self.engine.missing())
        return ([] if database else ["database"]) + others

    async def measure(self) -> bytes:
        """The metrics, with the inbox counted now; without it when the database does not answer."""
        counts: dict[str, Any] = {}
        try:
            counts = await self.storage.run(self._inbox_rows.counts)
        except ChobbakError:
            self.metrics.inbox.clear()
        for state, number in counts.items():
            self.metrics.inbox.labels(state).set(number)
        return self.metrics.exposition()

    async def _database_is_up(self) -> bool:
        try:
            await self.storage.run(self.database.ping)
        except ChobbakError:
            return False
        return True
