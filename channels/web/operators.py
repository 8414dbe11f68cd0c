"""Health and figures, for operators."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request
from sanic import json as json_response
from sanic.response import raw

from bot.errors import Unavailable
from channels.errors import error_response
from channels.web.serving import gateway_of

operators = Blueprint("operators")


@operators.get("/health/live")
async def live(_request: Request) -> HTTPResponse:
    """Whether this process answers at all: nothing else is asked."""
    return json_response({"live": True})


@operators.get("/health/ready")
async def ready(request: Request) -> HTTPResponse:
    """Whether a citizen who writes now is answered; names what is missing, and which channels' providers have failed."""
    missing = await gateway_of(request).missing()
    if missing:
        return error_response(503, Unavailable.code, "missing: " + ", ".join(missing), missing=missing)
    return json_response({"ready": True, "missing": [], "degraded": gateway_of(request).degraded()})


@operators.get("/metrics")
async def metrics(request: Request) -> HTTPResponse:
    return raw(await gateway_of(request).measure(), content_type="text/plain; version=0.0.4; charset=utf-8")
