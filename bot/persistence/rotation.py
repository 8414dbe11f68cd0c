"""Encrypting anew, under the newest key, what older keys encrypted; while everything else runs."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any, NamedTuple

from sqlalchemy import LargeBinary, MetaData, Table, Text, and_, func, or_, select, type_coerce, update

from bot.persistence.database import Database
from bot.persistence.registers.register import Register
from bot.persistence.types import EncryptedBytes, EncryptedText
from bot.privacy.encryption import Cipher

BATCH = 500  # rows of one transaction: short enough that writers hardly wait


class Progress(NamedTuple):
    """How far one table has come: rows looked at, rows in all, and values that got the newest key."""

    table: str
    done: int
    total: int
    changed: int


def rotate(database: Database | Register, metadata: MetaData, batch: int = BATCH) -> Generator[Progress, None, None]:
    """Goes through every encrypted column, a batch a transaction, and tells how far it is after each.

    It can be stopped and begun again at any time, and run while messages are written: a value that somebody else
    changed in between is left to them, because they wrote it with the newest key.

    Raises:
        SettingsError: a value was written with a key that is not among ours; batches before it are done.
        DatabaseUnavailable: the database failed; batches before it are done.
    """
    for table in metadata.sorted_tables:
        columns = [column for column in table.columns if isinstance(column.type, (EncryptedText, EncryptedBytes))]
        if columns:
            yield from _rotate_table(database, table, columns, batch)


def _rotate_table(database: Database | Register, table: Table, columns: list[Any], batch: int) -> Iterator[Progress]:
    with database.read() as connection:
        total = connection.execute(select(func.count()).select_from(table)).scalar_one()
    done = changed = 0
    last: tuple[Any, ...] | None = None
    while True:
        with database.write() as connection:
            rows = connection.execute(_page(table, columns, last, batch)).all()
            changed += sum(_rotate_row(connection, table, columns, row, database.cipher) for row in rows)
        if not rows:
            break
        last = tuple(rows[-1][: len(table.primary_key)])
        done += len(rows)
        yield Progress(table.name, done, total, changed)


def _page(table: Table, columns: list[Any], last: tuple[Any, ...] | None, batch: int) -> Any:
    """The next rows by primary key, their encrypted columns as they are stored."""
    keys = list(table.primary_key)
    query = select(*keys, *map(_stored, columns)).order_by(*keys).limit(batch)
    return query if last is None else query.where(_after(keys, last))


def _after(keys: list[Any], last: tuple[Any, ...]) -> Any:
    """``keys > last`` as tuples, in words that every database knows."""
    steps = []
    for at, key in enumerate(keys):
        steps.append(and_(*(keys[before] == last[before] for before in range(at)), key > last[at]))
    return or_(*steps)


def _rotate_row(connection: Any, table: Table, columns: list[Any], row: Any, cipher: Cipher) -> int:
    keys = list(table.primary_key)
    mine = and_(*(key == value for key, value in zip(keys, row)))
    changed = 0
    for column, stored in zip(columns, row[len(keys) :]):
        token = None if stored is None else cipher.renewed(_bytes(stored))
        if token is not None:
            new = token if isinstance(column.type, EncryptedBytes) else token.decode("ascii")
            statement = (
                update(table).where(mine, _stored(column) == stored).values({column: type_coerce(new, _plain(column))})
            )
            changed += connection.execute(statement).rowcount
    return changed


def _stored(column: Any) -> Any:
    return type_coerce(column, _plain(column))


def _plain(column: Any) -> Any:
    return LargeBinary() if isinstance(column.type, EncryptedBytes) else Text()


def _bytes(stored: Any) -> bytes:
    return stored.encode("ascii") if isinstance(stored, str) else bytes(stored)
