"""WhatsApp through Twilio."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from yarl import URL

from bot.settings import Settings
from channels.channel import Address
from channels.rendering import Rendered
from channels.send_errors import SendFailed
from channels.templates import Templates
from channels.twilio.account import whatsapp_sender
from channels.twilio.client import TwilioChannel, content, log, no_address
from channels.twilio.parsing import WHATSAPP
from channels.whatsapp_twilio import contents

_API_HOST = re.compile(r"api(\.(?:[a-z0-9-]+\.)*twilio\.com)")


def from_settings(settings: Settings) -> WhatsAppTwilio | None:
    """The channel, when it is configured.

    Raises:
        SettingsError: it is configured by half, or wrongly; the variable is named.
    """
    return WhatsAppTwilio(settings) if settings.whatsapp_twilio_from else None


class WhatsAppTwilio(TwilioChannel):
    """Buttons and lists go as content templates where the operator has made them."""

    name = "whatsapp_twilio"
    prefix = WHATSAPP

    def __init__(self, settings: Settings) -> None:
        self._templates = Templates.load(settings.templates_file)
        super().__init__(
            settings,
            whatsapp_sender(settings.whatsapp_twilio_from),
            replace(contents.capabilities(self._templates, self.name), pictures=settings.public_url.rstrip("/")),
            settings.whatsapp_twilio_per_second,
        )
        self._typing_url = typing_url(settings.twilio_url)

    async def show_typing(self, message_id: str) -> None:
        try:
            body = {"channel": "WHATSAPP", "messageId": message_id}
            answer = await self._http.request("POST", self._typing_url, json=body)
        except SendFailed as error:
            log.info("%s: typing not shown: %s", self.name, error.reason.code)
        else:
            if not answer.good:
                log.info("%s: typing not shown: http %d", self.name, answer.status)

    def _recipient(self, to: tuple[Address, ...]) -> str:
        if not to:
            raise no_address()
        return WHATSAPP + to[0].value

    def _content(self, part: Rendered) -> dict[str, Any]:
        if part.picture:
            return {"body": part.text, "media_url": [part.picture]}
        if not (part.buttons or part.rows):
            return {"body": part.text}
        template = contents.fitting(self._templates, self.name, part)
        return content(template.sid, template.variables)


def typing_url(api: str) -> str:
    """https://www.twilio.com/docs/whatsapp/api/typing-indicators-resource, at the host beside the API's; a simulator is one
    host for all."""
    url = URL(api)
    match = _API_HOST.fullmatch(url.host or "")
    return str((url.with_host(f"messaging{match[1]}") if match else url) / "v3/Indicators/Typing.json")
