"""What a model reads in a question, before any catalogue is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.procedures.model import Facet


@dataclass(frozen=True)
class Mention:
    """A facet at ``text[start:end]``; ``asked``: False when the words only look as if they asked for it."""

    facet: Facet
    start: int
    end: int
    asked: bool = True


@dataclass(frozen=True)
class QuestionReading:
    """``likely``: procedure id → probability, of those that the question is perhaps about, as far as they were learnt.

    ``elsewhere``: the probability that it is about none of those. ``beyond``: the probability that it asks for something of
    which no description of a procedure speaks.
    """

    mentions: Sequence[Mention] = ()
    likely: Mapping[str, float] = field(default_factory=dict)
    elsewhere: float = 0.0
    beyond: float = 0.0

    @property
    def asks(self) -> set[Facet]:
        """The facets asked for."""
        return {mention.facet for mention in self.mentions if mention.asked}
