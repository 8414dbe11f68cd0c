"""Requests to a provider's API, and what it means when one fails: was it never asked, or did it only not answer?"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from types import SimpleNamespace
from typing import Any

import aiohttp

from channels.send_errors import Reason, SendFailed

_CONNECT_SECONDS = 5.0
_ANSWER_BYTES = 256 * 1024
_LONGEST_WAIT = 3600.0


@dataclass(frozen=True)
class Answer:
    """What a provider answered. ``body`` is empty when it was no JSON object, or not all of it came."""

    status: int
    body: dict[str, Any] = field(default_factory=dict)
    retry_after: float | None = None  # seconds that it asks us to wait

    @property
    def good(self) -> bool:
        return 200 <= self.status < 300


class ProviderHttp:
    """A provider's API over HTTP: one session, made when it is first needed. Redirects are not followed."""

    def __init__(self, headers: Mapping[str, str], timeout: float = 15.0) -> None:
        self._headers = dict(headers)
        self._timeout = aiohttp.ClientTimeout(total=timeout, connect=min(timeout, _CONNECT_SECONDS))
        self._session: aiohttp.ClientSession | None = None

    def session(self) -> aiohttp.ClientSession:
        """Without credentials, cookies or proxies of the environment: for files, see :mod:`channels.downloads`."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar(), trace_configs=[_tracing()]
            )
        return self._session

    async def request(self, method: str, url: str, **data: Any) -> Answer:
        """One request with our credentials; ``data`` as for aiohttp (``json``, ``data``, ``params``).

        Raises:
            SendFailed: ``PROVIDER_DOWN``, it was never asked; ``OUTCOME_UNKNOWN``, it was, and no answer came.
        """
        async with (
            _reported() as progress,
            self.session().request(
                method, url, headers=self._headers, allow_redirects=False, trace_request_ctx=progress, **data
            ) as response,
        ):
            wait = retry_after(response.headers.get("Retry-After", ""))
            return Answer(response.status, await _body(response), wait)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None


def retry_after(value: str) -> float | None:
    """Seconds of a ``Retry-After`` header, as a number or as a date; an hour at most."""
    try:
        seconds = float(value) if value.isascii() and value.isdigit() else _seconds_until(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0.0), _LONGEST_WAIT)


def _seconds_until(date: str) -> float:
    moment = parsedate_to_datetime(date)
    return (moment.astimezone(timezone.utc) - datetime.now(timezone.utc)).total_seconds()


@asynccontextmanager
async def _reported() -> AsyncIterator[SimpleNamespace]:
    """Maps what can happen on the way, by whether anything of the request had been written."""
    progress = SimpleNamespace(written=False)
    try:
        yield progress
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
        reason = Reason.OUTCOME_UNKNOWN if progress.written else Reason.PROVIDER_DOWN
        raise SendFailed(reason, type(error).__name__) from error


def _tracing() -> aiohttp.TraceConfig:
    async def written(_session: Any, context: Any, _params: Any) -> None:
        if context.trace_request_ctx is not None:
            context.trace_request_ctx.written = True

    tracing = aiohttp.TraceConfig()
    tracing.on_request_headers_sent.append(written)  # type: ignore[arg-type] # aiohttp 3.9 types its signals wrongly
    return tracing


async def _body(response: aiohttp.ClientResponse) -> dict[str, Any]:
    """The JSON object of an answer. The status has been told: a body that breaks off does not take it back."""
    content = bytearray()
    try:
        async for chunk in response.content.iter_chunked(_ANSWER_BYTES):
            content += chunk
            if len(content) > _ANSWER_BYTES:
                return {}
        value = json.loads(content)
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
