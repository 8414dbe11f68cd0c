"""The audit log: every reading, in one chain that nobody changes unseen. On every database."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from sqlalchemy import select, text
from typer.testing import CliRunner

from bot.errors import Unavailable
from bot.identity.pseudonyms import Pseudonyms
from bot.persistence.audit import SqlAuditLog
from bot.persistence.database import Database
from bot.persistence.tables import audit_log
from tests.identity.conftest import NOW, PSEUDONYMS, Bench


@pytest.fixture
def log(database: Database) -> SqlAuditLog:
    return SqlAuditLog(database, PSEUDONYMS, lambda: NOW)


def fill(log: SqlAuditLog, count: int = 5) -> None:
    for number in range(count):
        log.append(
            who=f"web-{number % 2}",
            action="read",
            register="dossiers",
            reference=f"DO-{number}",
            purpose="track_dossier",
        )


def without_triggers(database: Database, statement: str) -> None:
    """What somebody does who owns the database."""
    with database.write() as connection:
        if database.is_sqlite:
            for event in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS audit_log_has_no_{event}"))
        else:
            connection.execute(text("DROP TRIGGER IF EXISTS audit_log_is_append_only ON audit_log"))
        connection.execute(text(statement))


def test_a_row_says_who_what_when_and_why(log: SqlAuditLog) -> None:
    """And of the reference its hash only."""
    fill(log, 1)
    [row] = log.entries()
    assert (row.id, row.at, row.who, row.action) == (1, NOW, "web-0", "read")
    assert (row.register, row.purpose) == ("dossiers", "track_dossier")
    assert row.reference == PSEUDONYMS.of("reference", "dossiers", "DO-0")


def test_an_untouched_log_is_whole(log: SqlAuditLog) -> None:
    """Also an empty one, and against what was noted before."""
    assert log.verify().broken_at is None
    fill(log)
    noted = log.verify()
    assert (noted.count, noted.broken_at) == (5, None)
    fill(log)
    assert log.verify((noted.count, noted.head)).broken_at is None
    assert [row.id for row in log.newest(3)] == [10, 9, 8]
    assert len(list(log.entries("web-0"))) == 6


@pytest.mark.parametrize("statement", ["UPDATE audit_log SET who = 'x'", "DELETE FROM audit_log"])
def test_the_database_refuses_changes(log: SqlAuditLog, database: Database, statement: str) -> None:
    """Neither we nor a careless operator can, without taking the triggers away first."""
    fill(log)
    with pytest.raises(Unavailable), database.write() as connection:
        connection.execute(text(statement))
    assert log.verify().broken_at is None


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE audit_log SET who = 'web-9' WHERE id = 3", 3),
        ("UPDATE audit_log SET purpose = 'x' WHERE id = 5", 5),
        ("UPDATE audit_log SET hash = 'x' WHERE id = 2", 2),
        ("DELETE FROM audit_log WHERE id = 1", 2),
        ("DELETE FROM audit_log WHERE id = 3", 4),
        ("DELETE FROM audit_log WHERE id > 3", 4),
        ("DELETE FROM audit_log", 1),
        ("UPDATE audit_log SET id = 9 WHERE id = 5", 9),
    ],
)
def test_every_change_is_found(log: SqlAuditLog, database: Database, statement: str, broken_at: int) -> None:
    """Changed, taken out, cut off, moved: the first row that does not fit is named."""
    fill(log)
    without_triggers(database, statement)
    assert log.verify().broken_at == broken_at


def test_rows_cannot_be_forged_without_the_key(log: SqlAuditLog, database: Database) -> None:
    """Somebody with the database and the code writes the whole chain anew: it does not fit under our key."""
    fill(log)
    without_triggers(database, "DELETE FROM audit_log")
    with database.write() as connection:
        connection.execute(text("DELETE FROM audit_heads"))
    fill(SqlAuditLog(database, Pseudonyms("another key, of 32 characters or more"), lambda: NOW))
    assert log.verify().broken_at == 1


def test_an_older_copy_is_found_by_what_was_noted(log: SqlAuditLog, database: Database) -> None:
    """Cutting off the end and setting the head back is whole in itself; it lacks what was noted elsewhere."""
    fill(log, 3)
    older = log.verify()
    fill(log, 2)
    noted = log.verify()
    without_triggers(database, "DELETE FROM audit_log WHERE id > 3")
    with database.write() as connection:
        connection.execute(text("UPDATE audit_heads SET count = 3, hash = :hash"), {"hash": older.head})
    assert log.verify().broken_at is None
    assert log.verify((noted.count, noted.head)).broken_at == 4


def test_many_write_at_once(log: SqlAuditLog) -> None:
    """One chain without gaps or forks, from threads that append together."""
    threads = [threading.Thread(target=fill, args=(log, 8)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (log.verify().count, log.verify().broken_at) == (40, None)


def test_a_proof_is_noted_before_the_register_is_asked(bench: Bench) -> None:
    """Also when the register then fails: that somebody tried to read is known."""
    bench.register.down = True
    with pytest.raises(Unavailable):
        bench.proof()
    assert [row.action for row in bench.audit.entries()] == ["identify"]


def test_commands(log: SqlAuditLog, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """``audit verify`` says whether all is whole by its exit code too; ``audit show`` lists the newest, in JSON as well."""
    from bot.cli import audit, keys
    from bot.cli.app import app

    monkeypatch.setattr(audit, "audit_log", lambda: log)
    monkeypatch.setattr(keys, "ensure_keys", lambda: None)
    fill(log)

    def run(*arguments: str) -> tuple[int, Any]:
        result = CliRunner().invoke(app, ["audit", *arguments, "--json"])
        return result.exit_code, json.loads(result.stdout) if result.stdout else result.exception

    code, whole = run("verify")
    assert (code, whole["whole"], whole["rows"]) == (0, True, 5)
    assert run("verify", "--noted", whole["head"])[0] == 0
    assert run("verify", "--noted", "5:other")[1]["broken_at"] == 5
    assert list(run("show", "--limit", "2")[1]["rows"]) == ["5", "4"]
    assert run("show", "--who", "web-1")[1]["n"] == 2
    without_triggers(database, "DELETE FROM audit_log WHERE id = 2")
    code, broken = run("verify")
    assert (code, broken["whole"], broken["broken_at"]) == (1, False, 3)
    with database.read() as connection:
        assert len(connection.execute(select(audit_log.c.id)).all()) == 4
