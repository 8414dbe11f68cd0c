"""What a complaint is about, from the citizen's own words, in any script; and whether they are in danger.

The gazetteer holds *cues* (words of one meaning: "dow", «الضو», "lumière") and, for each category, the cues that
together tell it: ``light street``. The more cues a telling has, the surer it is: light that is cut off is electricity,
light in a street is street lighting. A *weak* cue alone ("school") tells little, and nothing against a stronger one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, NamedTuple, Optional

from bot.services.complaints.model import Category
from bot.text.concepts import ConceptMention, Concepts
from bot.text.normalise import words
from bot.text.slips import Slips

_READ = 4000  # characters; a longer text tells no more
_SHORTEST_SLIP = 6
_CHOICES = 4
_WEAK = 0.5
_SUM = re.compile(r"(\d)(dh|drhm|درهم)", re.IGNORECASE)
_TELLING_WORDS = 7  # words that are no cues: fewer are what one says around "I want to complain"


class _Telling(NamedTuple):
    category: str
    cues: frozenset[str]
    weight: float


@dataclass(frozen=True)
class Understood:
    """``categories``: the one that is meant; several when the words tell none of them from the others; empty when none."""

    categories: tuple[Category, ...]
    emergency: bool
    says_what: bool  # whether something is told at all, beside that one wants to complain
    reopens: bool  # whether an earlier complaint is to be opened again

    @property
    def category(self) -> Optional[Category]:
        return self.categories[0] if len(self.categories) == 1 else None


class ComplaintReader:
    """Reads complaints. Built once from ``data/complaints/words.yml``, then read-only: safe between threads.

    Raises:
        ValueError: a category is not one of ours, or is told by a cue that the gazetteer lacks.
    """

    def __init__(self, gazetteer: Mapping[str, Any]) -> None:
        cues = gazetteer["cues"]
        self._cues = Concepts(cues)
        forms = dict(self._cues.words)
        self._forms = [form for form in forms if len(form) >= _SHORTEST_SLIP]
        self._cue_of = forms
        self._slips = Slips(self._forms)
        self._tellings = tuple(_tellings(gazetteer["categories"], cues, gazetteer["weak"]))
        self._emergencies = tuple(_tellings({"emergency": gazetteer["emergency"]}, cues, ()))
        for telling in self._tellings:
            Category(telling.category)

    def understand(self, text: str) -> Understood:
        """What the text is about. Never raises."""
        norms = [word.norm for word in words(_SUM.sub(r"\1 \2", text[:_READ]))]
        mentions = self._cues.find(norms)
        written = {mention.concept for mention in mentions}
        cues = written | self._mistyped(norms, mentions)
        categories, weight = self._categories(cues)
        told = len(norms) - sum(mention.last - mention.first + 1 for mention in mentions)
        return Understood(
            categories,
            any(telling.cues <= written for telling in self._emergencies),
            weight >= 1 or told >= _TELLING_WORDS,
            "again" in cues,
        )

    def _mistyped(self, norms: Sequence[str], mentions: Sequence[ConceptMention]) -> set[str]:
        """The cues that words which are none may be, with a letter wrong."""
        inside = {at for mention in mentions for at in range(mention.first, mention.last + 1)}
        others = (norm for at, norm in enumerate(norms) if at not in inside and len(norm) >= _SHORTEST_SLIP)
        nearest = (self._slips.near(norm)[:1] for norm in others)
        return {self._cue_of[self._forms[one.number]] for near in nearest for one in near}

    def _categories(self, cues: AbstractSet[str]) -> tuple[tuple[Category, ...], float]:
        """The categories that the cues tell best, and how surely."""
        told: dict[str, tuple[float, int]] = {}
        for category, needed, weight in self._tellings:
            if needed <= cues:
                most, times = told.get(category, (0.0, 0))
                told[category] = (max(most, weight), times + 1)
        if not told:
            return (), 0.0
        best = max(told.values())  # the surest, and of those what more of the words speak for
        winners = [category for category, one in told.items() if one == best]
        return tuple(map(Category, winners[:_CHOICES])), best[0]


def _tellings(
    categories: Mapping[str, Sequence[str]], cues: Collection[str], weak: Collection[str]
) -> Iterator[_Telling]:
    for category, tellings in categories.items():
        for telling in tellings:
            needed = frozenset(telling.split())
            if unknown := needed - set(cues):
                raise ValueError(f"data/complaints/words.yml: {category}: no cue {sorted(unknown)[0]!r}")
            yield _Telling(category, needed, _WEAK if needed <= set(weak) and len(needed) == 1 else float(len(needed)))
