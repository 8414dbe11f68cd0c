"""A few hundred appointments of people who do not exist, at the offices in use, on the working days around ``now``."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bot.persistence.registers.appointments import appointments, changes
from bot.persistence.registers.register import insert_if_absent
from bot.services.appointments.model import PREFIX, ChangeKind, State
from bot.services.references import new_reference

_ROWS = 400
_NAMES = ("Amina Essai", "Omar Exemple", "Salma Modele", "Youssef Fictif", "Fatima Demo", "Hamid Echantillon")
_TOWNS = ("rabat", "casablanca", "fes", "tanger", "marrakech", "agadir", "oujda", "kenitra", "meknes", "tetouan")
_ANNEXES = (
    "rabat-agdal",
    "casablanca-oasis",
    "casablanca-ben-msik",
    "fes-zouagha",
    "marrakech-gueliz",
    "tanger-moghogha",
)
_KINDS = {
    "cnie": (10, ("cnie-first", "cnie-renewal", "cnie-loss"), ("identity-card",) * 3),
    "annexe": (
        15,
        ("passport-adult", "passport-renewal", "residence-certificate"),
        ("passport", "passport", "residence"),
    ),
    "commune": (15, ("birth-certificate-copy", "signature-legalisation"), ("civil-status", "legalisation")),
}  # of office: minutes of an appointment, procedures, and the purpose of each
_HOURS = range(9, 12)  # open at every sample office on every working day, in Ramadan too
_DAYS = range(-20, 40)


def seed(register: Any, random: Random, now: datetime) -> int:
    """Writes them, each once; how many were written."""
    rows = [_row(number, random, now) for number in range(_ROWS)]
    with register.write() as connection:
        return sum(_write(connection, row) for row in rows)


def _row(number: int, random: Random, now: datetime) -> dict[str, Any]:
    kind = random.choice(sorted(_KINDS))
    minutes, procedures, purposes = _KINDS[kind]
    which = random.randrange(len(procedures))
    town = random.choice(_ANNEXES if kind == "annexe" else _TOWNS)
    day = _working_day(now + timedelta(days=random.choice(_DAYS)))
    start = day.replace(hour=random.choice(_HOURS), minute=0, second=0, microsecond=0, tzinfo=None)
    office = f"sample-{town}-{kind}"
    state = State.CANCELLED if random.random() < 0.1 else State.BOOKED
    wall = start.isoformat(timespec="minutes")
    return {
        "reference": new_reference(PREFIX, now.year, random.randrange),
        "office_id": office,
        "purpose": purposes[which],
        "start": wall,
        "minutes": minutes,
        "state": state.value,
        "place_key": f"{office}|{wall}|0" if state is State.BOOKED else None,
        "conversation_id": f"web-sample-{number:04}",
        "name": random.choice(_NAMES),
        "phone": f"+2126000{number:05}",
        "procedure_id": procedures[which],
        "locale": random.choice(("fr", "ar")),
        "office_name": f"{kind.upper()} {town} (exemple)",
        "office_address": "",
        "revision": 0,
        "created_at": now - timedelta(days=30),
    }


def _write(connection: Any, row: dict[str, Any]) -> int:
    """One appointment with its history; 0 when its reference or its place is there already."""
    if not insert_if_absent(connection, appointments, row):
        return 0
    appointment_id = connection.execute(
        appointments.select().with_only_columns(appointments.c.id).where(appointments.c.reference == row["reference"])
    ).scalar_one()
    kinds: Sequence[ChangeKind] = [ChangeKind.BOOKED]
    if row["state"] == State.CANCELLED.value:
        kinds = [ChangeKind.BOOKED, ChangeKind.CANCELLED]
    for hours, kind in enumerate(kinds):
        change = {
            "appointment_id": appointment_id,
            "kind": kind.value,
            "start": row["start"],
            "idempotency_key": hashlib.sha256(f"seed {row['reference']} {kind.value}".encode()).hexdigest(),
            "at": row["created_at"] + timedelta(hours=hours),
        }
        connection.execute(changes.insert(), change)
    return 1


def _working_day(moment: datetime) -> datetime:
    """The moment, on Monday when it is a weekend."""
    return moment + timedelta(days={5: 2, 6: 1}.get(moment.weekday(), 0))
