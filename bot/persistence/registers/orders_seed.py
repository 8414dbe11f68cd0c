"""Orders to try with: invented, and seen to be invented. Cards AB000001, AB000002, …; telephones +212600000001, …"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from random import Random

from bot.persistence.registers.orders import SqlOrderRepository
from bot.persistence.registers.register import Register
from bot.services.orders.model import Change, Holder, Order, OrderStatus, Request
from bot.services.references import new_reference

ROWS = 200
YEAR = 2026  # of all references, so that they are the same whenever they are written

_R, _P, _Y = OrderStatus.RECEIVED, OrderStatus.IN_PROGRESS, OrderStatus.READY
_WAYS = (
    (_R,),
    (_R, _P),
    (_R, _P, _Y),
    (_R, _P, _Y, OrderStatus.COLLECTED),
    (_R, _P, OrderStatus.REFUSED),
    (_R, OrderStatus.CANCELLED),
)
_DOCUMENTS = (
    ("birth-certificate-copy", "extract"),
    ("birth-certificate-copy", "full"),
    ("residence-certificate", ""),
    ("criminal-record", ""),
    ("celibacy-certificate", ""),
    ("life-certificate", "individual"),
)
_TOWNS = ("Rabat", "Salé", "Fès", "Agadir", "Oujda", "Tanger")
_REASON = "Le dossier exemple n’est pas complet."


def seed(register: Register, random: Random, now: datetime, rows: int = ROWS) -> int:
    """Writes invented orders, ending at ``now``; how many were not there yet. One ``random`` gives the same ones again."""
    repository = SqlOrderRepository(register)
    written = 0
    for number, order in enumerate(_drawn(random, now.astimezone(timezone.utc), rows), 1):
        if repository.get(order.reference) is None:
            repository.add(order, f"seed:{number}")
            written += 1
    return written


def _drawn(random: Random, now: datetime, rows: int) -> Iterator[Order]:
    for number in range(1, rows + 1):
        way, (document, kind) = random.choice(_WAYS), random.choice(_DOCUMENTS)
        pauses = [timedelta(days=random.randrange(1, 12), minutes=random.randrange(600)) for _ in way]
        moment, history = now - sum(pauses, timedelta()), []
        for status, pause in zip(way, pauses):
            history.append(Change(status, moment))
            moment += pause
        request = Request(
            document,
            Holder.SELF,
            f"Amal Exemple {number}",
            kind,
            random.randrange(1, 4),
            cin=f"AB{number:06}",
            birth_date=date(1950, 1, 1) + timedelta(days=random.randrange(20_000)),
            phone=f"+212600{number:06}",
            details={"birth_place": random.choice(_TOWNS)},
        )
        reference = new_reference("CM", YEAR, random.randrange)
        reason = _REASON if way[-1] is OrderStatus.REFUSED else ""
        yield Order(reference, request, None, history[0].at, tuple(history), reason)
