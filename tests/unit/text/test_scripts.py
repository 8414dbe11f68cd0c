"""bot.text.scripts: letters are counted by writing system, and nothing else is."""

from __future__ import annotations

from typing import Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.scripts import Script, dominant_script, letter_counts


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("bonjour", Script.LATIN),
        ("ça dépend", Script.LATIN),
        ("tamaziɣt ḍ ṣ ɛ", Script.LATIN),
        ("ＣＮＩＥ", Script.LATIN),
        ("بطاقة", Script.ARABIC),
        ("گراج ڤيزا پ ݣ", Script.ARABIC),
        ("ﺑﻄﺎﻗﺔ", Script.ARABIC),
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ", Script.TIFINAGH),
        ("привет", Script.OTHER),
        ("日本語", Script.OTHER),
        ("ελληνικά", Script.OTHER),
        ("بغيت نجدد la carte", Script.ARABIC),
        ("bghit لاكارط", Script.ARABIC),
        ("bghit njedded لاكارط", Script.LATIN),
        ("ⵔⵉⵖ passeport", Script.LATIN),
        ("", None),
        ("12345 ٧٥", None),
        ("👍 ?! …", None),
        ("\u064e\u0651", None),
    ],
)
def test_most_letters_decide(text: str, script: Optional[Script]) -> None:
    """The dominant script is that of most letters; a text without letters has none."""
    assert dominant_script(text) is script


def test_digits_marks_and_emoji_count_nowhere() -> None:
    """Only letters are counted."""
    assert letter_counts("a1b2 بَ٣ ⴰ ж 👍_") == {
        Script.LATIN: 2,
        Script.ARABIC: 1,
        Script.TIFINAGH: 1,
        Script.OTHER: 1,
    }


@given(st.text())
def test_no_letter_is_lost_or_counted_twice(text: str) -> None:
    """On any text no count is negative, and a script is dominant exactly when some letter was counted."""
    counts = letter_counts(text)
    assert set(counts) == set(Script)
    assert all(count >= 0 for count in counts.values())
    assert (dominant_script(text) is None) == (sum(counts.values()) == 0)


@given(st.text(), st.text())
def test_counts_add_up(first: str, second: str) -> None:
    """The letters of two texts are those of both."""
    both = letter_counts(f"{first} {second}")
    assert both == {script: letter_counts(first)[script] + letter_counts(second)[script] for script in Script}
