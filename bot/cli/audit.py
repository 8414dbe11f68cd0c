"""``audit``: who has read what, and whether anybody has changed the log since."""

from __future__ import annotations

from typing import Any, Optional

from bot.bootstrap import audit_log
from bot.errors import BadRequest


def verified(noted: Optional[str]) -> dict[str, Any]:
    """The outcome of checking the whole chain, against ``count:hash`` of an earlier check where that is given."""
    found = audit_log().verify(_noted(noted) if noted else None)
    broken = {} if found.broken_at is None else {"broken_at": found.broken_at}
    return {"whole": found.broken_at is None, "rows": found.count, "head": f"{found.count}:{found.head}", **broken}


def listed(limit: int, who: Optional[str]) -> dict[str, Any]:
    """The newest rows, newest first."""
    rows = {
        str(entry.id): {
            "at": entry.at.isoformat(timespec="seconds"),
            "who": entry.who,
            "action": entry.action,
            "register": entry.register,
            "reference": entry.reference[:12],
            "purpose": entry.purpose,
        }
        for entry in audit_log().newest(limit, who)
    }
    return {"n": len(rows), "rows": rows}


def _noted(text: str) -> tuple[int, str]:
    count, _, digest = text.partition(":")
    if not count.isdecimal() or not digest:
        raise BadRequest("--noted: count:hash, as an earlier `audit verify` printed it as head")
    return int(count), digest
