"""bot.procedures.facet_reader: which facets a message asks for, with a phrase or without one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ModelError
from bot.procedures.facet_reader import FacetReader, augmented
from bot.procedures.facets import Cues, FacetExtractor
from bot.procedures.model import Facet
from bot.text.concepts import Concepts

EXTRACTOR = FacetExtractor({"documents": {"fr": ["papiers", "certificat"]}, "fee": {"fr": ["combien"]}})
CONCEPTS = Concepts({})
SAMPLES = [
    ("quels papiers apporter", [Facet.DOCUMENTS]),
    ("je viens les mains vides ?", [Facet.DOCUMENTS]),
    ("les mains vides ou pas", [Facet.DOCUMENTS]),
    ("combien ca coute", [Facet.FEE]),
    ("combien pour ca", [Facet.FEE]),
    ("mon portefeuille va souffrir ?", [Facet.FEE]),
    ("le portefeuille souffre", [Facet.FEE]),
    ("certificat de residence", []),
    ("le certificat de vie", []),
    ("un certificat", []),
    ("bonjour monsieur", []),
] * 4
READER = FacetReader.train(SAMPLES, EXTRACTOR, CONCEPTS)


def asked(text: str, reader: FacetReader = READER) -> set[Facet]:
    return {mention.facet for mention in reader.read(text) if mention.asked}


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("quels papiers", {Facet.DOCUMENTS}),
        ("les mains vides", {Facet.DOCUMENTS}),
        ("certificat de residence", set()),
        ("quels papiers, et combien ca coute", {Facet.DOCUMENTS, Facet.FEE}),
        ("les mains vides, et mon portefeuille va souffrir", {Facet.DOCUMENTS, Facet.FEE}),
        ("", set()),
    ],
)
def test_what_is_asked_is_read_with_and_without_a_phrase(text: str, facets: set[Facet]) -> None:
    """In other words than the lexicon's too; and a word of the lexicon that does not ask is not asked."""
    assert asked(text) == facets


def test_words_that_do_not_ask_keep_their_place() -> None:
    """Linking still needs to know that "certificat" could have asked."""
    (mention,) = READER.read("certificat de residence")
    assert (mention.facet, mention.start, mention.end, mention.asked) == (Facet.DOCUMENTS, 0, 10, False)


def test_what_is_asked_without_a_phrase_has_no_place() -> None:
    """It holds no word of the message."""
    (mention,) = READER.read("les mains vides")
    assert (mention.start, mention.end) == (0, 0)
    assert mention.first_word > mention.last_word


def test_without_a_model_every_phrase_asks() -> None:
    """So that a reader can be used before anything is learnt."""
    assert asked("certificat", FacetReader(EXTRACTOR, CONCEPTS)) == {Facet.DOCUMENTS}


def test_it_survives_being_saved(tmp_path: Path) -> None:
    """And a missing file is a clear error."""
    READER.save(tmp_path)
    loaded = FacetReader.load(tmp_path, EXTRACTOR, CONCEPTS)
    assert [asked(text, loaded) for text, _ in SAMPLES] == [asked(text) for text, _ in SAMPLES]
    with pytest.raises(ModelError):
        FacetReader.load(tmp_path / "nowhere", EXTRACTOR, CONCEPTS)


def test_cues_carry_what_was_learnt_to_other_languages() -> None:
    """A question in words that were never seen is likelier to ask when the lexicon knows what they mean."""
    cues = Cues({"how_much": {"fr": ["combien"], "en": ["how much"]}, "hello": {"fr": ["bonjour"], "en": ["hello"]}})
    reader = FacetReader.train([("combien", [Facet.FEE]), ("bonjour", [])] * 30, FacetExtractor({}), CONCEPTS, cues)
    assert asked("how much sir", reader) == {Facet.FEE}
    assert asked("hello sir", reader) == set()


def test_what_surrounds_a_question_asks_for_nothing() -> None:
    """Sentences about anything are learnt beside questions, and alone, with what was asked before."""
    contexts = ["il pleut depuis hier matin", "mon frere vit loin", "le train etait plein"] * 10
    made = augmented([("combien", [Facet.FEE]), ("bonjour", [])] * 20, contexts)
    beside = [(text, list(asked)) for text, asked in made if any(context in text for context in contexts)]
    assert {tuple(asked) for text, asked in beside if "combien" in text} == {(Facet.FEE,)}
    assert {tuple(asked) for text, asked in beside if "combien" not in text} == {()}
    assert any(text in contexts for text, _ in beside)


def test_questions_are_learnt_in_pairs_and_mistyped_too() -> None:
    """What was given comes first; a pair asks for what both ask for; no more than four facets; always the same."""
    samples = [("quels papiers", [Facet.DOCUMENTS]), ("combien", [Facet.FEE])] * 50
    made = augmented(samples)
    assert made[: len(samples)] == samples
    joined = [asked for text, asked in made if "papiers" in text and text.endswith("combien")]
    assert joined
    assert all(set(asked) == {Facet.DOCUMENTS, Facet.FEE} for asked in joined)
    assert {text for text, _ in made if text not in ("quels papiers", "combien") and set(text).isdisjoint(",?.")}
    assert augmented(samples) == made
    all_facets = [("tout", list(Facet)[:4]), ("reste", list(Facet)[4:])] * 20
    assert all(
        len(asked) <= 8 and not {*all_facets[0][1], *all_facets[1][1]} <= set(asked)
        for _, asked in augmented(all_facets)
    )


def test_signs_and_numbers_are_read() -> None:
    """A text without a word, and one of numbers and signs, break nothing and ask for nothing."""
    assert [asked(text) for text in ("?", "12 / 3 ؟!", "\n\n")] == [set(), set(), set()]


@settings(max_examples=50)
@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    """Every mention has a facet and a place in the text."""
    for mention in READER.read(text):
        assert mention.facet in Facet
        assert 0 <= mention.start <= mention.end <= len(text)
