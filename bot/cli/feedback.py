"""``feedback``: how many citizens on the website found answers useful, and how content they were."""

from __future__ import annotations

from typing import Any

from bot.bootstrap import feedback_repository


def figures() -> dict[str, Any]:
    """Numbers by what was said; a thumb that was taken back counts no more."""
    counts = {(subject, value): number for subject, value, number in feedback_repository().counts()}
    return {
        "answers": {name: counts.get(("answer", value), 0) for name, value in (("up", 1), ("down", -1))},
        "satisfaction": {str(value): counts.get(("satisfaction", value), 0) for value in range(1, 6)},
    }
