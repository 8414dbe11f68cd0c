"""The gateway's parts, joined: what a request handler may use."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from datetime import timedelta
from functools import partial

from bot.errors import ChobbakError, SettingsError, Unauthorised
from bot.identity.pseudonyms import Pseudonyms
from bot.persistence.arrivals import SqlArrivalRepository
from bot.persistence.conversations import SqlConversationRepository
from bot.persistence.database import Database
from bot.persistence.deliveries import SqlDeliveryRepository
from bot.persistence.inbox import SqlInboxRepository
from bot.persistence.media import SqlMediaRepository
from bot.persistence.outbox import QUEUED, SqlOutboxRepository
from bot.persistence.records import Conversation
from bot.persistence.registers.appointments import SqlAppointmentRepository
from bot.persistence.registers.opening import open_register
from bot.persistence.switches import SqlSwitchRepository
from bot.privacy.encryption import Cipher
from bot.services.appointments.files import FileLinks
from bot.settings import Settings
from channels import proxies
from channels.arrivals import Arrivals
from channels.channel import Arrival, StatusUpdate
from channels.clock import now
from channels.desk import Desk
from channels.dispatcher import Dispatcher, Timing
from channels.engine_client import EngineClient
from channels.inbox import Inbox
from channels.limits import RateLimit
from channels.metrics import Metrics
from channels.notifications import Rounds, followed, rounds_of
from channels.outbox import Outbox
from channels.pace import Pace
from channels.registry import configured
from channels.send_policy import Patience
from channels.sender import Fallback, Sender, SendTiming
from channels.statuses import Statuses
from channels.storage import THREADS, Storage
from channels.templates import Templates
from channels.web import events, parts

_MORE_THAN_A_TURN = 5.0
SPOKEN = "ary"  # what most people write on WhatsApp and SMS: for a first message that tells nothing


def _send_timing(settings: Settings) -> SendTiming:
    return SendTiming(patience=Patience(give_up=settings.send_hours * 3600))


class Gateway:
    """One gateway on one database, beside one engine."""

    def __init__(self, settings: Settings, timing: Timing | None = None, send_timing: SendTiming | None = None) -> None:
        proxies.check(settings)
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
        self._deliveries = SqlDeliveryRepository(self.database)
        self._appointments_register = open_register("appointments", settings)
        self.appointments = SqlAppointmentRepository(self._appointments_register)
        self.file_links = FileLinks(settings.pseudonym_key.get_secret_value())
        self.outbox = Outbox(self._outbox_rows, self.storage)
        self.channels = configured(settings)
        self.engine = EngineClient(settings.engine_address, settings.actions_address, settings.turn_timeout)
        self.dispatcher = Dispatcher(
            self._inbox_rows,
            self.outbox,
            self.engine,
            self._desk(),
            storage=self.storage,
            metrics=self.metrics,
            default_locale=settings.default_locale,
            privacy_notice=settings.privacy_notice,
            timing=timing or Timing(),
            wake_sender=self.wake_sender,
        )
        send_timing = send_timing or _send_timing(settings)
        self.senders = self._senders(send_timing)
        self.statuses = Statuses(self._deliveries, self.storage, self.metrics, send_timing.patience, self.wake_sender)
        self.inbox = Inbox(self._inbox_rows, self.storage, self.outbox, self.metrics, self.dispatcher.wake)
        self.messages_limit = RateLimit(settings.messages_per_minute)
        self.arrivals = self._arrivals()
        self.conversations_limit = RateLimit(settings.conversations_per_minute)
        self.wait_seconds = settings.turn_timeout + _MORE_THAN_A_TURN
        self.heartbeat = events.HEARTBEAT
        self.web = parts.build(
            settings,
            self.database,
            hub=self.outbox.hub,
            storage=self.storage,
            metrics=self.metrics,
            longest_turn=self.wait_seconds,
        )
        self.rounds = Rounds(
            rounds_of(self.database, self.pseudonyms, followed(settings, self.pseudonyms)),
            settings.notify_seconds,
            self._written,
        )
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
            self._deliveries.reclaim(now())

    def start(self) -> None:
        self.dispatcher.start()
        for sender in self.senders.values():
            sender.start()
        self.rounds.start()
        if not self.database.is_sqlite:  # several gateways may share it
            self._watch = asyncio.create_task(self.outbox.watch())

    async def stop(self) -> None:
        """Streams and waiting requests end first, so that clients go elsewhere while running turns are finished."""
        self.outbox.hub.close()
        if self._watch is not None:
            self._watch.cancel()
        await self.rounds.stop()
        await self.arrivals.close()
        await self.dispatcher.stop()
        await self.web.ending.stop()
        await asyncio.gather(*(sender.stop() for sender in self.senders.values()))
        await asyncio.gather(*(channel.close() for channel in self.channels.values()))
        await self.engine.close()

    def close(self) -> None:
        self.rounds.close()
        self.storage.close()
        self.database.dispose()
        self._appointments_register.dispose()

    async def authorise(self, token: str) -> Conversation:
        """The conversation that this token opens."""
        seen_since = now() - timedelta(days=self.settings.token_days)
        token_hash = self.pseudonyms.of_token(token)
        conversation = await self.storage.run(self.conversations.by_token, token_hash, seen_since)
        if conversation is None:
            raise Unauthorised("this token opens no conversation")
        return conversation

    async def arrive(self, channel_name: str, arrivals: Sequence[Arrival]) -> None:
        """Takes in what a provider hands in; returns when all of it is stored.

        Raises:
            Unavailable: nothing was stored; the provider will come again.
        """
        with self.metrics.acknowledge_seconds.labels(channel_name).time():
            receipts = await self.arrivals.take(self.channels[channel_name], arrivals)
        if any(receipt.new for receipt in receipts):
            self.wake_sender(channel_name)

    async def status(self, channel_name: str, updates: Sequence[StatusUpdate]) -> None:
        """Notes what a provider tells about messages that we sent."""
        await self.statuses.take(self.channels[channel_name], updates)

    def wake_sender(self, channel_name: str) -> None:
        if channel_name in self.senders:
            self.senders[channel_name].wake()

    def _written(self, conversations: Collection[str]) -> None:
        """Something has changed in these conversations that no turn has brought about."""
        for conversation in conversations:
            self.outbox.hub.publish(conversation)
        if conversations:
            for sender in self.senders.values():
                sender.wake()

    def degraded(self) -> list[str]:
        """The channels whose provider failed last: messages are still taken in, and answers wait."""
        return [name for name, sender in self.senders.items() if sender.broken]

    async def missing(self) -> list[str]:
        """The parts that we need and that do not answer: ``database``, ``engine``, ``actions``."""
        database, others = await asyncio.gather(self._database_is_up(), self.engine.missing())
        return ([] if database else ["database"]) + others

    async def measure(self) -> bytes:
        """The metrics, with the inbox counted now; without it when the database does not answer."""
        await self._measure_inbox()
        await self._measure_outbox()
        return self.metrics.exposition()

    async def _measure_inbox(self) -> None:
        self.metrics.inbox.clear()
        try:
            counts = await self.storage.run(self._inbox_rows.counts)
            oldest = await self.storage.run(self._inbox_rows.oldest)
        except ChobbakError:
            return
        for state, number in counts.items():
            self.metrics.inbox.labels(state).set(number)
        self.metrics.inbox_age.set((now() - oldest).total_seconds() if oldest else 0)

    async def _measure_outbox(self) -> None:
        self.metrics.outbox.clear()
        self.metrics.outbox_age.clear()
        try:
            rows = await self.storage.run(self._deliveries.counts)
        except ChobbakError:
            return
        for channel, state, number, oldest in rows:
            self.metrics.outbox.labels(channel, state).set(number)
            if state == QUEUED:
                self.metrics.outbox_age.labels(channel).set((now() - oldest).total_seconds())

    def _arrivals(self) -> Arrivals:
        return Arrivals(
            SqlArrivalRepository(self.database),
            storage=self.storage,
            metrics=self.metrics,
            pseudonyms=self.pseudonyms,
            limit=self.messages_limit,
            most_characters=self.settings.message_characters,
            default_locale=SPOKEN,
            wake=self.dispatcher.wake,
        )

    def _desk(self) -> Desk:
        return Desk(
            self.channels,
            answers=self._deliveries,
            media=SqlMediaRepository(self.database),
            switches=SqlSwitchRepository(self.database),
            storage=self.storage,
            metrics=self.metrics,
            default_locale=self.settings.default_locale,
        )

    def _senders(self, timing: SendTiming) -> dict[str, Sender]:
        templates = Templates.load(self.settings.templates_file)
        paces = {name: Pace(channel.per_second) for name, channel in self.channels.items()}
        return {
            name: Sender(
                channel,
                self._deliveries,
                templates=templates,
                pace=paces[name],
                fallback=self._fallback(paces) if name.startswith("whatsapp") else None,
                storage=self.storage,
                metrics=self.metrics,
                default_locale=SPOKEN,
                timing=timing,
            )
            for name, channel in self.channels.items()
        }

    def _fallback(self, paces: dict[str, Pace]) -> Fallback | None:
        name = self.settings.whatsapp_fallback
        if not name:
            return None
        if name not in self.channels:
            raise SettingsError(f"CHOBBAK_WHATSAPP_FALLBACK: {name} is not configured")
        return Fallback(self.channels[name], paces[name], partial(self.pseudonyms.of_address, name))

    async def _database_is_up(self) -> bool:
        try:
            await self.storage.run(self.database.ping)
        except ChobbakError:
            return False
        return True
