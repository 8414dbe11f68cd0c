"""bot.entities.lexicon: phrases as symbols, rules over the symbols."""

from __future__ import annotations

import re

import pytest

from bot.entities.lexicon import Lexicon, Rule, matches
from bot.entities.model import Entity, Kind
from bot.entities.tokens import Tokeniser

TOKENISER = Tokeniser({"glued": [], "never split": []})
LEXICON = Lexicon(
    [
        ("M", 9, ["septembre", "chtanbir", "شتنبر"]),
        ("A", None, ["après", "قبل"]),
        ("P", "afternoon", ["après midi", "عشية"]),
        ("P", "never", ["عشية"]),
        ("f", None, ["ف"]),
    ],
    by_skeleton="M",
)


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("5 septembre", "nM"),
        ("5 chotanber", "nM"),
        ("après 3,5", "A,"),
        ("après-midi", "P"),
        ("après minuit", "A."),
        ("فالعشية", "fP"),
        ("العشية", "P"),
        ("oui. non", ".|."),
        ("", ""),
    ],
)
def test_symbols(text: str, symbols: str) -> None:
    """The longest phrase wins; an article is no matter; a glued preposition is an item; months by skeleton."""
    assert "".join(item.symbol for item in LEXICON.read(TOKENISER.tokens(text))) == symbols


def test_the_first_group_wins() -> None:
    """A phrase in two groups means what the first one says."""
    assert LEXICON.read(TOKENISER.tokens("عشية"))[0].value == "afternoon"


def test_rules_give_entities() -> None:
    """A rule that finds no meaning gives nothing."""
    rules = [
        Rule(re.compile("nM"), lambda items: f"{items[0].value}/{items[1].value}" if items[0].number != 31 else None)
    ]
    items = LEXICON.read(TOKENISER.tokens("le 5 septembre ou le 31 septembre"))
    assert list(matches(rules, items, Kind.DATE)) == [Entity(Kind.DATE, "5/9", 3, 14)]
