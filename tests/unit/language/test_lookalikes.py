"""bot.language.lookalikes: which known words another is like, and how much."""

from __future__ import annotations

import pytest

from bot.language.lookalikes import OTHER_SLIP, RESPELT, SAME_CONSONANTS, SLIP, TWO_SLIPS, Lookalikes

KNOWN = Lookalikes(["carte", "bghit", "maison", "ⵜⴰⵡⵔⵉⵇⵜ", "rendez", "go", "2024"])


@pytest.mark.parametrize(
    ("typed", "meant", "chance"),
    [
        ("crte", "carte", SLIP),
        ("caarte", "carte", RESPELT),
        ("carrrte", "carte", TWO_SLIPS),
        ("catre", "carte", SLIP),
        ("czrte", "carte", SLIP),
        ("cxrte", "carte", OTHER_SLIP),
        ("carxte", "carte", OTHER_SLIP),
        ("b4it", "bghit", RESPELT),
        ("بغيت", "bghit", RESPELT),
        ("meson", "maison", SAME_CONSONANTS),
        ("ⵜⵡⵔⵉⵇⵜ", "ⵜⴰⵡⵔⵉⵇⵜ", SLIP),
        ("rrendz", "rendez", TWO_SLIPS),
    ],
)
def test_how_likely_a_slip_is(typed: str, meant: str, chance: float) -> None:
    """Common slips before others, one before two, and other spellings of the same sounds or consonants."""
    assert KNOWN.of(typed)[meant] >= chance


def test_a_word_is_not_like_itself() -> None:
    """Whether a known word was meant as it stands is not asked here."""
    assert "carte" not in KNOWN.of("carte")


@pytest.mark.parametrize("word", ["", "g", "2025", "xyzxyz"])
def test_like_nothing(word: str) -> None:
    """A letter, a number, and what is far from all."""
    assert KNOWN.of(word) == {}
