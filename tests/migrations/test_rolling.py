"""Migrations run while older processes serve: what those write and read works before, during and after each step."""

from __future__ import annotations

import ast
import threading
import time
from datetime import datetime, timezone
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, select
from sqlalchemy import types as sqltypes

from bot.errors import DatabaseUnavailable
from bot.persistence.database import Database
from bot.persistence.registers import upgrade as registers
from bot.persistence.upgrade import MIGRATIONS, VERSION_TABLE, NoCipher, upgrade

LONGEST_WAIT = 5.0  # seconds of one old transaction, on a loaded machine; quiet, it is milliseconds
NOT_OURS = {VERSION_TABLE, "sqlite_sequence"}
ONLY_ADDS = {"create_table", "create_index", "add_column", "bulk_insert", "execute", "get_bind", "f"}
BEFORE_THE_RULE = {"0005_web.py"}  # batch_alter_table, when nobody ran several processes yet


def revisions() -> list[str]:
    return [script.revision for script in reversed(list(ScriptDirectory(str(MIGRATIONS)).walk_revisions()))]


STEPS = list(pairwise(revisions()))


class OldProcess:
    """Writes a row into every table and reads it, with the statements of the schema that it was made for."""

    def __init__(self, url: str, first: int = 1) -> None:
        self._database = Database(url, NoCipher(), pool_size=2)
        metadata = MetaData()
        metadata.reflect(self._database.engine)
        self._tables = [table for table in metadata.sorted_tables if table.name not in NOT_OURS]
        self._numbers = count(first)
        self.longest = 0.0
        self.rounds = 0
        self.failures: list[BaseException] = []
        self._over = threading.Event()

    def __enter__(self) -> OldProcess:
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._over.set()
        self._thread.join()
        self._database.dispose()

    def _serve(self) -> None:
        while not self._over.is_set():
            began = time.monotonic()
            try:
                self._round(next(self._numbers))
            except BaseException as error:  # a thread has nobody else to tell
                self.failures.append(error)
                return
            self.longest = max(self.longest, time.monotonic() - began)
            self.rounds += 1

    def _round(self, number: int) -> None:
        written: dict[str, dict[str, Any]] = {}
        with self._database.write() as connection:
            for table in self._tables:
                row = {c.name: self._value(c, number, written) for c in table.columns if not _counts_itself(c)}
                key = connection.execute(table.insert(), row).inserted_primary_key
                written[table.name] = {**row, **dict(zip((c.name for c in table.primary_key), key or ()))}
        with self._database.read() as connection:
            for table in self._tables:
                assert connection.execute(select(*table.columns).limit(3)).all()

    @staticmethod
    def _value(column: Any, number: int, written: dict[str, dict[str, Any]]) -> Any:
        for key in column.foreign_keys:
            table, name = key.target_fullname.split(".")
            return written[table][name]
        if column.nullable:
            return None
        if isinstance(column.type, sqltypes.DateTime):
            return datetime(2027, 1, 1, tzinfo=timezone.utc)
        if isinstance(column.type, (sqltypes.Integer, sqltypes.Numeric)):
            return number
        if isinstance(column.type, sqltypes.LargeBinary):
            return b"x"
        return f"{column.name[:8]}{number}"


def _counts_itself(column: Any) -> bool:
    """A key that the database counts: alone in its primary key, a number, of no other table; the log's is our own."""
    alone = column.primary_key and len(column.table.primary_key) == 1 and not column.foreign_keys
    return bool(alone and isinstance(column.type, sqltypes.Integer) and column.table.name != "audit_log")


@pytest.mark.parametrize(("before", "after"), STEPS, ids=str)
def test_old_processes_serve_while_a_migration_runs(fresh_url: str, before: str, after: str) -> None:
    """Nothing that they do fails or waits long: not before, not meanwhile, not with the newer schema under them."""
    upgrade(fresh_url, before)
    with OldProcess(fresh_url) as first, OldProcess(fresh_url, 1_000_000) as second:
        _until(lambda: first.rounds > 3)
        upgrade(fresh_url, after)
        done = first.rounds
        _until(lambda: first.rounds > done + 3 or first.failures)
    assert first.failures == second.failures == []
    assert max(first.longest, second.longest) < LONGEST_WAIT


def test_one_that_takes_something_away_is_seen(fresh_url: str) -> None:
    """The test above fails on a step that only the new version survives."""
    upgrade(fresh_url)
    with OldProcess(fresh_url) as old:
        _until(lambda: old.rounds > 1)
        database = Database(fresh_url, NoCipher(), pool_size=1)
        with database.write() as connection:
            connection.exec_driver_sql("ALTER TABLE conversations RENAME COLUMN locale_hint TO hint")
        database.dispose()
        _until(lambda: old.failures)
    assert isinstance(old.failures[0], DatabaseUnavailable)


def _until(condition: Any) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def operations(path: Path) -> set[str]:
    """Which of Alembic's operations ``upgrade`` of a migration uses."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    [function] = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "upgrade"]
    return {
        node.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id.endswith("op")
    }


def files() -> list[Path]:
    folders = [MIGRATIONS / "versions", *(MIGRATIONS.parent / "registers" / "migrations").glob("*/versions")]
    return sorted(path for folder in folders for path in folder.glob("0*.py"))


@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_migrations_only_add(path: Path) -> None:
    """Expand, never shrink: nothing is dropped, renamed or narrowed while an older version may run."""
    if path.name not in BEFORE_THE_RULE:
        assert operations(path) <= ONLY_ADDS


def test_the_rule_sees_what_shrinks(tmp_path: Path) -> None:
    """It is not blind."""
    (tmp_path / "0009_x.py").write_text(
        "def upgrade():\n    op.drop_column('a', 'b')\n    batch_op.alter_column('c')\n"
    )
    assert operations(tmp_path / "0009_x.py") == {"drop_column", "alter_column"}


def test_registers_have_their_migrations_in_the_same_place() -> None:
    """So that the rule finds them all."""
    assert {path.parts[-3] for path in files()} == {"migrations", *registers.known()}
