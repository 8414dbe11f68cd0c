"""bot.evaluation.linking: the figures over a catalogue of seven procedures and four questions."""

from __future__ import annotations

import pytest

from bot.evaluation.linking import Linker, measure_facets, measure_linking, true_facets
from bot.procedures.facets import FacetExtractor
from bot.procedures.question_reader import QuestionReader
from bot.text.concepts import Concepts
from tests.unit.evaluation.fakes import FACET_LEXICON, QUESTIONS
from tests.unit.procedures.samples import CATALOGUE, LEXICON

EXTRACTOR = QuestionReader(FacetExtractor(FACET_LEXICON), Concepts({})).read
OUTCOMES = Linker.over(list(CATALOGUE.values()), LEXICON, EXTRACTOR).outcomes(QUESTIONS)
LINKING = measure_linking(OUTCOMES)
FACETS = measure_facets(OUTCOMES)


def test_top_counts_rows_that_expect_an_answer() -> None:
    """Two of three have the right procedure first; in Darija the one question to answer is right, the other is not counted."""
    assert (LINKING["n"], LINKING["top1"]) == (4, 0.6667)
    by_locale = {locale: (one["n"], one["top1"]) for locale, one in LINKING["by_locale"].items()}
    assert by_locale == {"ary-Latn": (1, 1.0), "fr": (2, 0.5)}


def test_abstention() -> None:
    """We abstain from the question that nothing answers; and from the fee of a passport that the catalogue does not hold."""
    assert [outcome.abstained for outcome in OUTCOMES] == [True, True, False, True]
    assert LINKING["abstention"] == {"precision": 0.3333, "recall": 1.0, "f1": 0.5}
    assert LINKING["by_locale"]["fr"]["abstained_needlessly"] == 1.0
    assert LINKING["by_locale"]["ary-Latn"]["abstention_f1"] == 1.0
    assert "abstention_f1" not in LINKING["by_locale"]["fr"]


def test_scripts_and_times() -> None:
    """All three questions to answer are in Latin letters, and what they cost is there."""
    assert LINKING["by_script"]["Latn"]["n"] == 3
    assert 0 < LINKING["milliseconds_p50"] <= LINKING["milliseconds_p95"]
    assert set(LINKING["mean_milliseconds"]) == {"facets", "understanding"}


def test_facets() -> None:
    """Over the two rows that name facets: two of three that are found are right, and none is missed."""
    assert {key: FACETS[key] for key in ("n", "precision", "recall", "f1", "exact")} == {
        "n": 2,
        "precision": 0.6667,
        "recall": 1.0,
        "f1": 0.8,
        "exact": 0.5,
    }
    assert list(FACETS["by_locale"]) == ["fr"]
    assert FACETS["by_count"]["1"]["n"] == 2
    assert FACETS["by_facet"]["fee"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "n": 1}


@pytest.mark.parametrize(
    ("written", "facets"),
    [("", frozenset()), ("fee", frozenset({"fee"})), ("fee, delay ,", frozenset({"fee", "delay"}))],
)
def test_facets_of_a_row(written: str, facets: frozenset[str]) -> None:
    """They are parted by commas; spaces around them do not count."""
    assert true_facets({"facets": written}) == facets


def test_nothing_to_measure() -> None:
    """No question is no crash."""
    assert measure_linking([])["n"] == measure_facets([])["n"] == 0


def test_among_generated_procedures() -> None:
    """Those given are still found when generated ones stand beside them."""
    among = Linker.over(list(CATALOGUE.values()), LEXICON, EXTRACTOR, among=20)
    assert among.outcomes([QUESTIONS[2]])[0].is_among(1)
