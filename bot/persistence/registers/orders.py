"""The register of orders: what citizens had us ask for. Names, numbers and addresses stand encrypted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Optional

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint, func, select

from bot.errors import RegisterUnavailable
from bot.morocco import TIME_ZONE
from bot.persistence.registers.register import Register, insert_if_absent
from bot.persistence.registers.schema import new_metadata
from bot.persistence.types import EncryptedText, Moment
from bot.services.dossiers import model as dossiers
from bot.services.orders.model import Change, Holder, Order, OrderStatus, Request
from bot.services.orders.service import LIMIT_DAYS

metadata = new_metadata()

orders = Table(
    "orders",
    metadata,
    Column("reference", String(24), primary_key=True),
    Column("idempotency_key", String(200), nullable=False),
    Column("conversation", String(64)),  # a keyed pseudonym or a random id
    Column("document", String(100), nullable=False),  # id in the catalogue
    Column("holder", String(16), nullable=False),  # self, child, …
    Column("kind", String(32), nullable=False),
    Column("copies", Integer, nullable=False),
    Column("who", EncryptedText, nullable=False),  # JSON: names, CIN, birth, telephone and the other details
    Column("reason", EncryptedText),  # of a refusal
    Column("lodged", Moment, nullable=False),
    UniqueConstraint("idempotency_key"),
    Index("ix_orders_conversation", "conversation"),
)

order_changes = Table(
    "order_changes",
    metadata,
    Column("reference", String(24), ForeignKey("orders.reference", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("status", String(16), nullable=False),
    Column("at", Moment, nullable=False),
)

_STATUSES = {
    OrderStatus.RECEIVED: dossiers.Status.RECEIVED,
    OrderStatus.IN_PROGRESS: dossiers.Status.IN_PROGRESS,
    OrderStatus.READY: dossiers.Status.READY,
    OrderStatus.COLLECTED: dossiers.Status.CLOSED,
    OrderStatus.REFUSED: dossiers.Status.REFUSED,
    OrderStatus.CANCELLED: dossiers.Status.CANCELLED,
}


class SqlOrderRepository:
    """Orders in SQL; also what tracking finds them by."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def add(self, order: Order, key: str) -> Optional[Order]:
        """Writes an order once under ``key``: the one that is there under it. None when its reference is taken."""
        with self._register.write() as connection:
            if insert_if_absent(connection, orders, _row(order, key)):
                for position, change in enumerate(order.history):
                    connection.execute(order_changes.insert(), _change_row(order.reference, position, change))
                return order
            return _one(connection, orders.c.idempotency_key == key)

    def get(self, reference: str) -> Optional[Order]:
        """The order with exactly this reference."""
        with self._register.read() as connection:
            return _one(connection, orders.c.reference == reference)

    def of_conversation(self, conversation: str) -> Sequence[Order]:
        """The orders that were made in a conversation, the newest first."""
        mine = orders.c.conversation == conversation
        with self._register.read() as connection:
            rows = connection.execute(select(orders).where(mine).order_by(orders.c.lodged.desc())).all()
            return [_order(connection, row) for row in rows]

    def count_of(self, conversation: str) -> int:
        """How many orders are kept for a conversation."""
        with self._register.read() as connection:
            query = select(func.count()).select_from(orders).where(orders.c.conversation == conversation)
            return int(connection.execute(query).scalar_one())

    def find(self, reference: str) -> Optional[dossiers.Dossier]:
        """The order as tracking shows it."""
        order = self.get(reference)
        return _dossier(order) if order else None


def tracked(register: Register, _pseudonyms: object = None) -> SqlOrderRepository:
    """What tracking finds them with."""
    return SqlOrderRepository(register)


def _one(connection: Any, which: Any) -> Optional[Order]:
    row = connection.execute(select(orders).where(which)).first()
    return _order(connection, row) if row else None


def _order(connection: Any, row: Any) -> Order:
    query = select(order_changes).where(order_changes.c.reference == row.reference).order_by(order_changes.c.position)
    changes = connection.execute(query).all()
    try:
        history = tuple(Change(OrderStatus(change.status), change.at) for change in changes)
        who = json.loads(row.who)
        request = Request(
            row.document,
            Holder(row.holder),
            who["name"],
            row.kind,
            row.copies,
            who["requester"],
            who["cin"],
            date.fromisoformat(who["birth_date"]) if who["birth_date"] else None,
            who["phone"],
            who["details"],
        )
        if not history:
            raise ValueError("no status")
    except (ValueError, KeyError, TypeError) as error:
        raise RegisterUnavailable("the register orders holds a row that cannot be read") from error
    return Order(row.reference, request, row.conversation, row.lodged, history, row.reason or "")


def _row(order: Order, key: str) -> dict[str, Any]:
    request = order.request
    who = {
        "name": request.name,
        "requester": request.requester,
        "cin": request.cin,
        "birth_date": request.birth_date.isoformat() if request.birth_date else None,
        "phone": request.phone,
        "details": dict(request.details),
    }
    return {
        "reference": order.reference,
        "idempotency_key": key,
        "conversation": order.conversation,
        "document": request.document,
        "holder": request.holder.value,
        "kind": request.kind,
        "copies": request.copies,
        "who": json.dumps(who, ensure_ascii=False),
        "reason": order.reason or None,
        "lodged": order.lodged,
    }


def _change_row(reference: str, position: int, change: Change) -> dict[str, Any]:
    return {"reference": reference, "position": position, "status": change.status.value, "at": change.at}


def _dossier(order: Order) -> dossiers.Dossier:
    request = order.request
    return dossiers.Dossier(
        reference=order.reference,
        register="orders",
        status=_STATUSES[order.status],
        since=order.history[-1].at,
        lodged=order.lodged.astimezone(TIME_ZONE).date(),
        limit_days=LIMIT_DAYS,
        subject=dossiers.Subject(procedure=request.document),
        reason={"": order.reason} if order.reason else {},
        history=tuple(dossiers.Step(_STATUSES[change.status], change.at) for change in order.history),
        holder=dossiers.Holder(request.cin, request.birth_date, request.phone),
        conversation=order.conversation,
    )
