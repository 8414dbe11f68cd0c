"""The webhooks in a real application, over HTTP: what is handed in, what is refused, and how."""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
from collections.abc import AsyncIterator, Sequence
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from sanic import Sanic

from bot.errors import DatabaseUnavailable
from bot.persistence.records import SendState
from channels.app import BODY_BYTES
from channels.channel import Address, Arrival, StatusUpdate
from channels.errors import JsonErrors
from channels.metrics import Metrics
from channels.send_errors import Reason
from channels.sms_twilio import client as sms
from channels.sms_twilio import routes as sms_routes
from channels.twilio import form
from channels.whatsapp_twilio import client as whatsapp
from channels.whatsapp_twilio import routes as whatsapp_routes
from tests.channels.harness import serve, stop
from tests.channels.twilio.wire import (
    ACCOUNT,
    MESSAGE,
    PHONE,
    SECONDARY,
    SENT,
    TOKEN,
    body,
    message,
    settings,
    signed,
)

MESSAGES = "/webhooks/whatsapp_twilio/message"
STATUS = "/webhooks/whatsapp_twilio/status?ref=12.0"
SMS_MESSAGE = {"AccountSid": ACCOUNT, "MessageSid": MESSAGE, "From": PHONE, "Body": "salam"}
ARRIVAL = Arrival(MESSAGE, (Address("phone", PHONE),), "سلام")


class Recorder:
    """In the gateway's place: keeps what it is given."""

    def __init__(self) -> None:
        self.settings = settings(twilio_auth_token_secondary=SECONDARY, trusted_proxies="127.0.0.1")
        self.metrics = Metrics()
        self.given: list[tuple[str, Any]] = []
        self.down = False

    async def arrive(self, channel_name: str, arrivals: Sequence[Arrival]) -> None:
        if self.down:
            raise DatabaseUnavailable("the database does not answer")
        self.given += [(channel_name, arrival) for arrival in arrivals]

    async def status(self, channel_name: str, updates: Sequence[StatusUpdate]) -> None:
        self.given += [(channel_name, update) for update in updates]

    def refused(self, code: str) -> float:
        return self.metrics.refused.labels(code)._value.get()


@pytest_asyncio.fixture
async def running() -> AsyncIterator[SimpleNamespace]:
    app = Sanic(f"webhooks-{secrets.token_hex(4)}", error_handler=JsonErrors(), configure_logging=False)
    app.config.REQUEST_MAX_SIZE = BODY_BYTES
    app.ctx.gateway = recorder = Recorder()
    for module, routes in ((whatsapp, whatsapp_routes), (sms, sms_routes)):
        app.blueprint(routes.blueprint(module.from_settings(recorder.settings)))
    server, port = await serve(app)
    async with aiohttp.ClientSession() as session:
        yield SimpleNamespace(gateway=recorder, session=session, url=f"http://127.0.0.1:{port}", port=port)
    await stop(server)


async def post(
    running: SimpleNamespace, path: str, fields: dict[str, str], *, token: str = TOKEN, **headers: str
) -> tuple[int, str]:
    """Posts a webhook as Twilio would, to the public address; status and body of the answer."""
    sent = {**signed(f"https://bot.example.ma{path}", fields, token), **headers}
    return await send(running, path, body(fields), sent)


async def send(running: SimpleNamespace, path: str, raw: bytes, headers: dict[str, str]) -> tuple[int, str]:
    async with running.session.post(running.url + path, data=raw, headers=headers) as response:
        return response.status, await response.text()


async def test_messages(running: SimpleNamespace) -> None:
    """A message of each channel is handed in under its name, and acknowledged with an empty 204."""
    assert await post(running, MESSAGES, message()) == (204, "")
    assert await post(running, "/webhooks/sms_twilio/message", SMS_MESSAGE) == (204, "")
    addresses = (Address("phone", PHONE),)
    assert running.gateway.given == [
        ("whatsapp_twilio", ARRIVAL),
        ("sms_twilio", Arrival(MESSAGE, addresses, "salam")),
    ]


async def test_the_secondary_token(running: SimpleNamespace) -> None:
    """While tokens are rotated, webhooks signed with either come in."""
    assert (await post(running, MESSAGES, message(), token=SECONDARY))[0] == 204
    assert (await post(running, MESSAGES, message(), token="a third"))[0] == 403


@pytest.mark.parametrize("channel", ["whatsapp_twilio", "sms_twilio"])
async def test_statuses(running: SimpleNamespace, channel: str) -> None:
    """What became of a message, with the reference that was sent along; a status that says nothing is acknowledged."""
    path = f"/webhooks/{channel}/status?ref=12.0"
    for status, code in (("delivered", ""), ("failed", "30003"), ("received", "")):
        fields = {"AccountSid": ACCOUNT, "MessageSid": SENT, "MessageStatus": status, "ErrorCode": code}
        assert await post(running, path, fields) == (204, "")
    assert running.gateway.given == [
        (channel, StatusUpdate(SENT, SendState.DELIVERED, "12.0")),
        (channel, StatusUpdate(SENT, SendState.FAILED, "12.0", Reason.UNREACHABLE, "30003")),
    ]


@pytest.mark.parametrize("path", [MESSAGES, STATUS, "/webhooks/sms_twilio/message", "/webhooks/sms_twilio/status"])
@pytest.mark.parametrize("signature", [None, "", "A" * 27 + "=", "é"])
async def test_a_forged_webhook(running: SimpleNamespace, path: str, signature: str | None) -> None:
    """Without the right signature nothing is handed in: 403 in JSON, and counted."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if signature is not None:
        headers["X-Twilio-Signature"] = signature
    status, answer = await send(running, path, body(message()), headers)
    assert (status, json.loads(answer)["error"]["code"]) == (403, "forged")
    assert running.gateway.refused("forged") == 1
    assert not running.gateway.given


async def test_a_message_that_was_changed_on_the_way(running: SimpleNamespace) -> None:
    """Text, sender, reference and address are all part of what is signed."""
    headers = signed(f"https://bot.example.ma{MESSAGES}", message())
    assert (await send(running, MESSAGES, body(message(Body="x")), headers))[0] == 403
    assert (await send(running, MESSAGES + "?x=1", body(message()), headers))[0] == 403
    assert (await send(running, "/webhooks/sms_twilio/message", body(message()), headers))[0] == 403
    assert not running.gateway.given
    assert (await send(running, MESSAGES, body(message()), headers))[0] == 204


async def test_another_account(running: SimpleNamespace) -> None:
    """A good signature over another account's message is a forgery too."""
    status, answer = await post(running, MESSAGES, message(AccountSid="AC" + "1" * 32))
    assert (status, json.loads(answer)["error"]["code"]) == (403, "forged")
    assert not running.gateway.given


async def test_behind_a_proxy(running: SimpleNamespace) -> None:
    """Without a public address in the settings, a trusted proxy's headers say what Twilio called."""
    running.gateway.settings = settings(public_url="", trusted_proxies="127.0.0.1")
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "bot.example.ma"}
    assert (await post(running, STATUS, {"AccountSid": ACCOUNT, "MessageSid": SENT}, **forwarded))[0] == 204
    assert (await post(running, STATUS, {"AccountSid": ACCOUNT, "MessageSid": SENT}))[0] == 403
    running.gateway.settings = settings(public_url="")
    assert (await post(running, STATUS, {"AccountSid": ACCOUNT, "MessageSid": SENT}, **forwarded))[0] == 403


async def test_a_message_of_nobody(running: SimpleNamespace) -> None:
    """Signed, and yet of no use: 400, and the field is named."""
    status, answer = await post(running, MESSAGES, message(From="whatsapp:", WaId=""))
    assert status == 400
    assert json.loads(answer)["error"]["message"].startswith("From: ")
    status, answer = await post(running, STATUS, {"AccountSid": ACCOUNT})
    assert status == 400
    assert json.loads(answer)["error"]["message"].startswith("MessageSid: ")


async def test_when_the_database_is_down(running: SimpleNamespace) -> None:
    """Twilio is told to try again, and nothing is half-stored."""
    running.gateway.down = True
    status, answer = await post(running, MESSAGES, message())
    assert (status, json.loads(answer)["error"]["code"]) == (503, "database_unavailable")
    running.gateway.down = False
    assert (await post(running, MESSAGES, message()))[0] == 204
    assert running.gateway.given == [("whatsapp_twilio", ARRIVAL)]


@pytest.mark.parametrize("size", [form.MOST_BYTES, BODY_BYTES])
async def test_a_huge_body(running: SimpleNamespace, size: int) -> None:
    """More than a form's bound, or than the application's: a polite 413 in JSON, and nothing of it is handed in."""
    status, answer = await post(running, MESSAGES, message(Body="x" * size))
    assert (status, json.loads(answer)["error"]["code"]) == (413, "too_large")
    assert running.gateway.refused("too_large") == 1
    assert not running.gateway.given


async def test_a_body_just_below(running: SimpleNamespace) -> None:
    """It is a message like others: how long a text may be is the gateway's to say."""
    assert (await post(running, MESSAGES, message(Body="x" * 60_000)))[0] == 204


async def test_too_many_fields(running: SimpleNamespace) -> None:
    """Hundreds of fields are refused before anything is computed over them."""
    status, answer = await post(running, MESSAGES, {f"f{number}": "" for number in range(600)})
    assert (status, json.loads(answer)["error"]["code"]) == (400, "bad_request")


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"{}", b"%", b"&&=&", b"Body=%ff%00"])
async def test_what_is_no_form(running: SimpleNamespace, raw: bytes) -> None:
    """Nobody signed it: 403 like every other forgery."""
    headers = {"X-Twilio-Signature": "A" * 27 + "=", "Content-Type": "application/json"}
    status, answer = await send(running, MESSAGES, raw, headers)
    assert (status, json.loads(answer)["error"]["code"]) == (403, "forged")


@pytest.mark.parametrize("path", [MESSAGES, "/webhooks/sms_twilio/status"])
async def test_other_methods(running: SimpleNamespace, path: str) -> None:
    """Webhooks are posted: everything else gets a polite 405."""
    for method in ("GET", "PUT", "DELETE"):
        async with running.session.request(method, running.url + path) as response:
            assert (response.status, (await response.json())["error"]["code"]) == (405, "method_not_allowed")


async def test_no_words_in_an_answer(running: SimpleNamespace) -> None:
    """What is refused is not repeated: the answer to a stranger holds none of the request."""
    for fields in (message(Body="my words"), message(Body="my words", From="whatsapp:my words", WaId="")):
        for token in (TOKEN, "wrong"):
            _, answer = await post(running, MESSAGES, fields, token=token)
            assert "my words" not in answer


async def test_a_strange_host(running: SimpleNamespace) -> None:
    """A Host header that is none gets a polite refusal, and never a 500."""
    running.gateway.settings = settings(public_url="")
    raw = body(message())
    for host in ("a:b", "[::1", "", "a" * 5000, "\xff"):
        head = (
            f"POST {MESSAGES} HTTP/1.1\r\nHost: {host}\r\nX-Twilio-Signature: {'A' * 27}=\r\n"
            f"Content-Length: {len(raw)}\r\nConnection: close\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", running.port)) as connection:
            connection.setblocking(False)
            loop = asyncio.get_running_loop()
            await loop.sock_sendall(connection, head.encode("latin-1") + raw)
            answer = await asyncio.wait_for(loop.sock_recv(connection, 4096), 5)
        assert answer.split()[1] in (b"400", b"403"), (host, answer)
