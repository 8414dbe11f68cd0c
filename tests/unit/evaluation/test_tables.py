"""bot.evaluation.tables: what is read and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BadRequest
from bot.evaluation.tables import read_rows, script_of


def test_rows_are_read_as_they_are(tmp_path: Path) -> None:
    """Columns come in any order, others are let be, and quotes are letters."""
    path = tmp_path / "pool.tsv"
    path.write_text('text\textra\tlocale\n"où\tx\tfr\n', encoding="utf-8")
    assert read_rows(path, ("locale", "text")) == [{"text": '"où', "extra": "x", "locale": "fr"}]


def test_a_directory_is_all_its_tables(tmp_path: Path) -> None:
    """The rows of every TSV file, in the order of their names."""
    for name in ("b", "a"):
        (tmp_path / f"{name}.tsv").write_text(f"text\n{name}\n", encoding="utf-8")
    assert [row["text"] for row in read_rows(tmp_path, ("text",))] == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "the header lacks locale, text"),
        ("text\nwhere\n", "the header lacks locale"),
        ("locale\ttext\n", "no row follows the header"),
        ("locale\ttext\nfr\tbonjour\nfr\n", r"pool\.tsv:3: 1 fields, the header has 2"),
    ],
)
def test_a_bad_table_is_refused(tmp_path: Path, content: str, problem: str) -> None:
    """The message says which file, and which line where there is one."""
    path = tmp_path / "pool.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadRequest, match=problem):
        read_rows(path, ("locale", "text"))


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_what_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None) -> None:
    """A file that is missing or is not UTF-8 is an error of ours with its path."""
    path = tmp_path / "pool.tsv"
    if content:
        path.write_bytes(content)
    with pytest.raises(BadRequest, match=r"pool\.tsv: cannot be read"):
        read_rows(path, ("text",))


def test_a_directory_without_tables_is_refused(tmp_path: Path) -> None:
    """No data is an error, not a score of 0."""
    with pytest.raises(BadRequest, match="holds no TSV file"):
        read_rows(tmp_path, ("text",))


@pytest.mark.parametrize(
    ("locale", "text", "script"),
    [("ary-Latn", "سلام", "Latn"), ("zgh", "azul", "Tfng"), ("other", "привет", "Zyyy"), ("other", "hola", "Latn")],
)
def test_script(locale: str, text: str, script: str) -> None:
    """It is the locale's, whatever the text; a language that is not ours has the script of its text."""
    assert script_of(locale, text) == script
