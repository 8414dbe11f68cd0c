"""Meta's webhooks: verify → parse → hand in → 200, and nothing slow before that answer.

When storing fails the answer is 503, and Meta sends the whole batch again, for days. That is safe: what had been stored of
it is dropped by its id, and a status never goes back.
"""

from __future__ import annotations

import logging
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import text

from bot.errors import Forged
from channels.whatsapp_cloud import parsing
from channels.whatsapp_cloud.client import WhatsAppCloud
from channels.whatsapp_cloud.signature import HEADER, check, same

log = logging.getLogger(__name__)

PATH = "/webhooks/whatsapp_cloud"


def blueprint(channel: WhatsAppCloud) -> Blueprint:
    webhooks = Blueprint(channel.name)

    @webhooks.get(PATH)
    async def verify(request: Request) -> HTTPResponse:
        """Meta asks once, when an operator enters the address, whether it is ours."""
        if _argument(request, "mode") != "subscribe" or not same(
            channel.verify_token, _argument(request, "verify_token")
        ):
            raise Forged("hub.verify_token: missing, or not ours")
        return text(_argument(request, "challenge"))

    @webhooks.post(PATH)
    async def receive(request: Request) -> HTTPResponse:
        check(request.body, request.headers.get(HEADER, ""), channel.app_secrets)
        batch = parsing.batch(request.body, channel.phone_id)
        gateway = request.app.ctx.gateway
        _count(gateway, channel.name, batch)
        if batch.statuses:
            await gateway.status(channel.name, batch.statuses)
        if batch.arrivals:
            await gateway.arrive(channel.name, batch.arrivals)
        return text("")

    return webhooks


def _argument(request: Request, name: str) -> str:
    return str(request.args.get(f"hub.{name}", ""))


def _count(gateway: Any, name: str, batch: parsing.Batch) -> None:
    """Says how many messages and statuses were not taken in, and why; never what they held."""
    for outcome, number in batch.skipped.items():
        gateway.metrics.received.labels(name, outcome).inc(number)
    strange = {outcome: batch.skipped[outcome] for outcome in (parsing.FOREIGN, parsing.MALFORMED)}
    if any(strange.values()):
        log.warning("%s: not taken in: %s", name, strange)
