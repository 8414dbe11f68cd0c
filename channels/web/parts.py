"""The parts of the gateway that only the website needs, joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.persistence.conversations import SqlConversationRepository
from bot.persistence.database import Database
from bot.persistence.erasure import SqlErasureRepository
from bot.persistence.feedback import SqlFeedbackRepository
from bot.persistence.inbox import SqlInboxRepository
from bot.persistence.media import SqlMediaRepository
from bot.persistence.notices import SqlNoticeRepository
from bot.persistence.records import Standing
from bot.persistence.switches import SqlSwitchRepository
from bot.settings import Settings
from channels.limits import RateLimit
from channels.metrics import Metrics
from channels.outbox import Hub
from channels.storage import Storage
from channels.web.assets import Asset, read_static, read_widget
from channels.web.ending import Ending
from channels.web.introduction import Introduction
from channels.web.origins import Origins
from channels.web.uploads import Uploads

_MEGABYTE = 1024 * 1024
_UPLOADS_PER_MINUTE = 20


@dataclass
class WebParts:
    """What the handlers of the website may use."""

    origins: Origins
    introduction: Introduction
    uploads: Uploads
    ending: Ending
    feedback: SqlFeedbackRepository
    media: SqlMediaRepository
    conversations: SqlConversationRepository
    storage: Storage
    requests_limit: RateLimit
    uploads_limit: RateLimit = field(default_factory=lambda: RateLimit(_UPLOADS_PER_MINUTE))
    static: dict[str, Asset] = field(default_factory=read_static)
    widget: dict[str, Asset] = field(default_factory=read_widget)

    async def look(self, conversation_id: str) -> tuple[Standing, bool]:
        """How a conversation stands, and whether the assistant is switched off."""
        standing = await self.storage.run(self.conversations.standing, conversation_id)
        return standing, await self.introduction.is_closed()


def build(
    settings: Settings, database: Database, *, hub: Hub, storage: Storage, metrics: Metrics, longest_turn: float
) -> WebParts:
    """The parts on one database."""
    conversations, media = SqlConversationRepository(database), SqlMediaRepository(database)
    upload_bytes = settings.upload_megabytes * _MEGABYTE
    return WebParts(
        origins=Origins(settings),
        introduction=Introduction(
            SqlNoticeRepository(database),
            SqlSwitchRepository(database),
            storage,
            characters=settings.message_characters,
            upload_bytes=upload_bytes,
            administration=settings.administration,
        ),
        uploads=Uploads(media, storage, metrics, upload_bytes),
        ending=Ending(
            conversations,
            SqlInboxRepository(database),
            SqlErasureRepository(database),
            hub=hub,
            storage=storage,
            longest_turn=longest_turn,
        ),
        feedback=SqlFeedbackRepository(database),
        media=media,
        conversations=conversations,
        storage=storage,
        requests_limit=RateLimit(settings.requests_per_minute),
    )
