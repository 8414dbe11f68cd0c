"""What an operator does with the command line, beside a gateway that runs: letters that were not sent, and the switch."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio
from click.testing import Result
from typer.testing import CliRunner

from bot import bootstrap
from bot import settings as settings_module
from bot.cli.app import app
from bot.errors import NotFound
from channels.simulator.phone import NothingCame, Phone
from channels.simulator.provider import Simulator
from channels.simulator.records import CHANNELS, SMS_TWILIO
from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import RunningGateway, Starter, until
from tests.channels.simulator.target import PUBLIC

NUMBER = "+212600000021"
CACHED = (bootstrap.database, bootstrap.letter_repository, bootstrap.switch_repository, settings_module.settings)


@pytest_asyncio.fixture
async def provider() -> AsyncIterator[Simulator]:
    async with Simulator(retry_pause=0.01, status_pause=0.0) as running:
        yield running


@pytest_asyncio.fixture
async def gateway(provider: Simulator, start: Starter) -> RunningGateway:
    running = await start(**provider.settings(), public_url=PUBLIC)
    provider.connect(running.url, PUBLIC)
    return running


@pytest.fixture(autouse=True)
def same_database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The commands work on the gateway's database."""
    monkeypatch.setenv("CHOBBAK_DATABASE_URL", sqlite_url)
    _forget()
    yield
    bootstrap.database().dispose()
    _forget()


def _forget() -> None:
    for cached in CACHED:
        cached.cache_clear()


async def command(*words: str) -> Any:
    """What a command prints, as JSON."""
    result = await run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


async def run(*words: str) -> Result:
    return await asyncio.to_thread(CliRunner().invoke, app, list(words))


async def dead_letter(provider: Simulator, text: str) -> Phone:
    """An answer that the provider refuses for good."""
    phone = provider.phone(NUMBER, SMS_TWILIO)
    provider.behaviour.tell("fail 21606 1")
    await phone.say(text)

    async def is_dead() -> bool:
        return bool((await command("outbox", "list"))["n"])

    for _ in range(100):
        if await is_dead():
            return phone
        await asyncio.sleep(0.05)
    raise AssertionError("no dead letter")


async def test_a_letter_is_listed_inspected_and_sent_again(provider: Simulator, gateway: RunningGateway) -> None:
    """By its id, without text or recipient unless asked for; once the cause is mended, ``retry`` delivers it once."""
    phone = await dead_letter(provider, "salam")
    _, metrics, _ = await gateway.get("/metrics")
    assert 'chobbak_outbox_messages{channel="sms_twilio",state="dead"} 1.0' in metrics
    assert "chobbak_outbox_age_seconds{" not in metrics  # nothing waits to be sent
    listed = await command("outbox", "list", "--channel", SMS_TWILIO)
    [(id_, letter)] = listed["messages"].items()
    assert (letter["state"], letter["error"], letter["error_detail"]) == ("dead", "misconfigured", "21606")
    shown = await run("outbox", "show", id_)
    assert "misconfigured" in shown.output
    for output in (json.dumps(listed), shown.output):
        assert "réponse" not in output
        assert NUMBER.lstrip("+") not in output
    assert "réponse 1 à salam" in (await command("outbox", "show", id_, "--text"))["text"]
    assert await command("outbox", "retry", id_) == {"asked": 1, "retried": 1}
    [answer] = await phone.received(1)
    assert "réponse 1 à salam" in answer.text
    await until(lambda: provider.calls["send"] == 2)
    assert await command("outbox", "retry", id_) == {"asked": 1, "retried": 0}  # what was sent is not sent again
    assert (await command("outbox", "show", id_))["parts"]["0"]["state"] in ("sent", "delivered")


async def test_a_letter_is_discarded(provider: Simulator, gateway: RunningGateway) -> None:
    """It is on no list any more, and is never sent."""
    phone = await dead_letter(provider, "salam")
    assert await command("outbox", "discard", "--all", "--channel", "whatsapp_twilio") == {"asked": 0, "discarded": 0}
    assert await command("outbox", "discard", "--all") == {"asked": 1, "discarded": 1}
    for state in ("dead", "held", "queued"):
        assert (await command("outbox", "list", "--state", state))["n"] == 0
    with pytest.raises(NothingCame):
        await phone.received(1, timeout=0.3)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "--state", "sent"), "dead, held, queued"),
        (("show", "x"), "x"),
        (("retry",), "Usage"),
        (("retry", "1", "--all"), "Usage"),
    ],
)
async def test_a_command_that_cannot_be_meant(words: tuple[str, ...], said: str) -> None:
    """A clear line and exit code 2; nothing is changed."""
    result = await run("outbox", *words)
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output


async def test_a_letter_that_there_is_not() -> None:
    """It is named."""
    result = await run("outbox", "show", "4711")
    assert isinstance(result.exception, NotFound)
    assert "4711" in str(result.exception)


@pytest.mark.parametrize("channel", CHANNELS)
async def test_the_assistant_is_turned_off_and_on(
    provider: Simulator, gateway: RunningGateway, engine: FakeEngine, channel: str
) -> None:
    """One command: whoever writes gets one polite sentence within two seconds, without a turn; another, and all is as
    before."""
    phone = provider.phone(NUMBER, channel)
    await phone.say("salam")
    await phone.received(1)
    assert (await command("assistant", "off"))["assistant"] == "off"
    await asyncio.sleep(1.1)
    await phone.say("salam")
    [closed] = await phone.received(1)
    assert "fr gateway-closed" in closed.text
    assert len(engine.calls) == 1
    assert (await command("assistant", "status"))["assistant"] == "off"
    assert await command("assistant", "on") == {"assistant": "on"}
    await asyncio.sleep(1.1)
    await phone.say("salam")
    [answer] = await phone.received(1)
    assert "réponse 2" in answer.text


async def test_what_waits_has_an_age(provider: Simulator, gateway: RunningGateway, engine: FakeEngine) -> None:
    """A queue that grows is seen on both sides: turns that are not done, and answers that are not sent."""

    async def age(name: str) -> float:
        lines = (await gateway.get("/metrics"))[1].splitlines()
        found = [float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"chobbak_{name}_age_seconds")]
        return found[0] if found else 0.0

    assert (await age("inbox"), await age("outbox")) == (0.0, 0.0)
    engine.status = 503
    provider.behaviour.tell("fail 20503")
    phone = provider.phone(NUMBER, SMS_TWILIO)
    await phone.say("salam")
    await asyncio.sleep(0.3)
    assert await age("inbox") >= 0.3
    engine.status = 200
    await until(lambda: provider.refused[20503])
    await asyncio.sleep(0.3)
    assert await age("inbox") == 0.0
    assert await age("outbox") >= 0.3
    provider.behaviour.tell("normal")
    await phone.received(1)
