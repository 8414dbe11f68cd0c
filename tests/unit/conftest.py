"""For all unit tests: our packages are importable, Hypothesis is repeatable, nobody's settings are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # for a bare `pytest`, which does not add it

hypothesis_settings.register_profile(
    "unit",
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("unit")


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The settings of who runs the tests change nothing, and settings read by one test are not another's."""
    import os

    from bot.settings import settings

    for name in os.environ:
        if name.startswith("CHOBBAK_"):
            monkeypatch.delenv(name)
    settings.cache_clear()
    yield
    settings.cache_clear()
