"""From inhabitants to turns a second, and from there to processes, cores, memory and money.

Every number that is not measured is a field of :class:`Assumptions` or :class:`Prices`, with its reason on the page.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.capacity.queueing import Waits, drawn_from, simulate

_ARRIVALS = 60_000
_SEED = 11
_HOUR = 3600
_KINDS = ("gateway", "engine", "actions")


@dataclass(frozen=True)
class Assumptions:
    """What we do not know. Replace them by your own numbers: the page is written anew by one command."""

    users_per_month: float = 0.05  # share of inhabitants who write in a month
    conversations_per_user: float = 1.5  # in a month
    turns_per_conversation: float = 8.0
    busiest_day: float = 2.0  # over the mean day
    peak_hour: float = 0.12  # share of a day's turns
    within_hour: float = 1.5  # busiest minutes over the mean of the peak hour
    vehicles: int = 4_000_000  # whose tax is due in January
    vehicle_share: float = 0.10  # of owners who ask the assistant
    vehicle_turns: float = 6.0
    vehicle_last_days: float = 0.15  # share of January's questions on its busiest day
    aid_households: int = 4_000_000  # paid on one day
    aid_share: float = 0.02  # who ask in the hour after it
    aid_turns: float = 4.0
    busy: float = 0.6  # most of its time that a process may be busy at the peak
    longest_wait: float = 0.25  # seconds before an engine, for 95 of 100 turns
    spare: int = 1  # processes of a kind beyond what the load needs, so that one may fail or be replaced


@dataclass(frozen=True)
class Prices:
    """What a month costs, in dirhams: stand-ins to be replaced by those of your own machine room or contract."""

    core: float = 150.0
    gigabyte_of_memory: float = 40.0
    gigabyte_of_disk: float = 2.0


@dataclass(frozen=True)
class Measured:
    """What one machine showed: computing of each process for a turn, memory, and what a turn leaves in the database."""

    machine: str
    turns: int
    engine_seconds: Sequence[float]  # of computing, one for each turn: what the queue is simulated with
    turn_seconds_p50: float  # through the whole assistant, one citizen
    computing_ms: Mapping[str, float]  # of gateway, engine, actions and database, for a turn
    memory_mb: Mapping[str, float]  # of gateway, engine, actions
    bytes_per_turn: float  # in the database


@dataclass(frozen=True)
class Scenario:
    """A place and a moment."""

    name: str
    rate: float  # turns a second at the peak
    turns_per_year: float


@dataclass(frozen=True)
class Needs:
    """What a scenario needs."""

    scenario: Scenario
    processes: Mapping[str, int]
    waits: Waits
    cores: int
    memory_gb: float
    disk_gb_per_year: float
    dirhams_per_month: float


def scenarios(known: Assumptions) -> list[Scenario]:
    """A commune, a region, the country, and the country's two peaks on top of its common day."""
    everyday = [
        _everyday("commune of 10,000", 10_000, known),
        _everyday("region of 3 million", 3_000_000, known),
        _everyday("country of 37 million", 37_000_000, known),
    ]
    country = everyday[-1]
    tax = known.vehicles * known.vehicle_share * known.vehicle_turns
    tax_rate = tax * known.vehicle_last_days * known.peak_hour * known.within_hour / _HOUR
    aid = known.aid_households * known.aid_share * known.aid_turns
    aid_rate = aid * known.within_hour / _HOUR
    return [
        *everyday,
        Scenario("country, last day of the vehicle tax", country.rate + tax_rate, country.turns_per_year + tax),
        Scenario("country, hour after an aid payment", country.rate + aid_rate, country.turns_per_year + 12 * aid),
        Scenario("country, both at once", country.rate + tax_rate + aid_rate, country.turns_per_year + tax + 12 * aid),
    ]


def _everyday(name: str, inhabitants: int, known: Assumptions) -> Scenario:
    month = inhabitants * known.users_per_month * known.conversations_per_user * known.turns_per_conversation
    day = month / 30 * known.busiest_day
    return Scenario(name, day * known.peak_hour * known.within_hour / _HOUR, month * 12)


def needs(scenario: Scenario, measured: Measured, known: Assumptions, prices: Prices) -> Needs:
    """Engines by the queue, the others by their computing; one of each kind to spare, and two at least."""
    engines, waits = engines_for(scenario.rate, measured.engine_seconds, known)
    processes = {"engine": engines + known.spare}
    for kind in ("gateway", "actions"):
        busy = scenario.rate * measured.computing_ms[kind] / 1000
        processes[kind] = max(math.ceil(busy / known.busy), 1) + known.spare
    computing = scenario.rate * sum(measured.computing_ms.values()) / 1000
    database = max(math.ceil(scenario.rate * measured.computing_ms["database"] / 1000 / known.busy), 1)
    cores = max(math.ceil(computing / known.busy), 1) + 1  # and one for the spare, the proxy and the system
    memory = sum(processes[kind] * measured.memory_mb[kind] for kind in _KINDS) / 1000 + 1 + database  # of PostgreSQL
    disk = scenario.turns_per_year * measured.bytes_per_turn / 1e9
    money = cores * prices.core + memory * prices.gigabyte_of_memory + disk * prices.gigabyte_of_disk
    return Needs(scenario, {**processes, "database cores": database}, waits, cores, memory, disk, money)


def engines_for(rate: float, times: Sequence[float], known: Assumptions) -> tuple[int, Waits]:
    """The fewest engines that are busy for no more than ``busy`` of the time and keep waits short, with their waits."""
    mean = sum(times) / len(times)
    engines = max(math.ceil(rate * mean / known.busy), 1)
    while True:
        waits = simulate(rate, drawn_from(times), engines, _ARRIVALS, _SEED)
        if waits.p95 <= known.longest_wait:
            return engines, waits
        engines += 1
