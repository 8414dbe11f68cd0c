"""bot.text.slips: words a slip of the finger apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.text.slips import LONG, SHORTEST, Slips

FORMS = ["carte", "permis", "residence", "renouvellement", "fin", "بطاقه"]
SLIPS = Slips(FORMS)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("carte", ["carte"]),
        ("crte", ["carte"]),
        ("caarte", ["carte"]),
        ("catre", ["carte"]),
        ("cqrte", ["carte"]),
        ("بطقه", ["بطاقه"]),
        ("crt", []),
        ("crate ", []),
        ("renouvelement", ["renouvellement"]),
        ("renouvellmeent", ["renouvellement"]),
        ("enouvelement", []),
        ("permsi", ["permis"]),
        ("prmsi", []),
        ("fni", []),
        ("", []),
    ],
)
def test_what_is_near(word: str, forms: list[str]) -> None:
    """A letter lost, doubled, swapped or of the next key; two slips only in long words; short words never."""
    assert [FORMS[near.number] for near in SLIPS.near(word)] == forms


def test_the_nearest_comes_first() -> None:
    """Fewer slips before more."""
    slips = Slips(["informations", "information"])
    assert [near.slips for near in slips.near("information")] == [0, 1]


def test_no_forms_are_near_nothing() -> None:
    """And nothing breaks."""
    assert Slips([]).near("carte") == []


LETTERS = st.text(alphabet="abcdeé", min_size=SHORTEST, max_size=LONG + 2)


@given(st.lists(LETTERS, unique=True, max_size=20), LETTERS)
def test_one_slip_is_always_found(forms: list[str], word: str) -> None:
    """What comparing with every form would find, and nothing that it would not."""
    found = {forms[near.number] for near in Slips(forms).near(word)}
    assert {form for form in forms if OSA.distance(form, word) <= 1} <= found
    assert all(OSA.distance(form, word) <= 2 for form in found)
