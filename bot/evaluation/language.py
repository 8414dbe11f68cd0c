"""How well the locale of a message is found."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.evaluation import scores
from bot.evaluation.models import Identify
from bot.evaluation.tables import Row, script_of
from bot.language.identifier import Identification

SHORT_WORDS = 4
NO_LOCALE = "none"


def measure_language(rows: Sequence[Row], identify: Identify) -> dict[str, Any]:
    """Scores over rows with ``locale`` and ``text``: of each locale, of each script, of short texts, of the clear flag.

    A row may have ``also``: the locales, separated by commas, in which the text would be written just so. Any of them is right.
    """
    started = time.perf_counter()
    identified = [identify(row["text"]) for row in rows]
    seconds = time.perf_counter() - started
    found = [_named_as_the_row(row, one) for row, one in zip(rows, identified)]
    truth = [row["locale"] for row in rows]
    predicted = [one.locale or NO_LOCALE for one in found]
    short = [at for at, row in enumerate(rows) if len(row["text"].split()) <= SHORT_WORDS]
    scripts = scores.grouped(script_of(row["locale"], row["text"]) for row in rows)
    return {
        **_scored(truth, predicted),
        "by_script": {
            script: scores.summary(_at(truth, places), _at(predicted, places)) for script, places in scripts.items()
        },
        "short": _scored(_at(truth, short), _at(predicted, short)),
        "clear": _clear(truth, found),
        "confusion": scores.confusion(truth, predicted),
        **_shared(rows, identified, short),
        "microseconds_per_text": round(seconds / max(len(rows), 1) * 1e6, 1),
    }


def _shared(rows: Sequence[Row], identified: Sequence[Identification], short: Sequence[int]) -> dict[str, Any]:
    """Where rows are shared by several locales: how many, and the macro-F1 when only the writer's own locale is right."""
    shared = sum(bool(row.get("also")) for row in rows)
    if not shared:
        return {}
    truth = [row["locale"] for row in rows]
    predicted = [one.locale or NO_LOCALE for one in identified]
    of_short = scores.summary(_at(truth, short), _at(predicted, short))
    strict = {"macro_f1": scores.summary(truth, predicted)["macro_f1"], "short_macro_f1": of_short["macro_f1"]}
    return {"shared": shared, "strict": strict}


def _named_as_the_row(row: Row, found: Identification) -> Identification:
    also = row.get("also", "").split(",")
    return replace(found, locale=row["locale"]) if found.locale in also else found


def _scored(truth: Sequence[str], predicted: Sequence[str]) -> dict[str, Any]:
    return {**scores.summary(truth, predicted), "by_locale": scores.by_label(truth, predicted)}


def _clear(truth: Sequence[str], found: Sequence[Identification]) -> dict[str, Any]:
    """Of all texts, of each locale: the share that is clear, and the share that would set a wrong locale."""

    def shares(places: Sequence[int]) -> dict[str, float]:
        clear = [at for at in places if found[at].clear]
        wrong = sum(found[at].locale != truth[at] for at in clear)
        return {"clear": scores.share(len(clear), len(places)), "flips_wrongly": scores.share(wrong, len(places))}

    by_locale = {locale: shares(places) for locale, places in sorted(scores.grouped(truth).items())}
    return {**shares(range(len(truth))), "by_locale": by_locale}


def _at(labels: Sequence[str], places: Sequence[int]) -> list[str]:
    return [labels[at] for at in places]
