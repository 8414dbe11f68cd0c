"""Twilio at the wire, for tests: its API on loopback, doing what a test says, and webhooks signed by its own SDK."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

from aiohttp import web
from twilio.request_validator import RequestValidator

from bot.settings import Settings
from tests.channels.harness import KEYS

ACCOUNT = "AC" + "0" * 32
TOKEN = "a fictitious token"
SECONDARY = "another fictitious token"
MESSAGE = "SM" + "0" * 31 + "1"
SENT = "SM" + "0" * 31 + "2"
PHONE = "+212600000000"
MEDIA_PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/MM{'0' * 32}/Media/ME{'0' * 32}"

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def settings(**changed: Any) -> Settings:
    """Of a gateway with both channels, whose public address is https://bot.example.ma."""
    wanted = {
        "data_key": KEYS["CHOBBAK_DATA_KEY"],
        "pseudonym_key": KEYS["CHOBBAK_PSEUDONYM_KEY"],
        "public_url": "https://bot.example.ma",
        "twilio_account_sid": ACCOUNT,
        "twilio_auth_token": TOKEN,
        "whatsapp_twilio_from": "+212520000000",
        "sms_twilio_from": "+212520000001",
        **changed,
    }
    return Settings(_env_file=None, **wanted)


def signed(url: str, fields: Mapping[str, str], token: str = TOKEN) -> dict[str, str]:
    """The headers of a webhook, as Twilio's SDK computes its signature."""
    return {
        "X-Twilio-Signature": RequestValidator(token).compute_signature(url, dict(fields)),
        "Content-Type": "application/x-www-form-urlencoded",
    }


def body(fields: Mapping[str, Any]) -> bytes:
    return urlencode(fields, doseq=True).encode()


def message(**changed: str) -> dict[str, str]:
    """The fields of a citizen's WhatsApp message; "" in ``changed`` is a blank field."""
    return {
        "AccountSid": ACCOUNT,
        "MessageSid": MESSAGE,
        "SmsMessageSid": MESSAGE,
        "From": f"whatsapp:{PHONE}",
        "To": "whatsapp:+212520000000",
        "WaId": PHONE[1:],
        "ProfileName": "",
        "Body": "سلام",
        "NumMedia": "0",
        "MessageType": "text",
        **changed,
    }


class Api:
    """Twilio's API: what it was asked, and what it answers. ``answer`` may be replaced by a test."""

    def __init__(self) -> None:
        self.requests: list[web.Request] = []
        self.forms: list[dict[str, list[str]]] = []
        self.url = ""
        self.answer: Answer = created

    @property
    def form(self) -> dict[str, str]:
        """The fields of the only request."""
        (form,) = self.forms
        return {name: value for name, (value,) in form.items()}

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        self.forms.append(parse_qs(await request.text(), keep_blank_values=True))
        return await self.answer(request)


async def created(_request: web.Request) -> web.Response:
    return web.json_response({"sid": SENT, "status": "queued", "body": "…", "date_created": "nonsense"}, status=201)


def answering(status: int, body: Any = None, headers: Mapping[str, str] | None = None) -> Answer:
    """An answer with this status; ``body`` is sent as JSON, or as it is when it is text."""

    async def answer(_request: web.Request) -> web.Response:
        if isinstance(body, str):
            return web.Response(status=status, text=body, headers=headers)
        return web.json_response(body, status=status, headers=headers)

    return answer


@asynccontextmanager
async def serving(api: Api) -> AsyncIterator[Api]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", api.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    api.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]
    yield api
    await runner.cleanup()


def templates_file(directory: Path, text: str) -> Path:
    path = directory / "templates.yml"
    path.write_text(text, encoding="utf-8")
    return path
