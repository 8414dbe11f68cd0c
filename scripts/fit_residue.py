"""Fits the weights of bot/procedures/residue.py on data/questions, and prints them with what cross-validation says of them.

Each question is asked of our catalogue; of the same catalogue with nothing but titles, in French and Arabic, as an
imported one has them; of our catalogue without the procedure that it is about, where it must not be answered; and, twice,
mistyped. Questions of data/facets stand for what people add to a question that can be answered.

    .venv/bin/python scripts/fit_residue.py models
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.bootstrap import lexicon
from bot.evaluation.linking import ABSTAIN
from bot.evaluation.models import load_facet_reader
from bot.evaluation.robustness import JUDGED_RATE, noisy_rows
from bot.evaluation.tables import FACET_COLUMNS, Row, read_rows
from bot.language.data import labelled_questions
from bot.procedures.catalogue import Catalogue, load_directory
from bot.procedures.model import Facet, Fact, Procedure
from bot.procedures.residue import STRANGE, Evidence, Sort, weights
from bot.procedures.search import Index
from bot.procedures.understanding import Mention, evidence
from bot.settings import ROOT

FOLDS = 8
REGULARISATION = 0.5
WEIGHT = {"own": 1.0, "titles": 0.8, "removed": 0.4, "noise": 0.3, "facets": 0.1}
EVERY_FACET_QUESTION = 6


class Example(NamedTuple):
    """``source``: where it comes from, a key of ``WEIGHT``; ``key``: the same for all copies of one question."""

    source: str
    key: str
    strange: bool
    candidates: Sequence[Evidence]


def titles_only(procedure: Procedure) -> Procedure:
    """The procedure as an import knows it: titles and texts in French and Arabic, no aliases, no variants."""

    def fact(value: Fact) -> Fact:
        kept = {locale: text for locale, text in value.texts.items() if locale in ("fr", "ar")}
        return value.copy(update={"texts": kept})

    fields: dict[str, object] = {"aliases": {}, "variants": []}
    fields["title"] = {locale: text for locale, text in procedure.title.items() if locale in ("fr", "ar")}
    for facet in Facet:
        value = getattr(procedure, facet.value)
        fields[facet.value] = [fact(one) for one in value] if isinstance(value, list) else value and fact(value)
    return procedure.copy(update=fields)


class Examples:
    """Asks questions of catalogues."""

    def __init__(self, models: Path) -> None:
        self._reader = load_facet_reader(models)
        self._lexicon = lexicon()
        self._procedures = load_directory(ROOT / "data" / "procedures")

    def all(self) -> Iterator[Example]:
        rows = read_rows(ROOT / "data" / "questions", FACET_COLUMNS)
        own, titles = self._asked_of(self._procedures), self._asked_of([titles_only(p) for p in self._procedures])
        for row in rows:
            yield self._example("own", row, *own)
            yield self._example("titles", row, *titles)
        for seed in (1, 2):
            yield from (self._example("noise", row, *own) for row in noisy_rows(rows, "question", JUDGED_RATE, seed))
        yield from self._removed(rows, own)
        for number, (text, facets) in enumerate(labelled_questions()):
            if facets and number % EVERY_FACET_QUESTION == 0:
                yield Example("facets", f"facets-{number}", False, self._candidates(text, *own))

    def _removed(self, rows: Sequence[Row], own: tuple[Catalogue, Index]) -> Iterator[Example]:
        catalogue, index = own
        for row in rows:
            if row["expect"] != ABSTAIN:
                family = {row["procedure_id"], *catalogue[row["procedure_id"]].variants}
                left = Catalogue(p for p in self._procedures if p.id not in family)
                found = self._candidates(row["question"], left, index.updated(left.values()))
                yield Example("removed", row["id"], True, found)

    def _asked_of(self, procedures: Sequence[Procedure]) -> tuple[Catalogue, Index]:
        return Catalogue(procedures), Index(procedures, self._lexicon)

    def _example(self, source: str, row: Row, catalogue: Catalogue, index: Index) -> Example:
        return Example(source, row["id"], row["expect"] == ABSTAIN, self._candidates(row["question"], catalogue, index))

    def _candidates(self, text: str, catalogue: Catalogue, index: Index) -> list[Evidence]:
        mentions = [Mention(m.facet, m.start, m.end, m.asked) for m in self._reader.read(text)]
        return evidence(text, mentions, catalogue, index)


def fit(examples: Sequence[Example]) -> tuple[float, list[float]]:
    """Bias and weights; of several candidates the one that is strange least counts, which is decided anew each round."""
    bias, found = 0.0, weights()
    for _ in range(4):
        rows = [_least_strange(example, found) for example in examples]
        model = LogisticRegression(C=REGULARISATION, max_iter=1000)
        strange = [example.strange for example in examples]
        model.fit(rows, strange, sample_weight=[WEIGHT[example.source] for example in examples])
        bias, found = float(model.intercept_[0]), [float(weight) for weight in model.coef_[0]]
    return bias, found


def _least_strange(example: Example, found: Sequence[float]) -> list[float]:
    return min((one.features() for one in example.candidates), key=lambda features: float(np.dot(features, found)))


def judged(example: Example, bias: float, found: Sequence[float]) -> bool:
    """Whether the question is taken to be beyond all that it may mean."""
    return all(one.unspoken or bias + np.dot(one.features(), found) >= STRANGE for one in example.candidates)


def main(models: Path) -> None:
    every = list(Examples(models).all())
    examples = [example for example in every if any(not one.unspoken for one in example.candidates)]
    keys = sorted({example.key for example in every})
    fold = dict(zip(keys, np.random.RandomState(0).randint(0, FOLDS, len(keys))))
    verdicts: dict[str, list[tuple[bool, bool]]] = {}
    for number in range(FOLDS):
        learnt = fit([example for example in examples if fold[example.key] != number])
        for example in every:
            if fold[example.key] == number:
                verdicts.setdefault(example.source, []).append((example.strange, judged(example, *learnt)))
    for source, pairs in verdicts.items():
        strange = [is_judged for is_strange, is_judged in pairs if is_strange]
        plain = [is_judged for is_strange, is_judged in pairs if not is_strange]
        sys.stdout.write(
            f"{source}: {sum(strange)} of {len(strange)} recognised, {sum(plain)} of {len(plain)} needlessly\n"
        )
    bias, found = fit(examples)
    names = [sort.name for sort in Sort] + [
        "SCORE_WEIGHT",
        "MESSAGE_SHARE_WEIGHT",
        "NO_FACET_WEIGHT",
        "CONDITIONS_WEIGHT",
    ]
    lines = [f"BIAS: {bias:.2f}", *(f"{name}: {weight:.2f}" for name, weight in zip(names, found))]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
