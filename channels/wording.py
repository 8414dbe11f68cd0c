"""The sentences that the gateway itself says to a citizen, from ``bot.messages``, as messages of the API."""

from __future__ import annotations

from typing import Any

from bot.locales import LOCALES
from bot.persistence.records import ANSWER, NOTICE, Reply


def sentence(locale: str, message_id: str, **arguments: Any) -> str:
    """One sentence in the citizen's locale. Imported late: the files are read only when something must be said."""
    from bot.messages import format_message

    return str(format_message(locale, message_id, **arguments))


def answer(locale: str, message_id: str, **arguments: Any) -> Reply:
    """An ordinary answer that the gateway gives without the engine."""
    return Reply(ANSWER, _body(locale, message_id, arguments))


def notice(locale: str, message_id: str) -> Reply:
    """Something that the citizen should know about our own state."""
    return Reply(NOTICE, {**_body(locale, message_id, {}), "kind": NOTICE})


def _body(locale: str, message_id: str, arguments: dict[str, Any]) -> dict[str, Any]:
    return {"text": sentence(locale, message_id, **arguments), "locale": locale, "dir": LOCALES[locale].direction}


def known_locale(*candidates: str | None, default: str) -> str:
    """The first candidate that is a locale of ours."""
    return next((one for one in candidates if one in LOCALES), default)  # type: ignore[return-value]
