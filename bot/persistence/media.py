"""Photos, voice notes and documents of citizens, encrypted, each kept with its message."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select

from bot.persistence.database import Database, insert_if_absent
from bot.persistence.records import LeasedMessage
from bot.persistence.tables import media


class SqlMediaRepository:
    """Media in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def store(self, leased: LeasedMessage, position: int, content_type: str, content: bytes, now: datetime) -> str:
        """Keeps one file of a message; its id. The same again gives the same id, and keeps what there is."""
        row = {
            "id": secrets.token_hex(16),
            "conversation_id": leased.message.conversation_id,
            "inbox_id": leased.inbox_id,
            "position": position,
            "content_type": content_type,
            "size": len(content),
            "content": content,
            "created_at": now,
        }
        mine = (media.c.inbox_id == leased.inbox_id) & (media.c.position == position)
        with self._database.write() as connection:
            insert_if_absent(connection, media, row)
            return str(connection.execute(select(media.c.id).where(mine)).scalar_one())

    def find(self, inbox_id: int, position: int) -> tuple[str, str] | None:
        """Id and type of a file of a message that is kept already."""
        mine = (media.c.inbox_id == inbox_id) & (media.c.position == position)
        with self._database.read() as connection:
            row = connection.execute(select(media.c.id, media.c.content_type).where(mine)).first()
        return (row.id, row.content_type) if row else None

    def load(self, media_id: str) -> tuple[str, bytes] | None:
        """Type and content of a file; None when there is none."""
        with self._database.read() as connection:
            query = select(media.c.content_type, media.c.content).where(media.c.id == media_id)
            row = connection.execute(query).first()
        return (row.content_type, row.content) if row else None
