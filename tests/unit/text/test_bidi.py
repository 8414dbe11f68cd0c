"""bot.text.bidi: marks put around values come off again, and nothing else is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.bidi import (
    FIRST_STRONG_ISOLATE,
    POP_DIRECTIONAL_ISOLATE,
    isolate,
    isolated_by_line,
    strip_controls,
    strip_isolates,
)

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


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("\u2068a\u2069", "\u2068a\u2069"),
        ("Où ?\n\u2068• \u2068a\u2069 b\n• \u2068c\u2069\u2069", "Où ?\n• \u2068a\u2069 b\n• \u2068c\u2069"),
        ("\u2068a\nb\nc\u2069 d", "a\nb\nc d"),
        ("\u2068\u2068a\u2069\n\u2068b\u2069", "\u2068a\u2069\n\u2068b\u2069"),
    ],
)
def test_no_isolate_goes_over_the_end_of_a_line(text: str, mended: str) -> None:
    """A list that was inserted as one value begins with its bullet, and the values in its items stay isolated."""
    assert isolated_by_line(text) == mended


@given(st.lists(st.text("a•\u2068\u2069"), min_size=2))
def test_marks_stand_in_pairs_on_every_line(lines: list[str]) -> None:
    """Whatever was put together: each line has as many beginnings as ends, and nothing but marks is taken."""
    text = "\n".join(lines)
    mended = isolated_by_line(text)
    assert strip_isolates(mended) == strip_isolates(text)
    for line in mended.split("\n"):
        assert line.count(FIRST_STRONG_ISOLATE) == line.count(POP_DIRECTIONAL_ISOLATE)
    assert isolated_by_line(mended) == mended


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
