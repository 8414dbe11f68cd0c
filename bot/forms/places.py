"""Answers to "where?"."""

from __future__ import annotations

from bot.entities.model import Kind
from bot.forms.model import Message

FAR = 300  # kilometres from any place that we know: not in Morocco
_SURE = 0.85  # confidence from which a text that names no place we know means something else than a place
_LONGEST = 6  # words of a place's name
_OF_PLACES = frozenset({"find_office", "share_location", "inform", "nlu_fallback", "out_of_scope"})


def names_something(message: Message) -> bool:
    """Whether words that name no place we know were meant to name one, and not to ask, to wish or to tell an hour."""
    means_else = message.confidence >= _SURE and message.intent not in _OF_PLACES
    values = any(entity.kind is not Kind.PLACE for entity in message.entities)
    return not (message.asks or means_else or values or len(message.text.split()) > _LONGEST)
