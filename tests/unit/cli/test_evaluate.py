"""bot.cli.evaluate: the figures, on rows small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.evaluate import _abstention, _confusion, _rows, _scores, _share
from bot.errors import BadRequest


def test_scores_counted_by_hand() -> None:
    """Precision, recall and F1 of each label; the macro mean is over labels that are true somewhere."""
    found = _scores(["fr", "fr", "fr", "ar"], ["fr", "fr", "en", "fr"])
    assert found == {
        "n": 4,
        "macro_f1": 0.3333,
        "accuracy": 0.5,
        "by_locale": {
            "ar": {"precision": 0.0, "recall": 0.0, "f1": 0.0, "n": 1},
            "fr": {"precision": 0.6667, "recall": 0.6667, "f1": 0.6667, "n": 3},
        },
    }


def test_all_right_is_one() -> None:
    """And so is each of its parts."""
    found = _scores(["fr", "ar"], ["fr", "ar"])
    assert found["macro_f1"] == found["accuracy"] == 1.0


def test_scores_of_nothing() -> None:
    """No row is no crash."""
    assert _scores([], []) == {"n": 0, "macro_f1": 0.0, "accuracy": 0.0, "by_locale": {}}


def test_confusion_shows_mistakes_only() -> None:
    """True label, then what was said instead, and how often."""
    assert _confusion(["fr", "fr", "fr", "ar"], ["fr", "en", "en", "ar"]) == {"fr": {"en": 2}}


@pytest.mark.parametrize(("within", "share"), [(1, 0.5), (3, 0.75), (9, 1.0)])
def test_share_of_ranks(within: int, share: float) -> None:
    """Ranks count from 0; only the places that are named count."""
    assert _share([0, 0, 2, 5, 9], [0, 1, 2, 3], within) == share


def test_share_of_nothing() -> None:
    """Nothing to answer is no crash."""
    assert _share([], [], 1) == 0.0


@pytest.mark.parametrize(
    ("truth", "predicted", "expected"),
    [
        ([True, True, False], [True, False, True], (0.5, 0.5, 0.5)),
        ([True, False], [True, False], (1.0, 1.0, 1.0)),
        ([True], [False], (0.0, 0.0, 0.0)),
        ([], [], (0.0, 0.0, 0.0)),
    ],
)
def test_abstention(truth: list[bool], predicted: list[bool], expected: tuple[float, float, float]) -> None:
    """Of "we do not know" as of any label."""
    found = _abstention(truth, predicted)
    assert (found["precision"], found["recall"], found["f1"]) == expected


def test_rows_are_read_as_they_are(tmp_path: Path) -> None:
    """Columns in any order, others are let be, and quotes are letters."""
    path = tmp_path / "pool.tsv"
    path.write_text('text\textra\tlocale\n"où\tx\tfr\n', encoding="utf-8")
    assert _rows(path, ("locale", "text")) == [{"text": '"où', "extra": "x", "locale": "fr"}]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "the header lacks locale, text"),
        ("text\nwhere\n", "the header lacks locale"),
        ("locale\ttext\nfr\tbonjour\nfr\n", r"pool\.tsv:3: 1 fields, the header has 2"),
    ],
)
def test_a_bad_table_is_refused(tmp_path: Path, content: str, problem: str) -> None:
    """With its line."""
    path = tmp_path / "pool.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadRequest, match=problem):
        _rows(path, ("locale", "text"))
