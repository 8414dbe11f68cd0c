"""Tries at what is secret, counted before the guess is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Optional

from sqlalchemy import select

from bot.persistence.database import Database, insert_if_absent
from bot.persistence.tables import attempts
from bot.services.identity.guards import Guard


class SqlAttemptRepository:
    """Attempts in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, guards: Mapping[str, int], event: str, now: datetime) -> Optional[datetime]:
        """Counts a try at every guard (with the most that it takes), all or none; until when one is locked, if any is."""
        with self._database.write() as connection:
            found = {name: _held(connection, name, now) for name in sorted(guards)}
            closed = [until for guard in found.values() if (until := guard.closed(event, now)) is not None]
            if closed:
                return max(closed)
            for name, guard in found.items():
                _keep(connection, name, guard.counted(event, guards[name], now))
        return None

    def give_back(self, guards: Mapping[str, int], event: str) -> None:
        """The guess was right: it does not count."""
        with self._database.write() as connection:
            for name in sorted(guards):
                guard = _locked_row(connection, name)
                if guard is not None:
                    _keep(connection, name, guard.given_back(event, guards[name]))

    def clear(self, guard: str) -> None:
        """Forgets all tries."""
        with self._database.write() as connection:
            connection.execute(attempts.delete().where(attempts.c.guard == guard))

    def locked(self, guard: str, now: datetime) -> Optional[datetime]:
        """Until when it is locked."""
        query = select(attempts.c.locked_until).where(attempts.c.guard == guard, attempts.c.locked_until > now)
        with self._database.read() as connection:
            until: Optional[datetime] = connection.execute(query).scalar()
        return until


def hold(connection: Any, name: str, now: datetime) -> None:
    """Nobody else goes on with this guard before the end of the transaction."""
    _held(connection, name, now)


def _held(connection: Any, name: str, now: datetime) -> Guard:
    """A guard, made when it is new, and ours until the end of the transaction."""
    insert_if_absent(connection, attempts, {"guard": name, "tries": 0, "level": 0, "updated_at": now})
    guard = _locked_row(connection, name)
    return Guard() if guard is None else guard


def _locked_row(connection: Any, name: str) -> Optional[Guard]:
    row = connection.execute(select(attempts).where(attempts.c.guard == name).with_for_update()).first()
    return Guard(row.tries, row.level, row.locked_until, row.event, row.updated_at) if row else None


def _keep(connection: Any, name: str, guard: Guard) -> None:
    values = {
        "tries": guard.tries,
        "level": guard.level,
        "locked_until": guard.locked_until,
        "event": guard.event,
        "updated_at": guard.updated_at,
    }
    connection.execute(attempts.update().where(attempts.c.guard == name).values(**values))
