"""bot.entities.tokens: words with their numbers whole and their units detached."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

import pytest

from bot.entities.tokens import BREAK, HOUR, Token, Tokeniser

TOKENISER = Tokeniser({"glued": ["h", "dh", "درهم"], "never split": ["3h"]})


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("à 14h30", ["a", "14", "h", "30"]),
        ("14:30", ["14", HOUR, "30"]),
        ("200dh", ["200", "dh"]),
        ("٢٠٠درهم", ["200", "درهم"]),
        ("3h", ["3h"]),
        ("7nini m3a 3afak", ["7nini", "m3a", "3afak"]),
        ("1 500,50", ["1500.50"]),
        ("1.500.000", ["1500000"]),
        ("12 1234", ["12", "1234"]),
        ("0 500", ["0", "500"]),
        ("oui. non", ["oui", BREAK, "non"]),
        ("oui, non!", ["oui", BREAK, "non"]),
        ("l'acte", ["l", "acte"]),
        ("", []),
    ],
)
def test_tokens(text: str, norms: list[str]) -> None:
    """Units come off a number, not off an arabizi word; thousands and decimals join it; sentences end."""
    assert [token.norm for token in TOKENISER.tokens(text)] == norms


@pytest.mark.parametrize(("digits", "number"), [("1" * 15, Decimal("1" * 15)), ("1" * 16, None)])
def test_too_many_digits_are_no_number(digits: str, number: Optional[Decimal]) -> None:
    """Fifteen digits are a number, sixteen an identifier."""
    assert TOKENISER.tokens(digits) == [Token(digits, 0, len(digits), number)]
