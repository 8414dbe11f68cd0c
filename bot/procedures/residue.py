"""The residue of a question: what it says that is no name of the procedure, no question word and no everyday talk.

A question that says more than a procedure's names explain is perhaps about a case of which its description does not
speak ("papers for the passport of a prisoner"), or about another procedure. How much a word weighs depends on what it
means (``data/gazetteers/circumstances.yml``) and on whether the facts asked for speak of it. The weights are fitted by
``scripts/fit_residue.py`` on ``data/questions``; docs/adr/0020 has the measures.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

# Of one sort no more words count than this: a long story is not a stranger one.
MOST_OF_A_SORT = 2
# Log odds from which a question is taken to be beyond a description.
STRANGE = 0.9


class Sort(Enum):
    """What a word that no name explains is, by its concept."""

    CIRCUMSTANCE = "circumstance"  # an act that makes a case: to lose, to appeal
    CASE = "case"  # a state, an accident, a quarrel
    CONTENT = "content"  # any other thing or act
    COMMON = "common"  # a case or content that people speak of often, or a word of many meanings
    SETTING = "setting"  # where a story plays and who is in it: the employer, the beach
    VAGUE = "vague"  # perhaps a spelling of a word that has a concept
    PLAIN = "plain"  # without a concept
    SPOKEN = "spoken"  # a circumstance, case or content that the facts asked for speak of


# Without a word of one of these a question is never strange, however little of a name it says.
TELLING_SORTS = (Sort.CIRCUMSTANCE, Sort.CASE, Sort.CONTENT, Sort.COMMON)

BIAS = -0.19
WEIGHTS = {
    Sort.CIRCUMSTANCE: 1.04,
    Sort.CASE: 2.21,
    Sort.CONTENT: 0.77,
    Sort.COMMON: 0.71,
    Sort.SETTING: 0.06,
    Sort.VAGUE: 0.17,
    Sort.PLAIN: -0.33,
    Sort.SPOKEN: -0.26,
}
SCORE_WEIGHT = -0.99
MESSAGE_SHARE_WEIGHT = 0.57
NO_FACET_WEIGHT = 1.27
CONDITIONS_WEIGHT = -0.57
BEYOND_WEIGHT = 0.0
# The log odds of the reader of questions that one is beyond any description are taken into account up to here.
CERTAIN = 4.0


class Evidence(NamedTuple):
    """What a question says beside the names of one procedure.

    ``sorts``: how many words of each sort; ``score`` and ``message_share``: of the link between the two; ``asks``: whether
    the question asks for a facet; ``may``: whether it asks for the conditions, and the procedure tells them;
    ``unspoken``: whether it tells a circumstance of which no text of the procedure speaks; ``beyond``: the probability, by
    its words alone, that it asks for something of which no description speaks.
    """

    sorts: Mapping[Sort, int]
    score: float
    message_share: float
    asks: bool
    may: bool
    unspoken: bool
    beyond: float = 0.0

    def features(self) -> list[float]:
        """What the weights are for, in the order of :func:`weights`."""
        counts = [float(min(self.sorts.get(sort, 0), MOST_OF_A_SORT)) for sort in Sort]
        return [*counts, self.score, self.message_share, float(not self.asks), float(self.may), _log_odds(self.beyond)]

    @property
    def is_strange(self) -> bool:
        """Whether the question is likely beyond the procedure."""
        says_more = self.beyond >= 0.5 or any(self.sorts.get(sort, 0) for sort in TELLING_SORTS)
        return self.unspoken or (says_more and strangeness(self) >= STRANGE)


_BESIDE_SORTS = {
    "SCORE_WEIGHT": SCORE_WEIGHT,
    "MESSAGE_SHARE_WEIGHT": MESSAGE_SHARE_WEIGHT,
    "NO_FACET_WEIGHT": NO_FACET_WEIGHT,
    "CONDITIONS_WEIGHT": CONDITIONS_WEIGHT,
    "BEYOND_WEIGHT": BEYOND_WEIGHT,
}


def weights() -> list[float]:
    """The weights in force, one for each feature."""
    return [*(WEIGHTS[sort] for sort in Sort), *_BESIDE_SORTS.values()]


def names_of_weights() -> list[str]:
    """What :func:`weights` are called here, in their order."""
    return [*(sort.name for sort in Sort), *_BESIDE_SORTS]


def _log_odds(probability: float) -> float:
    if not 0.0 < probability < 1.0:
        return CERTAIN if probability else -CERTAIN
    return max(-CERTAIN, min(CERTAIN, math.log(probability / (1.0 - probability))))


def strangeness(evidence: Evidence) -> float:
    """The log odds that a question is beyond a procedure."""
    return BIAS + sum(weight * value for weight, value in zip(weights(), evidence.features()))
