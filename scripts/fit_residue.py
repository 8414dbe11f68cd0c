"""Fits the weights of bot/procedures/residue.py on data/questions, and prints them with what cross-validation says of them.

A reader of questions is trained without a part of them, and that part is asked: of our catalogue; of the same catalogue
with nothing but titles, in French and Arabic, as an imported one has them, of which the reader has learnt nothing; of our
catalogue without the procedure that the question is about, where it must not be answered; and, twice, mistyped.

    PYTHONPATH=. .venv/bin/python scripts/fit_residue.py
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.bootstrap import lexicon
from bot.engine.nlu.question_reader import contexts, lexicons, samples
from bot.engine.nlu.spelling import learnt
from bot.evaluation.linking import ABSTAIN
from bot.evaluation.robustness import JUDGED_RATE, noisy_rows
from bot.evaluation.tables import FACET_COLUMNS, Row, read_rows
from bot.procedures.catalogue import Catalogue, load_directory
from bot.procedures.model import Facet, Fact, Procedure
from bot.procedures.question_reader import QuestionReader
from bot.procedures.reading import QuestionReading
from bot.procedures.residue import STRANGE, Evidence, names_of_weights, weights
from bot.procedures.search import Index
from bot.procedures.understanding import evidence
from bot.settings import ROOT
from bot.text.normalise import words

FOLDS = 8
ASIDE = 4  # one question in so many is not learnt, but asked
REGULARISATION = 0.5
WEIGHT = {"own": 1.0, "titles": 0.8, "removed": 0.4, "noise": 0.3}


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

    def __init__(self) -> None:
        rows = read_rows(ROOT / "data" / "questions", FACET_COLUMNS)
        self._rows = [row for row in rows if zlib.crc32(row["id"].encode()) % ASIDE == 0]
        aside = {row["question"] for row in self._rows}
        known = [sample for sample in samples() if sample.text not in aside]
        self._spelling = learnt()
        self._reader = QuestionReader.train(known, *lexicons(), contexts=contexts(), spelling=self._spelling)
        self._lexicon = lexicon()
        self._procedures = load_directory(ROOT / "data" / "procedures")

    def all(self) -> Iterator[Example]:
        own, titles = self._asked_of(self._procedures), self._asked_of([titles_only(p) for p in self._procedures])
        for row in self._rows:
            yield self._example("own", row, *own)
            yield self._example("titles", row, *titles)
        for seed in (1, 2):
            for row in noisy_rows(self._rows, "question", JUDGED_RATE, seed):
                yield self._example("noise", row, *own)
        yield from self._removed(own)

    def _removed(self, own: tuple[Catalogue, Index]) -> Iterator[Example]:
        catalogue, index = own
        for row in self._rows:
            if row["expect"] != ABSTAIN:
                family = {row["procedure_id"], *catalogue[row["procedure_id"]].variants}
                left = Catalogue(p for p in self._procedures if p.id not in family)
                found = evidence(row["question"], self._read(row), left, index.updated(left.values()))
                yield Example("removed", row["id"], True, found)

    def _asked_of(self, procedures: Sequence[Procedure]) -> tuple[Catalogue, Index]:
        return Catalogue(procedures), Index(procedures, self._lexicon)

    def _example(self, source: str, row: Row, catalogue: Catalogue, index: Index) -> Example:
        reading = self._read(row)
        if source == "titles":
            reading = replace(reading, likely={})
        found = evidence(row["question"], reading, catalogue, index)
        return Example(source, row["id"], row["expect"] == ABSTAIN, found)

    def _read(self, row: Row) -> QuestionReading:
        text = row["question"]
        return self._reader.read(text, self._spelling.restored_words(words(text)))


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


def main() -> None:
    every = list(Examples().all())
    examples = [example for example in every if any(not one.unspoken for one in example.candidates)]
    keys = sorted({example.key for example in every})
    fold = dict(zip(keys, np.random.RandomState(0).randint(0, FOLDS, len(keys))))
    verdicts: dict[str, list[tuple[bool, bool]]] = {}
    for number in range(FOLDS):
        learnt_from = fit([example for example in examples if fold[example.key] != number])
        for example in every:
            if fold[example.key] == number:
                verdicts.setdefault(example.source, []).append((example.strange, judged(example, *learnt_from)))
    for source, pairs in verdicts.items():
        strange = [is_judged for is_strange, is_judged in pairs if is_strange]
        plain = [is_judged for is_strange, is_judged in pairs if not is_strange]
        sys.stdout.write(
            f"{source}: {sum(strange)} of {len(strange)} recognised, {sum(plain)} of {len(plain)} needlessly\n"
        )
    bias, found = fit(examples)
    for name, weight in zip(["BIAS", *names_of_weights()], [bias, *found]):
        sys.stdout.write(f"{name} = {weight:.2f}\n")


if __name__ == "__main__":
    main()
