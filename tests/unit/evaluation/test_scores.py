"""bot.evaluation.scores, on labels few enough to count by hand."""

from __future__ import annotations

import pytest

from bot.evaluation import scores


def test_scores_of_each_label() -> None:
    """Precision, recall and F1 of a label come from its own counts; a label that is only predicted is not listed."""
    found = scores.by_label(["fr", "fr", "fr", "ar"], ["fr", "fr", "en", "fr"])
    assert found == {
        "ar": {"precision": 0.0, "recall": 0.0, "f1": 0.0, "n": 1},
        "fr": {"precision": 0.6667, "recall": 0.6667, "f1": 0.6667, "n": 3},
    }


@pytest.mark.parametrize(
    ("truth", "predicted", "macro_f1", "accuracy"),
    [
        (["fr", "fr", "fr", "ar"], ["fr", "fr", "en", "fr"], 0.3333, 0.5),
        (["fr", "ar"], ["fr", "ar"], 1.0, 1.0),
        ([], [], 0.0, 0.0),
    ],
)
def test_macro_f1(truth: list[str], predicted: list[str], macro_f1: float, accuracy: float) -> None:
    """The mean of F1 is over the labels that are true somewhere, each of the same weight."""
    assert scores.summary(truth, predicted) == {"n": len(truth), "macro_f1": macro_f1, "accuracy": accuracy}


@pytest.mark.parametrize(
    ("truth", "predicted", "expected"),
    [
        ([True, True, False], [True, False, True], (0.5, 0.5, 0.5)),
        ([True, False], [True, False], (1.0, 1.0, 1.0)),
        ([True], [False], (0.0, 0.0, 0.0)),
        ([], [], (0.0, 0.0, 0.0)),
    ],
)
def test_a_flag(truth: list[bool], predicted: list[bool], expected: tuple[float, float, float]) -> None:
    """ "We do not know" is scored as any label."""
    found = scores.flagged(truth, predicted)
    assert (found["precision"], found["recall"], found["f1"]) == expected


def test_micro_scores_count_members_of_all_sets_together() -> None:
    """Two of three said are true, two of four true are said; one set of three is wholly right."""
    truth = [frozenset({"fee"}), frozenset({"delay", "where"}), frozenset({"documents"})]
    predicted = [frozenset({"fee"}), frozenset({"delay", "hours"}), frozenset()]
    found = scores.micro(truth, predicted)
    assert found == {"n": 3, "precision": 0.6667, "recall": 0.5, "f1": 0.5714, "exact": 0.3333}


def test_confusion_shows_mistakes_only() -> None:
    """True label, then what was said instead, and how often."""
    assert scores.confusion(["fr", "fr", "fr", "ar"], ["fr", "en", "en", "ar"]) == {"fr": {"en": 2}}


def test_reliability_lists_bins_that_hold_something() -> None:
    """A confidence of 1 is in the last bin; accuracy and confidence are means over the bin."""
    assert scores.reliability([0.95, 1.0, 0.12], [True, False, True]) == [
        {"from": 0.1, "to": 0.2, "n": 1, "confidence": 0.12, "accuracy": 1.0},
        {"from": 0.9, "to": 1.0, "n": 2, "confidence": 0.975, "accuracy": 0.5},
    ]


@pytest.mark.parametrize(
    ("confidences", "right", "error"),
    [
        ([0.95, 1.0, 0.12], [True, False, True], 0.61),  # (0.88 + 2 * 0.475) / 3
        ([1.0, 1.0], [True, True], 0.0),
        ([0.5, 0.5], [True, False], 0.0),
        ([], [], 0.0),
    ],
)
def test_expected_calibration_error(confidences: list[float], right: list[bool], error: float) -> None:
    """It is the distance of confidence and accuracy, weighted by the size of the bin."""
    assert scores.expected_calibration_error(confidences, right) == pytest.approx(error)


def test_grouping_keeps_the_order_of_first_places() -> None:
    """Each key has the places at which it stands."""
    assert scores.grouped(["b", "a", "b"]) == {"b": [0, 2], "a": [1]}


@pytest.mark.parametrize(("seconds", "p50"), [([0.001, 0.003, 0.002], 2.0), ([], 0.0)])
def test_milliseconds(seconds: list[float], p50: float) -> None:
    """Seconds become milliseconds; no time at all is no crash."""
    assert scores.milliseconds(seconds)["milliseconds_p50"] == p50
