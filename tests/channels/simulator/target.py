"""A stand-in for the gateway: takes webhooks, checks them with the providers' own means, and answers when a test says so."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web
from twilio.request_validator import RequestValidator

from channels.simulator.credentials import Credentials

PUBLIC = "https://bot.example.ma"


class Target:
    """Remembers each webhook as (path, fields); ``statuses`` are what it answers, one after the other, then 204."""

    def __init__(self, credentials: Credentials | None = None) -> None:
        self.credentials = credentials or Credentials()
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.forged = 0
        self.statuses: list[int] = []
        self.on_message: Callable[[dict[str, Any]], Awaitable[None]] | None = None
        self.url = ""
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Target:
        app = web.Application()
        app.router.add_post("/webhooks/whatsapp_cloud", self._meta)
        app.router.add_get("/webhooks/whatsapp_cloud", self._verify)
        app.router.add_post("/webhooks/{channel}/{what}", self._twilio)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_exc: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def fields(self) -> dict[str, Any]:
        """Of the last webhook."""
        return self.heard[-1][1]

    def statuses_heard(self, key: str = "MessageStatus") -> list[str]:
        return [fields[key] for path, fields in self.heard if path.endswith("/status")]

    async def _twilio(self, request: web.Request) -> web.Response:
        fields = dict(parse_qsl((await request.read()).decode(), keep_blank_values=True))
        called = PUBLIC + request.path_qs
        validator = RequestValidator(self.credentials.auth_token)
        if not validator.validate(called, fields, request.headers.get("X-Twilio-Signature", "")):
            self.forged += 1
            return web.Response(status=403)
        return await self._answer(request, fields)

    async def _meta(self, request: web.Request) -> web.Response:
        body = await request.read()
        expected = hmac.new(self.credentials.app_secret.encode(), body, hashlib.sha256).hexdigest()
        if request.headers.get("X-Hub-Signature-256") != f"sha256={expected}":
            self.forged += 1
            return web.Response(status=403)
        return await self._answer(request, json.loads(body)["entry"][0]["changes"][0]["value"])

    async def _verify(self, request: web.Request) -> web.Response:
        if request.query.get("hub.verify_token") != self.credentials.verify_token:
            return web.Response(status=403)
        return web.Response(text=request.query["hub.challenge"])

    async def _answer(self, request: web.Request, fields: dict[str, Any]) -> web.Response:
        self.heard.append((request.path, fields))
        status = self.statuses.pop(0) if self.statuses else 204
        if status == 204 and self.on_message is not None and not request.path.endswith("/status"):
            await self.on_message(fields)
        return web.Response(status=status)


class Sender:
    """Sends as a gateway does: status and body of each answer."""

    def __init__(self, url: str, credentials: Credentials) -> None:
        self.url = url
        self.credentials = credentials
        self.session = aiohttp.ClientSession()
        self.login = aiohttp.BasicAuth(credentials.account_sid, credentials.auth_token)

    async def twilio(self, login: aiohttp.BasicAuth | None = None, **fields: str) -> tuple[int, dict[str, Any]]:
        whatsapp = fields.get("To", "").startswith("whatsapp:")
        known = self.credentials
        fields.setdefault("From", f"whatsapp:{known.whatsapp_number}" if whatsapp else known.sms_from)
        address = f"{self.url}/2010-04-01/Accounts/{known.account_sid}/Messages.json"
        async with self.session.post(address, data=fields, auth=login or self.login) as response:
            return response.status, await response.json()

    async def meta(self, token: str = "", **asked: Any) -> tuple[int, dict[str, Any]]:
        headers = {"Authorization": f"Bearer {token or self.credentials.token}"}
        address = f"{self.url}/v23.0/{self.credentials.phone_id}/messages"
        body = {"messaging_product": "whatsapp", **asked}
        async with self.session.post(address, json=body, headers=headers) as response:
            return response.status, await response.json()
