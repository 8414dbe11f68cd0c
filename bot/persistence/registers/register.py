"""One register: a database behind the doors ``read()`` and ``write()``, with a timeout and a circuit breaker."""

from __future__ import annotations

import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, Optional

from sqlalchemy import text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError, StatementError

from bot.errors import RegisterReadOnly, RegisterUnavailable
from bot.persistence.registers.breaker import CircuitBreaker, State
from bot.persistence.registers.engines import IMMEDIATE, make_engine, patience
from bot.persistence.registers.metrics import RegisterMetrics
from bot.persistence.types import CIPHER
from bot.privacy.encryption import Cipher

TIMEOUT = 5.0

# SQLite has one writer: queueing here is fair and quick, where its own busy handler sleeps and starves. One lock for a
# file, because registers may share one.
_WRITERS: dict[str, threading.Lock] = {}


class Register:
    """Connections to one register. Opens nothing until it is used.

    ``prepare`` brings its schema up to date; it runs once, before the first call, under the same timeout and breaker.
    A repository that cannot read what it was given raises ``RegisterUnavailable`` itself.
    """

    def __init__(
        self,
        name: str,
        url: str,
        cipher: Cipher,
        *,
        timeout: float = TIMEOUT,
        breaker: Optional[CircuitBreaker] = None,
        metrics: Optional[RegisterMetrics] = None,
        prepare: Optional[Callable[[], object]] = None,
        read_only: bool = False,
    ) -> None:
        self.name = name
        self.read_only = read_only
        self.cipher = cipher
        self.engine = make_engine(name, url, timeout)
        setattr(self.engine.dialect, CIPHER, cipher)
        self.breaker = breaker or CircuitBreaker()
        self._metrics = metrics
        self._prepare = prepare
        self._preparing = threading.Lock()
        self._timeout = timeout
        self._writer: Any = nullcontext()
        if self.is_sqlite:
            self._writer = _Turn(_WRITERS.setdefault(url, threading.Lock()), name, timeout)

    @property
    def is_sqlite(self) -> bool:
        return str(self.engine.dialect.name) == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Any]:
        """A connection (SQLAlchemy Core, 2.0 style) in a transaction that only reads.

        Raises:
            RegisterUnavailable: the register does not answer in time, fails, or is left alone since it failed.
        """
        with self._guarded("read"), self._connected() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Any]:
        """A connection in a transaction that may write: committed at the end, rolled back on an error.

        Raises:
            RegisterReadOnly: the register may only be read.
            RegisterUnavailable: as for ``read``.
        """
        if self.read_only:
            raise RegisterReadOnly(f"the register {self.name} is read-only")
        with self._guarded("write"), self._writer, self._connected() as connection:
            connection.execution_options(**{IMMEDIATE: True})  # in place: this is a 2.0-style connection
            with connection.begin():
                yield connection

    def ping(self) -> None:
        """Raises ``RegisterUnavailable`` when the register does not answer."""
        with self.read() as connection:
            connection.execute(text("SELECT 1"))

    def dispose(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _guarded(self, operation: str) -> Iterator[None]:
        if not self.breaker.allows():
            self._count(operation, "refused", 0.0)
            raise RegisterUnavailable(f"the register {self.name} failed before, and is left alone for a while")
        began = time.perf_counter()
        outcome = "failed"
        try:
            self._make_ready()
            yield
            outcome = "ok"
        except SQLAlchemyError as error:
            outcome = _outcome(error)
            raise self._translated(error, outcome) from error
        except RegisterUnavailable:
            raise
        except _NONSENSE as error:
            if not _in_driver(error):
                outcome = "ok"
                raise
            raise RegisterUnavailable(f"the register {self.name} answers nonsense: {type(error).__name__}") from error
        except BaseException:
            outcome = "ok"  # an error of ours, after the register had answered
            raise
        finally:
            self._tell(outcome)
            self._count(operation, outcome, time.perf_counter() - began)

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        with patience(self._timeout):
            connection = self.engine.connect()
        with connection:
            yield connection

    def _make_ready(self) -> None:
        """Prepares it. A migration may take its time: whether the register answers at all is found out before."""
        if self._prepare is None:
            return
        with _Turn(self._preparing, self.name, self._timeout):
            if self._prepare is None:
                return
            with self._connected() as connection:
                connection.execute(text("SELECT 1"))
            self._prepare()
            self._prepare = None

    def _translated(self, error: SQLAlchemyError, outcome: str) -> RegisterUnavailable:
        """The driver's error, named by its kind, without the statement or its values."""
        kind = type(error.orig).__name__ if isinstance(error, DBAPIError) else type(error).__name__
        if outcome == "read_only":
            return RegisterReadOnly(f"the register {self.name} cannot be written: {kind}")
        return RegisterUnavailable(f"the register {self.name} failed: {kind}")

    def _tell(self, outcome: str) -> None:
        if outcome == "ok":
            self.breaker.succeeded()
        elif outcome == "failed":
            self.breaker.failed()
        else:
            self.breaker.ignored()

    def _count(self, operation: str, outcome: str, seconds: float) -> None:
        if self._metrics:
            self._metrics.called(self.name, operation, outcome, seconds)
            self._metrics.stands(self.name, self.breaker.state)


class _Turn:
    """A lock that is waited for as long as a register may take, and no longer: who holds it may be waiting, too."""

    def __init__(self, lock: threading.Lock, name: str, timeout: float) -> None:
        self._lock, self._name, self._timeout = lock, name, timeout

    def __enter__(self) -> None:
        if not self._lock.acquire(timeout=self._timeout):
            raise RegisterUnavailable(f"the register {self._name} is busy")

    def __exit__(self, *_exc: object) -> None:
        self._lock.release()


# What a driver that reads rubbish may raise instead of an error of its own.
_NONSENSE = (LookupError, ValueError, TypeError, AssertionError, AttributeError, OSError, struct.error)
_DRIVERS = ("pymysql", "psycopg2")


def _in_driver(error: BaseException) -> bool:
    """Whether it was raised inside a driver."""
    trace, module = error.__traceback__, ""
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        trace = trace.tb_next
    return module.partition(".")[0] in _DRIVERS


def insert_if_absent(connection: Any, table: Any, row: dict[str, Any]) -> bool:
    """Inserts a row unless one with one of its unique keys is there, or is being committed; whether it did.

    On SQLite, PostgreSQL and MariaDB alike; the transaction goes on either way. Any other violation raises.
    """
    try:
        with connection.begin_nested():
            connection.execute(table.insert(), row)
    except IntegrityError as error:
        if not _is_duplicate(error):
            raise
        return False
    return True


def _is_duplicate(error: IntegrityError) -> bool:
    code = getattr(error.orig, "pgcode", None) or next(iter(error.orig.args), "")
    return code in ("23505", 1062) or str(code).startswith("UNIQUE constraint failed")


_READ_ONLY_CODES = {
    "25006",  # PostgreSQL: the transaction is read-only
    "42501",  # PostgreSQL: no privilege
    1142,  # MariaDB: no privilege on the table
    1290,  # MariaDB: the server runs with --read-only
    1792,  # MariaDB: the transaction is read-only
    1836,  # MariaDB: running in read-only mode
}


def _outcome(error: SQLAlchemyError) -> str:
    written = isinstance(error, StatementError) and not isinstance(error, DBAPIError)
    if written or isinstance(error, (IntegrityError, DataError)):
        return "constraint"  # what was written, not the register, is wrong
    if isinstance(error, DBAPIError):
        code = getattr(error.orig, "pgcode", None) or next(iter(error.orig.args), "")
        if code in _READ_ONLY_CODES or "readonly database" in str(code):
            return "read_only"
    return "failed"


__all__ = ["TIMEOUT", "Register", "State", "insert_if_absent"]
