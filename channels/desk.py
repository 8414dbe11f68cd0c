"""Before a turn: what the gateway can answer by itself, and what the engine should be given.

* While the assistant is switched off, everybody gets one polite sentence.
* The number of a choice, or its title, becomes the payload of the button; "more" becomes the next page.
* Photos and documents are fetched, so that the conversation is given a reference and never an address.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from bot.errors import Unavailable
from bot.persistence.records import ANSWER, LeasedMessage, MediaItem, Reply
from channels import wording
from channels.channel import Channel, Media
from channels.choices import MORE, choice
from channels.clock import now
from channels.media import MediaRefused
from channels.metrics import Metrics
from channels.storage import Storage

log = logging.getLogger(__name__)

_PATIENCE = 4  # attempts after which a photo that cannot be fetched is given up
_PROBLEMS = {"too_large": "gateway-media-too-large", "type": "gateway-media-refused", "gone": "gateway-media-gone"}
_LONGEST_CHOICE = 80  # characters: a longer text is no choice


class AnswerRepository(Protocol):
    """What was said before."""

    def last_answer(self, conversation_id: str, before: int) -> dict[str, Any] | None: ...


class MediaRepository(Protocol):
    """Where photos and documents are kept."""

    def store(self, leased: LeasedMessage, position: int, content_type: str, content: bytes, now: datetime) -> str: ...

    def find(self, inbox_id: int, position: int) -> tuple[str, str] | None: ...


class SwitchRepository(Protocol):
    """What an operator has switched."""

    def assistant_is_off(self) -> bool: ...


class Desk:
    """What happens to a message between the inbox and the engine."""

    def __init__(
        self,
        channels: Mapping[str, Channel],
        *,
        answers: AnswerRepository,
        media: MediaRepository,
        switches: SwitchRepository,
        storage: Storage,
        metrics: Metrics,
        default_locale: str,
    ) -> None:
        self._channels = channels
        self._answers = answers
        self._media = media
        self._switches = switches
        self._storage = storage
        self._metrics = metrics
        self._default_locale = default_locale
        self._typing: set[asyncio.Task[None]] = set()

    async def prepare(self, leased: LeasedMessage) -> LeasedMessage | Sequence[Reply]:
        """The message as the engine should get it, or the answers to one that needs no engine.

        Raises:
            Unavailable: not now, for instance because a photo cannot be fetched yet.
        """
        if await self._storage.run(self._switches.assistant_is_off):
            return [wording.answer(self._locale(leased), "gateway-closed")]
        channel = self._channels.get(leased.message.channel)
        if channel is None:
            return leased
        self._show_typing(channel, leased.message.message_id)
        chosen = await self._choice(channel, leased)
        if not isinstance(chosen, LeasedMessage):
            return chosen
        return await self._with_media(channel, chosen)

    async def _choice(self, channel: Channel, leased: LeasedMessage) -> LeasedMessage | Sequence[Reply]:
        message = leased.message
        if message.payload or not 0 < len(message.text) <= _LONGEST_CHOICE:
            return leased
        body = await self._storage.run(self._answers.last_answer, message.conversation_id, leased.inbox_id)
        chosen = body and choice(message.text, body, channel.capabilities)
        if chosen is MORE and body:
            return [Reply(ANSWER, {**body, "page": body.get("page", 0) + 1})]
        return replace(leased, message=replace(message, payload=chosen)) if isinstance(chosen, str) else leased

    async def _with_media(self, channel: Channel, leased: LeasedMessage) -> LeasedMessage | Sequence[Reply]:
        message = leased.message
        if not message.media:
            return leased
        items = tuple(
            [await self._fetch(channel, leased, position, item) for position, item in enumerate(message.media)]
        )
        problems = [item.problem for item in items if item.problem]
        if len(problems) == len(items) and not (message.text or message.payload or message.location):
            return [wording.answer(self._locale(leased), _PROBLEMS[problems[0]])]
        return replace(leased, message=replace(message, media=items))

    async def _fetch(self, channel: Channel, leased: LeasedMessage, position: int, item: MediaItem) -> MediaItem:
        """A file, kept. One that an earlier attempt at this turn has kept is not asked for again: it may be gone."""
        kept = await self._storage.run(self._media.find, leased.inbox_id, position)
        if kept is not None:
            return replace(item, id=kept[0], content_type=kept[1])
        try:
            media = await channel.fetch(item)
        except MediaRefused as error:
            return self._refused(channel, item, error.problem)
        except Unavailable:
            if leased.attempts < _PATIENCE:
                raise
            return self._refused(channel, item, "gone")
        id_ = await self._keep(leased, position, media)
        self._metrics.media.labels(channel.name, "stored").inc()
        await channel.forget(item)
        return replace(item, id=id_, content_type=media.content_type)

    async def _keep(self, leased: LeasedMessage, position: int, media: Media) -> str:
        return await self._storage.run(self._media.store, leased, position, media.content_type, media.content, now())

    def _refused(self, channel: Channel, item: MediaItem, problem: str) -> MediaItem:
        self._metrics.media.labels(channel.name, problem).inc()
        return replace(item, problem=problem)

    def _show_typing(self, channel: Channel, message_id: str) -> None:
        """In the background: whether it succeeds matters to nobody's turn."""
        if channel.capabilities.typing:
            task = asyncio.create_task(channel.show_typing(message_id))
            self._typing.add(task)
            task.add_done_callback(self._typing.discard)

    def _locale(self, leased: LeasedMessage) -> str:
        return wording.known_locale(leased.locale, leased.locale_hint, default=self._default_locale)
