"""The register of dossiers as we ship it: it plays an administration's own database, so CIN and telephone stand plain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Optional

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Table, Text, UniqueConstraint, select, update

from bot.errors import RegisterUnavailable
from bot.persistence.registers.register import Register
from bot.persistence.registers.schema import BIG_ID, new_metadata
from bot.persistence.types import Moment
from bot.services.dossiers.model import INVESTMENT_DAYS, LEGAL_DAYS, Dossier, Holder, Status, Step, Subject

metadata = new_metadata()

dossiers = Table(
    "dossiers",
    metadata,
    Column("id", BIG_ID, primary_key=True, autoincrement=True),
    Column("reference", String(40), nullable=False),
    Column("procedure_id", String(100), nullable=False),  # in the catalogue
    Column("cin", String(16)),
    Column("born", Date),
    Column("phone", String(20)),  # E.164
    Column("office_fr", String(200)),
    Column("office_ar", String(200)),
    Column("lodged", Date, nullable=False),  # the day of the receipt
    Column("investment", Boolean, nullable=False),  # thirty days, not sixty
    Column("status", String(16), nullable=False),
    Column("since", Moment, nullable=False),
    Column("reason_fr", Text),
    Column("reason_ar", Text),
    UniqueConstraint("reference"),
)

dossier_steps = Table(
    "dossier_steps",
    metadata,
    Column("dossier_id", BIG_ID, ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("status", String(16), nullable=False),
    Column("at", Moment, nullable=False),
)

dossier_missing = Table(
    "dossier_missing",
    metadata,
    Column("dossier_id", BIG_ID, ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("fr", String(300)),
    Column("ar", String(300)),
)


class SqlDossierRepository:
    """Our own dossiers; a :class:`bot.services.dossiers.repository.Trackable`."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def find(self, reference: str) -> Optional[Dossier]:
        with self._register.read() as connection:
            row = connection.execute(select(dossiers).where(dossiers.c.reference == reference)).mappings().first()
            if row is None:
                return None
            steps = connection.execute(_of_dossier(dossier_steps, row["id"])).mappings().all()
            missing = connection.execute(_of_dossier(dossier_missing, row["id"])).mappings().all()
            return _dossier(row, steps, missing)

    def move(self, reference: str, status: Status, at: datetime) -> bool:
        """Brings a dossier to a status, as its administration would; whether there is one and it was not there yet."""
        with self._register.write() as connection:
            wanted = (dossiers.c.reference == reference) & (dossiers.c.status != status.value)
            number = connection.execute(select(dossiers.c.id).where(wanted).with_for_update()).scalar()
            if number is None:
                return False
            connection.execute(update(dossiers).where(dossiers.c.id == number).values(status=status.value, since=at))
            steps = select(dossier_steps.c.position).where(dossier_steps.c.dossier_id == number)
            position = 1 + max((row[0] for row in connection.execute(steps)), default=-1)
            row = {"dossier_id": number, "position": position, "status": status.value, "at": at}
            connection.execute(dossier_steps.insert(), row)
            return True


def _of_dossier(table: Any, number: int) -> Any:
    return select(table).where(table.c.dossier_id == number).order_by(table.c.position)


def _dossier(row: Mapping[str, Any], steps: Any, missing: Any) -> Dossier:
    try:
        return Dossier(
            reference=row["reference"],
            register="dossiers",
            status=Status(row["status"]),
            since=row["since"],
            lodged=row["lodged"],
            limit_days=INVESTMENT_DAYS if row["investment"] else LEGAL_DAYS,
            subject=Subject(procedure=row["procedure_id"]),
            office=_texts(row, "office_"),
            missing=tuple(_texts(one) for one in missing),
            reason=_texts(row, "reason_"),
            history=tuple(Step(Status(step["status"]), step["at"]) for step in steps),
            holder=Holder(row["cin"], row["born"], row["phone"]),
        )
    except (ValueError, TypeError) as error:
        raise RegisterUnavailable("the register dossiers holds a row that cannot be read") from error


def _texts(row: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    return {locale: row[prefix + locale] for locale in ("fr", "ar") if row[prefix + locale]}
