"""A linear text classifier: TF-IDF of string features and a linear SVM, with calibrated confidence.

scikit-learn trains it; prediction is a look-up and a sum, in about 0.1 ms, with numpy alone. The file is plain arrays:
loading one runs no code (no pickle).
"""

from __future__ import annotations

import math
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Union

import numpy as np
from numpy.typing import NDArray

from bot.errors import ModelError
from bot.language.calibration import temperature
from bot.language.packing import packed, unpacked

Array = NDArray[Any]

_CALIBRATION_SHARE = 0.1
_TRIAL_SHARE = 0.5  # of the others; enough to tell the temperature, in half of the time
_TRIAL_TEXTS = 2000  # at least, as far as there are
_TOLERANCE = 0.05  # of the SVM
_WORTH_THREADS = 5000  # texts
_PLATT_REGULARISATION = 1000.0  # hardly any

Sample = Union[Iterable[str], Mapping[str, float]]
"""The features of a text, as often as they are there, or with how often; one that is faintly there counts less than 1."""


class LinearModel:
    """Maps features of a text to a probability for each class."""

    def __init__(
        self, classes: Sequence[str], features: Sequence[str], idf: Array, weights: Array, bias: Array
    ) -> None:
        """``weights`` is features × classes; ``bias`` one a class; both already divided by the temperature."""
        self.classes = list(classes)
        self._features = list(features)
        self._column = {feature: column for column, feature in enumerate(self._features)}
        self._idf = idf.astype(np.float32)
        self._weights = np.ascontiguousarray(weights)  # prediction takes whole rows
        self._bias = bias.astype(np.float32)

    @classmethod
    def train(
        cls,
        samples: Sequence[Sample],
        labels: Sequence[str],
        regularisation: float = 1.0,
        minimal_count: int = 4,
    ) -> LinearModel:
        """Learns from the features of each text and its label.

        ``regularisation`` is scikit-learn's C (larger fits closer); a feature in fewer than ``minimal_count`` texts is
        dropped. The temperature is fitted on a tenth of the data kept aside, then all data is learnt.
        """
        model, matrix = cls._untrained(samples, sorted(set(labels)), minimal_count)
        aside, tried = _aside_and_tried(len(labels))
        truth = np.array(labels)
        trial = _fitted(regularisation, matrix[tried], truth[tried])
        divisor = temperature(trial, matrix[aside], truth[aside])
        fitted = _fitted(regularisation, matrix, truth)
        model.classes = [str(label) for label in fitted.classes_]
        weights = np.vstack([one.coef_ for one in fitted.estimators_])
        bias = np.concatenate([one.intercept_ for one in fitted.estimators_])
        if len(model.classes) == 2:
            weights, bias = np.vstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
        model._weights = np.ascontiguousarray(weights.T / divisor, dtype=np.float32)
        model._bias = (bias / divisor).astype(np.float32)
        return model

    @classmethod
    def train_independent(
        cls,
        samples: Sequence[Sample],
        label_sets: Sequence[Collection[str]],
        regularisation: float = 1.0,
        minimal_count: int = 2,
    ) -> LinearModel:
        """Learns classes of which a text may have none, one or several; see :meth:`independent`.

        ``regularisation`` is scikit-learn's C (larger fits closer). What a distance from the plane means as a probability
        is fitted on a tenth of the data kept aside from a trial with half of the others (Platt's scaling).
        """
        from joblib import Parallel, delayed

        model, matrix = cls._untrained(
            samples, sorted({label for labels in label_sets for label in labels}), minimal_count
        )
        truth = [np.array([label in labels for labels in label_sets]) for label in model.classes]
        fitted = Parallel(
            n_jobs=_threads(matrix), prefer="threads"
        )(  # liblinear computes outside the interpreter's lock
            delayed(_fitted_alone)(regularisation, matrix, labels) for labels in truth
        )
        model._weights = np.stack([weights for weights, _ in fitted], axis=1).astype(np.float32)
        model._bias = np.array([bias for _, bias in fitted], dtype=np.float32)
        return model

    @classmethod
    def _untrained(cls, samples: Sequence[Sample], classes: Sequence[str], minimal_count: int):  # type: ignore[no-untyped-def]
        """A model without weights, and the samples as a matrix."""
        from scipy.sparse import csr_matrix

        place: defaultdict[str, int] = defaultdict(lambda: len(place))
        counts = [Counter(sample) for sample in samples]
        places = np.array([place[feature] for count in counts for feature in count], dtype=np.int32)
        times = np.array([times for count in counts for times in count.values()], dtype=np.float64)
        ends = np.cumsum([0, *map(len, counts)])
        spread = np.bincount(places, minlength=len(place))
        kept = np.flatnonzero(spread >= minimal_count)
        idf = np.log((1 + len(counts)) / (1 + spread[kept])) + 1.0
        features = list(place)
        model = cls(classes, [features[at] for at in kept], idf, np.zeros((len(kept), 1)), np.zeros(1))
        matrix = csr_matrix((_dampened(times), places, ends), shape=(len(counts), len(place)))[:, kept]
        matrix.data *= idf[matrix.indices]
        owners = np.repeat(np.arange(len(counts)), np.diff(matrix.indptr))
        lengths = np.sqrt(np.bincount(owners, matrix.data**2, minlength=len(counts)))
        matrix.data /= lengths[owners]
        return model, matrix.astype(np.float32)

    def _vector(self, sample: Sample) -> tuple[Array, Array]:
        """The columns of the features that are known, and their values."""
        place = self._column.get
        known = [(column, times) for f, times in Counter(sample).items() if (column := place(f)) is not None]
        columns = np.array([column for column, _ in known], dtype=np.intp)
        values = _dampened(np.array([times for _, times in known], dtype=np.float32)) * self._idf[columns]
        length = math.sqrt(float(values @ values))
        return columns, values / length if length else values

    def knows(self, feature: str) -> bool:
        """Whether the feature was learnt."""
        return feature in self._column

    def probabilities(self, features: Sample) -> Array:
        """The probability of each of :attr:`classes`. All are equal when no feature is known."""
        columns, values = self._vector(features)
        if not len(columns):
            return np.full(len(self.classes), 1.0 / len(self.classes))
        scores = self._scores(columns, values)
        exponentials = np.exp(scores - scores.max())
        return np.asarray(exponentials / exponentials.sum())

    def independent(self, features: Sample) -> Array:
        """The probability of each of :attr:`classes` on its own, after :meth:`train_independent`."""
        columns, values = self._vector(features)
        if not len(columns):
            return np.zeros(len(self.classes))
        return np.asarray(1.0 / (1.0 + np.exp(-self._scores(columns, values))))

    def _scores(self, columns: Array, values: Array) -> Array:
        # the weights stay half floats, as they are kept: they are most of the memory of a model
        return np.asarray(self._bias + values @ self._weights.take(columns, axis=0).astype(np.float32))

    def ranking(self, features: Sample, limit: int | None = None) -> list[tuple[str, float]]:
        """Classes and probabilities, the likeliest first."""
        probabilities = self.probabilities(features)
        order = np.argsort(-probabilities)[:limit]
        return [(self.classes[place], float(probabilities[place])) for place in order]

    def save(self, path: Path) -> None:
        """Writes the model; weights as half floats, which changes no decision and halves the file."""
        np.savez_compressed(
            path,
            classes=packed(self.classes),
            features=packed(self._features),
            idf=self._idf,
            weights=self._weights.astype(np.float16),
            bias=self._bias,
        )

    @classmethod
    def load(cls, path: Path) -> LinearModel:
        """Reads a model.

        Raises:
            ModelError: the file is missing or is not a model.
        """
        try:
            with np.load(path, allow_pickle=False) as arrays:
                return cls(
                    unpacked(arrays["classes"]),
                    unpacked(arrays["features"]),
                    arrays["idf"],
                    arrays["weights"],
                    arrays["bias"],
                )
        except (OSError, ValueError, KeyError, AttributeError, zipfile.BadZipFile, zlib.error) as error:
            raise ModelError(f"{path} is not a model: {error}") from error


def _fitted(regularisation: float, matrix: Any, truth: Array) -> Any:
    """A linear SVM for each class against the others: the best of the classifiers compared (docs/adr/0012)."""
    from joblib import parallel_backend
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.svm import LinearSVC

    svm = LinearSVC(C=regularisation, tol=_TOLERANCE, random_state=0)
    with parallel_backend("threading"):  # liblinear computes outside the interpreter's lock
        return OneVsRestClassifier(svm, n_jobs=_threads(matrix)).fit(matrix, truth)


def _threads(matrix: Any) -> int:
    """How many to fit with: all, where that saves time. They share liblinear's random numbers, so that one thread gives the
    same model each time, and many nearly the same."""
    return -1 if matrix.shape[0] >= _WORTH_THREADS else 1


def _fitted_alone(regularisation: float, matrix: Any, truth: Array) -> tuple[Array, float]:
    """Weights and bias of a linear SVM for one class, of which the sum is the logarithm of the odds."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import LinearSVC

    def fit(rows: Any) -> Any:
        return LinearSVC(C=regularisation, tol=_TOLERANCE, random_state=0).fit(matrix[rows], truth[rows])

    fitted = fit(slice(None))
    aside, tried = _aside_and_tried(len(truth))
    trial = fitted
    if len(set(truth[aside])) == len(set(truth[tried])) == 2:
        trial = fit(tried)
    else:
        aside = np.arange(len(truth))  # too few to keep some aside
    platt = LogisticRegression(C=_PLATT_REGULARISATION)
    platt.fit(trial.decision_function(matrix[aside])[:, None], truth[aside])
    slope = float(platt.coef_[0, 0])
    return fitted.coef_[0] * slope, float(fitted.intercept_[0]) * slope + float(platt.intercept_[0])


def _aside_and_tried(count: int) -> tuple[Array, Array]:
    """Places of the data that a trial is judged on, and of those that it learns."""
    order = np.random.default_rng(0).permutation(count)
    aside, kept = np.split(order, [int(count * _CALIBRATION_SHARE)])
    return aside, kept[: max(int(len(kept) * _TRIAL_SHARE), _TRIAL_TEXTS)]


def _dampened(times: Array) -> Array:
    """What a feature counts that is there so many times; below 1, just that."""
    return np.where(times > 1, 1.0 + np.log(np.maximum(times, 1)), times)
