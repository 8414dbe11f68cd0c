"""One topology for the tests that need it: it takes half a minute to start."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.assistant import KEYS

os.environ.update(KEYS)

from bot.settings import settings
from tests.scale.topology import Two, two_engines


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    settings.cache_clear()
    with two_engines(tmp_path_factory.mktemp("two")) as started:
        yield started


@pytest.fixture(autouse=True)
def afresh(request: pytest.FixtureRequest) -> None:
    """Each test counts its own messages."""
    if "two" in request.fixturenames:
        started = request.getfixturevalue("two")
        started.sent, started.refused = [], 0
