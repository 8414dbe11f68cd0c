"""Meta's webhooks at the door of the gateway: who gets in, what is handed on, and what is answered."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Sequence
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from sanic import Sanic

from bot.errors import DatabaseUnavailable
from channels.channel import Arrival, StatusUpdate
from channels.errors import JsonErrors
from channels.metrics import Metrics
from channels.whatsapp_cloud.client import WhatsAppCloud
from channels.whatsapp_cloud.routes import PATH, blueprint
from channels.whatsapp_cloud.signature import signature
from tests.channels.harness import serve, stop
from tests.channels.whatsapp_cloud.payloads import NUMBER, PHONE_ID, change, contact, message, status, webhook

VERIFY = {"hub.mode": "subscribe", "hub.verify_token": "word of ours", "hub.challenge": "1158201444"}


class Recorder:
    """What stands behind the routes: it keeps what it is given."""

    def __init__(self) -> None:
        self.metrics = Metrics()
        self.calls: list[tuple[str, str, Sequence[Arrival | StatusUpdate]]] = []
        self.down = False

    async def arrive(self, channel_name: str, arrivals: Sequence[Arrival]) -> None:
        self._record("arrive", channel_name, arrivals)

    async def status(self, channel_name: str, updates: Sequence[StatusUpdate]) -> None:
        self._record("status", channel_name, updates)

    def _record(self, name: str, channel_name: str, given: Sequence[Any]) -> None:
        if self.down:
            raise DatabaseUnavailable("the database does not answer")
        self.calls.append((name, channel_name, given))

    def counted(self, outcome: str) -> float:
        labels = {"channel": "whatsapp_cloud", "outcome": outcome}
        return self.metrics.registry.get_sample_value("chobbak_messages_received_total", labels) or 0

    def refused(self, code: str) -> float:
        return self.metrics.registry.get_sample_value("chobbak_requests_refused_total", {"code": code}) or 0


class Door:
    """A client of the served routes."""

    def __init__(self, session: aiohttp.ClientSession, url: str, gateway: Recorder) -> None:
        self.session = session
        self.url = url + PATH
        self.gateway = gateway

    async def post(self, body: bytes, signed: str | None = None) -> tuple[int, str]:
        """Signed as Meta does, unless another signature is given; "" sends none."""
        signed = signature(body, "app_secret") if signed is None else signed
        headers = {"X-Hub-Signature-256": signed} if signed else {}
        async with self.session.post(self.url, data=body, headers=headers) as response:
            return response.status, await response.text()

    async def get(self, query: dict[str, str]) -> tuple[int, str, str]:
        async with self.session.get(self.url, params=query) as response:
            return response.status, await response.text(), response.content_type


@pytest_asyncio.fixture
async def door() -> AsyncIterator[Door]:
    channel = WhatsAppCloud(
        phone_id=PHONE_ID,
        token="token-of-nobody",
        app_secrets=("app_secret", "old_secret"),
        verify_token="word of ours",
        url="http://127.0.0.1:1",
        media_hosts="",
        per_second=80,
    )
    app = Sanic(f"cloud-{secrets.token_hex(4)}", error_handler=JsonErrors(), configure_logging=False)
    app.config.MOTD = False
    app.ctx.gateway = Recorder()
    app.blueprint(blueprint(channel))
    server, port = await serve(app)
    async with aiohttp.ClientSession() as session:
        yield Door(session, f"http://127.0.0.1:{port}", app.ctx.gateway)
    await stop(server)


async def test_verification(door: Door) -> None:
    """Meta's question is answered with its own challenge, as plain text."""
    assert await door.get(VERIFY) == (200, "1158201444", "text/plain")


@pytest.mark.parametrize(
    "change",
    [
        {"hub.verify_token": "another word"},
        {"hub.verify_token": ""},
        {"hub.verify_token": "word of ours "},
        {"hub.verify_token": "كلمة"},
        {"hub.mode": "unsubscribe"},
        {"hub.mode": ""},
    ],
)
async def test_verification_by_somebody_else(change: dict[str, str], door: Door) -> None:
    """Without our word nothing is echoed."""
    status_, body, _ = await door.get({**VERIFY, **change})
    assert status_ == 403
    assert "1158201444" not in body
    assert door.gateway.refused("forged") == 1


async def test_verification_of_nothing(door: Door) -> None:
    """No argument at all."""
    assert (await door.get({}))[0] == 403


async def test_a_message_is_handed_in(door: Door) -> None:
    """Statuses first, then messages, all of a batch together; answered with 200 and nothing else."""
    batch = change([message(id="wamid.1"), message(id="wamid.2")], [status()], [contact(wa_id=NUMBER)])
    assert await door.post(webhook(batch)) == (200, "")
    (first, name, updates), (second, _, arrivals) = door.gateway.calls
    assert (first, second, name) == ("status", "arrive", "whatsapp_cloud")
    assert len(updates) == 1
    assert [arrival.message_id for arrival in arrivals if isinstance(arrival, Arrival)] == ["wamid.1", "wamid.2"]


async def test_arabic_is_signed_as_bytes(door: Door) -> None:
    """The signature covers the bytes as they came, escaped or not."""
    for escaped in (True, False):
        body = json.dumps(json.loads(webhook(change([message(text={"body": "سلام"})]))), ensure_ascii=escaped)
        assert (await door.post(body.encode()))[0] == 200


async def test_the_old_secret_is_accepted_while_it_is_rotated(door: Door) -> None:
    """A delivery signed before the reset is not lost."""
    body = webhook(change([message()]))
    assert (await door.post(body, signature(body, "old_secret")))[0] == 200


@pytest.mark.parametrize("signed", ["", "sha256=" + "0" * 64, signature(b"something else", "app_secret"), "word"])
async def test_a_forged_message(signed: str, door: Door) -> None:
    """Refused before it is read, counted, and nothing is handed in; so is a body that is no JSON."""
    for body in (webhook(change([message()])), b"{"):
        assert (await door.post(body, signed))[0] == 403
    assert door.gateway.calls == []
    assert door.gateway.refused("forged") == 2


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"[" * 50_000], ids=range(5))
async def test_a_signed_body_that_is_no_object(body: bytes, door: Door) -> None:
    """400, in the gateway's one shape of an error."""
    status_, answer = await door.post(body)
    assert (status_, json.loads(answer)["error"]["code"]) == (400, "bad_request")
    assert door.gateway.calls == []


@pytest.mark.parametrize("body", [b"{}", webhook(), webhook(change([message("reaction", {})]))])
async def test_nothing_to_hand_in(body: bytes, door: Door) -> None:
    """Acknowledged all the same: Meta would send it again for days."""
    assert await door.post(body) == (200, "")
    assert door.gateway.calls == []


async def test_what_is_not_taken_in_is_counted(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    """By kind, and logged by number only."""
    other = change([message(text={"body": "un secret"})], phone_id="9")
    bad = message(id=None, text={"body": "un secret"})
    assert (await door.post(webhook(other, change([bad, message("reaction", {}), message()]))))[0] == 200
    counted = [door.gateway.counted(outcome) for outcome in ("foreign", "malformed", "ignored")]
    assert counted == [1, 1, 1]
    assert "'foreign': 1, 'malformed': 1" in caplog.text
    assert "secret" not in caplog.text
    assert NUMBER not in caplog.text


@pytest.mark.parametrize("batch", [change([message()]), change(statuses=[status()]), change([message()], [status()])])
async def test_the_database_is_down(batch: Any, door: Door) -> None:
    """503, so that Meta comes again; and when it does, all is handed in."""
    door.gateway.down = True
    assert (await door.post(webhook(batch)))[0] == 503
    door.gateway.down = False
    assert (await door.post(webhook(batch)))[0] == 200
    assert door.gateway.calls


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_other_methods(method: str, door: Door) -> None:
    """There is nothing else to do at this address."""
    async with door.session.request(method, door.url) as response:
        assert response.status == 405
