"""Where the amounts come from."""

from __future__ import annotations

from typing import Protocol

from bot.services.social_aid.model import AidTariffs


class AmountRepository(Protocol):
    """The published amounts."""

    def current(self) -> AidTariffs:
        """The amounts in force now, all years that are known."""
