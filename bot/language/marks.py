"""Marks of one locale in a text: function words that no other locale of the script has, and the shapes of its verbs.

One of them tells more than a dozen nouns, however long the text is: Darija borrows Standard words, not the reverse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache

from bot.locales import LOCALES

# of words in normal form; the three that Standard Arabic, French and English lack
_SHAPES = {
    "negation": re.compile(r"(?:[وف]?ما?[كتنيغ]?\w{2,}ش|w?ma\w{2,}(?:ch|sh|x))"),
    "present": re.compile(r"(?:[وف]?(?:ما?)?كا?[يتن]\w{3,}|تي\w{3,}|ka[nty]\w{2,})"),
    "future": re.compile(r"(?:غا?[يتن]\w{3,}|gha[nty]\w{2,})"),
}


class Marks:
    """Counts the marks of a text; :attr:`names` says what each count is of."""

    def __init__(self, telling: Mapping[str, Set[str]]) -> None:
        self.names = [*telling, *_SHAPES]
        self._own: dict[str, int] = {}
        for place, (locale, norms) in enumerate(telling.items()):
            shared = set().union(*(telling[other] for other in telling if _rivals(locale, other)))
            self._own |= dict.fromkeys(norms - shared, place)

    def counts(self, norms: Iterable[str]) -> list[int]:
        """How many of the words bear each mark."""
        found = [0] * len(self.names)
        for norm in norms:
            if norm in self._own:
                found[self._own[norm]] += 1
            for place in _shapes(norm):
                found[place - len(_SHAPES)] += 1
        return found

    def speaking(self, norms: Iterable[str]) -> set[str]:
        """The locales of which a function word is there that no other locale of the script has."""
        return {self.names[self._own[norm]] for norm in norms if norm in self._own}


def _rivals(locale: str, other: str) -> bool:
    return other != locale and LOCALES[other].script is LOCALES[locale].script


@lru_cache(maxsize=16384)
def _shapes(norm: str) -> tuple[int, ...]:
    return tuple(place for place, shape in enumerate(_SHAPES.values()) if shape.fullmatch(norm))
