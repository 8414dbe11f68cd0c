"""A table of offices: what is read, and what is refused whole with line and reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import OfficesError
from bot.services.offices.hours import parse_week
from bot.services.offices.model import Closure, OfficeKind, Position
from bot.services.offices.table import OPTIONAL, REQUIRED, read_offices
from bot.settings import ROOT
from tests.unit.services.offices.samples import places

GOOD = {
    "id": "rabat-agdal-annexe", "kind": "annexe", "name_fr": "Annexe Agdal", "name_ar": "ملحقة أكدال", "town": "rabat",
    "quarter": "agdal", "latitude": "33.996", "longitude": "-6.852", "hours": "mon-fri 08:30-16:30",
    "address_fr": "1, rue de l'Exemple", "phone": "05 00 00 00 01", "closures": "2027-08-01/2027-08-15", "accessible": "oui",
    "slot_minutes": "15", "capacity": "2", "sample": "yes",
}  # fmt: skip


def table(*rows: dict[str, str], columns: Sequence[str] = (*REQUIRED, *OPTIONAL), delimiter: str = ",") -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, delimiter=delimiter, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def read(text: str) -> Any:
    return read_offices(text, "t.csv", places())


def problems(text: str) -> list[str]:
    with pytest.raises(OfficesError) as refused:
        read(text)
    return str(refused.value).splitlines()


def refusal(text: str) -> str:
    """Why a table is refused; "" when it is not."""
    try:
        read(text)
    except OfficesError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_row_is_an_office(delimiter: str, mark: str) -> None:
    """Every column comes through; spreadsheets write semicolons and a byte order mark."""
    (office,) = read(mark + table(GOOD, delimiter=delimiter))
    assert (office.id, office.kind, office.town, office.quarter) == (
        "rabat-agdal-annexe", OfficeKind.ANNEXE, "rabat", "rabat/agdal",
    )  # fmt: skip
    assert office.names == {"fr": "Annexe Agdal", "ar": "ملحقة أكدال"}
    assert office.addresses == {"fr": "1, rue de l'Exemple"}
    assert office.position == Position(33.996, -6.852)
    assert office.phone == "+212500000001"
    assert office.closures == (Closure(date(2027, 8, 1), date(2027, 8, 15)),)
    assert (office.accessible, office.slot_minutes, office.capacity, office.sample) == (True, 15, 2, True)


def test_what_is_left_out_is_unknown() -> None:
    """The required columns are enough; the hours of Ramadan are then those of all administrations."""
    (office,) = read(table(GOOD, columns=REQUIRED))
    assert (office.quarter, office.phone, office.addresses, office.closures) == ("", "", {}, ())
    assert (office.accessible, office.takes_appointments, office.sample) == (None, False, False)
    assert office.ramadan_hours == parse_week("mon-fri 09:00-15:00")


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("id", "", "small letters"),
        ("id", "Rabat Agdal", "small letters"),
        ("id", "أكدال", "small letters"),
        ("id", "-a", "small letters"),
        ("kind", "bakery", "is none of commune"),
        ("name_fr", "", "is empty"),
        ("name_ar", " ", "is empty"),
        ("town", "Rabat", "did you mean rabat?"),
        ("town", "atlantis", "is no town"),
        ("town", "sale/hay-salam", "is no town"),
        ("town", "", "is no town"),
        ("quarter", "gueliz", "no quarter of the town"),
        ("quarter", "marrakech/gueliz", "no quarter of the town"),
        ("latitude", "", "degrees from -90"),
        ("latitude", "north", "degrees from -90"),
        ("latitude", "nan", "degrees from -90"),
        ("latitude", "inf", "degrees from -90"),
        ("longitude", "-6852", "degrees from -180"),
        ("latitude", "31.63", "km from the middle of rabat"),
        ("hours", "", "is empty"),
        ("hours", "8h-16h", "are missing"),
        ("ramadan_hours", "mon 9-15", "expected"),
        ("closures", "2027-02-30", "expected"),
        ("phone", "call us", "no telephone number"),
        ("phone", "12", "no telephone number"),
        ("accessible", "perhaps", "yes, no or nothing"),
        ("sample", "2", "yes, no or nothing"),
        ("slot_minutes", "-5", "whole number"),
        ("slot_minutes", "500", "whole number"),
        ("slot_minutes", "", "both, or neither"),
        ("capacity", "0", "both, or neither"),
        ("capacity", "٣", "whole number"),
        ("name_fr", "x" * 301, "longer than 300"),
        ("address_fr", "a\nb", "control character"),
    ],
)
def test_a_bad_cell_is_refused_with_its_line(column: str, cell: str, reason: str) -> None:
    """The second row is bad: line 3, the column, the reason; the good row before it is not taken either."""
    (problem,) = problems(table(GOOD, {**GOOD, "id": "other", column: cell}))
    line = 4 if "\n" in cell else 3  # a cell of two lines ends on the fourth
    assert problem.startswith(f"t.csv:{line}: ")
    assert column in problem or "km from" in problem
    assert reason in problem


def test_latitude_and_longitude_exchanged() -> None:
    """The commonest slip with positions is caught: it lies in another country."""
    assert "km from the middle of rabat" in problems(table({**GOOD, "latitude": "-6.852", "longitude": "33.996"}))[0]


def test_every_problem_is_told_at_once() -> None:
    """Two bad cells in one row and a row twice: three lines, so that one correction is enough."""
    found = problems(table(GOOD, {**GOOD, "id": "b", "kind": "x", "hours": "x"}, GOOD))
    assert len(found) == 3
    assert found[-1] == "t.csv:4: id: 'rabat-agdal-annexe' stands twice"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "t.csv:1: the column id is missing"),
        ("hello", "t.csv:1: the column id is missing"),
        (table(columns=[*REQUIRED, "colour"]), "'colour' is no column"),
        (table(columns=[*REQUIRED, "id"]), "a column stands twice"),
        (table(), "t.csv:1: there is no office in it"),
        (table(GOOD) + "a,b\r\n", "t.csv:3: 2 cells under"),
        (table(GOOD) + '"open', "not a table"),
        (table(GOOD) + "a\x00b", ""),
    ],
    ids=["nothing", "words", "unknown column", "column twice", "no rows", "short row", "open quotation", "null byte"],
)
def test_what_is_no_table_is_refused(text: str, reason: str) -> None:
    """Nothing, words, a wrong header, no rows, a row cut short, an open quotation mark, a null byte."""
    assert any(reason in problem for problem in problems(text))


def test_empty_lines_are_nothing() -> None:
    """Spreadsheets leave rows of separators at the end."""
    separators = "," * (len(REQUIRED + OPTIONAL) - 1)
    assert len(read(f"{table(GOOD)}{separators}\r\n\r\n")) == 1


@given(text=st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but our error comes out of a bad file, below a good header too."""
    for whole in (text, table(GOOD) + text):
        assert all(line.startswith("t.csv:") for line in refusal(whole).splitlines())


def test_the_sample_offices() -> None:
    """What we ship is read: all twelve regions, every kind, all marked as samples, no address or number of anybody."""
    tables = sorted((ROOT / "data" / "offices").glob("*.csv"))
    offices = [office for path in tables for office in read(path.read_text(encoding="utf-8"))]
    assert len(tables) == 12
    assert len({office.id for office in offices}) == len(offices) > 500
    assert {office.kind for office in offices} == set(OfficeKind)
    assert all(office.sample and office.id.startswith("sample-") for office in offices)
    assert all(office.phone.startswith("+212500000") and "Exemple" in office.address("fr") for office in offices)
    towns = {office.town for office in offices}
    assert all({kind.value for kind in _kinds(offices, town)} >= {"commune", "annexe", "cnie", "tax"} for town in towns)


def _kinds(offices: Sequence[Any], town: str) -> set[OfficeKind]:
    return {office.kind for office in offices if office.town == town}
