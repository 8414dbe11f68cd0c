"""What the service needs of the register of orders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional, Protocol

from bot.services.orders.model import Order


class OrderRepository(Protocol):
    """Every method raises ``RegisterUnavailable`` when the register does not answer."""

    def add(self, order: Order, key: str) -> Optional[Order]:
        """Writes an order once under ``key``: the one that is there under it, be it this one or an earlier one.

        None when another order has this reference: try again with a new one.
        """

    def of_conversation(self, conversation: str) -> Sequence[Order]:
        """The orders that were made in a conversation, the newest first."""
