"""The audit log: who has read what, and when. Append-only, each row bound to the one before by a keyed hash.

Without the key nobody can write a row that fits, take one out or change one unseen; with a count and hash noted
elsewhere (``audit verify`` prints them) nobody can cut off the end either, nor bring an older copy back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Optional

from sqlalchemy import select

from bot.identity.pseudonyms import Pseudonyms
from bot.persistence.database import Database, insert_if_absent
from bot.persistence.tables import audit_heads, audit_log

_HEAD = "audit"
_BATCH = 1000


@dataclass(frozen=True)
class AuditEntry:
    """One row."""

    id: int
    at: datetime
    who: str
    action: str
    register: str
    reference: str
    purpose: str
    hash: str


@dataclass(frozen=True)
class Verified:
    """The outcome of a check: ``broken_at`` is the first row that does not fit, None when all do."""

    count: int  # of rows that fit
    head: str
    broken_at: Optional[int]


def _now() -> datetime:
    return datetime.now(timezone.utc)


class SqlAuditLog:
    """The audit log in SQL."""

    def __init__(self, database: Database, pseudonyms: Pseudonyms, now: Callable[[], datetime] = _now) -> None:
        self._database = database
        self._pseudonyms = pseudonyms
        self._now = now

    def append(self, *, who: str, action: str, register: str, reference: str, purpose: str) -> None:
        """Writes one row. What it is about must not be shown when this fails.

        Raises:
            Unavailable: it could not be written.
        """
        hashed = self._pseudonyms.of("reference", register, reference)
        with self._database.write() as connection:
            count, before = _lock_head(connection)
            entry = AuditEntry(count + 1, self._now(), who, action, register, hashed, purpose, "")
            row = {**vars(entry), "hash": self._chained(before, entry)}
            connection.execute(audit_log.insert().values(**row))
            head = {"count": row["id"], "hash": row["hash"]}
            connection.execute(audit_heads.update().where(audit_heads.c.name == _HEAD).values(**head))

    def verify(self, noted: Optional[tuple[int, str]] = None) -> Verified:
        """Checks every row, and that a count and hash that were noted before are still in the chain."""
        count, last = 0, ""
        for entry in self.entries():
            fits = entry.id == count + 1 and entry.hash == self._chained(last, entry)
            if not fits or (noted and noted[0] == entry.id and noted[1] != entry.hash):
                return Verified(count, last, entry.id)
            count, last = entry.id, entry.hash
        whole = (count, last) == self._head() and (not noted or noted[0] <= count)
        return Verified(count, last, None if whole else count + 1)

    def entries(self, who: Optional[str] = None) -> Iterator[AuditEntry]:
        """All rows, or those of one conversation, oldest first."""
        last = 0
        while True:
            query = select(audit_log).where(audit_log.c.id > last).order_by(audit_log.c.id).limit(_BATCH)
            if who is not None:
                query = query.where(audit_log.c.who == who)
            with self._database.read() as connection:
                rows = [AuditEntry(*row) for row in connection.execute(query)]
            if not rows:
                return
            yield from rows
            last = rows[-1].id

    def newest(self, limit: int, who: Optional[str] = None) -> list[AuditEntry]:
        """The last rows, newest first."""
        query = select(audit_log).order_by(audit_log.c.id.desc()).limit(limit)
        if who is not None:
            query = query.where(audit_log.c.who == who)
        with self._database.read() as connection:
            return [AuditEntry(*row) for row in connection.execute(query)]

    def _head(self) -> tuple[int, str]:
        query = select(audit_heads.c.count, audit_heads.c.hash).where(audit_heads.c.name == _HEAD)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return (row.count, row.hash) if row else (0, "")

    def _chained(self, before: str, entry: AuditEntry) -> str:
        moment = entry.at.astimezone(timezone.utc).isoformat(timespec="microseconds")
        parts = (moment, entry.who, entry.action, entry.register, entry.reference, entry.purpose)
        return self._pseudonyms.of("audit", before, str(entry.id), *parts)


def _lock_head(connection: Any) -> tuple[int, str]:
    """Count and hash of the end of the chain, ours until the end of the transaction."""
    insert_if_absent(connection, audit_heads, {"name": _HEAD, "count": 0, "hash": ""})
    query = select(audit_heads.c.count, audit_heads.c.hash).where(audit_heads.c.name == _HEAD).with_for_update()
    row = connection.execute(query).one()
    return row.count, row.hash
