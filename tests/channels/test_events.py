"""The stream of events: everything after a given id, then live, and nothing left behind when the client goes away."""

from __future__ import annotations

import asyncio

import pytest

from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import RunningGateway, Starter, until

pytestmark = pytest.mark.asyncio


async def test_a_stream_is_plain_server_sent_events(gateway: RunningGateway) -> None:
    """Content type, no caching, a time to retry after, and events with an id and JSON."""
    client = await gateway.client()
    [answer] = await client.ask("salam")
    async with client.events() as response:
        assert response.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert await response.content.readuntil(b"\n\n") == b"retry: 2000\n\n"
        event = (await response.content.readuntil(b"\n\n")).decode()
    assert event.startswith(f"id: {answer['id']}\ndata: {{")


async def test_only_what_comes_after_last_event_id(gateway: RunningGateway) -> None:
    """A client that comes back gets what it missed: no more, no less, in order."""
    client = await gateway.client()
    answers = [(await client.ask(f"{number}"))[0] for number in range(4)]
    assert await client.read_events(2, last=answers[1]["id"]) == answers[2:]
    async with gateway.session.get(
        f"{gateway.url}/api/v1/events?last={answers[2]['id']}", headers=client.headers
    ) as response:
        assert (
            f"id: {answers[3]['id']}"
            in (await response.content.readuntil(b"\n\n") + await response.content.readuntil(b"\n\n")).decode()
        )


async def test_answers_arrive_live(gateway: RunningGateway) -> None:
    """A message sent while a stream is open reaches it, and every other stream of the conversation, within a moment."""
    client = await gateway.client()
    reading = [asyncio.create_task(client.read_events(1)) for _ in range(3)]
    await until(lambda: len(gateway.parts.outbox.hub) == 3)
    await client.say("salam", "m1")
    for events in await asyncio.wait_for(asyncio.gather(*reading), 2):
        assert [event["reply_to"] for event in events] == ["m1"]


async def test_the_citizens_own_messages_are_not_echoed(gateway: RunningGateway) -> None:
    """The stream holds what we say, not what the citizen said."""
    client = await gateway.client()
    await client.say("salam", "m1")
    await client.ask("", "m2")
    assert [event["text"] for event in await client.read_events(2, timeout=3)] != ["salam"]
    assert len(await client.read_events(2)) == 2


async def test_another_conversation_is_never_seen(gateway: RunningGateway) -> None:
    """A stream shows its own conversation only, also when the other one writes."""
    one, two = await gateway.client(), await gateway.client()
    reading = asyncio.create_task(one.read_events(1))
    await until(lambda: len(gateway.parts.outbox.hub) == 1)
    await two.ask("from two")
    await one.say("from one")
    assert [event["heard"] for event in await reading] == ["from one"]


async def test_more_than_one_page_of_history_arrives_whole(gateway: RunningGateway) -> None:
    """History is read in pages; none of it is lost at their borders."""
    client = await gateway.client()
    for number in range(205):
        await client.ask("", f"m{number}")
    events = await client.read_events(205)
    assert [event["reply_to"] for event in events] == [f"m{number}" for number in range(205)]


async def test_a_silent_stream_has_a_heartbeat(start: Starter) -> None:
    """A comment now and then keeps the line open; a client ignores it."""
    gateway = await start(heartbeat=0.05)
    client = await gateway.client()
    async with client.events() as response:
        await response.content.readuntil(b"\n\n")
        assert await asyncio.wait_for(response.content.readuntil(b"\n\n"), 2) == b": still here\n\n"


async def test_a_stream_ends_with_its_client(start: Starter) -> None:
    """Fifty clients that vanish leave no subscription, no task and no count behind."""
    gateway = await start(heartbeat=0.1)
    clients = [await gateway.client() for _ in range(50)]
    opened = [client.events() for client in clients]
    responses = [await stream.__aenter__() for stream in opened]
    await until(lambda: len(gateway.parts.outbox.hub) == 50)
    tasks = len(asyncio.all_tasks())
    for response in responses:
        response.close()
    await until(lambda: len(gateway.parts.outbox.hub) == 0)
    assert gateway.parts.metrics.streams._value.get() == 0
    await until(lambda: len(asyncio.all_tasks()) <= tasks - 50)


async def test_a_waiting_request_ends_with_its_client(gateway: RunningGateway, engine: FakeEngine) -> None:
    """``wait=1`` leaves nothing behind either when the client hangs up; the turn goes on."""
    engine.delay = 0.5
    client = await gateway.client()
    waiting = asyncio.create_task(client.ask("salam", "m1"))
    await until(lambda: len(gateway.parts.outbox.hub) == 1)
    waiting.cancel()
    await until(lambda: len(gateway.parts.outbox.hub) == 0)
    assert len(await client.read_events(1)) == 1


async def test_streams_of_one_conversation_are_bounded(gateway: RunningGateway) -> None:
    """One conversation cannot hold all of our lines: the ninth stream is refused, and possible again when one ends."""
    client = await gateway.client()
    opened = [client.events() for _ in range(8)]
    responses = [await stream.__aenter__() for stream in opened]
    async with client.events() as response:
        assert (response.status, (await response.json())["error"]["code"]) == (429, "too_many_requests")
    responses[0].close()
    await until(lambda: len(gateway.parts.outbox.hub) == 7)
    async with client.events() as response:
        assert response.status == 200
    for one in responses:
        one.close()
