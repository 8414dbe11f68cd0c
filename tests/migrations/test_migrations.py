"""The migrations and the tables are two descriptions of one schema: they must not drift apart."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from bot.errors import DatabaseUnavailable
from bot.persistence.database import Database
from bot.persistence.tables import metadata
from bot.persistence.upgrade import MIGRATIONS, VERSION_TABLE, upgrade


def test_migrations_build_what_the_tables_say(database: Database) -> None:
    """Alembic finds no difference between a migrated database and ``tables.py``: columns, types, indexes, keys."""
    with database.write() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "version_table": VERSION_TABLE,
                "include_name": lambda name, kind, _: kind != "table" or name in metadata.tables,
            },
        )
        assert compare_metadata(context, metadata) == []


def test_columns_agree_with_the_tables(database: Database) -> None:
    """What Alembic does not compare: nullability, the conditions of partial indexes, and the foreign keys' deletion."""
    found = inspect(database.engine)
    for name, table in metadata.tables.items():
        columns = {column["name"]: column for column in found.get_columns(name)}
        assert list(columns) == [column.name for column in table.columns]
        for column in table.columns:
            assert columns[column.name]["nullable"] == column.nullable, f"{name}.{column.name}"
        for key in found.get_foreign_keys(name):
            assert key["options"].get("ondelete") == "CASCADE"
    catalogue = "sqlite_master" if database.is_sqlite else "pg_indexes"
    definition, named = ("sql", "name") if database.is_sqlite else ("indexdef", "indexname")
    with database.read() as connection:
        query = f"SELECT {definition} FROM {catalogue} WHERE {named} = 'ix_inbox_open'"
        sql = connection.exec_driver_sql(query).scalar()
    assert re.search(r"WHERE.*received.*leased", sql)


def test_upgrade_is_idempotent(database: Database, database_url: str) -> None:
    """Once more changes nothing and keeps what is there."""
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO revisions (name, value) VALUES ('x', 1)")
    upgrade(database_url)
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT value FROM revisions").scalar() == 1


def test_downgrade_leaves_nothing_of_ours(database: Database, database_url: str) -> None:
    """Every migration can be taken back and run again; tables of others, Rasa's ``events`` first of all, stay."""
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE events (id INTEGER PRIMARY KEY)")
    upgrade(database_url, "base")
    assert set(inspect(database.engine).get_table_names()) - {"sqlite_sequence"} == {"events", VERSION_TABLE}
    upgrade(database_url)
    assert set(metadata.tables) < set(inspect(database.engine).get_table_names())


def test_several_processes_may_upgrade_at_once(fresh_url: str) -> None:
    """The gateway, the engine and the action server start together: none fails, and the schema is there once."""
    failures: list[Exception] = []

    def run() -> None:
        try:
            upgrade(fresh_url)
        except Exception as error:  # a thread has nobody else to tell
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_newer_schema_is_refused(database: Database, database_url: str) -> None:
    """An older version of us does not touch a database that a newer one has migrated: one clear sentence."""
    with database.write() as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(DatabaseUnavailable, match=r"not one that this version knows.*9999"):
        upgrade(database_url)


def test_migrations_are_one_numbered_line() -> None:
    """0001, 0002, …: each follows the one before, and there is one head."""
    script = ScriptDirectory(str(MIGRATIONS))
    revisions = sorted(revision.revision for revision in script.walk_revisions())
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    assert script.get_heads() == revisions[-1:]
    files = sorted(path.name[:4] for path in Path(MIGRATIONS, "versions").glob("0*.py"))
    assert files == revisions


def test_no_table_is_named_like_rasas(database: Database) -> None:
    """Rasa's tracker store makes ``events`` in the same database."""
    names: set[Any] = set(metadata.tables)
    assert "events" not in names
