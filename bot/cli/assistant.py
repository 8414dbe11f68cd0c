"""``assistant``: turning the assistant off and on, for all gateways on this database."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from bot.bootstrap import switch_repository


def switched(on: bool) -> dict[str, Any]:
    """Citizens get answers, or one polite sentence with the helpline; within a second or two."""
    switch_repository().switch_assistant(on, datetime.now(timezone.utc))
    return status()


def status() -> dict[str, Any]:
    since = switch_repository().changed()
    return {"assistant": "on"} if since is None else {"assistant": "off", "since": since.isoformat(timespec="seconds")}
