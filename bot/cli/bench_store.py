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
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bot.cli.bench_engine import Client, Engines, Relay, bytes_moved, cpu_seconds, engines
from bot.cli.local_services import postgresql
from bot.cli.processes import free_ports
from bot.errors import Unavailable
from bot.privacy.encryption import Cipher, new_key

GREETING, QUESTION = "merci", "combien coute le passeport"
CLIENTS = 12
_EARLY = 10
_PAIRS = 60  # turns that one figure is the median of
_ROUNDS = 2_000


async def store_figures(turns: int, seconds: int) -> dict[str, Any]:
    """``turns``: length of the long conversation; ``seconds``: of each load."""
    found: dict[str, Any] = {}
    for kind in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as directory, _database(kind, Path(directory)) as url:
            found[f"late turns on {kind}"] = await _late_turns(Path(directory), url, turns)
    found |= await _throughput(seconds)
    found["encryption"] = _encryption()
    return found


async def _late_turns(directory: Path, database_url: str, turns: int) -> dict[str, dict[str, float]]:
    """Time and bytes of a turn around turn 10 and of a late one, each with an action, one beside the other."""
    [actions] = free_ports(1)
    async with Relay(actions) as relay:
        with engines(directory, database_url, actions_port=actions, relay=relay.port) as running:
            async with Client(running.urls) as client:
                long = _Conversation(running, relay, client)
                for _ in range(turns - _PAIRS // 2):
                    await long.turn()
                early, late = await _side_by_side(long, lambda: _Conversation(running, relay, client))
    ratio = {name: round(late[name] / early[name], 2) if early[name] else 1.0 for name in early}
    return {f"turn {_EARLY}": early, f"turn {turns}": late, "ratio": ratio}


async def _side_by_side(
    long: _Conversation, fresh: Callable[[], _Conversation]
) -> tuple[dict[str, float], dict[str, float]]:
    """Turns 6 to 15 of fresh conversations and turns of the long one, in turn: other load on the machine meets both."""
    early, late = [], []
    short = fresh()
    for number in range(_PAIRS):
        if number % _EARLY == 0:
            short = fresh()
            for _ in range(_EARLY // 2):
                await short.turn()
        early.append(await short.turn())
        late.append(await long.turn())
    return _typical(early), _typical(late)


def _typical(turns: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(statistics.median(turn[name] for turn in turns), 2) for name in turns[0]}


class _Conversation:
    """One that goes on and on, its turns looked at one by one."""

    def __init__(self, running: Engines, relay: Relay, client: Client) -> None:
        self._pid = running.parts[0].pid("engine")
        self._relay, self._client = relay, client
        self._id, self._turn = uuid.uuid4().hex, 0

    async def turn(self) -> dict[str, float]:
        """What the next turn takes: time, the engine's computing, and what it moves."""
        self._turn += 1
        (read, written), sent, computed = bytes_moved(self._pid), self._relay.sent, cpu_seconds(self._pid)
        await self._client.turn(self._id, QUESTION, str(self._turn))
        read_after, written_after = bytes_moved(self._pid)
        return {
            "ms": self._client.times[-1] * 1000,
            "ms_of_computing": (cpu_seconds(self._pid) - computed) * 1000,
            "kb_read": (read_after - read) / 1000,
            "kb_written": (written_after - written) / 1000,
            "kb_to_actions": (self._relay.sent - sent) / 1000,
        }


async def _throughput(seconds: int) -> dict[str, Any]:
    """Turns a second of one engine on one core, and of two on two, on PostgreSQL; the same a second of computing."""
    found = {**await _loads(1, seconds), **await _loads(2, seconds)}
    two, one = (found[f"{number} engines, without action"] for number in (2, 1))
    return {
        "throughput": found,
        "two engines over one": {
            "as measured": round(two["turns_per_second"] / one["turns_per_second"], 2),
            # what they would give on cores of their own: here client, database and action server share the two
            "for the same computing": round(2 * two["turns_per_core_second"] / one["turns_per_core_second"], 2),
        },
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
