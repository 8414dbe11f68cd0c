"""bot.procedures.vocabulary: which words of the catalogue a citizen's word may be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.procedures.vocabulary import ALIKE, KEPT, Vocabulary
from bot.text.normalise import normalise_word

FORMS = ["passeport", "permis", "residence", "رخصه", "السياقه", "bita9a", "البطاقه", "fin", "naissance", "non"]
VOCABULARY = Vocabulary(FORMS)


def likest(word: str, vocabulary: Vocabulary = VOCABULARY) -> str | None:
    alike = vocabulary.alike(normalise_word(word))
    return vocabulary.forms[alike.forms[0]] if len(alike.forms) else None


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("passeport", "passeport"),
        ("paseport", "passeport"),
        ("pasport", "passeport"),
        ("passeprot", "passeport"),
        ("residance", "residence"),
        ("rokhsa", "رخصه"),
        ("siya9a", "السياقه"),
        ("السياقة", "السياقه"),
        ("lpasport", "passeport"),
        ("prmis", "permis"),
        ("bitaqa", "bita9a"),
        ("tomate", None),
        ("", None),
        ("2026", None),
    ],
)
def test_a_word_meets_its_spellings(word: str, form: str | None) -> None:
    """With a slip, in another spelling, in another script; another word meets nothing."""
    assert likest(word) == form


def test_a_short_skeleton_must_be_the_same() -> None:
    """Two consonants fit too many words to be compared in part."""
    vocabulary = Vocabulary(["فن"])
    assert likest("fin", vocabulary) == "فن"
    assert likest("fil", vocabulary) is None


def test_the_same_word_is_wholly_alike_and_comes_first() -> None:
    """Also when another form has the same skeleton."""
    alike = VOCABULARY.alike("bita9a")
    assert VOCABULARY.forms[alike.forms[0]] == "bita9a"
    assert alike.likeness[0] == 1.0


def test_an_extended_vocabulary_finds_the_same_and_the_new() -> None:
    """The old one stays as it was; numbers do not change; nothing new means the same object."""
    larger = VOCABULARY.extended(["carte", "permis", "carte"])
    assert larger.forms == [*FORMS, "carte"]
    assert likest("cartes", larger) == "carte"
    assert likest("cartes") is None
    assert likest("paseport", larger) == "passeport"
    assert larger.extended(["carte"]) is larger


@given(st.text(max_size=30))
def test_any_word_gives_bounded_likeness(word: str) -> None:
    """Sorted, between the bound and 1, each form once, no more than are kept."""
    alike = VOCABULARY.alike(word)
    assert len(alike.forms) == len(set(alike.forms.tolist())) <= KEPT
    assert np.all((alike.likeness >= ALIKE) & (alike.likeness <= 1.0))
    assert np.all(np.diff(alike.likeness) <= 0)


@given(st.lists(st.text(min_size=1, max_size=8), max_size=12), st.text(max_size=8))
def test_growing_in_steps_gives_what_building_at_once_gives(forms: list[str], word: str) -> None:
    """Segments are a matter of when a form came, not of what is found."""
    forms = [normalise_word(form) for form in forms]
    whole = Vocabulary(list(dict.fromkeys(forms)))
    grown = Vocabulary()
    for form in forms:
        grown = grown.extended([form])
    assert grown.forms == whole.forms
    assert dict(zip(*map(np.ndarray.tolist, grown.alike(word)))) == pytest.approx(
        dict(zip(*map(np.ndarray.tolist, whole.alike(word))))
    )
