"""``tariffs check``: what an operator sees before an edited year is in force."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.cli.tariffs import check
from bot.errors import TariffError
from bot.settings import ROOT


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of our tariffs; keys are set, so no ``.env`` is written."""
    monkeypatch.setenv("CHOBBAK_DATA_KEY", "d" * 43 + "=")
    monkeypatch.setenv("CHOBBAK_PSEUDONYM_KEY", "p" * 32)
    monkeypatch.setenv("CHOBBAK_TARIFFS_DIR", str(tmp_path / "tariffs"))
    shutil.copytree(ROOT / "data" / "tariffs", tmp_path / "tariffs")
    return tmp_path / "tariffs"


@pytest.mark.usefixtures("directory")
def test_nothing_to_mend(capsys: pytest.CaptureFixture[str]) -> None:
    """The years of each file, one JSON object, exit 0."""
    assert check(True, date(2026, 12, 1)) == 0
    plain = json.loads(capsys.readouterr().out)
    assert plain == {"years": {"vehicle-tax": "2025, 2026", "social-aid": "2024, 2025, 2026"}, "findings": []}


@pytest.mark.usefixtures("directory")
def test_a_year_is_missing_and_the_source_is_old(capsys: pytest.CaptureFixture[str]) -> None:
    """Is told in time for January, and fails."""
    assert check(False, date(2028, 1, 2)) == 1
    told = capsys.readouterr().err
    assert told.count("nothing for 2028") == 2
    assert told.count("more than a year ago") == 2


def test_a_bad_file(directory: Path) -> None:
    """Is refused with its name."""
    (directory / "social-aid.yml").write_text("years: {}", encoding="utf-8")
    with pytest.raises(TariffError, match=r"social-aid\.yml"):
        check(False, date(2026, 12, 1))


def test_the_command_is_there() -> None:
    """With its help."""
    assert CliRunner().invoke(app, ["tariffs", "check", "--help"]).exit_code == 0
