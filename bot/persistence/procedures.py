"""The database copy of the catalogue: what an operator edits without a restart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import func, select

from bot.persistence.database import Database
from bot.persistence.tables import procedures, revisions

_NAME = "procedures"
_READ_AT_ONCE = 500  # ids in one query: SQLite takes a limited number of parameters


class SqlProcedureRepository:
    """Procedures in SQL, one JSON document each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[dict[str, Any]]:
        """Every procedure, by id."""
        with self._database.read() as connection:
            bodies = connection.execute(select(procedures.c.body).order_by(procedures.c.id)).scalars()
            return [json.loads(body) for body in bodies]

    def version(self) -> str:
        """Changes with any row: by us (the revision), or by hand in SQL (the number of rows, the newest change)."""
        revision = select(revisions.c.value).where(revisions.c.name == _NAME).scalar_subquery()
        query = select(revision, func.count(procedures.c.id), func.max(procedures.c.updated_at))
        with self._database.read() as connection:
            return "-".join(str(part) for part in connection.execute(query).one())

    def replace_many(self, documents: Sequence[dict[str, Any]]) -> tuple[int, int]:
        """Adds or replaces procedures, all or none. Returns how many were new, and how many have changed."""
        bodies = {
            str(document["id"]): json.dumps(document, ensure_ascii=False, sort_keys=True) for document in documents
        }
        now = datetime.now(timezone.utc)
        with self._database.write() as connection:
            known = _bodies(connection, list(bodies))
            added = [{"id": id_, "body": body, "updated_at": now} for id_, body in bodies.items() if id_ not in known]
            changed = {id_: body for id_, body in bodies.items() if id_ in known and known[id_] != body}
            if added:
                connection.execute(procedures.insert(), added)
            for id_, body in changed.items():
                connection.execute(procedures.update().where(procedures.c.id == id_).values(body=body, updated_at=now))
            if added or changed:
                _count_up(connection)
        return len(added), len(changed)

    def remove(self, procedure_id: str) -> bool:
        """Removes one procedure; false when there was none."""
        with self._database.write() as connection:
            removed = bool(connection.execute(procedures.delete().where(procedures.c.id == procedure_id)).rowcount)
            if removed:
                _count_up(connection)
        return removed


def _bodies(connection: Any, ids: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(ids), _READ_AT_ONCE):
        some = procedures.c.id.in_(ids[start : start + _READ_AT_ONCE])
        found.update(connection.execute(select(procedures.c.id, procedures.c.body).where(some)).all())
    return found


def _count_up(connection: Any) -> None:
    row = revisions.c.name == _NAME
    if not connection.execute(revisions.update().where(row).values(value=revisions.c.value + 1)).rowcount:
        connection.execute(revisions.insert().values(name=_NAME, value=1))
