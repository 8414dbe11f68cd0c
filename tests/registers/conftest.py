"""Registers on every database that we support, in turn."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # for a bare `pytest`, which does not add it

from bot.persistence.registers.register import Register
from bot.persistence.registers.upgrade import upgrade
from bot.privacy.encryption import Cipher
from tests.assistant import KEYS
from tests.registers.servers import KINDS, new_database

MakeRegister = Callable[..., Register]


@pytest.fixture(params=KINDS)
def register_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table: SQLite, PostgreSQL, MariaDB."""
    with new_database(request.param, tmp_path) as url:
        yield url


@pytest.fixture
def new_register(register_url: str) -> Iterator[MakeRegister]:
    """``new_register("orders", timeout=1.0)``: a register on ``register_url``, its tables made."""
    with ExitStack() as made:

        def make(name: str, **options: Any) -> Register:
            upgrade(name, register_url)
            register = Register(name, register_url, Cipher(KEYS["CHOBBAK_DATA_KEY"]), **options)
            made.callback(register.dispose)
            return register

        yield make
