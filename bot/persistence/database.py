"""One database: SQLite in WAL mode or PostgreSQL, behind the same two doors, ``read()`` and ``write()``."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.errors import DatabaseUnavailable, SettingsError
from bot.persistence.types import CIPHER
from bot.privacy.encryption import Cipher

_BUSY_MILLISECONDS = 10_000
_IMMEDIATE = "chobbak_immediate"


class Database:
    """Connections to one database, with the operator's cipher for its encrypted columns.

    Opens nothing until it is used.
    """

    def __init__(self, url: str, cipher: Cipher, pool_size: int = 5) -> None:
        self.engine = _engine(url, pool_size)
        self.cipher = cipher
        setattr(self.engine.dialect, CIPHER, cipher)
        # SQLite has one writer: queueing here is fair and quick, where its own busy handler sleeps and starves.
        self._writer = threading.Lock() if self.is_sqlite else None

    @property
    def is_sqlite(self) -> bool:
        return str(self.engine.dialect.name) == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Any]:
        """A connection in a transaction that only reads."""
        with _translated(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Any]:
        """A connection in a transaction that may write: committed at the end, rolled back on an error."""
        with _translated(), self._writer or _nothing(), self.engine.connect() as connection:
            connection.execution_options(**{_IMMEDIATE: True})  # in place: this is a 2.0-style connection
            with connection.begin():
                yield connection

    def ping(self) -> None:
        """Raises ``DatabaseUnavailable`` when the database does not answer or lacks our tables."""
        with self.read() as connection:
            connection.execute(text("SELECT 1 FROM conversations LIMIT 1"))

    def dispose(self) -> None:
        self.engine.dispose()


def insert_if_absent(connection: Any, table: Any, row: dict[str, Any]) -> bool:
    """Inserts a row unless one with its key is there, or is being committed; whether it did."""
    return bool(connection.execute(_insert_or_nothing(table, connection.dialect.name), row).rowcount)


@lru_cache(maxsize=32)
def _insert_or_nothing(table: Any, dialect: str) -> Any:
    """Built once for each table: building a statement costs more than running it."""
    if dialect == "sqlite":
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert
    return insert(table).on_conflict_do_nothing()


def _engine(url: str, pool_size: int) -> Any:
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return _sqlite_engine(address, pool_size)
        return create_engine(
            address, future=True, pool_size=pool_size, pool_pre_ping=True, hide_parameters=True, **_timeouts(address)
        )
    except (SQLAlchemyError, ImportError, ValueError, OSError) as error:
        raise SettingsError(f"CHOBBAK_DATABASE_URL: {_first_line(error)}") from error


def _timeouts(address: Any) -> dict[str, Any]:
    if address.get_backend_name() != "postgresql":
        return {}
    # a transaction whose process or network is gone without a word must not hold its rows for hours
    options = "-c statement_timeout=10000 -c idle_in_transaction_session_timeout=30000"
    return {"connect_args": {"connect_timeout": 5, "options": options}}


def _sqlite_engine(address: Any, pool_size: int) -> Any:
    in_file = address.database and address.database != ":memory:"
    if in_file:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        address,
        future=True,
        poolclass=QueuePool,
        pool_size=pool_size,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": _BUSY_MILLISECONDS / 1000},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    if in_file:
        event.listen(engine, "checkout", _check_file)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = (
        None  # transactions are ours to begin: the driver would begin them late, and fail to upgrade
    )
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={_BUSY_MILLISECONDS}"):
        connection.execute(f"PRAGMA {pragma}")
    [name] = [row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"]
    record.info["file"] = name, _identity(name)


def _check_file(_connection: Any, record: Any, _proxy: Any) -> None:
    """A file that was moved or deleted is still written to by who has it open, and nobody finds that again."""
    name, identity = record.info["file"]
    if identity is None or identity != _identity(name):
        raise DisconnectionError("the file of the database is another one now")


def _identity(name: str) -> tuple[int, int] | None:
    """What tells one file from another; None when it is not there."""
    try:
        found = os.stat(name)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _begin_sqlite(connection: Any) -> None:
    immediate = connection.get_execution_options().get(_IMMEDIATE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def _translated() -> Iterator[None]:
    """Every error of the driver becomes ``DatabaseUnavailable``.

    Named by its kind, without the statement or its values.
    """
    try:
        yield
    except DBAPIError as error:
        raise DatabaseUnavailable(f"the database failed: {type(error.orig).__name__}") from error
    except SQLAlchemyError as error:
        raise DatabaseUnavailable(f"the database failed: {type(error).__name__}") from error


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _first_line(error: BaseException) -> str:
    return str(error).split("\n", 1)[0]
