"""Server-sent events: every message of a conversation after a given id, then live, until the client goes away.

A client may ask for all of it: then its own messages come too (``own``), so that several tabs show one conversation,
and how the conversation stands (``state``), once after all that was missed and whenever it changes.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sanic import Request

from bot.errors import ChobbakError
from bot.persistence.records import OWN, OutboundMessage, Standing
from channels.errors import RateLimited, where
from channels.metrics import Metrics
from channels.outbox import PAGE, Outbox, as_json

log = logging.getLogger(__name__)

HEARTBEAT = 15.0  # seconds: shorter than what proxies and mobile networks wait before they cut a silent line
STREAMS = 8  # open streams of one conversation: tabs and lines that have not been found dead yet
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

# How a conversation stands, and whether the assistant is switched off.
Look = Callable[[str], Awaitable[tuple[Standing, bool]]]


@dataclass
class EventStream:
    """One client that listens to one conversation."""

    outbox: Outbox
    metrics: Metrics
    look: Look
    conversation_id: str
    last_id: int
    full: bool = False
    heartbeat: float = HEARTBEAT
    _told: str = ""  # the last state event

    async def answer(self, request: Request) -> None:
        """Streams until the client goes away: then Sanic cancels us, and the subscription ends with us."""
        if self.outbox.hub.count(self.conversation_id) >= STREAMS:
            raise RateLimited("too many open streams of this conversation", retry_after=15)
        with self.outbox.hub.subscribe(self.conversation_id) as news, self.metrics.streams.track_inprogress():
            missed = await self._next()  # before the answer begins: a failure is still a plain error
            response = await request.respond(content_type="text/event-stream; charset=utf-8", headers=_HEADERS)
            await response.send("retry: 2000\n\n")
            try:
                await self._send_all(response, missed, news)
            except ChobbakError as error:
                log.warning("a stream was ended: %s", where(error))  # the client comes back with the last id it has
            await response.eof()

    async def _next(self) -> list[OutboundMessage]:
        return await self.outbox.after(self.conversation_id, self.last_id, with_own=self.full)

    async def _send_all(self, response: Any, messages: list[OutboundMessage], news: asyncio.Event) -> None:
        while not self.outbox.hub.closed:
            for message in messages:
                await response.send(_event(message))
                self.last_id = message.id
            if len(messages) < PAGE:
                if await self._has_ended(response, news):
                    return
                await self._news_or_heartbeat(response, news)
            news.clear()
            messages = await self._next()

    async def _has_ended(self, response: Any, news: asyncio.Event) -> bool:
        """Tells how the conversation stands, if that is new. True when no token opens it any more."""
        standing, closed = await self.look(self.conversation_id)
        if standing.ended:
            if self.full:
                await response.send(_named("end", {"reason": standing.ended}))
            return True
        working = "working" if standing.waiting else "idle"
        state = _named("state", {"state": working, "waiting": standing.waiting, "closed": closed})
        if self.full and state != self._told and not (self._told and news.is_set()):  # news: messages come first
            self._told = state
            await response.send(state)
        return False

    async def _news_or_heartbeat(self, response: Any, news: asyncio.Event) -> None:
        try:
            await asyncio.wait_for(news.wait(), self.heartbeat)
        except asyncio.TimeoutError:
            await response.send(": still here\n\n")


def _event(message: OutboundMessage) -> str:
    kind = "event: own\n" if message.kind == OWN else ""
    return f"id: {message.id}\n{kind}data: {_json(as_json(message))}\n\n"


def _named(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {_json(data)}\n\n"


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)
