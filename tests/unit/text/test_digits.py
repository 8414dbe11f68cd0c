"""bot.text.digits: the digits of every script are ASCII digits afterwards."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.digits import to_ascii_digits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("٧٥ درهم", "75 درهم"),
        ("۱۲۳", "123"),
        ("０６６１", "0661"),
        ("१०", "10"),
        ("𝟘𝟙", "01"),
        ("75 DH", "75 DH"),
        ("bita9a", "bita9a"),
        ("", ""),
        ("½ ² ①", "½ ² ①"),
    ],
)
def test_digits_become_ascii(text: str, expected: str) -> None:
    """Decimal digits are replaced; letters, fractions and superscripts stay as they are."""
    assert to_ascii_digits(text) == expected


def test_every_decimal_digit_of_unicode_is_replaced_by_its_value() -> None:
    """There is no decimal system that we forget."""
    digits = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Nd"]
    assert len(digits) > 600
    assert [to_ascii_digits(digit) for digit in digits] == [str(unicodedata.decimal(digit)) for digit in digits]


@given(st.text())
def test_offsets_stay_right(text: str) -> None:
    """One character stands for one character, a second time changes nothing, and only digits differ."""
    found = to_ascii_digits(text)
    assert len(found) == len(text)
    assert to_ascii_digits(found) == found
    assert all(new == old or (new in "0123456789" and old.isdecimal()) for new, old in zip(found, text))
