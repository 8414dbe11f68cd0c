"""What tests of the gateway share: its keys, a citizen's browser, and a way to serve in a test's own loop."""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from sanic import Sanic
from sanic.touchup import TouchUp

from channels.dispatcher import Timing
from channels.send_policy import Patience
from channels.sender import SendTiming

Sanic.test_mode = True  # several applications in one process


def _touch_up_once(app: Any, _touch_up: Any = TouchUp.run) -> None:
    """Sanic rewrites its own source at each start, always to the same: once is enough, and halves a short test."""
    _touch_up(app)
    TouchUp.run = lambda _app: None


TouchUp.run = _touch_up_once

KEYS = {
    "CHOBBAK_DATA_KEY": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "CHOBBAK_PSEUDONYM_KEY": "a key for tests only, of 32 characters or more",
}

QUICK = Timing(
    lease=1.0,
    poll=0.1,
    first_pause=0.05,
    longest_pause=0.1,
    patience=0.0,
    probe=0.05,
    grace=1.0,
    attempts=4,
    concurrency=16,
)

QUICK_SENDS = SendTiming(
    lease=2.0,
    poll=0.1,
    grace=0.5,
    patience=Patience(first_pause=0.05, longest_pause=0.2, repeat_pause=0.3),
)


class Client:
    """A citizen's browser: a conversation, its token, and what it may ask."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url
        self.token = ""
        self.conversation = ""

    async def open(self, **body: Any) -> Client:
        async with self.session.post(f"{self.url}/api/v1/conversations", json=body) as response:
            assert response.status == 201, await response.text()
            opened = await response.json()
        self.token, self.conversation = opened["token"], opened["conversation"]
        return self

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def post(self, body: Any, wait: bool = False, path: str = "/api/v1/messages") -> tuple[int, Any, Any]:
        """Status, body and headers of the answer; ``body`` is sent as it is when it is bytes."""
        data = {"data": body} if isinstance(body, bytes) else {"json": body}
        address = self.url + path + ("?wait=1" if wait else "")
        async with self.session.post(address, headers=self.headers, **data) as response:
            return response.status, await response.json(), response.headers

    async def say(self, text: str, id_: str = "", wait: bool = False, **more: Any) -> Any:
        status, body, _ = await self.post({"id": id_ or secrets.token_hex(4), "text": text, **more}, wait)
        assert status == (200 if wait else 202), body
        return body

    async def ask(self, text: str, id_: str = "", **more: Any) -> list[dict[str, Any]]:
        """The answers to one message."""
        messages: list[dict[str, Any]] = (await self.say(text, id_, wait=True, **more))["messages"]
        return messages

    @asynccontextmanager
    async def events(self, last: int | str | None = None) -> AsyncIterator[aiohttp.ClientResponse]:
        headers = self.headers if last is None else {**self.headers, "Last-Event-ID": str(last)}
        async with self.session.get(f"{self.url}/api/v1/events", headers=headers) as response:
            yield response

    async def read_events(self, count: int, last: int | None = None, timeout: float = 8.0) -> list[dict[str, Any]]:
        """The next ``count`` messages of the stream, each with the id of its event."""
        found: list[dict[str, Any]] = []
        async with self.events(last) as response:
            assert response.status == 200
            deadline = time.monotonic() + timeout
            while len(found) < count:
                line = (await asyncio.wait_for(response.content.readline(), deadline - time.monotonic())).decode()
                if line.startswith("id: "):
                    event_id = int(line[4:])
                elif line.startswith("data: "):
                    found.append(json.loads(line[6:]))
                    assert found[-1]["id"] == event_id
        return found


class RunningGateway:
    """A gateway that serves on a free port of loopback, in the loop of the test."""

    def __init__(self, app: Any, url: str, session: aiohttp.ClientSession) -> None:
        self.app = app
        self.url = url
        self.session = session
        self.parts = app.ctx.gateway

    async def client(self, **body: Any) -> Client:
        return await Client(self.session, self.url).open(**body)

    async def get(self, path: str, **headers: str) -> tuple[int, str, Any]:
        async with self.session.get(self.url + path, headers=headers) as response:
            return response.status, await response.text(), response.headers


Starter = Callable[..., Awaitable[RunningGateway]]


async def serve(app: Any) -> tuple[Any, int]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    await server.startup()
    await server.before_start()
    await server.after_start()
    return server, listening.getsockname()[1]


async def stop(server: Any) -> None:
    await server.before_stop()
    await server.close()
    for connection in list(server.connections):
        connection.abort()
    await server.after_stop()


async def until(condition: Callable[[], Any], timeout: float = 5.0) -> None:
    """Waits until ``condition`` holds."""
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline, "this did not happen in time"
        await asyncio.sleep(0.01)
