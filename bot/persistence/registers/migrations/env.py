"""Alembic's entry for every register, on the connection that ``bot.persistence.registers.upgrade`` hands over."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import event

from bot.persistence.registers.upgrade import metadata_of, version_table

_LIKE_THE_OTHERS = " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"


def compare_exactly(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> tuple[str, Any]:
    """MariaDB's tables hold every script and tell "a" from "A", as those of SQLite and PostgreSQL do."""
    creates = statement.lstrip().upper().startswith("CREATE TABLE")
    return statement.rstrip() + _LIKE_THE_OTHERS if creates else statement, parameters


def run() -> None:
    attributes = context.config.attributes
    name = attributes["register"]
    metadata = metadata_of(name)
    if attributes["connection"].dialect.name in ("mysql", "mariadb"):
        event.listen(attributes["connection"], "before_cursor_execute", compare_exactly, retval=True)

    def include_name(table: str | None, kind: str, _parents: Any) -> bool:
        """Only the register's own tables: other registers may share the database."""
        return kind != "table" or table in metadata.tables

    context.configure(
        connection=attributes["connection"],
        target_metadata=metadata,
        version_table=version_table(name),
        include_name=include_name,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
