"""bot.text.concepts: words of any language, script and spelling lead to what they mean."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.concepts import ConceptMention, Concepts
from bot.text.normalise import words

LEXICON = {
    "licence": {"fr": ["permis", "licence"], "ar": ["رخصة"], "ary-Latn": ["rokhsa"]},
    "residence": {"fr": ["résidence"], "ar": ["إقامة"]},
    "registration-card": {"fr": ["carte grise"], "ary": ["لاكارط كريز"]},
    "card": {"fr": ["carte"], "ary": ["كارطة"]},
}
CONCEPTS = Concepts(LEXICON)


def found(text: str) -> list[str]:
    return [mention.concept for mention in CONCEPTS.find([word.norm for word in words(text)])]


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("permis", ["licence"]),
        ("PERMIS", ["licence"]),
        ("رخصة", ["licence"]),
        ("الرخصه", ["licence"]),
        ("والرخصة", ["licence"]),
        ("rokhsa", ["licence"]),
        ("rukhsa", []),  # its skeleton has three consonants: too few to tell
        ("residence", ["residence"]),
        ("risidance", ["residence"]),  # four consonants, of one concept only
        ("ma carte grise", ["registration-card"]),
        ("ma carte", ["card"]),
        ("carte d permis", ["card", "licence"]),
        ("tomate", []),
        ("", []),
    ],
)
def test_a_form_is_found_in_its_spellings(text: str, concepts: list[str]) -> None:
    """By normal form, without article or particle, by a long skeleton; the longer phrase first."""
    assert found(text) == concepts


def test_a_mention_says_which_words_it_takes() -> None:
    """Counted in words of the message."""
    assert CONCEPTS.find(["ma", "carte", "grise", "permis"]) == [
        ConceptMention("registration-card", 1, 2),
        ConceptMention("licence", 3, 3),
    ]


def test_a_skeleton_of_two_concepts_tells_nothing() -> None:
    """A word in an unlisted spelling that could be either is neither."""
    twins = Concepts({"one": {"fr": ["karatib"]}, "two": {"fr": ["kurtub"]}})
    assert twins.of_word("kirtib") is None
    assert twins.of_word("karatib") == "one"


@given(st.lists(st.one_of(st.text(max_size=8), st.sampled_from(["carte", "grise", "رخصة", "ⵜⵓⵔⴰⴳⵜ"])), max_size=8))
def test_any_words_give_mentions_in_order_that_do_not_overlap(norms: list[str]) -> None:
    """Whatever the words are."""
    mentions = CONCEPTS.find(norms)
    assert all(mention.concept in LEXICON for mention in mentions)
    assert all(0 <= mention.first <= mention.last < len(norms) for mention in mentions)
    assert all(before.last < after.first for before, after in itertools.pairwise(mentions))
