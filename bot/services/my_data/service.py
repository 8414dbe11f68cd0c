"""What is kept of a citizen, and having it erased (law 09-08).

An erasure is asked for here and done by the gateway once its receipt has gone out: a turn cannot erase the conversation
that it runs in.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.errors import Unavailable
from bot.identity.pseudonyms import Pseudonyms
from bot.services.identity.repository import AuditLog
from bot.services.my_data.model import Overview
from bot.services.my_data.repository import Book, ErasureRequests, HoldingsRepository

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is read for another


def new_receipt(year: int) -> str:
    """The number of an erasure: ``EF-2026-7KQ4X2M``."""
    return f"EF-{year:04}-{''.join(secrets.choice(_LETTERS) for _ in range(7))}"


class MyDataService:
    """What we hold, and forgetting it."""

    def __init__(
        self,
        holdings: HoldingsRepository,
        requests: ErasureRequests,
        audit: AuditLog,
        pseudonyms: Pseudonyms,
        books: Mapping[str, Callable[[], Book]],
    ) -> None:
        """``books``: by name of the service; opened when they are first asked."""
        self._holdings = holdings
        self._requests = requests
        self._audit = audit
        self._pseudonyms = pseudonyms
        self._books = books

    def overview(self, conversation: str, now: datetime) -> Overview:
        """All that is kept, in numbers. A book that does not answer is named, not guessed."""
        counts: dict[str, int] = {}
        unknown = []
        for name, book in self._books.items():
            try:
                counts[name] = book().count_of(conversation)
            except Unavailable:
                unknown.append(name)
        return Overview(self._holdings.of(conversation, now), counts, tuple(unknown))

    def erase(self, conversation: str, key: str, now: datetime) -> str:
        """Has everything of a conversation erased; the number of the receipt, the same for the same ``key``.

        Raises:
            Unavailable: the wish could not be noted; nothing will be erased.
        """
        self._audit.append(
            who=conversation, action="erase", register="conversations", reference=conversation, purpose="my_data"
        )
        return self._requests.request(conversation, new_receipt(now.year), self._pseudonyms.of("event", key), now)
