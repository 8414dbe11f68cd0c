"""What a page needs to know before anybody speaks: sentences and languages, bounds, and what the operator has to say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol

from bot.locales import LOCALES
from channels import wording
from channels.storage import Storage
from channels.web import uploads
from channels.web.assets import Asset

SAMPLES = (
    ("ary", "شنو خاصني باش نجدد لاكارط؟"),
    ("ary-Latn", "ch7al kayswa l passport?"),
    ("fr", "Quels papiers pour l'extrait de naissance ?"),
    ("ar", "ما هي الوثائق المطلوبة للحصول على السجل العدلي؟"),
    ("zgh-Latn", "ma ixeṣṣan i lkart?"),
    ("zgh", "ⵎⴰ ⵉⵅⵚⵚⴰⵏ ⵉ ⵓⴱⴰⵙⴱⵓⵔ"),
    ("en", "what papers do I need to register a birth?"),
)
_PREFIX = "widget-"


class NoticeRepository(Protocol):
    """What the operator has to say."""

    def current(self) -> Mapping[str, str]: ...


class SwitchRepository(Protocol):
    """What an operator has switched."""

    def assistant_is_off(self) -> bool: ...


class Introduction:
    """``GET /api/v1/widget``, and what the pages of our own say of notices and closing."""

    def __init__(
        self,
        notices: NoticeRepository,
        switches: SwitchRepository,
        storage: Storage,
        *,
        characters: int,
        upload_bytes: int,
        administration: str,
    ) -> None:
        self._notices = notices
        self._switches = switches
        self._storage = storage
        self._limits = {
            "characters": characters,
            "media": uploads.MOST_OF_MESSAGE,
            "media_bytes": upload_bytes,
            "media_types": list(uploads.TYPES),
        }
        self._administration = administration
        self._texts: dict[str, dict[str, str]] = {}

    async def asset(self, locale: str) -> Asset:
        """All of it as JSON, compressed and with a tag."""
        return _packed(json.dumps(await self._all(locale), ensure_ascii=False, separators=(",", ":")))

    def texts(self, locale: str) -> dict[str, str]:
        """Every sentence of the widget by its name."""
        if locale not in self._texts:
            from bot.messages import message_ids

            self._texts[locale] = {id_[len(_PREFIX) :]: wording.sentence(locale, id_) for id_ in message_ids(_PREFIX)}
        return self._texts[locale]

    async def is_closed(self) -> bool:
        return await self._storage.run(self._switches.assistant_is_off)

    async def notice(self, locale: str) -> dict[str, str] | None:
        """The operator's notice in the locale, else in the first of its fallbacks that has it, else in any."""
        texts = await self._storage.run(self._notices.current)
        found = next((code for code in (locale, *LOCALES[locale].fallbacks, *texts) if code in texts), None)
        return None if found is None else _said(found, texts[found])

    async def closed(self, locale: str) -> dict[str, str] | None:
        """What stands in the place of the conversation while the assistant is off."""
        return _said(locale, wording.sentence(locale, "gateway-closed")) if await self.is_closed() else None

    async def _all(self, locale: str) -> dict[str, Any]:
        return {
            "locale": locale,
            "dir": LOCALES[locale].direction,
            "texts": self.texts(locale),
            "locales": languages(),
            "samples": samples(),
            "limits": self._limits,
            "administration": self._administration,
            "notice": await self.notice(locale),
            "closed": await self.closed(locale),
        }


def languages() -> list[dict[str, str]]:
    """Every locale with its name in itself."""
    return [{"code": one.code, "name": one.endonym, "dir": one.direction} for one in LOCALES.values()]


def samples() -> list[dict[str, str]]:
    """One question in each locale."""
    return [{"locale": code, "dir": LOCALES[code].direction, "text": text} for code, text in SAMPLES]


def _said(locale: str, text: str) -> dict[str, str]:
    return {"text": text, "locale": locale, "dir": LOCALES[locale].direction}


@lru_cache(maxsize=64)
def _packed(text: str) -> Asset:
    """Compressed once for as long as it stays the same."""
    return Asset(text.encode(), "application/json; charset=utf-8")
