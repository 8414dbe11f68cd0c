"""bot.text.bidi: marks put around values come off again, and nothing else is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.bidi import FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE, isolate, strip_controls, strip_isolates

CONTROLS = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2066\u2067\u2068\u2069\ufeff\u061c"
)


def test_an_isolated_value_stands_between_the_two_marks() -> None:
    """The marks are the first-strong isolate and its end, around the value as it was."""
    assert isolate("AB123456") == "\u2068AB123456\u2069"


@given(st.text(st.characters(blacklist_characters=FIRST_STRONG_ISOLATE + POP_DIRECTIONAL_ISOLATE)))
def test_isolation_can_be_taken_off(value: str) -> None:
    """What was isolated comes back unchanged, whatever it is."""
    assert strip_isolates(f"قبل {isolate(value)} بعد") == f"قبل {value} بعد"


@given(st.text())
def test_stripping_isolates_is_idempotent_and_keeps_the_rest(text: str) -> None:
    """A second time changes nothing, and only the two marks are missing."""
    stripped = strip_isolates(text)
    assert strip_isolates(stripped) == stripped
    assert stripped == "".join(c for c in text if c not in "\u2068\u2069")


@pytest.mark.parametrize("control", CONTROLS, ids=lambda c: f"U+{ord(c):04X}")
def test_every_invisible_control_is_stripped(control: str) -> None:
    """Zero-width characters and direction controls go, one by one."""
    assert strip_controls(f"بطا{control}قة") == "بطاقة"


@pytest.mark.parametrize("text", ["لاكارط", "l’acte", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "بِطَاقَة", "a\tb\nc", "👍🏻", ""])
def test_visible_text_is_left_alone(text: str) -> None:
    """Letters, harakat, white space and emoji are no controls."""
    assert strip_controls(text) == text


@given(st.text())
def test_stripping_controls_is_idempotent_and_takes_only_what_is_invisible(text: str) -> None:
    """A second time changes nothing, and each character that went is one without a shape."""
    stripped = strip_controls(text)
    assert strip_controls(stripped) == stripped
    assert all(unicodedata.category(c) in ("Cf", "Cn") for c in text if c not in stripped)
