"""What the dispatcher does when the engine is slow, down, failing or wrong, and when it is told to stop."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from bot.persistence.records import DEAD, RECEIVED
from bot.persistence.upgrade import upgrade
from channels.dispatcher import Timing
from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import RunningGateway, Starter, until

pytestmark = pytest.mark.asyncio


def counts(gateway: RunningGateway) -> dict[str, int]:
    return gateway.parts._inbox_rows.counts()  # type: ignore[no-any-return]


@pytest.mark.parametrize("trouble", ["down", "503", "500", "nonsense", "not a turn", "slow"])
async def test_an_outage_is_told_once_and_answered_afterwards(start: Starter, engine: FakeEngine, trouble: str) -> None:
    """However the engine fails: all messages are kept, one notice, and then every answer in order."""
    gateway = await start(timing={"attempts": 1000, "lease": 0.3}, turn_timeout=0.2 if trouble == "slow" else 5)
    client = await gateway.client(locale="ar")
    port = engine.port
    if trouble == "down":
        await engine.stop()
    elif trouble == "nonsense":
        engine.body = b"<html>"
    elif trouble == "not a turn":
        engine.body = b'{"messages": [{"txt": "x"}]}'
    elif trouble == "slow":
        engine.delay = 1
    else:
        engine.status = int(trouble)
    for number in range(3):
        await client.say(f"message {number}", f"m{number}")
    [notice] = await client.read_events(1)
    assert (notice["text"], notice["kind"], notice["dir"]) == ("ar gateway-trouble", "notice", "rtl")
    await asyncio.sleep(0.4)  # several more attempts
    assert counts(gateway)[DEAD] == 0
    engine.status, engine.body, engine.delay = 200, None, 0.0
    if trouble == "down":
        await engine.start(port)
    events = await client.read_events(4)
    assert [event.get("kind", "answer") for event in events] == ["notice", "answer", "answer", "answer"]
    assert [event["reply_to"] for event in events] == ["m0", "m0", "m1", "m2"]
    assert engine.texts == ["message 0", "message 1", "message 2"]


async def test_each_outage_is_told_anew(gateway: RunningGateway, engine: FakeEngine) -> None:
    """The notice is once per outage, not once for ever."""
    client = await gateway.client()
    for number in range(2):
        engine.status = 503
        await client.say("salam", f"m{number}")
        await client.read_events(2 * number + 1)
        engine.status = 200
        assert len(await client.read_events(2 * number + 2)) == 2 * number + 2


async def test_a_hiccup_is_not_told(start: Starter, engine: FakeEngine) -> None:
    """A turn that works on the second try within the citizen's patience needs no notice."""
    gateway = await start(timing={"patience": 3.0})
    client = await gateway.client()
    engine.status = 503
    await client.say("salam")
    await until(lambda: len(engine.calls) >= 2)
    engine.status = 200
    [answer] = await client.read_events(1)
    assert "kind" not in answer


async def test_attempts_end_with_an_apology(gateway: RunningGateway, engine: FakeEngine) -> None:
    """After the last attempt the message is dead, the citizen is told, and the messages behind it have their turn."""
    client = await gateway.client()
    engine.status = 503
    await client.say("first", "m1")
    await until(lambda: counts(gateway)[DEAD] == 1)
    assert len(engine.calls) == 4
    engine.status = 200
    await client.say("second", "m2")
    events = await client.read_events(3)
    assert [event["text"] for event in events[:2]] == ["fr gateway-trouble", "fr gateway-given-up"]
    assert events[2]["heard"] == "second"


async def test_a_mistake_of_ours_holds_nobody_up(
    gateway: RunningGateway, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What raises before a turn is tried a few times; then the message is dead, and the one behind it has its turn."""
    prepare = gateway.parts.dispatcher._desk.prepare

    async def broken(leased: Any) -> Any:
        if leased.message.text == "bad":
            raise KeyError("a bug")
        return await prepare(leased)

    monkeypatch.setattr(gateway.parts.dispatcher._desk, "prepare", broken)
    client = await gateway.client()
    await client.say("bad", "m1")
    await client.say("good", "m2")
    await until(lambda: engine.texts == ["good"])
    assert counts(gateway)[DEAD] == 1


@pytest.mark.parametrize("status", [400, 404, 409, 422])
async def test_what_the_engine_refuses_is_dead_at_once(
    gateway: RunningGateway, engine: FakeEngine, status: int
) -> None:
    """A 4xx is our own mistake: no second attempt, an apology, and the queue goes on."""
    client = await gateway.client()
    engine.status = status
    [apology] = await client.ask("salam", "m1")
    assert (apology["text"], apology["kind"]) == ("fr gateway-given-up", "notice")
    assert len(engine.calls) == 1
    assert counts(gateway)[DEAD] == 1
    engine.status = 200
    assert (await client.ask("again"))[0]["heard"] == "again"


@pytest.mark.parametrize("status", [408, 429])
async def test_later_is_not_refused(gateway: RunningGateway, engine: FakeEngine, status: int) -> None:
    """The two 4xx that mean "later" are tried again."""
    client = await gateway.client()
    engine.status = status
    await client.say("salam")
    await until(lambda: len(engine.calls) >= 2)
    engine.status = 200
    assert (await client.read_events(2))[1]["heard"] == "salam"


async def test_a_message_wakes_the_dispatcher(start: Starter, engine: FakeEngine) -> None:
    """Neither the first message nor those that wait behind it have to wait for the next look at the inbox."""
    engine.delay = 0.2
    gateway = await start(timing={"poll": 60.0})
    await asyncio.sleep(0.05)
    client = await gateway.client()
    for number in range(3):
        await client.say("salam", f"m{number}")
    assert len(await client.read_events(3, timeout=3)) == 3


async def test_later_messages_wait_behind_a_failing_one(gateway: RunningGateway, engine: FakeEngine) -> None:
    """Order is kept through failures: nothing of a conversation overtakes the message that is being retried."""
    client, other = await gateway.client(), await gateway.client()
    engine.status = 503
    await client.say("first", "m1")
    await client.say("second", "m2")
    await until(lambda: len(engine.calls) >= 3)
    assert {call["message_id"] for call in engine.calls} == {"m1"}
    engine.status = 200
    assert (await other.ask("salam"))[0]["heard"] == "salam"


async def test_no_answer_at_all_is_an_answer(gateway: RunningGateway, engine: FakeEngine) -> None:
    """A turn without messages is done, not retried."""
    engine.body = b'{"messages": [], "locale": "fr"}'
    client = await gateway.client()
    assert await client.ask("salam") == []
    assert len(engine.calls) == 1


async def test_recovery_does_not_wait_for_the_pause(start: Starter, engine: FakeEngine) -> None:
    """When the engine is seen to be back, messages in a long pause have their turn at once."""
    gateway = await start(timing={"first_pause": 60.0, "longest_pause": 60.0})
    client = await gateway.client()
    engine.status, engine.up = 503, False
    await client.say("salam")
    await client.read_events(1)
    await asyncio.sleep(0.2)
    engine.status, engine.up = 200, True
    assert (await client.read_events(2))[1]["heard"] == "salam"


async def test_a_failing_turn_beside_healthy_parts_keeps_its_pauses(start: Starter, engine: FakeEngine) -> None:
    """Probes that find everything up do not make a failing message burn its attempts."""
    gateway = await start(timing={"first_pause": 60.0, "longest_pause": 60.0})
    client = await gateway.client()
    engine.status = 503
    await client.say("salam")
    await client.read_events(1)
    await asyncio.sleep(0.4)
    assert len(engine.calls) == 1
    assert counts(gateway)[RECEIVED] == 1


async def test_pauses_grow_and_differ(gateway: RunningGateway) -> None:
    """Doubled each time up to the longest, and never the same for messages that failed together."""
    dispatcher = gateway.parts.dispatcher
    dispatcher._timing = Timing()
    for attempts, around in [(1, 1), (2, 2), (5, 16), (9, 256), (10, 300), (60, 300)]:
        pauses = {dispatcher._pause(attempts) for _ in range(50)}
        assert around * 0.75 <= min(pauses) < max(pauses) <= around * 1.25
        assert len(pauses) == 50


async def test_a_turn_longer_than_its_lease_keeps_it(start: Starter, engine: FakeEngine) -> None:
    """Leases are renewed while the engine works: a slow turn is asked for once."""
    gateway = await start(timing={"lease": 0.2})
    engine.delay = 0.8
    client = await gateway.client()
    assert len(await client.ask("salam")) == 1
    assert len(engine.calls) == 1


async def test_two_gateways_share_one_inbox(start: Starter, engine: FakeEngine, database_url: str) -> None:
    """Whoever is free takes the turn; none is lost, none is doubled, order holds; a stream shows the other's answers.

    On PostgreSQL each gateway watches for what the others wrote; on SQLite, which has one, the heartbeat must do.
    """
    upgrade(database_url)
    heartbeat = 15.0 if database_url.startswith("postgresql") else 0.1
    one, two = [await start(database_url=database_url, heartbeat=heartbeat) for _ in range(2)]
    engine.delay = 0.01
    clients = [await one.client() for _ in range(5)]
    for number in range(6):
        for client in clients:
            client.url = (one, two)[number % 2].url
            await client.say(f"message {number}", f"m{number}")
    for client in clients:
        events = await client.read_events(6)
        assert [event["reply_to"] for event in events] == [f"m{number}" for number in range(6)]
    assert len(engine.calls) == 30
    assert not engine.overlapped


async def test_a_stream_shows_what_another_gateway_answered(
    start: Starter, engine: FakeEngine, postgres_url: str
) -> None:
    """Replicas behind a balancer: the message goes to one, the stream hangs on the other."""
    upgrade(postgres_url)
    one, two = await start(database_url=postgres_url), await start(database_url=postgres_url)
    await two.parts.dispatcher.stop()
    client = await one.client()
    client.url = two.url
    reading = asyncio.create_task(client.read_events(1))
    await until(lambda: len(two.parts.outbox.hub) == 1)
    client.url = one.url
    await client.say("salam", "m1")
    assert (await reading)[0]["reply_to"] == "m1"
    assert len(engine.calls) == 1


async def test_stopping_lets_running_turns_end(start: Starter, engine: FakeEngine) -> None:
    """What is running is finished within the grace; what waits stays for the next gateway."""
    gateway = await start(timing={"grace": 5.0})
    engine.delay = 0.4
    client = await gateway.client()
    await client.say("first", "m1")
    await client.say("second", "m2")
    await until(lambda: len(engine.calls) == 1)
    await gateway.parts.dispatcher.stop()
    assert engine.texts == ["first"]
    assert counts(gateway) == {"received": 1, "leased": 0, "dead": 0}


async def test_stopping_gives_back_what_does_not_end(start: Starter, engine: FakeEngine) -> None:
    """After the grace a turn is given back at once, with its attempt: the next gateway need not wait for the lease."""
    gateway = await start(timing={"grace": 0.1, "lease": 60.0})
    engine.delay = 30
    client = await gateway.client()
    await client.say("salam", "m1")
    await until(lambda: len(engine.calls) == 1)
    before = time.monotonic()
    await gateway.parts.stop()
    assert time.monotonic() - before < 2
    assert counts(gateway) == {"received": 1, "leased": 0, "dead": 0}
    engine.delay = 0
    next_gateway = await start()
    client.url = next_gateway.url
    [answer] = await client.read_events(1)
    assert answer["reply_to"] == "m1"


async def test_stopping_ends_streams_and_waiting_requests(start: Starter, engine: FakeEngine) -> None:
    """Nobody holds up a shutdown: streams end, and a waiting request is told that its message is kept."""
    gateway = await start()
    engine.delay = 0.3
    client = await gateway.client()
    waiting = asyncio.create_task(client.post({"id": "m1", "text": "salam"}, wait=True))
    async with client.events() as response:
        await until(lambda: len(engine.calls) == 1)
        await gateway.parts.stop()
        await asyncio.wait_for(response.content.read(), 2)
    status, _, _ = await waiting
    assert status == 202


async def test_a_failing_database_does_not_end_the_dispatcher(start: Starter, engine: FakeEngine) -> None:
    """An error while leasing or writing is logged, and the loop goes on."""
    gateway = await start(timing={"lease": 0.2})
    client = await gateway.client()
    dispatcher = gateway.parts.dispatcher
    broken = {"lease": dispatcher._inbox.lease, "finish": dispatcher._inbox.finish}
    failures: list[str] = []

    def failing(name: str) -> Any:
        def call(*arguments: Any) -> Any:
            if len(failures) < 4 and failures.count(name) < 2:
                failures.append(name)
                raise RuntimeError("the disk is full")
            return broken[name](*arguments)

        return call

    for name in broken:
        setattr(dispatcher._inbox, name, failing(name))
    [answer] = await client.ask("salam")
    assert answer["heard"] == "salam"
    assert sorted(failures) == ["finish", "finish", "lease", "lease"]
    assert engine.texts == ["salam"]
