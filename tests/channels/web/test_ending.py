"""The ends of a conversation: closed it cannot be opened, erased it is not there."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.persistence.records import Standing
from channels.outbox import Hub
from channels.storage import Storage
from channels.web.ending import Ending
from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import Client, RunningGateway, until
from tests.channels.web.stream import tab

pytestmark = pytest.mark.asyncio

OF_A_CONVERSATION = ("inbox", "outbox", "media", "feedback", "trackers", "tracker_events")
PNG = b"\x89PNG\r\n\x1a\n"


def rows(gateway: RunningGateway, conversation: str) -> dict[str, int]:
    """How many rows there are of a conversation, by table."""
    with gateway.parts.database.read() as connection:
        return {
            table: connection.exec_driver_sql(
                f"SELECT count(*) FROM {table} WHERE conversation_id = '{conversation}'"
            ).scalar()
            for table in OF_A_CONVERSATION
        } | {
            "conversations": connection.exec_driver_sql(
                f"SELECT count(*) FROM conversations WHERE id = '{conversation}'"
            ).scalar()
        }


async def erase(client: Client) -> tuple[int, Any]:
    async with client.session.delete(f"{client.url}/api/v1/conversations", headers=client.headers) as response:
        return response.status, await response.json()


def remember(gateway: RunningGateway, conversation: str) -> None:
    """What an engine keeps of a conversation."""
    with gateway.parts.database.write() as connection:
        for table, columns in (
            ("trackers", "conversation_id, version, snapshot, updated_at"),
            ("tracker_events", "conversation_id, id, events, created_at"),
        ):
            connection.exec_driver_sql(
                f"INSERT INTO {table} ({columns}) VALUES ('{conversation}', 1, 'x', '2026-12-01')"
            )


async def test_erasing_leaves_nothing(gateway: RunningGateway) -> None:
    """Messages, answers, files, feedback and the engine's memory go; another conversation keeps its own."""
    client, other = await gateway.client(), await gateway.client()
    for one in (client, other):
        [answer] = await one.ask("salam", "m1")
        await one.post({"message": answer["id"], "value": "up"}, path="/api/v1/feedback")
        await one.post(b"%PDF-1.7 x", path="/api/v1/media")
        remember(gateway, one.conversation) if one is client else None
    assert all(number for number in rows(gateway, client.conversation).values())
    async with tab(client) as stream:
        await stream.until("state")
        assert await erase(client) == (200, {"erased": True})
        assert (await stream.next())[::2] == ("end", {"reason": "erased"})
    assert not any(rows(gateway, client.conversation).values())
    assert rows(gateway, other.conversation)["outbox"] == 2
    assert (await erase(client))[0] == 401
    assert (await other.post({"id": "m2", "text": "x"}))[0] == 202


async def test_a_turn_that_runs_is_waited_for(gateway: RunningGateway, engine: FakeEngine) -> None:
    """Else its engine would write down what was just erased; what waits behind it never begins."""
    engine.delay = 0.4
    client = await gateway.client()
    await client.say("salam", "m1")
    await client.say("encore", "m2")
    await until(lambda: engine.calls)
    assert await erase(client) == (200, {"erased": True})
    assert [call["message_id"] for call in engine.calls] == ["m1"]
    assert len(engine.turns) == 1
    assert not any(rows(gateway, client.conversation).values())


async def test_messages_that_wait_for_a_dead_engine_do_not_keep_it(gateway: RunningGateway, engine: FakeEngine) -> None:
    """Erasing does not wait for the engine to come back."""
    engine.status = 503
    client = await gateway.client()
    await client.say("salam", "m1")
    await until(lambda: engine.calls)
    assert (await asyncio.wait_for(erase(client), 5))[0] == 200
    assert not any(rows(gateway, client.conversation).values())


async def test_only_its_own_token_ends_a_conversation(gateway: RunningGateway) -> None:
    """Neither without a token nor with another conversation's."""
    one, two = await gateway.client(), await gateway.client()
    stranger = Client(gateway.session, gateway.url)
    stranger.token = "A" * 43
    assert (await erase(stranger))[0] == 401
    assert (await stranger.post(b"", path="/api/v1/conversations/close"))[0] == 401
    assert (await erase(two))[0] == 200
    assert await one.ask("salam", "m1")


async def test_closing_keeps_what_was_said(gateway: RunningGateway) -> None:
    """The token is dead, the rows are there: a new conversation is not an erasure."""
    client = await gateway.client()
    await client.ask("salam", "m1")
    await client.post(b"", path="/api/v1/conversations/close")
    assert (await client.post({"id": "m2", "text": "x"}))[0] == 401
    assert rows(gateway, client.conversation)["outbox"] == 2


class Slow:
    """A conversation whose turn never ends."""

    def __init__(self) -> None:
        self.erased = 0

    def standing(self, _conversation_id: str) -> Standing:
        return Standing(("m1",), None)

    def close(self, _conversation_id: str) -> None: ...

    def drop_waiting(self, _conversation_id: str) -> None: ...

    def erase(self, _conversation_id: str) -> None:
        self.erased += 1


@pytest.mark.parametrize("stopped", [False, True])
async def test_a_turn_that_never_ends_is_swept_up_after(stopped: bool) -> None:
    """The citizen is not kept waiting; what that turn may still write is erased later, at the latest when we stop."""
    slow, storage = Slow(), Storage()
    longest = 60.0 if stopped else 0.05
    ending = Ending(slow, slow, slow, hub=Hub(), storage=storage, longest_turn=longest)
    if stopped:
        ending._hub.closed = True
    await asyncio.wait_for(ending.erase("one"), 2)
    assert slow.erased == 1
    if stopped:
        await ending.stop()
    await until(lambda: slow.erased == 2)
    storage.close()
