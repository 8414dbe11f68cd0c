"""bot.language.marks: words and verb shapes that one locale has and its neighbour in the same script has not."""

from __future__ import annotations

import pytest

from bot.language.data import gazetteer
from bot.language.identifier import telling_words
from bot.language.marks import Marks
from bot.text.normalise import words

MARKS = Marks(telling_words(gazetteer("function_words")))


def marks(text: str) -> set[str]:
    """The names of the marks of ``text``."""
    counts = MARKS.counts(word.norm for word in words(text))
    return {name for name, count in zip(MARKS.names, counts) if count}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ديال", {"ary"}),
        ("اللي", {"ary"}),
        ("لماذا", {"ar"}),
        ("من على كل", set()),
        ("ماكاينش", {"ary", "negation"}),
        ("مكتكونش", {"negation", "present"}),
        ("كيتسناو", {"present"}),
        ("غيمشيو", {"future"}),
        ("mab9itch", {"negation"}),
        ("kanhder", {"present"}),
        ("ghanmchi", {"future"}),
        ("passeport visa", set()),
    ],
)
def test_marks(text: str, found: set[str]) -> None:
    """What both Arabic locales say is a mark of neither."""
    assert found <= marks(text)
    assert found or not marks(text)


def test_they_are_counted() -> None:
    """Two of them are two."""
    counts = dict(zip(MARKS.names, MARKS.counts(["ديال", "ديال", "باش"])))
    assert counts["ary"] == 3
