"""A linear text classifier over hashed features: a table of weights, of which a text sums the rows it hits.

No vocabulary: a feature is a number, its row is its highest bits. Prediction is one look-up in numpy; scikit-learn
trains it. The file is plain arrays: loading one runs no code (no pickle).
"""

from __future__ import annotations

import math
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.errors import ModelError
from bot.language.calibration import temperature

Array = NDArray[Any]

_BITS = 17
_MIX = np.uint64(0x9E3779B97F4A7C15)
_ITERATIONS = 40
_ITERATIONS_MORE = 10
_CALIBRATION_SHARE = 0.1


class Features(NamedTuple):
    """What is in one text: a number for each feature, and how much it counts."""

    hashes: Array
    values: Array


class HashedModel:
    """Maps the features of a text to a probability for each class."""

    def __init__(self, classes: Sequence[str], weights: Array, bias: Array) -> None:
        """``weights`` is rows × classes; ``bias`` one a class; both already divided by the temperature."""
        self.classes = list(classes)
        self._weights = weights.astype(np.float32)
        self._bias = bias.astype(np.float32)

    @classmethod
    def train(
        cls, samples: Sequence[Features], labels: Sequence[str], regularisation: float = 20.0, minimal_count: int = 3
    ) -> HashedModel:
        """Learns from the features of each text and its label.

        ``regularisation`` is scikit-learn's C (larger fits closer); a row that fewer than ``minimal_count`` texts hit
        stays zero. The temperature is fitted on a tenth of the data kept aside, then all data is learnt.
        """
        matrix, truth = _matrix(samples), np.array(labels)
        used = np.flatnonzero(np.bincount(matrix.indices, minlength=matrix.shape[1]) >= minimal_count)
        matrix = matrix[:, used]
        order = np.random.default_rng(0).permutation(len(truth))
        aside, kept = np.split(order, [int(len(order) * _CALIBRATION_SHARE)])
        classifier = _classifier(regularisation).fit(matrix[kept], truth[kept])
        divisor = temperature(classifier, matrix[aside], truth[aside])
        if set(truth[kept]) == set(truth):
            classifier.set_params(max_iter=_ITERATIONS_MORE).fit(matrix, truth)  # goes on from where the trial stopped
        else:
            classifier = _classifier(regularisation).fit(matrix, truth)
        coefficients, bias = classifier.coef_, classifier.intercept_
        if len(classifier.classes_) == 2:
            coefficients, bias = np.vstack([-coefficients, coefficients]) / 2, np.array([-bias[0], bias[0]]) / 2
        weights = np.zeros((1 << _BITS, len(classifier.classes_)), dtype=np.float32)
        weights[used] = coefficients.T / divisor
        return cls([str(label) for label in classifier.classes_], weights, bias / divisor)

    def probabilities(self, features: Features) -> list[float]:
        """The probability of each of :attr:`classes`."""
        hit = self._weights.take(_rows(features.hashes), axis=0)
        scores = (self._bias + features.values @ hit).tolist()
        top = max(scores)
        exponentials = [math.exp(score - top) for score in scores]  # faster than numpy for so few
        total = sum(exponentials)
        return [exponential / total for exponential in exponentials]

    def ranking(self, features: Features) -> list[tuple[str, float]]:
        """Classes and probabilities, the likeliest first."""
        return sorted(zip(self.classes, self.probabilities(features)), key=lambda pair: -pair[1])

    def save(self, path: Path) -> None:
        """Writes the model: the rows that are not zero, as half floats."""
        used = np.flatnonzero(self._weights.any(axis=1))
        np.savez_compressed(
            path,
            classes=np.array(self.classes),
            rows=used.astype(np.uint32),
            weights=self._weights[used].astype(np.float16),
            bias=self._bias,
        )

    @classmethod
    def load(cls, path: Path) -> HashedModel:
        """Reads a model.

        Raises:
            ModelError: the file is missing or is not a model.
        """
        try:
            with np.load(path, allow_pickle=False) as arrays:
                weights = np.zeros((1 << _BITS, len(arrays["classes"])), dtype=np.float32)
                weights[arrays["rows"]] = arrays["weights"]
                return cls([str(name) for name in arrays["classes"]], weights, arrays["bias"])
        except (OSError, ValueError, KeyError, IndexError, AttributeError, zipfile.BadZipFile, zlib.error) as error:
            raise ModelError(f"{path} is not a model: {error}") from error


def _rows(hashes: Array) -> Array:
    return ((hashes * _MIX) >> np.uint64(64 - _BITS)).astype(np.int64)


def _matrix(samples: Sequence[Features]):  # type: ignore[no-untyped-def]  # scipy has no types
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *(len(sample.hashes) for sample in samples)])
    columns = _rows(np.concatenate([sample.hashes for sample in samples])).astype(np.int32)
    values = np.concatenate([sample.values for sample in samples])
    matrix = csr_matrix((values, columns, ends), shape=(len(samples), 1 << _BITS))
    matrix.sum_duplicates()
    return matrix


def _classifier(regularisation: float):  # type: ignore[no-untyped-def]
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=regularisation, max_iter=_ITERATIONS, tol=1e-2, random_state=0, warm_start=True)
