"""Waiting times of a queue before several servers: by simulation for any service times, by formula for exponential ones."""

from __future__ import annotations

import heapq
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_WARM_UP = 0.1  # of the arrivals: the queue begins empty


@dataclass(frozen=True)
class Waits:
    """Seconds that arrivals wait before they are served, and the share of the time that a server is busy."""

    mean: float
    p50: float
    p95: float
    p99: float
    waited: float  # share of the arrivals that wait at all
    utilisation: float


def simulate(rate: float, service: Callable[[random.Random], float], servers: int, arrivals: int, seed: int) -> Waits:
    """``rate`` arrivals a second (Poisson) before ``servers``, first come, first served. ``service`` draws seconds."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    free_at = [0.0] * servers  # when each server is free next: a heap
    now = busy = 0.0
    waits = []
    for _ in range(arrivals):
        now += chance.expovariate(rate)
        begins = max(now, free_at[0])
        takes = service(chance)
        heapq.heapreplace(free_at, begins + takes)
        waits.append(begins - now)
        busy += takes
    counted = sorted(waits[int(arrivals * _WARM_UP) :])
    return Waits(
        mean=sum(counted) / len(counted),
        p50=quantile(counted, 0.5),
        p95=quantile(counted, 0.95),
        p99=quantile(counted, 0.99),
        waited=sum(wait > 0 for wait in counted) / len(counted),
        utilisation=busy / (servers * max(free_at)),
    )


def drawn_from(times: Sequence[float]) -> Callable[[random.Random], float]:
    """Service times as they were measured, in any order."""
    return lambda chance: chance.choice(times)


def quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def erlang_b(servers: int, load: float) -> float:
    """The share of arrivals that find all servers busy where nobody waits; ``load``: arrivals in a service time."""
    blocked = 1.0
    for server in range(1, servers + 1):
        blocked = load * blocked / (server + load * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """The share of arrivals that wait, for exponential service times; 1 when the servers cannot keep up."""
    if load >= servers:
        return 1.0
    blocked = erlang_b(servers, load)
    return blocked / (1 - load / servers * (1 - blocked))


def mean_wait(servers: int, rate: float, service: float) -> float:
    """Seconds that an arrival waits on average, for exponential service times; infinite when servers cannot keep up."""
    load = rate * service
    return erlang_c(servers, load) * service / (servers - load) if load < servers else math.inf
