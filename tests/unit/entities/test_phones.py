"""bot.entities.phones: telephone numbers as people type and paste them."""

from __future__ import annotations

import pytest

from bot.entities.model import Kind
from tests.unit.entities.reading import values

MOBILE = "+212600000012"


@pytest.mark.parametrize(
    "text",
    [
        "0600000012", "06 00 00 00 12", "06-00-00-00-12", "06.00.00.00.12", "06 00 00 0012", "0600 000 012", "0600-000012",
        "+212600000012", "+212 600 000 012", "+212 6 00 00 00 12", "+212-600-000-012", "+ 212600000012", "+2120600000012",
        "+212 (0)6 00 00 00 12", "(+212) 600000012", "00212600000012", "00212 6 00 00 00 12", "00 212 600000012", "212600000012",
        "٠٦٠٠٠٠٠٠١٢", "٠٦ ٠٠ ٠٠ ٠٠ ١٢", "\u202a+212 600\u2011000\u2011012\u202c", "tel:0600000012", "nmra dyali 0600000012 3afak",
        "الهاتف ديالي 0600000012", "mon numéro est le 06 00 00 00 12.", "ⵓⵟⵟⵓⵏ 0600000012", "06\u00a000\u00a000\u00a000\u00a012",
    ],
)  # fmt: skip
def test_moroccan_numbers(text: str) -> None:
    """With or without country code, in any digits, with any separators, pasted from a contact."""
    assert values(text, Kind.PHONE) == [MOBILE]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0500000012", "+212500000012"),
        ("0700000012", "+212700000012"),
        ("0800 00 00 12", "+212800000012"),
        ("+33 6 00 00 00 12", "+33600000012"),
        ("0033600000012", "+33600000012"),
        ("+1 202 555 0100", "+12025550100"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("+39 06 0000 0012", "+390600000012"),
    ],
)
def test_other_numbers(text: str, value: str) -> None:
    """Fixed and special numbers; foreign ones with + or 00."""
    assert values(text, Kind.PHONE) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "060000001", "06000000123", "0100000012", "06 00 00 00", "+212 6 00 00", "+212 100000012", "112", "le 19", "2024-00981",
        "+33 6 00 00 00", "+33 0 00 00 00 12", "+999 600000012", "0012345678", "+1 234 5678", "12/05/2027", "08/05/2027 10", "100 000 000", "12345-A-6", "AB123456", "0" * 30, "+", "",
    ],
)  # fmt: skip
def test_what_is_no_phone(text: str) -> None:
    """Too short, too long, or of another kind."""
    assert values(text, Kind.PHONE) == []
