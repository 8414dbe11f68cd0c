"""How often something secret may be guessed at: five times, then not for a while that grows. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Optional

FIRST_LOCK = timedelta(minutes=15)
LONGEST_LOCK = timedelta(hours=24)
FACTOR = 4
FORGIVEN = timedelta(days=30)  # after so long without a try the locks are short again


@dataclass(frozen=True)
class Guard:
    """The tries at one secret."""

    tries: int = 0
    level: int = 0
    locked_until: Optional[datetime] = None
    event: Optional[str] = None  # the message that was counted last
    updated_at: Optional[datetime] = None

    def closed(self, event: str, now: datetime) -> Optional[datetime]:
        """Until when it is locked; None when a guess may be made, or has been counted and is made again."""
        if self.event == event or self.locked_until is None or self.locked_until <= now:
            return None
        return self.locked_until

    def counted(self, event: str, most: int, now: datetime) -> Guard:
        """After one more try: counted before the guess is looked at, so that no crash and no crowd gets one for free.

        The last try locks at once, and is still looked at.
        """
        if self.event == event:
            return self
        rested = self.updated_at is not None and now - self.updated_at >= FORGIVEN
        tries, level = self.tries + 1, 0 if rested else self.level
        if tries < most:
            return Guard(tries, level, None, event, now)
        lock = min(FIRST_LOCK * FACTOR ** min(level, 10), LONGEST_LOCK)
        return Guard(0, level + 1, now + lock, event, now)

    def given_back(self, event: str, most: int) -> Guard:
        """After the guess was right: that try does not count."""
        if self.event != event:
            return replace(self, tries=max(self.tries - 1, 0))
        if self.locked_until is not None:
            return replace(self, tries=most - 1, level=max(self.level - 1, 0), locked_until=None)
        return replace(self, tries=max(self.tries - 1, 0))
