"""Single texts worth a look: the wrong ones and the slowest. Only of our own data, never of the benchmarks."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.evaluation import scores
from bot.evaluation.intents import Prediction
from bot.evaluation.linking import ABSTAIN, Outcome, true_facets

SLOWEST = 5
WRONG_INTENTS = 20
WRONG_LINKS = 10
WRONG_FACETS = 10


class Wrong(NamedTuple):
    """A text that was understood wrongly."""

    measure: str
    locale: str
    text: str
    expected: str
    got: str


class Slow(NamedTuple):
    """A text that took long."""

    measure: str
    locale: str
    text: str
    milliseconds: float


def wrong_examples(predictions: Sequence[Prediction], outcomes: Sequence[Outcome]) -> list[Wrong]:
    """At most forty, taken from the locales in turn, and within a locale from what was expected in turn."""
    return [
        *_spread(_wrong_intents(predictions), WRONG_INTENTS),
        *_spread(_wrong_links(outcomes), WRONG_LINKS),
        *_spread(_wrong_facets(outcomes), WRONG_FACETS),
    ]


def slowest_examples(predictions: Sequence[Prediction], outcomes: Sequence[Outcome]) -> list[Slow]:
    """A few of each measure, the slowest first."""
    intents = [Slow("intent", p.row["locale"], p.row["text"], _milliseconds(p.seconds)) for p in predictions]
    links = [Slow("linking", o.row["locale"], o.row["question"], _milliseconds(o.seconds)) for o in outcomes]
    return [slow for some in (intents, links) for slow in sorted(some, key=lambda s: -s.milliseconds)[:SLOWEST]]


def wrongly_linked(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Those that expect an answer and have another procedure first."""
    return [o for o in outcomes if o.row["expect"] != ABSTAIN and not o.is_among(1)]


def _wrong_intents(predictions: Sequence[Prediction]) -> Iterator[Wrong]:
    for p in predictions:
        if not p.is_right:
            got = f"{p.intent} ({p.confidence:.2f})"
            yield Wrong("intent", p.row["locale"], p.row["text"], p.row["intent"], got)


def _wrong_links(outcomes: Sequence[Outcome]) -> Iterator[Wrong]:
    for o in wrongly_linked(outcomes):
        got = o.ranked[0] if o.ranked else "nothing"
        yield Wrong("linking", o.row["locale"], o.row["question"], o.row["procedure_id"], got)
    for o in outcomes:
        if o.abstained != (o.row["expect"] == ABSTAIN):
            got = ABSTAIN if o.abstained else "answer"
            yield Wrong("abstention", o.row["locale"], o.row["question"], o.row["expect"], got)


def _wrong_facets(outcomes: Sequence[Outcome]) -> Iterator[Wrong]:
    for o in outcomes:
        true = true_facets(o.row)
        if true and o.row["expect"] != ABSTAIN and true != o.facets:
            got = ", ".join(sorted(o.facets)) or "nothing"
            yield Wrong("facets", o.row["locale"], o.row["question"], ", ".join(sorted(true)), got)


def _spread(wrong: Iterable[Wrong], limit: int) -> list[Wrong]:
    mixed = _in_turn(list(wrong), lambda one: one.expected)
    return _in_turn(mixed, lambda one: one.locale)[:limit]


def _in_turn(wrong: Sequence[Wrong], key: Callable[[Wrong], str]) -> list[Wrong]:
    """The first of each key, then the second of each, and so on."""
    groups = [[wrong[at] for at in places] for places in scores.grouped(map(key, wrong)).values()]
    return [one for turn in itertools.zip_longest(*groups) for one in turn if one]


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 2)
