"""The services under kills: every citizen ends with exactly what they asked for, however often parts of the assistant die."""

from __future__ import annotations

import asyncio
import logging
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.bench_channels import Kills, assistant, keep_killing, revive
from bot.cli.citizens import SERVICES, Citizen, citizens
from bot.persistence.registers.register import Register
from bot.persistence.registers.schema import NAMES
from bot.privacy.encryption import Cipher
from bot.settings import settings

if TYPE_CHECKING:
    from channels.simulator.provider import Simulator

_BETWEEN = 2.0  # seconds between two kills, on average
_ARRIVALS = 0.5  # seconds between two citizens


async def service_figures(seconds: int) -> dict[str, Any]:
    """Citizens who come for so many seconds, while parts are killed."""
    with tempfile.TemporaryDirectory() as directory:
        count = round(seconds / _ARRIVALS)
        return await services_under_kills(Path(directory), count, seconds, Kills(pause=_BETWEEN))


async def services_under_kills(
    directory: Path, count: int, seconds: float, kills: Kills, patience: float = 180.0
) -> dict[str, Any]:
    """``count`` citizens come within ``seconds``; what is in registers, outbox and on telephones when all are done."""
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a killed gateway leaves half a request behind
    async with assistant(directory, registers_in(directory)) as (parts, provider, database_url):
        people = citizens(provider, count, patience=patience)
        killed = Counter[str]()
        killing = asyncio.create_task(keep_killing(parts, kills, killed))
        began = time.monotonic()
        doing = [asyncio.create_task(_come(one, place * seconds / count)) for place, one in enumerate(people)]
        await asyncio.sleep(seconds)
        killing.cancel()
        await asyncio.gather(killing, return_exceptions=True)
        await revive(parts)
        failed = [str(one) for one in await asyncio.gather(*doing, return_exceptions=True) if one is not None]
        took = time.monotonic() - began
        await asyncio.sleep(2.0)  # what is doubled comes late
        return {
            "citizens": count,
            "seconds": round(took, 1),
            "killed": dict(killed),
            "failed": failed,
            **receipts(people, provider),
            "rows": rows(directory),
            "outbox": outbox(database_url),
        }


def registers_in(directory: Path) -> dict[str, str]:
    """Settings of registers of one's own."""
    return {f"{name}_url": f"sqlite:///{directory}/registers.db" for name in NAMES}


async def _come(citizen: Citizen, after: float) -> None:
    await asyncio.sleep(after)
    await citizen.do()


def receipts(people: Sequence[Citizen], provider: Simulator) -> dict[str, Any]:
    """Citizens by how many receipts they have; a send whose outcome was never told may have been repeated."""
    found = Counter(len({message.reference for message in one.receipts()}) for one in people)
    shown = sum(len(one.receipts()) for one in people)
    return {
        "receipts": dict(found),
        "receipts_repeated": shown - sum(number * many for number, many in found.items()),
        "repeats": provider.repeats,
        "duplicates": len(provider.duplicates),
        "offered_again": sum(one.offered_again for one in people),
    }


def rows(directory: Path) -> dict[str, dict[str, int]]:
    """What stands in the registers: rows, conversations that have any, and those that have more than one."""
    from sqlalchemy import text

    found: dict[str, dict[str, int]] = {}
    for name in SERVICES:
        register = Register(name, registers_in(directory)[f"{name}_url"], _cipher())
        owner = "conversation_id" if name == "appointments" else "conversation"
        try:
            with register.read() as connection:
                owners = Counter(connection.execute(text(f"SELECT {owner} FROM {name}")).scalars())  # noqa: S608
                query = "SELECT place_key FROM appointments WHERE place_key IS NOT NULL"
                places = connection.execute(text(query)).scalars().all()
        finally:
            register.dispose()
        found[name] = {
            "rows": sum(owners.values()),
            "citizens": len(owners),
            "several": sum(number > 1 for number in owners.values()),
        }
        if name == "appointments":
            found[name]["places_doubled"] = len(places) - len(set(places))
    return found


def outbox(database_url: str) -> dict[str, int]:
    """Messages in the outbox by state, and how many say again what the same message of a citizen was answered before."""
    from sqlalchemy import select

    from bot.persistence.database import Database
    from bot.persistence.tables import outbox as table

    database = Database(database_url, _cipher())
    try:
        with database.read() as connection:
            kept = connection.execute(select(table.c.inbox_id, table.c.body, table.c.state, table.c.kind)).all()
    finally:
        database.dispose()
    said = Counter((row.inbox_id, row.body) for row in kept if row.inbox_id is not None and row.kind != "own")
    states = Counter(str(row.state) for row in kept)
    return {**states, "doubled": sum(number - 1 for number in said.values())}


def _cipher() -> Cipher:
    return Cipher(settings().data_key.get_secret_value())
