"""bot.entities.numbers: numbers in digits of any script and in words of any locale."""

from __future__ import annotations

from typing import Optional

import pytest

from bot.entities.model import Kind
from bot.entities.numbers import extend
from tests.unit.entities.reading import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8", "8"),
        ("٧٥", "75"),
        ("1 500", "1500"),
        ("1.500.000", "1500000"),
        ("3,5", "3.5"),
        ("1 234,50", "1234.5"),
        ("007", "7"),
        ("deux copies", "2"),
        ("vingt et un", "21"),
        ("soixante-douze", "72"),
        ("quatre-vingt-dix-huit", "98"),
        ("deux mille cinq cents", "2500"),
        ("cent quatre-vingts", "180"),
        ("dix-sept", "17"),
        ("twenty five", "25"),
        ("two hundred and fifty", "250"),
        ("three thousand", "3000"),
        ("3 mille", "3000"),
        ("خمسة", "5"),
        ("خمسة وعشرين", "25"),
        ("بنزين و8", "8"),
        ("وطفل عمره و٩", "9"),
        ("أحد عشر", "11"),
        ("اثنا عشر", "12"),
        ("خمسة عشر", "15"),
        ("ثلاثمائة", "300"),
        ("ألفين وسبعة وعشرين", "2027"),
        ("مية وخمسين", "150"),
        ("خمسطاش", "15"),
        ("jouj", "2"),
        ("tlata w 3chrin", "23"),
        ("mya w khmsin", "150"),
        ("rb3 mya", "400"),
        ("alf w khmsmya", "1500"),
        ("ⵙⵎⵎⵓⵙ", "5"),
        ("kraḍ", "3"),
    ],
)
def test_numbers(text: str, value: str) -> None:
    """Tens before units or, in Arabic, after; thousands and decimals in the ways of Morocco."""
    assert values(text, Kind.NUMBER) == [value]


@pytest.mark.parametrize(
    "text",
    ["3afak", "7nini", "m3a", "lwra9", "9bel", "un dossier", "wa7d lwr9a", "واحد", "أحد الوالدين", "one", "yan", "9" * 16, "l7amdulillah", ""],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    """Digits that are letters, articles, and runs of digits too long for an amount."""
    assert values(text, Kind.NUMBER) == []


@pytest.mark.parametrize(
    ("number", "word", "connected", "sum_"),
    [
        (20, 1, True, 21), (1, 20, True, 21), (1, 20, False, None), (4, 20, False, 80), (80, 11, False, 91),
        (60, 10, False, 70), (2, 100, False, 200), (200, 1000, False, 200_000), (1000, 1000, False, None),
        (1, 100, False, 100), (100, 5, True, 105), (105, 6, False, None), (0, 5, False, None), (30, 20, False, None),
        (2, 1000, True, None), (10, 7, False, 17), (5, 10, False, 15),
    ],
)  # fmt: skip
def test_one_word_more(number: int, word: int, connected: bool, sum_: Optional[int]) -> None:
    """A number word joins the number before it, or begins a new one."""
    assert extend(number, word, connected) == sum_
