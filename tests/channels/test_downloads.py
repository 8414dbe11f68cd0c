"""Files are fetched from a provider's own hosts only, in bounds, whatever an address or a server says."""

from __future__ import annotations

import asyncio
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from yarl import URL

from bot.errors import Unavailable
from channels.downloads import MOST_REDIRECTS, Hosts, download
from channels.media import MediaRefused

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
FILE = b"\xff\xd8\xff a photo"


class Provider:
    """A provider's file server, and somebody else's server beside it (another port is another origin)."""

    def __init__(self) -> None:
        self.asked: list[web.Request] = []
        self.answer: Handler = _file
        self.url = ""

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        return await self.answer(request)

    def answers(self, status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> None:
        async def answer(_request: web.Request) -> web.Response:
            return web.Response(status=status, headers=headers, body=body)

        self.answer = answer

    def answers_raw(self, head: bytes, body: bytes = b"", pause: float = 0.0) -> None:
        """Sends bytes as they are, ``body`` byte by byte with a pause, and then closes the connection."""

        async def answer(request: web.Request) -> web.StreamResponse:
            transport = request.transport
            assert transport is not None
            transport.write(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n")
            for byte in body:
                transport.write(bytes([byte]))
                await asyncio.sleep(pause)
            transport.close()
            raise asyncio.CancelledError

        self.answer = answer


async def _file(_request: web.Request) -> web.StreamResponse:
    return web.Response(body=FILE)


@pytest_asyncio.fixture
async def provider() -> AsyncIterator[Provider]:
    started = Provider()
    await started.start()
    yield started
    await started.stop()


@pytest_asyncio.fixture
async def stranger() -> AsyncIterator[Provider]:
    started = Provider()
    await started.start()
    yield started
    await started.stop()


@pytest_asyncio.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


async def fetch(session: aiohttp.ClientSession, provider: Provider, path: str = "/file", **more: Any) -> bytes:
    allowed = Hosts.of("twilio.com", provider.url)
    return await download(session, provider.url + path, allowed=allowed, **more)


ALLOWED = [
    "https://twilio.com/a",
    "https://api.twilio.com/a?signature=%2Fx%3D",
    "HTTPS://MEDIA.TWILIO.COM/a",
    "https://twilio.com:443/a",
    "https://cdn.fbsbx.com/a",
    "http://127.0.0.1:9000/any/path",
]
REFUSED = [
    "http://api.twilio.com/a",  # not secure
    "ftp://api.twilio.com/a",
    "file:///etc/passwd",
    "//api.twilio.com/a",
    "/a",
    "https://api.twilio.com:8443/a",  # another service of the same host
    "https://eviltwilio.com/a",
    "https://twilio.com.example.ma/a",
    "https://example.ma/twilio.com",
    "https://example.ma?.twilio.com",
    "https://example.ma#.twilio.com",
    "https://example.ma%2f.twilio.com/",
    "https://example.ma%00.twilio.com/",
    "https://user@api.twilio.com/a",
    "https://user:password@api.twilio.com/a",
    "https://@api.twilio.com/a",
    "https://api.twilio.com@example.ma/a",
    "https://api.twilio.com./a",
    "http://127.0.0.1:9001/a",  # the simulator's host, but not its port
    "https://127.0.0.1:9000/a",
    "http://127.0.0.1/a",
    "http://user@127.0.0.1:9000/a",
    "http://localhost:9000/a",
    "http://[::1]:9000/a",
    "https://127.1/a",
    "https://10.0.0.1/a",
    "https://192.168.1.1/a",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::ffff:127.0.0.1]/a",
    "https://2130706433/a",
    "https://xn--twili-0ta.com/a",
]


@pytest.mark.parametrize("address", ALLOWED)
def test_the_provider_s_hosts_are_allowed(address: str) -> None:
    """Named hosts and those below them over HTTPS, and the configured origin as it is."""
    assert Hosts.of("twilio.com, fbsbx.com", "http://127.0.0.1:9000/v1").allow(URL(address, encoded=True))


@pytest.mark.parametrize("address", REFUSED)
async def test_no_other_host_is_asked(address: str, session: aiohttp.ClientSession) -> None:
    """Every way to dress up another host is refused before a connection is made."""
    allowed = Hosts.of("twilio.com, fbsbx.com", "http://127.0.0.1:9000/v1")
    with pytest.raises(MediaRefused) as refused:
        await download(session, address, allowed=allowed)
    assert refused.value.problem == "gone"


@pytest.mark.parametrize(
    "address", ["", " ", "http://", "https://[", "https://twilio.com:port/", "h" * 5000, "é", "a\r\nb"]
)
async def test_what_is_no_address_is_refused(address: str, session: aiohttp.ClientSession) -> None:
    """Nothing that is not an address of visible ASCII characters reaches the HTTP library."""
    with pytest.raises(MediaRefused):
        await download(session, address, allowed=Hosts.of("twilio.com"))


def test_no_names_allow_nothing() -> None:
    """An empty setting closes, it does not open."""
    assert not Hosts.of("").allow(URL("https://twilio.com"))
    assert not Hosts.of(" , ").allow(URL("https://twilio.com"))


async def test_a_file_is_fetched_with_its_credentials(provider: Provider, session: aiohttp.ClientSession) -> None:
    """The bytes, the headers, and the address exactly as it was given."""
    path = "/media/a%2Fb?hash=%2Bx%3D%3d&q=a+b"
    assert await fetch(session, provider, path, headers={"Authorization": "Bearer of-nobody"}) == FILE
    assert provider.asked[0].headers["Authorization"] == "Bearer of-nobody"
    assert provider.asked[0].raw_path == path


async def test_a_redirect_is_followed_where_it_is_allowed(provider: Provider, session: aiohttp.ClientSession) -> None:
    """Relative and absolute redirects within the origin, with the credentials."""

    async def answer(request: web.Request) -> web.StreamResponse:
        target = {"/file": "/next", "/next": provider.url + "/last%2F"}.get(request.path)
        return web.Response(status=302, headers={"Location": target}) if target else web.Response(body=FILE)

    provider.answer = answer
    assert await fetch(session, provider, headers={"Authorization": "Bearer of-nobody"}) == FILE
    assert [request.raw_path for request in provider.asked] == ["/file", "/next", "/last%2F"]
    assert all("Authorization" in request.headers for request in provider.asked)


async def test_credentials_stay_with_their_origin(
    provider: Provider, stranger: Provider, session: aiohttp.ClientSession
) -> None:
    """A redirect to another allowed origin (Twilio's to its CDN) is followed without the credentials."""
    provider.answers(307, {"Location": stranger.url + "/cdn"})
    content = await download(
        session,
        provider.url,
        allowed=Hosts.of("", provider.url, stranger.url),
        headers={"Authorization": "Bearer of-nobody"},
    )
    assert content == FILE
    assert "Authorization" in provider.asked[0].headers
    assert "Authorization" not in stranger.asked[0].headers


async def test_a_redirect_leads_nowhere_else(
    provider: Provider, stranger: Provider, session: aiohttp.ClientSession
) -> None:
    """A redirect to a server of somebody else is not followed."""
    provider.answers(302, {"Location": stranger.url + "/secret"})
    with pytest.raises(MediaRefused):
        await fetch(session, provider)
    assert stranger.asked == []


@pytest.mark.parametrize("target", [*REFUSED[:4], *REFUSED[5:20], "http://10.0.0.1/", "http://[::1]/", "http://[", ""])
async def test_a_redirect_to_a_refused_address(target: str, provider: Provider, session: aiohttp.ClientSession) -> None:
    """Redirects are held to the same rules as the first address, loopback and private networks included."""
    allowed = Hosts.of("twilio.com", provider.url)
    provider.answers(301, {"Location": target})
    with pytest.raises(MediaRefused) as refused:
        await download(session, provider.url, allowed=allowed)
    assert refused.value.problem == "gone"
    assert len(provider.asked) == 1


async def test_endless_redirects_end(provider: Provider, session: aiohttp.ClientSession) -> None:
    """A loop is given up after a few rounds."""
    provider.answers(302, {"Location": "/again"})
    with pytest.raises(MediaRefused):
        await fetch(session, provider)
    assert len(provider.asked) == MOST_REDIRECTS + 1


@pytest.mark.parametrize("status", [204, 206, 304, 400, 404, 410, 451])
async def test_what_is_gone_is_gone(status: int, provider: Provider, session: aiohttp.ClientSession) -> None:
    """Trying again would not help."""
    provider.answers(status)
    with pytest.raises(MediaRefused) as refused:
        await fetch(session, provider)
    assert refused.value.problem == "gone"


@pytest.mark.parametrize("status", [401, 403, 408, 429, 500, 502, 503])
async def test_what_may_come_back_is_tried_later(
    status: int, provider: Provider, session: aiohttp.ClientSession
) -> None:
    """Throttled, broken, or with credentials that an operator must mend."""
    provider.answers(status)
    with pytest.raises(Unavailable):
        await fetch(session, provider)


async def test_a_file_of_the_bound_passes_and_one_byte_more_does_not(
    provider: Provider, session: aiohttp.ClientSession
) -> None:
    """The bound is exact."""
    provider.answers(200, body=b"x" * 1000)
    assert await fetch(session, provider, most_bytes=1000) == b"x" * 1000
    with pytest.raises(MediaRefused) as refused:
        await fetch(session, provider, most_bytes=999)
    assert refused.value.problem == "too_large"


async def test_a_long_file_is_refused_by_its_announced_length(
    provider: Provider, session: aiohttp.ClientSession
) -> None:
    """Nothing of a body that is announced as too long is waited for."""
    provider.answers_raw(b"Content-Length: 20000000\r\n", b"x", pause=30)
    with pytest.raises(MediaRefused) as refused:
        await fetch(session, provider, most_bytes=1000, timeout=5)
    assert refused.value.problem == "too_large"


async def test_a_body_without_a_length_is_bounded(provider: Provider, session: aiohttp.ClientSession) -> None:
    """A chunked body that never ends is given up at the bound."""
    sent = 0

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        response.enable_chunked_encoding()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 65536)
            sent += 65536

    provider.answer = answer
    with pytest.raises(MediaRefused) as refused:
        await fetch(session, provider, most_bytes=1_000_000)
    assert refused.value.problem == "too_large"
    assert sent < 20_000_000


@pytest.mark.parametrize("head", [b"Content-Length: 5000\r\n", b"Transfer-Encoding: chunked\r\n"])
async def test_half_a_file_is_not_taken(head: bytes, provider: Provider, session: aiohttp.ClientSession) -> None:
    """A length that lies, and a chunked body that breaks off: what came is not the file."""
    provider.answers_raw(head, b"5\r\nhello\r\n")
    with pytest.raises(Unavailable):
        await fetch(session, provider)


async def test_a_slow_drip_ends(provider: Provider, session: aiohttp.ClientSession) -> None:
    """The time is for all of it: a byte now and then does not prolong it."""
    provider.answers_raw(b"Content-Length: 1000\r\n", b"x" * 1000, pause=0.05)
    began = time.monotonic()
    with pytest.raises(Unavailable):
        await fetch(session, provider, timeout=0.3)
    assert time.monotonic() - began < 2


async def test_a_compressed_body_is_refused(provider: Provider, session: aiohttp.ClientSession) -> None:
    """A few bytes must not swell to gigabytes: we ask for none, and take none."""
    provider.answers(200, {"Content-Encoding": "deflate"}, zlib.compress(b"x" * 10_000_000))
    with pytest.raises(MediaRefused):
        await fetch(session, provider)
    assert provider.asked[0].headers["Accept-Encoding"] == "identity"


async def test_nobody_there(session: aiohttp.ClientSession) -> None:
    """A refused connection is for later."""
    with pytest.raises(Unavailable):
        await download(session, "http://127.0.0.1:1/file", allowed=Hosts.of("", "http://127.0.0.1:1"))


async def test_the_log_names_no_address(
    provider: Provider, session: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    """A log says why, never which file."""
    provider.answers(302, {"Location": "https://example.ma/secret-file"})
    with pytest.raises(MediaRefused):
        await fetch(session, provider, "/secret-file")
    assert "not allowed" in caplog.text
    assert "secret" not in caplog.text
    assert "example.ma" not in caplog.text
