"""Cutting texts: at the best place, losing blanks only, never inside a character."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.cutting import cut, split, whole_characters


def up_to(limit: int) -> Callable[[str], bool]:
    return lambda text: len(text) <= limit


@pytest.mark.parametrize(
    ("text", "limit", "beginning", "rest"),
    [
        ("short", 10, "short", ""),
        ("One paragraph.\n\nAnother one. And more.", 28, "One paragraph.", "Another one. And more."),
        ("A line\nanother line here", 12, "A line", "another line here"),
        ("One sentence. Another one here", 22, "One sentence.", "Another one here"),
        ("هل هذا؟ نعم هذا هو", 12, "هل هذا؟", "نعم هذا هو"),
        ("She said “stop.” Then left", 20, "She said “stop.”", "Then left"),
        ("some words without an end", 12, "some words", "without an end"),
        ("see https://www.example.ma/a/long/path", 20, "see", "https://www.example.ma/a/long/path"),
        ("Papers:\n• one\n• two", 10, "Papers:", "• one\n• two"),
        ("Some words here\nPapers:\n• one", 24, "Some words here", "Papers:\n• one"),
        ("abcdefghij", 4, "abcd", "efghij"),
        ("a\n\nmuch longer text than that", 20, "a\n\nmuch longer text", "than that"),
    ],
)
def test_a_text_is_cut_where_a_reader_would(text: str, limit: int, beginning: str, rest: str) -> None:
    """Paragraphs before lines before sentences before words; a heading is not parted from its list by a line break."""
    assert cut(text, up_to(limit)) == (beginning, rest)


@pytest.mark.parametrize("character", ["e\u0301", "مُ", "👍🏽", "👨\u200d👩\u200d👧", "🇲🇦", "1\ufe0f\u20e3"])
def test_no_character_is_cut_from_its_marks(character: str) -> None:
    """Wherever one must cut, it is before or after what a reader takes for one character."""
    text = character * 3
    for limit in range(len(character), len(text) + 1):
        assert whole_characters(text, limit) % len(character) == 0


WORDS = st.lists(
    st.sampled_from(["a", "Rabat.", "الرباط", "ⵔⴱⴰⵟ", "https://x.ma/y", "\n", "\n\n", "e\u0301", "•", "x" * 30, ":"])
)


@given(WORDS.map(" ".join).map(str.strip), st.integers(5, 80))
def test_pieces_fit_and_nothing_but_blanks_is_lost(text: str, limit: int) -> None:
    """Whatever the text, every piece fits, none is empty, and together they are the text."""
    pieces = split(text, up_to(limit))
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
