"""Each register's migrations and its tables are two descriptions of one schema: they must not drift apart."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from bot.errors import RegisterUnavailable
from bot.persistence.registers.schema import NAMES
from bot.persistence.registers.upgrade import (
    MIGRATIONS,
    configuration,
    head,
    known,
    metadata_of,
    revision_of,
    upgrade,
    version_table,
)
from tests.registers.conftest import MakeRegister

REGISTERS = known()


def test_there_are_registers() -> None:
    """The comparisons below are not of nothing."""
    assert "dossiers" in REGISTERS
    assert set(REGISTERS) <= set(NAMES)


@pytest.mark.parametrize("name", REGISTERS)
def test_migrations_build_what_the_tables_say(name: str, new_register: MakeRegister) -> None:
    """Alembic finds no difference between a migrated register and its module: columns, types, indexes, keys."""
    with new_register(name).write() as connection:
        wanted = metadata_of(name)
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "version_table": version_table(name),
                "include_name": lambda table, kind, _: kind != "table" or table in wanted.tables,
            },
        )
        assert compare_metadata(context, wanted) == []


@pytest.mark.parametrize("name", REGISTERS)
def test_columns_agree_with_the_tables(name: str, new_register: MakeRegister) -> None:
    """What Alembic does not compare: order, nullability, unique keys (they guard what must happen once), deletion."""
    found = inspect(new_register(name).engine)
    for table in metadata_of(name).tables.values():
        columns = {column["name"]: column for column in found.get_columns(table.name)}
        assert list(columns) == [column.name for column in table.columns]
        for column in table.columns:
            assert columns[column.name]["nullable"] == column.nullable, f"{table.name}.{column.name}"
        unique = {tuple(sorted(one["column_names"])) for one in found.get_unique_constraints(table.name)}
        for constraint in table.constraints:
            if type(constraint).__name__ == "UniqueConstraint":
                assert tuple(sorted(column.name for column in constraint.columns)) in unique
        wanted = {key.parent.name: key.ondelete for key in table.foreign_keys}
        keys = found.get_foreign_keys(table.name)
        assert {key["constrained_columns"][0]: key["options"].get("ondelete") for key in keys} == wanted


@pytest.mark.parametrize("name", REGISTERS)
def test_up_down_and_up_again(name: str, register_url: str, new_register: MakeRegister) -> None:
    """Every migration can be taken back, leaves nothing of the register, and can be run again, and again."""
    register = new_register(name)
    upgrade(name, register_url, "base")
    assert set(inspect(register.engine).get_table_names()) - {"sqlite_sequence"} == {version_table(name)}
    assert revision_of(name, register_url) is None
    upgrade(name, register_url)
    upgrade(name, register_url)
    assert set(metadata_of(name).tables) < set(inspect(register.engine).get_table_names())
    assert revision_of(name, register_url) == head(name)


def test_registers_share_a_database(register_url: str) -> None:
    """All registers in one database, as by default: taking one back leaves the others alone."""
    for name in REGISTERS:
        upgrade(name, register_url)
    upgrade(REGISTERS[0], register_url, "base")
    assert [revision_of(name, register_url) for name in REGISTERS] == [None, *(head(name) for name in REGISTERS[1:])]


def test_several_processes_may_upgrade_at_once(register_url: str) -> None:
    """Action servers start together: none fails, and the schema is there once."""
    failures: list[Exception] = []

    def run() -> None:
        try:
            upgrade("dossiers", register_url)
        except Exception as error:  # a thread has nobody else to tell
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert revision_of("dossiers", register_url) == head("dossiers")


def test_a_newer_schema_is_refused(register_url: str, new_register: MakeRegister) -> None:
    """An older version of us does not touch a register that a newer one has migrated: one clear sentence."""
    with new_register("dossiers").write() as connection:
        connection.exec_driver_sql(f"UPDATE {version_table('dossiers')} SET version_num = '9999'")
    with pytest.raises(RegisterUnavailable, match=r"dossiers is not one that this version knows.*9999"):
        upgrade("dossiers", register_url)


@pytest.mark.parametrize("name", REGISTERS)
def test_migrations_are_one_numbered_line(name: str) -> None:
    """0001, 0002, …: each follows the one before, there is one head, and the file HEAD names it."""
    script = ScriptDirectory.from_config(configuration(name))
    revisions = sorted(revision.revision for revision in script.walk_revisions())
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    assert script.get_heads() == [head(name)] == revisions[-1:]
    files = sorted(path.name[:4] for path in Path(MIGRATIONS, name, "versions").glob("0*.py"))
    assert files == revisions


@pytest.mark.parametrize("name", REGISTERS)
def test_every_text_column_has_a_length_or_is_text(name: str) -> None:
    """MariaDB wants one, and a table that only SQLite can make would be found late."""
    for table in metadata_of(name).tables.values():
        for column in table.columns:
            assert not re.fullmatch(r"VARCHAR", str(column.type)), f"{table.name}.{column.name}"
