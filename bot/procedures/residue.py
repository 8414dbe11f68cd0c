"""The residue of a question: what it says that is no name of the procedure, no question word and no everyday talk.

A question that says more than a procedure's names explain is perhaps about a case of which its description does not
speak ("papers for the passport of a prisoner"), or about another procedure. How much a word weighs depends on what it
means (``data/gazetteers/circumstances.yml``) and on whether the facts asked for speak of it. Of a procedure that the
reader of questions has learnt, what it has read weighs more. The weights are fitted by ``scripts/fit_residue.py`` on
``data/questions``; docs/adr/0020 and 0026 have the measures.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

# Of one sort no more words count than this: a long story is not a stranger one.
MOST_OF_A_SORT = 2


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


# Without a word of one of these a question about a procedure of which only names are known is never strange, however little
# of a name it says.
TELLING_SORTS = (Sort.CIRCUMSTANCE, Sort.CASE, Sort.CONTENT, Sort.COMMON)
# Log odds of the reader of questions are taken into account up to here.
CERTAIN = 4.0


class Weights(NamedTuple):
    """What each feature of :class:`Evidence` counts, and the log odds from which a question is taken to be beyond."""

    bias: float
    by_feature: Mapping[str, float]
    strange: float


# Of a procedure of which the reader of questions has learnt nothing, such as an imported one.
NAMED = Weights(
    bias=-0.19,
    by_feature={
        "circumstance": 1.04,
        "case": 2.21,
        "content": 0.77,
        "common": 0.71,
        "setting": 0.06,
        "vague": 0.17,
        "plain": -0.33,
        "spoken": -0.26,
        "score": -0.99,
        "message_share": 0.57,
        "no_facet": 1.27,
        "conditions": -0.57,
    },
    strange=0.9,
)
# Of one that it has learnt.
LEARNT = Weights(
    bias=-0.67,
    by_feature={
        "circumstance": 0.50,
        "case": 0.87,
        "content": 0.64,
        "common": -0.11,
        "setting": 0.12,
        "vague": -0.14,
        "plain": -0.21,
        "spoken": -0.85,
        "score": 0.41,
        "message_share": 0.37,
        "no_facet": 1.37,
        "conditions": -0.38,
        "elsewhere": 4.68,
        "beyond": 0.78,
    },
    strange=0.4,
)


class Evidence(NamedTuple):
    """What a question says beside the names of one procedure.

    ``sorts``: how many words of each sort; ``score`` and ``message_share``: of the link between the two; ``asks``: whether
    the question asks for a facet; ``may``: whether it asks for the conditions, and the procedure tells them;
    ``unspoken``: whether it tells a circumstance of which no text of the procedure speaks. ``learnt``: whether the reader of
    questions knows the procedure; ``elsewhere`` and ``beyond``: its probabilities that the question is about none of those
    that it knows, and that it asks for something of which no description speaks.
    """

    sorts: Mapping[Sort, int]
    score: float
    message_share: float
    asks: bool
    may: bool
    unspoken: bool
    learnt: bool = False
    elsewhere: float = 0.0
    beyond: float = 0.0

    def features(self) -> dict[str, float]:
        """What the weights are for."""
        return {
            **{sort.value: float(min(self.sorts.get(sort, 0), MOST_OF_A_SORT)) for sort in Sort},
            "score": self.score,
            "message_share": self.message_share,
            "no_facet": float(not self.asks),
            "conditions": float(self.may),
            "elsewhere": self.elsewhere,
            "beyond": _log_odds(self.beyond),
        }

    @property
    def weights(self) -> Weights:
        """Those that are for it."""
        return LEARNT if self.learnt else NAMED

    @property
    def is_strange(self) -> bool:
        """Whether the question is likely beyond the procedure."""
        likely = strangeness(self) >= self.weights.strange
        if self.learnt:
            return likely
        return self.unspoken or (likely and any(self.sorts.get(sort, 0) for sort in TELLING_SORTS))


def strangeness(evidence: Evidence) -> float:
    """The log odds that a question is beyond a procedure."""
    features, weights = evidence.features(), evidence.weights
    return weights.bias + sum(weight * features[name] for name, weight in weights.by_feature.items())


def _log_odds(probability: float) -> float:
    if not 0.0 < probability < 1.0:
        return CERTAIN if probability else -CERTAIN
    return max(-CERTAIN, min(CERTAIN, math.log(probability / (1.0 - probability))))
