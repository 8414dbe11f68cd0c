"""bot.text.spelling: mistyped words and lost spaces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.normalise import words
from bot.text.spelling import USUAL, Spelling

COUNTS = {
    "carte": 40, "quatre": 90, "nationale": 30, "papiers": 50, "pour": 99, "passeport": 20, "lwra9": 12, "شنو": 60,
    "خاصني": 50, "rare": 1, "renouvellement": 1, "la": 99,
}  # fmt: skip
SPELLING = Spelling(COUNTS)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("carte", "carte"),
        ("carrtes", None),
        ("crte", "carte"),
        ("catre", "quatre"),  # the same sounds come before a slip
        ("passepport", "passeport"),
        ("louraq", "lwra9"),  # another spelling of the same sounds
        ("rere", None),  # a slip from a word that hardly anybody uses: likelier a word of its own
        ("renouvelement", "renouvellement"),  # but a long word is sure
        ("tomate", None),
        ("2026", "2026"),
        ("", None),
    ],
)
def test_a_word_is_mended_when_it_can_only_be_one(written: str, meant: str | None) -> None:
    """Known, of the same sound, or a slip away from a word in use."""
    assert SPELLING.mended(written) == meant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("papierspour la carte", ["papiers", "pour", "la", "carte"]),
        ("شنوخاصني", ["شنو", "خاصني"]),
        ("la cartenationale", ["la", "carte", "nationale"]),
        ("natio nale", ["nationale"]),
        ("la carte", ["la", "carte"]),
        ("bateau", ["bateau"]),
        ("", []),
    ],
)
def test_spaces_are_put_where_they_make_known_words(text: str, expected: list[str]) -> None:
    """Lost ones back, those inside a word away; between two known words nothing changes."""
    assert [word.norm for word in SPELLING.spaced(words(text))] == expected


def test_a_name_is_not_cut() -> None:
    """What some name of the catalogue has is known, whatever it seems to be made of."""
    assert [word.norm for word in SPELLING.spaced(words("cartepapiers"), names={"cartepapiers"})] == ["cartepapiers"]


def test_mended_spaces_keep_the_places() -> None:
    """The parts of a word stand where they were written."""
    text = "les papierspour"
    assert [text[word.start : word.end] for word in SPELLING.spaced(words(text))] == ["les", "papiers", "pour"]


def test_usage() -> None:
    """How often a known word is used; never is 0."""
    assert (SPELLING.usage("carte"), SPELLING.usage("tomate")) == (40, 0)
    assert "carte" in SPELLING
    assert COUNTS["rare"] < USUAL


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    """The words come in order, do not overlap and stand in the text."""
    spaced = SPELLING.spaced(words(text))
    places = [place for word in spaced for place in (word.start, word.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
