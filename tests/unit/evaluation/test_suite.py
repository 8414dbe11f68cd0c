"""bot.evaluation.suite, goals, inventory, examples and report: a whole run over tiny data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bot.evaluation.goals import Goal
from bot.evaluation.report import PICTURES, write_report
from bot.evaluation.suite import with_shared_texts
from tests.unit.evaluation.results import SECRET, run, write_table

SECTIONS = ["Locale of a message", "Intents", "Linking", "Facets", "Typing noise", "Examples", "Data"]
SMALL = 150_000  # bytes of a picture


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], list[str]]:
    """With the benchmarks."""
    return run(tmp_path_factory.mktemp("whole"), with_benchmarks=True)


@pytest.fixture(scope="module")
def page(whole: tuple[dict[str, Any], list[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docs") / "deep" / "evaluation.md"
    write_report(whole[0], path)
    return path


def test_every_step_says_when_it_begins_and_ends(whole: tuple[dict[str, Any], list[str]]) -> None:
    """Progress is two lines a step."""
    _, progress = whole
    assert len(progress) == 2 * 7
    assert all(line.endswith("…") for line in progress[::2])
    assert all(line.endswith(" s") for line in progress[1::2])


def test_results_are_json(whole: tuple[dict[str, Any], list[str]]) -> None:
    """Whatever is measured can be printed as one object."""
    results, _ = whole
    assert json.loads(json.dumps(results))["model"] == "model.tar.gz"


def test_goals_stand_beside_what_was_measured(whole: tuple[dict[str, Any], list[str]]) -> None:
    """Each goal of each measure is judged, on our data and on the benchmark."""
    found = {(goal["what"], goal["data"]): goal for goal in whole[0]["goals"]}
    assert found["linking, top-1 in fr", "own"]["measured"] == 0.5
    assert found["linking, top-1 in fr", "own"]["reached"] is False
    assert found["intent, best minus worst locale", "own"]["measured"] == 0.6667
    assert found["locale, F1 of ary", "benchmark"]["measured"] == 0.0
    assert found["linking among 20, ms at p50", "own"]["measured"] > 0
    assert {"benchmark", "own"} == {data for _, data in found}


@pytest.mark.parametrize(
    ("sign", "measured", "reached"), [("≥", 0.9, True), ("≥", 0.89, False), ("≤", 0.9, True), ("≤", 0.91, False)]
)
def test_a_bound_itself_is_good_enough(sign: str, measured: float, reached: bool) -> None:
    """At least and at most."""
    assert Goal("x", "own", sign, 0.9, measured).reached is reached


def test_the_page_has_every_section(page: Path) -> None:
    """The summary comes first, on less than a screen of prose."""
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Evaluation of understanding\n")
    assert [line.removeprefix("## ").split(":")[0] for line in text.splitlines() if line.startswith("## ")] == SECTIONS
    assert text.index("goals reached") < text.index("## Locale")


def test_tables_are_whole(page: Path) -> None:
    """Every row of a table has as many cells as its head."""
    width = 0
    for line in page.read_text(encoding="utf-8").splitlines():
        cells = line.replace("\\|", "").count("|") if line.startswith("|") else 0
        assert not (width and cells) or cells == width, line
        width = cells


def test_pictures_are_there_and_valid(page: Path) -> None:
    """Each picture that the page shows is a small SVG with something in it, and no other lies about."""
    text = page.read_text(encoding="utf-8")
    pictures = sorted((page.parent / PICTURES).iterdir())
    assert {f"({PICTURES}/{path.name})" in text for path in pictures} == {True}
    assert text.count("![") == len(pictures) == 6
    for path in pictures:
        assert ElementTree.parse(path).getroot().tag.endswith("svg")
        assert path.stat().st_size < SMALL


def test_pictures_do_not_change_by_themselves(
    whole: tuple[dict[str, Any], list[str]], page: Path, tmp_path: Path
) -> None:
    """The same results give the same files."""
    write_report(whole[0], tmp_path / "again.md")
    for path in (page.parent / PICTURES).iterdir():
        assert (tmp_path / PICTURES / path.name).read_bytes() == path.read_bytes()


def test_nothing_of_the_benchmark_is_shown(page: Path, whole: tuple[dict[str, Any], list[str]]) -> None:
    """Its texts are neither in the page nor in the results, though they are understood wrongly; ids may be."""
    assert SECRET not in page.read_text(encoding="utf-8") + json.dumps(whole[0], ensure_ascii=False)
    assert whole[0]["wrong_benchmark_questions"] == ["real-1"]
    assert "real-1" in page.read_text(encoding="utf-8")


def test_wrong_examples_are_ours(whole: tuple[dict[str, Any], list[str]]) -> None:
    """What was expected and what was said instead."""
    wrong = {(one["measure"], one["text"]): (one["expected"], one["got"]) for one in whole[0]["wrong"]}
    assert wrong["intent", "واش كاين شي واحد"] == ("human", "greet (0.30)")
    assert wrong["linking", "carte nationale papiers et délai"] == ("card-minor", "card-first")
    assert wrong["facets", "carte nationale papiers et délai"] == ("documents", "delay, documents")
    assert len(wrong) <= 40


def test_the_slowest_come_first(whole: tuple[dict[str, Any], list[str]]) -> None:
    """Of each measure a few."""
    times = [one["milliseconds"] for one in whole[0]["slowest"] if one["measure"] == "linking"]
    assert times == sorted(times, reverse=True)


def test_every_file_has_a_provenance_and_a_reviewer(whole: tuple[dict[str, Any], list[str]]) -> None:
    """No Tamazight is reviewed; sizes are numbers of records."""
    files = {"/".join(Path(one["path"]).parts[-2:]): one for one in whole[0]["data"]}
    assert {name: one["records"] for name, one in files.items()} == {
        "utterances/ary.tsv": 2,
        "utterances/fr.tsv": 2,
        "questions/fr.tsv": 2,
        "questions/zgh.tsv": 2,
        "whole0/procedures": 7,
        "language/dev.tsv": 2,
        "linking/dev_questions.tsv": 1,
        "linking/dev_catalogue.jsonl": 7,
    }
    assert files["questions/zgh.tsv"]["reviewed"].startswith("not reviewed")
    assert all(one["provenance"] and one["reviewed"] for one in files.values())


def test_without_benchmarks_their_parts_are_left_out(tmp_path: Path) -> None:
    """With the reason, and the page is written all the same."""
    results, _ = run(tmp_path, with_benchmarks=False)
    assert set(results["language"]) == set(results["linking"]) == set(results["robustness"]) == {"own"}
    page = tmp_path / "evaluation.md"
    write_report(results, page)
    text = page.read_text(encoding="utf-8")
    assert "Left out: locale on the benchmark (" in text
    assert "dev_questions.tsv is not there)" in text
    assert not list((tmp_path / PICTURES).glob("*benchmark*"))


def test_shared_texts_are_joined_by_their_text(tmp_path: Path) -> None:
    """A text that nobody else writes just so has none; without the file no text has."""
    write_table(tmp_path / "shared.tsv", [{"text": "ok", "locales": "fr,en"}])
    rows = [{"locale": "fr", "text": "ok"}, {"locale": "fr", "text": "merci"}]
    assert [row["also"] for row in with_shared_texts(rows, tmp_path / "shared.tsv")] == ["fr,en", ""]
    assert [row["also"] for row in with_shared_texts(rows, None)] == ["", ""]
