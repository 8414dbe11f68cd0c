"""Fetching a file from a provider's own hosts and from nowhere else: bounded in size and time, redirects followed by hand.

An address of a file is a stranger's word, even in a signed webhook. It may lead us only where the settings allow, else
it could make this machine ask its own network for things (server-side request forgery) or carry our credentials away.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
from yarl import URL

from bot.errors import Unavailable
from channels.media import FILE_BYTES, MediaRefused

log = logging.getLogger(__name__)

MOST_REDIRECTS = 5
SECONDS = 30.0
_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({401, 403, 408, 425, 429})  # and 5xx: credentials may be mended, throttles end
_ADDRESS = re.compile(r"[\x21-\x7e]{1,4096}")
_HOST = re.compile(r"[a-z0-9.-]+")


@dataclass(frozen=True)
class Hosts:
    """Where files may be fetched from: hosts by name, with those below them, over HTTPS; and origins, exactly."""

    names: frozenset[str]
    origins: frozenset[URL] = frozenset()

    @classmethod
    def of(cls, names: str, *addresses: str) -> Hosts:
        """From a setting (names between blanks or commas) and the provider's API addresses, whose origins are allowed as
        they are: ``http://127.0.0.1:9000`` is the simulator's."""
        return cls(
            frozenset(name.lower() for name in re.split(r"[\s,]+", names) if name),
            frozenset(URL(address).origin() for address in addresses),
        )

    def allow(self, url: URL) -> bool:
        if url.scheme not in ("http", "https") or not url.raw_host or "@" in url.raw_authority:
            return False
        return url.origin() in self.origins or self._names(url)

    def _names(self, url: URL) -> bool:
        host = str(url.raw_host).lower()
        secure = url.scheme == "https" and url.is_default_port()
        plain = _HOST.fullmatch(host) is not None
        return secure and plain and any(host == name or host.endswith("." + name) for name in self.names)


async def download(
    session: aiohttp.ClientSession,
    url: str,
    *,
    allowed: Hosts,
    headers: Mapping[str, str] | None = None,
    most_bytes: int = FILE_BYTES,
    timeout: float = SECONDS,
) -> bytes:
    """The file at an address. ``headers`` (credentials) go to the origin of ``url`` only, not to where it redirects.

    ``timeout`` is for all of it, in seconds. ``session`` should keep no cookies (``aiohttp.DummyCookieJar``).

    Raises:
        MediaRefused: ``too_large``, or ``gone``: not there, or not at an address that is allowed.
        Unavailable: not now.
    """
    try:
        return await asyncio.wait_for(_follow(session, url, allowed, dict(headers or {}), most_bytes), timeout)
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
        raise Unavailable(f"a file could not be fetched: {type(error).__name__}") from error


async def _follow(
    session: aiohttp.ClientSession, address: str, allowed: Hosts, headers: dict[str, str], most_bytes: int
) -> bytes:
    url = first = _checked(address, None, allowed)
    for _ in range(MOST_REDIRECTS + 1):
        sent = {**(headers if url.origin() == first.origin() else {}), "Accept-Encoding": "identity"}
        timeout = aiohttp.ClientTimeout()  # ours is around all of it
        async with session.get(url, headers=sent, allow_redirects=False, timeout=timeout) as response:
            if response.status not in _REDIRECTS:
                return await _read(response, most_bytes)
            url = _checked(response.headers.get("Location", ""), url, allowed)
    raise _refused("endless redirects")


def _checked(address: str, base: URL | None, allowed: Hosts) -> URL:
    """The address as it will be asked for, character by character: signed addresses must not be written anew."""
    if not _ADDRESS.fullmatch(address):
        raise _refused("no address")
    try:
        url = URL(address, encoded=True)
        url = base.join(url) if base else url
        good = allowed.allow(url)
    except ValueError:
        good = False
    if not good:
        raise _refused("an address that is not allowed")
    return url


async def _read(response: aiohttp.ClientResponse, most_bytes: int) -> bytes:
    if response.status in _LATER or response.status >= 500:
        raise Unavailable(f"a file could not be fetched: status {response.status}")
    if response.status != 200:
        raise _refused(f"status {response.status}")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise _refused("compressed, which we did not ask for")
    if (response.content_length or 0) > most_bytes:
        raise MediaRefused("too_large")
    content = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        content += chunk
        if len(content) > most_bytes:
            raise MediaRefused("too_large")
    return bytes(content)


def _refused(why: str) -> MediaRefused:
    log.warning("file not fetched: %s", why)
    return MediaRefused("gone")
