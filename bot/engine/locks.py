"""One turn of a conversation at a time: within this engine always, across engines by Redis where it is set.

Rasa's own Redis locks speak to Redis inside the event loop, so that a Redis that is away stops every conversation for ten
seconds; they also look again in fixed steps. These wait without blocking, and say what happens without Redis.

Order does not hang on these locks alone: a gateway leases one message of a conversation at a time, and the store refuses
the second of two writers.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Optional

from rasa.core.lock_store import LockStore

from bot.errors import Unavailable

if TYPE_CHECKING:
    from redis.asyncio import Redis

logger = logging.getLogger(__name__)

LEASE_SECONDS = 20.0  # after which a dead engine's lock is free: longer than the gateway waits for a turn
WAIT_SECONDS = 10.0
_ANSWER_SECONDS = 1.0  # for Redis, to connect and to answer
_POLL_SECONDS = 0.02
_PREFIX = "chobbak:turn:"


class ConversationLocks(LockStore):
    """The locks of an engine. ``redis_url``: "" for one engine alone; ``without_redis``: ``go_on`` or ``wait``."""

    def __init__(self, redis_url: str = "", without_redis: str = "go_on", **_rest: Any) -> None:
        self._url = redis_url
        self._waits = without_redis == "wait"
        self._redis: Optional[Redis[bytes]] = None
        self._here: dict[str, asyncio.Lock] = {}
        self._lost = False

    @asynccontextmanager
    async def lock(self, conversation_id: str, *_rest: Any, **_more: Any) -> AsyncIterator[None]:
        """Holds the conversation for the block.

        Raises:
            Unavailable: another engine holds it for too long, or Redis is away and we are to wait for it.
        """
        here = self._here.setdefault(conversation_id, asyncio.Lock())
        try:
            async with here, self._everywhere(conversation_id):
                yield
        finally:
            if not here.locked() and not _is_awaited(here):
                self._here.pop(conversation_id, None)

    @asynccontextmanager
    async def _everywhere(self, conversation_id: str) -> AsyncIterator[None]:
        held = await self._acquired(conversation_id) if self._url else None
        try:
            yield
        finally:
            if held is not None:
                await self._release(held)

    async def _acquired(self, conversation_id: str) -> Any:
        """The lock in Redis; None when Redis is away and turns go on without it."""
        from redis.exceptions import RedisError

        lock = self._client().lock(
            _PREFIX + conversation_id, timeout=LEASE_SECONDS, blocking_timeout=WAIT_SECONDS, sleep=_POLL_SECONDS
        )
        try:
            got = await lock.acquire()
        except (RedisError, OSError, asyncio.TimeoutError) as error:
            self._say_lost(error)
            if self._waits:
                raise Unavailable(f"Redis does not answer: {type(error).__name__}") from error
            return None
        self._say_back()
        if not got:
            raise Unavailable("another engine holds the conversation")
        return lock

    async def _release(self, lock: Any) -> None:
        from redis.exceptions import RedisError

        try:
            await lock.release()
        except (RedisError, OSError, asyncio.TimeoutError) as error:
            logger.warning("a lock was not released, it ends by itself: %s", type(error).__name__)

    def _client(self) -> Redis[bytes]:
        if self._redis is None:  # made late: its connections belong to the running loop
            from redis.asyncio import Redis

            self._redis = Redis.from_url(
                self._url, socket_timeout=_ANSWER_SECONDS, socket_connect_timeout=_ANSWER_SECONDS
            )
        return self._redis

    def _say_lost(self, error: BaseException) -> None:
        if not self._lost:
            what = "turns wait for it" if self._waits else "turns go on; the store refuses the second of two writers"
            logger.error("Redis does not answer (%s): %s", type(error).__name__, what)
        self._lost = True

    def _say_back(self) -> None:
        if self._lost:
            logger.warning("Redis answers again")
        self._lost = False


def _is_awaited(lock: asyncio.Lock) -> bool:
    return bool(getattr(lock, "_waiters", None))
