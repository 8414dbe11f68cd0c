"""Invented data: the same for everybody, written once, seen to be invented, and whole."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta, timezone
from importlib import import_module
from importlib.util import find_spec
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.persistence.registers.dossiers import SqlDossierRepository, dossiers
from bot.persistence.registers.dossiers_seed import ROWS, seed
from bot.persistence.registers.register import Register
from bot.persistence.registers.upgrade import known, metadata_of
from bot.procedures.catalogue import load_directory
from bot.services.dossiers.model import Status
from bot.services.dossiers.service import Next, report
from bot.services.references import normal_reference
from bot.settings import ROOT
from tests.registers.conftest import MakeRegister

NOW = datetime(2026, 12, 1, 11, 0, tzinfo=timezone.utc)
SEEDED = [name for name in known() if find_spec(f"bot.persistence.registers.{name}_seed")]


def counted(register: Register, name: str) -> int:
    with register.read() as connection:
        tables = metadata_of(name).tables.values()
        return sum(connection.execute(select(func.count()).select_from(table)).scalar() for table in tables)


@pytest.mark.parametrize("name", SEEDED)
def test_a_seed_is_written_once(name: str, new_register: MakeRegister) -> None:
    """Run again, a day later too, it adds nothing and changes no row's count."""
    register = new_register(name, timeout=60)
    sow = import_module(f"bot.persistence.registers.{name}_seed").seed
    assert sow(register, Random(5519), NOW) > 0
    before = counted(register, name)
    assert sow(register, Random(5519), NOW) == 0
    assert counted(register, name) == before


@pytest.fixture
def rows(new_register: MakeRegister) -> list[dict[str, Any]]:
    register = new_register("dossiers", timeout=60)
    assert seed(register, Random(5519), NOW) == ROWS
    with register.read() as connection:
        return [dict(row) for row in connection.execute(select(dossiers).order_by(dossiers.c.id)).mappings()]


def test_dossiers_are_seen_to_be_invented(rows: list[dict[str, Any]]) -> None:
    """Cards and telephones are counted up from one, offices say that they are examples, nobody has a name."""
    for number, row in enumerate(rows, 1):
        assert row["cin"] == f"AB{number:06}"
        assert re.fullmatch(r"\+212600000\d{3}", row["phone"])
        assert "(exemple)" in row["office_fr"]
        assert "(مثال)" in row["office_ar"]
        assert normal_reference(row["reference"]) == row["reference"]
    assert not any("name" in column.name for column in dossiers.columns)


def test_dossiers_are_of_every_kind(rows: list[dict[str, Any]]) -> None:
    """Hundreds, of every status that a dossier has, some late by law 55-19, some investments; all procedures are known."""
    assert len(rows) == ROWS >= 200
    seen = Counter(row["status"] for row in rows)
    assert set(seen) == {status.value for status in Status} - {"booked", "answered"}
    assert min(seen.values()) >= 5
    assert any(row["investment"] for row in rows)
    ids = {procedure.id for procedure in load_directory(ROOT / "data" / "procedures")}
    assert {row["procedure_id"] for row in rows} <= ids


def test_dossiers_are_whole(new_register: MakeRegister) -> None:
    """Each is found; its history begins with its receipt, ends where it stands, and lies before today."""
    register = new_register("dossiers", timeout=60)
    seed(register, Random(5519), NOW, rows=80)
    repository = SqlDossierRepository(register)
    with register.read() as connection:
        references = connection.execute(select(dossiers.c.reference)).scalars().all()
    steps: Counter[Next] = Counter()
    for reference in references:
        found = repository.find(reference)
        assert found is not None
        assert found.history[0].status is Status.RECEIVED
        assert (found.history[-1].status, found.history[-1].at) == (found.status, found.since)
        assert [step.at for step in found.history] == sorted(step.at for step in found.history)
        assert found.since < NOW
        assert found.lodged == found.history[0].at.date()
        assert bool(found.missing) == (found.status is Status.INCOMPLETE)
        assert bool(found.reason) == (found.status is Status.REFUSED)
        steps[report(found, NOW).next] += 1
    assert steps[Next.INSIST] > 0


def test_the_same_for_everybody(new_register: MakeRegister) -> None:
    """References do not depend on the day on which they are written: a page may name one."""
    register = new_register("dossiers", timeout=60)
    seed(register, Random(5519), NOW + timedelta(days=400), rows=3)
    with register.read() as connection:
        query = select(dossiers.c.reference).order_by(dossiers.c.id)
        references = connection.execute(query).scalars().all()
    assert references == ["DO-2026-N3Z3VDR", "DO-2026-FE7VN99", "DO-2026-P3JDGZZ"]


def test_a_dossier_is_moved_once(new_register: MakeRegister) -> None:
    """As its administration would: a step more in its history, and none when it is there already."""
    register = new_register("dossiers", timeout=60)
    seed(register, Random(5519), NOW, rows=5)
    repository = SqlDossierRepository(register)
    before = repository.find("DO-2026-FE7VN99")
    assert before is not None
    assert repository.move(before.reference, Status.READY, NOW)
    assert not repository.move(before.reference, Status.READY, NOW + timedelta(days=1))
    assert not repository.move("DO-2026-0000000", Status.READY, NOW)
    after = repository.find(before.reference)
    assert after is not None
    assert (after.status, after.since) == (Status.READY, NOW)
    assert after.history == (*before.history, after.history[-1])
