"""bot.language.substrings: the hash of a part of a text depends on the part alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.substrings import LONGEST, Substrings


@given(st.text(max_size=40), st.text(max_size=40), st.integers(1, 5))
def test_equal_parts_have_equal_hashes_wherever_they_stand(first: str, second: str, size: int) -> None:
    """As many different hashes as different n-grams: equal ones meet, others do not."""
    texts = [f" {first} ", f" {second} "]
    parts = {text[at : at + size] for text in texts for at in range(len(text) - size + 1)}
    hashes = np.concatenate([gram for text in (first, second) for gram in Substrings(text).grams([size])])
    assert len(np.unique(hashes)) == len(parts)


def test_words_and_runs_of_words() -> None:
    """A word is the same at the beginning, in the middle and at the end; so is a pair."""
    text = Substrings("bghit lkart w bghit lkart")
    bghit, lkart, w, again, last = text.words()
    assert bghit == again != w
    assert lkart == last
    pairs = text.words(2)
    assert len(pairs) == 4
    assert pairs[0] == pairs[3] != pairs[1]


@pytest.mark.parametrize("text", ["", "a", "\ud800"])
def test_short_and_broken_texts(text: str) -> None:
    """Nothing to look at is no error, nor is half a surrogate pair."""
    assert [len(gram) for gram in Substrings(text).grams([5])] == [0]
    assert len(Substrings(text).words(2)) <= 1


def test_a_long_text_is_cut() -> None:
    """The tables of powers end somewhere."""
    assert len(Substrings("a" * 5 * LONGEST).codes) == LONGEST
