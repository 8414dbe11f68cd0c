"""``notice``: a few words above every conversation on the website, for all gateways on this database."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from bot.bootstrap import notice_repository
from bot.errors import SettingsError
from bot.locales import CODES

MOST_CHARACTERS = 500


def put(locale: str, text: str) -> dict[str, Any]:
    """Writes the notice in one locale; citizens see it within seconds.

    Raises:
        SettingsError: this is no locale, or no short text.
    """
    text = " ".join(text.split())
    if locale not in CODES:
        raise SettingsError(f"the locale must be one of {', '.join(CODES)}")
    if not 0 < len(text) <= MOST_CHARACTERS:
        raise SettingsError(f"the text must have 1 to {MOST_CHARACTERS} characters")
    notice_repository().put(locale, text, datetime.now(timezone.utc))
    return current()


def current() -> dict[str, Any]:
    return {"notice": notice_repository().texts()}


def clear() -> dict[str, Any]:
    notice_repository().clear()
    return current()
