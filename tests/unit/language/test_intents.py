"""bot.language.intents: what the intent classifier sees of a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.intents import features


def of_kind(kind: str, text: str) -> set[str]:
    return {feature[1:] for feature in features(text) if feature[0] == kind}


def test_words_pairs_skeletons_and_letters() -> None:
    """Words and pairs of words, in normal form and as skeletons, letter n-grams, signs and the number of words."""
    text = "Bghit LACARTE?"
    assert of_kind("w", text) == {"bghit", "lacarte"}
    assert of_kind("b", text) == {"bghit lacarte"}
    assert of_kind("W", text) == {"bGt", "krt"}
    assert of_kind("B", text) == {"bGt krt"}
    assert of_kind("s", text) == {"?"}
    assert of_kind("n", text) == {"2"}
    assert {" b", "gh", "hit ", "carte"} <= of_kind("g", text)
    assert all(2 <= len(gram) <= 5 for gram in of_kind("g", text))


def test_scripts_share_their_skeletons() -> None:
    """An example in Arabic letters teaches its twin in arabizi."""
    assert of_kind("W", "بطاقة") == of_kind("W", "bita9a") == of_kind("W", "bitaqa") == {"btq"}


def test_case_and_accents_do_not_matter() -> None:
    """People type without accents and in capitals."""
    assert features("DELAI DE LA PROCEDURE") == features("délai de la procédure")


@pytest.mark.parametrize(
    ("text", "signs"), [("👍", {"👍"}), ("؟؟", {"؟"}), ("!?", {"!", "?"}), ("✅", {"✅"}), ("🙏🙏", {"🙏"})]
)
def test_signs_alone_are_something_to_go_by(text: str, signs: set[str]) -> None:
    """An emoji or a question mark without a word is a message too."""
    assert of_kind("s", text) == signs
    assert not of_kind("n", text)


@pytest.mark.parametrize("text", ["", "   ", "...", "-", ",", "\u200f", "\n\t"])
def test_nothing_to_go_by(text: str) -> None:
    """Then there are no features at all, so that the classifier can say that it does not know."""
    assert features(text) == []


@pytest.mark.parametrize(("count", "bucket"), [(1, "1"), (7, "7"), (8, "8"), (30, "8")])
def test_long_is_long(count: int, bucket: str) -> None:
    """From eight words on, length tells nothing more."""
    assert of_kind("n", "mot " * count) == {bucket}


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    """On any text: strings only, each with its kind, and the same each time."""
    found = features(text)
    assert found == features(text)
    assert all(feature[0] in "wbWBgsn" and len(feature) > 1 for feature in found)
