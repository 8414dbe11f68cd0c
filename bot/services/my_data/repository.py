"""What the my-data service needs of storage and of registers."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.services.my_data.model import Holdings


class HoldingsRepository(Protocol):
    """Counts what is kept of a conversation."""

    def of(self, conversation: str, now: datetime) -> Holdings: ...


class Book(Protocol):
    """A register that keeps what was done in conversations."""

    def count_of(self, conversation: str, /) -> int:
        """The entries of this conversation.

        Raises:
            Unavailable: not now.
        """


class ErasureRequests(Protocol):
    """Who asked to be forgotten."""

    def request(self, conversation: str, receipt: str, event: str, now: datetime) -> str:
        """Notes the wish, once per event; the receipt that counts: that of the first time."""
