"""The client against a server that plays Meta at the wire, with everything that can go wrong on the way."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from bot.errors import SettingsError, Unavailable
from bot.persistence.records import MediaItem
from bot.settings import Settings
from channels.channel import Channel, Media, Template
from channels.media import FILE_BYTES, IMAGE_BYTES, MediaRefused
from channels.rendering import Choice, Rendered
from channels.send_errors import Reason, SendFailed
from channels.whatsapp_cloud.client import WhatsAppCloud, from_settings
from tests.channels.harness import KEYS
from tests.channels.whatsapp_cloud.payloads import AT_NUMBER, AT_USER, NUMBER, PHONE_ID, USER

HELLO = Rendered("Salam", "ary-Latn")
SENT = {"messaging_product": "whatsapp", "contacts": [{"wa_id": NUMBER}], "messages": [{"id": "wamid.SENT"}]}
TOKEN = "token-of-nobody"
PHOTO = b"\xff\xd8\xff a photo"


class Meta:
    """A server with Meta's addresses. ``answer`` decides what it says to a request for the API."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Any, str | None]] = []  # method, path, JSON, credentials
        self.answer: Callable[[web.Request], web.StreamResponse] = lambda _request: web.json_response(SENT)
        self.file = PHOTO
        self.url = ""

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        await self._runner.cleanup()

    def says(self, status: int, body: Any = None, **headers: str) -> None:
        self.answer = lambda _request: web.json_response(body, status=status, headers=headers)

    def describes(self, **fields: Any) -> None:
        """The description of :data:`PHOTO`, with other fields."""
        described = {
            "messaging_product": "whatsapp",
            "url": f"{self.url}/file?hash=a%2Fb",
            "mime_type": "image/jpeg",
            "sha256": hashlib.sha256(self.file).hexdigest(),
            "file_size": len(self.file),
            "id": "1013859600285441",
            **fields,
        }
        self.says(200, {name: value for name, value in described.items() if value is not None})

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        asked = json.loads(body) if body else None
        self.asked.append((request.method, request.raw_path, asked, request.headers.get("Authorization")))
        return web.Response(body=self.file) if request.path == "/file" else self.answer(request)


@pytest_asyncio.fixture
async def meta() -> AsyncIterator[Meta]:
    server = Meta()
    await server.start()
    yield server
    await server.stop()


def client(url: str, timeout: float = 5.0) -> WhatsAppCloud:
    return WhatsAppCloud(
        phone_id=PHONE_ID,
        token=TOKEN,
        app_secrets=("app_secret",),
        verify_token="word",
        url=f"{url}/v23.0",
        media_hosts="fbsbx.com",
        per_second=80,
        timeout=timeout,
    )


@pytest_asyncio.fixture
async def channel(meta: Meta) -> AsyncIterator[WhatsAppCloud]:
    made = client(meta.url)
    yield made
    await made.close()


@pytest_asyncio.fixture
async def unreachable() -> AsyncIterator[WhatsAppCloud]:
    made = client("http://127.0.0.1:1")
    yield made
    await made.close()


async def failure(channel: Channel) -> SendFailed:
    with pytest.raises(SendFailed) as failed:
        await channel.send((AT_NUMBER,), HELLO, "1.0")
    return failed.value


async def test_a_message_is_sent(meta: Meta, channel: WhatsAppCloud) -> None:
    """Posted once, to our number's address, with the token; the answer is Meta's id."""
    assert await channel.send((AT_NUMBER,), HELLO, "1.0") == "wamid.SENT"
    ((method, path, body, credentials),) = meta.asked
    assert (method, path, credentials) == ("POST", f"/v23.0/{PHONE_ID}/messages", f"Bearer {TOKEN}")
    assert (body["to"], body["text"]["body"], body["biz_opaque_callback_data"]) == (NUMBER, "Salam", "1.0")


async def test_each_form_is_sent(meta: Meta, channel: WhatsAppCloud) -> None:
    """Buttons, lists, pictures and templates go to the same address, also to a citizen without a number."""
    choices = (Choice("Iyeh", "/affirm"),)
    await channel.send((AT_USER,), Rendered("?", "ary-Latn", buttons=choices), "1.0")
    await channel.send((AT_USER,), Rendered("?", "ary-Latn", rows=choices, list_label="Khtar"), "1.1")
    await channel.send((AT_USER,), Rendered("Code", "fr", picture="https://bot.example.ma/files/a/b.png"), "1.3")
    assert await channel.send_template((AT_USER,), Template("answer_waiting", "fr", "fr"), "1.2") == "wamid.SENT"
    bodies = [body for _, _, body, _ in meta.asked]
    assert [body["type"] for body in bodies] == ["interactive", "interactive", "image", "template"]
    assert {body["recipient"] for body in bodies} == {USER}
    assert not any("to" in body for body in bodies)


def error(code: int) -> dict[str, Any]:
    return {"error": {"message": f"(#{code}) to +{NUMBER}: Salam", "type": "OAuthException", "code": code}}


@pytest.mark.parametrize(
    ("status", "body", "reason", "detail"),
    [
        (400, error(131047), Reason.OUTSIDE_WINDOW, "131047"),
        (400, error(131026), Reason.INVALID_ADDRESS, "131026"),
        (400, error(100), Reason.REFUSED_CONTENT, "100"),
        (404, error(132001), Reason.MISCONFIGURED, "132001"),
        (400, error(190), Reason.REFUSED_CREDENTIALS, "190"),
        (401, error(0), Reason.REFUSED_CREDENTIALS, "0"),
        (401, None, Reason.REFUSED_CREDENTIALS, "http 401"),
        (403, {}, Reason.REFUSED_CREDENTIALS, "http 403"),
        (429, error(80007), Reason.THROTTLED, "80007"),
        (429, [], Reason.THROTTLED, "http 429"),
        (500, error(131000), Reason.UNKNOWN, "131000"),
        (500, "oops", Reason.PROVIDER_DOWN, "http 500"),
        (503, error(2), Reason.PROVIDER_DOWN, "2"),
        (200, {}, Reason.OUTCOME_UNKNOWN, "http 200"),
        (200, {"messages": []}, Reason.OUTCOME_UNKNOWN, "http 200"),
        (200, {"messages": [{"id": ""}]}, Reason.OUTCOME_UNKNOWN, "http 200"),
        (200, {"messages": [{"id": 7}]}, Reason.OUTCOME_UNKNOWN, "http 200"),
        (200, {"messages": {"id": "wamid.A"}}, Reason.OUTCOME_UNKNOWN, "http 200"),
        (200, error(131056), Reason.THROTTLED, "131056"),
    ],
)
async def test_refusals(
    status: int, body: Any, reason: Reason, detail: str, meta: Meta, channel: WhatsAppCloud
) -> None:
    """Every answer that is no message has its reason, and nothing of Meta's words, which quote."""
    meta.says(status, body)
    failed = await failure(channel)
    assert (failed.reason, failed.detail) == (reason, detail)
    assert NUMBER not in str(failed)
    assert "Salam" not in str(failed)


async def test_the_wish_to_wait_is_handed_on(meta: Meta, channel: WhatsAppCloud) -> None:
    """The header's seconds."""
    meta.says(429, error(130429), **{"Retry-After": "17"})
    assert (await failure(channel)).retry_after == 17


async def test_no_connection(unreachable: WhatsAppCloud) -> None:
    """Nothing was asked: the same may be sent again."""
    assert (await failure(unreachable)).reason is Reason.PROVIDER_DOWN


async def test_no_answer() -> None:
    """It was asked, and said nothing in time: it may have sent it."""

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    made = client(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", timeout=0.2)
    async with server:
        assert (await failure(made)).reason is Reason.OUTCOME_UNKNOWN
        await made.close()


async def test_half_an_answer() -> None:
    """200, and a body that breaks off before the id: it has probably sent it."""

    async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"messages": [{"id"')
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(half, "127.0.0.1", 0)
    made = client(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    async with server:
        assert (await failure(made)).reason is Reason.OUTCOME_UNKNOWN
        await made.close()


async def test_nobody_to_send_to(meta: Meta, channel: WhatsAppCloud) -> None:
    """Without an address of WhatsApp's, Meta is not asked at all."""
    with pytest.raises(SendFailed):
        await channel.send((), HELLO, "1.0")
    assert meta.asked == []


ITEM = MediaItem("1013859600285441", "application/pdf")


async def test_a_file_is_fetched(meta: Meta, channel: WhatsAppCloud) -> None:
    """First its address, then the file, both with the token; its type is what is in it, not what was announced."""
    meta.describes()
    assert await channel.fetch(ITEM) == Media(PHOTO, "image/jpeg")
    assert [(method, path, credentials) for method, path, _, credentials in meta.asked] == [
        ("GET", f"/v23.0/{ITEM.key}", f"Bearer {TOKEN}"),
        ("GET", "/file?hash=a%2Fb", f"Bearer {TOKEN}"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"file_size": str(len(PHOTO))},
        {"file_size": None, "mime_type": None, "sha256": None},
        {"sha256": base64.b64encode(hashlib.sha256(PHOTO).digest()).decode()},
        {"file_size": "9" * 5000},
        {"file_size": [1], "mime_type": 7},
    ],
)
async def test_a_description_may_be_poor(fields: dict[str, Any], meta: Meta, channel: WhatsAppCloud) -> None:
    """A size as a string, a digest in base64, fields that are missing or wrong: the file is what counts."""
    meta.describes(**fields)
    assert (await channel.fetch(ITEM)).content == PHOTO


@pytest.mark.parametrize(
    "fields",
    [
        {"file_size": IMAGE_BYTES + 1},
        {"file_size": str(IMAGE_BYTES + 1)},
        {"file_size": FILE_BYTES + 1, "mime_type": "application/pdf"},
    ],
)
async def test_a_large_file_is_not_fetched(fields: dict[str, Any], meta: Meta, channel: WhatsAppCloud) -> None:
    """What is announced as too large is refused before it is fetched."""
    meta.describes(**fields)
    with pytest.raises(MediaRefused) as refused:
        await channel.fetch(ITEM)
    assert refused.value.problem == "too_large"
    assert len(meta.asked) == 1


async def test_a_large_file_in_disguise(meta: Meta, channel: WhatsAppCloud) -> None:
    """A size that lies, and a picture announced as a document: the bounds hold all the same."""
    meta.file = PHOTO + b"x" * IMAGE_BYTES
    for announced in ("image/jpeg", "application/pdf"):
        meta.describes(file_size=10, mime_type=announced)
        with pytest.raises(MediaRefused) as refused:
            await channel.fetch(ITEM)
        assert refused.value.problem == "too_large"


async def test_a_program_in_disguise(meta: Meta, channel: WhatsAppCloud) -> None:
    """The type is known by the content."""
    meta.file = b"MZ\x90\x00 a program"
    meta.describes()
    with pytest.raises(MediaRefused) as refused:
        await channel.fetch(ITEM)
    assert refused.value.problem == "type"


async def test_another_file_than_announced(meta: Meta, channel: WhatsAppCloud) -> None:
    """A file that was damaged on the way is fetched again later."""
    meta.describes(sha256="0" * 64)
    with pytest.raises(Unavailable):
        await channel.fetch(ITEM)


@pytest.mark.parametrize(
    "url",
    [
        "http://lookaside.fbsbx.com/file",
        "https://example.ma/file",
        "https://fbsbx.com.example.ma/file",
        "http://127.0.0.1:1/file",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        7,
    ],
)
async def test_a_file_elsewhere(url: Any, meta: Meta, channel: WhatsAppCloud) -> None:
    """The address that Meta's own answer names is held to the list as well: the token goes along."""
    meta.describes(url=url)
    with pytest.raises(MediaRefused) as refused:
        await channel.fetch(ITEM)
    assert refused.value.problem == "gone"
    assert len(meta.asked) == 1


@pytest.mark.parametrize("key", ["", "../messages", "1/2", "1?x=1", "é", "1" * 300])
async def test_no_id_of_a_file(key: str, meta: Meta, channel: WhatsAppCloud) -> None:
    """A key that is no id reaches no address, neither to fetch nor to delete."""
    with pytest.raises(MediaRefused):
        await channel.fetch(MediaItem(key, problem="gone"))
    await channel.forget(MediaItem(key))
    assert meta.asked == []


@pytest.mark.parametrize(("status", "body"), [(400, error(100)), (404, {}), (410, {}), (400, error(131052))])
async def test_a_file_that_is_gone(status: int, body: Any, meta: Meta, channel: WhatsAppCloud) -> None:
    """Meta keeps files for some days only."""
    meta.says(status, body)
    with pytest.raises(MediaRefused) as refused:
        await channel.fetch(ITEM)
    assert refused.value.problem == "gone"


@pytest.mark.parametrize(
    ("status", "body"), [(200, {}), (200, {"url": ""}), (401, error(190)), (429, error(4)), (500, {}), (503, error(2))]
)
async def test_a_file_later(status: int, body: Any, meta: Meta, channel: WhatsAppCloud) -> None:
    """What may be mended is tried again."""
    meta.says(status, body)
    with pytest.raises(Unavailable):
        await channel.fetch(ITEM)


async def test_no_connection_for_a_file(unreachable: WhatsAppCloud) -> None:
    """As for a message: later."""
    with pytest.raises(Unavailable):
        await unreachable.fetch(ITEM)


async def test_a_file_is_deleted(meta: Meta, channel: WhatsAppCloud) -> None:
    """At Meta, once it is kept here."""
    meta.says(200, {"success": True})
    await channel.forget(ITEM)
    assert [(method, path) for method, path, _, _ in meta.asked] == [("DELETE", f"/v23.0/{ITEM.key}")]


async def test_typing_is_shown(meta: Meta, channel: WhatsAppCloud) -> None:
    """The message is marked as read, with the indicator."""
    meta.says(200, {"success": True})
    await channel.show_typing("wamid.A")
    ((method, path, body, _),) = meta.asked
    assert (method, path) == ("POST", f"/v23.0/{PHONE_ID}/messages")
    assert (body["status"], body["message_id"]) == ("read", "wamid.A")


@pytest.mark.parametrize("status", [400, 401, 429, 500])
async def test_failures_beside_a_turn_are_logged(
    status: int,
    meta: Meta,
    channel: WhatsAppCloud,
    unreachable: WhatsAppCloud,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Typing and deleting never raise; the log holds codes, and no id, number or word."""
    caplog.set_level(logging.INFO)
    meta.says(status, error(131009))
    await channel.show_typing("wamid.SECRET")
    await channel.forget(ITEM)
    await unreachable.show_typing("wamid.SECRET")
    assert caplog.text.count("refused_content 131009") == 2
    assert "provider_down" in caplog.text
    for secret in ("SECRET", ITEM.key, NUMBER, "Salam", TOKEN):
        assert secret not in caplog.text


def configured(**values: Any) -> WhatsAppCloud | None:
    whole = {"phone_id": PHONE_ID, "token": TOKEN, "app_secret": "app_secret", "verify_token": "word", **values}
    keys = {name.removeprefix("CHOBBAK_").lower(): key for name, key in KEYS.items()}
    return from_settings(Settings(_env_file=None, **keys, **{f"whatsapp_cloud_{k}": v for k, v in whole.items()}))


async def test_the_channel_of_the_settings() -> None:
    """Everything in its place; no connection is made."""
    made = configured(per_second=20, app_secret_secondary="old")
    assert made is not None
    assert (made.name, made.phone_id, made.per_second) == ("whatsapp_cloud", PHONE_ID, 20)
    assert (made.app_secrets, made.verify_token) == (("app_secret", "old"), "word")
    as_channel: Channel = made
    assert as_channel.capabilities.buttons == 3


def test_no_number_no_channel() -> None:
    """Without the id of a number the channel is off."""
    assert configured(phone_id="") is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("token", ""),
        ("token", "with\nline"),
        ("app_secret", ""),
        ("verify_token", ""),
        ("phone_id", "+212520000000"),
        ("phone_id", "1/2"),
        ("url", ""),
        ("url", "graph.example.ma"),
        ("url", "ftp://graph.facebook.com"),
        ("url", "https://user@graph.facebook.com"),
        ("url", "https://graph.facebook.com:99999"),
        ("url", "https://graph.facebook.com/v23.0?x=1"),
    ],
)
def test_half_a_channel(name: str, value: str) -> None:
    """What is missing or wrong is named by its variable, without its value."""
    with pytest.raises(SettingsError) as wrong:
        configured(**{name: value})
    assert str(wrong.value).startswith(f"CHOBBAK_WHATSAPP_CLOUD_{name.upper()}: ")
    assert not value or value not in str(wrong.value)
