"""The `evaluate` commands: exactly one JSON object, and one clear line when something is missing."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bot import __main__ as command_line
from bot.cli import evaluate
from tests.unit.evaluation.fakes import RANKINGS, identify_as, rank_as
from tests.unit.evaluation.results import READER, write_sources, write_table


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with data of every kind; models whose answers are known; nobody's keys are made."""
    write_sources(tmp_path, with_benchmarks=True)
    monkeypatch.setattr("bot.cli.keys.ensure_keys", lambda: None)
    monkeypatch.setenv("CHOBBAK_DATA_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
    monkeypatch.setenv("CHOBBAK_PSEUDONYM_KEY", "a made-up key of thirty-two letters")
    monkeypatch.setenv("CHOBBAK_MODELS_DIR", str(tmp_path))
    monkeypatch.setenv("CHOBBAK_PROCEDURES_DIR", str(tmp_path / "procedures"))
    return tmp_path


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate, "load_identifier", lambda _: identify_as({"bonjour": ("fr", True)}))
    monkeypatch.setattr(evaluate, "load_ranking", lambda _: rank_as(RANKINGS))
    monkeypatch.setattr(evaluate, "load_question_reader", lambda _: READER)
    monkeypatch.setattr(evaluate, "newest_model", lambda _: Path("model.tar.gz"))


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    """The exit code, and what stood on standard output and error."""
    monkeypatch.setattr(sys, "argv", ["bot", "evaluate", *map(str, arguments)])
    try:
        code = command_line.main()
    except SystemExit as done:
        code = int(done.code or 0)
    return code, capsys.readouterr()


COMMANDS = {
    "language": (["--pool", "utterances"], {"n", "macro_f1", "by_locale", "short", "confusion", "microseconds_per_text"}),
    "intents": (["--utterances", "utterances"], {"n", "macro_f1", "by_locale", "confusion"}),
    "linking": (
        ["--catalogue", "benchmarks/linking/dev_catalogue.jsonl", "--questions", "questions", "--among", "5"],
        {"n", "top1", "top3", "by_locale", "abstention", "milliseconds_p50", "milliseconds_p95"},
    ),
    "facets": (["--questions", "questions"], {"n", "f1", "by_locale", "raw"}),
    "noise": (["--utterances", "utterances", "--questions", "questions"], {"rates", "figures"}),
    "all": (
        ["--utterances", "utterances", "--questions", "questions", "--benchmarks", "benchmarks", "--among", "5"],
        {"date", "model", "goals", "language", "intents", "linking", "facets", "robustness"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.usefixtures("models")
def test_one_object_with_the_keys_of_the_contract(
    command: str,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Section 15 of the design names them; more may be there."""
    arguments, keys = COMMANDS[command]
    paths = [data / one if one[0] != "-" and not one.isdigit() else one for one in arguments]
    code, shown = run(monkeypatch, capsys, command, *paths, "--json")
    assert code == 0, shown.err
    assert keys <= set(json.loads(shown.out))


@pytest.mark.usefixtures("models")
def test_the_report_is_written(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With progress on standard error, and the goals for people on standard output."""
    page = data / "docs" / "evaluation.md"
    options = ["--utterances", data / "utterances", "--questions", data / "questions", "--benchmarks", data / "none"]
    code, shown = run(monkeypatch, capsys, "all", *options, "--among", "5", "--report", page)
    assert code == 0, shown.err
    assert page.read_text(encoding="utf-8").startswith("# Evaluation")
    assert "intents …" in shown.err
    assert "reached" in shown.out
    assert "left_out" in shown.out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["language", "--pool", "absent.tsv"], "absent.tsv: cannot be read"),
        (["language", "--pool", "questions"], "the header lacks text"),
        (["intents", "--utterances", "empty.tsv"], "empty.tsv: the header lacks locale, text, intent"),
        (["linking", "--catalogue", "absent.jsonl", "--questions", "questions"], "absent.jsonl: cannot be read"),
        (["linking", "--catalogue", "procedures", "--questions", "absent"], "absent: cannot be read"),
        (["facets", "--questions", "benchmarks/linking/dev_questions.tsv"], None),
        (["facets", "--questions", "unnamed.tsv"], "no question that expects an answer names its facets"),
        (["noise"], "give --pool, --utterances or --questions"),
        (["language", "--pool", "utterances"], "no trained model"),
        (["intents", "--utterances", "utterances"], "no trained model"),
        (["all", "--utterances", "utterances", "--questions", "questions"], "no trained model"),
    ],
)
def test_what_is_missing_is_one_line(
    arguments: list[str],
    problem: str | None,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On standard error, with exit code 1 and nothing on standard output; good data is no error."""
    (data / "empty.tsv").write_text("", encoding="utf-8")
    unnamed = {"id": "1", "locale": "fr", "question": "x", "procedure_id": "", "expect": "answer", "facets": ""}
    write_table(data / "unnamed.tsv", [unnamed])
    command, *options = arguments
    if command == "facets":
        monkeypatch.setattr(evaluate, "load_question_reader", lambda _: READER)
    paths = [one if one.startswith("-") else data / one for one in options]
    code, shown = run(monkeypatch, capsys, command, *paths)
    assert code == (1 if problem else 0), shown.err
    if problem:
        assert problem in shown.err
        assert shown.err.startswith("error: ")
        assert shown.err.count("\n") == 1
        assert shown.out == ""
