"""What the notification service needs of storage and of registers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Optional, Protocol

from bot.services.notifications.model import Reminder, Subscription


class StatusSource(Protocol):
    """A register, as far as notifications look into it."""

    def status_of(self, reference: str) -> Optional[str]:
        """The code of an entry's status; None when there is none.

        Raises:
            Unavailable: not now.
        """


class NotificationRepository(Protocol):
    """Subscriptions and reminders, and the outbox that their messages go into."""

    def subscribe(self, subscription: Subscription, reference_hash: str, now: datetime) -> bool:
        """False when it was there already."""

    def unsubscribe(self, conversation: str, register: str, reference_hash: str) -> bool: ...

    def subscribed(self, conversation: str, register: str, reference_hash: str) -> bool: ...

    def subscriptions(self, after: int, limit: int) -> Sequence[Subscription]:
        """The next ones by id."""

    def moved(self, subscription: Subscription, status: str, body: dict[str, Any], now: datetime) -> bool:
        """Writes the message and the new status in one transaction; False when somebody else has done so."""

    def remind(self, reminder: Reminder) -> bool:
        """Keeps it, in the place of one for the same entry that was not sent; False when it was kept before."""

    def forget_reminders(self, register: str, reference_hash: str) -> int: ...

    def send_due(self, now: datetime, limit: int) -> Sequence[str]:
        """Writes the messages whose time has come, each once, and gives up those of no use; whom it wrote to."""
