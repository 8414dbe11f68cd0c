"""The register of appointments: what is booked, and what was done because of which message.

No two appointments share a place because a place has a key and the key is unique; a cancelled appointment has none. The
same on SQLite, PostgreSQL and MariaDB: no lock is asked for, and who comes second tries the next place.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from typing import Any, NamedTuple, Optional, Protocol, TypeVar

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.errors import RegisterUnavailable
from bot.morocco import TIME_ZONE
from bot.persistence.registers.schema import BIG_ID, new_metadata
from bot.persistence.types import EncryptedText, Moment
from bot.services.appointments.model import (
    PREFIX,
    Appointment,
    Change,
    ChangeKind,
    Counter,
    NotBooked,
    Request,
    SlotTaken,
    State,
)
from bot.services.dossiers.model import Dossier, Holder, Status, Step
from bot.services.dossiers.model import Subject as DossierSubject
from bot.services.references import new_reference

metadata = new_metadata()

appointments = Table(
    "appointments",
    metadata,
    Column("id", BIG_ID, primary_key=True, autoincrement=True),
    Column("reference", String(16), nullable=False, unique=True),
    Column("office_id", String(64), nullable=False),
    Column("purpose", String(32), nullable=False),
    Column("start", String(16), nullable=False),  # by the clock on the wall: 2027-01-04T10:00
    Column("minutes", Integer, nullable=False),
    Column("state", String(16), nullable=False),  # booked or cancelled
    Column("place_key", String(128), unique=True),  # office, start and place; null when it holds none
    Column("conversation_id", String(64), nullable=False),
    Column("name", EncryptedText, nullable=False),
    Column("phone", EncryptedText),
    Column("procedure_id", String(100)),
    Column("locale", String(16), nullable=False),
    Column("office_name", String(300), nullable=False),  # as it was promised
    Column("office_address", String(300), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index("ix_appointments_slot", "office_id", "start"),
    Index("ix_appointments_conversation_id", "conversation_id", "start"),
)

changes = Table(
    "appointment_changes",
    metadata,
    Column("id", BIG_ID, primary_key=True, autoincrement=True),
    Column("appointment_id", BIG_ID, ForeignKey("appointments.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(16), nullable=False),  # booked, moved or cancelled
    Column("start", String(16), nullable=False),  # after the change
    Column("idempotency_key", String(64), nullable=False),  # SHA-256 of the message's key
    Column("at", Moment, nullable=False),
    UniqueConstraint("idempotency_key"),
    Index("ix_appointment_changes_appointment_id", "appointment_id"),
)

_DEADLOCKS = frozenset(
    {"1205", "1213", "40001", "40P01"}
)  # MariaDB's and PostgreSQL's: the transaction is undone whole
_SPARE_TRIES = 12  # beyond one for each place: deadlocks, and references that happen to be in use
_Result = TypeVar("_Result")


class _Register(Protocol):
    """What is needed of :class:`bot.persistence.registers.register.Register`."""

    def read(self) -> Any: ...

    def write(self) -> Any: ...


class TrackedAppointments:
    """Appointments as the tracking service tells of them: ``bot.services.dossiers.repository.Trackable``."""

    def __init__(self, register: _Register) -> None:
        self._register = register

    def find(self, reference: str) -> Optional[Dossier]:
        query = select(appointments).where(appointments.c.reference == reference)
        with self._register.read() as connection:
            row = connection.execute(query).mappings().first()
            return _dossier(row, _steps(connection, row["id"])) if row else None


def tracked(register: _Register, _pseudonyms: object = None) -> TrackedAppointments:
    """What tracking finds appointments with."""
    return TrackedAppointments(register)


class _Doing(NamedTuple):
    """What is done, because of which message, and when; ``start``: after it."""

    kind: ChangeKind
    start: datetime
    key: str
    now: datetime


class _Collision(Exception):
    """Somebody else has committed what this transaction wanted to: it is undone, and may be tried again."""


class SqlAppointmentRepository:
    """An :class:`bot.services.appointments.repository.AppointmentRepository` on one register."""

    def __init__(self, register: _Register) -> None:
        self._register = register

    def taken(self, counter: Counter, first: date, last: date) -> Mapping[datetime, int]:
        query = (
            select(appointments.c.start, func.count())
            .where(appointments.c.office_id == counter.office_id)
            .where(appointments.c.start >= first.isoformat())
            .where(appointments.c.start < (last + timedelta(days=1)).isoformat())
            .where(appointments.c.place_key.is_not(None))
            .group_by(appointments.c.start)
        )
        with self._register.read() as connection:
            return {datetime.fromisoformat(start): number for start, number in connection.execute(query)}

    def book(self, request: Request, key: str, now: datetime) -> Appointment:
        def attempt(connection: Any) -> Appointment:
            done = _done(connection, key)
            if done is not None:
                return done
            place = _free_place(connection, request.counter, request.start)
            row = _row(request, new_reference(PREFIX, now.year), place, now)
            inserted = connection.execute(appointments.insert(), row).inserted_primary_key
            _note(connection, inserted[0], _Doing(ChangeKind.BOOKED, request.start, key, now))
            return _appointment({**row, "id": inserted[0]})

        return self._retried(attempt, request.counter.places)

    def move(self, reference: str, counter: Counter, start: datetime, key: str, now: datetime) -> Appointment:
        def attempt(connection: Any) -> Appointment:
            done = _done(connection, key)
            if done is not None:
                return done
            row = _standing(connection, reference, now)
            if row["start"] == _wall(start):
                _note(connection, row["id"], _Doing(ChangeKind.MOVED, start, key, now))
                return _appointment(row)
            place = _free_place(connection, counter, start)
            moved = {"start": _wall(start), "minutes": counter.minutes, "place_key": place}
            return _changed(connection, row, moved, _Doing(ChangeKind.MOVED, start, key, now))

        return self._retried(attempt, counter.places)

    def cancel(self, reference: str, key: str, now: datetime) -> Appointment:
        def attempt(connection: Any) -> Appointment:
            done = _done(connection, key)
            if done is not None:
                return done
            row = _standing(connection, reference, now)
            given_back = {"state": State.CANCELLED.value, "place_key": None}
            start = datetime.fromisoformat(row["start"])
            return _changed(connection, row, given_back, _Doing(ChangeKind.CANCELLED, start, key, now))

        return self._retried(attempt, places=0)

    def change(self, key: str) -> Optional[Change]:
        query = (
            select(changes.c.kind, changes.c.start, appointments.c.reference)
            .join(appointments, appointments.c.id == changes.c.appointment_id)
            .where(changes.c.idempotency_key == _digest(key))
        )
        with self._register.read() as connection:
            row = connection.execute(query).mappings().first()
        return row and Change(ChangeKind(row["kind"]), row["reference"], datetime.fromisoformat(row["start"]))

    def by_reference(self, reference: str) -> Optional[Appointment]:
        query = select(appointments).where(appointments.c.reference == reference)
        with self._register.read() as connection:
            row = connection.execute(query).mappings().first()
        return row and _appointment(row)

    def of_conversation(self, conversation_id: str, after: datetime) -> Sequence[Appointment]:
        query = (
            select(appointments)
            .where(appointments.c.conversation_id == conversation_id)
            .where(appointments.c.state == State.BOOKED.value, appointments.c.start > _wall(after))
            .order_by(appointments.c.start, appointments.c.id)
        )
        with self._register.read() as connection:
            return [_appointment(row) for row in connection.execute(query).mappings()]

    def is_of(self, reference: str, conversation_id: str) -> bool:
        query = select(appointments.c.id).where(
            appointments.c.reference == reference, appointments.c.conversation_id == conversation_id
        )
        with self._register.read() as connection:
            return connection.execute(query).first() is not None

    def count_of(self, conversation_id: str) -> int:
        query = select(func.count()).where(appointments.c.conversation_id == conversation_id)
        with self._register.read() as connection:
            return int(connection.execute(query).scalar_one())

    def _retried(self, attempt: Callable[[Any], _Result], places: int) -> _Result:
        """Each collision means that somebody else went on; only bad luck without end ends in ``RegisterUnavailable``."""
        for _ in range(places + _SPARE_TRIES):
            try:
                with self._register.write() as connection, _collisions():
                    return attempt(connection)
            except _Collision:
                continue
        raise RegisterUnavailable("the register of appointments is too busy")


@contextmanager
def _collisions() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise _Collision("a unique key is in use") from error
    except OperationalError as error:
        if _code(error) in _DEADLOCKS:
            raise _Collision("a deadlock") from error
        raise


def _code(error: OperationalError) -> str:
    """The driver's own code: psycopg2 has it as ``pgcode``, PyMySQL as its first argument."""
    known = getattr(error.orig, "pgcode", None) or next(iter(getattr(error.orig, "args", ())), "")
    return str(known)


def _done(connection: Any, key: str) -> Optional[Appointment]:
    """The appointment that was booked, moved or cancelled under ``key``, as that left it."""
    query = (
        select(appointments, changes.c.start.label("start_then"))
        .join(changes, changes.c.appointment_id == appointments.c.id)
        .where(changes.c.idempotency_key == _digest(key))
    )
    row = connection.execute(query).mappings().first()
    return _appointment({**row, "start": row["start_then"]}) if row else None


def _free_place(connection: Any, counter: Counter, start: datetime) -> str:
    """The key of a place that nobody holds.

    Raises:
        SlotTaken: there is none.
    """
    keys = [f"{counter.office_id}|{_wall(start)}|{place}" for place in range(counter.places)]
    held = connection.execute(select(appointments.c.place_key).where(appointments.c.place_key.in_(keys))).scalars()
    free = sorted(set(keys) - set(held))
    if not free:
        raise SlotTaken("no place is free then")
    return random.choice(free)  # noqa: S311 - who comes at the same moment should look elsewhere


def _steps(connection: Any, appointment_id: int) -> tuple[Step, ...]:
    query = (
        select(changes.c.kind, changes.c.at).where(changes.c.appointment_id == appointment_id).order_by(changes.c.id)
    )
    cancelled = ChangeKind.CANCELLED.value
    return tuple(
        Step(Status.CANCELLED if kind == cancelled else Status.BOOKED, at) for kind, at in connection.execute(query)
    )


def _dossier(row: Mapping[str, Any], history: tuple[Step, ...]) -> Dossier:
    start = datetime.fromisoformat(row["start"]).replace(tzinfo=TIME_ZONE).astimezone(timezone.utc)
    status = Status.CANCELLED if row["state"] == State.CANCELLED.value else Status.BOOKED
    return Dossier(
        reference=row["reference"],
        register="appointments",
        status=status,
        since=history[-1].at if history else row["created_at"],
        subject=DossierSubject(procedure=row["procedure_id"] or "", message=f"appointment-purpose-{row['purpose']}"),
        office={row["locale"]: row["office_name"]},
        appointment=start,
        history=history,
        holder=Holder(phone=row["phone"]),
        conversation=row["conversation_id"],
    )


def _standing(connection: Any, reference: str, now: datetime) -> Mapping[str, Any]:
    query = select(appointments).where(appointments.c.reference == reference)
    row = connection.execute(query).mappings().first()
    if row is None or row["state"] != State.BOOKED.value or row["start"] <= _wall(now):
        raise NotBooked("no such appointment stands")
    return dict(row)


def _changed(connection: Any, row: Mapping[str, Any], values: Mapping[str, Any], doing: _Doing) -> Appointment:
    """Writes what has changed, unless somebody else has changed it since it was read."""
    values = {**values, "revision": row["revision"] + 1}
    mine = (appointments.c.id == row["id"]) & (appointments.c.revision == row["revision"])
    if connection.execute(appointments.update().where(mine).values(**values)).rowcount != 1:
        raise _Collision("the appointment was changed meanwhile")
    _note(connection, row["id"], doing)
    return _appointment({**row, **values})


def _note(connection: Any, appointment_id: int, doing: _Doing) -> None:
    row = {
        "appointment_id": appointment_id,
        "kind": doing.kind.value,
        "start": _wall(doing.start),
        "idempotency_key": _digest(doing.key),
        "at": _moment(doing.now),
    }
    connection.execute(changes.insert(), row)


def _row(request: Request, reference: str, place_key: str, now: datetime) -> dict[str, Any]:
    return {
        "reference": reference,
        "office_id": request.counter.office_id,
        "purpose": request.purpose,
        "start": _wall(request.start),
        "minutes": request.counter.minutes,
        "state": State.BOOKED.value,
        "place_key": place_key,
        "conversation_id": request.conversation_id,
        "name": request.name,
        "phone": request.phone,
        "procedure_id": request.procedure,
        "locale": request.locale,
        "office_name": request.office_name[:300],
        "office_address": request.office_address[:300],
        "revision": 0,
        "created_at": _moment(now),
    }


def _appointment(row: Mapping[str, Any]) -> Appointment:
    names = "reference office_id purpose minutes conversation_id name locale office_name office_address phone revision"
    return Appointment(
        start=datetime.fromisoformat(row["start"]),
        state=State(row["state"]),
        procedure=row["procedure_id"],
        **{name: row[name] for name in names.split()},
    )


def _wall(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


def _moment(now: datetime) -> datetime:
    return now if now.tzinfo else now.replace(tzinfo=TIME_ZONE)


def _digest(key: str) -> str:
    """One length, and no letters that a database takes for one another."""
    return hashlib.sha256(key.encode()).hexdigest()
