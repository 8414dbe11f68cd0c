"""The `evaluate` commands: read the data, take the measures of :mod:`bot.evaluation`. No Rasa is loaded."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Optional

from bot.bootstrap import lexicon
from bot.errors import BadRequest
from bot.evaluation.intents import measure_intents, predict
from bot.evaluation.inventory import Sources
from bot.evaluation.language import measure_language
from bot.evaluation.linking import Linker, measure_facets, measure_linking
from bot.evaluation.models import load_fallback, load_identifier, load_question_reader, load_ranking
from bot.evaluation.report import write_report
from bot.evaluation.robustness import RATES, intent_curves, language_curves, question_curves
from bot.evaluation.suite import Understanding, evaluate_all, load_procedures
from bot.evaluation.tables import FACET_COLUMNS, INTENT_COLUMNS, LANGUAGE_COLUMNS, LINKING_COLUMNS, read_rows
from bot.modelfile import newest_model
from bot.settings import ROOT, settings

UTTERANCES = ROOT / "tests" / "data" / "utterances"
SHARED_TEXTS = ROOT / "tests" / "data" / "shared_texts.tsv"
QUESTIONS = ROOT / "tests" / "data" / "questions"
BENCHMARKS = ROOT.parent / "shared" / "benchmarks"
_CONFIG = ROOT / "config.yml"


def language(pool: Path) -> dict[str, Any]:
    """Scores of the locale identifier on the rows of ``pool``."""
    return measure_language(read_rows(pool, LANGUAGE_COLUMNS), load_identifier(settings().models_dir))


def intents(utterances: Path) -> dict[str, Any]:
    """Scores of the intent classifier on the rows of ``utterances``."""
    rows = read_rows(utterances, INTENT_COLUMNS)
    return measure_intents(predict(rows, load_ranking(settings().models_dir)), load_fallback(_CONFIG))


def linking(catalogue: Path, questions: Path, among: int = 0) -> dict[str, Any]:
    """Scores of linking and abstention over the procedures of ``catalogue``, and ``among`` generated ones."""
    rows = read_rows(questions, LINKING_COLUMNS)
    return measure_linking(_linker(catalogue, among).outcomes(rows))


def facets(questions: Path, catalogue: Optional[Path] = None) -> dict[str, Any]:
    """Scores of the facets asked for; over our own procedures when no ``catalogue`` is given.

    Raises:
        BadRequest: no row names a facet.
    """
    rows = read_rows(questions, FACET_COLUMNS)
    result = measure_facets(_linker(catalogue or settings().procedures_dir).outcomes(rows))
    if not result["n"]:
        raise BadRequest(f"{questions}: no question that expects an answer names its facets")
    return result


def noise(
    pool: Optional[Path], utterances: Optional[Path], questions: Optional[Path], catalogue: Optional[Path]
) -> dict[str, Any]:
    """The curves under typing noise of the measures for which there is data.

    Raises:
        BadRequest: no data is given.
    """
    if not (pool or utterances or questions):
        raise BadRequest("give --pool, --utterances or --questions, or several of them")
    models_dir, curves = settings().models_dir, {}
    if pool:
        curves.update(language_curves(read_rows(pool, LANGUAGE_COLUMNS), load_identifier(models_dir)))
    if utterances:
        rows = read_rows(utterances, INTENT_COLUMNS)
        curves.update(intent_curves(rows, load_ranking(models_dir), load_fallback(_CONFIG)))
    if questions:
        rows = read_rows(questions, LINKING_COLUMNS)
        curves.update(question_curves(rows, _linker(catalogue or settings().procedures_dir)))
    return {"rates": list(RATES), "figures": curves}


def everything(sources: Sources, page: Optional[Path], among: int) -> dict[str, Any]:
    """All measures, linking also among so many generated procedures; the report is written to ``page`` if given.

    Progress is shown on standard error.
    """
    models_dir = settings().models_dir
    understanding = Understanding(
        model=newest_model(models_dir).name,
        identify=load_identifier(models_dir),
        rank=load_ranking(models_dir),
        fallback=load_fallback(_CONFIG),
        lexicon=lexicon(),
        reader=load_question_reader(models_dir),
    )
    results = evaluate_all(sources, understanding, among, lambda line: print(line, file=sys.stderr, flush=True))
    if page:
        write_report(results, page)
        print(f"written: {page}", file=sys.stderr)
    return results


def brief(results: dict[str, Any]) -> dict[str, Any]:
    """What a person wants to see of all results: the goals."""
    goals = {f"{goal['what']} ({goal['data']})": goal for goal in results["goals"]}
    columns = ("sign", "bound", "measured", "reached")
    shown = {"date": results["date"], "model": results["model"]}
    left_out = {"left_out": results["left_out"]} if results["left_out"] else {}
    return {**shown, "goals": {name: {c: goal[c] for c in columns} for name, goal in goals.items()}, **left_out}


def _linker(catalogue: Path, among: int = 0) -> Linker:
    return Linker.over(load_procedures(catalogue), lexicon(), load_question_reader(settings().models_dir), among)
