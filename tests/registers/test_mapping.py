"""An administration's own database as the register of dossiers: other names, other types, other values, nothing of ours in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import inspect

from bot.errors import RegisterReadOnly, RegisterUnavailable, SettingsError
from bot.persistence.registers.mapping import MappedDossierRepository, load_mapping
from bot.persistence.registers.register import Register
from bot.privacy.encryption import Cipher
from bot.services.dossiers.model import Status
from bot.settings import ROOT
from tests.assistant import KEYS

EXAMPLE = ROOT / "docs" / "examples" / "legacy-dossiers.yml"

# As found in the wild: no key but one, CHAR that is padded, dates as text, codes of one letter, two languages.
LEGACY = """
CREATE TABLE {q}T_DEMANDES{q} (
  {q}ID_TECH{q} INTEGER NOT NULL, {q}NUM_DEM{q} CHAR(20) NOT NULL, {q}CD_TYPE{q} VARCHAR(10), {q}NUM_CNI{q} VARCHAR(12),
  {q}DT_NAISS{q} VARCHAR(10), {q}GSM{q} VARCHAR(20), {q}ETAT{q} CHAR(1), {q}DT_DEPOT{q} VARCHAR(10),
  {q}DT_ETAT{q} {moment}, {q}INVEST{q} CHAR(1), {q}LIB_GUICHET{q} VARCHAR(80), {q}LIB_GUICHET_AR{q} VARCHAR(80) {unicode},
  {q}MOTIF{q} VARCHAR(200), {q}NOM_PRENOM{q} VARCHAR(80), PRIMARY KEY ({q}ID_TECH{q})
) {table};
CREATE TABLE {q}T_PIECES_MANQ{q} (
  {q}NUM_DEM{q} CHAR(20), {q}LIB_PIECE{q} VARCHAR(80), {q}LIB_PIECE_AR{q} VARCHAR(80) {unicode}
) {table};
CREATE TABLE {q}T_SUIVI{q} ({q}NUM_DEM{q} CHAR(20), {q}ETAT{q} CHAR(1), {q}DT_MVT{q} {moment}) {table}
"""
FLAVOURS = {
    "sqlite": {"q": '"', "moment": "TEXT", "unicode": "", "table": ""},
    "postgresql": {"q": '"', "moment": "TIMESTAMP", "unicode": "", "table": ""},
    "mysql": {
        "q": "`",
        "moment": "DATETIME",
        "unicode": "CHARACTER SET utf8",
        "table": "ENGINE=MyISAM DEFAULT CHARSET=latin1",
    },
}
ROWS = [
    (
        1,
        "CNI/2026/001234",
        "CNI_REN",
        "AB 000001",
        "02/01/1990",
        "06 00 00 00 01",
        "C",
        "02/11/2026",
        "2026-11-09 10:15:00",
        "N",
    ),
    (2, "CNI/2026/001235", "CNI_REN", "ab000002", "", "0600000002", "I", "02/11/2026", "2026-11-10 09:00:00", "N"),
    (3, "INV/2026/000007", "CRI_07", None, None, "+212600000003", "X", "01/10/2026", "2026-10-20 09:00:00", "O"),
    (4, "CNI/2026/000004", "PASS", "AB000004", "31/02/1990", "12", "P", "02/11/2026", "2026-11-10 09:00:00", "N"),
    (5, "CNI/2026/000005", "PASS", "AB000005", "01/02/1990", "12", "?", "02/11/2026", "2026-11-10 09:00:00", "N"),
    (
        6,
        "CNI/2026/000006",
        "PASS",
        "AB000006",
        "01/02/1990",
        "0700000006",
        "R",
        "02/11/2026",
        "2026-11-10 09:00:00",
        "N",
    ),
    (
        7,
        "CNI/2026/000006",
        "PASS",
        "AB000007",
        "01/02/1990",
        "0700000007",
        "R",
        "02/11/2026",
        "2026-11-10 09:00:00",
        "N",
    ),
]


@pytest.fixture
def legacy(register_url: str) -> Iterator[Register]:
    """The legacy database, filled."""
    register = Register("dossiers", register_url, Cipher(KEYS["CHOBBAK_DATA_KEY"]))
    flavour = FLAVOURS[register.engine.dialect.name]
    quote = flavour["q"]
    with register.write() as connection:
        run = connection.exec_driver_sql
        for statement in LEGACY.format(**flavour).split(";"):
            run(statement)
        mark = "?" if register.is_sqlite else "%s"
        for row in ROWS:
            values = (
                *row,
                "Guichet unique, Salé",
                "الشباك الوحيد، سلا",
                "Dossier incomplet après relance",
                "INVENTE Personne",
            )
            run(f"INSERT INTO {quote}T_DEMANDES{quote} VALUES ({', '.join([mark] * 14)})", values)
        for paper in (("Deux photos", "صورتان"), ("Quittance", None)):
            run(f"INSERT INTO {quote}T_PIECES_MANQ{quote} VALUES ({mark}, {mark}, {mark})", ("CNI/2026/001235", *paper))
        for step in (("C", "2026-11-09 10:15:00"), ("D", "2026-11-02 08:40:00")):
            run(f"INSERT INTO {quote}T_SUIVI{quote} VALUES ({mark}, {mark}, {mark})", ("CNI/2026/001234", *step))
    yield register
    register.dispose()


def mapping_file(tmp_path: Path, **changes: Any) -> Path:
    """The documented example, with changes; None takes a key out."""
    plain = {**yaml.safe_load(EXAMPLE.read_text(encoding="utf-8")), **changes}
    path = tmp_path / "mapping.yml"
    path.write_text(yaml.safe_dump({key: value for key, value in plain.items() if value is not None}), encoding="utf-8")
    return path


@pytest.fixture
def repository(legacy: Register, tmp_path: Path) -> MappedDossierRepository:
    if legacy.is_sqlite:  # it has no type for moments, and this schema keeps days in one format, moments in another
        with legacy.write() as connection:
            for table, column in (("T_DEMANDES", "DT_ETAT"), ("T_SUIVI", "DT_MVT")):
                days = f"substr({column}, 9, 2) || '/' || substr({column}, 6, 2) || '/' || substr({column}, 1, 4)"
                connection.exec_driver_sql(f"UPDATE {table} SET {column} = {days}")
    return MappedDossierRepository(legacy, load_mapping(mapping_file(tmp_path)))


def test_a_dossier_is_told_in_our_words(repository: MappedDossierRepository, legacy: Register) -> None:
    """Codes become statuses, text becomes dates, Rabat's clock becomes UTC, padding goes."""
    found = repository.find("CNI-2026-001234")
    assert found is not None
    assert (found.reference, found.status, found.limit_days) == ("CNI-2026-001234", Status.IN_PROGRESS, 60)
    assert (found.lodged, found.subject.procedure) == (date(2026, 11, 2), "cnie-renewal")
    assert found.office == {"fr": "Guichet unique, Salé", "ar": "الشباك الوحيد، سلا"}
    assert (found.holder.cin, found.holder.born, found.holder.phone) == ("AB000001", date(1990, 1, 2), "+212600000001")
    assert [step.status for step in found.history] == [Status.RECEIVED, Status.IN_PROGRESS]
    if not legacy.is_sqlite:
        assert found.since == datetime(2026, 11, 9, 9, 15, tzinfo=timezone.utc)
    assert not found.bearer
    assert found.conversation is None


def test_both_writings_of_a_reference(repository: MappedDossierRepository) -> None:
    """What the register writes with slashes, and what the citizen writes with dashes."""
    assert repository.find("CNI/2026/001234") is not None


def test_what_is_missing_from_its_own_table(repository: MappedDossierRepository) -> None:
    """Each paper in the languages that it has."""
    found = repository.find("CNI-2026-001235")
    assert found is not None
    assert (found.status, found.missing) == (
        Status.INCOMPLETE,
        ({"fr": "Deux photos", "ar": "صورتان"}, {"fr": "Quittance"}),
    )
    assert (found.holder.cin, found.holder.born) == ("AB000002", None)


def test_what_is_missing_in_one_column(legacy: Register, tmp_path: Path) -> None:
    """Parted by the separator."""
    changes = {"missing": {"columns": {"fr": "MOTIF"}, "separator": "après"}, "since": "DT_DEPOT", "history": None}
    found = MappedDossierRepository(legacy, load_mapping(mapping_file(tmp_path, **changes))).find("CNI-2026-001235")
    assert found is not None
    assert found.missing == ({"fr": "Dossier incomplet"}, {"fr": "relance"})


def test_a_refused_investment(repository: MappedDossierRepository) -> None:
    """Thirty days, a reason, and a procedure that the catalogue lacks by the register's own name."""
    found = repository.find("INV-2026-000007")
    assert found is not None
    assert (found.limit_days, found.reason) == (30, {"": "Dossier incomplet après relance"})
    assert (found.subject.procedure, found.subject.texts) == ("", {"": "CRI_07"})
    assert (found.holder.cin, found.holder.born) == (None, None)


@pytest.mark.parametrize("reference", ["CNI-2026-000004", "CNI-2026-000005"])
def test_nonsense_is_not_told(repository: MappedDossierRepository, reference: str) -> None:
    """A 31 February, a status that nobody mapped: the register counts as unreadable, not the file as unknown."""
    with pytest.raises(RegisterUnavailable, match="cannot be read"):
        repository.find(reference)


def test_a_reference_that_is_there_twice(repository: MappedDossierRepository) -> None:
    """Whose file it is cannot be known: nobody's is shown."""
    with pytest.raises(RegisterUnavailable, match="twice"):
        repository.find("CNI-2026-000006")


@pytest.mark.parametrize(
    "reference",
    [
        "CNI-2026-999999",
        "cni-2026-001234",
        "CNI-2026-001234' OR '1'='1",
        "%",
        "_",
        "",
        "\\",
        "CNI-2026-00123é",
        "x" * 5000,
    ],
)
def test_what_is_not_there(repository: MappedDossierRepository, reference: str) -> None:
    """Neither a loose collation nor the marks of SQL find another's file."""
    assert repository.find(reference) is None


def test_it_is_never_written(repository: MappedDossierRepository, legacy: Register) -> None:
    """Read-only is refused before anything is sent, and no table of ours appears."""
    with pytest.raises(RegisterReadOnly):
        repository.move("CNI-2026-001234", Status.READY, datetime.now(timezone.utc))
    assert set(inspect(legacy.engine).get_table_names()) == {"T_DEMANDES", "T_PIECES_MANQ", "T_SUIVI"}


def test_it_is_written_where_the_mapping_allows(
    repository: MappedDossierRepository, legacy: Register, tmp_path: Path
) -> None:
    """A status in the register's own code, its moment in the register's own time; once."""
    writable = MappedDossierRepository(legacy, load_mapping(mapping_file(tmp_path, read_only=False)))
    noon = datetime(2026, 12, 1, 11, tzinfo=timezone.utc)
    assert writable.move("CNI-2026-001234", Status.READY, noon)
    assert not writable.move("CNI-2026-001234", Status.READY, noon)
    assert not writable.move("CNI-2026-999999", Status.READY, noon)
    found = repository.find("CNI-2026-001234")
    assert found is not None
    assert found.status is Status.READY
    if not legacy.is_sqlite:
        assert found.since == noon


def test_the_documented_example_fits(repository: MappedDossierRepository) -> None:
    """The check finds every table and column that it names."""
    assert repository.check() == []


def test_the_check_names_what_is_not_there(legacy: Register, tmp_path: Path) -> None:
    """Each missing column and table, before a citizen meets it; until it is mended the register counts as down."""
    changes = {"cin": "NO_CARD", "history": {"table": "T_NONE", "reference": "a", "status": "b", "at": "c"}}
    repository = MappedDossierRepository(legacy, load_mapping(mapping_file(tmp_path, **changes)))
    assert repository.check() == ["no column T_DEMANDES.NO_CARD", "no table or view T_NONE"]
    with pytest.raises(RegisterUnavailable):
        repository.find("CNI-2026-001234")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "expected"),
        ("", "expected dict"),
        ("- 1", "dict"),
        ("table: T", "field required"),
        ("table: T\nnonsense: 1", "nonsense"),
        ("table: T\nsince: S\nreference: {column: R}\nstatus: {column: C, values: {D: lost}}", "status.values"),
        (
            "table: T\nsince: S\nreference: {column: R}\nstatus: {column: C, values: {}}\ntimezone: Mars/X",
            "no such time",
        ),
        (
            "table: T\nsince: S\nreference: {column: R}\nstatus: {column: C, values: {}}\noffice: {columns: {de: X}}",
            "locales are",
        ),
        (
            "table: T\nsince: S\nreference: {column: R}\nstatus: {column: C, values: {}}\nmissing: {columns: {fr: X}, table: Y}",
            "go together",
        ),
    ],
)
def test_a_mapping_that_is_none(text: str, said: str, tmp_path: Path) -> None:
    """The file and the key are named when the process starts."""
    path = tmp_path / "bad.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=said) as caught:
        load_mapping(path)
    assert "bad.yml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    """A wrong path is a wrong setting."""
    with pytest.raises(SettingsError, match="FileNotFoundError"):
        load_mapping(tmp_path / "none.yml")
