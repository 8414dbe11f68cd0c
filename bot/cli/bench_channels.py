"""The gateway under load and under kills, with the provider simulated at the wire; Rasa's own Twilio channel beside it.

Load: messages at a fixed rate from many citizens, whatever the answers do (an open loop). Crash: the same at a lower rate,
while parts of the assistant are killed with SIGKILL at random moments and started again. Both count, for every message,
its turns in the tracker and its answers at the provider.
"""

from __future__ import annotations

import asyncio
import logging
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bot.cli.processes import Processes, answers, as_environment, free_ports
from bot.errors import Unavailable
from bot.modelfile import newest_model
from bot.settings import ROOT, settings

if TYPE_CHECKING:
    from channels.simulator.load import Plan, Question, Report
    from channels.simulator.provider import Simulator

# Whole questions, so that the answer to each does not depend on what was said before.
_QUESTIONS = (
    "Combien coûte le passeport biométrique ?",
    "Est-ce que tu es un robot ou une personne ?",
    "Quelles langues est-ce que vous parlez ?",
    "Merci beaucoup pour votre aide",
)
_PART_WEIGHTS = {"gateway": 8, "engine": 1, "actions": 2}
_LEARNER = "+212699999999"
_STOCK_SECONDS = 300
_RETRY_PAUSE = 2.0  # seconds between two attempts of the provider: five of them outlast the start of a gateway


@dataclass(frozen=True)
class Kills:
    """How often parts are killed: ``pause`` seconds between two kills on average, with a seed."""

    pause: float
    seed: int = 0


LOAD_RATE, LOAD_CITIZENS = 200.0, 2_000  # messages a second, conversations
CRASH_RATE, CRASH_CITIZENS = 10.0, 100


async def channel_figures(seconds: int, stock: bool) -> dict[str, Any]:
    """Load on our gateway, kills under load, and the same load on Rasa's own Twilio channel."""
    from channels.simulator.load import Plan

    load = Plan(LOAD_CITIZENS, LOAD_RATE, seconds)
    found = {}
    with tempfile.TemporaryDirectory() as directory:
        found["load"] = await under_load(Path(directory), load)
    with tempfile.TemporaryDirectory() as directory:
        found["crash"] = await under_load(Path(directory), Plan(CRASH_CITIZENS, CRASH_RATE, seconds), Kills(pause=4.0))
    if stock:
        with tempfile.TemporaryDirectory() as directory:
            found["stock load"] = await stock_under_load(Path(directory), load)
    return found


@asynccontextmanager
async def assistant(
    directory: Path, more: Mapping[str, object] | None = None, at: Mapping[str, int] | None = None
) -> AsyncIterator[tuple[Processes, Simulator, str]]:
    """A whole assistant whose provider is simulated: its processes, the provider, and the address of its database.

    ``more``: settings besides, or other than, those of a benchmark; ``at``: ports of parts that must be certain ones.
    """
    from channels.simulator.provider import Simulator

    gateway, engine, actions = free_ports(3)
    address = f"http://127.0.0.1:{gateway}"
    database_url = str((more or {}).get("database_url", f"sqlite:///{directory}/bench.db"))
    async with Simulator(retry_pause=_RETRY_PAUSE) as provider:
        chosen = {
            **provider.settings(),
            "privacy_notice": False,  # said once in a conversation, where answers are counted by question
            "host": "127.0.0.1",
            "public_url": address,
            "database_url": database_url,
            "whatsapp_twilio_per_second": 1000,
            "messages_per_minute": 100_000,
            "log_level": "WARNING",
            **(more or {}),
        }
        ports = {"gateway": gateway, "engine": engine, "actions": actions, **(at or {})}
        with Processes(ports, as_environment(chosen), directory / "bench.log") as parts:
            for name in ports:
                await asyncio.to_thread(parts.start, name)
            for name in ports:
                await asyncio.to_thread(parts.wait, name)
            provider.connect(address)
            yield parts, provider, database_url


async def under_load(
    directory: Path, plan: Plan, kills: Kills | None = None, patience: float = 120.0
) -> dict[str, Any]:
    """Runs the plan; with ``kills``, parts of the assistant die meanwhile. The report of the load and of the turns."""
    from channels.simulator.load import Load, cycled

    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a killed gateway leaves half a request behind
    async with assistant(directory) as (parts, provider, database_url):
        load = Load(provider, plan, cycled(await learnt(provider)))
        before = len(provider.deliveries)
        killed = Counter[str]()
        killing = asyncio.create_task(keep_killing(parts, kills, killed)) if kills else None
        await load.send()
        if killing is not None:
            killing.cancel()
            await asyncio.gather(killing, return_exceptions=True)
            await revive(parts)
        await load.wait(patience)
        report = load.report()
        ids = [delivery.message_id for delivery in provider.deliveries[before:] if delivery.acknowledged]
    return {
        **shown(report),
        "turns": turns(database_url, ids),
        **({"killed": dict(killed)} if kills else {}),
    }


async def learnt(provider: Simulator) -> list[Question]:
    """What this assistant answers to each question."""
    from channels.simulator.load import learn

    return await learn(provider.phone(_LEARNER), _QUESTIONS, quiet=2.0, timeout=60.0)


def turns(database_url: str, message_ids: Sequence[str]) -> dict[str, int]:
    """For the messages of citizens: how many have exactly one turn in their tracker, and how many none or several."""
    from bot.persistence.database import Database
    from bot.persistence.trackers import SqlTrackerRepository
    from bot.privacy.encryption import Cipher

    database = Database(database_url, Cipher(settings().data_key.get_secret_value()))
    try:
        trackers = SqlTrackerRepository(database)
        heard = Counter(
            event.get("message_id")
            for conversation in trackers.ids()
            for event in trackers.events(conversation)
            if event["event"] == "user"
        )
    finally:
        database.dispose()
    counts = Counter(min(heard[message_id], 2) for message_id in message_ids)
    return {"messages": len(message_ids), "one": counts[1], "none": counts[0], "several": counts[2]}


async def keep_killing(parts: Processes, kills: Kills, killed: Counter[str]) -> None:
    """Kills a part at random moments, even while it is starting, and starts it again at once."""
    chance = random.Random(kills.seed)  # noqa: S311 - not a secret
    names, weights = zip(*_PART_WEIGHTS.items())
    while True:
        await asyncio.sleep(chance.expovariate(1 / kills.pause))
        [name] = chance.choices(names, weights)
        parts.end(name, signal.SIGKILL)
        parts.start(name)
        killed[name] += 1


async def revive(parts: Processes) -> None:
    """Whatever was being started when the killing ended is waited for."""
    for name in _PART_WEIGHTS:
        await asyncio.to_thread(parts.wait, name)


async def stock_under_load(directory: Path, plan: Plan, patience: float = 30.0) -> dict[str, Any]:
    """The same load on Rasa's own Twilio channel, with the same model, rules, sentences and action server."""
    from channels.simulator.load import Load, cycled
    from channels.simulator.provider import Simulator

    [port, actions] = free_ports(2)
    async with Simulator() as provider:
        with _stock(directory, port, actions, provider.url, provider.credentials.whatsapp_number):
            provider.connect(f"http://127.0.0.1:{port}")
            load = Load(provider, plan, cycled(await learnt(provider)))
            report = await load.run(patience)
    return shown(report)


@contextmanager
def _stock(directory: Path, port: int, actions: int, api: str, number: str) -> Iterator[None]:
    """``rasa run`` with our newest model and Rasa's channel, and our action server beside it."""
    from channels.simulator.credentials import Credentials

    account = Credentials()
    credentials = {
        "bot.engine.stock_twilio.StockTwilio": {
            "account_sid": account.account_sid,
            "auth_token": account.auth_token,
            "twilio_number": f"whatsapp:{number}",
            "api": api,
        }
    }
    endpoints = {
        "action_endpoint": {"url": f"http://127.0.0.1:{actions}/webhook"},
        "nlg": {"type": "bot.engine.nlg.FluentGenerator"},
        "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(directory / "stock.db")},
    }
    for name, content in (("credentials", credentials), ("endpoints", endpoints)):
        (directory / f"{name}.yml").write_text(yaml.safe_dump(content), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "rasa",
        "run",
        "--model",
        str(newest_model(settings().models_dir)),
        "--port",
        str(port),
    ]
    command += ["--interface", "127.0.0.1", "--credentials", str(directory / "credentials.yml")]
    command += ["--endpoints", str(directory / "endpoints.yml"), "--log-file", str(directory / "stock.log")]
    environment = {"RASA_TELEMETRY_ENABLED": "false", "CHOBBAK_DATABASE_URL": f"sqlite:///{directory}/stock-actions.db"}
    with (
        Processes({"actions": actions}, environment, directory / "stock-actions.log") as parts,
        (directory / "stock.out").open("wb") as output,
    ):
        parts.start("actions")
        parts.wait("actions")
        with subprocess.Popen(command, cwd=ROOT, env=parts.environment, stdout=output, stderr=output) as process:  # noqa: S603
            try:
                _wait_for_stock(port, process)
                yield
            finally:
                process.terminate()


def _wait_for_stock(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _STOCK_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise Unavailable("Rasa with its own Twilio channel did not start")
        if answers(f"http://127.0.0.1:{port}/webhooks/whatsapp_twilio/"):
            return
        time.sleep(0.2)
    raise Unavailable(f"Rasa with its own Twilio channel was not ready after {_STOCK_SECONDS} s")


def shown(report: Report) -> dict[str, Any]:
    """The report, rounded, with its verdict."""
    found: Mapping[str, Any] = report.as_dict()
    rounded = {name: round(value, 1) if isinstance(value, float) else value for name, value in found.items()}
    rounded["statuses"] = {str(status): number for status, number in report.statuses.items()}
    return {**rounded, "exactly_once": report.exactly_once}
