"""bot.procedures.facets: which phrases of a message ask for a facet, and where; and the cues that its words are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.data import gazetteer
from bot.procedures.facets import Cues, FacetExtractor
from bot.procedures.model import Facet
from bot.text.normalise import words

SMALL = FacetExtractor(
    {
        "fee": {"fr": ["combien", "prix"], "ary-Latn": ["ch7al"]},
        "delay": {"fr": ["combien de temps", "délai"], "en": ["how long"]},
        "validity": {"en": ["how long is it valid"]},
        "where": {"fr": ["=où"], "ary-Latn": ["fin"]},
        "documents": {"ary": ["شنو كيطلبو"], "fr": ["papiers"]},
    }
)


@pytest.fixture(scope="module")
def real() -> FacetExtractor:
    return FacetExtractor(gazetteer("facets"))


def asked(text: str, extractor: FacetExtractor = SMALL) -> list[str]:
    return [mention.facet.value for mention in extractor.extract(text)]


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("combien ?", ["fee"]),
        ("COMBIEN", ["fee"]),
        ("combien de temps", ["delay"]),
        ("le delai et le prix", ["delay", "fee"]),
        ("how long", ["delay"]),
        ("how long is it valid", ["validity"]),
        ("prix, prix", ["fee", "fee"]),
        ("combiens", []),
        ("carte nationale", []),
        ("", []),
        ("👍", []),
    ],
)
def test_phrases_are_found_in_order(text: str, facets: list[str]) -> None:
    """Whole words, whatever their case and accents; the longest phrase wins; each mention counts."""
    assert asked(text) == facets


@pytest.mark.parametrize("text", ["papier", "papyi", "بابيي"])
def test_a_short_skeleton_is_not_enough(text: str) -> None:
    """Below four consonants too many words look alike."""
    assert asked(text) == []


@pytest.mark.parametrize("text", ["chno kaytelbo", "شنو كَيطلبو", "shnou kaytlbou", "CHNU KITALBU"])
def test_a_phrase_is_found_in_other_scripts(text: str) -> None:
    """A phrase of four consonants and more serves all scripts."""
    assert asked(text) == ["documents"]


@pytest.mark.parametrize(
    ("text", "facets"), [("où", ["where"]), ("OÙ", ["where"]), ("ou", []), ("passeport ou permis", [])]
)
def test_an_accent_that_tells_is_looked_at(text: str, facets: list[str]) -> None:
    """ "où" is where, "ou" is or."""
    assert asked(text) == facets


def test_mentions_know_where_they_stand() -> None:
    """Characters of the text as it was written, and places among its words."""
    text = "  Salam, COMBIEN de temps? w fin"
    first, second = SMALL.extract(text)
    assert text[first.start : first.end] == "COMBIEN de temps"
    assert (first.facet, first.first_word, first.last_word) == (Facet.DELAY, 1, 3)
    assert text[second.start : second.end] == "fin"
    assert (second.facet, second.first_word, second.last_word) == (Facet.WHERE, 5, 5)


def test_words_may_be_given() -> None:
    """Words that were already cut are not cut again, and the result is the same."""
    text = "combien et fin"
    assert SMALL.extract(text, words(text)) == SMALL.extract(text)


def test_an_empty_lexicon_finds_nothing() -> None:
    """Nor does it break."""
    assert FacetExtractor({}).extract("combien") == []


def test_an_unknown_facet_is_refused() -> None:
    """A slip in the lexicon is seen at start."""
    with pytest.raises(ValueError, match="colour"):
        FacetExtractor({"colour": {"fr": ["rouge"]}})


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("quels papiers pour le passeport", {"documents"}),
        ("c'est combien", {"fee"}),
        ("ça prend combien de temps", {"delay"}),
        ("où déposer le dossier", {"where"}),
        ("chno lwra9 w ch7al", {"documents", "fee"}),
        ("شحال الثمن", {"fee"}),
        ("شنو خاصني", {"documents"}),
        ("ما هي الوثائق المطلوبة", {"documents"}),
        ("what documents do i need", {"documents"}),
        ("ⵎⴰⵏⵉ", {"where"}),
        ("ⵎⴰ ⵉⵅⵚⵚⴰⵏ", {"documents"}),
        ("bonjour", set()),
        ("passeport", set()),
    ],
)
def test_the_real_lexicon(real: FacetExtractor, text: str, facets: set[str]) -> None:
    """The everyday questions of each locale."""
    assert set(asked(text, real)) == facets


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["combien", "de", "temps", "où", "ch7al", "👍", "شنو", "كيطلبو"])).map(" ".join),
    )
)
def test_no_text_breaks_it(text: str) -> None:
    """On any text: mentions in order, apart from one another, and pointing at words."""
    text_words, end = words(text), 0
    for mention in SMALL.extract(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.start == text_words[mention.first_word].start
        assert mention.end == text_words[mention.last_word].end
        end = mention.end


CUES = Cues(
    {
        "how_much": {"fr": ["combien"], "ary-Latn": ["ch7al"]},
        "how_many": {"fr": ["combien de"]},
        "year": {"fr": ["année"], "ary": ["عام"], "en": ["years"]},
        "paper": {"ary": ["الوراق"], "zgh-Latn": ["tiwriqin"]},
        "pay": {"ary-Latn": ["nkhelles"]},
        "debt": {"ary-Latn": ["nkhelles"]},
    }
)


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("combien", [{"how_much"}]),
        ("Combien d'année", [{"how_many"}, {"how_many"}, {"year"}]),
        ("combien de papiers", [{"how_many"}, {"how_many"}, set()]),
        ("شحال", [{"how_much"}]),  # by its sounds
        ("ⵜⵉⵡⵔⵉⵇⵉⵏ", [{"paper"}]),
        ("والوراق", [{"paper"}]),  # without the particles
        ("nkhelles", [{"pay", "debt"}]),
        ("combein", [{"how_much"}]),  # with one slip
        ("comien", [{"how_much"}]),
        ("cmbn", [set()]),  # with two
        ("3am", [{"year"}]),
        ("am", [set()]),
        ("", []),
    ],
)
def test_cues(text: str, cues: list[set[str]]) -> None:
    """Of each word: whole phrases first, then by letters, by sounds, and long words with one slip."""
    assert CUES.find([word.norm for word in words(text)]) == cues


def test_the_real_cues_are_found() -> None:
    """Each form of the lexicon is found where it stands alone."""
    lexicon = gazetteer("cues")
    cues = Cues(lexicon)
    for cue, by_locale in lexicon.items():
        for form in (form for forms in by_locale.values() for form in forms):
            found = cues.find([word.norm for word in words(form)])
            assert all(cue in of_word for of_word in found), (cue, form)


@given(st.lists(st.text(max_size=12), max_size=8))
def test_no_words_break_the_cues(texts: list[str]) -> None:
    """A set for each word, whatever it is."""
    assert len(CUES.find(texts)) == len(texts)
