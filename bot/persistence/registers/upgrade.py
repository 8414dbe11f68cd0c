"""Bringing a register to the newest schema. Several processes may do it at once; a register that is mapped is never touched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Optional

from bot.errors import RegisterUnavailable
from bot.persistence.registers.register import Register
from bot.persistence.registers.schema import NAMES
from bot.persistence.upgrade import NoCipher

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x43686F72  # "Chor": the first number of our advisory lock on PostgreSQL; the second is the register's
_TIMEOUT = 60.0  # seconds: a migration may move many rows


def version_table(name: str) -> str:
    return f"chobbak_{name}_schema"


def metadata_of(name: str) -> Any:
    """The tables of a register, as its module describes them."""
    return import_module(f"bot.persistence.registers.{name}").metadata


def known() -> tuple[str, ...]:
    """The registers that have tables of ours."""
    return tuple(name for name in NAMES if find_spec(f"bot.persistence.registers.{name}"))


def head(name: str) -> str:
    """The newest migration of a register, by its file ``HEAD``: two branches that add one meet there."""
    return (MIGRATIONS / name / "HEAD").read_text(encoding="ascii").strip()


def upgrade(name: str, url: str, revision: str = "head") -> None:
    """Creates or migrates the tables of the register at this address.

    Raises:
        SettingsError: the address is not one.
        RegisterUnavailable: the register does not answer, or refuses a migration.
    """
    with _opened(name, url) as register, register.write() as connection, _alone(connection, name):
        _run(connection, name, revision)


def revision_of(name: str, url: str) -> Optional[str]:
    """The migration that the register at this address is at; None when it has none of our tables."""
    from alembic.migration import MigrationContext

    with _opened(name, url) as register, register.read() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": version_table(name)})
        return context.get_current_revision()


@contextmanager
def _opened(name: str, url: str) -> Iterator[Register]:
    register = Register(name, url, NoCipher(), timeout=_TIMEOUT)
    try:
        yield register
    finally:
        register.dispose()


@contextmanager
def _alone(connection: Any, name: str) -> Iterator[None]:
    """One migration at a time; SQLite's write transaction is alone already."""
    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK}, {NAMES.index(name)})")
    if dialect not in ("mysql", "mariadb"):
        yield
        return
    connection.exec_driver_sql("SELECT GET_LOCK(%s, %s)", (version_table(name), int(_TIMEOUT)))
    try:
        yield
    finally:
        connection.exec_driver_sql("SELECT RELEASE_LOCK(%s)", (version_table(name),))


def _run(connection: Any, name: str, revision: str) -> None:
    from alembic import command
    from alembic.util import CommandError

    config = configuration(name)
    config.attributes["connection"] = connection
    try:
        if revision == "base":
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)
    except CommandError as error:
        raise RegisterUnavailable(
            f"the schema of the register {name} is not one that this version knows: {error}"
        ) from error


def configuration(name: str) -> Any:
    """Alembic's configuration of one register's migrations."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("path_separator", "newline")
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("version_locations", str(MIGRATIONS / name / "versions").replace("%", "%%"))
    config.attributes["register"] = name
    return config
