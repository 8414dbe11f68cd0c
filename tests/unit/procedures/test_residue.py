"""bot.procedures.residue and Index.residue: what a question says beside the names of a procedure."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from bot.procedures.model import Facet
from bot.procedures.residue import LEARNT, NAMED, Evidence, Sort, Weights, strangeness
from bot.procedures.search import COMMON_USAGE, Index, Lexicon
from bot.text.concepts import Concepts
from bot.text.spelling import Spelling

from .samples import procedure

CONCEPTS = Concepts(
    {
        "card": {"fr": ["carte", "cartes"]},
        "lose": {"fr": ["perdu", "perdue"]},
        "prison": {"fr": ["prison", "prisonnier"], "ar": ["سجن"]},
        "tree": {"fr": ["arbre"]},
        "work": {"fr": ["travail"]},
        "employer": {"fr": ["patron"]},
        "thanks": {"fr": ["merci"]},
        "refuse": {"fr": ["refus"]},
        "licence": {"fr": ["autorisation"], "ary-Latn": ["rokhsat"]},
    }
)
LEXICON = Lexicon(
    {"fr": ["la", "de", "un"]},
    CONCEPTS,
    circumstances=frozenset({"lose", "refuse"}),
    cases=frozenset({"prison"}),
    settings=frozenset({"employer"}),
    talk=frozenset({"thanks"}),
    asking={Facet.APPEAL: frozenset({"refuse"})},
    values=frozenset({"rabat"}),
    spelling=Spelling({"travail": COMMON_USAGE, "arbre": 1}),
)
CARD = procedure(
    "card",
    title={"fr": "Carte de la Lune"},
    documents=[{"fr": "une photo", "when": {"fr": "en prison"}}],
    appeal={"fr": "écrivez"},
)
INDEX = Index([CARD], LEXICON)


def residue(text: str, *facets: Facet) -> Counter[Sort]:
    return INDEX.residue(text.split(), "card", facets)


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("la carte de la lune", {}),
        ("carte perdue", {Sort.CIRCUMSTANCE: 1}),
        ("carte arbre patron travail", {Sort.CONTENT: 1, Sort.SETTING: 1, Sort.COMMON: 1}),
        ("prison prisonnier سجن", {Sort.CASE: 1}),  # one thing, however often it is said
        ("merci 2026 rabat un ok", {}),
        ("carte tournesol", {Sort.PLAIN: 1}),
        ("rokhesat", {Sort.VAGUE: 1}),  # a word that only shares the consonants of "rokhsat"
        ("cartte", {}),  # a slip in a word of the name
        ("", {}),
    ],
)
def test_words_are_sorted_by_what_they_mean(text: str, sorts: dict[Sort, int]) -> None:
    """Names, function words, talk, numbers and places are no residue."""
    assert residue(text) == Counter(sorts)


def test_what_the_facts_asked_for_speak_of_is_no_case() -> None:
    """The papers speak of prison: who asks for them is answered; who asks for the fee is not."""
    assert residue("carte prison", Facet.DOCUMENTS) == Counter({Sort.SPOKEN: 1})
    assert residue("carte prison", Facet.FEE) == Counter({Sort.CASE: 1})


def test_a_word_that_asks_for_a_facet_is_explained_by_it() -> None:
    """A refusal is no case for who asks how to appeal, where the catalogue tells how."""
    assert residue("refus", Facet.APPEAL) == Counter()
    assert residue("refus") == Counter({Sort.CIRCUMSTANCE: 1})
    bare = Index([procedure("card", title={"fr": "Carte"})], LEXICON)
    assert bare.residue(["refus"], "card", [Facet.APPEAL]) == Counter({Sort.CIRCUMSTANCE: 1})
    assert INDEX.unspoken(["refus"], "card", [Facet.APPEAL]) == []
    assert bare.unspoken(["refus"], "card", [Facet.APPEAL]) == ["refuse"]


def test_a_circumstance_is_unspoken_when_no_text_has_it() -> None:
    """In names or in the facts of any facet, asked for or not; only a form of the lexicon counts."""
    told = procedure("told", title={"fr": "Carte"}, conditions=[{"fr": "sauf carte perdue"}])
    index = Index([CARD, told], LEXICON)
    assert index.unspoken(["perdu"], "card") == ["lose"]
    assert index.unspoken(["perdu"], "told") == []
    assert index.unspoken(["perdi"], "card") == []


def evidence(**fields: Any) -> Evidence:
    return Evidence(
        **{"sorts": {}, "score": 0.6, "message_share": 0.5, "asks": True, "may": False, "unspoken": False, **fields}
    )


def test_a_case_is_strange_and_a_plain_question_is_not() -> None:
    """However little of a name it says, a question without a telling word is not."""
    assert evidence(sorts={Sort.CASE: 1}).is_strange
    assert evidence(unspoken=True).is_strange
    assert not evidence().is_strange
    assert not evidence(score=0.0, message_share=0.0, asks=False, sorts={Sort.PLAIN: 1, Sort.SETTING: 2}).is_strange


def test_strangeness_grows_with_the_residue_and_falls_with_the_link() -> None:
    """A long story counts no more than a few words; a question of conditions is asked of oneself."""
    one, two, many = (strangeness(evidence(sorts={Sort.CONTENT: count})) for count in (1, 2, 9))
    assert one < two == many
    assert strangeness(evidence(score=0.2)) > strangeness(evidence(score=0.9))
    assert strangeness(evidence(asks=False)) > strangeness(evidence())
    assert strangeness(evidence(may=True)) < strangeness(evidence())


@pytest.mark.parametrize("weights", [LEARNT, NAMED])
def test_each_weight_is_of_a_feature(weights: Weights) -> None:
    """The script that fits them relies on the names."""
    assert set(weights.by_feature) <= set(evidence().features())


def test_of_a_learnt_procedure_what_was_read_decides() -> None:
    """Its probabilities that the question is about none that is known, or beyond; a listed circumstance alone does not."""
    plain = evidence(learnt=True, elsewhere=0.01, beyond=0.02)
    assert not plain.is_strange
    assert not plain._replace(unspoken=True).is_strange
    assert plain._replace(elsewhere=0.95).is_strange
    assert plain._replace(beyond=0.95).is_strange
    assert not plain._replace(learnt=False, elsewhere=0.95, beyond=0.95).is_strange
