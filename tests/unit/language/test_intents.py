"""bot.language.intents: what the intent classifier sees of a message."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.intents import IntentModel, features, meant_features
from bot.language.spelling import Spelling
from bot.text.concepts import Concepts
from bot.text.normalise import words

CONCEPTS = Concepts(
    {"card": {"fr": ["carte"], "ary-Latn": ["lacarte"]}, "want": {"ary-Latn": ["bghit"], "ary": ["بغيت"]}}
)


def of_kind(kind: str, text: str) -> set[str]:
    return {feature[1:] for feature in features(text, CONCEPTS) if feature[0] == kind}


def test_words_sounds_concepts_and_their_pairs() -> None:
    """Words, skeletons, sound forms and concepts, alone and in pairs; n-grams of the sounds; signs; the number of words."""
    text = "Bghit LACARTE?"
    assert of_kind("w", text) == {"bghit", "lacarte"}
    assert of_kind("b", text) == {"bghit lacarte"}
    assert of_kind("W", text) == {"bGt", "krt"}
    assert of_kind("B", text) == {"bGt krt"}
    assert of_kind("P", text) == {"bGit", "lakart"}
    assert of_kind("Q", text) == {"bGit lakart"}
    assert of_kind("c", text) == {"want", "card"}
    assert of_kind("C", text) == {"want card"}
    assert of_kind("s", text) == {"?"}
    assert of_kind("n", text) == {"2"}
    assert {" b", "bG", "Git ", "it la"} <= of_kind("h", text)
    assert all(2 <= len(gram) <= 5 for gram in of_kind("h", text))


def test_scripts_share_their_skeletons() -> None:
    """An example in Arabic letters teaches its twin in arabizi."""
    assert of_kind("W", "بطاقة") == of_kind("W", "bita9a") == of_kind("W", "bitaqa") == {"btq"}


def test_spellings_share_their_sounds_and_concepts() -> None:
    """So does a spelling that no example has."""
    assert of_kind("P", "بغيت") == of_kind("P", "bghit") == of_kind("P", "b4ite")
    assert of_kind("c", "بغيت") == of_kind("c", "bghit") == {"want"}


def test_it_learns_ranks_and_survives_being_saved(tmp_path: Path) -> None:
    """Also of a text that is mistyped; nothing to go by gives no ranking."""
    samples = [
        ("merci beaucoup", "thanks"),
        ("choukran bzaf", "thanks"),
        ("bonjour", "greet"),
        ("salam 3likom", "greet"),
    ]
    spelling = Spelling.learn((text, "fr") for text, _ in samples)
    model = IntentModel.train(samples * 6, CONCEPTS, spelling)
    assert model.ranking("merci", words("merci"), 1)[0][0] == "thanks"
    assert model.ranking("mreci baucoup", spelling.restored(words("mreci baucoup")), 1)[0][0] == "thanks"
    assert model.ranking("...", []) == []
    model.save(tmp_path)
    loaded = IntentModel.load(tmp_path, CONCEPTS)
    assert (
        [name for name, _ in loaded.ranking("salam", words("salam"))]
        == [name for name, _ in model.ranking("salam", words("salam"))]
        == ["greet", "thanks"]
    )


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    """What follows the first hundreds of characters is not looked at."""
    assert features("merci " * 5000, CONCEPTS) == features("merci " * 100, CONCEPTS)


def test_case_and_accents_do_not_matter() -> None:
    """People type without accents and in capitals."""
    assert features("DELAI DE LA PROCEDURE", CONCEPTS) == features("délai de la procédure", CONCEPTS)


@pytest.mark.parametrize(
    ("text", "signs"), [("👍", {"👍"}), ("؟؟", {"؟"}), ("!?", {"!", "?"}), ("✅", {"✅"}), ("🙏🙏", {"🙏"})]
)
def test_signs_alone_are_something_to_go_by(text: str, signs: set[str]) -> None:
    """An emoji or a question mark without a word is a message too."""
    assert of_kind("s", text) == signs
    assert not of_kind("n", text)


def test_what_was_meant_counts_and_what_was_typed_faintly() -> None:
    """A message typed in a hurry has all that it would have had, and a trace of how it stands there."""
    spelling = Spelling.learn([("bghit lacarte", "ary-Latn")])
    meant = meant_features("bghit lacarte", spelling.restored(words("bghit lacarte")), CONCEPTS)
    typed = meant_features("bgiht la carte", spelling.restored(words("bgiht la carte")), CONCEPTS)
    assert meant == Counter(features("bghit lacarte", CONCEPTS))
    assert {feature: typed[feature] for feature in meant} == meant
    assert 0 < typed["wbgiht"] < 1


@pytest.mark.parametrize("text", ["", "   ", "...", "-", ",", "\u200f", "\n\t"])
def test_nothing_to_go_by(text: str) -> None:
    """Then there are no features at all, so that the classifier can say that it does not know."""
    assert features(text, CONCEPTS) == []


@pytest.mark.parametrize(("count", "bucket"), [(1, "1"), (7, "7"), (8, "8"), (30, "8")])
def test_long_is_long(count: int, bucket: str) -> None:
    """From eight words on, length tells nothing more."""
    assert of_kind("n", "mot " * count) == {bucket}


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    """On any text: strings only, each with its kind, and the same each time."""
    found = features(text, CONCEPTS)
    assert found == features(text, CONCEPTS)
    assert all(feature[0] in "wbWBPQcChsn" and len(feature) > 1 for feature in found)
