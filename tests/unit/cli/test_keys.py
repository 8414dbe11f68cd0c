"""bot.cli.keys: fresh keys, once, that only the owner may read, and never over those that are there."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from dotenv import dotenv_values
from typer.testing import CliRunner

from bot.cli.app import app
from bot.cli.keys import ensure_keys

DATA, PSEUDONYM = "CHOBBAK_DATA_KEY", "CHOBBAK_PSEUDONYM_KEY"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def test_fresh_keys_are_written(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two different keys of 32 bytes, in a file that only the owner may read; neither is printed."""
    ensure_keys(path)
    keys = dotenv_values(path)
    assert set(keys) == {DATA, PSEUDONYM}
    assert {len(base64.urlsafe_b64decode(key or "")) for key in keys.values()} == {32}
    assert keys[DATA] != keys[PSEUDONYM]
    assert path.stat().st_mode & 0o777 == 0o600
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("wrote .env with fresh keys")
    assert not any(key in printed.err for key in keys.values() if key)


def test_they_are_written_once(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second command finds them and says nothing."""
    ensure_keys(path)
    written = path.read_text()
    capsys.readouterr()
    ensure_keys(path)
    assert path.read_text() == written
    assert capsys.readouterr().err == ""


def test_keys_of_the_environment_need_no_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container."""
    monkeypatch.setenv(DATA, "x")
    monkeypatch.setenv(PSEUDONYM, "x")
    ensure_keys(path)
    assert not path.exists()


@pytest.mark.parametrize("line", [f"{DATA}=mine", f"export {DATA} = mine", f"A=1\n  {DATA}=mine"])
def test_a_key_that_is_there_is_kept(path: Path, line: str) -> None:
    """Only the one that is missing is added."""
    path.write_text(line + "\n")
    ensure_keys(path)
    assert path.read_text().startswith(line + "\n")
    assert dotenv_values(path)[DATA] == "mine"
    assert dotenv_values(path)[PSEUDONYM]


@pytest.mark.parametrize("line", [f"# {DATA}=", "CHOBBAK_PORT=9000", f"MY_{DATA}=x"])
def test_other_lines_are_no_keys_and_are_kept(path: Path, line: str) -> None:
    """A comment is not a key, and a last line without its end is not written on."""
    path.write_text(line)
    before = dotenv_values(path)
    ensure_keys(path)
    after = dotenv_values(path)
    assert path.read_text().startswith(f"{line}\n")
    assert len(after[DATA] or "") == len(after[PSEUDONYM] or "") == 44
    assert {name: after[name] for name in before} == before


def test_every_command_finds_its_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are made before the command begins, whichever it is."""
    made: list[bool] = []
    monkeypatch.setattr("bot.cli.keys.ensure_keys", lambda: made.append(True))
    monkeypatch.setattr("bot.cli.train.train", lambda force: "trained" if made else "no keys")
    result = CliRunner().invoke(app, ["train"])
    assert (result.exit_code, result.stdout) == (0, "trained\n")
