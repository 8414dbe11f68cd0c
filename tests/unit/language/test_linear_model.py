"""bot.language.linear_model: it learns, says how sure it is, survives being saved, and refuses files that are no model."""

from __future__ import annotations

import functools
import operator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ModelError
from bot.language.linear_model import LinearModel

COLOURS = {"warm": ["red", "orange", "yellow"], "cold": ["blue", "green", "violet"], "none": ["grey", "black", "white"]}


def samples(classes: int = 3, times: int = 8) -> tuple[list[list[str]], list[str]]:
    """Texts of two features each, the same for every call."""
    labels = list(COLOURS)[:classes]
    pairs = [
        ([COLOURS[label][turn % 3], COLOURS[label][(turn + 1) % 3], "colour"], label)
        for turn in range(times)
        for label in labels
    ]
    return [features for features, _ in pairs], [label for _, label in pairs]


MODEL = LinearModel.train(*samples())


@pytest.fixture(scope="module")
def model() -> LinearModel:
    return MODEL


@pytest.fixture(scope="module")
def saved(model: LinearModel, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("model") / "model.npz"
    model.save(path)
    return path.read_bytes()


@pytest.mark.parametrize("classes", [2, 3])
def test_it_learns(classes: int) -> None:
    """Two classes, which scikit-learn treats apart, and more are told from their features."""
    model = LinearModel.train(*samples(classes))
    for label in list(COLOURS)[:classes]:
        (best, confidence), *rest = model.ranking(COLOURS[label])
        assert best == label
        assert confidence > 0.8
        assert [other for other, _ in rest] != [label]


def test_training_is_repeatable() -> None:
    """The same data give the same model, to the last bit."""
    one, other = LinearModel.train(*samples()), LinearModel.train(*samples())
    assert one.classes == other.classes
    assert np.array_equal(one.probabilities(["red", "blue"]), other.probabilities(["red", "blue"]))


def test_nothing_known_is_nothing_said(model: LinearModel) -> None:
    """Without a known feature all classes are equally likely: no prejudice for the largest."""
    assert model.probabilities(["unheard"]).tolist() == pytest.approx([1 / 3] * 3)
    assert model.probabilities([]).tolist() == pytest.approx([1 / 3] * 3)


def test_a_feature_seen_once_is_dropped() -> None:
    """A feature of a single text is chance, not knowledge."""
    texts, labels = samples()
    model = LinearModel.train([*texts, ["once"]], [*labels, "warm"])
    assert model.probabilities(["once"]).tolist() == pytest.approx([1 / 3] * 3)
    assert LinearModel.train([*texts, ["once"]], [*labels, "warm"], minimal_count=1).ranking(["once"])[0][0] == "warm"


def test_a_class_of_one_text_is_still_a_class() -> None:
    """Wherever the one text falls, in the part kept aside or not, its class can be predicted."""
    texts, labels = samples()
    model = LinearModel.train([*texts, ["rare", "rare"], ["rare"]], [*labels, "rare", "rare"], minimal_count=2)
    assert model.ranking(["rare"])[0][0] == "rare"


@given(st.lists(st.sampled_from([*functools.reduce(operator.iadd, COLOURS.values(), []), "colour", "?"]), max_size=12))
def test_probabilities_are_probabilities(features: list[str]) -> None:
    """On any features: not negative, summing to one, and ranked from the likeliest down."""
    probabilities = MODEL.probabilities(features)
    assert (probabilities >= 0).all()
    assert float(probabilities.sum()) == pytest.approx(1.0, abs=1e-5)
    ranking = MODEL.ranking(features)
    assert [confidence for _, confidence in ranking] == sorted((p for _, p in ranking), reverse=True)
    assert {name for name, _ in ranking} == set(COLOURS)
    assert MODEL.ranking(features, limit=1) == ranking[:1]


def test_a_saved_model_decides_the_same(model: LinearModel, tmp_path: Path, saved: bytes) -> None:
    """Half floats in the file change no decision."""
    path = tmp_path / "model.npz"
    path.write_bytes(saved)
    loaded = LinearModel.load(path)
    assert loaded.classes == model.classes
    for features in (["red"], ["blue", "green"], ["white", "red", "grey"], ["unheard"], []):
        assert loaded.probabilities(features) == pytest.approx(model.probabilities(features), abs=5e-3)
        assert loaded.ranking(features)[0][0] == model.ranking(features)[0][0]


def test_features_of_any_script_survive_the_file(tmp_path: Path) -> None:
    """Arabic, Tifinagh, emoji and control characters in features are read back as they were."""
    strange = ["بطاقة", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "👍", "\x00wla", "a b"]
    texts = [[strange[turn % 5]] for turn in range(20)]
    model = LinearModel.train(texts, ["ⴰ" if turn % 5 < 2 else "ب" for turn in range(20)])
    model.save(tmp_path / "model.npz")
    loaded = LinearModel.load(tmp_path / "model.npz")
    assert loaded.classes == ["ب", "ⴰ"]
    assert [loaded.ranking([feature])[0][0] for feature in strange] == ["ⴰ", "ⴰ", "ب", "ب", "ب"]


@pytest.mark.parametrize("content", [b"", b"hello", b"\x80\x04K\x01."], ids=["empty", "text", "pickle"])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    """An empty file, a text and a pickle, which would run code, are errors of ours that name the file."""
    path = tmp_path / "model.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"model\.npz is not a model"):
        LinearModel.load(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """So is a file that is not there."""
    with pytest.raises(ModelError, match=r"absent\.npz"):
        LinearModel.load(tmp_path / "absent.npz")


def test_an_archive_without_our_arrays_is_refused(tmp_path: Path) -> None:
    """So is somebody else's archive of arrays."""
    np.savez(tmp_path / "other.npz", a=np.zeros(3))
    with pytest.raises(ModelError):
        LinearModel.load(tmp_path / "other.npz")


@pytest.mark.parametrize("damage", ["cut", "overwritten", "no zip"])
def test_a_damaged_model_is_refused(tmp_path: Path, saved: bytes, damage: str) -> None:
    """A file that was cut short or overwritten is an error of ours, not a traceback."""
    path = tmp_path / "model.npz"
    middle = len(saved) // 4
    damaged = {
        "cut": saved[: len(saved) // 2],
        "overwritten": saved[:middle] + b"zzzz" + saved[middle + 4 :],
        "no zip": b"PK\x03\x04" + b"0" * 50,
    }
    path.write_bytes(damaged[damage])
    with pytest.raises(ModelError):
        LinearModel.load(path)
