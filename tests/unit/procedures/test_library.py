"""bot.procedures.library: an edit is taken without a restart, and a bad one changes nothing."""

from __future__ import annotations

import logging
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from bot.errors import CatalogueError, DatabaseUnavailable
from bot.procedures.library import Library
from bot.procedures.search import Lexicon

from .samples import plain

FILE = """\
id: {id}
title: {{fr: {title}}}
source: {{url: "https://example.ma", checked_on: {day}}}
"""


class Repository:
    """Procedures of a database that a test changes."""

    def __init__(self, *procedures: dict[str, Any]) -> None:
        self.procedures = list(procedures)
        self.number = 1
        self.down = False

    def all(self) -> list[dict[str, Any]]:
        return self.procedures

    def version(self) -> str:
        if self.down:
            raise DatabaseUnavailable("the database does not answer")
        return str(self.number)


def write(directory: Path, procedure_id: str, title: str, day: str = "2026-05-19") -> None:
    path = directory / f"{procedure_id}.yml"
    path.write_text(FILE.format(id=procedure_id, title=title, day=day), encoding="utf-8")
    later = time.time_ns() + write.calls * 1_000_000  # type: ignore[attr-defined]  # no two edits at one instant
    write.calls += 1  # type: ignore[attr-defined]
    os.utime(path, ns=(later, later))


write.calls = 1  # type: ignore[attr-defined]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    write(tmp_path, "moon-card", "Carte")
    return tmp_path


def titles(library: Library) -> dict[str, str]:
    return {id_: procedure.title["fr"] for id_, procedure in library.snapshot.catalogue.items()}


def test_files_and_database_together(directory: Path) -> None:
    """A procedure of the database stands in for the file of the same id, and the index knows both."""
    library = Library(
        directory,
        Lexicon(),
        Repository(plain("sun-card", title={"fr": "Soleil"}), plain("moon-card", title={"fr": "Lune"})),
    )
    assert titles(library) == {"moon-card": "Lune", "sun-card": "Soleil"}
    assert library.snapshot.index.search(["soleil"])[0].procedure_id == "sun-card"
    assert library.snapshot.index.search(["carte"]) == []


def test_without_a_change_nothing_is_done(directory: Path) -> None:
    """The snapshot in use stays the very same."""
    library = Library(directory, Lexicon())
    before = library.snapshot
    assert library.refresh() is False
    assert library.snapshot is before


def test_an_edit_is_taken(directory: Path) -> None:
    """Edited, added and removed files are seen, in catalogue and index; the old snapshot stays whole for who holds it."""
    library = Library(directory, Lexicon())
    before = library.snapshot
    write(directory, "moon-card", "Lune")
    assert library.refresh() is True
    assert titles(library) == {"moon-card": "Lune"}
    assert library.snapshot.index.search(["lune"])[0].procedure_id == "moon-card"
    assert before.catalogue["moon-card"].title == {"fr": "Carte"}
    write(directory, "sun-card", "Soleil")
    assert library.refresh() is True
    assert set(titles(library)) == {"moon-card", "sun-card"}
    (directory / "moon-card.yml").unlink()
    assert library.refresh() is True
    assert set(titles(library)) == {"sun-card"}


def test_a_change_of_the_database_is_taken(directory: Path) -> None:
    """By its version."""
    repository = Repository()
    library = Library(directory, Lexicon(), repository)
    repository.procedures.append(plain("sun-card"))
    assert library.refresh() is False
    repository.number += 1
    assert library.refresh() is True
    assert set(titles(library)) == {"moon-card", "sun-card"}


def test_a_bad_edit_is_refused_and_the_good_one_after_it_is_taken(
    directory: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What was loaded stays in use, the operator is told why once, and the next edit is taken."""
    library = Library(directory, Lexicon())
    before = library.snapshot
    (directory / "moon-card.yml").write_text("id: moon-card\ntitle: 3\n", encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert library.refresh() is False
        assert library.refresh() is False
    assert library.snapshot is before
    assert len(caplog.records) == 1
    assert "moon-card.yml:2" in caplog.text
    write(directory, "moon-card", "Lune")
    assert library.refresh() is True
    assert titles(library) == {"moon-card": "Lune"}


def test_a_database_that_is_down_changes_nothing(directory: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The catalogue stays in use, and is taken anew when the database is back."""
    repository = Repository()
    library = Library(directory, Lexicon(), repository)
    repository.down = True
    write(directory, "moon-card", "Lune")
    assert library.refresh() is False
    assert titles(library) == {"moon-card": "Carte"}
    assert "does not answer" in caplog.text
    repository.down = False
    assert library.refresh() is True
    assert titles(library) == {"moon-card": "Lune"}


def test_a_bad_start_is_an_error(directory: Path) -> None:
    """Without a catalogue the assistant does not start, and says which file is at fault."""
    (directory / "bad.yml").write_text("id: bad\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"bad\.yml:1"):
        Library(directory, Lexicon())


def test_a_bad_row_of_the_database_is_named(directory: Path) -> None:
    """By its id."""
    with pytest.raises(CatalogueError, match="database, procedure 'sun-card'"):
        Library(directory, Lexicon(), Repository({**plain("sun-card"), "title": {}}))


def test_watching_takes_edits_by_itself(directory: Path) -> None:
    """In a thread that does not keep the process alive."""
    library = Library(directory, Lexicon())
    library.watch(seconds=0.01)
    assert [thread.daemon for thread in threading.enumerate() if thread.name == "catalogue"][-1]
    write(directory, "moon-card", "Lune")
    deadline = time.monotonic() + 5
    while titles(library) != {"moon-card": "Lune"} and time.monotonic() < deadline:
        time.sleep(0.01)
    assert titles(library) == {"moon-card": "Lune"}


def test_a_date_that_does_not_exist_is_refused_too(directory: Path) -> None:
    """It is a bad edit like any other."""
    library = Library(directory, Lexicon())
    write(directory, "moon-card", "Lune", "2026-13-45")
    assert library.refresh() is False


def test_an_editor_s_lock_file_breaks_nothing(directory: Path) -> None:
    """Emacs leaves a dangling link ``.#name.yml`` beside a file being edited; it is no procedure."""
    library = Library(directory, Lexicon())
    (directory / ".#moon-card.yml").symlink_to("nobody@nowhere.1")
    library.refresh()
    assert titles(library) == {"moon-card": "Carte"}
