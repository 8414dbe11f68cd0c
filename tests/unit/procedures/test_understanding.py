"""bot.procedures.understanding: which procedure, which facets, or what to ask back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.procedures import understanding
from bot.procedures.catalogue import Catalogue
from bot.procedures.facets import FacetExtractor
from bot.procedures.model import Facet
from bot.procedures.reading import Mention, QuestionReading
from bot.procedures.search import Index, Lexicon
from bot.procedures.understanding import CHOICES, Kind, Understanding, understand
from bot.text.concepts import Concepts

from .samples import CATALOGUE, FUNCTION_WORDS, INDEX, LEXICON, procedure

EXTRACTOR = FacetExtractor(
    {
        "documents": {"fr": ["papiers", "certificat"], "ary-Latn": ["lwra9"]},
        "fee": {"fr": ["combien", "prix"], "ary-Latn": ["ch7al"]},
        "where": {"fr": ["=où"]},
    }
)


def meant(
    text: str,
    current: Optional[str] = None,
    catalogue: Catalogue = CATALOGUE,
    index: Index = INDEX,
    *,
    options: Sequence[str] = (),
    excluded: Optional[str] = None,
) -> Understanding:
    mentions = [Mention(found.facet, found.start, found.end) for found in EXTRACTOR.extract(text)]
    return understand(text, QuestionReading(mentions), catalogue, index, current, options=options, excluded=excluded)


@pytest.mark.parametrize(
    ("text", "procedure_id", "facets"),
    [
        ("passeport", "passport", []),
        ("quels papiers pour le passeport", "passport", [Facet.DOCUMENTS]),
        ("combien et quels papiers pour le permis de conduire", "licence", [Facet.DOCUMENTS, Facet.FEE]),
        ("bghit lwra9 d lpassport w ch7al", "passport", [Facet.DOCUMENTS, Facet.FEE]),
        ("carte nationale", "card-first", []),
        ("renouveler la carte", "card-renewal", []),
        ("carte nationale pour mineur", "card-minor", []),
        ("prix prix passeport", "passport", [Facet.FEE]),
    ],
)
def test_a_named_procedure_is_found(text: str, procedure_id: str, facets: list[Facet]) -> None:
    """With the facets asked for, once each, in the order of answers."""
    assert meant(text) == Understanding(Kind.FOUND, [procedure_id], facets)


def test_a_word_of_the_name_asks_for_nothing() -> None:
    """The "certificat" of a name is not a question about papers; another one beside it is."""
    assert meant("certificat de non-location") == Understanding(Kind.FOUND, ["non-rental"], [])
    assert meant("papiers certificat de non-location").facets == [Facet.DOCUMENTS]


@pytest.mark.parametrize(
    ("current", "kind"), [("passport", Kind.CURRENT), (None, Kind.UNKNOWN), ("gone", Kind.UNKNOWN)]
)
def test_a_facet_alone_is_about_the_current_procedure(current: Optional[str], kind: Kind) -> None:
    """ "w ch7al?" needs a conversation; a procedure that left the catalogue is none. The facet is kept either way."""
    assert meant("w ch7al?", current) == Understanding(kind, [], [Facet.FEE], bare=True)


@pytest.mark.parametrize(
    ("text", "bare"), [("w ch7al?", True), ("combien et quels papiers", True), ("combien bateau", False), ("", False)]
)
def test_bare_is_nothing_but_facets(text: str, bare: bool) -> None:
    """Another word may be the name of something that we do not have."""
    assert meant(text).bare is meant(text, "passport").bare is bare


def test_a_named_procedure_wins_over_the_current_one() -> None:
    """Who names another procedure has changed the subject."""
    assert meant("combien coûte le passeport", "licence").procedures == ["passport"]


def test_close_candidates_are_a_question() -> None:
    """Two procedures of the same name: we ask, and never guess; at most four are offered."""
    twins = [procedure(f"twin-{number}", title={"fr": "Carte jumelle"}) for number in range(6)]
    index = Index(twins, LEXICON)
    found = meant("carte jumelle", catalogue=Catalogue(twins), index=index)
    assert found.kind is Kind.CHOOSE
    assert len(found.procedures) == CHOICES
    assert set(found.procedures) <= {twin.id for twin in twins}


def test_among_close_candidates_the_current_one_is_meant() -> None:
    """Who has been talking of one of the twins goes on with it."""
    twins = [procedure(f"twin-{number}", title={"fr": "Carte jumelle"}) for number in range(3)]
    index = Index(twins, LEXICON)
    found = meant("carte jumelle", "twin-1", Catalogue(twins), index)
    assert found == Understanding(Kind.FOUND, ["twin-1"], [])


def test_two_procedures_in_one_message() -> None:
    """Both are answered, in the order of the message, when both are named whole and are not of one family."""
    assert meant("le passeport et le permis de conduire").procedures == ["passport", "licence"]
    assert meant("le permis de conduire et le passeport").procedures == ["licence", "passport"]
    assert meant("carte nationale pour mineur").procedures == ["card-minor"]


@pytest.mark.parametrize(
    ("text", "procedure_id"), [("bouspor", "passport"), ("البسبور", "passport"), ("البرمي", "licence")]
)
def test_a_name_is_whole_in_any_spelling(text: str, procedure_id: str) -> None:
    """When the skeleton of each of its words was said, though too few of its letters were."""
    assert meant(text) == Understanding(Kind.FOUND, [procedure_id])


def test_an_option_that_was_offered_is_meant() -> None:
    """Who was asked to choose needs to say little; who names something else has not chosen."""
    assert meant("carte nationale", options=["card-minor"]).procedures == ["card-minor"]
    offered = meant("mineur bateau", options=["card-renewal", "card-minor"])
    assert offered == Understanding(Kind.FOUND, ["card-minor"])
    assert meant("passeport", options=["card-minor"]).procedures == ["passport"]


CASES = Lexicon(
    FUNCTION_WORDS,
    Concepts(
        {"lose": {"fr": ["perdu", "perte"], "ary-Latn": ["tleft"]}, "renew": {"fr": ["renouveler", "renouvellement"]}}
    ),
    frozenset({"lose", "renew"}),
)


@pytest.mark.parametrize(
    ("text", "procedure_id", "beyond"),
    [
        ("quels papiers pour le passeport", "passport", False),
        ("quels papiers pour le passeport perdu", "passport", True),
        ("combien le permis de conduire, tleft", "licence", True),
        ("combien pour renouveler la carte nationale", "card-renewal", False),
        ("carte nationale perdue", "card-first", False),  # "perdue" is no form of the lexicon
    ],
)
def test_a_case_of_which_the_description_does_not_speak_is_recognised(
    text: str, procedure_id: str, beyond: bool
) -> None:
    """ "Lost" is beyond a passport that speaks of no loss; "renew" is not beyond a renewal."""
    found = meant(text, None, CATALOGUE, Index(CATALOGUE.values(), CASES))
    assert (found.procedures, found.beyond) == ([procedure_id], beyond)


def test_a_case_turns_to_the_variant_that_speaks_of_it() -> None:
    """When the nearest name lacks the case and one of its variants has it, the variant is meant; so in the conversation."""
    lost = procedure("lost", title={"fr": "Passeport perdu"})
    family = Catalogue([procedure("first", title={"fr": "Passeport"}, variants=["lost"], fee={"mad": 1}), lost])
    index = Index(family.values(), CASES)
    assert meant("combien pour le passeport tleft", None, family, index).procedures == ["lost"]
    assert meant("combien si tleft", "first", family, index).procedures == ["lost"]


def test_what_was_not_meant_is_no_case() -> None:
    """ "Not the lost one, the passport": the words of the procedure that is excluded tell nothing of the other."""
    lost = procedure("lost", title={"fr": "Permis perdu"})
    pair = Catalogue([procedure("passport", title={"fr": "Passeport"}), lost])
    index = Index(pair.values(), CASES)
    assert meant("passeport perdu", None, pair, index, excluded="gone").beyond
    corrected = meant("pas permis perdu passeport", None, pair, index, excluded="lost")
    assert (corrected.procedures, corrected.beyond) == (["passport"], False)


def test_an_appeal_is_a_case_unless_it_is_asked_beside_the_rest() -> None:
    """ "The papers to appeal" are not the papers; "the papers, and how to appeal" are two questions."""
    extractor = FacetExtractor({"documents": {"fr": ["papiers"]}, "appeal": {"fr": ["recours"]}})

    def beyond(text: str) -> bool:
        mentions = [Mention(found.facet, found.start, found.end) for found in extractor.extract(text)]
        return understand(text, QuestionReading(mentions), CATALOGUE, INDEX).beyond

    assert beyond("papiers pour un recours passeport")
    assert not beyond("papiers passeport, et le recours ?")
    assert not beyond("recours passeport")


def test_an_appeal_asked_without_a_phrase_does_not_make_the_rest_its_case() -> None:
    """It stands nowhere in the text, so nothing is asked *of* it: the papers are answered."""
    mentions = [Mention(Facet.DOCUMENTS, 0, 7), Mention(Facet.APPEAL, 0, 0)]
    assert not understand("papiers passeport", QuestionReading(mentions), CATALOGUE, INDEX).beyond


def test_what_is_not_meant_is_not_found_again() -> None:
    """After "not that one" the others are left, or nothing."""
    assert meant("passeport", excluded="passport") == Understanding(Kind.UNKNOWN)
    assert meant("carte nationale", excluded="card-first").procedures == ["card-renewal", "card-minor"]
    assert meant("carte nationale", options=["card-first"], excluded="card-first").procedures != ["card-first"]


def test_the_variant_that_the_message_turns_to() -> None:
    """ "et pour un mineur ?" after the first card is about the minor's; without a conversation it is not sure."""
    assert meant("et pour un mineur ?", "card-first") == Understanding(Kind.FOUND, ["card-minor"], [])
    assert meant("et pour un mineur ?").kind is not Kind.CURRENT


@pytest.mark.parametrize("text", ["bonjour", "quel temps fait-il", "", "👍", "12345", "zzz"])
def test_nothing_close_is_unknown(text: str) -> None:
    """Neither a guess nor an offer."""
    assert meant(text) == Understanding(Kind.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "procedures"),
    [("conduire bateau", ["licence"]), ("nationale bateau", ["card-first", "card-renewal", "card-minor"])],
)
def test_something_a_little_close_is_offered(text: str, procedures: list[str]) -> None:
    """Part of a name among other words: at most three are offered, none is answered; the conversation changes nothing."""
    assert meant(text) == meant(text, "residence") == Understanding(Kind.MAYBE, procedures, [])


def test_an_empty_catalogue_understands_nothing() -> None:
    """And does not break."""
    empty = Catalogue([])
    assert meant("passeport", None, empty, Index([], Lexicon())) == Understanding(Kind.UNKNOWN)


WORDS = ["carte", "nationale", "combien", "passeport", "mineur", "et", "où", "ⴰ"]
SHARES = st.floats(0, 1)
READINGS = st.builds(
    QuestionReading,
    st.just(()),
    st.dictionaries(st.sampled_from([*CATALOGUE, "gone"]), SHARES, max_size=4),
    SHARES,
    SHARES,
)


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)),
    st.sampled_from([None, "passport", "card-first", "gone"]),
    READINGS,
)
def test_no_text_breaks_it(text: str, current: Optional[str], reading: QuestionReading) -> None:
    """On any text, read in any way: procedures of the catalogue exactly when some are meant, and facets once each."""
    mentions = [Mention(found.facet, found.start, found.end) for found in EXTRACTOR.extract(text)]
    found = understand(text, replace(reading, mentions=mentions), CATALOGUE, INDEX, current)
    assert set(found.procedures) <= set(CATALOGUE)
    assert bool(found.procedures) == (found.kind in (Kind.FOUND, Kind.CHOOSE, Kind.MAYBE))
    assert len(found.procedures) <= CHOICES
    assert found.facets == [facet for facet in Facet if facet in found.facets]
    if found.kind is Kind.CURRENT:
        assert current in CATALOGUE


def read(text: str, **reading: Any) -> Understanding:
    return understand(text, QuestionReading(**reading), CATALOGUE, INDEX)


def test_what_was_learnt_of_a_procedure_links_to_it() -> None:
    """Also where no name of it is said; one that is not in the catalogue is left out, and what is hardly likely is no guess."""
    assert read("xyzzy frobnicate", likely={"licence": 0.95, "unheard-of": 0.99}).procedures == ["licence"]
    assert read("xyzzy frobnicate", likely={"licence": 0.3}).kind is Kind.UNKNOWN
    assert read("xyzzy frobnicate").kind is Kind.UNKNOWN


def test_what_was_learnt_settles_what_names_leave_open() -> None:
    """Of two that are named alike; but not what one word says, nor against the only one that is named whole."""
    assert read("renouveler xyzzy").kind is not Kind.FOUND
    assert read("renouveler xyzzy", likely={"card-renewal": 0.9}).procedures == ["card-renewal"]
    assert read("renouveler", likely={"card-renewal": 0.9}) == read("renouveler")
    undecided = {"card-minor": 0.5, "card-first": 0.4}
    assert read("carte nationale xyzzy", likely=undecided).procedures == ["card-first"]


@pytest.fixture
def all_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the model had been trained on the procedures of these tests."""
    monkeypatch.setattr(understanding, "learnt_ids", lambda: frozenset(CATALOGUE))


@pytest.mark.usefixtures("all_learnt")
def test_a_strange_question_about_none_of_ours_is_unknown() -> None:
    """One about a case of a procedure is beyond it: the citizen is told so."""
    text = "passeport xyzzy"
    assert read(text, likely={"passport": 0.9}, elsewhere=0.01, beyond=0.01).procedures == ["passport"]
    assert read(text, likely={"passport": 0.1}, elsewhere=0.9).kind is Kind.UNKNOWN
    beyond = read(text, likely={"passport": 0.9}, elsewhere=0.01, beyond=0.98)
    assert (beyond.procedures, beyond.beyond) == (["passport"], True)


def test_of_a_procedure_that_was_not_learnt_elsewhere_says_nothing() -> None:
    """It is about none of those learnt whatever is asked of it."""
    found = read("passeport", elsewhere=0.99, beyond=0.5)
    assert (found.kind, found.procedures, found.beyond) == (Kind.FOUND, ["passport"], False)


@pytest.mark.usefixtures("all_learnt")
def test_a_question_that_goes_on_is_about_what_was_talked_of() -> None:
    """Without a word of a procedure it is likely "elsewhere", which must not end the subject."""
    reading = QuestionReading([Mention(Facet.FEE, 0, 7)], {}, 0.9, 0.1)
    assert understand("combien", reading, CATALOGUE, INDEX, "passport").kind is Kind.CURRENT
