"""data/questions: what the weights of the residue are fitted on, and apart from what linking is measured with."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from bot.evaluation.linking import ABSTAIN, true_facets
from bot.evaluation.tables import FACET_COLUMNS, Row, read_rows
from bot.locales import CODES
from bot.procedures.catalogue import load_directory
from bot.procedures.model import Procedure
from bot.settings import ROOT
from bot.text.normalise import normalise

from .corpora import SHARED, Originals, given_texts

FITTED = ROOT / "data" / "questions"
MEASURED = ROOT / "tests" / "data" / "questions"
KINDS = {"answer": "answer", "case": ABSTAIN, "facet": ABSTAIN, "other": ABSTAIN}


def questions(directory: Path = FITTED) -> list[Row]:
    return read_rows(directory, FACET_COLUMNS)


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Procedure]:
    return {procedure.id: procedure for procedure in load_directory(ROOT / "data" / "procedures")}


@pytest.mark.parametrize("locale", CODES)
def test_each_locale_has_questions_of_every_kind(locale: str) -> None:
    """The first part of an id is the kind, the second the locale; both kinds of expectation are there in numbers."""
    rows = read_rows(FITTED / f"{locale}.tsv", FACET_COLUMNS)
    assert {row["locale"] for row in rows} == {locale}
    kinds = Counter(row["id"].split("-")[0] for row in rows)
    assert set(kinds) == set(KINDS)
    assert kinds["answer"] >= 10
    assert sum(kinds.values()) - kinds["answer"] >= 10
    assert all(row["id"].startswith(f"{row['id'].split('-')[0]}-{locale}-") for row in rows)


def test_expectations_fit_the_catalogue() -> None:
    """A kind has one expectation; an answer's facets are held, an absent facet is not, and no other procedure is ours."""
    for row in questions():
        kind = row["id"].split("-")[0]
        assert row["expect"] == KINDS[kind], row
        if kind == "other":
            assert row["procedure_id"] == "", row
            continue
        held = {facet.value for facet in catalogue()[row["procedure_id"]].held()}
        if kind == "answer":
            assert true_facets(row) <= held, row
        if kind == "facet":
            assert not true_facets(row) & held, row


def test_no_question_stands_twice() -> None:
    """Nor does an id."""
    rows = questions()
    for column in ("id", "question"):
        assert [value for value, times in Counter(row[column] for row in rows).items() if times > 1] == []


def test_they_are_no_copies_of_what_is_measured() -> None:
    """Neither of the held-out questions nor, where it is there, of the material that was given for measuring."""
    texts = [row["question"] for row in questions()]
    assert Originals(normalise(row["question"]) for row in questions(MEASURED)).copies(texts) == {}
    if SHARED.is_dir():
        assert Originals(given_texts()).copies(texts) == {}


def test_a_copy_would_be_found() -> None:
    """The check above is not of nothing."""
    originals = Originals(normalise(row["question"]) for row in questions(MEASURED))
    some = next(row["question"] for row in questions(MEASURED) if row["question"].count(" ") > 4)
    assert some in originals.copies([some])
