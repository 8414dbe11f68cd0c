"""What a message says about an order beside the document's name, from ``data/orders/words.yml``."""

from __future__ import annotations

import re

from bot.bootstrap import order_words
from bot.entities.model import Kind
from bot.forms.model import Message
from bot.text.normalise import words

HOLDERS = ("self", "child", "parent", "spouse", "ward", "other")
_NEXT_WORD = re.compile(r"\W*(\w+)")


def meanings(text: str) -> set[str]:
    """The meanings of the gazetteer that a text has."""
    return {mention.concept for mention in order_words().find([word.norm for word in words(text)])}


def one_of(text: str, values: tuple[str, ...]) -> str | None:
    """The one of ``values`` that a text means; None when it means none or several."""
    found = meanings(text) & set(values)
    return next(iter(found)) if len(found) == 1 else None


def holder(text: str) -> str | None:
    """Whose document is meant: "for my son"; "for me" counts only when nobody else is named ("send *me* …")."""
    found = meanings(text) & set(HOLDERS)
    others = found - {"self"}
    return next(iter(others or found)) if len(others or found) == 1 else None


def copies(message: Message) -> int | None:
    """How many copies: a whole number with "copies" or the like after it."""
    for entity in message.entities:
        if entity.kind is Kind.NUMBER and entity.value.isdigit():
            after = _NEXT_WORD.match(message.text, entity.end)
            if after and meanings(after[1]) & {"copies", "extract"}:
                return int(entity.value)
    return None
