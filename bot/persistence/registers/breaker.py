"""A circuit breaker: a register that fails is left alone for a while, so that no citizen waits for its timeout again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from enum import Enum


class State(str, Enum):
    CLOSED = "closed"  # calls go through
    OPEN = "open"  # calls are refused at once
    HALF_OPEN = "half_open"  # one call is let through, to see


class CircuitBreaker:
    """Opens after ``failures`` failures in a row, lets one call try after ``pause`` seconds, closes when it succeeds.

    For many threads. ``clock`` counts seconds and never goes back.
    """

    def __init__(self, failures: int = 5, pause: float = 30.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._pause, self._clock = failures, pause, clock
        self._lock = threading.Lock()
        self._failures = 0
        self._opened_at: float | None = None
        self._trying_since: float | None = None

    @property
    def state(self) -> State:
        with self._lock:
            return self._state()

    def allows(self) -> bool:
        """Whether a call may be made now. Who is allowed must tell with ``succeeded``, ``failed`` or ``ignored``."""
        with self._lock:
            state = self._state()
            if state is State.HALF_OPEN:
                if self._trying_since is not None and self._clock() - self._trying_since < self._pause:
                    return False
                self._trying_since = self._clock()
            return state is not State.OPEN

    def succeeded(self) -> None:
        with self._lock:
            self._failures, self._opened_at, self._trying_since = 0, None, None

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            if self._opened_at is not None or self._failures >= self._most:
                self._opened_at, self._trying_since = self._clock(), None

    def ignored(self) -> None:
        """The call ended in a way that says nothing of the register: another may try."""
        with self._lock:
            self._trying_since = None

    def _state(self) -> State:
        if self._opened_at is None:
            return State.CLOSED
        return State.OPEN if self._clock() - self._opened_at < self._pause else State.HALF_OPEN
