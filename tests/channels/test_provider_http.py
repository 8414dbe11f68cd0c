"""What a failed request to a provider means: it was never asked, or it only did not answer."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import pytest

from channels.provider_http import Answer, ProviderHttp, retry_after
from channels.send_errors import Reason, SendFailed

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def server(talk: Talk) -> AsyncIterator[str]:
    """A server that says whatever a test wants, byte by byte."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        finally:
            writer.close()

    listening = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/messages"


def says(answer: bytes) -> Talk:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()

    return talk


async def ask(url: str, timeout: float = 5.0) -> Answer:
    http = ProviderHttp({"Authorization": "Bearer of-nobody"}, timeout)
    try:
        return await http.request("POST", url, json={"to": "212600000000"})
    finally:
        await http.close()


async def failure(url: str, timeout: float = 5.0) -> SendFailed:
    with pytest.raises(SendFailed) as failed:
        await ask(url, timeout)
    return failed.value


async def test_an_answer() -> None:
    """Status, body, and the wait that the provider asks for."""
    head = b"HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 15\r\n\r\n"
    async with server(says(head + b'{"error": "no"}')) as url:
        assert await ask(url) == Answer(429, {"error": "no"}, 7.0)


async def test_the_credentials_are_sent() -> None:
    """The headers given go along with each request."""
    heard = bytearray()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.extend(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 204 No\r\n\r\n")

    async with server(talk) as url:
        assert (await ask(url)).good
    assert b"Authorization: Bearer of-nobody" in heard


async def test_nobody_there_was_never_asked() -> None:
    """A refused connection: certainly not sent."""
    assert (await failure("http://127.0.0.1:1/messages")).reason is Reason.PROVIDER_DOWN


async def test_no_such_host_was_never_asked() -> None:
    """A name that does not resolve: certainly not sent."""
    assert (await failure("http://provider.invalid/messages")).reason is Reason.PROVIDER_DOWN


async def test_a_connection_that_does_not_open_was_never_asked() -> None:
    """A full backlog: the time runs out before anything is written, so it is certainly not sent."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(0)
    waiting = []
    for _ in range(4):  # fills the backlog
        other = socket.socket()
        other.setblocking(False)
        other.connect_ex(listening.getsockname())
        waiting.append(other)
    await asyncio.sleep(0.05)
    failed = await failure(f"http://127.0.0.1:{listening.getsockname()[1]}/messages", timeout=0.3)
    assert failed.reason is Reason.PROVIDER_DOWN
    for opened in [*waiting, listening]:
        opened.close()


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 20", b"HTTP/1.1 200 OK\r\nContent-", b"nonsense\r\n\r\n"])
async def test_no_answer_leaves_the_outcome_open(answer: bytes) -> None:
    """The request was written, and the connection ended before a status came: it may have been taken."""
    async with server(says(answer)) as url:
        assert (await failure(url)).reason is Reason.OUTCOME_UNKNOWN


async def test_silence_leaves_the_outcome_open() -> None:
    """The request was written, and nothing came in time."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with server(talk) as url:
        assert (await failure(url, timeout=0.3)).reason is Reason.OUTCOME_UNKNOWN


@pytest.mark.parametrize(
    "body",
    [
        b'Content-Length: 100\r\n\r\n{"messages": [',
        b'Content-Length: 14\r\n\r\n{"messages": [',
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 4\r\n\r\nnull",
        b"Content-Length: 2\r\n\r\n\xff\xfe",
        b"Content-Length: 13\r\n\r\n<html></html>",
        b"Content-Length: 60000\r\n\r\n" + b"[" * 60_000,
        b"Content-Length: 300000\r\n\r\n" + b'{"a":"' + b"x" * 299_992 + b'"}',
        b"Transfer-Encoding: chunked\r\n\r\nff\r\n{",
    ],
    ids=range(9),
)
@pytest.mark.parametrize("status", [200, 400, 500])
async def test_a_body_that_is_none_keeps_the_status(status: int, body: bytes) -> None:
    """Half a body, a body of another kind, one that nests or is huge: the status has been told all the same."""
    async with server(says(b"HTTP/1.1 %d Well\r\n" % status + body)) as url:
        assert await ask(url) == Answer(status, {})


async def test_redirects_are_not_followed() -> None:
    """A provider's API does not redirect; credentials would go astray."""
    async with server(says(b"HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n")) as url:
        assert (await ask(url)).status == 302


async def test_it_can_be_used_after_it_was_closed() -> None:
    """Closing twice, or before use, is no error."""
    http = ProviderHttp({})
    await http.close()
    first = http.session()
    assert http.session() is first
    await http.close()
    await http.close()
    assert first.closed


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("0", 0), ("7", 7), ("999999", 3600), ("", None), ("-1", None), ("soon", None), ("٧", None), ("1e9", None)],
)
def test_retry_after_in_seconds(value: str, seconds: float | None) -> None:
    """Whole seconds, bounded; what is not understood counts as not said."""
    assert retry_after(value) == seconds


@pytest.mark.parametrize(("ahead", "low", "high"), [(30, 25, 31), (-30, 0, 0), (100_000, 3600, 3600)])
def test_retry_after_as_a_date(ahead: int, low: float, high: float) -> None:
    """HTTP allows a date too."""
    date = format_datetime(datetime.now(timezone.utc) + timedelta(seconds=ahead), usegmt=True)
    seconds = retry_after(date)
    assert seconds is not None
    assert low <= seconds <= high
