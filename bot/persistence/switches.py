"""What an operator has switched, for all gateways on this database."""

from __future__ import annotations

import time
from datetime import datetime

from sqlalchemy import select

from bot.persistence.database import Database
from bot.persistence.tables import switches

_ASSISTANT, _ON, _OFF = "assistant", "on", "off"
_FRESH_SECONDS = 1.0


class SqlSwitchRepository:
    """Switches in SQL. What was read is believed for a second: the switch is asked for with every turn."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read = (float("-inf"), False)

    def assistant_is_off(self) -> bool:
        """Whether citizens get a polite sentence instead of an answer."""
        when, off = self._read
        if time.monotonic() - when > _FRESH_SECONDS:
            off = self.changed() is not None
            self._read = (time.monotonic(), off)
        return off

    def changed(self) -> datetime | None:
        """Since when the assistant is off; None when it is on."""
        query = select(switches.c.changed_at).where(switches.c.name == _ASSISTANT, switches.c.value == _OFF)
        with self._database.read() as connection:
            return connection.execute(query).scalar()

    def switch_assistant(self, on: bool, now: datetime) -> None:
        row = {"name": _ASSISTANT, "value": _ON if on else _OFF, "changed_at": now}
        with self._database.write() as connection:
            connection.execute(switches.delete().where(switches.c.name == _ASSISTANT))
            connection.execute(switches.insert().values(**row))
