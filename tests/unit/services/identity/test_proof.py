"""What counts as a proof, in whatever writing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.dossiers.model import Holder
from bot.services.identity.model import Proof

HOLDER = Holder("AB000123", date(1990, 3, 12), "06 00 00 00 01")


@pytest.mark.parametrize(
    "proof",
    [
        Proof(cin="AB000123"),
        Proof(cin="ab 123"),
        Proof(cin="AB-123"),
        Proof(tail="0123"),
        Proof(born=date(1990, 3, 12)),
    ],
)
def test_what_fits(proof: Proof) -> None:
    """The card as it may be written, its last four digits, the birth date."""
    assert proof.fits(HOLDER, by_phone=False)


@pytest.mark.parametrize(
    "proof",
    [
        Proof(),
        Proof(cin="AB000124"),
        Proof(cin="BA000123"),
        Proof(cin="123"),
        Proof(tail="0001"),  # of the telephone
        Proof(tail=""),
        Proof(born=date(1990, 12, 3)),
        Proof(phone="+212600000001"),
    ],
)
def test_what_does_not_fit(proof: Proof) -> None:
    """The number's digits are no proof where a card or a birth date is on file."""
    assert not proof.fits(HOLDER, by_phone=False)


@pytest.mark.parametrize("proof", [Proof(tail="0001"), Proof(phone="+212600000001")])
def test_the_number_proves_where_nothing_else_is_on_file(proof: Proof) -> None:
    """And then the card proves nothing."""
    assert proof.fits(Holder(phone="+212600000001"), by_phone=True)
    assert proof.fits(HOLDER, by_phone=True)
    assert not Proof(cin="AB000123").fits(HOLDER, by_phone=True)


@given(
    st.builds(
        Proof,
        cin=st.text(max_size=12),
        born=st.none() | st.dates(),
        phone=st.text(max_size=14),
        tail=st.text(max_size=6),
    ),
    st.booleans(),
)
def test_nothing_fits_nobody(proof: Proof, by_phone: bool) -> None:
    """Neither an entry that does not exist nor one with an empty file is opened by any proof, an empty one least of all."""
    assert not proof.fits(None, by_phone)
    assert not proof.fits(Holder(phone=""), by_phone)


def test_nothing_of_it_is_printed() -> None:
    """Neither a holder nor a proof shows itself in a log or a trace."""
    printed = repr(HOLDER) + repr(Proof(cin="AB000123", tail="0123", phone="+212600000001"))
    assert not any(char.isdigit() for char in printed)
