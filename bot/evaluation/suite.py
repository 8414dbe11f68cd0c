"""All measures in one run: on our own held-out data, and on the benchmarks where they are there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Optional

from bot.evaluation.examples import slowest_examples, wrong_examples, wrongly_linked
from bot.evaluation.goals import goals
from bot.evaluation.intents import measure_intents, predict
from bot.evaluation.inventory import Sources, inventory
from bot.evaluation.language import measure_language
from bot.evaluation.linking import Linker, measure_facets, measure_linking
from bot.evaluation.models import Fallback, Identify, RankIntents, ReadQuestion
from bot.evaluation.robustness import intent_curves, language_curves, question_curves
from bot.evaluation.tables import (
    FACET_COLUMNS,
    INTENT_COLUMNS,
    LANGUAGE_COLUMNS,
    LINKING_COLUMNS,
    SHARED_COLUMNS,
    Row,
    read_rows,
)
from bot.procedures.catalogue import load_directory, load_json_lines
from bot.procedures.model import Procedure
from bot.procedures.search import Lexicon

OWN = "own"
BENCHMARK = "benchmark"

Progress = Callable[[str], None]


class Understanding(NamedTuple):
    """What is measured; ``model`` is the name of the archive."""

    model: str
    identify: Identify
    rank: RankIntents
    fallback: Fallback
    lexicon: Lexicon
    reader: ReadQuestion


class _Questions(NamedTuple):
    rows: Sequence[Row]
    procedures: Sequence[Procedure]


def load_procedures(path: Path) -> list[Procedure]:
    """The procedures of a directory of YAML files, or of a JSON Lines file.

    Raises:
        CatalogueError: a file is missing or bad.
    """
    return load_directory(path) if path.is_dir() else load_json_lines(path)


def evaluate_all(sources: Sources, understanding: Understanding, among: int, progress: Progress) -> dict[str, Any]:
    """Every measure on all data there is, with the goals; linking also among so many generated procedures.

    ``progress`` is given a line when a step begins and one when it ends.

    Raises:
        BadRequest: a file of ours is missing or bad.
        CatalogueError: a procedure file is bad.
    """
    return _Run(sources, understanding, among, progress).results()


def with_shared_texts(utterances: Sequence[Row], shared_texts: Optional[Path]) -> list[Row]:
    """The utterances, each with ``also``: the locales in which speakers would write just so.

    Raises:
        BadRequest: the file is bad.
    """
    shared = read_rows(shared_texts, SHARED_COLUMNS) if shared_texts else []
    locales = {row["text"]: row["locales"] for row in shared}
    return [{**row, "also": locales.get(row["text"], "")} for row in utterances]


class _Run:
    def __init__(self, sources: Sources, understanding: Understanding, among: int, progress: Progress) -> None:
        self._sources = sources
        self._understanding = understanding
        self._progress = progress
        self._among = among
        self._utterances = read_rows(sources.utterances, INTENT_COLUMNS)
        self._texts = dict(self._read_texts())
        self._questions = dict(self._read_questions())

    def _read_texts(self) -> Iterator[tuple[str, Sequence[Row]]]:
        if self._sources.texts_benchmark.is_file():
            yield BENCHMARK, read_rows(self._sources.texts_benchmark, LANGUAGE_COLUMNS)
        yield OWN, with_shared_texts(self._utterances, self._sources.shared_texts)

    def _read_questions(self) -> Iterator[tuple[str, _Questions]]:
        sources = self._sources
        if sources.questions_benchmark.is_file() and sources.procedures_benchmark.is_file():
            rows = read_rows(sources.questions_benchmark, LINKING_COLUMNS)
            yield BENCHMARK, _Questions(rows, load_procedures(sources.procedures_benchmark))
        yield OWN, _Questions(read_rows(sources.questions, FACET_COLUMNS), load_procedures(sources.procedures))

    def results(self) -> dict[str, Any]:
        started = time.perf_counter()
        found: dict[str, Any] = {
            "date": date.today().isoformat(),
            "model": self._understanding.model,
            "data": [file._asdict() for file in inventory(self._sources)],
            "left_out": self._sources.missing,
            "language": self._language(),
            **self._intents_and_linking(),
        }
        found["goals"] = [{**goal._asdict(), "reached": goal.reached} for goal in goals(found)]
        found["seconds"] = round(time.perf_counter() - started, 1)
        return found

    def _language(self) -> dict[str, Any]:
        with self._step("locale"):
            return {name: measure_language(rows, self._understanding.identify) for name, rows in self._texts.items()}

    def _intents_and_linking(self) -> dict[str, Any]:
        with self._step("intents"):
            predictions = predict(self._utterances, self._understanding.rank)
        with self._step("linking and facets"):
            linkers = {name: self._linker(name) for name in self._questions}
            outcomes = {name: linker.outcomes(self._questions[name].rows) for name, linker in linkers.items()}
        return {
            "intents": measure_intents(predictions, self._understanding.fallback),
            "linking": {name: measure_linking(found) for name, found in outcomes.items()},
            "facets": measure_facets(outcomes[OWN]),
            "wrong": [one._asdict() for one in wrong_examples(predictions, outcomes[OWN])],
            "wrong_benchmark_questions": [o.row["id"] for o in wrongly_linked(outcomes.get(BENCHMARK, ()))],
            "slowest": [one._asdict() for one in slowest_examples(predictions, outcomes[OWN])],
            "linking_among": {name: self._linking_among(name) for name in self._questions},
            "robustness": {name: self._robustness(name, linkers) for name in dict.fromkeys([*self._texts, *linkers])},
        }

    def _linker(self, name: str, among: int = 0) -> Linker:
        understanding = self._understanding
        return Linker.over(self._questions[name].procedures, understanding.lexicon, understanding.reader, among)

    def _linking_among(self, name: str) -> dict[str, Any]:
        with self._step(f"linking among {self._among:,} procedures, {name}"):
            outcomes = self._linker(name, self._among).outcomes(self._questions[name].rows)
            return {"among": self._among, **measure_linking(outcomes)}

    def _robustness(self, name: str, linkers: dict[str, Linker]) -> dict[str, Any]:
        """The curves of all measures that there is data for under that name."""
        understanding, found = self._understanding, {}
        with self._step(f"typing noise, {name}"):
            if name in self._texts:
                found.update(language_curves(self._texts[name], understanding.identify))
            if name == OWN:
                found.update(intent_curves(self._utterances, understanding.rank, understanding.fallback))
            if name in linkers:
                found.update(question_curves(self._questions[name].rows, linkers[name]))
        return found

    @contextmanager
    def _step(self, title: str) -> Iterator[None]:
        started = time.perf_counter()
        self._progress(f"{title} …")
        yield
        self._progress(f"{title}: {time.perf_counter() - started:.1f} s")
