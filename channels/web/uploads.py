"""Photos and documents that a citizen sends from the website: taken before the message that they belong to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

from bot.errors import BadRequest, TooLarge
from channels import wording
from channels.clock import now
from channels.errors import RateLimited
from channels.media import MediaRefused, kind_of
from channels.metrics import Metrics
from channels.storage import Storage
from channels.web import pictures

TYPES = ("image/jpeg", "image/png", "image/webp", "application/pdf")
MOST_OF_MESSAGE = 5
_MOST_WAITING = 10  # files of one conversation that belong to no message yet
_UNUSED = timedelta(hours=6)  # after which such a file is deleted
_PATIENCE = 4  # times the bound that is read and thrown away, so that the answer reaches who sends too much
_AT_ONCE = 2  # pictures that are worked on
_MOST_ARRIVING = 16  # files that are read at once: what they may take of our memory is bounded


class UnsupportedMedia(BadRequest):
    """A file of a kind that we do not take."""

    code = "unsupported_media"
    status = 415


class MediaRepository(Protocol):
    """Where files are kept."""

    def upload(
        self,
        conversation_id: str,
        content_type: str,
        content: bytes,
        now: datetime,
        *,
        most: int,
        unused_since: datetime,
    ) -> str | None: ...

    def load_own(self, conversation_id: str, media_id: str) -> tuple[str, bytes] | None: ...


class Uploads:
    """The way in for files, and back out to whoever sent them."""

    def __init__(self, media: MediaRepository, storage: Storage, metrics: Metrics, most_bytes: int) -> None:
        self._media = media
        self._storage = storage
        self._metrics = metrics
        self.most_bytes = most_bytes
        self._working = asyncio.Semaphore(_AT_ONCE)
        self._arriving = 0

    async def read(self, announced: str | None, body: AsyncIterator[bytes], locale: str) -> bytes:
        """The file in a request's body, of which a client says how many bytes it has.

        Raises:
            TooLarge: with a sentence for the citizen.
            RateLimited: too many files arrive at this moment.
        """
        if self._arriving >= _MOST_ARRIVING:
            raise RateLimited(wording.sentence(locale, "gateway-too-many"), retry_after=5)
        size = int(announced) if announced and announced.isdecimal() else 0
        if size > _PATIENCE * self.most_bytes:
            raise self._too_large(locale)
        self._arriving += 1
        try:
            content = await self._whole(body, keep=size <= self.most_bytes)
        finally:
            self._arriving -= 1
        if content is None:
            raise self._too_large(locale)
        return content

    async def _whole(self, body: AsyncIterator[bytes], *, keep: bool) -> bytes | None:
        """All of a body; None when it is too large, and then enough of it was read for the answer to be heard."""
        content, seen = bytearray(), 0
        async for chunk in body:
            seen += len(chunk)
            keep = keep and seen <= self.most_bytes
            if keep:
                content += chunk
            else:
                content.clear()
            if seen > _PATIENCE * self.most_bytes:
                break
        return bytes(content) if keep else None

    async def take(self, conversation_id: str, content: bytes, locale: str) -> dict[str, Any]:
        """Keeps a file: its id, type and size as kept.

        Raises:
            UnsupportedMedia, TooLarge: with a sentence for the citizen.
            RateLimited: too many files wait for their message.
        """
        try:
            content_type, content = await self._checked(content)
        except MediaRefused as error:
            self._metrics.media.labels("web", error.problem).inc()
            if error.problem == "too_large":
                raise self._too_large(locale) from error
            raise UnsupportedMedia(wording.sentence(locale, "gateway-media-refused")) from error
        moment = now()
        keep = partial(self._media.upload, most=_MOST_WAITING, unused_since=moment - _UNUSED)
        media_id = await self._storage.run(keep, conversation_id, content_type, content, moment)
        if media_id is None:
            raise RateLimited(wording.sentence(locale, "gateway-too-many"), retry_after=60)
        self._metrics.media.labels("web", "stored").inc()
        return {"id": media_id, "content_type": content_type, "size": len(content)}

    async def load(self, conversation_id: str, media_id: str) -> tuple[str, bytes] | None:
        """Type and content of a file of this conversation."""
        return await self._storage.run(self._media.load_own, conversation_id, media_id)

    async def _checked(self, content: bytes) -> tuple[str, bytes]:
        content_type = kind_of(content)
        if content_type not in TYPES:
            raise MediaRefused("type")
        if not pictures.is_picture(content_type):
            return content_type, content
        async with self._working:
            loop = asyncio.get_running_loop()
            return content_type, await loop.run_in_executor(None, pictures.cleaned, content, content_type)

    def _too_large(self, locale: str) -> TooLarge:
        return TooLarge(wording.sentence(locale, "gateway-media-too-large"))
