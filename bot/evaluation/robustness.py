"""How the figures fall as typing noise rises."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from bot.evaluation.figures import facet_figures, intent_figures, language_figures, linking_figures
from bot.evaluation.intents import measure_intents, predict
from bot.evaluation.language import measure_language
from bot.evaluation.linking import Linker, measure_facets, measure_linking
from bot.evaluation.models import Fallback, Identify, RankIntents
from bot.evaluation.noise import noisy
from bot.evaluation.tables import Row

RATES = (0.0, 1 / 32, 1 / 16, 1 / 8, 1 / 4)
SEEDS = (1, 2)
JUDGED_RATE = 1 / 8

Figures = Mapping[str, float]
Measure = Callable[[Sequence[Row]], Figures]


def noisy_rows(rows: Sequence[Row], column: str, rate: float, seed: int) -> list[Row]:
    """Copies of rows whose ``column`` was typed in a hurry. The same seed gives the same copies."""
    random = Random(seed)  # noqa: S311  # not for secrets
    return [{**row, column: noisy(row[column], row["locale"], rate, random)} for row in rows]


def measure_robustness(rows: Sequence[Row], column: str, measure: Measure) -> dict[str, Any]:
    """Each figure of ``measure`` at each rate, as the mean over the seeds, and its fall in points at the judged rate."""
    curves: dict[str, list[float]] = {}
    for rate in RATES:
        for name, value in _mean_figures(rows, column, rate, measure).items():
            curves.setdefault(name, []).append(value)
    judged = RATES.index(JUDGED_RATE)
    return {
        name: {"curve": curve, "fall_in_points": round((curve[0] - curve[judged]) * 100, 2)}
        for name, curve in curves.items()
    }


def language_curves(rows: Sequence[Row], identify: Identify) -> dict[str, Any]:
    """The curves of the locale's figures."""
    return measure_robustness(rows, "text", lambda noisy: language_figures(measure_language(noisy, identify)))


def intent_curves(rows: Sequence[Row], rank: RankIntents, fallback: Fallback) -> dict[str, Any]:
    """The curves of the intents' figures."""
    return measure_robustness(
        rows, "text", lambda noisy: intent_figures(measure_intents(predict(noisy, rank), fallback))
    )


def question_curves(rows: Sequence[Row], linker: Linker) -> dict[str, Any]:
    """The curves of the figures of linking and, where the rows name facets, of facets."""

    def measure(noisy: Sequence[Row]) -> Figures:
        outcomes = linker.outcomes(noisy)
        facets = facet_figures(measure_facets(outcomes)) if "facets" in rows[0] else {}
        return {**linking_figures(measure_linking(outcomes)), **facets}

    return measure_robustness(rows, "question", measure)


def _mean_figures(rows: Sequence[Row], column: str, rate: float, measure: Measure) -> Figures:
    if not rate:
        return measure(rows)
    runs = [measure(noisy_rows(rows, column, rate, seed)) for seed in SEEDS]
    return {name: round(sum(run[name] for run in runs) / len(runs), 4) for name in runs[0]}
