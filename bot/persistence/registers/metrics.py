"""What operators count of registers. No label holds an id or a text."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.persistence.registers.breaker import State

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_LEVELS = {State.CLOSED: 0, State.HALF_OPEN: 1, State.OPEN: 2}


class RegisterMetrics:
    """The counters of one process's registers."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self.registry = registry or CollectorRegistry()
        self._calls = Counter(
            "chobbak_register_calls",
            "Calls of a register: ok, failed, constraint, read_only, or refused by its open breaker",
            ["register", "operation", "outcome"],
            registry=self.registry,
        )
        self._seconds = Histogram(
            "chobbak_register_seconds",
            "Time that a register's transaction took, our part included",
            ["register", "operation"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._state = Gauge(
            "chobbak_register_breaker",
            "State of a register's breaker: 0 closed, 1 half open, 2 open",
            ["register"],
            registry=self.registry,
        )

    def called(self, register: str, operation: str, outcome: str, seconds: float) -> None:
        """Counts one call: ``operation`` is read or write."""
        self._calls.labels(register, operation, outcome).inc()
        if outcome != "refused":
            self._seconds.labels(register, operation).observe(seconds)

    def stands(self, register: str, state: State) -> None:
        self._state.labels(register).set(_LEVELS[state])

    def exposition(self) -> bytes:
        return bytes(generate_latest(self.registry))
