"""``make scale-demo``: two machines' worth of processes on this one, under load, while one of each kind is killed.

PostgreSQL holds everything, Redis the locks; nginx stands before two gateways, two engines and two action servers. The
provider is simulated at the wire. At the end every message must have one turn and one answer.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.bench_channels import learnt, shown, turns
from bot.cli.local_services import nginx, postgresql, redis
from bot.cli.processes import Processes, as_environment, free_ports
from bot.evaluation.speed import megabytes

if TYPE_CHECKING:
    from channels.simulator.provider import Simulator

MACHINES = 2
KINDS = ("actions", "engine", "gateway")
_DOWN_SECONDS = 3.0  # how long a killed process stays away
_RETRY_PAUSE = 2.0


@dataclass(frozen=True)
class Topology:
    """What runs: the machines' processes, where they are reached, and what holds their data."""

    machines: Sequence[Processes]
    address: str
    database_url: str
    provider: Simulator


async def scale_demo(seconds: int, rate: float, citizens: int) -> dict[str, Any]:
    """Runs the whole and returns its figures; progress goes to standard error."""
    from channels.simulator.load import Load, Plan, cycled

    signal.signal(signal.SIGTERM, _ended)
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a killed gateway leaves half a request behind
    with tempfile.TemporaryDirectory() as directory:
        async with started(Path(directory)) as topology:
            _say("learning the answers …")
            load = Load(topology.provider, Plan(citizens, rate, seconds), cycled(await learnt(topology.provider)))
            before = len(topology.provider.deliveries)
            _say(
                f"{rate:g} messages a second for {seconds} s from {citizens} citizens; one of each kind is killed meanwhile …"
            )
            killing = asyncio.create_task(_kill_one_of_each(topology, seconds))
            await load.send()
            killed = await killing
            _say("waiting for the last answers …")
            await load.wait(120.0)
            deliveries = topology.provider.deliveries[before:]
            ids = [delivery.message_id for delivery in deliveries if delivery.acknowledged]
            return {
                "processes": {name: _process_of(topology, name) for name in KINDS},
                "load": shown(load.report()),
                "turns": turns(topology.database_url, ids),
                "killed": killed,
            }


@asynccontextmanager
async def started(directory: Path, machines: int = MACHINES) -> AsyncIterator[Topology]:
    """The topology, ready to be written to; ended with the block."""
    from channels.simulator.provider import Simulator

    public, engines, actions, database_port, redis_port = free_ports(5)
    ports = [dict(zip(KINDS, free_ports(len(KINDS)))) for _ in range(machines)]
    with ExitStack() as stack:
        _say("starting PostgreSQL, Redis and nginx …")
        database_url = await asyncio.to_thread(stack.enter_context, postgresql(directory / "postgresql", database_port))
        redis_url = stack.enter_context(redis(directory / "redis", redis_port))
        values = {
            "GATEWAYS": _servers(ports, "gateway"),
            "ENGINES": _servers(ports, "engine"),
            "ACTIONS": _servers(ports, "actions"),
            "PUBLIC": f"127.0.0.1:{public}",
            "INNER": "127.0.0.1",
            "ENGINE_PORT": str(engines),
            "ACTIONS_PORT": str(actions),
        }
        stack.enter_context(nginx(directory / "nginx", values, public))
        address = f"http://127.0.0.1:{public}"
        provider = await _entered(Simulator(retry_pause=_RETRY_PAUSE))
        try:
            chosen = {
                **provider.settings(),
                "privacy_notice": False,  # said once in a conversation, where answers are counted by question
                "host": "127.0.0.1",
                "public_url": address,
                "trusted_proxies": "127.0.0.1",
                "database_url": database_url,
                "redis_url": redis_url,
                "engine_url": f"http://127.0.0.1:{engines}",
                "actions_url": f"http://127.0.0.1:{actions}",
                "whatsapp_twilio_per_second": 1000,
                "messages_per_minute": 100_000,
                "log_level": "WARNING",
            }
            running = [
                stack.enter_context(Processes(each, as_environment(chosen), directory / f"machine-{number}.log"))
                for number, each in enumerate(ports, 1)
            ]
            await _start_all(running)
            provider.connect(address)
            yield Topology(running, address, database_url, provider)
        finally:
            await provider.__aexit__(None, None, None)


async def _entered(provider: Simulator) -> Simulator:
    return await provider.__aenter__()


async def _start_all(machines: Sequence[Processes]) -> None:
    _say(f"starting {len(machines)} action servers, engines and gateways …")
    for machine in machines:
        for kind in KINDS:
            machine.start(kind)
    for machine in machines:
        for kind in KINDS:
            await asyncio.to_thread(machine.wait, kind)


async def _kill_one_of_each(topology: Topology, seconds: int) -> dict[str, dict[str, float]]:
    """Kills one gateway, one engine and one action server, a third of the time apart, and starts each again."""
    killed = {}
    for number, kind in enumerate(("gateway", "engine", "actions")):
        machine = topology.machines[number % len(topology.machines)]
        await asyncio.sleep(seconds / 4)
        _say(f"killing {kind} {number % len(topology.machines) + 1} …")
        machine.end(kind, signal.SIGKILL)
        await asyncio.sleep(_DOWN_SECONDS)
        began = time.monotonic()
        machine.start(kind)
        await asyncio.to_thread(machine.wait, kind)
        killed[kind] = {"away_s": round(_DOWN_SECONDS + time.monotonic() - began, 1)}
    return killed


def _process_of(topology: Topology, kind: str) -> dict[str, float]:
    """How many of a kind run, and the memory of each on average, in MB."""
    sizes = [megabytes(machine.pid(kind)) for machine in topology.machines]
    return {"number": len(sizes), "memory_mb": round(sum(sizes) / len(sizes), 1)}


def _servers(ports: Sequence[dict[str, int]], kind: str) -> str:
    return " ".join(f"server 127.0.0.1:{each[kind]} max_fails=1 fail_timeout=2s;" for each in ports)


def _ended(_number: int, _frame: object) -> None:
    """Who is asked to end still ends what it started: PostgreSQL would live on by itself."""
    raise KeyboardInterrupt


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
