"""Engines of SQLite, PostgreSQL and MariaDB that behave alike: bounded waits, UTC, a unique key that guards.

All isolate at READ COMMITTED or better, so that who was beaten to a unique key sees at once what the winner wrote.
"""

from __future__ import annotations

import math
import select
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.errors import SettingsError

IMMEDIATE = "chobbak_immediate"
_STEPS = 20_000  # of SQLite's machine between two looks at the clock: about a millisecond
_SLACK = 0.5  # seconds after which we give up a server that does not even end the statement itself
_LEAST = 0.01  # seconds: less is left of the time to connect
_OF_A_PROCESS = {"pool_size": 5, "max_overflow": 10, "pool_recycle": 1800, "hide_parameters": True, "future": True}


class _Patience(threading.local):
    """Until when this thread may take to have a connection, whatever it does for it: look whether one lives, connect anew."""

    until: float = math.inf


_patience = _Patience()


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Inside, this thread connects to registers for so many seconds at most, all attempts together."""
    _patience.until = time.monotonic() + seconds
    try:
        yield
    finally:
        _patience.until = math.inf


def make_engine(name: str, url: str, timeout: float) -> Any:
    """An engine whose connecting, waiting and statements take ``timeout`` seconds at most each. Connects to nothing yet.

    Raises:
        SettingsError: the address is not one, or its driver is not installed.
    """
    try:
        address = make_url(url)
        build = _BUILDERS.get(address.get_backend_name())
        if build is None:
            raise ValueError("only sqlite, postgresql, mariadb and mysql are known")
        return build(address, timeout)
    except (SQLAlchemyError, ImportError, ValueError, OSError) as error:
        reason = str(error).split("\n", 1)[0]
        raise SettingsError(f"CHOBBAK_{name.upper()}_URL: {reason}") from error


def _sqlite(address: Any, timeout: float) -> Any:
    if address.database and address.database != ":memory:" and not address.database.startswith("file:"):
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        address,
        poolclass=QueuePool,
        pool_timeout=timeout,
        connect_args={"check_same_thread": False, "timeout": timeout},
        **_OF_A_PROCESS,
    )

    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are ours to begin: the driver would begin them late
        connection.execute(f"PRAGMA busy_timeout={math.ceil(timeout * 1000)}")
        connection.execute("PRAGMA foreign_keys=ON")
        if not _read_only(address):
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")

    def begin(connection: Any) -> None:
        until = time.monotonic() + timeout
        raw = connection.connection.dbapi_connection
        raw.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        immediate = connection.get_execution_options().get(IMMEDIATE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    def end(connection: Any, *_: Any) -> None:
        connection.set_progress_handler(None, 0)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    event.listen(engine, "checkin", end)
    return engine


def _read_only(address: Any) -> bool:
    return "mode=ro" in str(address) or "immutable=1" in str(address)


def _postgresql(address: Any, timeout: float) -> Any:
    milliseconds = math.ceil(timeout * 1000)
    options = f"-c statement_timeout={milliseconds} -c timezone=UTC"
    options += " -c idle_in_transaction_session_timeout=30000"  # as bot.persistence.database
    engine = create_engine(
        address,
        pool_timeout=timeout,
        pool_pre_ping=True,
        connect_args={
            "connection_factory": _bounded(timeout + _SLACK),
            "connect_timeout": max(2, math.ceil(timeout)),  # libpq takes 1 for 2
            "tcp_user_timeout": milliseconds,
            "options": options,
        },
        **_OF_A_PROCESS,
    )
    event.listen(engine, "do_connect", _in_time)
    return engine


def _bounded(limit: float) -> Any:
    """A class of connections whose every answer is waited for ``limit`` seconds at most.

    ``statement_timeout`` is the server's own, and a server that hangs, or a line that was cut, does not keep it.
    """
    from psycopg2 import extensions

    extensions.set_wait_callback(_wait)
    return type("BoundedConnection", (extensions.connection,), {"limit": limit})


def _wait(connection: Any) -> None:
    """Psycopg's wait for the server; of other connections than ours, without end, as without this."""
    from psycopg2 import OperationalError, extensions

    until = time.monotonic() + getattr(connection, "limit", math.inf)
    poll = select.poll()
    while (state := connection.poll()) != extensions.POLL_OK:
        poll.register(connection.fileno(), select.POLLIN if state == extensions.POLL_READ else select.POLLOUT)
        left = until - time.monotonic()
        if left <= 0 or not poll.poll(None if left == math.inf else left * 1000):
            raise OperationalError("the server does not answer")
        poll.unregister(connection.fileno())


def _in_time(dialect: Any, _record: Any, _arguments: Any, parameters: dict[str, Any]) -> None:
    """No new connection is tried when the time is up: looking whether the old one lived took it."""
    left = _patience.until - time.monotonic()
    if left < _LEAST:
        raise dialect.dbapi.OperationalError("no time is left to connect")
    if left < parameters["connect_timeout"]:
        parameters["connect_timeout"] = max(2, math.ceil(left))


def _mariadb(address: Any, timeout: float) -> Any:
    engine = create_engine(
        address.set(drivername="mysql+pymysql") if "+" not in address.drivername else address,
        pool_timeout=timeout,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": timeout, "read_timeout": timeout, "write_timeout": timeout},
        **_OF_A_PROCESS,
    )

    def prepare(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = %s", (math.ceil(timeout),))
            cursor.execute("SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_TRANS_TABLES')")
            cursor.execute("SELECT VERSION()")
            [version] = cursor.fetchone()
            if "MariaDB" in version:
                cursor.execute("SET SESSION max_statement_time = %s", (timeout,))
            else:
                cursor.execute("SET SESSION max_execution_time = %s", (math.ceil(timeout * 1000),))

    event.listen(engine, "connect", prepare)
    event.listen(engine, "do_connect", _in_time)
    return engine


_BUILDERS = {"sqlite": _sqlite, "postgresql": _postgresql, "mysql": _mariadb, "mariadb": _mariadb}
