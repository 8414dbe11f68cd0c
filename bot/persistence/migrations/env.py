"""Alembic's entry: on the connection that ``upgrade()`` hands over, or on the settings' database for a developer."""

from __future__ import annotations

from typing import Any

from alembic import context

from bot.persistence.tables import metadata
from bot.persistence.upgrade import VERSION_TABLE


def include_name(name: str | None, kind: str, parents: Any) -> bool:
    """Only our own tables: Rasa's ``events`` and whatever else shares the database is none of our business."""
    return kind != "table" or name in metadata.tables


def migrate(connection: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table=VERSION_TABLE,
        include_name=include_name,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def run() -> None:
    connection = context.config.attributes.get("connection")
    if connection is not None:
        migrate(connection)
        return
    from bot.persistence.database import Database
    from bot.privacy.encryption import Cipher
    from bot.settings import settings

    database = Database(settings().database_url, Cipher(settings().data_key.get_secret_value()), pool_size=1)
    with database.write() as connection:
        migrate(connection)


run()
