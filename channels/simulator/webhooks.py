"""Posts webhooks to the gateway as a provider does: bounded in time, and again when they were not taken.

Twilio: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides: the fragment of the configured address says
how often (``rc``, at most 5) and after what (``rp``: ct, rt, 4xx, 5xx, all). Meta: again and again for days, ever more slowly.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import parse_qs, urldefrag

import aiohttp

from channels.simulator.records import Delivery, Webhook

TWILIO_READ_SECONDS = 15.0
_TWILIO_MOST_RETRIES = 5


@dataclass(frozen=True)
class Retry:
    """When a provider posts again. ``after`` holds ``ct`` (no connection), ``rt`` (no answer in time), ``4xx``, ``5xx``, ``all``."""

    times: int
    after: frozenset[str]
    pause: float = 0.0  # seconds
    growth: float = 1.0  # of the pause, each time

    def again(self, outcome: str, attempts: int) -> bool:
        return attempts <= self.times and bool({outcome, "all"} & self.after)


def twilio_retry(url: str, pause: float) -> Retry:
    """What the fragment of an address asks for; Twilio's defaults are one retry, and only when there is no connection."""
    asked = parse_qs(urldefrag(url)[1])
    times = min(int(asked.get("rc", ["1"])[0]), _TWILIO_MOST_RETRIES)
    return Retry(times, frozenset(asked.get("rp", ["ct"])[0].split(",")), pause)


class Webhooks:
    """The provider's side of the connections to one gateway."""

    def __init__(self, connections: int = 100, timeout: float = TWILIO_READ_SECONDS) -> None:
        self.gateway_url = ""  # where the gateway really is
        self.public_url = ""  # the address that it believes to be at: signatures cover it
        self._connections = connections
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        connector = aiohttp.TCPConnector(limit=self._connections)
        self._session = aiohttp.ClientSession(connector=connector, timeout=self._timeout)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def post(self, webhook: Webhook, retry: Retry, message_id: str = "") -> Delivery:
        """Posts until it is taken, or until the provider gives up; never raises for what the gateway does."""
        attempts, pause = 0, retry.pause
        while True:
            began = time.monotonic()
            outcome, status = await self._attempt(webhook)
            attempts += 1
            seconds = time.monotonic() - began
            if outcome == "2xx" or not retry.again(outcome, attempts):
                return Delivery(message_id, status, attempts, seconds)
            await asyncio.sleep(pause)
            pause *= retry.growth

    async def get(self, path_and_query: str) -> tuple[int, str]:
        """A GET to the gateway, as Meta verifies a webhook: status and text."""
        assert self._session is not None
        async with self._session.get(self.gateway_url + path_and_query) as response:
            return response.status, await response.text()

    async def _attempt(self, webhook: Webhook) -> tuple[str, int]:
        assert self._session is not None, "the simulator is not running"
        try:
            async with self._session.post(
                self._real(webhook.url), data=webhook.body, headers=webhook.headers, allow_redirects=False
            ) as response:
                await response.read()
                return f"{response.status // 100}xx", response.status
        except asyncio.TimeoutError:
            return "rt", 0
        except aiohttp.ClientConnectorError:
            return "ct", 0
        except aiohttp.ClientError:
            return "rt", 0

    def _real(self, url: str) -> str:
        """Where an address that the gateway is known by leads on this machine."""
        if self.public_url and url.startswith(self.public_url):
            return self.gateway_url + url[len(self.public_url) :]
        return url
