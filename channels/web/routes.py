"""The addresses of the API. Each handler reads its request, calls one service and shapes the answer."""

from __future__ import annotations

from collections.abc import AsyncIterator

from sanic import Blueprint, HTTPResponse, Request

from bot.errors import NotFound
from bot.identity.pseudonyms import new_conversation_id, new_token
from bot.persistence.records import Conversation, Receipt
from channels.clock import now
from channels.outbox import as_json
from channels.proxies import client_address
from channels.web import events, parsing, turns
from channels.web.serving import (
    accept_language,
    authorise,
    gateway_of,
    known_locale,
    limit,
    locale_of,
    no_store,
    parts_of,
)

CHANNEL = "web"

api = Blueprint("api", url_prefix="/api/v1")


@api.get("/widget")
async def widget(request: Request) -> HTTPResponse:
    default = gateway_of(request).settings.default_locale
    locale = parsing.widget_locale(request.args.get("locale"), accept_language(request), default)
    asset = await parts_of(request).introduction.asset(locale)
    return asset.response(request, Vary="Accept-Encoding, Accept-Language")


@api.post("/conversations")
async def open_conversation(request: Request) -> HTTPResponse:
    gateway = gateway_of(request)
    hint = parsing.locale_hint(request.body, accept_language(request))
    limit(gateway.conversations_limit.take(client_address(request, gateway.settings)), known_locale(request, hint))
    conversation, token = await opened(request, hint)
    return no_store({"conversation": conversation.id, "token": token}, 201)


@api.delete("/conversations")
async def erase_conversation(request: Request) -> HTTPResponse:
    conversation = await authorise(request)
    await parts_of(request).ending.erase(conversation.id)
    return no_store({"erased": True})


@api.post("/conversations/close")
async def close_conversation(request: Request) -> HTTPResponse:
    conversation = await authorise(request)
    await parts_of(request).ending.close(conversation.id)
    return no_store({"closed": True})


@api.post("/messages")
async def receive_message(request: Request) -> HTTPResponse:
    gateway = gateway_of(request)
    conversation = await authorise(request)
    locale = locale_of(request, conversation)
    limit(gateway.messages_limit.take(conversation.id), locale)
    incoming = parsing.incoming_message(request.body)
    receipt = await turns.hand_in(gateway, conversation, incoming, locale)
    wait = request.args.get("wait") == "1"
    if wait and not receipt.finished:
        receipt = await turns.wait_for_turn(gateway, conversation.id, receipt)
    show = receipt.finished and (wait or turns.is_answered_at_once(gateway, incoming))
    return await _turn_response(request, incoming.id, receipt, show)


@api.get("/events")
async def stream_events(request: Request) -> None:
    gateway = gateway_of(request)
    conversation = await authorise(request)
    stream = events.EventStream(
        gateway.outbox,
        gateway.metrics,
        gateway.web.look,
        conversation.id,
        parsing.last_event_id(request.headers.get("last-event-id"), request.args.get("last")),
        full=request.args.get("full") == "1",
        heartbeat=gateway.heartbeat,
    )
    await stream.answer(request)


@api.post("/media", stream=True)
async def upload(request: Request) -> HTTPResponse:
    conversation, parts = await authorise(request), parts_of(request)
    locale = locale_of(request, conversation)
    limit(parts.uploads_limit.take(conversation.id), locale)
    content = await parts.uploads.read(request.headers.get("content-length"), _body(request), locale)
    return no_store(await parts.uploads.take(conversation.id, content, locale), 201)


@api.get("/media/<media_id:str>")
async def download(request: Request, media_id: str) -> HTTPResponse:
    conversation = await authorise(request)
    known = parsing.media_id(media_id)
    found = await parts_of(request).uploads.load(conversation.id, known) if known else None
    if found is None:
        raise NotFound("this conversation has no such file")
    content_type, content = found
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": "attachment",  # a document of a stranger is never shown as a page of ours
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HTTPResponse(content, headers=headers, content_type=content_type)


@api.post("/feedback")
async def take_feedback(request: Request) -> HTTPResponse:
    gateway, conversation = gateway_of(request), await authorise(request)
    locale = locale_of(request, conversation)
    limit(gateway.messages_limit.take(conversation.id), locale)
    rating, feedback = parsing.rating(request.body), gateway.web.feedback
    if rating.message is None:
        await gateway.storage.run(feedback.satisfaction, conversation.id, rating.value, locale, now())
        gateway.metrics.feedback.labels("satisfaction", str(rating.value)).inc()
    else:
        given = (conversation.id, rating.message, rating.value, locale, now())
        if not await gateway.storage.run(feedback.rate, *given):
            raise NotFound("this conversation has no such answer")
        gateway.metrics.feedback.labels("answer", str(rating.value)).inc()
    return no_store({"kept": True})


async def opened(request: Request, hint: str | None) -> tuple[Conversation, str]:
    """A new conversation and its token."""
    gateway, token = gateway_of(request), new_token()
    conversation = Conversation(
        new_conversation_id(CHANNEL), CHANNEL, gateway.pseudonyms.of_token(token), hint, None, now()
    )
    await gateway.storage.run(gateway.conversations.open, conversation)
    return conversation, token


async def _body(request: Request) -> AsyncIterator[bytes]:
    while request.stream is not None and (chunk := await request.stream.read()):
        yield chunk


async def _turn_response(request: Request, message_id: str, receipt: Receipt, show: bool) -> HTTPResponse:
    if not show:
        return no_store({"id": message_id}, 202)
    messages = await gateway_of(request).outbox.of_message(receipt.inbox_id)
    return no_store({"id": message_id, "messages": [as_json(message) for message in messages]})
