"""The addresses of the gateway. Each handler reads its request, calls one service and shapes the answer."""

from __future__ import annotations

import asyncio
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic import json as json_response
from sanic.response import html, raw

from bot.errors import Unavailable
from bot.identity.pseudonyms import new_conversation_id, new_token
from bot.persistence.records import Conversation, InboundMessage, Receipt
from channels import wording
from channels.clock import now
from channels.errors import RateLimited, error_response
from channels.gateway import Gateway
from channels.outbox import as_json
from channels.proxies import client_address
from channels.web import events, page, parsing

CHANNEL = "web"

api = Blueprint("api", url_prefix="/api/v1")
site = Blueprint("site")


@api.post("/conversations")
async def open_conversation(request: Request) -> HTTPResponse:
    gateway = _gateway(request)
    hint = parsing.locale_hint(request.body, _accept_language(request))
    _limit(gateway.conversations_limit.take(client_address(request, gateway.settings)), _locale(gateway, hint))
    token = new_token()
    conversation = Conversation(
        new_conversation_id(CHANNEL), CHANNEL, gateway.pseudonyms.of_token(token), hint, None, now()
    )
    await gateway.storage.run(gateway.conversations.open, conversation)
    return _no_store({"conversation": conversation.id, "token": token}, 201)


@api.post("/messages")
async def receive_message(request: Request) -> HTTPResponse:
    gateway = _gateway(request)
    conversation = await _authorise(request)
    locale = _locale(gateway, conversation.locale, conversation.locale_hint)
    _limit(gateway.messages_limit.take(conversation.id), locale)
    incoming = parsing.incoming_message(request.body)
    receipt = await _hand_in(gateway, conversation, incoming, locale)
    if not receipt.finished and request.args.get("wait") == "1":
        receipt = await _wait_for_turn(gateway, conversation.id, receipt)
    return await _turn_response(
        gateway, incoming.id, receipt, show=receipt.finished and _wants_answer(request, incoming)
    )


@api.get("/events")
async def stream_events(request: Request) -> None:
    gateway = _gateway(request)
    conversation = await _authorise(request)
    last_id = parsing.last_event_id(request.headers.get("last-event-id"), request.args.get("last"))
    stream = events.EventStream(gateway.outbox, gateway.metrics, conversation.id, last_id, gateway.heartbeat)
    await stream.answer(request)


@api.get("/page")
async def page_texts(request: Request) -> HTTPResponse:
    locale = _page_locale(request, "locale")
    return json_response(page.page_texts(locale), headers={"Cache-Control": "no-cache", "Vary": "Accept-Language"})


@site.get("/")
async def index(request: Request) -> HTTPResponse:
    body = page.render(_gateway(request).template, _page_locale(request, "lang"))
    return html(body, headers={"Cache-Control": "no-cache", "Vary": "Accept-Language"})


@site.get("/chat.js")
async def script(request: Request) -> HTTPResponse:
    return _gateway(request).assets["chat.js"].response(request)


@site.get("/chat.css")
async def style(request: Request) -> HTTPResponse:
    return _gateway(request).assets["chat.css"].response(request)


@site.get("/health/live")
async def live(_request: Request) -> HTTPResponse:
    """Whether this process answers at all: nothing else is asked."""
    return json_response({"live": True})


@site.get("/health/ready")
async def ready(request: Request) -> HTTPResponse:
    """Whether a citizen who writes now is answered; names what is missing, and which channels' providers have failed."""
    missing = await _gateway(request).missing()
    if missing:
        return error_response(503, Unavailable.code, "missing: " + ", ".join(missing), missing=missing)
    return json_response({"ready": True, "missing": [], "degraded": _gateway(request).degraded()})


@site.get("/metrics")
async def metrics(request: Request) -> HTTPResponse:
    return raw(await _gateway(request).measure(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _gateway(request: Request) -> Gateway:
    gateway: Gateway = request.app.ctx.gateway
    return gateway


async def _authorise(request: Request) -> Conversation:
    return await _gateway(request).authorise(parsing.bearer_token(request.headers))


async def _hand_in(
    gateway: Gateway, conversation: Conversation, incoming: parsing.IncomingMessage, locale: str
) -> Receipt:
    """Stores the message for its turn; one that needs none (empty, too long) is answered politely at once."""
    limit = gateway.settings.message_characters
    message = InboundMessage(
        conversation.id, conversation.channel, incoming.id, incoming.text, incoming.payload, incoming.location
    )
    if incoming.empty:
        return await gateway.inbox.refuse(message, wording.answer(locale, "gateway-empty"))
    if len(incoming.text) > limit:
        unread = InboundMessage(conversation.id, conversation.channel, incoming.id, "")
        return await gateway.inbox.refuse(unread, wording.answer(locale, "gateway-too-long", limit=limit))
    return await gateway.inbox.receive(message)


async def _wait_for_turn(gateway: Gateway, conversation_id: str, receipt: Receipt) -> Receipt:
    """Waits until the turn is over, or for as long as a turn may take and a little more."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + gateway.wait_seconds
    with gateway.outbox.hub.subscribe(conversation_id) as news:
        while True:
            news.clear()
            receipt = Receipt(receipt.inbox_id, await gateway.inbox.state(receipt.inbox_id), receipt.new)
            left = deadline - loop.time()
            if receipt.finished or left <= 0 or gateway.outbox.hub.closed:
                return receipt
            try:
                await asyncio.wait_for(news.wait(), left)
            except asyncio.TimeoutError:
                continue


async def _turn_response(gateway: Gateway, message_id: str, receipt: Receipt, show: bool) -> HTTPResponse:
    if not show:
        return _no_store({"id": message_id}, 202)
    messages = await gateway.outbox.of_message(receipt.inbox_id)
    return _no_store({"id": message_id, "messages": [as_json(message) for message in messages]}, 200)


def _wants_answer(request: Request, incoming: parsing.IncomingMessage) -> bool:
    limit: int = request.app.ctx.gateway.settings.message_characters
    return request.args.get("wait") == "1" or incoming.empty or len(incoming.text) > limit


def _limit(retry_after: int, locale: str) -> None:
    if retry_after:
        raise RateLimited(wording.sentence(locale, "gateway-too-many"), retry_after)


def _locale(gateway: Gateway, *candidates: str | None) -> str:
    return wording.known_locale(*candidates, default=gateway.settings.default_locale)


def _page_locale(request: Request, argument: str) -> str:
    default = _gateway(request).settings.default_locale
    return parsing.page_locale(request.args.get(argument), _accept_language(request), default)


def _accept_language(request: Request) -> str:
    return str(request.headers.get("accept-language", ""))


def _no_store(body: dict[str, Any], status: int) -> HTTPResponse:
    return json_response(body, status=status, headers={"Cache-Control": "no-store"})
