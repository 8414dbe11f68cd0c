"""How sure a classifier may be: the temperature by which its scores are divided before they become probabilities."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_TEMPERATURES = np.geomspace(0.2, 4.0, 40)


def temperature(classifier, matrix, labels: NDArray[Any]) -> float:  # type: ignore[no-untyped-def]  # scikit-learn has no types
    """The divisor of the scores of a fitted classifier under which ``labels``, kept aside, are likeliest; 1 without any."""
    known = np.isin(labels, classifier.classes_)
    if not known.any():
        return 1.0
    scores = classifier.decision_function(matrix[known])
    if scores.ndim == 1:
        scores = np.stack([-scores / 2, scores / 2], axis=1)
    columns = np.searchsorted(classifier.classes_, labels[known])

    def surprise(divisor: float) -> float:
        scaled = scores / divisor
        top = scaled.max(axis=1, keepdims=True)
        logs = scaled - top - np.log(np.exp(scaled - top).sum(axis=1, keepdims=True))
        return float(-logs[np.arange(len(columns)), columns].mean())

    return float(min(_TEMPERATURES, key=surprise))
