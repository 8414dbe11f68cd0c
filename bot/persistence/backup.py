"""Backing up and restoring a database while it is used: SQLite by its online backup, PostgreSQL by its own programs.

A copy is of one moment: every message that was acknowledged before the backup began is in it, with its answer if it had one,
or waiting for it. What is encrypted stays encrypted: the keys are kept elsewhere.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from bot.errors import BadRequest, DatabaseUnavailable, Unavailable

_SUFFIX = {"sqlite": ".sqlite", "postgresql": ".pgdump"}
_PAGES = 1_000  # of SQLite at once: writers go on between
_PATIENCE = 30.0  # seconds that SQLite waits for a writer


def backup(database_url: str, directory: Path, name: str) -> Path:
    """Copies the database into ``directory``; the file, which no other may read.

    Raises:
        BadRequest: we cannot copy a database of this kind, or the file is there already.
        DatabaseUnavailable: the database cannot be read.
        Unavailable: PostgreSQL's programs are not installed.
    """
    address = make_url(database_url)
    target = directory / f"{name}{_suffix(address)}"
    directory.mkdir(parents=True, exist_ok=True)
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise BadRequest(f"{target} is there already") from error
    if address.get_backend_name() == "sqlite":
        _copy_sqlite(Path(str(address.database)), target)
    else:
        _run("pg_dump", address, ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"])
    return target


def is_there(database_url: str) -> bool:
    """Whether there is something to copy: a SQLite file is made when it is first used."""
    address = make_url(database_url)
    return address.get_backend_name() != "sqlite" or Path(str(address.database)).is_file()


def restore(source: Path, database_url: str) -> None:
    """Brings a copy back into a database that holds nothing.

    Raises:
        BadRequest: the copy is of another kind of database, or the database holds something already.
        DatabaseUnavailable: the copy is damaged, or the database cannot be written.
        Unavailable: PostgreSQL's programs are not installed.
    """
    address = make_url(database_url)
    if source.suffix != _suffix(address):
        raise BadRequest(f"{source.name} is no copy of a {address.get_backend_name()} database")
    if address.get_backend_name() == "sqlite":
        _restore_sqlite(source, Path(str(address.database)))
        return
    if _holds_tables(database_url):
        raise BadRequest("the database holds tables already: restore into an empty one")
    _run(
        "pg_restore", address, ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(source)]
    )


def _suffix(address: Any) -> str:
    kind = address.get_backend_name()
    if kind not in _SUFFIX:
        raise BadRequest(f"a {kind} database is backed up with its own tools")
    return _SUFFIX[kind]


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.is_file():
        raise DatabaseUnavailable(f"there is no database {source}")
    try:
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)) as read,
            closing(sqlite3.connect(target, timeout=_PATIENCE)) as written,
        ):
            read.execute("BEGIN")  # one moment: a writer that comes between does not make it begin again
            read.execute("SELECT count(*) FROM sqlite_master").fetchone()
            read.backup(written, pages=_PAGES)
            written.execute("PRAGMA journal_mode=DELETE")  # one file
            _check_sqlite(written, target)
    except sqlite3.Error as error:
        raise DatabaseUnavailable(f"{source.name} was not copied: {type(error).__name__}") from error


def _restore_sqlite(source: Path, target: Path) -> None:
    if target.exists() and target.stat().st_size:
        raise BadRequest(f"{target} is there already: move it away, with its -wal and -shm")
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as read:
            _check_sqlite(read, source)
    except sqlite3.Error as error:
        raise DatabaseUnavailable(f"{source.name} is no database: {type(error).__name__}") from error
    for left in (target.with_name(f"{target.name}-wal"), target.with_name(f"{target.name}-shm")):
        left.unlink(missing_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o600)


def _check_sqlite(connection: sqlite3.Connection, file: Path) -> None:
    [(state,)] = connection.execute("PRAGMA integrity_check(1)").fetchall()
    [(tables,)] = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchall()
    if state != "ok" or not tables:  # an empty file is a sound database
        raise DatabaseUnavailable(f"{file.name} is damaged")


def _holds_tables(database_url: str) -> bool:
    from sqlalchemy import create_engine, inspect
    from sqlalchemy.exc import SQLAlchemyError

    try:
        engine = create_engine(database_url, hide_parameters=True)
        try:
            return bool(inspect(engine).get_table_names())
        finally:
            engine.dispose()
    except SQLAlchemyError as error:
        raise DatabaseUnavailable(f"the database does not answer: {type(error).__name__}") from error


def _run(program: str, address: Any, options: list[str]) -> None:
    """One of PostgreSQL's programs; the password goes by the environment, where no list of processes shows it."""
    where = {
        "PGHOST": address.host,
        "PGPORT": address.port,
        "PGUSER": address.username,
        "PGPASSWORD": address.password,
        "PGDATABASE": address.database,
    }
    environment = {**os.environ, **{name: str(value) for name, value in where.items() if value}}
    if program == "pg_restore":
        options = [f"--dbname={address.database}", *options]
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            [program, *options], env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise Unavailable(f"{program} is not installed") from error
    if done.returncode:
        raise DatabaseUnavailable(f"{program} failed: {done.stderr.strip().splitlines()[-1:]}")
