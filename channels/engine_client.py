"""The only place that talks to the engine and the action server. Each failure is mapped here, once: later, or never."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.errors import ActionsUnavailable, ChobbakError, EngineUnavailable
from bot.locales import LOCALES
from bot.persistence.records import ANSWER, LeasedMessage, MediaItem, Reply

_RETRYABLE = frozenset({408, 425, 429})
_PROBE_SECONDS = 2.0


class EngineRefused(ChobbakError):
    """The engine says that our request is wrong: sending it again cannot help."""

    code = "engine_refused"


@dataclass(frozen=True)
class Turn:
    """What is answered to one message, and the locale that the conversation now has, if it is known."""

    replies: Sequence[Reply]
    locale: str | None


class EngineClient:
    """The engine and the action server, or a proxy before several of them."""

    def __init__(self, engine_url: str, actions_url: str, timeout: float) -> None:
        self._engine = engine_url
        self._actions = actions_url
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    async def turn(self, leased: LeasedMessage) -> Turn:
        """Runs one turn. The same message again gives the same answers.

        Raises:
            EngineUnavailable, ActionsUnavailable: not now; nothing was changed, or the same call finds what was.
            EngineRefused: never.
        """
        try:
            async with self._client().post(f"{self._engine}/webhooks/chobbak/turn", json=_request(leased)) as response:
                if response.status == 200:
                    return _turn(await response.json(content_type=None))
                raise _refusal(response.status, await _code(response))
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            raise EngineUnavailable(f"the engine did not answer: {type(error).__name__}") from error

    async def missing(self) -> list[str]:
        """Which of ``engine`` and ``actions`` cannot serve now."""
        up = await asyncio.gather(
            self._is_up(f"{self._engine}/webhooks/chobbak/ready"), self._is_up(f"{self._actions}/health")
        )
        return [name for name, good in zip(("engine", "actions"), up, strict=True) if not good]

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _is_up(self, url: str) -> bool:
        try:
            async with self._client().get(url, timeout=aiohttp.ClientTimeout(total=_PROBE_SECONDS)) as response:
                return response.status == 200
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return False

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:  # made late: a session belongs to a running loop
            timeout = aiohttp.ClientTimeout(total=self._timeout)
            self._session = aiohttp.ClientSession(
                timeout=timeout, connector=aiohttp.TCPConnector(limit=0), trust_env=False
            )
        return self._session


def _request(leased: LeasedMessage) -> dict[str, Any]:
    message = leased.message
    return {
        "conversation_id": message.conversation_id,
        "message_id": message.message_id,
        "text": message.text,
        "payload": message.payload,
        "metadata": {
            "channel": message.channel,
            "locale_hint": leased.locale_hint,
            "location": message.location,
            "media": [_reference(item) for item in message.media],
        },
    }


def _reference(item: MediaItem) -> dict[str, str]:
    """A file as the conversation knows it: never where the provider has it."""
    return {"problem": item.problem} if item.problem else {"id": item.id, "content_type": item.content_type}


def _refusal(status: int, code: str | None) -> ChobbakError:
    if 400 <= status < 500 and status not in _RETRYABLE:
        return EngineRefused(f"the engine refused a turn with {status}")
    if code == ActionsUnavailable.code:
        return ActionsUnavailable(f"the action server failed: the engine answered {status}")
    return EngineUnavailable(f"the engine answered {status}")


async def _code(response: aiohttp.ClientResponse) -> str | None:
    try:
        return str((await response.json(content_type=None))["error"]["code"])
    except (ValueError, KeyError, TypeError, aiohttp.ClientError):
        return None


def _turn(body: Any) -> Turn:
    """Raises ``ValueError`` when this is not what the contract says: then it is not the engine that answered."""
    if not isinstance(body, dict) or not isinstance(body.get("messages"), list):
        raise ValueError("not a turn")
    locale = body.get("locale")
    replies = [Reply(ANSWER, _message(message)) for message in body["messages"]]
    return Turn(replies, locale if locale in LOCALES else None)


def _message(message: Any) -> dict[str, Any]:
    if not isinstance(message, dict) or not isinstance(message.get("text"), str):
        raise ValueError("not a message")
    return message
