"""A day in some minutes: thousands of conversations through the whole assistant, and whether anything grows.

What grows with use (memory, time of a turn, open files, threads) is looked at while the first and the last tenth of the
turns run. The database does grow: it holds what was said. A commune of 10,000 inhabitants has some hundreds of turns a day
(docs/capacity.md), so 20,000 turns are weeks of one and, in number, a day of a region.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import aiohttp

from bot.cli.processes import Processes, as_environment, free_ports
from bot.errors import Unavailable
from bot.evaluation.speed import megabytes

_TEXTS = (
    "Bonjour",
    "Combien coûte le passeport biométrique ?",
    "w ch7al dyal lwe9t?",
    "شنو الوراق ديال لاكارط؟",
    "Merci beaucoup pour votre aide",
    "Quelles langues est-ce que vous parlez ?",
    "kifach ndir l rendez-vous",
    "annuler",
    "asdkjh qwe",
    "au revoir",
)
CONVERSATION_TURNS = 10
_AT_ONCE = 8
_WARM_UP = 0.05  # of the turns: caches fill
_DATABASES = ("database_url", "dossiers_url", "appointments_url", "orders_url", "complaints_url")


async def soak_figures(turns: int) -> dict[str, Any]:
    """Runs the turns; each process at the first and the last tenth, with the ratios of late to early."""
    kinds = ("gateway", "engine", "actions")
    ports = dict(zip(kinds, free_ports(len(kinds))))
    with tempfile.TemporaryDirectory() as directory:
        chosen = {
            **dict.fromkeys(_DATABASES, f"sqlite:///{directory}/soak.db"),
            "host": "127.0.0.1",
            "conversations_per_minute": 1_000_000,
            "requests_per_minute": 10_000_000,
            "messages_per_minute": 1_000_000,
            "log_level": "WARNING",
        }
        with Processes(ports, as_environment(chosen), Path(directory) / "soak.log") as parts:
            for kind in ("actions", "engine", "gateway"):
                parts.start(kind)
            for kind in ("actions", "engine", "gateway"):
                await asyncio.to_thread(parts.wait, kind)
            soak = _Soak(f"http://127.0.0.1:{ports['gateway']}", {kind: parts.pid(kind) for kind in kinds}, turns)
            found = await soak.run()
            found["database_mb"] = round(sum(f.stat().st_size for f in Path(directory).glob("soak.db*")) / 1e6, 1)
            found["log_bytes"] = (Path(directory) / "soak.log").stat().st_size
    return found


class Citizen:
    """Writes on the web page, one conversation after the other."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session, self._address, self._token = session, address, ""

    async def open(self) -> None:
        async with self._session.post(f"{self._address}/api/v1/conversations") as opened:
            self._token = (await opened.json())["token"]

    async def say(self, turn: int, conversation: int) -> None:
        """One message, whose text differs from conversation to conversation; returns when it is answered.

        Raises:
            Unavailable: it was not.
        """
        async with self._session.post(
            f"{self._address}/api/v1/messages?wait=1",
            json={"id": str(turn), "text": _TEXTS[(conversation + turn) % len(_TEXTS)]},
            headers={"Authorization": f"Bearer {self._token}"},
        ) as answer:
            body = await answer.json()
        if answer.status != 200 or not body["messages"]:
            raise Unavailable(f"a message was answered with {answer.status}")


class _Soak:
    def __init__(self, address: str, pids: Mapping[str, int], turns: int) -> None:
        self._address, self._pids, self._total = address, pids, turns
        self._times: list[float] = []
        self._states: list[dict[str, dict[str, float]]] = []
        self._conversations = iter(range(max(turns // CONVERSATION_TURNS, 1)))

    async def run(self) -> dict[str, Any]:
        began = time.perf_counter()
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120)) as session:
            watching = asyncio.create_task(self._watch())
            await asyncio.gather(*(self._citizen(session) for _ in range(_AT_ONCE)))
            watching.cancel()
            self._states.append(self._state())
        tenth = len(self._times) // 10
        warm = int(len(self._times) * _WARM_UP)
        early, late = self._times[warm : warm + tenth], self._times[-tenth:]
        first = self._states[0]
        return {
            "turns": len(self._times),
            "conversations": len(self._times) // CONVERSATION_TURNS,
            "seconds": round(time.perf_counter() - began, 1),
            "turn": {"early": _quantiles(early), "late": _quantiles(late)},
            "turn_ms_p50_late_over_early": round(statistics.median(late) / statistics.median(early), 2),
            "processes": {kind: _compared(first[kind], self._states[-1][kind]) for kind in self._pids},
            "memory_mb_by_tenth": {kind: [state[kind]["memory_mb"] for state in self._states] for kind in self._pids},
        }

    async def _citizen(self, session: aiohttp.ClientSession) -> None:
        """One conversation after the other, until none is left."""
        citizen = Citizen(session, self._address)
        for number in self._conversations:
            await citizen.open()
            for turn in range(CONVERSATION_TURNS):
                began = time.perf_counter()
                await citizen.say(turn, number)
                self._times.append(time.perf_counter() - began)

    async def _watch(self) -> None:
        """The state of the processes at each tenth of the way."""
        for tenth in range(1, 10):
            while len(self._times) < self._total * tenth / 10:
                await asyncio.sleep(0.2)
            self._states.append(self._state())
            print(f"{tenth * 10} % of {self._total} turns …", file=sys.stderr, flush=True)

    def _state(self) -> dict[str, dict[str, float]]:
        return {kind: _state_of(pid) for kind, pid in self._pids.items()}


def _state_of(pid: int) -> dict[str, float]:
    process = Path(f"/proc/{pid}")
    return {
        "memory_mb": megabytes(pid),
        "files": len(list((process / "fd").iterdir())),
        "threads": len(list((process / "task").iterdir())),
    }


def _compared(early: Mapping[str, float], late: Mapping[str, float]) -> dict[str, float]:
    return {
        **{f"{name} early": value for name, value in early.items()},
        **{f"{name} late": value for name, value in late.items()},
        "memory late over early": round(late["memory_mb"] / early["memory_mb"], 3),
    }


def _quantiles(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "ms_p50": round(statistics.median(ordered) * 1000, 1),
        "ms_p95": round(ordered[int(len(ordered) * 0.95)] * 1000, 1),
    }
