"""Where the tariff comes from."""

from __future__ import annotations

from typing import Protocol

from bot.services.vehicle_tax.model import Tariffs


class TariffRepository(Protocol):
    """The published tariff."""

    def current(self) -> Tariffs:
        """The tariff in force now, all years that are known."""
