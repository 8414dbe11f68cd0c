"""How well the procedure of a question is found, and the facets that it asks for."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from bot.evaluation import scores
from bot.evaluation.generated import generated_procedures
from bot.evaluation.models import ReadQuestion
from bot.evaluation.tables import Row, script_of
from bot.procedures.catalogue import Catalogue
from bot.procedures.model import Procedure
from bot.procedures.search import Index, Lexicon
from bot.procedures.understanding import Kind, Understanding, closest, understand
from bot.text.normalise import words

_ANSWERED = (Kind.FOUND, Kind.CHOOSE, Kind.MAYBE)
_STAGES = ("facets", "understanding")
ABSTAIN = "abstain"


class Outcome(NamedTuple):
    """What was understood of one row, and the seconds of each stage."""

    row: Row
    ranked: list[str]
    meant: Understanding
    raw_facets: frozenset[str]
    abstained: bool
    stages: tuple[float, float]

    @property
    def seconds(self) -> float:
        return sum(self.stages)

    @property
    def facets(self) -> frozenset[str]:
        return frozenset(facet.value for facet in self.meant.facets)

    def is_among(self, first: int) -> bool:
        """Whether the true procedure is one of the ``first`` candidates."""
        return self.row["procedure_id"] in self.ranked[:first]


class Linker:
    """Finds the procedure and the facets of questions over one catalogue."""

    def __init__(self, catalogue: Catalogue, index: Index, read: ReadQuestion) -> None:
        self._catalogue = catalogue
        self._index = index
        self._read = read

    @classmethod
    def over(cls, procedures: Sequence[Procedure], lexicon: Lexicon, read: ReadQuestion, among: int = 0) -> Linker:
        """One over ``procedures`` and, beside them, ``among`` generated ones."""
        catalogue = Catalogue([*procedures, *generated_procedures(among, avoid=procedures)])
        index = Index(catalogue.values(), lexicon)
        index.prepare()  # as the library does
        return cls(catalogue, index, read)

    def outcomes(self, rows: Iterable[Row]) -> list[Outcome]:
        """What is understood of rows with a ``question``."""
        return [self._outcome(row) for row in rows]

    def _outcome(self, row: Row) -> Outcome:
        question = row["question"]
        times = [time.perf_counter()]
        reading = self._read(question)
        times.append(time.perf_counter())
        meant = understand(question, reading, self._catalogue, self._index)
        times.append(time.perf_counter())
        facets, understanding = (after - before for before, after in itertools.pairwise(times))
        # searched again, for the ranks: it comes after the clock, as it finds the words of the question in a cache
        ranked = [link.procedure_id for link in closest(self._index.read(words(question)), reading, self._index, 5)]
        raw_facets = frozenset(facet.value for facet in reading.asks)
        return Outcome(row, ranked, meant, raw_facets, self._abstains(meant), (facets, understanding))

    def _abstains(self, meant: Understanding) -> bool:
        """Whether we would say that we do not know: no procedure, a case beyond it, or no facet of it that is asked for."""
        if meant.beyond or meant.kind not in _ANSWERED or not meant.procedures:
            return True
        held = self._catalogue[meant.procedures[0]].held()
        return bool(meant.facets) and not any(facet in held for facet in meant.facets)


def measure_linking(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Top-1 and top-3 over rows that expect an answer, abstention over all rows, and times."""
    answerable = [o for o in outcomes if o.row["expect"] != ABSTAIN]
    locales = scores.grouped(o.row["locale"] for o in outcomes)
    scripts = scores.grouped(script_of(o.row["locale"], o.row["question"]) for o in answerable)
    means = np.mean([o.stages for o in outcomes], axis=0) * 1000 if outcomes else np.zeros(len(_STAGES))
    return {
        "n": len(outcomes),
        **_top(answerable),
        "by_locale": {
            locale: _of_locale([outcomes[at] for at in places]) for locale, places in sorted(locales.items())
        },
        "by_script": {
            script: {"n": len(places), **_top([answerable[at] for at in places])}
            for script, places in sorted(scripts.items())
        },
        "abstention": _abstention(outcomes),
        **scores.milliseconds([o.seconds for o in outcomes]),
        "mean_milliseconds": {stage: round(float(mean), 3) for stage, mean in zip(_STAGES, means)},
    }


def measure_facets(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Micro scores of the facets asked for, over rows that expect an answer and name facets (``fee,delay``).

    ``raw`` is what is extracted before the words of the procedure's own name are taken away.
    """
    asked = [o for o in outcomes if o.row["expect"] != ABSTAIN and o.row["facets"].strip()]
    locales = scores.grouped(o.row["locale"] for o in asked)
    counts = scores.grouped(str(len(true_facets(o.row))) for o in asked)
    return {
        **_facets(asked),
        "by_locale": {locale: _facets([asked[at] for at in places]) for locale, places in sorted(locales.items())},
        "by_count": {count: _facets([asked[at] for at in places]) for count, places in sorted(counts.items())},
        "by_facet": _by_facet(asked),
        "raw": scores.micro([true_facets(o.row) for o in asked], [o.raw_facets for o in asked]),
    }


def true_facets(row: Row) -> frozenset[str]:
    """The facets that a row's question asks for."""
    return frozenset(name.strip() for name in row["facets"].split(",") if name.strip())


def _top(outcomes: Sequence[Outcome]) -> dict[str, float]:
    return {f"top{first}": scores.share(sum(o.is_among(first) for o in outcomes), len(outcomes)) for first in (1, 3)}


def _of_locale(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """``n`` rows that expect an answer with their top-1 and top-3; abstention where some row expects it."""
    answerable = [o for o in outcomes if o.row["expect"] != ABSTAIN]
    found: dict[str, Any] = {"n": len(answerable), **_top(answerable)}
    found["abstained_needlessly"] = scores.share(sum(o.abstained for o in answerable), len(answerable))
    if len(answerable) < len(outcomes):
        found["to_abstain"] = len(outcomes) - len(answerable)
        found["abstention_f1"] = _abstention(outcomes)["f1"]
    return found


def _abstention(outcomes: Sequence[Outcome]) -> dict[str, float]:
    return scores.flagged([o.row["expect"] == ABSTAIN for o in outcomes], [o.abstained for o in outcomes])


def _facets(outcomes: Sequence[Outcome]) -> dict[str, float]:
    return scores.micro([true_facets(o.row) for o in outcomes], [o.facets for o in outcomes])


def _by_facet(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    names = sorted({name for o in outcomes for name in true_facets(o.row)})
    truth, predicted = [true_facets(o.row) for o in outcomes], [o.facets for o in outcomes]
    return {
        name: {
            **scores.flagged([name in facets for facets in truth], [name in facets for facets in predicted]),
            "n": sum(name in facets for facets in truth),
        }
        for name in names
    }
