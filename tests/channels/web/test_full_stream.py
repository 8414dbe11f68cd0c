"""The whole stream: own messages in their place, how the conversation stands, and its end."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import datetime, timezone
from typing import Any

import pytest

from bot.persistence.upgrade import upgrade
from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import Client, RunningGateway, Starter, until
from tests.channels.web.stream import tab

pytestmark = pytest.mark.asyncio

IDLE: dict[str, Any] = {"state": "idle", "waiting": [], "closed": False}


async def test_own_messages_stand_before_their_answers(gateway: RunningGateway) -> None:
    """In one line of growing ids, with the client's own id, so that a reload shows the conversation as it was."""
    client = await gateway.client()
    await client.ask("salam", "m1")
    await client.ask("combien ?", "m2", payload="/affirm", location={"latitude": 34.0, "longitude": -6.8})
    async with tab(client) as stream:
        events = await stream.until("state")
    assert [(event.name, event.data.get("client_id") or event.data.get("reply_to")) for event in events[:-1]] == [
        ("own", "m1"),
        ("message", "m1"),
        ("own", "m2"),
        ("message", "m2"),
    ]
    ids = [event.id for event in events[:-1]]
    assert ids == sorted(set(ids)) == [event.data["id"] for event in events[:-1]]  # type: ignore[type-var]
    own = events[2].data
    assert {name: own[name] for name in ("text", "location")} == {
        "text": "combien ?",
        "location": {"latitude": 34.0, "longitude": -6.8},
    }
    assert "payload" not in own
    age = datetime.now(timezone.utc) - datetime.fromisoformat(own["at"].replace("Z", "+00:00"))
    assert age.total_seconds() < 60
    assert events[-1].data == IDLE
    assert events[-1].id is None


async def test_nothing_is_lost_or_doubled_at_any_place_of_return(gateway: RunningGateway) -> None:
    """Whatever id a client comes back with, it gets exactly what follows."""
    client = await gateway.client()
    for number in range(3):
        await client.ask(f"{number}", f"m{number}")
    async with tab(client) as stream:
        whole = (await stream.until("state"))[:-1]
    for place, event in enumerate(whole):
        async with tab(client, last=event.id) as stream:
            assert (await stream.until("state"))[:-1] == whole[place + 1 :]


async def test_several_tabs_show_one_conversation(gateway: RunningGateway, engine: FakeEngine) -> None:
    """What is written in one tab stands in all, at once, with its answer; the state tells who waits for what."""
    engine.delay = 0.3
    client = await gateway.client()
    async with AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(tab(client)) for _ in range(3)]
        assert [(await stream.next()).data for stream in tabs] == [IDLE] * 3
        await client.say("salam", "m1")
        for stream in tabs:
            own, working, answer, idle = [await stream.next() for _ in range(4)]
            assert (own.name, own.data["client_id"], own.data["text"]) == ("own", "m1", "salam")
            assert (working.name, working.data) == ("state", {"state": "working", "waiting": ["m1"], "closed": False})
            assert (answer.name, answer.data["reply_to"]) == ("message", "m1")
            assert (idle.name, idle.data) == ("state", IDLE)


async def test_the_same_message_again_is_not_shown_twice(gateway: RunningGateway) -> None:
    """A client that did not hear our acknowledgement sends again: one own event, one answer."""
    client = await gateway.client()
    for _ in range(3):
        await client.ask("salam", "m1")
    async with tab(client) as stream:
        assert [event.name for event in await stream.until("state")] == ["own", "message", "state"]


async def test_what_was_not_kept_is_said_to_be_so(gateway: RunningGateway) -> None:
    """A message that is too long has its place, without its text; an empty one has none."""
    client = await gateway.client()
    await client.post({"id": "m1", "text": "é" * 2001})
    await client.post({"id": "m2", "text": ""})
    async with tab(client) as stream:
        own, too_long, empty, _state = await stream.until("state")
    assert (own.name, own.data["text"], own.data["unread"]) == ("own", "", True)
    assert (too_long.data["reply_to"], empty.data["reply_to"]) == ("m1", "m2")


async def test_other_clients_see_no_difference(gateway: RunningGateway) -> None:
    """Without ``full=1`` there are answers only, and every line of data is one."""
    client = await gateway.client()
    await client.ask("salam", "m1")
    await client.ask("encore", "m2")
    assert [event["reply_to"] for event in await client.read_events(2)] == ["m1", "m2"]


async def test_a_stream_that_is_closed_says_so(gateway: RunningGateway) -> None:
    """In every tab: why, then the end; and the token opens nothing."""
    client = await gateway.client()
    async with tab(client) as first, tab(client) as second:
        for stream in (first, second):
            await stream.next()
        assert (await client.post(b"", path="/api/v1/conversations/close"))[:2] == (200, {"closed": True})
        for stream in (first, second):
            assert (await stream.next())[::2] == ("end", {"reason": "closed"})
            assert await stream.has_ended()
    assert (await client.post({"id": "m1", "text": "x"}))[0] == 401


async def test_a_plain_stream_ends_with_its_token(gateway: RunningGateway) -> None:
    """Whoever listens with a token that is dead hears nothing more."""
    client = await gateway.client()
    async with client.events() as response:
        await response.content.readuntil(b"\n\n")
        await until(lambda: len(gateway.parts.outbox.hub) == 1)
        await client.post(b"", path="/api/v1/conversations/close")
        assert await asyncio.wait_for(response.content.read(), 5) == b""


async def test_the_state_tells_that_the_assistant_is_off(start: Starter) -> None:
    """Within a heartbeat, so that open widgets close their field and open it again."""
    gateway = await start(heartbeat=0.1)
    client = await gateway.client()
    switches = gateway.parts.web.introduction._switches
    async with tab(client) as stream:
        assert (await stream.next()).data == IDLE
        switches.switch_assistant(False, datetime.now(timezone.utc))
        assert (await stream.next()).data == {**IDLE, "closed": True}
        switches.switch_assistant(True, datetime.now(timezone.utc))
        assert (await stream.next()).data == IDLE


async def test_a_restart_is_only_a_pause(start: Starter, engine: FakeEngine) -> None:
    """The stream of a gateway that is stopped ends; the next gateway goes on after the last id."""
    first = await start()
    client = await first.client()
    await client.ask("salam", "m1")
    async with tab(client) as stream:
        last = (await stream.until("state"))[-2].id
        first.parts.outbox.hub.close()
        assert await stream.has_ended()
    second = await start()
    client.url = second.url
    await client.ask("encore", "m2")
    async with tab(client, last=last) as stream:
        assert [event.data.get("client_id") or event.data.get("reply_to") for event in await stream.until("state")] == [
            "m2",
            "m2",
            None,
        ]


async def test_tabs_at_two_gateways_show_one_conversation(start: Starter, postgres_url: str) -> None:
    """What is written and ended at one gateway is seen at the other, on one PostgreSQL database."""
    upgrade(postgres_url)
    here, there = [await start(database_url=postgres_url, heartbeat=0.2) for _ in range(2)]
    client = await here.client()
    token, client.url = client.token, there.url
    async with tab(client) as stream:
        assert (await stream.next()).data == IDLE
        writer = Client(here.session, here.url)
        writer.token = token
        await writer.say("salam", "m1")
        events = await stream.until("message")
        assert [event.name for event in events if event.name != "state"] == ["own", "message"]
        await writer.post(b"", path="/api/v1/conversations/close")
        assert (await stream.until("end"))[-1].data == {"reason": "closed"}
