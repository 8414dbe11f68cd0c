"""Photos, voice notes and documents of citizens, encrypted, each kept with its message."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from bot.persistence.database import Database, insert_if_absent
from bot.persistence.records import InboundMessage, LeasedMessage, MediaItem
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

    def upload(
        self,
        conversation_id: str,
        content_type: str,
        content: bytes,
        now: datetime,
        *,
        most: int,
        unused_since: datetime,
    ) -> str | None:
        """Keeps a file that waits for its message; its id. None when ``most`` of this conversation wait already.

        What was uploaded before ``unused_since``, by anybody, and belongs to no message is deleted.
        """
        loose = media.c.inbox_id.is_(None)
        waiting = select(func.count()).where(loose, media.c.conversation_id == conversation_id)
        row = {
            "id": secrets.token_hex(16),
            "conversation_id": conversation_id,
            "position": 0,
            "content_type": content_type,
            "size": len(content),
            "content": content,
            "created_at": now,
        }
        with self._database.write() as connection:
            connection.execute(media.delete().where(loose, media.c.created_at < unused_since))
            if connection.execute(waiting).scalar_one() >= most:
                return None
            connection.execute(media.insert(), row)
        return str(row["id"])

    def items(self, conversation_id: str, ids: Sequence[str]) -> list[MediaItem]:
        """Those of these files that are this conversation's, in the order asked for."""
        query = select(media.c.id, media.c.content_type).where(
            media.c.conversation_id == conversation_id, media.c.id.in_(ids)
        )
        with self._database.read() as connection:
            types = {row.id: row.content_type for row in connection.execute(query)}
        return [MediaItem(key=id_, content_type=types[id_], id=id_) for id_ in ids if id_ in types]

    def load_own(self, conversation_id: str, media_id: str) -> tuple[str, bytes] | None:
        """Type and content of a file of this conversation; None when it has no such file."""
        query = select(media.c.content_type, media.c.content).where(
            media.c.id == media_id, media.c.conversation_id == conversation_id
        )
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return (row.content_type, row.content) if row else None

    def load(self, media_id: str) -> tuple[str, bytes] | None:
        """Type and content of a file; None when there is none."""
        with self._database.read() as connection:
            query = select(media.c.content_type, media.c.content).where(media.c.id == media_id)
            row = connection.execute(query).first()
        return (row.content_type, row.content) if row else None


def attach(connection: Any, message: InboundMessage, inbox_id: int) -> None:
    """Uploaded files become those of their message; one that belongs to another message stays with that one."""
    for position, item in enumerate(message.media):
        if item.id:
            mine = (media.c.id == item.id) & (media.c.conversation_id == message.conversation_id)
            values = {"inbox_id": inbox_id, "position": position}
            connection.execute(media.update().where(mine, media.c.inbox_id.is_(None)).values(**values))
