"""The place that a citizen names in a list: a digit of any script, or an ordinal word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Optional

from bot.text.normalise import words


def ordinal(text: str, names: Mapping[str, Sequence[str]], count: int) -> Optional[int]:
    """The place, from 1, that ``text`` names among ``count`` things; None when it names none.

    ``names`` is ``data/gazetteers/ordinals.yml``: a number, or ``last``, to its words in all locales.
    """
    for word in words(text):
        if word.norm.isascii() and word.norm.isdigit():
            return int(word.norm)
    norms = {word.norm for word in words(text)}
    for place, spellings in names.items():
        if norms & {word.norm for spelling in spellings for word in words(spelling)}:
            return count if place == "last" else int(place)
    return None
