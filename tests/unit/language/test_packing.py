"""bot.language.packing: texts survive being bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.packing import packed, unpacked


@pytest.mark.parametrize("texts", [[], ["a"], ["بطاقة", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "a b", "👍"]])
def test_what_was_packed_is_unpacked(texts: list[str]) -> None:
    """Of any script, and none at all."""
    assert unpacked(packed(texts)) == texts


@given(st.lists(st.text(st.characters(blacklist_characters="\n", blacklist_categories=["Cs"]), min_size=1)))
def test_any_texts(texts: list[str]) -> None:
    """Without line breaks."""
    assert unpacked(packed(texts)) == texts
