"""The evaluation report: one Markdown page with its pictures, from the results of :mod:`bot.evaluation.suite`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.evaluation.figures import MAIN_FIGURES
from bot.evaluation.pictures import confusion_picture, noise_picture, reliability_picture
from bot.evaluation.robustness import JUDGED_RATE, RATES

PICTURES = "images/evaluation"  # beside the page
_OWN = "own"
_LONGEST_TEXT = 110

Results = Mapping[str, Any]


def write_report(results: Results, page: Path) -> None:
    """Writes the page and, beside it, its pictures."""
    pictures = page.parent / PICTURES
    for name, result in results["language"].items():
        path = pictures / f"confusion-locale-{name}.svg"
        confusion_picture(result["by_locale"], result["confusion"], f"locale, {name} data", path)
    intents = results["intents"]
    confusion_picture(intents["by_intent"], intents["confusion"], "intents", pictures / "confusion-intents.svg")
    error = intents["expected_calibration_error"]
    reliability_picture(intents["reliability"], error, pictures / "reliability.svg")
    for name, figures in results["robustness"].items():
        noise_picture(_main_curves(figures), f"under typing noise, {name} data", pictures / f"noise-{name}.svg")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(render(results), encoding="utf-8")


def render(results: Results) -> str:
    """The page. Its first screen is the summary; pictures are looked for in :data:`PICTURES`."""
    sections = [
        _summary(results),
        _locale(results["language"]),
        _intents(results["intents"]),
        _linking(results),
        _facets(results["facets"]),
        _noise(results["robustness"]),
        _examples(results),
        _data(results["data"]),
    ]
    return "\n".join(line for section in sections for line in (*section, ""))


def _summary(results: Results) -> Iterator[str]:
    sizes = ", ".join(f"{one['records']:,} {one['what']}" for one in _sizes(results))
    reached = sum(goal["reached"] for goal in results["goals"])
    yield "# Evaluation of understanding"
    yield ""
    yield "Written by `make evaluate`; do not edit. Times at 30,000 procedures, of the index and of a whole turn are those of `make bench`."
    yield ""
    yield f"{results['date']} · model `{results['model']}` · {sizes} · {results['seconds']:.0f} s"
    yield ""
    yield (
        f"**{reached} of {len(results['goals'])} goals reached.** *own*: our held-out data; *benchmark*: the real data of "
        "`../shared/benchmarks`. Generated procedures: `bot/evaluation/generated.py`."
    )
    yield ""
    rows = [
        [goal["what"], goal["data"], f"{goal['sign']} {goal['bound']:g}", f"{goal['measured']:g}", _tick(goal)]
        for goal in results["goals"]
    ]
    yield from _table(["goal", "data", "wanted", "measured", "reached"], rows)
    for part, reason in results["left_out"].items():
        yield ""
        yield f"Left out: {part} ({reason})."


def _tick(goal: Results) -> str:
    return "yes" if goal["reached"] else "**no**"


def _sizes(results: Results) -> Iterator[dict[str, Any]]:
    for name, result in results["language"].items():
        yield {"records": result["n"], "what": "utterances" if name == _OWN else f"texts of the {name}"}
    for name, result in results["linking"].items():
        yield {"records": result["n"], "what": "questions" if name == _OWN else f"questions of the {name}"}


def _locale(language: Results) -> Iterator[str]:
    yield "## Locale of a message"
    for name, result in language.items():
        yield ""
        yield f"### {name}: {result['n']:,} texts, {result['short']['n']:,} of at most four words"
        yield ""
        clear = result["clear"]
        yield (
            f"Macro-F1 {result['macro_f1']:.3f}, of short texts {result['short']['macro_f1']:.3f}; "
            f"{result['microseconds_per_text']:.0f} µs a text. {_percent(clear['clear'])} of all texts are clear enough to set the "
            f"conversation's locale; {_percent(clear['flips_wrongly'])} would set a wrong one."
        )
        if "shared" in result:
            yield (
                f"{result['shared']} of them are written just so in several locales (`tests/data/shared_texts.tsv`): any of these "
                f"is right. With the writer's own locale alone: {result['strict']['macro_f1']:.3f}, of short texts "
                f"{result['strict']['short_macro_f1']:.3f}."
            )
        yield ""
        rows = [
            [
                locale,
                *_four(scored),
                _figure(result["short"]["by_locale"].get(locale), "f1"),
                _percent(clear["by_locale"][locale]["clear"]),
                _percent(clear["by_locale"][locale]["flips_wrongly"]),
            ]
            for locale, scored in result["by_locale"].items()
        ]
        yield from _table(["locale", "n", "precision", "recall", "F1", "F1 short", "clear", "flips wrongly"], rows)
        yield ""
        yield from _by_script(result["by_script"], "macro_f1", "macro-F1")
        yield ""
        yield f"![locale, {name}]({PICTURES}/confusion-locale-{name}.svg)"


def _intents(result: Results) -> Iterator[str]:
    outside, asked = result["out_of_scope"], result["did_you_mean"]
    yield f"## Intents: {result['n']:,} held-out utterances, {len(result['by_intent'])} intents"
    yield ""
    yield (
        f"Macro-F1 {result['macro_f1']:.3f}, best minus worst locale {result['best_minus_worst']:.3f}. Out of scope: "
        f"{_percent(outside['recall'])} of {outside['n']} are turned down ({_percent(outside['recall_by_name'])} by that name, the others "
        f"by the fallback); {_percent(outside['false_alarms'])} of what is in scope is too ({_percent(outside['false_alarms_by_name'])} by "
        f"that name). The fallback asks back on {_percent(asked['share'])}: on {_percent(asked['of_wrong'])} of what would be understood "
        f"wrongly, on {_percent(asked['of_right'])} of the rest. {result['milliseconds_p50']:.2f} ms at p50, {result['milliseconds_p95']:.2f} at p95."
    )
    yield ""
    rows = [
        [name, one["n"], _three(one["macro_f1"]), _three(one["accuracy"])] for name, one in result["by_locale"].items()
    ]
    yield from _table(["locale", "n", "macro-F1", "accuracy"], rows)
    yield ""
    yield from _by_script(result["by_script"], "macro_f1", "macro-F1")
    yield ""
    yield "The intents that are understood worst:"
    yield ""
    worst = sorted(result["by_intent"].items(), key=lambda item: item[1]["f1"])[:10]
    mistakes = result["confusion"]
    rows = [[name, *_four(scored), _most(mistakes.get(name, {}))] for name, scored in worst]
    yield from _table(["intent", "n", "precision", "recall", "F1", "taken for"], rows)
    yield ""
    yield f"![intents]({PICTURES}/confusion-intents.svg)"
    yield ""
    yield "How far confidence can be trusted:"
    yield ""
    rows = [
        [f"{row['from']:.1f} – {row['to']:.1f}", row["n"], _three(row["confidence"]), _three(row["accuracy"])]
        for row in result["reliability"]
    ]
    yield from _table(["confidence", "n", "mean confidence", "accuracy"], rows)
    yield ""
    yield f"![reliability]({PICTURES}/reliability.svg)"


def _linking(results: Results) -> Iterator[str]:
    yield "## Linking"
    for name, result in results["linking"].items():
        among = results["linking_among"][name]
        abstention = result["abstention"]
        yield ""
        yield f"### {name}: {result['n']:,} questions"
        yield ""
        yield (
            f"Top-1 {result['top1']:.3f}, top-3 {result['top3']:.3f}; among {among['among']:,} generated procedures {among['top1']:.3f} and "
            f"{among['top3']:.3f}. Abstention: precision {abstention['precision']:.3f}, recall {abstention['recall']:.3f}, F1 "
            f"{abstention['f1']:.3f}; among the generated {among['abstention']['f1']:.3f}."
        )
        yield ""
        rows = [
            [
                locale,
                scored["n"],
                _three(scored["top1"]),
                _three(scored["top3"]),
                _figure(among["by_locale"].get(locale), "top1"),
                _percent(scored["abstained_needlessly"]),
                scored.get("to_abstain", 0),
                _figure(scored, "abstention_f1"),
            ]
            for locale, scored in result["by_locale"].items()
        ]
        head = [
            "locale",
            "n",
            "top-1",
            "top-3",
            "top-1 among many",
            "abstained needlessly",
            "to abstain",
            "abstention F1",
        ]
        yield from _table(head, rows)
        yield ""
        yield from _by_script(result["by_script"], "top1", "top-1")
        yield ""
        rows = [["alone", *_times(result)], [f"among {among['among']:,}", *_times(among)]]
        yield from _table(["milliseconds", "p50", "p95", "mean: facets", "search and understanding"], rows)
    if results["wrong_benchmark_questions"]:
        yield ""
        yield f"Wrong first on the benchmark, by id: {', '.join(results['wrong_benchmark_questions'])}."


def _facets(result: Results) -> Iterator[str]:
    raw = result["raw"]
    yield f"## Facets: {result['n']:,} questions of ours"
    yield ""
    yield (
        f"Micro-F1 {result['f1']:.3f}; {_percent(result['exact'])} of the questions wholly right. Before the words of the procedure's own "
        f"name are taken away: {raw['f1']:.3f}."
    )
    for title, groups in (("locale", "by_locale"), ("facets asked", "by_count"), ("facet", "by_facet")):
        yield ""
        yield from _table(
            [title, "n", "precision", "recall", "F1"], [[key, *_four(one)] for key, one in result[groups].items()]
        )


def _noise(robustness: Results) -> Iterator[str]:
    yield "## Typing noise"
    yield ""
    yield (
        "Dropped, doubled, swapped and neighbouring letters, lost and added spaces, the re-spellings of each locale, and at the same "
        "time texts without accents, without punctuation or in capitals (`bot/evaluation/noise.py`). Mean of two seeds. "
        f"Fall: in points, at {_rate(JUDGED_RATE)}."
    )
    for name, figures in robustness.items():
        yield ""
        yield f"### {name}"
        yield ""
        rows = [[figure, *map(_three, one["curve"]), f"{one['fall_in_points']:.1f}"] for figure, one in figures.items()]
        yield from _table(["errors a letter", *map(_rate, RATES), "fall"], rows)
        yield ""
        yield f"![noise, {name}]({PICTURES}/noise-{name}.svg)"


def _examples(results: Results) -> Iterator[str]:
    wrong = results["wrong"]
    yield "## Examples"
    yield ""
    yield f"Of our own held-out data only. {len(wrong)} that are understood wrongly, from the locales in turn:"
    yield ""
    rows = [[one["measure"], one["locale"], _short(one["text"]), one["expected"], one["got"]] for one in wrong]
    yield from _table(["measure", "locale", "text", "expected", "got"], rows)
    yield ""
    yield "The slowest:"
    yield ""
    rows = [[one["measure"], one["locale"], _short(one["text"]), one["milliseconds"]] for one in results["slowest"]]
    yield from _table(["measure", "locale", "text", "ms"], rows)


def _data(files: Sequence[Results]) -> Iterator[str]:
    yield "## Data"
    yield ""
    rows = [[f"`{one['path']}`", one["records"], one["provenance"], one["reviewed"]] for one in files]
    yield from _table(["file", "records", "provenance", "reviewed by"], rows)


def _by_script(groups: Results, key: str, title: str) -> Iterator[str]:
    yield from _table(["script", "n", title], [[script, one["n"], _three(one[key])] for script, one in groups.items()])


def _main_curves(figures: Results) -> dict[str, Sequence[float]]:
    return {name: figures[name]["curve"] for name in MAIN_FIGURES if name in figures}


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield _line(head)
    yield "|---" * len(head) + "|"
    yield from map(_line, rows)


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _four(scored: Results) -> list[object]:
    return [scored["n"], *(_three(scored[key]) for key in ("precision", "recall", "f1"))]


def _times(result: Results) -> list[str]:
    means = result["mean_milliseconds"].values()
    return [f"{value:.2f}" for value in (result["milliseconds_p50"], result["milliseconds_p95"], *means)]


def _figure(scored: Results | None, key: str) -> str:
    """A figure that may not be there."""
    return _three(scored[key]) if scored and key in scored else "–"


def _most(mistakes: Mapping[str, int]) -> str:
    """The two labels that one is most often taken for."""
    often = sorted(mistakes.items(), key=lambda item: -item[1])[:2]
    return ", ".join(f"{label} ({count})" for label, count in often)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def _three(value: float) -> str:
    return f"{value:.3f}"


def _percent(value: float) -> str:
    return f"{value * 100:.1f} %"


def _rate(rate: float) -> str:
    return f"1/{round(1 / rate)}" if rate else "0"
