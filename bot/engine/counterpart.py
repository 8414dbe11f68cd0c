"""Whether the action servers know every action that the model may ask for.

A model and an action server of different versions start well and fail turn by turn, which shows only as messages that
wait. This says which actions are missing, once, in the engine's log and beside its readiness.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Optional

import aiohttp
from rasa.shared.core.domain import Domain

logger = logging.getLogger(__name__)

PAUSE = 30.0  # seconds between two looks; a first one at once
_ANSWER_SECONDS = 5.0
_RESPONSE = "utter_"


def remote_actions(domain: Domain) -> frozenset[str]:
    """The actions of a model that an action server runs."""
    forms = set(domain.form_names)
    return frozenset(
        name for name in domain.user_actions_and_forms if name not in forms and not name.startswith(_RESPONSE)
    )


class Counterpart:
    """The action servers at ``url``, as far as they must fit the model."""

    def __init__(self, url: str) -> None:
        self._url = f"{url.rstrip('/')}/actions"
        self.missing: tuple[str, ...] = ()
        self._watch: Optional[asyncio.Task[None]] = None

    def start(self, wanted: Callable[[], Iterable[str]], pause: float = PAUSE) -> None:
        """Looks again and again until it is stopped."""

        async def watch() -> None:
            while True:
                await self.look(wanted())
                await asyncio.sleep(pause)

        self._watch = asyncio.create_task(watch())

    async def stop(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)

    async def look(self, wanted: Iterable[str]) -> None:
        """Compares once. An action server that does not answer says nothing about its version."""
        try:
            known = await self._known()
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError, KeyError, TypeError):
            return
        missing = tuple(sorted(set(wanted) - known))
        if missing and missing != self.missing:
            logger.error(
                "model and action server are of different versions: the action server does not know %s; "
                "turns that need them wait. Start both from one version",
                ", ".join(missing),
            )
        elif self.missing and not missing:
            logger.warning("the action server knows all actions of the model now")
        self.missing = missing

    async def _known(self) -> set[str]:
        timeout = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(self._url) as answer:
            answer.raise_for_status()
            return {action["name"] for action in await answer.json(content_type=None)}
