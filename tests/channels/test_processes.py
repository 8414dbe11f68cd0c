"""The gateway as a process of its own: how it starts, how it stops, and what a kill at any moment costs (nothing)."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import datetime, timezone
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.persistence.conversations import SqlConversationRepository
from bot.persistence.database import Database
from bot.persistence.inbox import SqlInboxRepository
from bot.persistence.records import Conversation, InboundMessage
from bot.privacy.encryption import Cipher
from bot.settings import settings
from channels.app import serve
from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import KEYS, Client

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.asyncio


def environment(**settings: object) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHOBBAK_")}
    return {
        **kept,
        **KEYS,
        "PYTHONUNBUFFERED": "1",
        **{f"CHOBBAK_{name.upper()}": str(value) for name, value in settings.items()},
    }


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


class Process:
    """``python -m channels`` on a port of its own, started and killed as often as a test likes."""

    def __init__(self, database_url: str, engine_port: int, session: aiohttp.ClientSession) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = environment(
            privacy_notice=False,
            database_url=database_url,
            engine_port=engine_port,
            actions_port=engine_port,
            port=self.port,
            host="127.0.0.1",
            messages_per_minute=100_000,
        )
        self._session = session
        self.process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "channels"], cwd=ROOT, env=self._environment, stderr=subprocess.PIPE
        )
        for _ in range(400):
            with contextlib.suppress(aiohttp.ClientError):
                async with self._session.get(f"{self.url}/health/live"):
                    return
            await asyncio.sleep(0.05)
        raise AssertionError("the gateway did not start")

    def end(self, number: int) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        code = self.process.wait(timeout=10)
        assert self.process.stderr is not None
        self.process.stderr.close()
        self.process = None
        return code


@pytest_asyncio.fixture
async def process(sqlite_url: str, engine: FakeEngine) -> AsyncIterator[Process]:
    async with aiohttp.ClientSession() as session:
        process = Process(sqlite_url, engine.port, session)
        yield process
        if process.process is not None:
            process.end(signal.SIGKILL)


async def test_kill_9_loses_nothing_and_doubles_nothing(process: Process, engine: FakeEngine) -> None:
    """Killed twice amid turns: every accepted message is answered once, in order, by whoever starts next."""
    engine.delay = 0.02
    await process.start()
    clients = [await Client(process._session, process.url).open() for _ in range(4)]
    accepted: dict[str, list[str]] = {client.conversation: [] for client in clients}

    async def send(client: Client, numbers: range) -> None:
        for number in numbers:
            for _ in range(200):  # a client that keeps its message until it is accepted, as our page does
                with contextlib.suppress(aiohttp.ClientError):
                    status, _, _ = await client.post({"id": f"m{number}", "text": f"message {number}"})
                    assert status == 202
                    accepted[client.conversation].append(f"m{number}")
                    break
                await asyncio.sleep(0.05)

    for round_ in range(2):
        sending = [asyncio.create_task(send(client, range(round_ * 15, round_ * 15 + 15))) for client in clients]
        await asyncio.sleep(0.25)
        process.end(signal.SIGKILL)
        await process.start()
        await asyncio.gather(*sending)
    for client in clients:
        events = await client.read_events(30, timeout=20)
        assert [event["reply_to"] for event in events] == accepted[client.conversation] == [f"m{n}" for n in range(30)]
        assert len({event["text"] for event in events}) == 30
        assert await client.ask("", "last")
        assert len(await client.read_events(31)) == 31  # and not one more
    assert len(engine.turns) == 120
    assert await asyncio.to_thread(process.end, signal.SIGINT) == 0


async def test_it_stops_cleanly(process: Process, engine: FakeEngine) -> None:
    """Asked to stop with a stream open, an idle line and a turn running: exit 0, soon, and no lease left."""
    import sqlite3

    engine.delay = 0.5
    await process.start()
    client = await Client(process._session, process.url).open()
    await client.say("salam")
    async with client.events():
        assert await asyncio.to_thread(process.end, signal.SIGTERM) == 0
    path = process._environment["CHOBBAK_DATABASE_URL"].removeprefix("sqlite:///")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert [state for (state,) in connection.execute("SELECT state FROM inbox")] in (["done"], ["received"])


def refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], **wrong: str) -> str:
    """The one line with which ``serve`` refuses to start, here in our own process because that is quicker."""
    for name, value in {"port": str(free_port()), **wrong}.items():
        monkeypatch.setenv(f"CHOBBAK_{name.upper()}", value)
    monkeypatch.setattr("channels.app._log_to_stderr", lambda _level: None)
    settings.cache_clear()
    assert serve() == 1
    settings.cache_clear()
    [line] = capsys.readouterr().err.splitlines()
    return line


async def test_a_port_that_is_taken_is_one_clear_line(sqlite_url: str) -> None:
    """Exit 1 and one line that says which address."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        variables = environment(port=port, host="127.0.0.1", database_url=sqlite_url)
        command = [sys.executable, "-m", "channels"]
        result = subprocess.run(
            command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=20, check=False
        )
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == f"gateway: cannot listen on 127.0.0.1:{port}: Address already in use\n"


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"port": "x"}, "CHOBBAK_PORT: value is not a valid integer"),
        ({"data_key": "short"}, "CHOBBAK_DATA_KEY: must be 32 random bytes in URL-safe base64"),
        ({"pseudonym_key": "short"}, "CHOBBAK_PSEUDONYM_KEY: "),
        ({"database_url": "nonsense"}, "CHOBBAK_DATABASE_URL: "),
        ({"database_url": "sqlite:////proc/nothing/x.db"}, "CHOBBAK_DATABASE_URL: "),
        ({"database_url": "sqlite:////proc/x.db"}, "the database failed: OperationalError"),
        ({"database_url": "oracle://x/y"}, "CHOBBAK_DATABASE_URL: "),
        ({"database_url": "postgresql://nobody:secret@127.0.0.1:1/x"}, "the database failed: OperationalError"),
        ({"host": "256.1.1.1"}, "cannot listen on 256.1.1.1:"),
    ],
)
async def test_wrong_settings_are_one_clear_line(
    sqlite_url: str,
    wrong: dict[str, str],
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The same for every setting that can be wrong, and no secret in it."""
    line = refused(monkeypatch, capsys, **{"database_url": sqlite_url, **wrong})
    assert line.startswith(f"gateway: {expected}")
    assert "secret" not in line


async def test_another_key_than_the_databases_is_one_clear_line(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A lost key is found at the start, and not by each citizen who wants to read an answer."""
    database = Database(sqlite_url, Cipher("A" * 43 + "="))
    now = datetime.now(timezone.utc)
    SqlConversationRepository(database).open(Conversation("one", "web", None, None, None, now))
    SqlInboxRepository(database).receive(InboundMessage("one", "web", "m1", "salam"), now)
    database.dispose()
    line = refused(monkeypatch, capsys, database_url=sqlite_url)
    assert line == "gateway: CHOBBAK_DATA_KEY: is not the key that the stored data was encrypted with"


async def test_it_knows_nothing_of_rasa_and_opens_nothing_at_import(tmp_path: Path) -> None:
    """Neither Rasa nor any machine learning library is loaded, which is why it starts in about a second.

    And making an application touches no database and needs no engine.
    """
    code = (
        "import sys, bot.messages; from bot.settings import settings; from channels.app import create_app;"
        "create_app(settings()); print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    variables = environment(database_url=f"sqlite:///{tmp_path}/none.db")
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=True)
    loaded = set(result.stdout.split())
    assert {"sanic", "sqlalchemy", "aiohttp"} <= loaded
    assert not loaded & {"rasa", "rasa_sdk", "tensorflow", "spacy", "sklearn", "numpy", "scipy", "alembic"}
    assert not (tmp_path / "none.db").exists()
