"""``offices check`` and ``import``, and the files that the running assistant reads."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot import bootstrap
from bot.cli.app import app
from bot.errors import OfficesError, OfficesUnavailable
from bot.persistence.offices import CsvOfficeRepository
from bot.settings import ROOT
from tests.unit.services.offices.samples import places
from tests.unit.services.offices.test_table import GOOD, table

OTHER = {**GOOD, "id": "other"}


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where an import is kept; keys are set, so no ``.env`` is written."""
    monkeypatch.setenv("CHOBBAK_DATA_KEY", "d" * 43 + "=")
    monkeypatch.setenv("CHOBBAK_PSEUDONYM_KEY", "p" * 32)
    monkeypatch.setenv("CHOBBAK_OFFICES_FILE", str(tmp_path / "var" / "offices.csv"))
    bootstrap.office_repository.cache_clear()
    return tmp_path / "var" / "offices.csv"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["offices", *arguments])


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_check_prints_what_a_table_holds(imported: Path, tmp_path: Path) -> None:
    """Counts, also of what is lacking, as one JSON object; nothing is imported by it."""
    result = run("check", str(write(tmp_path / "t.csv", table(GOOD, {**OTHER, "phone": ""}))), "--json")
    assert result.exit_code == 0
    shown = json.loads(result.stdout)
    assert (shown["offices"], shown["kinds"], shown["without_telephone"]) == (2, {"annexe": 2}, 1)
    assert not imported.exists()


def test_check_of_a_bad_table_fails(imported: Path, tmp_path: Path) -> None:
    """With our error, which `python -m bot` prints, and a code that a script sees."""
    result = run("check", str(write(tmp_path / "t.csv", "id\n1\n")))
    assert result.exit_code == 1
    assert isinstance(result.exception, OfficesError)


def test_check_without_a_file_is_of_the_offices_in_use(imported: Path) -> None:
    """The samples at first."""
    shown = json.loads(run("check", "--json").stdout)
    assert shown["samples"] == shown["offices"] > 500


def test_import_takes_the_place_of_the_samples(imported: Path, tmp_path: Path) -> None:
    """All of them: an invented office never stands beside a real one."""
    assert run("import", str(write(tmp_path / "t.csv", table(GOOD)))).exit_code == 0
    assert [office.id for office in bootstrap.office_repository().all()] == ["rabat-agdal-annexe"]
    assert [path.name for path in imported.parent.iterdir()] == ["offices.csv"]


def test_a_bad_import_changes_nothing(imported: Path, tmp_path: Path) -> None:
    """Whole or not at all: one bad row in a hundred, and the offices in use stay as they were."""
    run("import", str(write(tmp_path / "t.csv", table(GOOD))))
    rows = [{**GOOD, "id": f"o-{number}"} for number in range(99)]
    assert run("import", str(write(tmp_path / "t.csv", table(*rows, {**GOOD, "hours": "x"})))).exit_code == 1
    assert [office.id for office in bootstrap.office_repository().all()] == ["rabat-agdal-annexe"]


def test_what_is_no_text_is_refused(imported: Path, tmp_path: Path) -> None:
    """A spreadsheet saved as something else than UTF-8 is told so."""
    path = tmp_path / "t.csv"
    path.write_bytes("préfecture".encode("latin-1"))
    result = run("import", str(path))
    assert "not UTF-8" in str(result.exception)
    assert not imported.exists()


class TestRepository:
    """What the running assistant sees of the files."""

    @pytest.fixture
    def samples(self, tmp_path: Path) -> Path:
        return write(tmp_path / "samples" / "a.csv", table(GOOD)).parent

    @pytest.fixture
    def repository(self, samples: Path, tmp_path: Path) -> CsvOfficeRepository:
        return CsvOfficeRepository(samples, tmp_path / "offices.csv", places())

    def test_a_change_is_seen_at_the_next_question(self, repository: CsvOfficeRepository, tmp_path: Path) -> None:
        """An import by another process needs no restart; while nothing changes nothing is read again."""
        before = repository.all()
        assert repository.all() is before
        write(tmp_path / "offices.csv", table(OTHER))
        assert [office.id for office in repository.all()] == ["other"]

    def test_a_table_that_becomes_bad_leaves_the_offices(self, repository: CsvOfficeRepository, tmp_path: Path) -> None:
        """Somebody writes into the file by hand: the last good offices stay in use, not the samples."""
        write(tmp_path / "offices.csv", table(OTHER))
        before = repository.all()
        write(tmp_path / "offices.csv", "nonsense")
        assert repository.all() == before
        write(tmp_path / "offices.csv", table(GOOD, OTHER))
        assert len(repository.all()) == 2

    def test_without_any_good_table_offices_are_unavailable(self, samples: Path, tmp_path: Path) -> None:
        """A bad import at the start is an error that a form tells politely, each time; samples never hide it."""
        repository = CsvOfficeRepository(samples, write(tmp_path / "offices.csv", "nonsense"), places())
        for _ in range(2):
            with pytest.raises(OfficesUnavailable):
                repository.all()

    def test_no_table_at_all_is_no_office(self, tmp_path: Path) -> None:
        """An empty directory: nothing to tell, no error."""
        assert list(CsvOfficeRepository(tmp_path, tmp_path / "x.csv", places()).all()) == []

    def test_an_id_in_two_tables_is_refused(self, samples: Path, tmp_path: Path) -> None:
        """Two files of samples may not hold one office each under one id."""
        write(samples / "b.csv", table(GOOD))
        with pytest.raises(OfficesUnavailable):
            CsvOfficeRepository(samples, tmp_path / "x.csv", places()).all()

    def test_many_threads_read_while_one_imports(self, repository: CsvOfficeRepository) -> None:
        """A reader sees the old offices or the new ones, never half of a table."""
        tables = [table(*({**GOOD, "id": f"t{n}-{number}"} for number in range(200))) for n in range(4)]
        repository.replace(tables[0], "t.csv")
        with ThreadPoolExecutor(8) as pool:
            reads = [pool.submit(lambda: {office.id[:2] for office in repository.all()}) for _ in range(100)]
            for text in tables:
                repository.replace(text, "t.csv")
            assert all(len(read.result()) == 1 for read in reads)

    def test_a_directory_that_cannot_be_written(self, samples: Path, tmp_path: Path) -> None:
        """The error is ours, and says which file."""
        (tmp_path / "file").write_text("x")
        with pytest.raises(OfficesError, match="cannot be written"):
            CsvOfficeRepository(samples, tmp_path / "file" / "offices.csv", places()).replace(table(GOOD), "t.csv")


def test_the_shipped_directory_is_the_default() -> None:
    """Samples, kinds and calendar stand where the setting says."""
    assert (ROOT / "data" / "offices" / "kinds.yml").exists()
