"""Offices as a table: CSV in, :class:`Office` out, and every problem with its line. See docs/offices.md for the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Optional, TypeVar

import phonenumbers

from bot.errors import OfficesError
from bot.locales import CODES
from bot.services.offices.hours import parse_closures, parse_week
from bot.services.offices.model import Office, OfficeKind, Position, Week, kilometres
from bot.services.offices.places import PlaceIndex

REQUIRED = ("id", "kind", "name_fr", "name_ar", "town", "latitude", "longitude", "hours")
OPTIONAL = (
    "quarter", "phone", "ramadan_hours", "closures", "accessible", "slot_minutes", "capacity", "sample",
    *(f"name_{code}" for code in CODES if code not in ("fr", "ar")), *(f"address_{code}" for code in CODES),
)  # fmt: skip
_COLUMNS = {column.lower(): column for column in (*REQUIRED, *OPTIONAL)}
RAMADAN_HOURS = "mon-fri 09:00-15:00"  # of all administrations, since 2005
_FARTHEST_KM = 60.0  # from the middle of its town: farther is a wrong town, or degrees in the wrong order
_LONGEST = 300  # characters of a cell
_TRUE, _FALSE = frozenset(["yes", "oui", "1", "true"]), frozenset(["no", "non", "0", "false"])
_MOST_MINUTES, _MOST_PLACES = 240, 500
_Read = TypeVar("_Read")


def read_offices(text: str, name: str, places: PlaceIndex) -> list[Office]:
    """The offices of a CSV table, columns separated by commas or semicolons.

    Raises:
        OfficesError: the table is refused whole; each problem is one line, ``name:line: reason``.
    """
    rows = _rows(text.removeprefix("\ufeff"), name)
    problems: list[str] = []
    offices: dict[str, Office] = {}
    for line, row in rows:
        reader = _Row(row, places)
        office = reader.office()
        if office and office.id in offices:
            reader.problems.append(f"id: {office.id!r} stands twice")
        elif office:
            offices[office.id] = office
        problems += [f"{name}:{line}: {problem}" for problem in reader.problems]
    if not problems and not offices:
        problems = [f"{name}:1: there is no office in it"]
    if problems:
        raise OfficesError("\n".join(problems))
    return list(offices.values())


def _rows(text: str, name: str) -> list[tuple[int, Mapping[str, str]]]:
    """Each row as column → cell, with the line on which it ends.

    Raises:
        OfficesError: the header or the table's form is wrong.
    """
    header_line = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text), delimiter=";" if header_line.count(";") > header_line.count(",") else ",", strict=True
    )
    try:
        header = [_COLUMNS.get(column.strip().lower(), column.strip()) for column in next(reader, [])]
        if problems := list(_header_problems(header)):
            raise OfficesError("\n".join(f"{name}:1: {problem}" for problem in problems))
        rows: list[tuple[int, Mapping[str, str]]] = []
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) != len(header):
                    raise OfficesError(f"{name}:{reader.line_num}: {len(cells)} cells under {len(header)} columns")
                rows.append((reader.line_num, dict(zip(header, (cell.strip() for cell in cells)))))
    except csv.Error as error:
        raise OfficesError(f"{name}:{reader.line_num}: not a table: {error}") from error
    return rows


def _header_problems(header: Sequence[str]) -> Iterator[str]:
    for column in REQUIRED:
        if column not in header:
            yield f"the column {column} is missing"
    for column in sorted({column for column in header if column not in (*REQUIRED, *OPTIONAL)}):
        yield f"{column!r} is no column"
    if len(set(header)) != len(header):
        yield "a column stands twice"


class _Row:
    """One row: its office, or what is wrong with it."""

    def __init__(self, row: Mapping[str, str], places: PlaceIndex) -> None:
        self._row = row
        self._places = places
        self.problems: list[str] = []

    def office(self) -> Optional[Office]:
        """The office; None when ``problems`` says why not."""
        read: dict[str, Any] = {
            "id": self._cell("id", _identifier),
            "kind": self._cell("kind", _kind),
            "names": self._texts("name"),
            "town": self._cell("town", self._town),
            "quarter": self._cell("quarter", self._quarter),
            "position": self._position(),
            "hours": self._cell("hours", _open_week),
            "ramadan_hours": self._cell("ramadan_hours", _ramadan_week),
            "addresses": self._texts("address"),
            "phone": self._cell("phone", _phone),
            "closures": self._cell("closures", parse_closures),
            "accessible": self._cell("accessible", _yes_or_no),
            "slot_minutes": self._cell("slot_minutes", lambda text: _whole(text, _MOST_MINUTES)),
            "capacity": self._cell("capacity", lambda text: _whole(text, _MOST_PLACES)),
            "sample": bool(self._cell("sample", _yes_or_no)),
        }
        self._long_cells()
        if not self.problems:
            self._check_together(read)
        return None if self.problems else Office(**read)

    def _cell(self, column: str, read: Any) -> Any:
        """What a cell means; a problem when it means nothing."""
        try:
            return read(self._row.get(column, ""))
        except ValueError as error:
            self.problems.append(f"{column}: {error}")
            return None

    def _texts(self, column: str) -> Mapping[str, str]:
        texts = {code: self._row.get(f"{column}_{code}", "") for code in CODES}
        if column == "name":
            self.problems += [f"name_{code}: is empty" for code in ("fr", "ar") if not texts[code]]
        return {code: text for code, text in texts.items() if text}

    def _long_cells(self) -> None:
        for column, cell in self._row.items():
            if len(cell) > _LONGEST:
                self.problems.append(f"{column}: longer than {_LONGEST} characters")
            if any(ord(character) < ord(" ") for character in cell):
                self.problems.append(f"{column}: holds a line break or another control character")

    def _is_town(self, text: str) -> bool:
        return text in self._places and not self._places[text].is_quarter

    def _town(self, text: str) -> str:
        if not self._is_town(text):
            raise ValueError(f"{text!r} is no town of data/offices/places.yml{self._meant(text)}")
        return text

    def _meant(self, text: str) -> str:
        found = {place.town for place in [*self._places.resolve(text, asked=True), *self._places.suggestions(text)]}
        return f"; did you mean {' or '.join(sorted(found))}?" if found else ""

    def _quarter(self, text: str) -> str:
        """The id of the quarter, given with or without its town."""
        town = self._row["town"]
        if not text or not self._is_town(town):  # a wrong town is told already
            return ""
        full = text if "/" in text else f"{town}/{text}"
        if full not in self._places or self._places[full].town != town:
            raise ValueError(f"{text!r} is no quarter of the town")
        return full

    def _position(self) -> Position:
        return Position(
            self._cell("latitude", lambda text: _degrees(text, 90)),
            self._cell("longitude", lambda text: _degrees(text, 180)),
        )

    def _check_together(self, read: Mapping[str, Any]) -> None:
        distance = kilometres(read["position"], self._places[read["town"]].position)
        if distance > _FARTHEST_KM:
            self.problems.append(f"latitude, longitude: {distance:.0f} km from the middle of {read['town']}")
        if bool(read["slot_minutes"]) != bool(read["capacity"]):
            self.problems.append("slot_minutes and capacity: both, or neither")


def _identifier(text: str) -> str:
    if (
        not text
        or text.strip("-") != text
        or not all(c.isascii() and (c.islower() or c.isdigit() or c == "-") for c in text)
    ):
        raise ValueError(f"{text!r}: small letters without accents, digits and - are expected")
    return text


def _kind(text: str) -> OfficeKind:
    try:
        return OfficeKind(text)
    except ValueError:
        raise ValueError(f"{text!r} is none of {', '.join(kind.value for kind in OfficeKind)}") from None


def _degrees(text: str, most: int) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        raise ValueError(f"{text!r}: degrees from -{most} to {most} are expected")
    return value


def _open_week(text: str) -> Week:
    week = parse_week(text)
    if not any(week):
        raise ValueError("is empty: an office that never opens")
    return week


def _ramadan_week(text: str) -> Week:
    return parse_week(text or RAMADAN_HOURS)


def _phone(text: str) -> str:
    if not text:
        return ""
    try:
        number = phonenumbers.parse(text, "MA")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValueError("is no telephone number")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _yes_or_no(text: str) -> Optional[bool]:
    if text.lower() in _TRUE | _FALSE:
        return text.lower() in _TRUE
    if text:
        raise ValueError(f"{text!r}: yes, no or nothing is expected")
    return None


def _whole(text: str, most: int) -> int:
    value = int(text) if text.isascii() and text.isdigit() else 0 if not text else -1
    if not 0 <= value <= most:
        raise ValueError(f"{text!r}: a whole number up to {most} is expected")
    return value
