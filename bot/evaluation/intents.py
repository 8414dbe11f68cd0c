"""How well the intent of a message is found, and whether we know when we do not know."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from bot.evaluation import scores
from bot.evaluation.models import Fallback, Ranking, RankIntents
from bot.evaluation.tables import Row, script_of

OUT_OF_SCOPE = "out_of_scope"
NO_INTENT = "none"


class Prediction(NamedTuple):
    """What was said of one row, and the seconds that it took."""

    row: Row
    ranking: Ranking
    seconds: float

    @property
    def intent(self) -> str:
        return self.ranking[0][0] if self.ranking else NO_INTENT

    @property
    def confidence(self) -> float:
        return self.ranking[0][1] if self.ranking else 0.0

    @property
    def is_right(self) -> bool:
        return self.intent == self.row["intent"]


def predict(rows: Iterable[Row], rank: RankIntents) -> list[Prediction]:
    """The intents of rows with a ``text``."""
    predictions = []
    for row in rows:
        started = time.perf_counter()
        ranking = rank(row["text"])
        predictions.append(Prediction(row, ranking, time.perf_counter() - started))
    return predictions


def measure_intents(predictions: Sequence[Prediction], fallback: Fallback) -> dict[str, Any]:
    """Scores of the likeliest intent, its calibration, and what the fallback's thresholds make of it."""
    by_locale = _by(predictions, (p.row["locale"] for p in predictions))
    f1 = [scored["macro_f1"] for scored in by_locale.values()]
    truth, predicted = _labels(predictions)
    confidences, right = [p.confidence for p in predictions], [p.is_right for p in predictions]
    return {
        **scores.summary(truth, predicted),
        "by_locale": by_locale,
        "best_minus_worst": round(max(f1, default=0.0) - min(f1, default=0.0), 4),
        "by_script": _by(predictions, (script_of(p.row["locale"], p.row["text"]) for p in predictions)),
        "by_intent": scores.by_label(truth, predicted),
        "out_of_scope": _out_of_scope(predictions, fallback),
        "did_you_mean": _did_you_mean(predictions, fallback),
        "expected_calibration_error": scores.expected_calibration_error(confidences, right),
        "reliability": scores.reliability(confidences, right),
        "confusion": scores.confusion(truth, predicted),
        **scores.milliseconds([p.seconds for p in predictions]),
    }


def _by(predictions: Sequence[Prediction], keys: Iterable[str]) -> Mapping[str, dict[str, Any]]:
    groups = sorted(scores.grouped(keys).items())
    return {key: scores.summary(*_labels([predictions[at] for at in places])) for key, places in groups}


def _labels(predictions: Sequence[Prediction]) -> tuple[list[str], list[str]]:
    return [p.row["intent"] for p in predictions], [p.intent for p in predictions]


def _out_of_scope(predictions: Sequence[Prediction], fallback: Fallback) -> dict[str, Any]:
    """The share of out-of-scope texts that are turned down, as such or by the fallback, and of in-scope ones that are too."""
    outside = [p for p in predictions if p.row["intent"] == OUT_OF_SCOPE]
    inside = [p for p in predictions if p.row["intent"] != OUT_OF_SCOPE]

    def turned_down(some: Sequence[Prediction]) -> int:
        return sum(p.intent == OUT_OF_SCOPE or fallback.rejects(p.ranking) for p in some)

    return {
        "n": len(outside),
        "recall": scores.share(turned_down(outside), len(outside)),
        "recall_by_name": scores.share(sum(p.is_right for p in outside), len(outside)),
        "false_alarms": scores.share(turned_down(inside), len(inside)),
        "false_alarms_by_name": scores.share(sum(p.intent == OUT_OF_SCOPE for p in inside), len(inside)),
    }


def _did_you_mean(predictions: Sequence[Prediction], fallback: Fallback) -> dict[str, float]:
    """How often the fallback asks back: of all texts, of those understood wrongly and of those understood rightly."""

    def asked(some: Sequence[Prediction]) -> float:
        return scores.share(sum(fallback.rejects(p.ranking) for p in some), len(some))

    return {
        "share": asked(predictions),
        "of_wrong": asked([p for p in predictions if not p.is_right]),
        "of_right": asked([p for p in predictions if p.is_right]),
    }
