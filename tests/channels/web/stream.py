"""A tab of the widget: everything that the stream of a conversation holds, event by event."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import aiohttp

from tests.channels.harness import Client


class Event(NamedTuple):
    """One event: its name (``message`` when it has none), its id, its data."""

    name: str
    id: int | None
    data: dict[str, Any]


class Tab:
    """An open stream."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    async def next(self, timeout: float = 8.0) -> Event:
        """The next event; heartbeats do not count as one, nor do they prolong the time."""
        return await asyncio.wait_for(self._next(), timeout)

    async def _next(self) -> Event:
        while True:
            block = (await self._response.content.readuntil(b"\n\n")).decode()
            fields = dict(line.split(": ", 1) for line in block.strip().split("\n") if not line.startswith(":"))
            if "data" in fields:
                id_ = int(fields["id"]) if "id" in fields else None
                return Event(fields.get("event", "message"), id_, json.loads(fields["data"]))

    async def until(self, name: str, **data: Any) -> list[Event]:
        """All events up to the first of this name with this data."""
        events: list[Event] = []
        while not (events and events[-1].name == name and data.items() <= events[-1].data.items()):
            events.append(await self.next())
        return events

    async def has_ended(self) -> bool:
        rest: bytes = await asyncio.wait_for(self._response.content.read(), 5)
        return not rest.strip()


@asynccontextmanager
async def tab(client: Client, last: int | None = None) -> AsyncIterator[Tab]:
    headers = client.headers if last is None else {**client.headers, "Last-Event-ID": str(last)}
    async with client.session.get(f"{client.url}/api/v1/events?full=1", headers=headers) as response:
        assert response.status == 200, await response.text()
        yield Tab(response)
