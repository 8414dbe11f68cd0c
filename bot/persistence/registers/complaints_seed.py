"""Complaints to try with: invented, and seen to be invented. Telephones +212600000001, …; every fourth one is anonymous."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from random import Random

from bot.persistence.registers.complaints import SqlComplaintRepository
from bot.persistence.registers.register import Register
from bot.services.complaints.model import Category, Change, Complaint, ComplaintStatus, Place, Report
from bot.services.references import new_reference

ROWS = 200
YEAR = 2026  # of all references, so that they are the same whenever they are written

_R, _F, _P = ComplaintStatus.RECEIVED, ComplaintStatus.FORWARDED, ComplaintStatus.IN_PROGRESS
_A = ComplaintStatus.ANSWERED
_WAYS = (
    (_R,),
    (_R, _F),
    (_R, _F, _P),
    (_R, _F, _P, _A),
    (_R, _F, _P, _A, ComplaintStatus.CLOSED),
    (_R, _F, ComplaintStatus.REFUSED),
    (_R, _F, _P, _A, ComplaintStatus.REOPENED),
)
_TEXTS = {
    Category.LIGHTING: "Le lampadaire exemple de la rue 12 est éteint.",
    Category.WASTE: "الأزبال متراكمة أمام الدار (مثال).",
    Category.ROAD: "kayna 7ofra kbira f tri9 (matal)",
    Category.WATER: "الما مقطوع عندنا (مثال)",
    Category.NOISE: "Le café exemple fait du bruit la nuit.",
    Category.FILE: "Mon dossier exemple attend depuis des mois.",
    Category.CONDUCT: "J’ai été mal reçu au guichet exemple.",
}
_TOWNS = ("rabat", "sale", "fes", "agadir", "oujda", "tanger")


def seed(register: Register, random: Random, now: datetime, rows: int = ROWS) -> int:
    """Writes invented complaints, ending at ``now``; how many were not there yet. One ``random`` gives the same ones again."""
    repository = SqlComplaintRepository(register)
    written = 0
    for number, complaint in enumerate(_drawn(random, now.astimezone(timezone.utc), rows), 1):
        if repository.get(complaint.reference) is None:
            repository.add(complaint, f"seed:{number}")
            written += 1
    return written


def _drawn(random: Random, now: datetime, rows: int) -> Iterator[Complaint]:
    for number in range(1, rows + 1):
        way, (category, text) = random.choice(_WAYS), random.choice(list(_TEXTS.items()))
        pauses = [timedelta(days=random.randrange(1, 15), minutes=random.randrange(600)) for _ in way]
        moment, history = now - sum(pauses, timedelta()), []
        for status, pause in zip(way, pauses):
            history.append(Change(status, moment))
            moment += pause
        place = Place(f"rue {random.randrange(1, 90)} (exemple)", random.choice(_TOWNS))
        named = number % 4 or category is Category.FILE
        report = Report(
            category,
            text,
            place,
            name=f"Amal Exemple {number}" if named else None,
            phone=f"+212600{number:06}" if named else None,
        )
        reference = new_reference("RC", YEAR, random.randrange)
        yield Complaint(reference, report, None, history[0].at, tuple(history))
