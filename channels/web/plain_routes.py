"""The page without scripts, as addresses: shown empty, and shown again with what was said."""

from __future__ import annotations

from dataclasses import replace

from sanic import Blueprint, HTTPResponse, Request

from bot.errors import ChobbakError, Unauthorised
from bot.persistence.records import NOTICE, OWN, Conversation
from channels.errors import RateLimited, describe
from channels.proxies import client_address
from channels.web import pages, parsing, turns
from channels.web.plain import ADDRESS, Form, View, form, known_lang, page, title_of
from channels.web.routes import opened
from channels.web.serving import accept_language, gateway_of, limit, page_locale, parts_of

_SHOWN = 100  # messages, the newest: a page is read whole, however long the conversation
_DRAFT = 2000  # characters

plain = Blueprint("plain")


@plain.get(f"/{ADDRESS}")
async def empty_page(request: Request) -> HTTPResponse:
    """The page before anything is said: nothing is stored for whoever only looks at it."""
    draft = str(request.args.get("text") or "")[:_DRAFT]
    return await _answer(request, View(page_locale(request), draft=draft))


@plain.post(f"/{ADDRESS}")
async def say(request: Request) -> HTTPResponse:
    sent = form(request.body)
    view = View(known_lang(sent) or _browser_locale(request), token=sent.token)
    try:
        return await _answer(request, await _done(request, sent, view))
    except ChobbakError as error:
        return await _refused(request, sent, view, error)


async def _done(request: Request, sent: Form, view: View) -> View:
    """Does what the form asks for."""
    if not sent.token:
        return await _said(request, sent, view, None) if sent.says_something else view
    gateway = gateway_of(request)
    conversation = await gateway.authorise(parsing.bearer_token({"authorization": f"Bearer {sent.token}"}))
    if sent.do == "erase":
        await gateway.web.ending.erase(conversation.id)
        return replace(view, token="", told=pages.text(view.locale, "erased"))
    if sent.says_something:
        return await _said(request, sent, view, conversation)
    return await _shown(request, view, conversation)


async def _said(request: Request, sent: Form, view: View, conversation: Conversation | None) -> View:
    """Hands the message in, in a new conversation if there is none yet, and waits for its turn."""
    gateway = gateway_of(request)
    if conversation is None:
        limit(gateway.conversations_limit.take(client_address(request, gateway.settings)), view.locale)
        conversation, token = await opened(request, view.locale)
        view = replace(view, token=token)
    limit(gateway.messages_limit.take(conversation.id), view.locale)
    fields = {"id": sent.id, "text": sent.text}
    if sent.choice:
        title = title_of(sent.choice, await gateway.outbox.newest(conversation.id, _SHOWN))
        fields |= {"text": title, "payload": sent.choice}
    incoming = parsing.message_of(fields)
    receipt = await turns.hand_in(gateway, conversation, incoming, view.locale)
    if not receipt.finished:
        await turns.wait_for_turn(gateway, conversation.id, receipt)
    return await _shown(request, view, conversation)


async def _shown(request: Request, view: View, conversation: Conversation) -> View:
    """The conversation as it is; ``waiting`` only when an answer to a message of it is neither there nor given up."""
    waiting = (await parts_of(request).look(conversation.id))[0].waiting
    messages = await gateway_of(request).outbox.newest(conversation.id, _SHOWN)
    answered = {one.reply_to for one in messages if one.kind not in (OWN, NOTICE)}
    return replace(view, messages=messages, waiting=not answered.issuperset(waiting))


async def _refused(request: Request, sent: Form, view: View, error: ChobbakError) -> HTTPResponse:
    """The page again, with a sentence for the reader, what was typed, and the status that the API would give."""
    status, code, message = describe(error)
    gateway_of(request).metrics.refused.labels(code).inc()
    if isinstance(error, Unauthorised):
        view, told = replace(view, token=""), pages.text(view.locale, "expired")
    elif isinstance(error, RateLimited):
        told = message
    else:
        told = pages.text(view.locale, "failed")
    return await _answer(request, replace(view, told=told, draft=sent.text[:_DRAFT]), status)


async def _answer(request: Request, view: View, status: int = 200) -> HTTPResponse:
    introduction = parts_of(request).introduction
    notice, closed = await introduction.notice(view.locale), await introduction.closed(view.locale)
    shown = page(replace(view, notice=notice, closed=closed))
    return pages.answer(shown, scripted=False, status=status)


def _browser_locale(request: Request) -> str:
    return parsing.negotiated(accept_language(request)) or gateway_of(request).settings.default_locale
