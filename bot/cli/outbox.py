"""``outbox``: the messages that could not be sent, for an operator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timezone
from typing import Any

from bot.bootstrap import letter_repository
from bot.errors import NotFound
from bot.persistence.letters import Letter


def listed(state: str, channel: str | None, limit: int) -> dict[str, Any]:
    """The oldest messages in one state; neither text nor recipient."""
    letters = letter_repository().in_state(state, channel, limit)
    return {"state": state, "n": len(letters), "messages": {str(letter.id): _shown(letter) for letter in letters}}


def shown(letter_id: int, with_text: bool) -> dict[str, Any]:
    """One message, and what the provider took of it."""
    letter = letter_repository().find(letter_id)
    if letter is None:
        raise NotFound(f"there is no message {letter_id} in the outbox of a channel that sends")
    parts = {str(part["part"]): _plain(part) for part in letter_repository().parts(letter_id)}
    text = {"text": letter_repository().text(letter_id)} if with_text else {}
    return {"id": letter.id, **_shown(letter), "parts": parts, **text}


def retried(ids: Sequence[int]) -> dict[str, Any]:
    return {"asked": len(ids), "retried": letter_repository().retry(ids, datetime.now(timezone.utc))}


def discarded(ids: Sequence[int]) -> dict[str, Any]:
    return {"asked": len(ids), "discarded": letter_repository().discard(ids)}


def chosen(ids: Sequence[int], every: bool, state: str, channel: str | None) -> list[int]:
    """The ids that were named, or those of all messages in a state."""
    if not every:
        return list(ids)
    return [letter.id for letter in letter_repository().in_state(state, channel, limit=100_000)]


def _shown(letter: Letter) -> dict[str, Any]:
    row = asdict(letter)
    row.pop("id")
    return _plain(row)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Moments as text, absent values as dashes: for a table and for JSON alike."""
    return {
        key: value.isoformat(timespec="seconds") if isinstance(value, datetime) else "-" if value is None else value
        for key, value in row.items()
    }
