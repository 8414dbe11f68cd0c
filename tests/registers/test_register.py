"""One register behind its doors: slow, down, read-only, refusing what is written; on every database alike."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from bot.errors import RegisterReadOnly, RegisterUnavailable, SettingsError
from bot.persistence.registers.breaker import CircuitBreaker, State
from bot.persistence.registers.dossiers import dossiers
from bot.persistence.registers.metrics import RegisterMetrics
from bot.persistence.registers.register import Register, insert_if_absent
from bot.privacy.encryption import Cipher
from tests.assistant import KEYS
from tests.registers.conftest import MakeRegister

NOW = datetime(2026, 12, 1, 9, 30, 0, 123456, tzinfo=timezone.utc)
CIPHER = Cipher(KEYS["CHOBBAK_DATA_KEY"])
SLOW = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000000) SELECT COUNT(*) FROM n",
    "postgresql": "SELECT pg_sleep(20)",
    "mysql": "SELECT SLEEP(20)",
}


def row(reference: str, **values: Any) -> dict[str, Any]:
    return {
        "reference": reference,
        "procedure_id": "cnie-renewal",
        "lodged": date(2026, 11, 2),
        "investment": False,
        "status": "received",
        "since": NOW,
        **values,
    }


def test_what_is_written_is_read(new_register: MakeRegister) -> None:
    """Moments to the microsecond and in UTC, every script, and capitals are not small letters."""
    register = new_register("dossiers")
    with register.write() as connection:
        connection.execute(dossiers.insert(), [row("a", office_fr="ⵔⵔⴱⴰⵟ 🏛 «الرباط»"), row("A", office_fr="")])
    with register.read() as connection:
        found = connection.execute(select(dossiers).where(dossiers.c.reference == "a")).mappings().all()
    [one] = found
    assert (one["since"], one["office_fr"]) == (NOW, "ⵔⵔⴱⴰⵟ 🏛 «الرباط»")


def test_an_error_takes_everything_back(new_register: MakeRegister) -> None:
    """Nothing half-written; an error of ours says nothing against the register."""
    register = new_register("dossiers", breaker=CircuitBreaker(failures=1))

    def fail() -> None:
        with register.write() as connection:
            connection.execute(dossiers.insert(), row("a"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with register.read() as connection:
        assert connection.execute(select(func.count()).select_from(dossiers)).scalar() == 0


def test_a_slow_statement_ends_in_time(new_register: MakeRegister) -> None:
    """The citizen waits for the timeout and no longer, and the connection serves again afterwards."""
    register = new_register("dossiers", timeout=0.5)
    began = time.monotonic()
    with pytest.raises(RegisterUnavailable), register.read() as connection:
        connection.execute(text(SLOW[connection.dialect.name]))
    assert time.monotonic() - began < 3
    register.ping()


def test_a_register_that_takes_no_connection(new_register: MakeRegister) -> None:
    """Nothing listens: one clear line, without the address."""
    made = new_register("dossiers")
    if made.is_sqlite:
        pytest.skip("a file has no port")
    down = Register("dossiers", str(made.engine.url.set(host="127.0.0.1", port=1)), CIPHER, timeout=1)
    with pytest.raises(RegisterUnavailable) as caught, down.read():
        pass
    assert str(caught.value) == "the register dossiers failed: OperationalError"


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A server that takes connections and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(16)
        yield server.getsockname()[1]


@pytest.mark.parametrize("driver", ["postgresql", "mysql+pymysql"])
def test_a_register_that_says_nothing(driver: str, silent_port: int) -> None:
    """Behind a firewall that swallows: connecting ends in time, and after that nobody waits."""
    pause = CircuitBreaker(failures=1)
    register = Register("dossiers", f"{driver}://x@127.0.0.1:{silent_port}/x", CIPHER, timeout=1, breaker=pause)
    began = time.monotonic()
    with pytest.raises(RegisterUnavailable), register.read():
        pass
    assert time.monotonic() - began < 6
    began = time.monotonic()
    with pytest.raises(RegisterUnavailable, match="left alone"), register.read():
        pass
    assert time.monotonic() - began < 0.1


def test_a_locked_row_ends_in_time(new_register: MakeRegister) -> None:
    """Another transaction holds what we want to write: bounded, not for ever."""
    first, second = new_register("dossiers"), new_register("dossiers", timeout=1)
    with first.write() as connection:
        connection.execute(dossiers.insert(), row("a"))
    second._writer = threading.Lock()  # as another process would have: SQLite's queue is one process's
    held, seen = threading.Event(), threading.Event()

    def hold() -> None:
        with first.write() as connection:
            connection.execute(dossiers.update().values(status="ready"))
            held.set()
            seen.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    began = time.monotonic()
    with pytest.raises(RegisterUnavailable), second.write() as connection:
        connection.execute(dossiers.update().values(status="closed"))
    took = time.monotonic() - began
    seen.set()
    holder.join()
    assert took < 5


def test_the_breaker_opens_and_closes(new_register: MakeRegister) -> None:
    """A register that fails is left alone; when it is well again, the first try closes the breaker."""
    now = [0.0]
    register = new_register("dossiers", breaker=CircuitBreaker(failures=2, pause=30, clock=lambda: now[0]))
    for _ in range(2):
        with pytest.raises(RegisterUnavailable), register.read() as connection:
            connection.execute(text("SELECT nothing FROM nowhere"))
    assert register.breaker.state is State.OPEN
    with pytest.raises(RegisterUnavailable, match="left alone"):
        register.ping()
    now[0] += 30
    register.ping()
    assert register.breaker.state is State.CLOSED


def test_what_is_written_badly_does_not_open_the_breaker(new_register: MakeRegister) -> None:
    """No citizen can turn a register off with a value that a constraint refuses."""
    register = new_register("dossiers", breaker=CircuitBreaker(failures=1))
    for bad in (row(None), row("a" * 41), row("b", procedure_id=None)):  # type: ignore[arg-type]
        with suppress(RegisterUnavailable), register.write() as connection:
            connection.execute(dossiers.insert(), bad)
    assert register.breaker.state is State.CLOSED


def test_insert_if_absent(new_register: MakeRegister) -> None:
    """The second with one key is not inserted, the transaction goes on, and sees the first."""
    register = new_register("dossiers")
    with register.write() as connection:
        assert insert_if_absent(connection, dossiers, row("a"))
        assert not insert_if_absent(connection, dossiers, row("a", status="ready"))
        assert insert_if_absent(connection, dossiers, row("b"))
        assert connection.execute(select(dossiers.c.status).where(dossiers.c.reference == "a")).scalar() == "received"
    with register.read() as connection:
        assert connection.execute(select(func.count()).select_from(dossiers)).scalar() == 2


def test_insert_if_absent_hides_no_other_violation(new_register: MakeRegister) -> None:
    """A missing value is a mistake, not a row that was there."""
    register = new_register("dossiers")
    with register.write() as connection:
        with pytest.raises(IntegrityError):
            insert_if_absent(connection, dossiers, row("a", status=None))
        assert insert_if_absent(connection, dossiers, row("a"))


def test_of_many_who_insert_at_once_one_does(new_register: MakeRegister) -> None:
    """Twelve threads, one key: one row, one True, and each of the others reads what the winner wrote."""
    register = new_register("dossiers", timeout=20)
    outcomes: list[tuple[bool, str]] = []
    together = threading.Barrier(12)

    def insert(number: int) -> None:
        together.wait()
        with register.write() as connection:
            connection.execute(select(dossiers.c.id)).all()  # a snapshot taken here must not hide the winner
            mine = insert_if_absent(connection, dossiers, row("a", procedure_id=f"p{number}"))
            query = select(dossiers.c.procedure_id).where(dossiers.c.reference == "a")
            outcomes.append((mine, connection.execute(query).scalar()))

    threads = [threading.Thread(target=insert, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(mine for mine, _ in outcomes) == 1
    assert len(outcomes) == 12
    assert len({seen for _, seen in outcomes}) == 1


def test_who_is_beaten_sees_the_winner_at_once(new_register: MakeRegister) -> None:
    """Even in a transaction that had looked before the winner came: a snapshot of then must not hide its row."""
    late, first = new_register("dossiers"), new_register("dossiers")
    if late.is_sqlite:
        pytest.skip("a writer of SQLite is alone")
    query = select(dossiers.c.procedure_id).where(dossiers.c.reference == "a")
    with late.write() as connection:
        assert connection.execute(query).scalar() is None
        with first.write() as winner:
            assert insert_if_absent(winner, dossiers, row("a", procedure_id="winner"))
        assert not insert_if_absent(connection, dossiers, row("a", procedure_id="late"))
        assert connection.execute(query).scalar() == "winner"


def test_read_only_by_configuration(new_register: MakeRegister) -> None:
    """Nothing is even tried."""
    register = new_register("dossiers", read_only=True)
    register.ping()
    with pytest.raises(RegisterReadOnly), register.write():
        pass


def _make_read_only(register: Register, tmp_path: Path) -> Register:
    """The same tables, seen by somebody who may not write."""
    url = register.engine.url
    if register.is_sqlite:
        register.dispose()
        return Register("dossiers", f"sqlite:///file:{url.database}?mode=ro&uri=true", CIPHER)
    name = f"reader_{tmp_path.name[-20:]}"[:30].replace("-", "_").lower()
    host = "@'127.0.0.1'" if url.get_backend_name() != "postgresql" else ""
    with register.write() as connection:
        run = connection.exec_driver_sql
        if host:
            run(f"CREATE OR REPLACE USER {name}{host}")
            run(f"GRANT SELECT ON {url.database}.* TO {name}{host}")
        else:
            run(f"CREATE ROLE {name} LOGIN")
            run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}")
    return Register("dossiers", str(url.set(username=name)), CIPHER, breaker=CircuitBreaker(failures=1))


def test_read_only_by_the_database(new_register: MakeRegister, tmp_path: Path) -> None:
    """It says so when it is written, which does not keep it from being read."""
    made = new_register("dossiers")
    register = _make_read_only(made, tmp_path)
    try:
        with pytest.raises(RegisterReadOnly), register.write() as connection:
            connection.execute(dossiers.insert(), row("a"))
        assert register.breaker.state is State.CLOSED
        register.ping()
    finally:
        register.dispose()
        name = register.engine.url.username
        if name and name.startswith("reader"):
            with made.write() as connection:
                if made.engine.dialect.name == "postgresql":
                    connection.exec_driver_sql(f"DROP OWNED BY {name}")
                    connection.exec_driver_sql(f"DROP ROLE {name}")
                else:
                    connection.exec_driver_sql(f"DROP USER {name}@'127.0.0.1'")


def test_what_is_counted(new_register: MakeRegister) -> None:
    """Calls by outcome, times, the breaker's state; no label is an id."""
    metrics = RegisterMetrics()
    register = new_register("dossiers", metrics=metrics, breaker=CircuitBreaker(failures=1))
    register.ping()
    with suppress(RegisterUnavailable), register.write() as connection:
        connection.execute(dossiers.insert(), [row("a"), row("a")])
    with suppress(RegisterUnavailable), register.read() as connection:
        connection.execute(text("SELECT nothing FROM nowhere"))
    with suppress(RegisterUnavailable):
        register.ping()
    shown = metrics.exposition().decode()
    for outcome, operation in (("ok", "read"), ("constraint", "write"), ("failed", "read"), ("refused", "read")):
        line = f'chobbak_register_calls_total{{operation="{operation}",outcome="{outcome}",register="dossiers"}} 1.0'
        assert line in shown
    assert 'chobbak_register_breaker{register="dossiers"} 2.0' in shown
    assert 'chobbak_register_seconds_count{operation="read",register="dossiers"} 2.0' in shown


def test_it_is_prepared_once_before_its_first_call(new_register: MakeRegister) -> None:
    """Many threads at the start: one prepares, the others wait for it. A preparation that fails is tried again."""
    attempts: list[int] = []

    def prepare() -> None:
        attempts.append(1)
        if len(attempts) == 1:
            raise RegisterUnavailable("not yet")

    register = new_register("dossiers", prepare=prepare)
    with pytest.raises(RegisterUnavailable):
        register.ping()
    threads = [threading.Thread(target=register.ping) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(attempts) == 2


@pytest.mark.parametrize("url", ["nonsense", "oracle://x", "mssql://x", "sqlite+nodriver:///x"])
def test_an_address_that_is_none(url: str) -> None:
    """A wrong setting, named, seen before anything is asked."""
    with pytest.raises(SettingsError, match="CHOBBAK_ORDERS_URL"):
        Register("orders", url, CIPHER)


def test_nothing_is_opened_before_it_is_used(tmp_path: Path) -> None:
    """No file appears."""
    register = Register("dossiers", f"sqlite:///{tmp_path}/new/registers.db", CIPHER)
    assert not list(tmp_path.rglob("*.db"))
    register.ping()
    assert list(tmp_path.rglob("registers.db"))


def test_an_error_never_holds_what_was_written(new_register: MakeRegister) -> None:
    """A CIN in a statement that fails stays out of the error that is logged."""
    register = new_register("dossiers")
    with pytest.raises(RegisterUnavailable) as caught, register.write() as connection:
        connection.execute(dossiers.insert(), row("a", cin="AB000001", status=None))
    assert "AB000001" not in str(caught.value)
