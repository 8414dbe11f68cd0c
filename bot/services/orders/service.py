"""Ordering a document: who may, and writing the request once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Optional

from bot.errors import Unavailable
from bot.services.orders.model import Change, Document, Holder, Ineligible, Order, OrderStatus, Request
from bot.services.orders.repository import OrderRepository
from bot.services.references import new_reference

LIMIT_DAYS = 60  # law 55-19
_TRIES = 5  # references are random: two alike in a row are as good as impossible


class OrderService:
    """Takes orders for documents."""

    def __init__(
        self,
        repository: OrderRepository,
        documents: Mapping[str, Document],
        reference: Callable[[str, int], str] = new_reference,
    ) -> None:
        self._repository = repository
        self.documents = documents
        self._reference = reference

    def ineligible(self, document: Document, holder: Optional[Holder], abroad: Optional[bool]) -> Optional[Ineligible]:
        """Why the citizen cannot have it through us, given what they have said so far; None when nothing speaks against it."""
        if holder is not None and holder not in document.holders:
            return Ineligible.HOLDER if document.holders == (Holder.SELF,) else Ineligible.RELATION
        return Ineligible.ABROAD if abroad and document.residents else None

    def place(self, request: Request, conversation: str, key: str, now: datetime) -> Order:
        """Writes the request, once under ``key``; the same key again gives the order that was written first.

        Raises:
            Unavailable: the register does not answer; nothing, or the whole order, is written.
        """
        for _ in range(_TRIES):
            reference = self._reference("CM", now.year)
            order = Order(reference, request, conversation, now, (Change(OrderStatus.RECEIVED, now),))
            if (kept := self._repository.add(order, key)) is not None:
                return kept
        raise Unavailable("no free reference for an order")

    def of_conversation(self, conversation: str) -> Sequence[Order]:
        """The orders that were made in a conversation, the newest first."""
        return self._repository.of_conversation(conversation)
