"""bot.language.ordinals: which place in a list a citizen names."""

from __future__ import annotations

from typing import Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.data import gazetteer
from bot.language.ordinals import ordinal

NAMES = gazetteer("ordinals")
digits_or_text = st.text().filter(lambda text: all(c.isdecimal() or not c.isdigit() for c in text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1", 1),
        ("٢", 2),
        ("option 3 svp", 3),
        ("n°2", 2),
        ("2️⃣", 2),
        ("la 2eme", 2),
        ("la première", 1),
        ("LE SECOND", 2),
        ("the third", 3),
        ("الأولى", 1),
        ("التانية عافاك", 2),
        ("tani", 2),
        ("talta", 3),
        ("ⴰⵎⵣⵡⴰⵔⵓ", 1),
        ("ⴽⴽⵓⵥ", 4),
        ("le dernier", 5),
        ("الأخير", 5),
        ("lekher", 5),
        ("9", 9),
        ("celle-là", None),
        ("passeport", None),
        ("", None),
        ("👍", None),
    ],
)
def test_places(text: str, place: Optional[int]) -> None:
    """Digits of any script and ordinals of any locale name a place; the last one is that of the list."""
    assert ordinal(text, NAMES, 5) == place


def test_a_digit_beats_a_word() -> None:
    """Who writes both means the digit."""
    assert ordinal("la première option, 3", NAMES, 5) == 3


@pytest.mark.parametrize(("text", "place"), [("the second one", 2), ("the last one", 5), ("ⵡⵉⵙⵙ ⴽⵕⴰⴹ", 3)])
def test_a_word_beside_the_ordinal_is_not_a_place(text: str, place: int) -> None:
    """ "The second one", which docs/intents.md gives as an example, is the second and not the first."""
    assert ordinal(text, NAMES, 5) == place


@given(digits_or_text, st.integers(1, 9))
def test_no_text_breaks_it(text: str, count: int) -> None:
    """On any text: a number or nothing."""
    place = ordinal(text, NAMES, count)
    assert place is None or place >= 0


@pytest.mark.parametrize("text", ["፩", "𐩀"])
def test_digits_that_are_not_decimal_break_nothing(text: str) -> None:
    """An Ethiopic or Kharosthi digit is no place in a list, and no crash."""
    assert ordinal(text, NAMES, 3) is None
