"""A whole run over tiny data, with predictors whose answers are known: what the report is made of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.evaluation.inventory import Sources
from bot.evaluation.suite import Understanding, evaluate_all
from bot.procedures.catalogue import write_json_lines
from bot.procedures.facets import FacetExtractor
from bot.procedures.question_reader import QuestionReader
from bot.text.concepts import Concepts
from tests.unit.evaluation.fakes import (
    FACET_LEXICON,
    FALLBACK,
    QUESTIONS,
    RANKINGS,
    UTTERANCES,
    identify_as,
    rank_as,
)
from tests.unit.procedures.samples import CATALOGUE, LEXICON

READER = QuestionReader(FacetExtractor(FACET_LEXICON), Concepts({})).read

SECRET = "un texte du corpus réel"  # stands only in the benchmark
UNDERSTANDING = Understanding(
    model="model.tar.gz",
    identify=identify_as({"bonjour": ("fr", True), "سلام": ("ar", True), SECRET: ("ar", True)}),
    rank=rank_as(RANKINGS),
    fallback=FALLBACK,
    lexicon=LEXICON,
    reader=READER,
)


def write_table(path: Path, rows: Sequence[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def write_sources(directory: Path, with_benchmarks: bool) -> Sources:
    """Data files of every kind."""
    sources = Sources(*(directory / name for name in ("utterances", "questions", "procedures", "benchmarks")))
    write_table(sources.utterances / "fr.tsv", UTTERANCES[:2])
    write_table(sources.utterances / "ary.tsv", UTTERANCES[2:])
    write_table(sources.questions / "fr.tsv", QUESTIONS[:2])
    write_table(sources.questions / "zgh.tsv", QUESTIONS[2:])
    sources.procedures.mkdir()
    for procedure in CATALOGUE.values():
        text = yaml.safe_dump(procedure.as_plain(), allow_unicode=True)
        (sources.procedures / f"{procedure.id}.yml").write_text(text, encoding="utf-8")
    if with_benchmarks:
        write_table(sources.texts_benchmark, [{"locale": "fr", "text": SECRET}, {"locale": "ary", "text": "سلام"}])
        real = [{**QUESTIONS[1], "id": "real-1", "question": f"carte nationale, {SECRET}"}]
        write_table(sources.questions_benchmark, real)
        write_json_lines(CATALOGUE.values(), sources.procedures_benchmark)
    return sources


def run(directory: Path, with_benchmarks: bool) -> tuple[dict[str, Any], list[str]]:
    """The results, and the lines of progress."""
    progress: list[str] = []
    sources = write_sources(directory, with_benchmarks)
    return evaluate_all(sources, UNDERSTANDING, 20, progress.append), progress
