"""Rasa's own Twilio channel, unchanged, for ``bench`` to stand beside ours: only where it sends to is a setting.

It answers at the address of our WhatsApp channel, so that the same webhooks reach it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.channels.twilio import TwilioInput
from sanic import Blueprint
from twilio.http.http_client import TwilioHttpClient

_TWILIO = "https://api.twilio.com"


class StockTwilio(TwilioInput):
    """``TwilioInput`` of Rasa at ``/webhooks/whatsapp_twilio/message``."""

    @classmethod
    def from_credentials(cls, credentials: Optional[dict[str, Any]]) -> InputChannel:
        chosen = dict(credentials or {})
        _send_to(chosen.pop("api"))
        return super().from_credentials(chosen)

    def url_prefix(self) -> str:
        return "whatsapp_twilio"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        blueprint = super().blueprint(on_new_message)
        receive = next(route.handler for route in blueprint._future_routes if route.uri == "/webhook")
        blueprint.add_route(receive, "/message", methods=["POST"])
        return blueprint


def _send_to(api: str) -> None:
    """Twilio's client has no setting for its address."""
    request = TwilioHttpClient.request

    def elsewhere(client: TwilioHttpClient, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        return request(client, method, url.replace(_TWILIO, api), *args, **kwargs)

    TwilioHttpClient.request = elsewhere
