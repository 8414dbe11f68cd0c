"""What a turn costs late in a conversation, how many turns an engine sustains, and what encryption adds.

Bytes are those that the engine reads and writes (files of SQLite; of PostgreSQL only what it holds is known), those that
the store holds, and those that go to the action server, counted on the wire.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bot.cli.bench_engine import Client, Engines, Relay, bytes_moved, engines
from bot.cli.local_services import postgresql
from bot.cli.processes import free_ports
from bot.errors import Unavailable
from bot.privacy.encryption import Cipher, new_key

GREETING, QUESTION = "merci", "combien coute le passeport"
MIXED = (GREETING, QUESTION)
CLIENTS = 12
_EARLY = 10
_AROUND = 20  # turns that one figure is taken over
_ROUNDS = 2_000


async def store_figures(turns: int, seconds: int) -> dict[str, Any]:
    """``turns``: length of the long conversation; ``seconds``: of each load."""
    found: dict[str, Any] = {}
    for kind in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as directory, _database(kind, Path(directory)) as url:
            found[f"late turns on {kind}"] = await _late_turns(Path(directory), url, turns)
    found["throughput"] = await _throughput(seconds)
    found["encryption"] = _encryption()
    return found


async def _late_turns(directory: Path, database_url: str, turns: int) -> dict[str, dict[str, float]]:
    """Time and bytes of a turn around turn 10 and around the last one, each turn with an action."""
    [actions] = free_ports(1)
    async with Relay(actions) as relay:
        with engines(directory, database_url, actions_port=actions, relay=relay.port) as running:
            async with Client(running.urls) as client:
                await client.load(MIXED, 2, 1)  # another conversation: everything is warm
                measured = _Long(running, relay, client)
                early, late = await measured.around(_EARLY), await measured.around(turns)
    ratio = {name: round(late[name] / early[name], 2) if early[name] else 1.0 for name in early}
    return {f"turn {_EARLY}": early, f"turn {turns}": late, "ratio": ratio}


class _Long:
    """One conversation that goes on and on."""

    def __init__(self, running: Engines, relay: Relay, client: Client) -> None:
        self._pid = running.parts[0].pid("engine")
        self._relay, self._client = relay, client
        self._conversation, self._turn = uuid.uuid4().hex, 0

    async def around(self, turn: int) -> dict[str, float]:
        """Goes on until just before ``turn``, then measures."""
        while self._turn < max(turn - _AROUND // 2, 4):
            await self._next()
        (read, written), sent, before = bytes_moved(self._pid), self._relay.sent, len(self._client.times)
        for _ in range(_AROUND):
            await self._next()
        read_after, written_after = bytes_moved(self._pid)
        return {
            "ms_p50": round(statistics.median(self._client.times[before:]) * 1000, 2),
            "kb_read": round((read_after - read) / _AROUND / 1000, 1),
            "kb_written": round((written_after - written) / _AROUND / 1000, 1),
            "kb_to_actions": round((self._relay.sent - sent) / _AROUND / 1000, 1),
        }

    async def _next(self) -> None:
        self._turn += 1
        await self._client.turn(self._conversation, QUESTION, str(self._turn))


async def _throughput(seconds: int) -> dict[str, Any]:
    """Turns a second of one engine on one core, and of two on two, on PostgreSQL; the same a second of computing."""
    found = {**await _loads(1, seconds), **await _loads(2, seconds)}
    two, one = (found[f"{number} engines, without action"] for number in (2, 1))
    return {
        "loads": found,
        "two_over_one": round(two["turns_per_second"] / one["turns_per_second"], 2),
        "two_over_one_by_computing": round(two["turns_per_core_second"] / one["turns_per_core_second"], 2),
    }


async def _loads(number: int, seconds: int) -> dict[str, dict[str, float]]:
    found = {}
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(_database("postgresql", directory))
        running = stack.enter_context(engines(directory, url, number, own_core=True))
        async with Client(running.urls) as client:
            for name, texts in (("without action", (GREETING,)), ("with action", (QUESTION,))):
                await client.load(texts, 2, CLIENTS)
                found[f"{number} engines, {name}"] = await _sustained(running, client, texts, seconds)
    return found


async def _sustained(running: Engines, client: Client, texts: tuple[str, ...], seconds: int) -> dict[str, float]:
    computed, before = running.cpu_seconds(), len(client.times)
    rate = await client.load(texts, seconds, CLIENTS * len(running.urls))
    spent, times = running.cpu_seconds() - computed, sorted(client.times[before:])
    return {
        "turns_per_second": round(rate, 1),
        "turns_per_core_second": round(len(times) / spent, 1),
        "ms_of_computing": round(spent / len(times) * 1000, 2),
        "ms_p50": round(statistics.median(times) * 1000, 1),
        "ms_p99": round(times[int(len(times) * 0.99)] * 1000, 1),
    }


def _encryption() -> dict[str, float]:
    """Microseconds to encrypt and to decrypt a snapshot of 3 KB, and to write and read it as JSON."""
    cipher = Cipher(new_key())
    text = json.dumps({"events": [{"event": "user", "text": "x" * 200}] * 12})
    token = cipher.encrypt(text)
    return {
        "snapshot_bytes": len(text),
        "stored_bytes": len(token),
        "encrypt_microseconds": _microseconds(lambda: cipher.encrypt(text)),
        "decrypt_microseconds": _microseconds(lambda: cipher.decrypt(token)),
        "json_microseconds": _microseconds(lambda: json.loads(json.dumps(json.loads(text)))),
    }


def _microseconds(work: Any) -> float:
    times = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return round(statistics.median(times) * 1e6, 1)


@contextmanager
def _database(kind: str, directory: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{directory}/bench.db"
        return
    try:
        with postgresql(directory / "postgresql", free_ports(1)[0]) as url:
            yield url
    except Unavailable as error:
        raise Unavailable(f"{error}: `--only store` needs it") from error
