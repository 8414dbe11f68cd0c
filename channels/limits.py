"""Token buckets in memory: how much one conversation and one address may ask of us in a minute."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

_MANY = 10_000  # buckets, after which full ones are forgotten


class RateLimit:
    """``per_minute`` at once, and then as many again each minute, for each key."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._capacity = float(per_minute)
        self._per_second = per_minute / 60
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}  # key -> what is left, when it was counted
        self._slowed: set[str] = set()  # who is on credit, until half of a minute's worth is there again

    def take(self, key: str) -> int:
        """Takes one for ``key``: 0 when it is granted, otherwise the seconds after which to come back."""
        now = self._clock()
        left = self._left(key, now)
        if left < 1:
            self._buckets[key] = (left, now)
            return math.ceil((1 - left) / self._per_second)
        if len(self._buckets) >= _MANY:
            self._forget_full(now)
        self._buckets[key] = (left - 1, now)
        return 0

    def reserve(self, key: str) -> tuple[float, bool]:
        """Takes one for ``key`` in any case, on credit if need be.

        Returns the seconds until it would have been granted, and whether this is the one that crosses the limit:
        who goes on at the limit has crossed it once.
        """
        now = self._clock()
        left = self._left(key, now)
        if len(self._buckets) >= _MANY:
            self._forget_full(now)
        self._buckets[key] = (left - 1, now)
        return max(0.0, (1 - left) / self._per_second), self._crosses(key, left)

    def __len__(self) -> int:
        return len(self._buckets)

    def _crosses(self, key: str, left: float) -> bool:
        if left >= max(1.0, self._capacity / 2):
            self._slowed.discard(key)
        if left >= 1 or key in self._slowed:
            return False
        self._slowed.add(key)
        return True

    def _left(self, key: str, now: float) -> float:
        left, counted = self._buckets.get(key, (self._capacity, now))
        return min(self._capacity, left + (now - counted) * self._per_second)

    def _forget_full(self, now: float) -> None:
        self._buckets = {key: bucket for key, bucket in self._buckets.items() if self._left(key, now) < self._capacity}
        self._slowed &= self._buckets.keys()
