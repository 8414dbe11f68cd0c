"""``capacity``: measures what a turn costs each process, and writes docs/capacity.md from that and from assumptions."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import aiohttp

from bot.capacity.model import Assumptions, Measured, Prices, needs, scenarios
from bot.capacity.page import page
from bot.cli.bench_engine import cpu_seconds
from bot.cli.bench_soak import CONVERSATION_TURNS, Citizen
from bot.cli.local_services import postgresql
from bot.cli.processes import Processes, as_environment, free_ports
from bot.errors import BadRequest
from bot.evaluation.speed import megabytes
from bot.settings import ROOT

PAGE, NUMBERS = ROOT / "docs" / "capacity.md", ROOT / "docs" / "capacity.json"
_DATABASES = ("database_url", "dossiers_url", "appointments_url", "orders_url", "complaints_url")
_KINDS = ("actions", "engine", "gateway")
_WARM_UP = 3  # conversations


def capacity(measured: Path | None, turns: int, write: Path) -> dict[str, Any]:
    """Writes the page, and beside it the numbers when they were measured anew; what each scenario needs.

    Raises:
        BadRequest: ``measured`` holds no numbers of ours.
    """
    numbers = read(measured) if measured else asyncio.run(measure(turns))
    if measured is None:
        content = json.dumps(asdict(numbers), indent=1, ensure_ascii=False)
        write.with_suffix(".json").write_text(content + "\n", encoding="utf-8")
    known, prices = Assumptions(), Prices()
    write.write_text(page(numbers, known, prices), encoding="utf-8")
    found = [needs(scenario, numbers, known, prices) for scenario in scenarios(known)]
    return {
        "page": str(write),
        "computing_ms": dict(numbers.computing_ms),
        "needs": {
            each.scenario.name: {
                "turns_per_second": round(each.scenario.rate, 2),
                **each.processes,
                "wait_p95_ms": round(each.waits.p95 * 1000, 1),
                "cores": each.cores,
                "memory_gb": round(each.memory_gb, 1),
                "dirhams_per_month": round(each.dirhams_per_month),
            }
            for each in found
        },
    }


def read(path: Path) -> Measured:
    """Numbers that were measured before.

    Raises:
        BadRequest: they are not there, or not ours.
    """
    try:
        return Measured(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise BadRequest(f"{path} holds no numbers of `capacity`: {type(error).__name__}") from error


async def measure(turns: int) -> Measured:
    """Runs the whole assistant on PostgreSQL with one citizen after the other, and looks at each process at each turn."""
    ports = dict(zip(_KINDS, free_ports(len(_KINDS))))
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        [port] = free_ports(1)
        with postgresql(directory / "postgresql", port) as url:
            chosen = {
                **dict.fromkeys(_DATABASES, url),
                "host": "127.0.0.1",
                "conversations_per_minute": 1_000_000,
                "requests_per_minute": 10_000_000,
                "log_level": "WARNING",
            }
            environment = {**as_environment(chosen), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
            with Processes(ports, environment, directory / "capacity.log") as parts:
                for kind in _KINDS:
                    parts.start(kind)
                for kind in _KINDS:
                    await asyncio.to_thread(parts.wait, kind)
                postmaster = int((directory / "postgresql" / "data" / "postmaster.pid").read_text().split()[0])
                pids = {kind: parts.pid(kind) for kind in _KINDS}
                return await _turns(f"http://127.0.0.1:{ports['gateway']}", pids, postmaster, turns, url)


async def _turns(address: str, pids: Mapping[str, int], postmaster: int, turns: int, database_url: str) -> Measured:
    seconds: dict[str, list[float]] = {kind: [] for kind in (*pids, "database")}
    waited, size = [], 0
    async with aiohttp.ClientSession() as session:
        citizen = Citizen(session, address)
        for conversation in range(turns // CONVERSATION_TURNS + _WARM_UP):
            if conversation == _WARM_UP:
                size = _database_bytes(database_url)
            await citizen.open()
            for turn in range(CONVERSATION_TURNS):
                before, began = _computed(pids, postmaster), time.perf_counter()
                await citizen.say(turn, conversation)
                if conversation >= _WARM_UP:
                    waited.append(time.perf_counter() - began)
                    for kind, value in _computed(pids, postmaster).items():
                        seconds[kind].append(value - before[kind])
    return Measured(
        machine=f"{os.cpu_count()} cores ({_processor()})",
        turns=len(waited),
        engine_seconds=[round(value, 5) for value in seconds["engine"]],
        turn_seconds_p50=round(statistics.median(waited), 4),
        computing_ms={kind: round(statistics.mean(values) * 1000, 2) for kind, values in sorted(seconds.items())},
        memory_mb={kind: megabytes(pid) for kind, pid in sorted(pids.items())},
        bytes_per_turn=round((_database_bytes(database_url) - size) / len(waited)),
    )


def _computed(pids: Mapping[str, int], postmaster: int) -> dict[str, float]:
    """Seconds that each process has computed until now, by the scheduler's own count."""
    found = {kind: cpu_seconds(pid) for kind, pid in pids.items()}
    return {**found, "database": sum(map(cpu_seconds, [postmaster, *_children(postmaster)]))}


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def _database_bytes(database_url: str) -> int:
    from bot.persistence.database import Database
    from bot.persistence.upgrade import NoCipher

    database = Database(database_url, NoCipher(), pool_size=1)
    try:
        with database.read() as connection:
            return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())
    finally:
        database.dispose()


def _processor() -> str:
    """The processor's name; that of its kind where the system does not say."""
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()
