"""Calling our own action server: one connection kept open, and nothing that only foreign servers need.

Rasa opens a connection for each action, checks the answer against a JSON schema that it first checks itself (80 ms), and
logs an error each time a form leaves a message to its rule.
"""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus
from typing import Any
from weakref import WeakKeyDictionary

import aiohttp
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker

from bot.errors import ActionsUnavailable

SECONDS = 14.0  # for one action: less than what the gateway waits for a turn
IDLE_SECONDS = 4.0  # a connection that rests longer is not used again: Sanic closes it after five
_sessions: WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.ClientSession] = WeakKeyDictionary()


class OwnAction(RemoteAction):
    """An action of our own action server."""

    async def run(self, output_channel: Any, nlg: Any, tracker: DialogueStateTracker, domain: Domain) -> list[Event]:
        """The messages and events of the action.

        Raises:
            ActionExecutionRejection: the action leaves the message to somebody else.
            ActionsUnavailable: the action server did not answer, or failed.
        """
        answer = await self._call(self._action_call_format(tracker, domain))
        messages = await self._utter_responses(answer["responses"], output_channel, nlg, tracker)
        return [*messages, *deserialise_events(answer["events"])]

    async def _call(self, body: dict[str, Any]) -> dict[str, Any]:
        content = json.dumps(body).encode()
        try:
            status, answer = await _post(self.action_endpoint.url, content)
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            raise ActionsUnavailable(f"{self.name()}: {type(error).__name__}") from error
        if status == HTTPStatus.BAD_REQUEST:
            raise ActionExecutionRejection(self.name())
        if status != HTTPStatus.OK:
            raise ActionsUnavailable(f"{self.name()}: the action server answered {status}")
        return answer


async def _post(url: str, content: bytes) -> tuple[int, dict[str, Any]]:
    """Status and body. An action may be asked twice: what it writes, it writes once for a message."""
    try:
        return await _post_once(url, content)
    except aiohttp.ServerDisconnectedError:  # the server closed the resting connection as we took it up
        return await _post_once(url, content)


async def _post_once(url: str, content: bytes) -> tuple[int, dict[str, Any]]:
    async with _session().post(url, data=content, headers={"Content-Type": "application/json"}) as response:
        return response.status, json.loads(await response.read())


def _session() -> aiohttp.ClientSession:
    """The session of this event loop; it lives as long as the loop does."""
    loop = asyncio.get_running_loop()
    if loop not in _sessions:
        connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE_SECONDS)
        _sessions[loop] = aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=SECONDS))
    return _sessions[loop]
