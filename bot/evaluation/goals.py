"""The figures that understanding is held to, beside what was measured."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

TOP1 = {"fr": 0.97, "ar": 0.97, "ary": 0.97, "ary-Latn": 0.95}
AMONG_FALL = 3.0  # points
NOISE_FALL = 5.0  # points

_AT_LEAST = "≥"
_AT_MOST = "≤"
_COMPARE: Mapping[str, Callable[[float, float], bool]] = {_AT_LEAST: operator.ge, _AT_MOST: operator.le}


class Goal(NamedTuple):
    """``what``, measured on ``data``, must be at least or at most ``bound``."""

    what: str
    data: str
    sign: str
    bound: float
    measured: float

    @property
    def reached(self) -> bool:
        return _COMPARE[self.sign](self.measured, self.bound)


def goals(results: Mapping[str, Any]) -> list[Goal]:
    """The goals of all measures in the results of :func:`bot.evaluation.suite.evaluate_all`."""
    found: list[Goal] = []
    for data, result in results["language"].items():
        found += _language(data, result)
    found += _intents(results["intents"])
    for data, result in results["linking"].items():
        found += _linking(data, result)
    for data, result in results["linking_among"].items():
        found += _among(data, result, results["linking"][data])
    found += _facets(results["facets"])
    for data, figures in results["robustness"].items():
        found += _robustness(data, figures)
    return found


def _language(data: str, result: Mapping[str, Any]) -> Iterator[Goal]:
    yield Goal("locale, macro-F1", data, _AT_LEAST, 0.97, result["macro_f1"])
    yield Goal("locale, macro-F1 of texts of at most 4 words", data, _AT_LEAST, 0.93, result["short"]["macro_f1"])
    for locale in ("ary", "ar"):
        if locale in result["by_locale"]:
            yield Goal(f"locale, F1 of {locale}", data, _AT_LEAST, 0.92, result["by_locale"][locale]["f1"])
    yield Goal("locale, µs a text", data, _AT_MOST, 200.0, result["microseconds_per_text"])


def _intents(result: Mapping[str, Any]) -> Iterator[Goal]:
    worst = min(result["by_locale"], key=lambda locale: result["by_locale"][locale]["macro_f1"])
    yield Goal(f"intent, macro-F1 of the worst locale ({worst})", "own", _AT_LEAST, 0.95, _f1(result, worst))
    yield Goal("intent, best minus worst locale", "own", _AT_MOST, 0.03, result["best_minus_worst"])
    yield Goal("out of scope, recall", "own", _AT_LEAST, 0.90, result["out_of_scope"]["recall"])
    yield Goal("out of scope, false alarms", "own", _AT_MOST, 0.03, result["out_of_scope"]["false_alarms"])
    calibration = result["expected_calibration_error"]
    yield Goal("intent, expected calibration error", "own", _AT_MOST, 0.05, calibration)


def _f1(result: Mapping[str, Any], locale: str) -> float:
    return float(result["by_locale"][locale]["macro_f1"])


def _linking(data: str, result: Mapping[str, Any]) -> Iterator[Goal]:
    for locale, bound in TOP1.items():
        scored = result["by_locale"].get(locale)
        if scored and scored["n"]:
            yield Goal(f"linking, top-1 in {locale}", data, _AT_LEAST, bound, scored["top1"])
    yield Goal("linking, F1 of abstention", data, _AT_LEAST, 0.90, result["abstention"]["f1"])


def _among(data: str, result: Mapping[str, Any], alone: Mapping[str, Any]) -> Iterator[Goal]:
    falls = {
        locale: round((alone["by_locale"][locale]["top1"] - scored["top1"]) * 100, 2)
        for locale, scored in result["by_locale"].items()
        if scored["n"]
    }
    worst = max(falls, key=lambda locale: falls[locale])
    many = result["among"]
    yield Goal(f"linking among {many}, points lost ({worst})", data, _AT_MOST, AMONG_FALL, falls[worst])
    yield Goal(f"linking among {many}, ms at p50", data, _AT_MOST, 5.0, result["milliseconds_p50"])


def _facets(result: Mapping[str, Any]) -> Iterator[Goal]:
    if result["by_locale"]:
        worst = min(result["by_locale"], key=lambda locale: result["by_locale"][locale]["f1"])
        measured = result["by_locale"][worst]["f1"]
        yield Goal(f"facets, micro-F1 of the worst locale ({worst})", "own", _AT_LEAST, 0.97, measured)


def _robustness(data: str, figures: Mapping[str, Any]) -> Iterator[Goal]:
    """One goal for each kind of figure: the one of its figures, over all or in one locale, that falls most."""
    kinds: dict[str, list[str]] = {}
    for name in figures:
        kinds.setdefault(name.split(",")[0].removesuffix(" F1"), []).append(name)
    for names in kinds.values():
        worst = max(names, key=lambda name: figures[name]["fall_in_points"])
        fall = figures[worst]["fall_in_points"]
        yield Goal(f"one error in eight letters, points lost ({worst})", data, _AT_MOST, NOISE_FALL, fall)
