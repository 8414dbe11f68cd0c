"""bot.procedures.question_reader: which facets a question asks for, which procedure it is about, whether it goes beyond."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ModelError
from bot.language.spelling import Spelling
from bot.procedures.facets import Cues, FacetExtractor
from bot.procedures.model import Facet
from bot.procedures.question_reader import NO_PROCEDURE, QuestionReader, Sample, augmented
from bot.text.concepts import Concepts
from bot.text.normalise import words

EXTRACTOR = FacetExtractor({"documents": {"fr": ["papiers", "certificat"]}, "fee": {"fr": ["combien"]}})
CONCEPTS = Concepts({})
SAMPLES = [
    Sample(text, facets)
    for text, facets in (
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
    )
] * 8
READER = QuestionReader.train(SAMPLES, EXTRACTOR, CONCEPTS)


def asked(text: str, reader: QuestionReader = READER) -> set[Facet]:
    return reader.read(text).asks


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
    (mention,) = READER.read("certificat de residence").mentions
    assert (mention.facet, mention.start, mention.end, mention.asked) == (Facet.DOCUMENTS, 0, 10, False)


def test_what_is_asked_without_a_phrase_has_no_place() -> None:
    """It holds no word of the message."""
    (mention,) = READER.read("les mains vides").mentions
    assert (mention.start, mention.end) == (0, 0)


def test_without_a_model_every_phrase_asks() -> None:
    """So that a reader can be used before anything is learnt."""
    assert asked("certificat", QuestionReader(EXTRACTOR, CONCEPTS)) == {Facet.DOCUMENTS}


def test_it_survives_being_saved(tmp_path: Path) -> None:
    """And a missing file is a clear error."""
    READER.save(tmp_path)
    loaded = QuestionReader.load(tmp_path, EXTRACTOR, CONCEPTS)
    assert [asked(sample.text, loaded) for sample in SAMPLES] == [asked(sample.text) for sample in SAMPLES]
    with pytest.raises(ModelError):
        QuestionReader.load(tmp_path / "nowhere", EXTRACTOR, CONCEPTS)


def test_cues_carry_what_was_learnt_to_other_languages() -> None:
    """A question in words that were never seen is likelier to ask when the lexicon knows what they mean."""
    cues = Cues({"how_much": {"fr": ["combien"], "en": ["how much"]}, "hello": {"fr": ["bonjour"], "en": ["hello"]}})
    reader = QuestionReader.train(
        [Sample("combien", [Facet.FEE]), Sample("bonjour", [])] * 30, FacetExtractor({}), CONCEPTS, cues
    )
    assert asked("how much", reader) == {Facet.FEE}
    assert asked("hello", reader) == set()


def test_what_surrounds_a_question_asks_for_nothing() -> None:
    """Sentences about anything are learnt beside questions, and alone, with what was asked before."""
    contexts = ["il pleut depuis hier matin", "mon frere vit loin", "le train etait plein"] * 10
    made = augmented([Sample("combien", [Facet.FEE]), Sample("bonjour", [])] * 20, contexts)
    beside = [one for one, mistyped in made if not mistyped and any(context in one.text for context in contexts)]
    assert {tuple(one.facets or ()) for one in beside if "combien" in one.text} == {(Facet.FEE,)}
    assert {tuple(one.facets or ()) for one in beside if "combien" not in one.text} == {()}
    assert {one.procedure for one in beside if one.text in contexts} == {NO_PROCEDURE}


def test_questions_are_learnt_in_pairs_and_mistyped_too() -> None:
    """What was given comes first; a pair asks for what both ask for; no more than four facets; always the same."""
    samples = [Sample("quels papiers", [Facet.DOCUMENTS], "a"), Sample("combien", [Facet.FEE], "b", True)] * 50
    made = augmented(samples)
    assert [one for one, _ in made[: len(samples)]] == samples
    joined = [one for one, _ in made if "papiers" in one.text and one.text.endswith("combien")]
    assert joined
    for one in joined:
        assert (set(one.facets or ()), one.procedure, one.beyond) == ({Facet.DOCUMENTS, Facet.FEE}, None, True)
    assert any(one.text not in ("quels papiers", "combien") for one, mistyped in made if mistyped)
    assert augmented(samples) == made
    all_facets = [Sample("tout", list(Facet)[:4]), Sample("reste", list(Facet)[4:])] * 20
    assert not any({*Facet} <= set(one.facets or ()) for one, _ in augmented(all_facets))


ABOUT = [
    Sample("mon permis est vieux", [], "licence"),
    Sample("refaire le permis", [], "licence"),
    Sample("mon passeport est vieux", [], "passport"),
    Sample("passeport", procedure="passport"),
    Sample("permis", procedure="licence"),
    Sample("le visa pour la chine", [Facet.FEE], NO_PROCEDURE),
    Sample("un visa", [], NO_PROCEDURE),
    Sample("pourquoi le passeport est vert", [], "passport", True),
    Sample("pourquoi le permis est rose", [], "licence", True),
    Sample("et la sante ?", []),
] * 8


def test_the_likely_procedure_is_read() -> None:
    """None where the question is about none of those that were learnt, or nothing is known of its words."""
    reader = QuestionReader.train(ABOUT, EXTRACTOR, CONCEPTS)
    assert max(reader.read("mon permis").likely.items(), key=lambda one: one[1])[0] == "licence"
    assert max(reader.read("vieux passeport").likely.items(), key=lambda one: one[1])[0] == "passport"
    assert max(reader.read("un visa chine").likely.values(), default=0.0) < 0.5
    assert NO_PROCEDURE not in reader.read("un visa chine").likely


def test_what_goes_beyond_is_read() -> None:
    """A question like those that no description answers."""
    reader = QuestionReader.train(ABOUT, EXTRACTOR, CONCEPTS)
    assert reader.read("pourquoi le permis est rose").beyond > 0.5
    assert reader.read("refaire le permis").beyond < 0.5


def test_mistyped_questions_are_learnt_as_they_will_be_read() -> None:
    """With their words restored, where there is a spelling."""
    texts = ["quels papiers apporter", "combien ca coute"]
    spelling = Spelling.learn([(text, "fr") for text in texts])
    samples = [Sample(texts[0], [Facet.DOCUMENTS]), Sample(texts[1], [Facet.FEE])] * 30
    reader = QuestionReader.train(samples, FacetExtractor({}), CONCEPTS, spelling=spelling)
    words_meant = spelling.restored(words("quels papiesr aporter"))
    assert reader.read("quels papiesr aporter", words_meant).asks == {Facet.DOCUMENTS}


def test_signs_and_numbers_are_read() -> None:
    """A text without a word, and one of numbers and signs, break nothing and ask for nothing."""
    assert [asked(text) for text in ("?", "12 / 3 ؟!", "\n\n")] == [set(), set(), set()]


@settings(max_examples=50)
@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    """Every mention has a facet and a place in the text."""
    for mention in READER.read(text).mentions:
        assert mention.facet in Facet
        assert 0 <= mention.start <= mention.end <= len(text)
