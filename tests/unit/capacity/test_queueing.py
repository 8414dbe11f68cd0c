"""The simulated queue waits as long as theory says, where theory knows."""

from __future__ import annotations

import math
import random
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.capacity.queueing import Waits, drawn_from, erlang_b, erlang_c, mean_wait, simulate

ARRIVALS = 200_000
MEAN = 0.01


def exponential(chance: random.Random) -> float:
    return chance.expovariate(1 / MEAN)


@pytest.mark.parametrize(("servers", "busy"), [(1, 0.3), (1, 0.7), (1, 0.85), (2, 0.5), (3, 0.8), (8, 0.7), (8, 0.9)])
def test_the_simulation_agrees_with_erlang_c(servers: int, busy: float) -> None:
    """Exponential service times: the share that waits, and the mean wait, within a few parts of a hundred."""
    rate = servers * busy / MEAN
    waits = simulate(rate, exponential, servers, ARRIVALS, seed=servers)
    assert waits.waited == pytest.approx(erlang_c(servers, rate * MEAN), rel=0.05, abs=0.005)
    assert waits.mean == pytest.approx(mean_wait(servers, rate, MEAN), rel=0.12)
    assert waits.utilisation == pytest.approx(busy, rel=0.03)


@pytest.mark.parametrize("times", [(MEAN,), (0.002, 0.004, 0.03)], ids=["constant", "spread"])
def test_one_server_agrees_with_pollaczek_and_khinchine(times: tuple[float, ...]) -> None:
    """Any service times before one server: rate · E[S²] / 2(1 − busy)."""
    mean, square = statistics.mean(times), statistics.mean(time * time for time in times)
    rate = 0.7 / mean
    waits = simulate(rate, drawn_from(times), 1, ARRIVALS, seed=5)
    assert waits.mean == pytest.approx(rate * square / (2 * (1 - 0.7)), rel=0.08)


@pytest.mark.parametrize(
    ("servers", "load", "waited"),
    [(1, 0.5, 0.5), (2, 1.0, 1 / 3), (5, 4.0, 0.5541), (10, 8.0, 0.4092)],
)
def test_erlang_c_gives_published_values(servers: int, load: float, waited: float) -> None:
    """From tables, and by hand for one and two servers."""
    assert erlang_c(servers, load) == pytest.approx(waited, abs=5e-4)


@given(st.integers(1, 60), st.floats(0.01, 59))
def test_formulas_stay_within_their_bounds(servers: int, load: float) -> None:
    """Shares between none and all; who cannot wait is lost less often than who may waits; overload never ends."""
    assert 0 <= erlang_b(servers, load) <= erlang_c(servers, load) <= 1
    if load >= servers:
        assert math.isinf(mean_wait(servers, load / MEAN, MEAN))


@given(st.integers(1, 20), st.floats(0.1, 0.95))
def test_more_servers_never_wait_longer(servers: int, busy: float) -> None:
    """By the formula, at one rate."""
    rate = servers * busy / MEAN
    assert mean_wait(servers + 1, rate, MEAN) <= mean_wait(servers, rate, MEAN)


def test_quantiles_are_in_order_and_the_seed_decides() -> None:
    """The same seed gives the same figures."""
    first, again = (simulate(80, exponential, 1, 20_000, seed=3) for _ in range(2))
    assert first == again
    assert isinstance(first, Waits)
    assert first.p50 <= first.p95 <= first.p99
