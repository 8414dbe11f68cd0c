"""One topology for the tests that need it: it takes half a minute to start."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.assistant import KEYS

os.environ.update(KEYS)

from bot.settings import settings
from tests.channels import conftest as gateway
from tests.scale.topology import Two, two_engines

database, database_url, engine, start = gateway.database, gateway.database_url, gateway.engine, gateway.start
migrated_file, postgres_url, sqlite_url = gateway.migrated_file, gateway.postgres_url, gateway.sqlite_url


@pytest.fixture(scope="module")
def two() -> Iterator[
    Two
]:  # not below the directories of tests: PostgreSQL runs as another user, and they are closed to it
    settings.cache_clear()
    with TemporaryDirectory() as directory, two_engines(Path(directory)) as started:
        yield started


@pytest.fixture(autouse=True)
def afresh(request: pytest.FixtureRequest) -> None:
    """Each test counts its own messages."""
    if "two" in request.fixturenames:
        started = request.getfixturevalue("two")
        started.sent, started.refused = [], 0
