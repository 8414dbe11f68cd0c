"""Bringing a database to the newest schema. Several processes may do it at once."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

from bot.errors import DatabaseUnavailable
from bot.persistence.database import Database
from bot.privacy.encryption import Cipher

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "chobbak_schema"
_LOCK = 0x43686F62  # "Chob": the number of our advisory lock on PostgreSQL
# Older processes serve meanwhile. A migration that waits for a table holds up whoever comes after it, so it waits less than
# PostgreSQL takes to find a deadlock (1 s), gives way, and tries again.
_WAIT_MILLISECONDS = 500
_ATTEMPTS = 60
_PAUSE = 0.2  # seconds, on average
_GIVES_WAY = frozenset({"55P03", "40P01", "40001"})  # a lock was not to be had, a deadlock, a serialisation failure


def upgrade(database_url: str, revision: str = "head") -> None:
    """Creates or migrates the tables of the database at this address.

    Raises:
        SettingsError: the address is not one.
        DatabaseUnavailable: the database does not answer, or refuses a migration.
    """
    database = Database(database_url, NoCipher(), pool_size=1)
    try:
        for left in reversed(range(_ATTEMPTS)):
            try:
                _upgrade(database, revision)
                return
            except DatabaseUnavailable as error:
                if not left or not _is_in_the_way(error):
                    raise
            time.sleep(random.uniform(0.5, 1.5) * _PAUSE)  # noqa: S311 - not a secret
    finally:
        database.dispose()


def _upgrade(database: Database, revision: str) -> None:
    with database.write() as connection:
        _lock(connection)
        _run(connection, revision)


def _is_in_the_way(error: DatabaseUnavailable) -> bool:
    """Whether other processes held what the migration needs: then nothing was changed, and it may try again."""
    return getattr(getattr(error.__cause__, "orig", None), "pgcode", None) in _GIVES_WAY


def _lock(connection: Any) -> None:
    """One migration at a time; SQLite's write transaction is alone already."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_WAIT_MILLISECONDS}")


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
