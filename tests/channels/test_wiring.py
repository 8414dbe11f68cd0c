"""How the parts of a gateway are joined: who wakes whom, what is taken up at the start, and where the fallback leads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
import pytest_asyncio

from bot.errors import SettingsError
from bot.persistence.deliveries import SqlDeliveryRepository
from bot.persistence.tables import conversations
from bot.settings import Settings
from channels.gateway import Gateway
from channels.simulator.phone import Phone
from channels.simulator.provider import Simulator
from channels.simulator.records import CHANNELS, SMS_TWILIO, WHATSAPP_CLOUD, WHATSAPP_TWILIO
from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import RunningGateway, Starter, until
from tests.channels.simulator.target import PUBLIC

NUMBER = "+212600000031"
NEVER = 60.0  # seconds until somebody looks without being woken


@pytest_asyncio.fixture
async def provider() -> AsyncIterator[Simulator]:
    async with Simulator(retry_pause=0.01, status_pause=0.0) as running:
        yield running


async def connect(provider: Simulator, gateway: RunningGateway) -> RunningGateway:
    provider.connect(gateway.url, PUBLIC)
    return gateway


async def answered(phone: Phone, text: str) -> str:
    await phone.say(text)
    [message] = await phone.received(1, timeout=5)
    return message.text


@pytest.mark.parametrize("channel", CHANNELS)
async def test_nobody_waits_for_the_next_look(provider: Simulator, start: Starter, channel: str) -> None:
    """A message wakes the dispatcher, its answer the sender, and so does an answer that needs no turn."""
    gateway = await connect(provider, await start({"poll": NEVER}, **provider.settings(), public_url=PUBLIC))
    for sender in gateway.parts.senders.values():
        sender._timing = replace(sender._timing, poll=NEVER)
    phone = provider.phone(NUMBER, channel)
    for _ in range(2):  # whoever is in the middle of a short rest now is in a long one afterwards
        assert "salam" in await answered(phone, "salam")
    await asyncio.sleep(0.3)  # until the sender has nothing to do any more
    assert "gateway-too-long" in await answered(phone, "x" * 2001)


async def test_what_whatsapp_holds_back_goes_by_sms(provider: Simulator, start: Starter, engine: FakeEngine) -> None:
    """With the fallback set: the answer to a message whose window has closed reaches the same number by SMS, and its
    statuses are known; after STOP by SMS it waits."""
    wanted = {**provider.settings(), "public_url": PUBLIC, "whatsapp_fallback": SMS_TWILIO}
    gateway = await connect(provider, await start(**wanted))
    phone, sms = provider.phone(NUMBER, WHATSAPP_TWILIO), provider.phone(NUMBER, SMS_TWILIO)

    async def late(text: str) -> None:
        """The engine was away until the window had closed."""
        engine.status = 503
        await phone.say(text)
        with gateway.parts.database.write() as connection:
            connection.execute(conversations.update().values(window_until=datetime.now(timezone.utc)))
        engine.status = 200

    await late("salam")
    await until(lambda: any("à salam" in text for text in sms.texts))
    await provider.settled()
    assert set(sms.last.states) == {"sent", "delivered"}
    count = len(sms.messages)
    await sms.say("7bess")
    await until(lambda: len(sms.messages) == count + 1)
    await late("bslama")
    await until(lambda: ("whatsapp_twilio", "held") in {row[:2] for row in gateway.parts._deliveries.counts()})
    assert len(sms.messages) == count + 1
    assert not any("bslama" in text for text in phone.texts)


def test_a_fallback_that_there_is_not(sqlite_url: str) -> None:
    """The gateway does not start, rather than hold messages back that somebody counts on."""
    settings = Settings(
        _env_file=None,
        database_url=sqlite_url,
        whatsapp_fallback=SMS_TWILIO,
        whatsapp_cloud_phone_id="100000000000001",
        whatsapp_cloud_token="fictitious",
        whatsapp_cloud_app_secret="fictitious",
        whatsapp_cloud_verify_token="fictitious",
    )
    with pytest.raises(SettingsError, match="CHOBBAK_WHATSAPP_FALLBACK: sms_twilio"):
        Gateway(settings)


async def test_a_gateway_that_starts_takes_up_what_its_predecessor_had(provider: Simulator, start: Starter) -> None:
    """Alone on SQLite, it does not wait for the lease of a send to run out, and knows that it was interrupted."""
    first = await connect(provider, await start(**provider.settings(), public_url=PUBLIC))
    provider.behaviour.tell("slow 60000")
    await provider.phone(NUMBER, WHATSAPP_CLOUD).say("salam")
    await until(lambda: provider.calls["send"])
    moment = datetime.now(timezone.utc)
    deliveries = SqlDeliveryRepository(first.parts.database)
    assert deliveries.lease(WHATSAPP_CLOUD, 1, "me", moment, moment) == []
    first.parts.prepare()
    [taken] = deliveries.lease(WHATSAPP_CLOUD, 1, "me", datetime.now(timezone.utc), moment + timedelta(hours=1))
    assert taken.interrupted


async def test_a_gateway_that_stops_closes_its_connections(provider: Simulator, start: Starter) -> None:
    """To every provider."""
    gateway = await connect(provider, await start(**provider.settings(), public_url=PUBLIC))
    closed: list[str] = []
    for name, channel in gateway.parts.channels.items():

        async def close(name: str = name) -> None:
            closed.append(name)

        channel.close = close
    await gateway.parts.stop()
    gateway.parts.start()  # for the fixture, which stops it too
    assert sorted(closed) == sorted(CHANNELS)
