"""A gateway under test: a real database, real HTTP on loopback, and an engine that does what a test says."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # for a bare `pytest`, which does not add it

from tests.channels.harness import KEYS, QUICK, QUICK_SENDS, RunningGateway, Starter, serve, stop

os.environ.update(KEYS)

from bot.persistence.database import Database
from bot.persistence.upgrade import upgrade
from bot.privacy.encryption import Cipher
from bot.settings import Settings
from channels.app import create_app
from tests.channels.fake_engine import FakeEngine


@pytest.fixture(autouse=True)
def sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message files are another's work: a sentence here is its locale, its id and its arguments."""

    def format_message(locale: str, message_id: str, **arguments: Any) -> str:
        return " ".join([locale, message_id, *(f"{name}={value}" for name, value in arguments.items())])

    monkeypatch.setattr("bot.messages.format_message", format_message)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with our tables, to be copied: quicker than migrating one for each test."""
    path = tmp_path_factory.mktemp("template") / "migrated.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_file: Path) -> str:
    shutil.copy(migrated_file, tmp_path / "gateway.db")
    return f"sqlite:///{tmp_path}/gateway.db"


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A new database on the server at TEST_POSTGRES_URL, dropped afterwards."""
    server = os.environ.get("TEST_POSTGRES_URL")
    if not server:
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.fail("REQUIRE_SERVICES=1, and TEST_POSTGRES_URL is not set")
        pytest.skip("TEST_POSTGRES_URL is not set")
    from sqlalchemy import create_engine
    from sqlalchemy.engine import make_url

    name = f"chobbak_test_{secrets.token_hex(6)}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Every database that we support, in turn."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    upgrade(database_url)
    database = Database(database_url, Cipher(KEYS["CHOBBAK_DATA_KEY"]))
    yield database
    database.dispose()


@pytest_asyncio.fixture
async def engine() -> AsyncIterator[FakeEngine]:
    fake = FakeEngine()
    await fake.start()
    yield fake
    await fake.stop()


@pytest_asyncio.fixture
async def start(engine: FakeEngine, sqlite_url: str) -> AsyncIterator[Starter]:
    """Starts gateways; all are stopped at the end."""
    running: list[tuple[Any, aiohttp.ClientSession]] = []

    async def starter(timing: dict[str, Any] | None = None, heartbeat: float = 15.0, **settings: Any) -> RunningGateway:
        settings = {"database_url": sqlite_url, "engine_port": engine.port, "actions_port": engine.port, **settings}
        settings.setdefault("messages_per_minute", 1000)
        settings.setdefault("conversations_per_minute", 1000)
        settings.setdefault("default_locale", "fr")
        settings.setdefault("privacy_notice", False)  # a message more in every first answer
        app = create_app(Settings(_env_file=None, **settings), replace(QUICK, **(timing or {})), QUICK_SENDS)
        app.ctx.gateway.heartbeat = heartbeat
        server, port = await serve(app)
        session = aiohttp.ClientSession()
        running.append((server, session))
        return RunningGateway(app, f"http://127.0.0.1:{port}", session)

    yield starter
    for server, session in running:
        await session.close()
        await stop(server)


@pytest_asyncio.fixture
async def gateway(start: Starter) -> RunningGateway:
    return await start()
