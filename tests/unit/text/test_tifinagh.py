"""bot.text.tifinagh: Tifinagh letters in Latin by IRCAM's table, all else unchanged."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.scripts import Script, letter_counts
from bot.text.tifinagh import to_latin

# shared LANGUAGE.md, section 6
_LETTERS = "ⴰ ⴱ ⴳ ⴳⵯ ⴷ ⴹ ⴻ ⴼ ⴽ ⴽⵯ ⵀ ⵃ ⵄ ⵅ ⵇ ⵉ ⵊ ⵍ ⵎ ⵏ ⵓ ⵔ ⵕ ⵖ ⵙ ⵚ ⵛ ⵜ ⵟ ⵡ ⵢ ⵣ ⵥ"
_LATIN = "a b g gʷ d ḍ e f k kʷ h ḥ ɛ x q i j l m n u r ṛ ɣ s ṣ c t ṭ w y z ẓ"
IRCAM = dict(zip(_LETTERS.split(), _LATIN.split()))


def test_the_table_has_the_33_letters() -> None:
    """This test compares with the whole alphabet of IRCAM, not with a part of it."""
    assert len(IRCAM) == 33


@pytest.mark.parametrize(("tifinagh", "latin"), IRCAM.items())
def test_each_letter(tifinagh: str, latin: str) -> None:
    """Every letter of the alphabet has the Latin letter of the table."""
    assert to_latin(tifinagh) == latin


@pytest.mark.parametrize(
    ("tifinagh", "latin"),
    [
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "tamaziɣt"),
        ("ⴰⵣⵓⵍ!", "azul!"),
        ("ⵖⵔ ⵉ 3737 (CNIE)", "ɣr i 3737 (CNIE)"),
        ("بطاقة et carte", "بطاقة et carte"),
        ("", ""),
    ],
)
def test_words(tifinagh: str, latin: str) -> None:
    """Whole words, with what is not Tifinagh left as it is."""
    assert to_latin(tifinagh) == latin


@given(st.text())
def test_idempotent_and_only_tifinagh_changes(text: str) -> None:
    """On any text, a second time changes nothing, and a text without Tifinagh comes back as it was."""
    assert to_latin(to_latin(text)) == to_latin(text)
    if not any("\u2d30" <= c <= "\u2d7f" for c in text):
        assert to_latin(text) == text


@pytest.mark.parametrize(
    "letter", [chr(code) for code in range(0x2D30, 0x2D80) if unicodedata.name(chr(code), "")], ids=unicodedata.name
)
def test_no_assigned_letter_is_left(letter: str) -> None:
    """Even letters that IRCAM does not use, as other varieties type them, are in Latin afterwards."""
    assert letter_counts(to_latin(letter))[Script.TIFINAGH] == 0
