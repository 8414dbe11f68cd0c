"""Two gateways on one PostgreSQL database, beside one engine and one provider: they share the work and double nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from sqlalchemy import func, select

from bot.persistence.tables import inbox, outbox, sends
from bot.persistence.upgrade import upgrade
from channels.simulator.contents import ours, templates_file
from channels.simulator.provider import Simulator
from channels.simulator.records import CHANNELS, SMS_TWILIO, WHATSAPP_CLOUD, Act, Delivery, Webhook
from channels.simulator.webhooks import Retry
from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import RunningGateway, Starter, until
from tests.channels.simulator.target import PUBLIC

PEOPLE, TURNS = 12, 5


class Balancer:
    """In front of two gateways: webhooks go to them in turn, and every third one to both at once."""

    def __init__(self, provider: Simulator, urls: list[str]) -> None:
        self._webhooks = provider.webhooks
        self._post = provider.webhooks.post
        self._urls = urls
        self._number = 0
        self.seen: dict[str, int] = dict.fromkeys(urls, 0)

    async def post(self, webhook: Webhook, retry: Retry, message_id: str = "") -> Delivery:
        self._number += 1
        here = self._urls[self._number % 2]
        there = self._urls if self._number % 3 == 0 else [here]
        answers = await asyncio.gather(*(self._send(url, webhook, retry, message_id) for url in there))
        return max(answers, key=lambda delivery: delivery.status)

    async def _send(self, url: str, webhook: Webhook, retry: Retry, message_id: str) -> Delivery:
        self.seen[url] += 1
        to = Webhook(webhook.url.replace(PUBLIC, url), webhook.body, webhook.headers)
        return await self._post(to, retry, message_id)


@pytest_asyncio.fixture
async def provider() -> AsyncIterator[Simulator]:
    async with Simulator(contents=ours().values(), retry_pause=0.01, status_pause=0.0) as running:
        yield running


async def test_they_share_the_work_and_double_nothing(
    provider: Simulator, start: Starter, engine: FakeEngine, postgres_url: str, tmp_path: Path
) -> None:
    """People on every channel write at once, webhooks go to either gateway or to both, status updates come in any order:
    each message is one row, one turn and one answer, in order for each recipient, and every send is known to be
    delivered. No webhook is refused because the other gateway was quicker."""
    upgrade(postgres_url)
    templates = tmp_path / "templates.yml"
    templates.write_text(templates_file(), encoding="utf-8")
    settings = {**provider.settings(), "public_url": PUBLIC, "templates_file": templates, "database_url": postgres_url}
    settings |= {f"{channel}_per_second": 1000 for channel in CHANNELS}
    gateways: list[RunningGateway] = [await start(**settings), await start(**settings)]
    balancer = Balancer(provider, [gateway.url for gateway in gateways])
    provider.connect(gateways[0].url, PUBLIC)
    provider.webhooks.post = balancer.post  # type: ignore[method-assign]
    provider.meta.retries = 0
    provider.behaviour.tell("reorder")
    phones = [provider.phone(f"+2126000001{place:02d}", CHANNELS[place % 3]) for place in range(PEOPLE)]
    for turn in range(TURNS):
        said = [phone.do(Act(text=f"question {turn}.")) for phone in phones]
        assert all(delivery.acknowledged for delivery in await asyncio.gather(*said))
    for phone in phones:
        texts = [message.text for message in await phone.received(TURNS, timeout=20)]
        assert [f"question {turn}." in text for turn, text in enumerate(texts)] == [True] * TURNS
    await provider.settled()
    assert min(balancer.seen.values()) > PEOPLE
    assert set(provider.status_deliveries) <= {200, 204}
    assert (provider.duplicates, provider.repeats, len(provider.messages)) == ({}, 0, PEOPLE * TURNS)
    assert len(engine.turns) == PEOPLE * TURNS
    assert not engine.overlapped
    with gateways[0].parts.database.read() as connection:
        assert connection.execute(select(func.count(inbox.c.id))).scalar() == PEOPLE * TURNS
        assert set(connection.execute(select(outbox.c.state)).scalars()) == {"sent"}
        assert set(connection.execute(select(sends.c.state)).scalars()) <= {"delivered", "read"}


async def test_both_senders_take_their_share(
    provider: Simulator, start: Starter, postgres_url: str, tmp_path: Path
) -> None:
    """The outbox is drained by both (FOR UPDATE SKIP LOCKED), although every webhook went to one."""
    upgrade(postgres_url)
    settings = {**provider.settings(), "public_url": PUBLIC, "database_url": postgres_url}
    one, two = await start(**settings), await start(**settings)
    provider.connect(one.url, PUBLIC)
    provider.behaviour.tell("slow 100")
    phones = [provider.phone(f"+2126000002{place:02d}", WHATSAPP_CLOUD) for place in range(40)]
    await asyncio.gather(*(phone.say("salam") for phone in phones))
    await asyncio.gather(*(phone.received(1, timeout=20) for phone in phones))

    def sent(gateway: RunningGateway) -> float:
        labels = {"channel": WHATSAPP_CLOUD, "outcome": "sent"}
        return gateway.parts.metrics.registry.get_sample_value("chobbak_sends_total", labels) or 0.0

    await until(lambda: sent(one) + sent(two) == len(phones))
    assert min(sent(one), sent(two)) > 0
    assert provider.duplicates == {}


async def test_stop_at_one_gateway_is_heard_by_the_other(
    provider: Simulator, start: Starter, postgres_url: str
) -> None:
    """What is known of a citizen is in the database."""
    upgrade(postgres_url)
    settings = {**provider.settings(), "public_url": PUBLIC, "database_url": postgres_url}
    one, two = await start(**settings), await start(**settings)
    phone = provider.phone("+212600000300", SMS_TWILIO)
    provider.connect(one.url, PUBLIC)
    await phone.say("7bess")
    await phone.received(1)
    provider.connect(two.url, PUBLIC)
    await phone.say("salam")
    assert await phone.answers(quiet=0.2, timeout=0.5) == []
