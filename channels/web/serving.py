"""What all handlers of the website do with a request before anything else."""

from __future__ import annotations

from typing import Any

from sanic import HTTPResponse, Request
from sanic import json as json_response

from bot.persistence.records import Conversation
from channels import wording
from channels.errors import RateLimited
from channels.gateway import Gateway
from channels.web import parsing
from channels.web.parts import WebParts


def gateway_of(request: Request) -> Gateway:
    gateway: Gateway = request.app.ctx.gateway
    return gateway


def parts_of(request: Request) -> WebParts:
    return gateway_of(request).web


async def authorise(request: Request) -> Conversation:
    """The conversation whose token the request brings.

    Raises:
        Unauthorised: it brings none, or one that opens nothing.
    """
    return await gateway_of(request).authorise(parsing.bearer_token(request.headers))


def limit(retry_after: int, locale: str) -> None:
    """Raises ``RateLimited`` with a sentence for the citizen, unless nothing is to be waited for."""
    if retry_after:
        raise RateLimited(wording.sentence(locale, "gateway-too-many"), retry_after)


def known_locale(request: Request, *candidates: str | None) -> str:
    return wording.known_locale(*candidates, default=gateway_of(request).settings.default_locale)


def locale_of(request: Request, conversation: Conversation) -> str:
    return known_locale(request, conversation.locale, conversation.locale_hint)


def page_locale(request: Request) -> str:
    """The locale that a page of ours is asked for in: ``?lang=``, else the browser's."""
    default = gateway_of(request).settings.default_locale
    return parsing.page_locale(request.args.get("lang"), accept_language(request), default)


def accept_language(request: Request) -> str:
    return str(request.headers.get("accept-language", ""))


def no_store(body: dict[str, Any], status: int = 200) -> HTTPResponse:
    return json_response(body, status=status, headers={"Cache-Control": "no-store"})
