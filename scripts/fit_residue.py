"""Fits the weights of bot/procedures/residue.py on data/questions, and prints them with what cross-validation says of them.

A reader of questions is trained without a part of them, and that part is asked: of our catalogue; of the same catalogue
with nothing but titles, in French and Arabic, as an imported one has them, of which the reader has learnt nothing; of that
without the procedure that the question is about, where it must not be answered; and, twice, mistyped.

    PYTHONPATH=. .venv/bin/python scripts/fit_residue.py
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
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
from bot.procedures.residue import LEARNT, NAMED, Evidence
from bot.procedures.search import Index
from bot.procedures.understanding import evidence
from bot.settings import ROOT
from bot.text.normalise import words

Array = NDArray[np.float64]

FOLDS = 8
ASIDE = 4  # one question in so many is not learnt, but asked
REGULARISATION = 0.5
THRESHOLDS = (-0.5, 0.0, 0.5, 0.9)
WEIGHT = {"own": 1.0, "noise": 0.3, "titles": 1.0, "removed": 0.5}
FITTED_ON = {"LEARNT": (LEARNT, ("own", "noise")), "NAMED": (NAMED, ("titles", "removed"))}


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

    fields: dict[str, object] = {"id": f"titles-of-{procedure.id}", "aliases": {}, "variants": []}
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
        yield from self._removed(titles)

    def _removed(self, titles: tuple[Catalogue, Index]) -> Iterator[Example]:
        variants = {procedure.id: procedure.variants for procedure in self._procedures}
        for row in self._rows:
            if row["expect"] != ABSTAIN:
                family = {f"titles-of-{name}" for name in (row["procedure_id"], *variants[row["procedure_id"]])}
                left = Catalogue(p for p in titles[0].values() if p.id not in family)
                reading = replace(self._read(row), likely={}, elsewhere=0.0)
                found = evidence(row["question"], reading, left, titles[1].updated(left.values()))
                yield Example("removed", row["id"], True, found)

    def _asked_of(self, procedures: Sequence[Procedure]) -> tuple[Catalogue, Index]:
        return Catalogue(procedures), Index(procedures, self._lexicon)

    def _example(self, source: str, row: Row, catalogue: Catalogue, index: Index) -> Example:
        reading = self._read(row)
        if source == "titles":
            reading = replace(reading, likely={}, elsewhere=0.0)
        found = evidence(row["question"], reading, catalogue, index)
        return Example(source, row["id"], row["expect"] == ABSTAIN, found)

    def _read(self, row: Row) -> QuestionReading:
        text = row["question"]
        return self._reader.read(text, self._spelling.restored(words(text)))


class Case(NamedTuple):
    """An example in numbers: ``features`` is candidates × features."""

    source: str
    key: str
    strange: bool
    features: Array

    def least_strange(self, weights: Array) -> Array:
        """The features of the candidate that is strange least."""
        found: Array = self.features[np.argmin(self.features @ weights)]
        return found


def fit(cases: Sequence[Case]) -> tuple[float, Array]:
    """Bias and weights; of several candidates the one that is strange least counts, which is decided anew each round."""
    bias, found = 0.0, np.zeros(cases[0].features.shape[1])
    for _ in range(4):
        rows = np.array([case.least_strange(found) for case in cases])
        model = LogisticRegression(C=REGULARISATION, max_iter=1000)
        model.fit(rows, [case.strange for case in cases], sample_weight=[WEIGHT[case.source] for case in cases])
        bias, found = float(model.intercept_[0]), model.coef_[0]
    return bias, found


def main() -> None:
    every = list(Examples().all())
    for name, (in_force, sources) in FITTED_ON.items():
        names = list(in_force.by_feature)
        report(
            name,
            names,
            [
                Case(
                    one.source,
                    one.key,
                    one.strange,
                    np.array([list(map(c.features().get, names)) for c in one.candidates]),
                )
                for one in every
                if one.source in sources and one.candidates
            ],
        )


def report(name: str, features: Sequence[str], cases: Sequence[Case]) -> None:
    """What cross-validation says at some thresholds, and the weights of all examples."""
    keys = sorted({case.key for case in cases})
    fold = dict(zip(keys, np.random.RandomState(0).randint(0, FOLDS, len(keys))))
    verdicts: dict[str, list[tuple[bool, float]]] = {}
    for number in range(FOLDS):
        bias, weights = fit([case for case in cases if fold[case.key] != number])
        for case in cases:
            if fold[case.key] == number:
                score = bias + float(case.least_strange(weights) @ weights)
                verdicts.setdefault(case.source, []).append((case.strange, score))
    for source, pairs in verdicts.items():
        for threshold in THRESHOLDS:
            strange = [score >= threshold for is_strange, score in pairs if is_strange]
            plain = [score >= threshold for is_strange, score in pairs if not is_strange]
            sys.stdout.write(
                f"{name}, {source}, {threshold}: {sum(strange)} of {len(strange)} recognised, "
                f"{sum(plain)} of {len(plain)} needlessly\n"
            )
    bias, weights = fit(cases)
    for feature, weight in zip(["bias", *features], [bias, *weights]):
        sys.stdout.write(f"{name}, {feature}: {weight:.2f}\n")


if __name__ == "__main__":
    main()
