"""How a citizen ends a conversation: closing it, so that nobody can open it again, or erasing all that is kept of it."""

from __future__ import annotations

import asyncio
import logging
from typing import Protocol

from bot.errors import ChobbakError
from bot.persistence.records import Standing
from channels.errors import where
from channels.outbox import Hub
from channels.storage import Storage

log = logging.getLogger(__name__)


class ConversationRepository(Protocol):
    """What this service needs of conversations."""

    def standing(self, conversation_id: str) -> Standing: ...

    def close(self, conversation_id: str) -> None: ...


class InboxRepository(Protocol):
    """What this service needs of the inbox."""

    def drop_waiting(self, conversation_id: str) -> None: ...


class ErasureRepository(Protocol):
    """What this service needs to erase."""

    def erase(self, conversation_id: str) -> object: ...


class Ending:
    """The ends of conversations."""

    def __init__(
        self,
        conversations: ConversationRepository,
        inbox: InboxRepository,
        erasure: ErasureRepository,
        *,
        hub: Hub,
        storage: Storage,
        longest_turn: float,
    ) -> None:
        self._conversations = conversations
        self._inbox = inbox
        self._erasure = erasure
        self._hub = hub
        self._storage = storage
        self._longest_turn = longest_turn
        self._sweeps: dict[asyncio.Task[None], str] = {}

    async def close(self, conversation_id: str) -> None:
        """The token opens nothing any more; what was said is kept like everything else."""
        await self._storage.run(self._conversations.close, conversation_id)
        self._hub.publish(conversation_id)

    async def erase(self, conversation_id: str) -> None:
        """Erases a conversation, after the turn that may be running: its engine would write down what was just erased."""
        settled = await self._settle(conversation_id)
        await self._storage.run(self._erasure.erase, conversation_id)
        self._hub.publish(conversation_id)
        if not settled:
            task = asyncio.create_task(self._sweep(conversation_id, self._longest_turn))
            self._sweeps[task] = conversation_id
            task.add_done_callback(lambda done: self._sweeps.pop(done, None))

    async def stop(self) -> None:
        """What is still to be swept is swept now."""
        sweeps = dict(self._sweeps)
        for task in sweeps:
            task.cancel()
        await asyncio.gather(*sweeps, return_exceptions=True)
        for conversation_id in sweeps.values():
            await self._sweep(conversation_id, 0)

    async def _settle(self, conversation_id: str) -> bool:
        """Drops what waits for its turn, and waits for the turn that runs. False when that one takes too long."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._longest_turn
        with self._hub.subscribe(conversation_id) as news:
            while True:
                news.clear()
                await self._storage.run(self._inbox.drop_waiting, conversation_id)
                if not (await self._storage.run(self._conversations.standing, conversation_id)).waiting:
                    return True
                left = deadline - loop.time()
                if left <= 0 or self._hub.closed:
                    return False
                try:
                    await asyncio.wait_for(news.wait(), min(left, 1.0))
                except asyncio.TimeoutError:
                    continue

    async def _sweep(self, conversation_id: str, pause: float) -> None:
        await asyncio.sleep(pause)
        try:
            await self._storage.run(self._erasure.erase, conversation_id)
        except ChobbakError as error:
            log.error("an erased conversation could not be swept: %s", where(error))
