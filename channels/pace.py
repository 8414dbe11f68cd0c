"""How fast a provider takes messages: so many a second, and none for a while after it said "too fast"."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

_BURST_SECONDS = 0.1  # what was not used for so long may be sent at once


class Pace:
    """A token bucket of ``per_second``, shared by all who send to one provider."""

    def __init__(self, per_second: float, clock: Callable[[], float] | None = None) -> None:
        self._per_second = per_second
        self._most = max(1.0, per_second * _BURST_SECONDS)
        self._clock = clock or (lambda: asyncio.get_running_loop().time())
        self._left = self._most
        self._counted = float("-inf")

    def take(self, most: int) -> int:
        """Takes up to ``most`` places that are free now; how many."""
        self._refill()
        taken = max(0, min(most, int(self._left)))
        self._left -= taken
        return taken

    def give_back(self, places: int) -> None:
        """Places that were taken and not used."""
        self._left = min(self._most, self._left + places)

    def wait(self) -> float:
        """The seconds until a place is free."""
        self._refill()
        return max(0.0, (1 - self._left) / self._per_second)

    async def turn(self) -> None:
        """Waits for a place and takes it."""
        while not self.take(1):
            await asyncio.sleep(self.wait())

    def pause(self, seconds: float) -> None:
        """Nobody sends for ``seconds``."""
        self._refill()
        self._left = min(self._left, 1 - seconds * self._per_second)

    def _refill(self) -> None:
        now = self._clock()
        earned = (now - max(self._counted, now - 3600)) * self._per_second
        self._left, self._counted = min(self._most, self._left + earned), now
