"""A model and an action server of different versions are named as such."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import web

from bot.engine.counterpart import Counterpart, remote_actions


class OldServer:
    """An action server that knows what a test says; anything but a list is answered as it is."""

    def __init__(self) -> None:
        self.answer: object = []
        self.status = 200
        self.url = ""

    async def actions(self, _request: web.Request) -> web.Response:
        return web.json_response(self.answer, status=self.status)


@pytest_asyncio.fixture
async def server() -> AsyncIterator[OldServer]:
    old = OldServer()
    app = web.Application()
    app.router.add_get("/actions", old.actions)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    old.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield old
    await runner.cleanup()


async def test_what_is_missing_is_said_once(server: OldServer, caplog: pytest.LogCaptureFixture) -> None:
    """One line that names the actions; again only when it changes, and when it is mended."""
    server.answer = [{"name": "action_old"}]
    counterpart = Counterpart(server.url)
    with caplog.at_level(logging.WARNING, logger="bot.engine.counterpart"):
        await counterpart.look(["action_old", "action_new"])
        await counterpart.look(["action_old", "action_new"])
        assert counterpart.missing == ("action_new",)
        server.answer = [{"name": "action_old"}, {"name": "action_new"}]
        await counterpart.look(["action_old", "action_new"])
    assert counterpart.missing == ()
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]
    assert "action_new" in caplog.records[0].getMessage()


@pytest.mark.parametrize(("status", "answer"), [(500, []), (404, []), (200, {"no": "list"}), (200, [1]), (200, [{}])])
async def test_an_answer_that_says_nothing_changes_nothing(server: OldServer, status: int, answer: object) -> None:
    """An action server that is away or odd is another trouble, found elsewhere."""
    counterpart = Counterpart(server.url)
    server.answer, server.status = answer, status
    await counterpart.look(["action_new"])
    assert counterpart.missing == ()


async def test_an_action_server_that_is_away_says_nothing() -> None:
    """Nothing listens there."""
    counterpart = Counterpart("http://127.0.0.1:9")
    await counterpart.look(["action_new"])
    assert counterpart.missing == ()


def test_only_what_an_action_server_runs_is_wanted() -> None:
    """Responses are the engine's own."""
    from rasa.shared.core.domain import Domain

    from bot.settings import ROOT

    wanted = remote_actions(Domain.load([str(ROOT / "domain")]))
    assert "action_fill_form" in wanted
    assert not [name for name in wanted if name.startswith("utter_")]
    assert "action_listen" not in wanted
