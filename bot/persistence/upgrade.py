"""Bringing a database to the newest schema. Several processes may do it at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.errors import DatabaseUnavailable
from bot.persistence.database import Database
from bot.privacy.encryption import Cipher

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "chobbak_schema"
_LOCK = 0x43686F62  # "Chob": the number of our advisory lock on PostgreSQL


def upgrade(database_url: str, revision: str = "head") -> None:
    """Creates or migrates the tables of the database at this address.

    Raises:
        SettingsError: the address is not one.
        DatabaseUnavailable: the database does not answer, or refuses a migration.
    """
    database = Database(database_url, NoCipher(), pool_size=1)
    try:
        with database.write() as connection:
            _lock(connection)
            _run(connection, revision)
    finally:
        database.dispose()


def _lock(connection: Any) -> None:
    """One migration at a time; SQLite's write transaction is alone already."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _run(connection: Any, revision: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        if revision == "base":
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)
    except CommandError as error:
        raise DatabaseUnavailable(f"the database's schema is not one that this version knows: {error}") from error


class NoCipher(Cipher):
    """Migrations move tables, not texts: they need no key."""

    def __init__(self) -> None:
        pass
