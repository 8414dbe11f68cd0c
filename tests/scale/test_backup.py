"""A backup that is made under load, restored, and found to hold every message that was acknowledged before it."""

from __future__ import annotations

import asyncio
import json
import secrets
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.engine import make_url

from bot.cli import backup as command
from bot.errors import BadRequest, DatabaseUnavailable
from bot.persistence.backup import backup, restore
from bot.persistence.database import Database
from bot.persistence.registers.upgrade import known
from bot.persistence.tables import inbox, outbox
from bot.privacy.encryption import Cipher
from bot.settings import settings
from tests.assistant import KEYS
from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import Client, Starter, until

CITIZENS = 6


class Crowd:
    """Citizens who write one message after the other and note what was acknowledged."""

    def __init__(self, clients: list[Client]) -> None:
        self._clients = clients
        self.acknowledged: list[str] = []
        self._over = False

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._write(client)) for client in self._clients]

    async def end(self) -> None:
        self._over = True
        await asyncio.gather(*self._tasks)

    async def _write(self, client: Client) -> None:
        while not self._over:
            message = secrets.token_hex(8)
            await client.say("bonjour", message)
            self.acknowledged.append(message)
            await asyncio.sleep(0.005)


@contextmanager
def empty_beside(url: str, directory: Path) -> Iterator[str]:
    """An empty database of the same kind."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        yield f"sqlite:///{directory}/restored.db"
        return
    name = f"chobbak_restored_{secrets.token_hex(4)}"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield address.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


def answers(url: str) -> tuple[dict[str, int], Counter[str]]:
    """The row of each message, and the number of answers to each row, by message."""
    database = Database(url, Cipher(KEYS["CHOBBAK_DATA_KEY"]))
    try:
        with database.read() as connection:
            rows = dict(connection.execute(select(inbox.c.message_id, inbox.c.id)).all())
            answered = Counter(connection.execute(select(outbox.c.inbox_id).where(outbox.c.kind == "answer")).scalars())
    finally:
        database.dispose()
    return rows, Counter({message: answered[row] for message, row in rows.items()})


async def test_every_acknowledged_message_is_answered_once_after_a_restore(
    start: Starter, engine: FakeEngine, database: Database, database_url: str, tmp_path: Path
) -> None:
    """While citizens write: a backup. On the restored copy, a new gateway answers what had no answer yet, and nothing twice;
    what was acknowledged before the backup began is all there."""
    engine.delay = 0.05  # turns lag behind, so that some messages are in the copy without an answer
    first = await start(database_url=database_url)
    crowd = Crowd([await first.client() for _ in range(CITIZENS)])
    crowd.start()
    await until(lambda: len(crowd.acknowledged) > 100, 30)
    before = list(crowd.acknowledged)
    copy = await asyncio.to_thread(backup, database_url, tmp_path / "copies", "database")
    after = len(crowd.acknowledged)
    await crowd.end()
    assert after > len(before)  # citizens were served meanwhile
    with empty_beside(database_url, tmp_path) as restored_url:
        restore(copy, restored_url)
        rows, unanswered = answers(restored_url)
        assert set(before) <= rows.keys()
        assert 0 in unanswered.values()  # else nothing was left to do
        await start(database_url=restored_url)
        await until(lambda: all(answers(restored_url)[1].values()), 60)
        assert set(answers(restored_url)[1].values()) == {1}


def test_only_the_owner_may_read_a_copy(database: Database, database_url: str, tmp_path: Path) -> None:
    """It holds what citizens wrote, if encrypted."""
    assert backup(database_url, tmp_path, "copy").stat().st_mode & 0o077 == 0


def test_nothing_is_overwritten(database: Database, database_url: str, tmp_path: Path) -> None:
    """Neither an older copy, nor a database that holds something."""
    copy = backup(database_url, tmp_path, "copy")
    with pytest.raises(BadRequest, match="already"):
        backup(database_url, tmp_path, "copy")
    with pytest.raises(BadRequest, match="already"):
        restore(copy, database_url)


@pytest.mark.parametrize("damage", [lambda content: content[:4000], lambda _: b"", lambda _: b"not a copy" * 1000])
def test_a_damaged_copy_is_refused(
    database: Database, database_url: str, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    """Cut off, empty, or something else: with an error of ours, and the database stays empty."""
    copy = backup(database_url, tmp_path, "copy")
    copy.write_bytes(damage(copy.read_bytes()))
    with empty_beside(database_url, tmp_path) as url, pytest.raises(DatabaseUnavailable):
        restore(copy, url)


def test_a_copy_goes_back_into_its_own_kind_only(tmp_path: Path, sqlite_url: str) -> None:
    """And what we cannot copy is said to be so."""
    copy = backup(sqlite_url, tmp_path / "copies", "copy")
    with pytest.raises(BadRequest, match="no copy of a postgresql"):
        restore(copy, "postgresql://nobody@127.0.0.1:9/none")
    with pytest.raises(BadRequest, match="own tools"):
        backup("mysql+pymysql://nobody@127.0.0.1:9/none", tmp_path, "copy")


class TestCommand:
    @pytest.fixture
    def here(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_url: str) -> Iterator[Path]:
        """Settings that name two databases, as by default."""
        monkeypatch.setenv("CHOBBAK_DATABASE_URL", sqlite_url)
        for name in known():
            monkeypatch.setenv(f"CHOBBAK_{name.upper()}_URL", f"sqlite:///{tmp_path}/registers.db")
        settings.cache_clear()
        yield tmp_path
        settings.cache_clear()

    def test_every_database_is_copied_once_and_comes_back(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Registers that share a file are one copy, and the list says what is in it."""
        with sqlite3.connect(here / "registers.db") as connection:
            connection.execute("CREATE TABLE marks (word TEXT)")
            connection.execute("INSERT INTO marks VALUES ('there')")
        made = command.made(here / "copies")
        assert len(made["files"]) == 2
        assert sorted(name for entry in made["files"].values() for name in entry["holds"]) == sorted(
            ["database", *known()]
        )
        monkeypatch.setenv("CHOBBAK_DATABASE_URL", f"sqlite:///{here}/new.db")
        for name in known():
            monkeypatch.setenv(f"CHOBBAK_{name.upper()}_URL", f"sqlite:///{here}/new-registers.db")
        settings.cache_clear()
        command.restored(here / "copies")
        with sqlite3.connect(here / "new-registers.db") as connection:
            assert connection.execute("SELECT word FROM marks").fetchall() == [("there",)]

    def test_a_register_that_was_never_used_is_left_out(self, here: Path) -> None:
        """Its file does not exist yet; the database itself must."""
        assert list(command.made(here / "copies")["files"]) == ["database.sqlite"]

    def test_half_a_backup_is_not_restored(self, here: Path) -> None:
        """The list is written last: without it something is missing."""
        command.made(here / "copies")
        (here / "copies" / command.LIST).unlink()
        with pytest.raises(BadRequest, match="no whole backup"):
            command.restored(here / "copies")

    def test_a_backup_is_not_made_over_another(self, here: Path) -> None:
        """Each in a directory of its own."""
        command.made(here / "copies")
        with pytest.raises(BadRequest, match="already"):
            command.made(here / "copies")

    def test_databases_that_are_shared_in_another_way_are_said_so(self, here: Path) -> None:
        """A file whose contents the settings spread over several databases cannot go back as it is."""
        command.made(here / "copies")
        path = here / "copies" / command.LIST
        content = json.loads(path.read_text())
        content["files"]["database.sqlite"]["holds"] = ["database", "orders"]
        path.write_text(json.dumps(content))
        with pytest.raises(BadRequest, match=r"database\.sqlite"):
            command.restored(here / "copies")
