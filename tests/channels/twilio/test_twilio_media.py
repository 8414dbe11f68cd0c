"""What citizens send is fetched from Twilio and nowhere else, bounded in size and type, and deleted there afterwards."""

from __future__ import annotations

import asyncio
import logging
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from bot.errors import Unavailable
from bot.persistence.records import MediaItem
from channels import downloads
from channels.media import FILE_BYTES, MediaRefused
from channels.twilio import client as twilio_client
from channels.whatsapp_twilio import client as whatsapp
from tests.channels.twilio.wire import ACCOUNT, MEDIA_PATH, TOKEN, Api, answering, serving, settings

JPEG = b"\xff\xd8\xff\xe0 a photo"
CREDENTIALS = "Basic " + b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()


@pytest_asyncio.fixture
async def api() -> AsyncIterator[Api]:
    async with serving(Api()) as api:
        api.answer = binary(JPEG)
        yield api


@pytest_asyncio.fixture
async def elsewhere() -> AsyncIterator[Api]:
    """Another host, as far as we know."""
    async with serving(Api()) as api:
        api.answer = binary(JPEG)
        yield api


@pytest_asyncio.fixture
async def channel(api: Api) -> AsyncIterator[Any]:
    channel = whatsapp.from_settings(settings(twilio_url=api.url))
    assert channel is not None
    yield channel
    await channel.close()


def binary(content: bytes, **headers: str) -> Callable[..., Any]:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=content, headers=headers)

    return answer


def photo(api: Api) -> MediaItem:
    return MediaItem(api.url + MEDIA_PATH, "application/x-msdownload")


async def test_a_photo(api: Api, channel: Any) -> None:
    """It comes with our credentials, and its type is what is in it, not what was announced."""
    media = await channel.fetch(photo(api))
    assert (media.content, media.content_type) == (JPEG, "image/jpeg")
    assert (api.requests[0].method, api.requests[0].path) == ("GET", MEDIA_PATH)
    assert api.requests[0].headers["Authorization"] == CREDENTIALS


async def test_a_redirect_to_a_foreign_host(api: Api, elsewhere: Api, channel: Any) -> None:
    """It is not followed: the foreign host is never asked."""
    api.answer = answering(307, "", {"Location": f"{elsewhere.url}/photo"})
    with pytest.raises(MediaRefused, match="gone"):
        await channel.fetch(photo(api))
    assert not elsewhere.requests


async def test_a_redirect_within_the_provider(api: Api, channel: Any) -> None:
    """A redirect to where the settings allow is followed."""

    async def answer(request: web.Request) -> web.Response:
        if request.path == MEDIA_PATH:
            return web.Response(status=307, headers={"Location": f"{api.url}/stored"})
        return web.Response(body=JPEG)

    api.answer = answer
    assert (await channel.fetch(photo(api))).content == JPEG
    assert [request.path for request in api.requests] == [MEDIA_PATH, "/stored"]


async def test_credentials_are_for_the_api_alone(
    api: Api, elsewhere: Api, channel: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host that media may come from, but that is not the API's, does not learn who we are."""
    monkeypatch.setattr(channel, "_hosts", downloads.Hosts.of("", api.url, elsewhere.url))
    assert (await channel.fetch(photo(elsewhere))).content == JPEG
    api.answer = answering(302, "", {"Location": f"{elsewhere.url}/photo"})
    assert (await channel.fetch(photo(api))).content == JPEG
    assert len(elsewhere.requests) == 2
    assert not any("Authorization" in request.headers for request in elsewhere.requests)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "x",
        "file:///etc/passwd",
        "http://api.twilio.com/x",
        "https://api.twilio.com.example.com/x",
        "https://api.twilio.com@example.com/x",
        "https://nottwilio.com/x",
        "https://127.0.0.1/x",
        "http://169.254.169.254/latest",
        "http://[::1",
        "https://api.twilio.com:8443/x",
    ],
)
async def test_an_address_that_is_not_the_providers(channel: Any, address: str) -> None:
    """No address leads us anywhere but to Twilio over HTTPS, or to where its API is configured to be."""
    with pytest.raises(MediaRefused, match="gone"):
        await channel.fetch(MediaItem(address))


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00 an executable", b"<html><script>", b"GIF89a", b"PK\x03\x04"])
async def test_a_disguised_type(api: Api, channel: Any, content: bytes) -> None:
    """What is announced as a photo and is none is refused."""
    api.answer = binary(content, **{"Content-Type": "image/jpeg"})
    with pytest.raises(MediaRefused, match="type"):
        await channel.fetch(photo(api))


@pytest.mark.parametrize("announced", [True, False])
async def test_too_large(api: Api, channel: Any, announced: bool) -> None:
    """More than 16 MiB is refused, by what is announced or else while it comes: it is never read to its end."""
    written = 0

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal written
        response = web.StreamResponse(headers={"Content-Length": str(20 << 20)} if announced else {})
        await response.prepare(request)
        while written < 200 << 20:
            await response.write(JPEG * 4096)
            written += len(JPEG) * 4096
        return response

    api.answer = answer
    with pytest.raises(MediaRefused, match="too_large"):
        await channel.fetch(photo(api))
    assert written < 4 * FILE_BYTES


async def test_a_large_photo(api: Api, channel: Any) -> None:
    """Six megabytes are too much for a photo, and not for a document."""
    api.answer = binary(JPEG + bytes(6 << 20))
    with pytest.raises(MediaRefused, match="too_large"):
        await channel.fetch(photo(api))
    api.answer = binary(b"%PDF-1.7" + bytes(6 << 20))
    assert (await channel.fetch(photo(api))).content_type == "application/pdf"


@pytest.mark.parametrize("status", [404, 410, 400, 204])
async def test_gone(api: Api, channel: Any, status: int) -> None:
    """What is not there will not be there later."""
    api.answer = answering(status)
    with pytest.raises(MediaRefused, match="gone"):
        await channel.fetch(photo(api))


async def half(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(JPEG)
    assert request.transport is not None
    request.transport.close()
    return response


@pytest.mark.parametrize(
    "answer", [answering(401), answering(403), answering(429), answering(500), answering(503, "x"), half]
)
async def test_not_now(api: Api, channel: Any, answer: Any) -> None:
    """Credentials may be mended, throttling and outages end, half a file is not the file: it is tried again."""
    api.answer = answer
    with pytest.raises(Unavailable):
        await channel.fetch(photo(api))


async def test_slow(api: Api, channel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that drips in does not hold a turn for ever."""
    monkeypatch.setattr(twilio_client, "MEDIA_SECONDS", 0.3)

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(50):
            await response.write(JPEG)
            await asyncio.sleep(0.05)
        return response

    api.answer = answer
    with pytest.raises(Unavailable):
        await asyncio.wait_for(channel.fetch(photo(api)), 2)


async def test_forget(api: Api, channel: Any) -> None:
    """It is deleted at Twilio, by message and media."""
    api.answer = answering(204)
    await channel.forget(photo(api))
    (request,) = api.requests
    assert (request.method, request.path) == ("DELETE", f"{MEDIA_PATH}.json")
    assert request.headers["Authorization"] == CREDENTIALS


@pytest.mark.parametrize("answer", [answering(404, {"code": 20404}), answering(401), answering(500, "<"), half])
async def test_what_cannot_be_deleted(api: Api, channel: Any, caplog: pytest.LogCaptureFixture, answer: Any) -> None:
    """It is logged by code, without its address, and nobody's turn fails because of it."""
    caplog.set_level(logging.INFO)
    api.answer = answer
    await channel.forget(photo(api))
    if answer is not half:
        assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "Media/" not in caplog.text


@pytest.mark.parametrize("path", ["/x", "/Messages/SM0/Media/ME0", ""])
async def test_only_media_is_deleted(api: Api, elsewhere: Api, channel: Any, path: str) -> None:
    """An address that is no media of the API's, or another host's, deletes nothing."""
    await channel.forget(MediaItem(api.url + path))
    await channel.forget(MediaItem(elsewhere.url + MEDIA_PATH))
    await channel.forget(MediaItem(""))
    assert not api.requests
    assert not elsewhere.requests
