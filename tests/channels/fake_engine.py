"""An engine that behaves by the contract: idempotent on ``message_id``, and slow, down or failing when a test says so.

It also stands in for the action server (``/health``), on the same port. To run one by hand:
``python -m tests.channels.fake_engine PORT``.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from collections import Counter
from typing import Any

from aiohttp import web

DIRECTIONS = {"ar": "rtl", "ary": "rtl"}


class FakeEngine:
    """Counts what it is asked, and remembers every turn that it ran."""

    def __init__(self) -> None:
        self.delay = 0.0
        self.status = 200  # of every turn
        self.body: Any = None  # instead of the answer
        self.locale = "fr"
        self.up = True  # what it says of its readiness
        self.actions_up = True
        self.calls: list[dict[str, Any]] = []
        self.turns: dict[tuple[str, str], list[dict[str, Any]]] = {}  # what was run, and its stored answers
        self.running: Counter[str] = Counter()
        self.most_at_once = 0  # conversations
        self.overlapped = False  # two turns of one conversation at once
        self.port = 0
        self._runner: web.AppRunner | None = None

    @property
    def texts(self) -> list[str]:
        """The texts of the turns that were run, in order, each once."""
        return [answers[0]["heard"] for answers in self.turns.values()]

    async def start(self, port: int = 0) -> None:
        app = web.Application()
        app.router.add_post("/webhooks/chobbak/turn", self._turn)
        app.router.add_get("/webhooks/chobbak/ready", self._ready)
        app.router.add_get("/health", self._health)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        self.port = listening.getsockname()[1]
        await web.SockSite(self._runner, listening).start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _turn(self, request: web.Request) -> web.Response:
        asked = await request.json()
        self.calls.append(asked)
        conversation = asked["conversation_id"]
        self.running[conversation] += 1
        self.overlapped |= self.running[conversation] > 1
        self.most_at_once = max(self.most_at_once, sum(1 for number in self.running.values() if number))
        try:
            await asyncio.sleep(self.delay)
            return self._answer(asked)
        finally:
            self.running[conversation] -= 1

    def _answer(self, asked: dict[str, Any]) -> web.Response:
        if self.status != 200:
            code = "actions_unavailable" if not self.actions_up else "engine_unavailable"
            return web.json_response({"error": {"code": code, "message": "not now"}}, status=self.status)
        if self.body is not None:
            return web.Response(body=self.body, content_type="application/json")
        key = (asked["conversation_id"], asked["message_id"])
        if key not in self.turns:
            self.turns[key] = [self._message(asked, len(self.turns) + 1)]
        return web.json_response({"messages": self.turns[key], "locale": self.locale})

    def _message(self, asked: dict[str, Any], number: int) -> dict[str, Any]:
        buttons = [{"title": "Le prix", "payload": '/ask_procedure{"facet": "fee"}'}]
        return {
            "text": f"réponse {number} à {asked['text']}",
            "locale": self.locale,
            "dir": DIRECTIONS.get(self.locale, "ltr"),
            "buttons": buttons,
            "heard": asked["text"],
        }

    async def _ready(self, _request: web.Request) -> web.Response:
        return web.json_response({}, status=200 if self.up else 503)

    async def _health(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"}, status=200 if self.actions_up else 503)


async def _serve(port: int) -> None:
    await FakeEngine().start(port)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
