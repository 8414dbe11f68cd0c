"""``python -m bot registers …``: for people and for programs, with exit codes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from bot import bootstrap
from bot.cli.app import app
from bot.errors import NotFound, RegisterReadOnly, SettingsError
from bot.settings import ROOT
from tests.assistant import KEYS
from tests.registers.servers import new_database

FILE = "sqlite:///{}/registers.db"


def clear() -> None:
    """What this process had opened is closed and forgotten."""
    for cached in vars(bootstrap).values():
        with suppress(AttributeError):
            cached.cache_clear()


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("DOSSIERS", "APPOINTMENTS", "ORDERS", "COMPLAINTS"):
        monkeypatch.setenv(f"CHOBBAK_{name}_URL", FILE.format(tmp_path))
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    clear()
    yield
    clear()


def run(*arguments: str, code: int = 0) -> dict[str, Any]:
    """The command's JSON object."""
    result = CliRunner().invoke(app, ["registers", *arguments, "--json"])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return dict(json.loads(result.stdout))


def test_from_nothing_to_data() -> None:
    """Check says what is behind, migrate mends it, seed fills it, and doing it again changes nothing."""
    assert run("check", code=1)["registers"]["dossiers"]["state"] == "behind"
    assert run("migrate", "dossiers")["registers"] == {"dossiers": {"before": "-", "now": "0001"}}
    assert run("migrate", "dossiers")["registers"] == {"dossiers": {"before": "0001", "now": "0001"}}
    run("migrate")
    assert {row["state"] for row in run("check")["registers"].values()} == {"ok"}
    assert run("seed", "dossiers")["registers"]["dossiers"]["written"] == 300
    clear()
    assert run("seed", "dossiers")["registers"]["dossiers"]["written"] == 0


def test_seeding_migrates_first() -> None:
    """A fresh clone needs one command."""
    assert run("seed", "dossiers")["registers"]["dossiers"]["written"] == 300


def test_moving() -> None:
    """The administration's side, to try notifications with."""
    run("seed", "dossiers")
    wanted = {"reference": "DO-2026-FE7VN99", "status": "ready", "changed": True}
    assert run("move", "do 2026 fe7vn99", "ready") == wanted
    assert run("move", "DO-2026-FE7VN99", "ready") == {**wanted, "changed": False}
    with pytest.raises(NotFound):
        run("move", "DO-2026-7K4X2MB", "ready")
    assert CliRunner().invoke(app, ["registers", "move", "DO-2026-FE7VN99", "lost"]).exit_code == 2


def test_a_register_that_there_is_not() -> None:
    """Named, with those that there are."""
    with pytest.raises(SettingsError, match="no register taxes; there are dossiers"):
        run("migrate", "taxes")


def test_a_register_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are still looked at; the exit code is 1, the line holds no address."""
    monkeypatch.setenv("CHOBBAK_DOSSIERS_URL", "postgresql://nobody:secret@127.0.0.1:1/none")
    clear()
    state = run("check", code=1)["registers"]["dossiers"]
    assert (state["state"], "secret" in state["detail"]) == ("down", False)


def test_a_mapped_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked at, and neither migrated nor filled."""
    mapping = yaml.safe_load((ROOT / "docs" / "examples" / "legacy-dossiers.yml").read_text(encoding="utf-8"))
    path = tmp_path / "mapping.yml"
    path.write_text(yaml.safe_dump(mapping), encoding="utf-8")
    monkeypatch.setenv("CHOBBAK_DOSSIERS_MAPPING", str(path))
    with new_database("sqlite", tmp_path) as url:
        monkeypatch.setenv("CHOBBAK_DOSSIERS_URL", url)
        clear()
        assert run("migrate", "dossiers")["registers"]["dossiers"]["now"] == "mapped"
        state = run("check", code=1)["registers"]["dossiers"]
        assert (state["state"], "no table or view T_DEMANDES" in state["detail"]) == ("lacking", True)
        with pytest.raises(SettingsError, match="nothing invented"):
            run("seed", "dossiers")
        with pytest.raises(RegisterReadOnly):
            run("move", "CNI-2026-000001", "ready")
