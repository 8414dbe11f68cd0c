"""The operator's notice to everybody on the website, in as many locales as it was written in."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from bot.persistence.database import Database
from bot.persistence.tables import notices

_FRESH_SECONDS = 5.0


class SqlNoticeRepository:
    """The notice in SQL. What was read is believed for some seconds: every page asks for it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read: tuple[float, Mapping[str, str]] = (float("-inf"), {})

    def current(self) -> Mapping[str, str]:
        """The notice's text by locale; empty when there is none."""
        when, texts = self._read
        if time.monotonic() - when > _FRESH_SECONDS:
            texts = self.texts()
            self._read = (time.monotonic(), texts)
        return texts

    def texts(self) -> dict[str, str]:
        with self._database.read() as connection:
            rows = connection.execute(select(notices.c.locale, notices.c.text).order_by(notices.c.locale))
            return dict(rows.all())

    def put(self, locale: str, text: str, now: datetime) -> None:
        """Writes the notice in one locale, in place of what was there."""
        with self._database.write() as connection:
            connection.execute(notices.delete().where(notices.c.locale == locale))
            connection.execute(notices.insert(), {"locale": locale, "text": text, "changed_at": now})

    def clear(self) -> None:
        with self._database.write() as connection:
            connection.execute(notices.delete())
