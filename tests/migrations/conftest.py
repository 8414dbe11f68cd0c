"""The databases of the gateway's tests serve here too; ``fresh_url`` is one without any table."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.channels import conftest as gateway

database, database_url = gateway.database, gateway.database_url
migrated_file, postgres_url, sqlite_url = gateway.migrated_file, gateway.postgres_url, gateway.sqlite_url


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/fresh.db"
    return str(request.getfixturevalue("postgres_url"))
