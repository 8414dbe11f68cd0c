"""Dossiers to try with: invented, and seen to be invented. Cards AB000001, AB000002, …; telephones +212600000001, …"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Any

from sqlalchemy import select

from bot.persistence.registers.dossiers import dossier_missing, dossier_steps, dossiers
from bot.persistence.registers.register import Register, insert_if_absent
from bot.services.dossiers.model import Status
from bot.services.references import new_reference

ROWS = 300
YEAR = 2026  # of all references, so that they are the same whenever they are written

_PROCEDURES = (
    *("cnie-renewal", "cnie-first", "cnie-loss", "passport-adult", "passport-renewal", "driving-licence-first"),
    *("driving-licence-duplicate", "vehicle-registration-transfer", "building-permit", "birth-certificate-copy"),
    *(
        "criminal-record",
        "amo-tadamon",
        "direct-social-aid",
        "housing-aid",
        "degree-equivalence",
        "residence-certificate",
    ),
)
_TOWNS = (
    *(("Rabat", "الرباط"), ("Salé", "سلا"), ("Casablanca", "الدار البيضاء"), ("Fès", "فاس"), ("Marrakech", "مراكش")),
    *(("Tanger", "طنجة"), ("Agadir", "أكادير"), ("Oujda", "وجدة"), ("Meknès", "مكناس"), ("Laâyoune", "العيون")),
)
_PAPERS = (
    *(("Deux photos d’identité", "صورتان شمسيتان"), ("Quittance de paiement", "وصل الأداء")),
    *(("Certificat de résidence", "شهادة السكنى"), ("Copie de l’acte de naissance", "نسخة من عقد الازدياد")),
)
_REASONS = (
    ("Les documents ne concernent pas cette démarche.", "الوثائق لا تخص هذا الإجراء."),
    ("La demande a été déposée dans une autre ville.", "أُودع الطلب في مدينة أخرى."),
)
_WAYS: tuple[tuple[Status, ...], ...] = (  # how files go, from their receipt to where they are
    (Status.RECEIVED,),
    (Status.RECEIVED, Status.IN_PROGRESS),
    (Status.RECEIVED, Status.IN_PROGRESS),
    (Status.RECEIVED, Status.INCOMPLETE),
    (Status.RECEIVED, Status.INCOMPLETE, Status.IN_PROGRESS),
    (Status.RECEIVED, Status.IN_PROGRESS, Status.APPROVED),
    (Status.RECEIVED, Status.IN_PROGRESS, Status.APPROVED, Status.READY),
    (Status.RECEIVED, Status.IN_PROGRESS, Status.APPROVED, Status.READY, Status.CLOSED),
    (Status.RECEIVED, Status.IN_PROGRESS, Status.REFUSED),
    (Status.RECEIVED, Status.CANCELLED),
)


def seed(register: Register, random: Random, now: datetime, rows: int = ROWS) -> int:
    """Writes invented dossiers, ending at ``now``; how many were not there yet. One ``random`` gives the same ones again."""
    written = 0
    with register.write() as connection:
        for number, drawn in enumerate(_drawn(random, rows), 1):
            row, steps = _row(number, drawn, now)
            if not insert_if_absent(connection, dossiers, row):
                continue
            written += 1
            query = select(dossiers.c.id).where(dossiers.c.reference == row["reference"])
            key = {"dossier_id": connection.execute(query).scalar()}
            _insert(connection, dossier_steps, key, steps)
            if row["status"] == Status.INCOMPLETE.value:
                _insert(connection, dossier_missing, key, [{"fr": fr, "ar": ar} for fr, ar in drawn["papers"]])
    return written


def _drawn(random: Random, rows: int) -> Iterator[dict[str, Any]]:
    """All that is left to chance, drawn in one order whatever the day is."""
    for _ in range(rows):
        way = random.choice(_WAYS)
        yield {
            "reference": new_reference("DO", YEAR, random.randrange),
            "procedure": random.choice(_PROCEDURES),
            "town": random.choice(_TOWNS),
            "annexe": random.randrange(1, 9),
            "born": date(1950, 1, 1) + timedelta(days=random.randrange(20_000)),
            "way": way,
            "pauses": [random.randrange(2, 20) for _ in way],
            "late": random.random() < 0.15,
            "minutes": random.randrange(8 * 60 + 30, 16 * 60),
            "investment": random.random() < 0.05,
            "papers": random.sample(_PAPERS, random.choice((1, 1, 2, 3))),
            "reason": random.choice(_REASONS),
        }


def _row(number: int, drawn: Mapping[str, Any], now: datetime) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A dossier and its history, whose last step is some days before ``now``."""
    days = sum(drawn["pauses"]) + (70 if drawn["late"] else 0)
    moment = (now.astimezone(timezone.utc) - timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
    moment += timedelta(minutes=drawn["minutes"])
    lodged = moment.date()
    steps = []
    for status, pause in zip(drawn["way"], drawn["pauses"]):
        steps.append({"status": status.value, "at": moment})
        moment += timedelta(days=pause)
    refused = drawn["way"][-1] is Status.REFUSED
    (town, town_ar), annexe = drawn["town"], drawn["annexe"]
    row = {
        "reference": drawn["reference"],
        "procedure_id": drawn["procedure"],
        "cin": f"AB{number:06}",
        "born": drawn["born"],
        "phone": f"+212600{number:06}",
        "office_fr": f"Annexe {annexe} (exemple), {town}",
        "office_ar": f"الملحقة {annexe} (مثال)، {town_ar}",
        "lodged": lodged,
        "investment": drawn["investment"],
        "status": steps[-1]["status"],
        "since": steps[-1]["at"],
        "reason_fr": drawn["reason"][0] if refused else None,
        "reason_ar": drawn["reason"][1] if refused else None,
    }
    return row, steps


def _insert(connection: Any, table: Any, key: Mapping[str, Any], rows: list[dict[str, Any]]) -> None:
    connection.execute(table.insert(), [{**key, "position": position, **row} for position, row in enumerate(rows)])
