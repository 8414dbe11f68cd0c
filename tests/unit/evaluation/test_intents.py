"""bot.evaluation.intents: the figures of a classifier whose answers are known."""

from __future__ import annotations

import pytest

from bot.evaluation.intents import measure_intents, predict
from tests.unit.evaluation.fakes import FALLBACK, RANKINGS, UTTERANCES, rank_as

RESULT = measure_intents(predict(UTTERANCES, rank_as(RANKINGS)), FALLBACK)


def test_scores() -> None:
    """In French both are right; in Darija one of two, which makes F1 0.67 and 0."""
    assert RESULT["by_locale"] == {
        "ary": {"n": 2, "macro_f1": 0.3333, "accuracy": 0.5},
        "fr": {"n": 2, "macro_f1": 1.0, "accuracy": 1.0},
    }
    assert (RESULT["n"], RESULT["accuracy"], RESULT["best_minus_worst"]) == (4, 0.75, 0.6667)
    assert RESULT["by_script"]["Arab"]["accuracy"] == 0.5
    assert RESULT["by_intent"]["greet"] == {"precision": 0.6667, "recall": 1.0, "f1": 0.8, "n": 2}
    assert RESULT["confusion"] == {"human": {"greet": 1}}


def test_out_of_scope() -> None:
    """The only text that is out of scope is known as such; one of three others is turned down, by the fallback."""
    assert RESULT["out_of_scope"] == {
        "n": 1,
        "recall": 1.0,
        "recall_by_name": 1.0,
        "false_alarms": 0.3333,
        "false_alarms_by_name": 0.0,
    }


def test_did_you_mean() -> None:
    """The fallback asks back on the one text that is understood wrongly and on no other."""
    assert RESULT["did_you_mean"] == {"share": 0.25, "of_wrong": 1.0, "of_right": 0.0}


def test_calibration() -> None:
    """Three bins: 0.3 off by 0.3; 0.825, the mean of two, off by 0.175; 0.95 off by 0.05."""
    assert RESULT["expected_calibration_error"] == pytest.approx(0.175)
    assert [row["n"] for row in RESULT["reliability"]] == [1, 2, 1]


def test_nothing_to_go_by() -> None:
    """A text without a ranking has no intent, confidence 0, and is turned down."""
    (prediction,) = predict([{"locale": "fr", "text": "…", "intent": "greet"}], rank_as({}))
    assert (prediction.intent, prediction.confidence, prediction.is_right) == ("none", 0.0, False)
    assert FALLBACK.rejects(prediction.ranking)


@pytest.mark.parametrize(
    ("ranking", "rejected"),
    [
        ([("greet", 0.34)], True),
        ([("greet", 0.35)], False),
        ([("greet", 0.45), ("human", 0.44)], True),
        ([("greet", 0.45), ("human", 0.40)], False),
        ([], True),
    ],
)
def test_fallback(ranking: list[tuple[str, float]], rejected: bool) -> None:
    """It rejects what is too unlikely or too close to the second, as Rasa's does."""
    assert FALLBACK.rejects(ranking) is rejected
