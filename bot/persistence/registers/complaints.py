"""The register of complaints. What citizens wrote, and who they are, stands encrypted; an anonymous one names nobody."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Optional

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint, func, select

from bot.errors import RegisterUnavailable
from bot.morocco import TIME_ZONE
from bot.persistence.registers.register import Register, insert_if_absent
from bot.persistence.registers.schema import new_metadata
from bot.persistence.types import EncryptedText, Moment
from bot.services.complaints.model import Category, Change, Complaint, ComplaintStatus, Place, Report
from bot.services.dossiers import model as dossiers

metadata = new_metadata()

complaints = Table(
    "complaints",
    metadata,
    Column("reference", String(24), primary_key=True),
    Column("idempotency_key", String(200), nullable=False),
    Column("conversation", String(64)),  # a pseudonym; null for an anonymous one: nothing ties it to a conversation
    Column("category", String(32), nullable=False),
    Column("town", String(64), nullable=False),  # id of a place, or "": for who has to distribute them
    Column("body", EncryptedText, nullable=False),  # JSON: what was written, where, pictures, file, name, telephone
    Column("lodged", Moment, nullable=False),
    UniqueConstraint("idempotency_key"),
    Index("ix_complaints_conversation", "conversation"),
)

complaint_changes = Table(
    "complaint_changes",
    metadata,
    Column("reference", String(24), ForeignKey("complaints.reference", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("idempotency_key", String(200)),  # of what a citizen did; null for what an administration did
    Column("status", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("note", EncryptedText),
    UniqueConstraint("idempotency_key"),
)

_TRIES = 5
_STATUSES = {
    ComplaintStatus.RECEIVED: dossiers.Status.RECEIVED,
    ComplaintStatus.FORWARDED: dossiers.Status.IN_PROGRESS,
    ComplaintStatus.IN_PROGRESS: dossiers.Status.IN_PROGRESS,
    ComplaintStatus.REOPENED: dossiers.Status.IN_PROGRESS,
    ComplaintStatus.ANSWERED: dossiers.Status.ANSWERED,
    ComplaintStatus.CLOSED: dossiers.Status.CLOSED,
    ComplaintStatus.REFUSED: dossiers.Status.REFUSED,
}


class SqlComplaintRepository:
    """Complaints in SQL; also what tracking finds them by."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def add(self, complaint: Complaint, key: str) -> Optional[Complaint]:
        """Writes a complaint once under ``key``: the one that is there under it. None when its reference is taken."""
        with self._register.write() as connection:
            if insert_if_absent(connection, complaints, _row(complaint, key)):
                for position, change in enumerate(complaint.history):
                    row = _change_row(complaint.reference, position, change, None)
                    connection.execute(complaint_changes.insert(), row)
                return complaint
            return _one(connection, complaints.c.idempotency_key == key)

    def get(self, reference: str) -> Optional[Complaint]:
        """The complaint with exactly this reference."""
        with self._register.read() as connection:
            return _one(connection, complaints.c.reference == reference)

    def of_conversation(self, conversation: str) -> Sequence[Complaint]:
        """The complaints that were made in a conversation under a name, the newest first."""
        mine = complaints.c.conversation == conversation
        with self._register.read() as connection:
            rows = connection.execute(select(complaints).where(mine).order_by(complaints.c.lodged.desc())).all()
            return [_complaint(connection, row) for row in rows]

    def count_of(self, conversation: str) -> int:
        """How many complaints are kept for a conversation."""
        with self._register.read() as connection:
            query = select(func.count()).select_from(complaints).where(complaints.c.conversation == conversation)
            return int(connection.execute(query).scalar_one())

    def change(self, reference: str, change: Change, key: str) -> Change:
        """Writes a change of an existing complaint once under ``key``; the one that is there under it."""
        of_key = select(complaint_changes).where(complaint_changes.c.idempotency_key == key)
        last = select(func.max(complaint_changes.c.position)).where(complaint_changes.c.reference == reference)
        for _ in range(_TRIES):  # somebody else may take the next position meanwhile
            with self._register.write() as connection:
                if row := connection.execute(of_key).first():
                    return _change(row)
                position = (connection.execute(last).scalar() or 0) + 1
                if insert_if_absent(connection, complaint_changes, _change_row(reference, position, change, key)):
                    return change
        raise RegisterUnavailable("the register complaints is written by others all the time")

    def was_changed(self, reference: str, key: str) -> bool:
        """Whether a change of this complaint was written under ``key``."""
        written = (complaint_changes.c.reference == reference) & (complaint_changes.c.idempotency_key == key)
        with self._register.read() as connection:
            return connection.execute(select(complaint_changes.c.position).where(written)).first() is not None

    def find(self, reference: str) -> Optional[dossiers.Dossier]:
        """The complaint as tracking shows it."""
        complaint = self.get(reference)
        return _dossier(complaint) if complaint else None


def tracked(register: Register, _pseudonyms: object = None) -> SqlComplaintRepository:
    """What tracking finds them with."""
    return SqlComplaintRepository(register)


def _one(connection: Any, which: Any) -> Optional[Complaint]:
    row = connection.execute(select(complaints).where(which)).first()
    return _complaint(connection, row) if row else None


def _complaint(connection: Any, row: Any) -> Complaint:
    mine = complaint_changes.c.reference == row.reference
    changes = connection.execute(select(complaint_changes).where(mine).order_by(complaint_changes.c.position)).all()
    try:
        history = tuple(map(_change, changes))
        body = json.loads(row.body)
        place = Place(body["where"], row.town, body["latitude"], body["longitude"])
        report = Report(
            Category(row.category),
            body["text"],
            place,
            tuple(body["photos"]),
            body["dossier"],
            body["name"],
            body["phone"],
        )
        if not history:
            raise ValueError("no status")
    except (ValueError, KeyError, TypeError) as error:
        raise RegisterUnavailable("the register complaints holds a row that cannot be read") from error
    return Complaint(row.reference, report, row.conversation, row.lodged, history)


def _change(row: Any) -> Change:
    return Change(ComplaintStatus(row.status), row.at, row.note or "")


def _row(complaint: Complaint, key: str) -> dict[str, Any]:
    report = complaint.report
    body = {
        "text": report.text,
        "where": report.place.words,
        "latitude": report.place.latitude,
        "longitude": report.place.longitude,
        "photos": list(report.photos),
        "dossier": report.dossier,
        "name": report.name,
        "phone": report.phone,
    }
    return {
        "reference": complaint.reference,
        "idempotency_key": key,
        "conversation": complaint.conversation,
        "category": report.category.value,
        "town": report.place.town,
        "body": json.dumps(body, ensure_ascii=False),
        "lodged": complaint.lodged,
    }


def _change_row(reference: str, position: int, change: Change, key: Optional[str]) -> dict[str, Any]:
    return {
        "reference": reference,
        "position": position,
        "idempotency_key": key,
        "status": change.status.value,
        "at": change.at,
        "note": change.note or None,
    }


def _dossier(complaint: Complaint) -> dossiers.Dossier:
    report = complaint.report
    return dossiers.Dossier(
        reference=complaint.reference,
        register="complaints",
        status=_STATUSES[complaint.status],
        since=complaint.history[-1].at,
        lodged=complaint.counted_from.astimezone(TIME_ZONE).date(),
        subject=dossiers.Subject(message=f"complaint-category-{report.category.value}"),
        history=tuple(dossiers.Step(_STATUSES[change.status], change.at) for change in complaint.history),
        holder=dossiers.Holder(phone=report.phone),
        conversation=complaint.conversation,
        bearer=report.anonymous,
    )
