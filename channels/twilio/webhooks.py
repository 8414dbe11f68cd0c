"""The two addresses that Twilio calls for a channel: a citizen has written, and what became of a message of ours.

Verify, parse, hand in, 204 with an empty body: answers go by the API, so none is in TwiML.
"""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty

from channels.proxies import public_url
from channels.twilio import form, parsing
from channels.twilio.client import TwilioChannel
from channels.twilio.signature import HEADER


def blueprint(channel: TwilioChannel) -> Blueprint:
    """``POST /webhooks/<channel>/message`` and ``/status``."""
    webhooks = Blueprint(channel.name, url_prefix=f"/webhooks/{channel.name}")

    @webhooks.post("/message")
    async def message(request: Request) -> HTTPResponse:
        arrival = parsing.arrival(_verified(request, channel), channel.prefix)
        await request.app.ctx.gateway.arrive(channel.name, [arrival])
        return empty()

    @webhooks.post("/status")
    async def status(request: Request) -> HTTPResponse:
        update = parsing.status(_verified(request, channel), str(request.args.get("ref", "")))
        if update is not None:
            await request.app.ctx.gateway.status(channel.name, [update])
        return empty()

    return webhooks


def _verified(request: Request, channel: TwilioChannel) -> form.Form:
    """The form, when Twilio has signed it and it is about our account.

    Raises:
        Forged: it is not.
    """
    fields = form.read(request.body)
    url = public_url(request, request.app.ctx.gateway.settings)
    channel.signatures.check(url, fields, str(request.headers.get(HEADER, "")))
    parsing.check_account(fields, channel.account_sid)
    return fields
