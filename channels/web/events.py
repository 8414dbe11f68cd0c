"""Server-sent events: every message of a conversation after a given id, then live, until the client goes away."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass
from typing import Any

from sanic import Request

from bot.errors import ChobbakError
from bot.persistence.records import OutboundMessage
from channels.errors import RateLimited, where
from channels.metrics import Metrics
from channels.outbox import PAGE, Outbox, as_json

log = logging.getLogger(__name__)

HEARTBEAT = 15.0  # seconds: shorter than what proxies and mobile networks wait before they cut a silent line
STREAMS = 8  # open streams of one conversation: tabs and lines that have not been found dead yet
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@dataclass
class EventStream:
    """One client that listens to one conversation."""

    outbox: Outbox
    metrics: Metrics
    conversation_id: str
    last_id: int
    heartbeat: float = HEARTBEAT

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
        return await self.outbox.after(self.conversation_id, self.last_id)

    async def _send_all(self, response: Any, messages: list[OutboundMessage], news: asyncio.Event) -> None:
        while not self.outbox.hub.closed:
            for message in messages:
                await response.send(_event(message))
                self.last_id = message.id
            if len(messages) < PAGE:
                await self._news_or_heartbeat(response, news)
            news.clear()
            messages = await self._next()

    async def _news_or_heartbeat(self, response: Any, news: asyncio.Event) -> None:
        try:
            await asyncio.wait_for(news.wait(), self.heartbeat)
        except asyncio.TimeoutError:
            await response.send(": still here\n\n")


def _event(message: OutboundMessage) -> str:
    return f"id: {message.id}\ndata: {json.dumps(as_json(message), ensure_ascii=False)}\n\n"
