"""bot.language.hashed_model: learns, is sure when it may be, and survives being written and read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.errors import ModelError
from bot.language.hashed_model import Features, HashedModel


def features(*numbers: int) -> Features:
    """A text whose features are ``numbers``, each counting 1."""
    return Features(np.array(numbers, dtype=np.uint64), np.ones(len(numbers), dtype=np.float32))


SAMPLES = [features(1, 9), features(1, 8), features(2, 9), features(2, 8), features(3, 9), features(3, 8)] * 5
LABELS = ["one", "one", "two", "two", "three", "three"] * 5
MODEL = HashedModel.train(SAMPLES, LABELS)


def test_it_tells_what_it_has_learnt() -> None:
    """The feature that is always there with a label decides, the one that is anywhere does not."""
    for number, label in enumerate(["one", "two", "three"], start=1):
        (found, probability), *_ = MODEL.ranking(features(number, 8, 9))
        assert found == label
        assert probability > 0.5


def test_probabilities_add_up_and_are_ranked() -> None:
    """All classes are there, the likeliest first."""
    ranking = MODEL.ranking(features(2))
    assert {label for label, _ in ranking} == set(LABELS)
    assert sum(probability for _, probability in ranking) == pytest.approx(1.0)
    assert [probability for _, probability in ranking] == sorted((p for _, p in ranking), reverse=True)


def test_two_classes() -> None:
    """With two, the classifier has one column of weights; the model has two."""
    pairs = [(sample, label) for sample, label in zip(SAMPLES, LABELS) if label != "three"]
    model = HashedModel.train([sample for sample, _ in pairs], [label for _, label in pairs])
    assert model.ranking(features(1))[0][0] == "one"
    assert model.ranking(features(2))[0][0] == "two"


def test_a_rare_feature_is_not_learnt() -> None:
    """What fewer texts have than ``minimal_count`` changes nothing."""
    model = HashedModel.train([*SAMPLES, features(1, 77)], [*LABELS, "one"])
    assert np.allclose(model.probabilities(features(77)), model.probabilities(features()))


def test_written_and_read(tmp_path: Path) -> None:
    """The file is plain arrays and decides the same."""
    MODEL.save(tmp_path / "model.npz")
    loaded = HashedModel.load(tmp_path / "model.npz")
    assert loaded.classes == MODEL.classes
    assert np.allclose(loaded.probabilities(features(3)), MODEL.probabilities(features(3)), atol=1e-3)


@pytest.mark.parametrize("contents", [None, b"", b"PK\x03\x04 torn"])
def test_a_damaged_file_is_refused(tmp_path: Path, contents: bytes | None) -> None:
    """With its name in the error."""
    path = tmp_path / "model.npz"
    if contents is not None:
        path.write_bytes(contents)
    with pytest.raises(ModelError, match=r"model\.npz"):
        HashedModel.load(path)
