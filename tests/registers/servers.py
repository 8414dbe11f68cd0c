"""New, empty databases on the servers that the tests may use."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

VARIABLES = {"postgresql": "TEST_POSTGRES_URL", "mariadb": "TEST_MARIADB_URL"}
KINDS = ("sqlite", *VARIABLES)
_DROP = {"postgresql": "DROP DATABASE {} WITH (FORCE)", "mariadb": "DROP DATABASE {}"}


def server_url(kind: str) -> str:
    """The server's address; the test is skipped without one, or fails where all services are wanted."""
    variable = VARIABLES[kind]
    url = os.environ.get(variable)
    if not url:
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.fail(f"REQUIRE_SERVICES=1, and {variable} is not set")
        pytest.skip(f"{variable} is not set")
    return url


@contextmanager
def new_database(kind: str, directory: Path) -> Iterator[str]:
    """The address of a database without any table, dropped afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{directory}/{secrets.token_hex(6)}.db"
        return
    from sqlalchemy import create_engine
    from sqlalchemy.engine import make_url

    name = f"chobbak_test_{secrets.token_hex(6)}"
    admin = create_engine(server_url(kind), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield make_url(server_url(kind)).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(_DROP[kind].format(name))
        admin.dispose()
