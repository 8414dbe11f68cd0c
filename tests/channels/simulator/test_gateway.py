"""Our own gateway and the simulator understand each other: what a citizen writes is answered once, on every channel."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from channels.simulator.contents import ours, templates_file
from channels.simulator.load import Load, Plan
from channels.simulator.phone import Phone
from channels.simulator.provider import Simulator
from channels.simulator.records import CHANNELS, WHATSAPP_CLOUD, WHATSAPP_TWILIO
from tests.channels.harness import RunningGateway, Starter, until
from tests.channels.simulator.target import PUBLIC

NUMBER = "+212600000005"


@pytest_asyncio.fixture
async def provider() -> AsyncIterator[Simulator]:
    async with Simulator(contents=ours().values(), retry_pause=0.01, status_pause=0.0) as running:
        yield running


@pytest_asyncio.fixture
async def connected(provider: Simulator, start: Starter, tmp_path: Path) -> RunningGateway:
    templates = tmp_path / "templates.yml"
    templates.write_text(templates_file(), encoding="utf-8")
    gateway = await start(**provider.settings(), public_url=PUBLIC, templates_file=templates)
    provider.connect(gateway.url, PUBLIC)
    return gateway


@pytest.fixture(params=CHANNELS)
def phone(request: pytest.FixtureRequest, provider: Simulator, connected: RunningGateway) -> Phone:
    """A phone on every channel, in turn."""
    return provider.phone(NUMBER, request.param)


async def test_a_question_is_answered_once(phone: Phone, provider: Simulator) -> None:
    """Signed in, taken, answered; handed in again it changes nothing."""
    delivery = await phone.say("salam")
    assert delivery.acknowledged
    [answer] = await phone.received(1)
    assert "réponse 1 à salam" in answer.text
    assert (await provider.replay()).acknowledged
    await phone.say("chhal?")
    [answer] = await phone.received(1)
    assert "réponse 2 à chhal?" in answer.text
    await provider.settled()
    assert len(phone.messages) == 2
    assert provider.duplicates == {}
    assert {len(found) for found in provider.by_reference.values()} == {1}
    assert set(provider.status_deliveries) <= {200, 204}


async def test_a_choice_reaches_the_engine(phone: Phone) -> None:
    """A real button where there is one, a number typed where there is a menu."""
    await phone.say("salam")
    await phone.received(1)
    await phone.choose(1)
    [answer] = await phone.received(1)
    assert "Le prix" in answer.text


async def test_a_forged_webhook_is_refused(phone: Phone, provider: Simulator) -> None:
    """With another token, or another secret, nothing gets in."""
    provider.credentials = type(provider.credentials)(auth_token="another", app_secret="another")
    provider.meta.retries = 0
    assert (await phone.say("salam")).status == 403
    assert provider.messages == []


async def test_meta_can_connect(provider: Simulator, connected: RunningGateway) -> None:
    assert await provider.verify()


@pytest.mark.parametrize("channel", [WHATSAPP_TWILIO, WHATSAPP_CLOUD])
async def test_who_shows_no_number_is_answered(provider: Simulator, connected: RunningGateway, channel: str) -> None:
    """By the user id alone."""
    phone = provider.phone(NUMBER, channel)
    phone.shows_number = False
    await phone.say("salam")
    [answer] = await phone.received(1)
    assert "salam" in answer.text


@pytest.mark.parametrize("channel", CHANNELS)
async def test_the_provider_fails_for_a_while(provider: Simulator, connected: RunningGateway, channel: str) -> None:
    """What may be sent again is sent again, and arrives once."""
    phone = provider.phone(NUMBER, channel)
    provider.behaviour.tell("fail 131016 2" if channel == WHATSAPP_CLOUD else "fail 20503 2")
    await phone.say("salam")
    await phone.received(1, timeout=15)
    assert len(phone.messages) == 1
    assert provider.duplicates == {}


async def test_media_are_fetched_and_deleted(phone: Phone, provider: Simulator) -> None:
    """From the provider's own address, and none is left there."""
    await phone.send_file()
    await phone.received(1)
    await until(lambda: provider.deleted_media)
    assert provider.media == {}


async def test_a_little_load_is_answered_exactly_once(provider: Simulator, connected: RunningGateway) -> None:
    """Repeated webhooks and reordered status updates included."""
    provider.behaviour.tell("repeat 1")
    provider.behaviour.tell("reorder")
    report = await Load(provider, Plan(conversations=10, rate=40, seconds=1)).run(patience=10)
    assert (report.sent, report.acknowledged, report.answered) == (40, 40, 40)
    assert report.exactly_once
    assert provider.duplicates == {}
