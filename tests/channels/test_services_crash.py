"""Appointments, orders and complaints are made exactly once, whatever dies meanwhile. ``bench`` has the long form."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from bot.cli.bench_channels import Kills, assistant
from bot.cli.bench_services import outbox, registers_in, rows, services_under_kills
from bot.cli.citizens import SERVICES, Citizen
from bot.cli.processes import free_ports
from bot.persistence.registers.upgrade import upgrade
from tests.channels.wire import Wire

CITIZENS, SECONDS = 24, 20


@pytest.mark.engine
async def test_kills_of_any_part_do_nothing_twice_and_lose_nothing(tmp_path: Path) -> None:
    """Gateway, engine and action server die while citizens book, order and complain: each ends with one entry in the
    register and one receipt, no place is given twice, and no answer is in the outbox twice."""
    report = await services_under_kills(tmp_path, CITIZENS, SECONDS, Kills(pause=2.0, seed=7))
    assert sum(report["killed"].values()) >= 4, report
    assert len(report["killed"]) >= 2, report
    assert report["failed"] == [], report
    assert report["receipts"] == {1: CITIZENS}, report
    assert report["receipts_repeated"] <= report["repeats"], report
    assert report["duplicates"] == 0, report
    each = {"rows": CITIZENS // 3, "citizens": CITIZENS // 3, "several": 0}
    assert report["rows"] == {**dict.fromkeys(SERVICES, each), "appointments": {**each, "places_doubled": 0}}, report
    assert report["outbox"]["doubled"] == 0, report


@pytest.mark.engine
async def test_death_between_the_write_and_the_answer(tmp_path: Path) -> None:
    """The action server has written and dies before its answer is out, for each service: the turn is made again, finds
    what was written, and the citizen has one entry and one receipt with its number."""
    [behind] = free_ports(1)
    for service in SERVICES:  # all are counted before each has been used
        upgrade(service, registers_in(tmp_path)[f"{service}_url"])
    async with Wire(behind) as wire:
        chosen = {**registers_in(tmp_path), "actions_url": f"http://127.0.0.1:{wire.port}"}
        async with assistant(tmp_path, chosen, {"actions": behind}) as (parts, provider, database_url):
            for place, service in enumerate(SERVICES):
                citizen = Citizen(provider, f"+21262000000{place}", service, patience=90.0)
                await citizen.prepare()
                written: list[int] = []

                def die(service: str = service, written: list[int] = written) -> None:
                    parts.end("actions", signal.SIGKILL)
                    parts.start("actions")
                    written.append(rows(tmp_path)[service]["rows"])

                wire.on_cut, wire.cut_at = die, b'"next_action": "action_fill_form"'
                receipt = await citizen.confirm()
                assert written == [1], service  # it was there when the action server died
                await asyncio.sleep(1.0)
                assert rows(tmp_path)[service]["rows"] == 1
                assert len(citizen.receipts()) == 1
                assert receipt in citizen.texts
            assert outbox(database_url)["doubled"] == 0
