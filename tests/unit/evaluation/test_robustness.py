"""bot.evaluation.robustness: which copies are measured, and how a fall is counted."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evaluation.linking import Linker
from bot.evaluation.robustness import (
    RATES,
    SEEDS,
    intent_curves,
    language_curves,
    measure_robustness,
    noisy_rows,
    question_curves,
)
from bot.evaluation.tables import Row
from bot.procedures.facets import FacetExtractor
from bot.procedures.question_reader import QuestionReader
from bot.text.concepts import Concepts
from tests.unit.evaluation.fakes import (
    FACET_LEXICON,
    FALLBACK,
    QUESTIONS,
    RANKINGS,
    UTTERANCES,
    identify_as,
    rank_as,
)
from tests.unit.procedures.samples import CATALOGUE, LEXICON

ROWS = [{"locale": "fr", "text": "renouveler le permis de pêche"}] * 40


def unchanged(rows: Sequence[Row]) -> dict[str, float]:
    return {"unchanged": sum(row["text"] == ROWS[0]["text"] for row in rows) / len(rows)}


def test_the_curve_falls_with_the_rate() -> None:
    """All texts are as they were at rate 0, hardly any at the highest; the fall is that at 1/8, in points."""
    found = measure_robustness(ROWS, "text", unchanged)["unchanged"]
    assert len(found["curve"]) == len(RATES)
    assert found["curve"][0] == 1.0
    assert found["curve"] == sorted(found["curve"], reverse=True)
    assert found["fall_in_points"] == round(100 * (1 - found["curve"][3]), 2)


def test_seeds_are_averaged() -> None:
    """A figure at a rate is the mean over copies of different seeds."""
    seen: list[str] = []

    def measure(rows: Sequence[Row]) -> dict[str, float]:
        seen.append(rows[0]["text"])
        return {"run": float(len(seen))}

    curve = measure_robustness(ROWS[:1], "text", measure)["run"]["curve"]
    assert len(SEEDS) == 2
    assert curve == [1.0, 2.5, 4.5, 6.5, 8.5]


def test_only_the_text_is_noisy() -> None:
    """Other columns stay, and so do the rows that were given."""
    (row,) = noisy_rows([{"locale": "fr", "text": "carte de pêche", "id": "un"}], "text", 0.5, 1)
    assert (row["locale"], row["id"]) == ("fr", "un")
    assert row["text"] != "carte de pêche"


def test_curves_of_each_measure() -> None:
    """Each follows its overall figure and those of its locales; without a column of facets there are none of facets."""
    languages = language_curves(UTTERANCES, identify_as({"bonjour": ("fr", True)}))
    intents = intent_curves(UTTERANCES, rank_as(RANKINGS), FALLBACK)
    linker = Linker.over(
        list(CATALOGUE.values()), LEXICON, QuestionReader(FacetExtractor(FACET_LEXICON), Concepts({})).read
    )
    questions = question_curves(QUESTIONS, linker)
    bare = question_curves([{k: v for k, v in row.items() if k != "facets"} for row in QUESTIONS], linker)
    assert {"locale", "locale, short texts", "locale F1, fr"} <= set(languages)
    assert set(intents) == {"intent", "intent, ary", "intent, fr"}
    assert {"linking", "abstention", "linking, fr", "facets", "facets, fr"} <= set(questions)
    assert set(bare) == {"linking", "abstention", "linking, fr", "linking, ary-Latn"}
