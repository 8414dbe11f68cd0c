"""Labelled data: plain TSV files with a header, one record a line, no quoting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.errors import BadRequest
from bot.locales import LOCALES
from bot.text.scripts import Script, dominant_script

Row = Mapping[str, str]

LANGUAGE_COLUMNS = ("locale", "text")
INTENT_COLUMNS = ("locale", "text", "intent")
LINKING_COLUMNS = ("id", "locale", "question", "procedure_id", "expect")
SHARED_COLUMNS = ("text", "locales")
FACET_COLUMNS = (*LINKING_COLUMNS, "facets")


def read_rows(path: Path, columns: Sequence[str]) -> list[Row]:
    """The rows of a file, or of every ``*.tsv`` of a directory, which have at least these columns.

    Raises:
        BadRequest: nothing is there, a column is missing, no row follows the header, or a line has another number of
            fields than the header.
    """
    if not path.is_dir():
        return _read_file(path, columns)
    files = sorted(path.glob("*.tsv"))
    if not files:
        raise BadRequest(f"{path}: holds no TSV file")
    return [row for file in files for row in _read_file(file, columns)]


def _read_file(path: Path, columns: Sequence[str]) -> list[Row]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadRequest(f"{path}: cannot be read: {error}") from error
    header = lines[0].split("\t") if lines else []
    missing = [column for column in columns if column not in header]
    if missing:
        raise BadRequest(f"{path}: the header lacks {', '.join(missing)}")
    if len(lines) == 1:
        raise BadRequest(f"{path}: no row follows the header")
    return [_row(path, number, line, header) for number, line in enumerate(lines[1:], start=2)]


def _row(path: Path, number: int, line: str, header: Sequence[str]) -> Row:
    fields = line.split("\t")
    if len(fields) != len(header):
        raise BadRequest(f"{path}:{number}: {len(fields)} fields, the header has {len(header)}")
    return dict(zip(header, fields))


def script_of(locale: str, text: str) -> str:
    """The ISO 15924 code of the script of a locale of ours; of another language, that of the text."""
    if locale in LOCALES:
        return LOCALES[locale].script.value
    return (dominant_script(text) or Script.OTHER).value
