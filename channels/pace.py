"""How fast a provider takes messages: so many a second, and none for a while after it said "too fast"."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Pace:
    """Spaces sends ``1 / per_second`` apart, for all who share it."""

    def __init__(self, per_second: float, clock: Callable[[], float] | None = None) -> None:
        self._step = 1 / per_second
        self._clock = clock or (lambda: asyncio.get_running_loop().time())
        self._next = 0.0

    async def turn(self) -> None:
        """Waits for the next place."""
        wait = self.reserve()
        if wait > 0:
            await asyncio.sleep(wait)

    def reserve(self) -> float:
        """Takes the next place; the seconds until it comes."""
        now = self._clock()
        place = max(self._next, now)
        self._next = place + self._step
        return place - now

    def pause(self, seconds: float) -> None:
        """Nobody sends for ``seconds``."""
        self._next = max(self._next, self._clock() + seconds)
