"""``catalogue check``: what it prints, and the exit code that a build sees."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

from bot.cli.app import app
from bot.errors import CatalogueError
from bot.locales import LOCALES

TEXTS = {code: f"texte {code}" for code, locale in LOCALES.items() if not locale.written_as}


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory of the procedures; keys are set, so no ``.env`` is written."""
    monkeypatch.setenv("CHOBBAK_DATA_KEY", "d" * 43 + "=")
    monkeypatch.setenv("CHOBBAK_PSEUDONYM_KEY", "p" * 32)
    monkeypatch.setenv("CHOBBAK_PROCEDURES_DIR", str(tmp_path))
    return tmp_path


def write(directory: Path, **fields: Any) -> None:
    """A procedure without a gap or anything to mend, with ``fields`` over it; None leaves one out."""
    whole = {
        "id": "moon-card",
        "title": TEXTS,
        "label": dict.fromkeys(TEXTS, "court"),
        **{"documents": [TEXTS], "fee": {"mad": 75, **TEXTS}, "delay": TEXTS, "where": TEXTS},
        "source": {"url": "https://www.example.ma/a", "checked_on": date.today().isoformat()},
        **fields,
    }
    kept = {name: value for name, value in whole.items() if value is not None}
    (directory / "moon-card.yml").write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")


def check(*options: str) -> Result:
    return CliRunner().invoke(app, ["catalogue", "check", *options])


def test_nothing_to_mend(directory: Path) -> None:
    """Is success, in one line."""
    write(directory)
    result = check()
    assert (result.exit_code, result.stdout) == (0, "1 procedures, nothing to mend\n")


def test_a_gap_is_named_and_is_no_failure(directory: Path) -> None:
    """A fact that nobody could confirm is left out."""
    write(directory, fee=None)
    result = check()
    assert result.exit_code == 0
    assert "moon-card: gap: no fee" in result.stdout
    assert result.stdout.endswith("1 procedures, 1 gap\n")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"related": ["sun-card"]}, "reference"),
        ({"title": {"fr": "Carte"}}, "locale"),
        ({"source": {"url": "https://www.example.ma/a", "checked_on": "2001-01-01"}}, "stale"),
    ],
)
def test_anything_else_fails(directory: Path, fields: dict[str, Any], kind: str) -> None:
    """With and without ``--json``."""
    write(directory, **fields)
    assert check().exit_code == 1
    result = CliRunner().invoke(app, ["catalogue", "check", "--json"])
    assert result.exit_code == 1
    found = json.loads(result.stdout.splitlines()[0])
    assert (found["procedures"], [finding["kind"] for finding in found["findings"]]) == (1, [kind])


def test_a_bad_file_fails(directory: Path) -> None:
    """It is an error of ours, which ``python -m bot`` prints as one line a problem."""
    (directory / "bad.yml").write_text("id: bad\n", encoding="utf-8")
    result = check()
    assert result.exit_code == 1
    assert isinstance(result.exception, CatalogueError)
