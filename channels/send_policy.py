"""What becomes of a message that was not sent: pure, from the reason and what has been tried."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.persistence.deliveries import Settlement
from bot.persistence.outbox import DEAD, DISCARDED, HELD, QUEUED
from channels.send_errors import Reason, Remedy

REPEATS = 1  # sends whose outcome nobody told, for one message


@dataclass(frozen=True)
class Patience:
    """Every pause of a sender, in seconds."""

    first_pause: float = 2.0  # after the first failure; doubled after each
    longest_pause: float = 300.0
    repeat_pause: float = 15.0  # time for a status to tell the outcome that the answer did not
    give_up: float = 24 * 3600.0  # from when the message was written


def settlement(
    reason: Reason,
    detail: str,
    *,
    written_at: datetime,
    attempts: int,
    repeats: int,
    now: datetime,
    patience: Patience,
    retry_after: float | None = None,
) -> Settlement:
    """The settlement of a message that failed for ``reason`` at its attempt number ``attempts`` (from 1)."""
    if reason.remedy is Remedy.OPT_OUT:
        return Settlement(DISCARDED, reason.code, detail, opt_out=True)
    if reason.remedy is Remedy.HOLD:
        return Settlement(HELD, reason.code, detail)
    if reason.remedy is Remedy.GIVE_UP or (reason.remedy is Remedy.RETRY_ONCE and repeats >= REPEATS):
        return Settlement(DEAD, reason.code, detail)
    if (now - written_at).total_seconds() >= patience.give_up:
        return Settlement(DEAD, Reason.EXPIRED.code, detail)
    pause = patience.repeat_pause if reason.remedy is Remedy.RETRY_ONCE else _pause(attempts, patience)
    again = now + timedelta(seconds=max(pause, retry_after or 0))
    return Settlement(QUEUED, reason.code, detail, again, repeat=reason.remedy is Remedy.RETRY_ONCE)


def _pause(attempts: int, patience: Patience) -> float:
    """Doubled after each failure, with jitter so that messages that failed together do not come back together."""
    longest: float = min(patience.first_pause * 2 ** min(attempts - 1, 30), patience.longest_pause)
    return longest * random.uniform(0.75, 1.25)  # noqa: S311 - not a secret
