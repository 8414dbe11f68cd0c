"""Scores of predicted labels against true ones. Shares are between 0 and 1, rounded to four places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

Key = TypeVar("Key", bound=Hashable)

BINS = 10
_PLACES = 4


def share(part: float, whole: float) -> float:
    """``part / whole``; 0 of nothing."""
    return round(part / whole, _PLACES) if whole else 0.0


def precision_recall(right: int, predicted: int, true: int) -> dict[str, float]:
    """Precision, recall and F1 of one label from three counts."""
    precision = right / predicted if predicted else 0.0
    recall = right / true if true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(precision, _PLACES), "recall": round(recall, _PLACES), "f1": round(f1, _PLACES)}


def flagged(truth: Sequence[bool], predicted: Sequence[bool]) -> dict[str, float]:
    """Precision, recall and F1 of a flag, such as "we do not know"."""
    right = sum(t and p for t, p in zip(truth, predicted))
    return precision_recall(right, sum(predicted), sum(truth))


def by_label(truth: Sequence[str], predicted: Sequence[str]) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and count ``n`` of each label that is true somewhere."""
    pairs, said, true = Counter(zip(truth, predicted)), Counter(predicted), Counter(truth)
    return {
        label: {**precision_recall(pairs[label, label], said[label], true[label]), "n": true[label]}
        for label in sorted(true)
    }


def summary(truth: Sequence[str], predicted: Sequence[str]) -> dict[str, Any]:
    """``n``, ``macro_f1`` (mean over the labels that are true somewhere) and ``accuracy``."""
    pairs, said, true = Counter(zip(truth, predicted)), Counter(predicted), Counter(truth)
    f1 = [2 * pairs[label, label] / (said[label] + true[label]) for label in true]
    right = sum(t == p for t, p in zip(truth, predicted))
    return {"n": len(truth), "macro_f1": share(sum(f1), len(f1)), "accuracy": share(right, len(truth))}


def micro(truth: Sequence[frozenset[str]], predicted: Sequence[frozenset[str]]) -> dict[str, float]:
    """Precision, recall and F1 over the members of all sets together, and the share of sets that are equal."""
    right = sum(len(t & p) for t, p in zip(truth, predicted))
    exact = sum(t == p for t, p in zip(truth, predicted))
    scores = precision_recall(right, sum(map(len, predicted)), sum(map(len, truth)))
    return {"n": len(truth), **scores, "exact": share(exact, len(truth))}


def confusion(truth: Sequence[str], predicted: Sequence[str]) -> dict[str, dict[str, int]]:
    """True label → predicted label → how often, mistakes only."""
    wrong: dict[str, dict[str, int]] = {}
    for (t, p), count in sorted(Counter(zip(truth, predicted)).items()):
        if t != p:
            wrong.setdefault(t, {})[p] = count
    return wrong


def reliability(confidences: Sequence[float], right: Sequence[bool]) -> list[dict[str, float]]:
    """For each of ten bins of confidence that is not empty: its bounds, ``n``, mean ``confidence`` and ``accuracy``."""
    places = np.minimum((np.asarray(confidences, dtype=float) * BINS).astype(int), BINS - 1)
    table = []
    for place in range(BINS):
        inside = np.flatnonzero(places == place)
        if len(inside):
            table.append(
                {
                    "from": place / BINS,
                    "to": (place + 1) / BINS,
                    "n": len(inside),
                    "confidence": round(float(np.mean([confidences[at] for at in inside])), _PLACES),
                    "accuracy": round(float(np.mean([right[at] for at in inside])), _PLACES),
                }
            )
    return table


def expected_calibration_error(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """Mean distance between confidence and accuracy over the bins of :func:`reliability`, weighted by their size."""
    table = reliability(confidences, right)
    total = sum(row["n"] * abs(row["confidence"] - row["accuracy"]) for row in table)
    return share(total, len(confidences))


def grouped(keys: Iterable[Key]) -> Mapping[Key, list[int]]:
    """The places at which each key stands, keys in order of their first place."""
    places: dict[Key, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    return places


def milliseconds(seconds: Sequence[float]) -> dict[str, float]:
    """``milliseconds_p50`` and ``milliseconds_p95``; 0 of nothing."""
    p50, p95 = np.percentile(np.asarray(seconds, dtype=float) * 1000, [50, 95]) if len(seconds) else (0.0, 0.0)
    return {"milliseconds_p50": round(float(p50), 3), "milliseconds_p95": round(float(p95), 3)}
