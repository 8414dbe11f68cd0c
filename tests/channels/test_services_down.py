"""Registers that hang, are down, talk nonsense or may only be read, with the whole assistant in front of them, over HTTP."""

from __future__ import annotations

import asyncio
import re
import statistics
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Optional

import aiohttp
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine, make_url

from bot.cli.bench_channels import assistant
from bot.cli.citizens import NUMBERS, SERVICES, TAKEN, Citizen, plain
from bot.cli.processes import as_environment, free_ports
from bot.messages import format_message
from bot.persistence.registers.schema import NAMES
from channels.simulator.provider import Simulator
from tests.channels.test_services_whole import registers
from tests.channels.wire import Wire
from tests.registers.servers import new_database

TIMEOUT, PAUSE, FAILURES = 2.0, 2.0, 2
TURN = 1.5  # seconds for all else of a turn, on a busy machine
FAULTS = ("frozen", "refused", "nonsense", "lost commit")
DOWN = plain(format_message("fr", "forms-register-down"))
QUESTION = "Combien coûte le passeport biométrique ?"
_OF_A_FAULT = 2  # citizens for each service


class Follower(Citizen):
    """Follows a file: the register is read when the card is told."""

    def __init__(self, provider: Simulator, number: str, reference: str, card: str) -> None:
        super().__init__(provider, number, "dossiers")
        self._reference, self._card = reference, card

    async def prepare(self) -> None:
        await self.say(f"je voudrais suivre mon dossier {self._reference}", "carte")

    async def decide(self) -> str:
        return await self.say(self._card, DOWN, "code")

    async def retry(self) -> str:
        await self.say("[Réessayer]", "carte")
        return await self.decide()


class Maker(Citizen):
    """Books, orders or complains."""

    async def decide(self) -> str:
        return await self.say("[Oui, je confirme]", DOWN, NUMBERS[self.service])

    async def retry(self) -> str:
        told = await self.say("[Réessayer]", DOWN, NUMBERS[self.service], TAKEN)
        return await self.again() if TAKEN in told else told


class Others:
    """Somebody who asks something else all the while, and how long each answer took."""

    def __init__(self, provider: Simulator, number: str) -> None:
        self._citizen = Citizen(provider, number, "orders", patience=15.0)
        self.seconds: list[float] = []
        self._task: Optional[asyncio.Task[None]] = None

    async def __aenter__(self) -> Others:
        await self._citizen.say(QUESTION, "passeport", "Passeport")
        self._task = asyncio.create_task(self._ask())
        return self

    async def __aexit__(self, *_exc: object) -> None:
        assert self._task is not None
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _ask(self) -> None:
        while True:
            began = time.monotonic()
            await self._citizen.say(QUESTION, "passeport", "Passeport")
            self.seconds.append(time.monotonic() - began)
            await asyncio.sleep(0.2)


class Registers:
    """Four registers on one server, behind one wire; looked at past the wire."""

    def __init__(self, url: str, wire: Wire) -> None:
        self._engine: Engine = create_engine(url, isolation_level="AUTOCOMMIT")
        self._wire = wire

    def spoil(self, fault: str) -> None:
        {
            "frozen": self._wire.freeze,
            "refused": self._wire.refuse,
            "nonsense": self._wire.garble,
            "lost commit": self._lose_commit,
            "read-only": self._forbid,
        }[fault]()

    def _lose_commit(self) -> None:
        """What is written is committed, and nobody is told."""
        self._wire.cut_at, self._wire.cut_after, self._wire.cuts = b"COMMIT", b"INSERT INTO", True

    def _forbid(self) -> None:
        with self._engine.connect() as connection:
            name = connection.engine.url.database
            connection.exec_driver_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        self._wire.mend()  # who was connected connects anew

    def mend(self) -> None:
        if self._engine.dialect.name == "postgresql":
            with self._engine.connect() as connection:
                connection.exec_driver_sql("SET default_transaction_read_only = off")
                name = connection.engine.url.database
                connection.exec_driver_sql(f"ALTER DATABASE {name} RESET default_transaction_read_only")
        self._wire.mend()

    def rows(self) -> dict[str, int]:
        with self._engine.connect() as connection:
            return {
                name: int(connection.execute(text(f"SELECT COUNT(*) FROM {name}")).scalar_one()) for name in SERVICES
            }

    def files(self, count: int) -> list[tuple[str, str]]:
        """References and cards of the seed, of different holders with a telephone."""
        query = text(
            "SELECT reference, cin FROM dossiers WHERE cin IS NOT NULL AND phone IS NOT NULL ORDER BY reference"
        )
        with self._engine.connect() as connection:
            found = {card: reference for reference, card in connection.execute(query)}
        return [(reference, card) for card, reference in list(found.items())[:count]]

    def dispose(self) -> None:
        self._engine.dispose()


async def breakers(port: int) -> dict[str, float]:
    """What the action server says of its registers: 0 closed, 1 half open, 2 open."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/metrics") as response,
    ):
        said = await response.text()
    found = re.findall(r'^chobbak_register_breaker\{register="(\w+)"\} ([\d.]+)$', said, re.MULTILINE)
    return {name: float(state) for name, state in found}


@pytest.mark.engine
@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
async def test_a_register_that_fails_holds_nobody_up_and_does_nothing_by_halves(kind: str, tmp_path: Path) -> None:
    """For each service and each way to fail: the citizen is told within the timeout, others are answered meanwhile, the
    breaker opens, so that the next attempt waits for nothing, and closes again; the same yes then works, once."""
    with new_database(kind, tmp_path) as url:
        where = as_environment({f"{name}_url": url for name in NAMES})
        registers(["migrate"], where)
        registers(["seed", "dossiers"], where)
        server = make_url(url)
        [port] = free_ports(1)
        async with Wire(server.port or 0, server.host or "127.0.0.1") as wire:
            behind = server.set(host="127.0.0.1", port=wire.port).render_as_string(hide_password=False)
            chosen: dict[str, Any] = {f"{name}_url": behind for name in NAMES}
            chosen |= {"register_timeout": TIMEOUT, "register_pause": PAUSE, "register_failures": FAILURES}
            found = Registers(url, wire)
            try:
                async with assistant(tmp_path, chosen, {"actions": port}) as (_, provider, _url):
                    faults = [*FAULTS, *(["read-only"] if kind == "postgresql" else [])]
                    files = found.files(len(faults) * _OF_A_FAULT)
                    for place, fault in enumerate(faults):
                        mine = files[place * _OF_A_FAULT :][:_OF_A_FAULT]
                        await one_fault(fault, place, provider, found, mine, port)
            finally:
                found.dispose()


async def one_fault(
    fault: str, place: int, provider: Simulator, found: Registers, files: Iterable[tuple[str, str]], port: int
) -> None:
    """Everything that is proven of one way to fail."""
    numbers = (f"+2126300{place:02d}{number:03d}" for number in range(100))
    people: list[Any] = [Maker(provider, next(numbers), name) for name in SERVICES for _ in range(_OF_A_FAULT)]
    if fault not in ("read-only", "lost commit"):  # to be read is all that it takes
        people += [Follower(provider, next(numbers), *file) for file in files]
    await asyncio.gather(*(one.prepare() for one in people))
    before = await asyncio.to_thread(found.rows)
    async with Others(provider, next(numbers)) as others:
        await asyncio.to_thread(found.spoil, fault)
        took = dict(await asyncio.gather(*(_timed(number, one.decide) for number, one in enumerate(people))))
        assert {answer for answer, _ in took.values()} == {DOWN} or fault == "lost commit", (fault, took)
        told = max(seconds for _, seconds in took.values())
        again = 0.0
        if fault in ("frozen", "refused", "nonsense"):
            opened = await breakers(port)
            assert set(opened.values()) == {2.0}, (fault, opened)
            assert all(state != 0 for state in opened.values()), (fault, opened)
            (_, again) = (await _timed(0, people[0].retry))[1]
            assert await asyncio.to_thread(found.rows) == before, fault
        await asyncio.sleep(0.5)
    await asyncio.to_thread(found.mend)
    await asyncio.sleep(PAUSE + 0.2)
    for one in people:
        if DOWN in one.texts[-1]:
            answer = await one.retry()
            assert DOWN not in answer, (fault, one.service, one.texts[-3:])
    after = await asyncio.to_thread(found.rows)
    assert after == {name: number + _OF_A_FAULT for name, number in before.items()}, fault
    assert all(len(one.receipts()) == 1 for one in people if one.service in SERVICES), fault
    closed = await breakers(port)
    assert set(closed.values()) == {0.0}, (fault, closed)
    slowest, usual = max(others.seconds), statistics.median(others.seconds)
    print(
        f"{fault}: told after {told:.2f} s at most, with the breaker open after {again:.2f} s; "
        f"others answered in {usual:.2f} s, {slowest:.2f} s at most"
    )
    assert told < TIMEOUT + TURN, (fault, took)
    assert again < TURN, fault
    assert slowest < TURN, (fault, others.seconds)


async def _timed(key: int, what: Callable[[], Any]) -> tuple[int, tuple[str, float]]:
    began = time.monotonic()
    answer = await what()
    return key, (DOWN if DOWN in answer else answer, time.monotonic() - began)
