"""Engines alone for a measurement: started on chosen cores, asked for turns as the gateway asks, their bytes counted."""

from __future__ import annotations

import asyncio
import itertools
import os
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.cli.processes import Processes, as_environment, free_ports
from bot.errors import Unavailable

_DATABASES = ("database_url", "dossiers_url", "appointments_url", "orders_url", "complaints_url")


class Client:
    """Posts turns to engines and notes how long each took, in seconds."""

    def __init__(self, urls: Sequence[str]) -> None:
        self._urls = urls
        self.times: list[float] = []

    async def __aenter__(self) -> Client:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        return self

    async def __aexit__(self, *_exc: object) -> None:
        await self._session.close()

    async def turn(self, conversation: str, text: str, message_id: str, engine: int = 0) -> None:
        """One turn.

        Raises:
            Unavailable: it was not answered with 200.
        """
        body = {"conversation_id": conversation, "message_id": message_id, "text": text, "metadata": {"channel": "web"}}
        began = time.perf_counter()
        async with self._session.post(f"{self._urls[engine]}/webhooks/chobbak/turn", json=body) as answer:
            await answer.read()
        if answer.status != 200:
            raise Unavailable(f"an engine answered {answer.status}")
        self.times.append(time.perf_counter() - began)

    async def load(self, texts: Sequence[str], seconds: float, clients: int) -> float:
        """Turns of ``clients`` conversations at once, each client on one engine; turns per second."""
        began, before = time.perf_counter(), len(self.times)
        end = began + seconds

        async def one(number: int) -> None:
            conversation = uuid.uuid4().hex
            for turn in itertools.count():
                if time.perf_counter() >= end:
                    return
                await self.turn(conversation, texts[turn % len(texts)], str(turn), number % len(self._urls))

        await asyncio.gather(*(one(number) for number in range(clients)))
        return (len(self.times) - before) / (time.perf_counter() - began)


class Relay:
    """Passes connections on to a port and counts what is sent there, in bytes."""

    def __init__(self, target: int) -> None:
        self._target = target
        self.sent = 0
        self.port = 0

    async def __aenter__(self) -> Relay:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_exc: object) -> None:
        self._server.close()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        await asyncio.gather(self._pump(reader, far_writer, True), self._pump(far_reader, writer, False))

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, counted: bool) -> None:
        try:
            while data := await reader.read(65536):
                self.sent += len(data) if counted else 0
                writer.write(data)
                await writer.drain()
        except OSError:
            pass  # either side may go first
        finally:
            writer.close()


@dataclass
class Engines:
    """Engines that run, their addresses, and the action server beside them."""

    parts: list[Processes]
    urls: list[str]

    def cpu_seconds(self) -> float:
        """Time that the engines have computed, together."""
        return sum(cpu_seconds(part.pid("engine")) for part in self.parts)


@contextmanager
def engines(
    directory: Path,
    database_url: str,
    number: int = 1,
    *,
    actions_port: int = 0,
    relay: int = 0,
    own_core: bool = False,
) -> Iterator[Engines]:
    """``number`` engines and one action server on this database.

    ``actions_port``: of the action server; any when 0. ``relay``: the port at which engines look for it, when that is
    another. ``own_core``: engine 0 on core 0, engine 1 on core 1; the rest where there is room.
    """
    from bot.persistence.upgrade import upgrade

    upgrade(database_url)
    free, *ports = free_ports(number + 1)
    actions = actions_port or free
    chosen: dict[str, Any] = {
        **dict.fromkeys(_DATABASES, database_url),
        "actions_url": f"http://127.0.0.1:{relay or actions}",
        "log_level": "WARNING",
    }
    environment = {**as_environment(chosen), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    log = directory / "engines.log"
    with ExitStack() as stack:
        parts = [
            stack.enter_context(Processes({"engine": port, "actions": actions}, environment, log)) for port in ports
        ]
        parts[0].start("actions")
        for core, part in enumerate(parts):
            part.start("engine")
            if own_core:  # before it makes threads, which inherit it
                os.sched_setaffinity(part.pid("engine"), {core % (os.cpu_count() or 1)})
        parts[0].wait("actions")
        for part in parts:
            part.wait("engine")
        yield Engines(parts, [f"http://127.0.0.1:{port}" for port in ports])


def cpu_seconds(pid: int) -> float:
    """Time that the threads of a process have computed, by the scheduler's own count."""
    total = 0
    for thread in Path(f"/proc/{pid}/task").glob("*"):
        try:
            total += int((thread / "schedstat").read_text(encoding="ascii").split()[0])
        except OSError:
            continue  # it has just ended
    return total / 1e9


def bytes_moved(pid: int) -> tuple[int, int]:
    """What a process has read and written by ``read`` and ``write``, caches included."""
    counters = dict(line.split(": ") for line in Path(f"/proc/{pid}/io").read_text(encoding="utf-8").splitlines())
    return int(counters["rchar"]), int(counters["wchar"])
