"""An administration's own database as the register of dossiers: a YAML file says where everything is (docs/registers.md)."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timezone
from pathlib import Path
from typing import Any, Optional
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, Extra, Field, ValidationError, validator
from sqlalchemy import MetaData, Table, select, update
from sqlalchemy.exc import NoSuchTableError

from bot.errors import RegisterReadOnly, RegisterUnavailable, SettingsError
from bot.locales import CODES
from bot.persistence.registers.register import Register
from bot.services.dossiers.model import INVESTMENT_DAYS, LEGAL_DAYS, Dossier, Holder, Status, Step, Subject


class _Part(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Texts(_Part):
    """Columns of texts, by locale; ``any`` for one whose language is not known."""

    columns: Mapping[str, str]

    @validator("columns")
    def _check_locales(cls, value: Mapping[str, str]) -> Mapping[str, str]:
        unknown = set(value) - {*CODES, "any"}
        if unknown or not value:
            raise ValueError(f"locales are {', '.join(CODES)} and any")
        return value

    def of(self, row: Mapping[str, Any]) -> dict[str, str]:
        found = {("" if locale == "any" else locale): _text(row[column]) for locale, column in self.columns.items()}
        return {locale: text for locale, text in found.items() if text}


class Statuses(_Part):
    """Which of the register's values means which status of ours."""

    column: str
    values: Mapping[str, Status]

    def of(self, value: Any) -> Status:
        known = {_folded(name): status for name, status in self.values.items()}
        status = known.get(_folded(_text(value)))
        if status is None:
            raise ValueError("a status that the mapping does not name")
        return status

    def written(self, status: Status) -> str:
        return next(name for name, one in self.values.items() if one is status)


class Procedures(_Part):
    """Which of the register's values means which procedure of the catalogue; another value is shown as it is."""

    column: str
    values: Mapping[str, str] = Field(default_factory=dict)

    def of(self, value: Any) -> Subject:
        text = _text(value)
        known = {_folded(name): procedure for name, procedure in self.values.items()}
        procedure = known.get(_folded(text))
        return Subject(procedure=procedure) if procedure else Subject(texts={"": text} if text else {})


class Investment(_Part):
    """Rows of an investment: thirty days instead of sixty."""

    column: str
    values: list[str]


class Missing(_Part):
    """What is missing: in the dossier's own row, parted by ``separator``, or in a table of its own, a row for each."""

    columns: Mapping[str, str]
    separator: str = ";"
    table: Optional[str] = None
    reference: Optional[str] = None  # the column of that table that holds the dossier's reference

    @validator("reference", always=True)
    def _check_both(cls, value: Optional[str], values: Mapping[str, Any]) -> Optional[str]:
        if bool(values.get("table")) != bool(value):
            raise ValueError("table and reference go together")
        return value


class History(_Part):
    """A table with a row for each change of status; its values are those of ``status``."""

    table: str
    reference: str
    status: str
    at: str


class Reference(_Part):
    """The column of the reference, and how the register writes what citizens write with dashes."""

    column: str
    separator: str = "-"

    def stored(self, reference: str) -> str:
        return re.sub(r"[-/]", self.separator.replace("\\", "\\\\"), reference)


class Mapped(_Part):
    """The whole file."""

    table: str
    database_schema: Optional[str] = Field(None, alias="schema")
    read_only: bool = True
    timezone: str = "Africa/Casablanca"  # of moments without one
    date_format: str = "%Y-%m-%d"  # of dates and moments that are kept as text
    reference: Reference
    status: Statuses
    since: str
    lodged: Optional[str] = None
    procedure: Optional[Procedures] = None
    investment: Optional[Investment] = None
    limited: bool = True  # law 55-19 sets a limit for these files
    cin: Optional[str] = None
    born: Optional[str] = None
    phone: Optional[str] = None
    office: Optional[Texts] = None
    reason: Optional[Texts] = None
    missing: Optional[Missing] = None
    history: Optional[History] = None

    @validator("timezone")
    def _check_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError) as error:
            raise ValueError("no such time zone") from error
        return value

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def columns(self) -> dict[str, set[str]]:
        """Every column that is read, by table."""
        plain = [self.reference.column, self.status.column, self.since, self.lodged, self.cin, self.born, self.phone]
        plain += [part.column for part in (self.procedure, self.investment) if part]
        found = {self.table: {column for column in plain if column}}
        for texts in (self.office, self.reason):
            found[self.table] |= set(texts.columns.values()) if texts else set()
        if self.missing:
            named = set(self.missing.columns.values()) | ({self.missing.reference} if self.missing.reference else set())
            found.setdefault(self.missing.table or self.table, set()).update(named)
        if self.history:
            found.setdefault(self.history.table, set()).update(
                {self.history.reference, self.history.status, self.history.at}
            )
        return found


def load_mapping(path: Path) -> Mapped:
    """Reads a mapping.

    Raises:
        SettingsError: the file is not one; the message names the file and the key.
    """
    try:
        return Mapped.parse_obj(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"CHOBBAK_DOSSIERS_MAPPING: {path}: {type(error).__name__}") from error
    except yaml.YAMLError as error:
        raise SettingsError(f"CHOBBAK_DOSSIERS_MAPPING: {path}: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise SettingsError(f"CHOBBAK_DOSSIERS_MAPPING: {path}: {problems}") from error


class MappedDossierRepository:
    """The dossiers of a mapped register; a :class:`bot.services.dossiers.repository.Trackable`.

    Its tables are reflected when it is first used, once: no column's name is ever put together with what a citizen wrote.
    """

    def __init__(self, register: Register, mapping: Mapped) -> None:
        self._register = register
        self._mapping = mapping
        self._tables: dict[str, Any] = {}
        self._reflecting = threading.Lock()

    def find(self, reference: str) -> Optional[Dossier]:
        stored = self._mapping.reference.stored(reference)
        with self._register.read() as connection:
            tables = self._reflected(connection)
            rows = self._rows(connection, tables[self._mapping.table], self._mapping.reference.column, stored)
            if not rows:
                return None
            if len(rows) > 1:
                raise RegisterUnavailable("the register dossiers holds one reference twice")
            missing, steps = self._missing(connection, tables, rows[0], stored), self._steps(connection, tables, stored)
        try:
            return self._dossier(reference, rows[0], missing, steps)
        except (ValueError, TypeError, KeyError) as error:
            raise RegisterUnavailable("the register dossiers holds a row that cannot be read") from error

    def move(self, reference: str, status: Status, at: datetime) -> bool:
        """Brings a dossier to a status, where the mapping allows writing; whether there is one and it was not there yet.

        Raises:
            RegisterReadOnly: the mapping says so.
        """
        mapping = self._mapping
        if mapping.read_only:
            raise RegisterReadOnly("the register dossiers is mapped read-only")
        with self._register.write() as connection:
            table = self._reflected(connection)[mapping.table]
            here = table.c[mapping.reference.column] == mapping.reference.stored(reference)
            there = [name for name, one in mapping.status.values.items() if one is status]
            elsewhere = table.c[mapping.status.column].notin_(there)
            moment = at.astimezone(mapping.zone).replace(tzinfo=None)
            values = {mapping.status.column: mapping.status.written(status), mapping.since: self._stored(table, moment)}
            return bool(connection.execute(update(table).where(here & elsewhere).values(values)).rowcount)

    def check(self) -> list[str]:
        """What the mapping names and the register lacks, one line each; empty when all is there.

        Raises:
            RegisterUnavailable: the register does not answer.
        """
        findings = []
        with self._register.read() as connection:
            for name, columns in self._mapping.columns().items():
                try:
                    table = self._reflect(connection, name)
                except NoSuchTableError:
                    findings.append(f"no table or view {name}")
                    continue
                findings += [f"no column {name}.{column}" for column in sorted(columns - set(table.c.keys()))]
        return findings

    def _reflected(self, connection: Any) -> Mapping[str, Any]:
        with self._reflecting:
            if not self._tables:
                tables = {name: self._reflect(connection, name) for name in self._mapping.columns()}
                for name, columns in self._mapping.columns().items():
                    if columns - set(tables[name].c.keys()):
                        raise RegisterUnavailable(
                            f"the register dossiers lacks columns of {name} that its mapping names"
                        )
                self._tables = tables
        return self._tables

    def _reflect(self, connection: Any, name: str) -> Any:
        schema = self._mapping.database_schema
        return Table(name, MetaData(), schema=schema, autoload_with=connection, resolve_fks=False)

    def _rows(self, connection: Any, table: Any, column: str, stored: str) -> list[Mapping[str, Any]]:
        """The rows whose column holds exactly this reference: a loose collation must not find another's file."""
        wanted = [table.c[name] for name in sorted(self._mapping.columns()[table.name])]
        rows = connection.execute(select(*wanted).where(table.c[column] == stored)).mappings().all()
        return [row for row in rows if _text(row[column]) == stored]

    def _missing(
        self, connection: Any, tables: Mapping[str, Any], row: Mapping[str, Any], stored: str
    ) -> tuple[Mapping[str, str], ...]:
        missing = self._mapping.missing
        if missing is None:
            return ()
        if missing.table is None or missing.reference is None:
            return _parted(row, missing)
        rows = self._rows(connection, tables[missing.table], missing.reference, stored)
        return tuple(filter(None, (Texts(columns=missing.columns).of(one) for one in rows)))

    def _steps(self, connection: Any, tables: Mapping[str, Any], stored: str) -> Sequence[Mapping[str, Any]]:
        history = self._mapping.history
        return self._rows(connection, tables[history.table], history.reference, stored) if history else []

    def _dossier(
        self, reference: str, row: Mapping[str, Any], missing: tuple[Mapping[str, str], ...], steps: Any
    ) -> Dossier:
        mapping = self._mapping
        status = mapping.status.of(row[mapping.status.column])
        return Dossier(
            reference=reference,
            register="dossiers",
            status=status,
            since=self._moment(row[mapping.since]),
            lodged=self._optional_date(row, mapping.lodged),
            limit_days=self._limit(row),
            subject=mapping.procedure.of(row[mapping.procedure.column]) if mapping.procedure else Subject(),
            office=mapping.office.of(row) if mapping.office else {},
            missing=missing if status is Status.INCOMPLETE else (),
            reason=mapping.reason.of(row) if mapping.reason and status is Status.REFUSED else {},
            history=self._history(steps),
            holder=Holder(
                _card(_text(row[mapping.cin])) if mapping.cin else None,
                self._optional_date(row, mapping.born),
                _e164(_text(row[mapping.phone])) if mapping.phone else None,
            ),
        )

    def _history(self, steps: Any) -> tuple[Step, ...]:
        history = self._mapping.history
        if history is None:
            return ()
        found = (Step(self._mapping.status.of(step[history.status]), self._moment(step[history.at])) for step in steps)
        return tuple(sorted(found, key=lambda step: step.at))

    def _limit(self, row: Mapping[str, Any]) -> Optional[int]:
        investment = self._mapping.investment
        if not self._mapping.limited:
            return None
        invested = investment and _folded(_text(row[investment.column])) in map(_folded, investment.values)
        return INVESTMENT_DAYS if invested else LEGAL_DAYS

    def _moment(self, value: Any) -> datetime:
        if isinstance(value, str):
            value = datetime.strptime(value.strip(), self._mapping.date_format)
        elif isinstance(value, date) and not isinstance(value, datetime):
            value = datetime.combine(value, time())
        if not isinstance(value, datetime):
            raise TypeError("neither a moment nor a text")
        return (value if value.tzinfo else value.replace(tzinfo=self._mapping.zone)).astimezone(timezone.utc)

    def _optional_date(self, row: Mapping[str, Any], column: Optional[str]) -> Optional[date]:
        value = row[column] if column else None
        if value is None or value == "":
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        return self._moment(value).astimezone(self._mapping.zone).date()

    def _stored(self, table: Any, moment: datetime) -> Any:
        """A moment as the register keeps it: where its column is a text, in the mapping's format."""
        texts = table.c[self._mapping.since].type.python_type is str
        return moment.strftime(self._mapping.date_format) if texts else moment


def _parted(row: Mapping[str, Any], missing: Missing) -> tuple[Mapping[str, str], ...]:
    """The n-th part of each column is one missing paper in several languages."""
    parts = {
        ("" if locale == "any" else locale): [part.strip() for part in _text(row[column]).split(missing.separator)]
        for locale, column in missing.columns.items()
    }
    longest = max(len(texts) for texts in parts.values())
    papers = (
        {locale: texts[n] for locale, texts in parts.items() if n < len(texts) and texts[n]} for n in range(longest)
    )
    return tuple(filter(None, papers))


def _text(value: Any) -> str:
    """Any column's value as text; padded CHAR columns lose their padding."""
    return "" if value is None else str(value).strip()


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _card(text: str) -> Optional[str]:
    return re.sub(r"[\W_]", "", text).upper() or None


def _e164(text: str) -> Optional[str]:
    """A Moroccan number, however a clerk typed it; None when it is none, so that no code goes to a stranger."""
    digits = re.sub(r"\D", "", text)
    match = re.fullmatch(r"(?:00212|212|0)?([5-8]\d{8})", digits)
    return f"+212{match[1]}" if match else None
