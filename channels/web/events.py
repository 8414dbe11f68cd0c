"""Server-sent events: every message of a conversation after a given id, then live, until the client goes away."""

from __future__ import annotations

import asyncio
import json
import logging
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


async def stream(
    request: Request, outbox: Outbox, metrics: Metrics, conversation_id: str, last_id: int, heartbeat: float = HEARTBEAT
) -> None:
    """Answers with the stream. When the client goes away Sanic cancels us, and the subscription ends with us."""
    if outbox.hub.count(conversation_id) >= STREAMS:
        raise RateLimited("too many open streams of this conversation", retry_after=15)
    with outbox.hub.subscribe(conversation_id) as news, metrics.streams.track_inprogress():
        missed = await outbox.after(
            conversation_id, last_id
        )  # before the answer begins: a failure is still a plain error
        response = await request.respond(content_type="text/event-stream; charset=utf-8", headers=_HEADERS)
        await response.send("retry: 2000\n\n")
        try:
            await _send_all(response, outbox, conversation_id, last_id, missed, news, heartbeat)
        except ChobbakError as error:
            log.warning("a stream was ended: %s", where(error))  # the client comes back with the last id that it has
        await response.eof()


async def _send_all(
    response: Any,
    outbox: Outbox,
    conversation_id: str,
    last_id: int,
    messages: list[OutboundMessage],
    news: asyncio.Event,
    heartbeat: float,
) -> None:
    while not outbox.hub.closed:
        for message in messages:
            await response.send(_event(message))
            last_id = message.id
        if len(messages) < PAGE:
            await _news_or_heartbeat(response, news, heartbeat)
        news.clear()
        messages = await outbox.after(conversation_id, last_id)


async def _news_or_heartbeat(response: Any, news: asyncio.Event, heartbeat: float) -> None:
    try:
        await asyncio.wait_for(news.wait(), heartbeat)
    except asyncio.TimeoutError:
        await response.send(": still here\n\n")


def _event(message: OutboundMessage) -> str:
    return f"id: {message.id}\ndata: {json.dumps(as_json(message), ensure_ascii=False)}\n\n"
