"""Pictures of the report, as SVG. The same figures give the same file, so that a change of it means something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.evaluation.figures import MAIN_FIGURES
from bot.evaluation.robustness import JUDGED_RATE, RATES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ANNOTATED_LABELS = 12  # a larger matrix has no room for numbers
_DARK = 0.2
_CONTRAST = 0.45  # below 1: rare mistakes can be seen
_STYLE = {"svg.hashsalt": "chobbak", "svg.fonttype": "none"}


def confusion_picture(
    by_label: Mapping[str, Mapping[str, float]], mistakes: Mapping[str, Mapping[str, int]], title: str, path: Path
) -> None:
    """Draws how often each true label (rows) was taken for each label (columns), as shares of the row.

    Args:
        by_label: for each true label, its count ``n``.
        mistakes: true label → predicted label → how often.
    """
    rows = list(by_label)
    columns = rows + sorted({label for row in mistakes.values() for label in row} - set(rows))
    from matplotlib.colors import PowerNorm

    shares = _shares(rows, columns, by_label, mistakes)
    side = max(4.0, 0.19 * len(columns) + 2.5)
    figure, axes = _figure(side, side * 0.9)
    axes.imshow(shares, cmap="Blues", norm=PowerNorm(_CONTRAST, 0, 1), aspect="auto")
    axes.set_xticks(range(len(columns)), columns, rotation=90)
    axes.set_yticks(range(len(rows)), rows)
    axes.set(xlabel="said", ylabel="true", title=title)
    if len(columns) <= _ANNOTATED_LABELS:
        _write_percents(axes, shares)
    _save(figure, path)


def reliability_picture(table: Sequence[Mapping[str, float]], error: float, path: Path) -> None:
    """Draws accuracy over confidence, a bar for each bin of ``table`` with its number of texts, and the ideal diagonal."""
    figure, axes = _figure(4.5, 4.0)
    lefts = [row["from"] for row in table]
    axes.bar(lefts, [row["accuracy"] for row in table], width=0.1, align="edge", color="#9ecae1", edgecolor="white")
    axes.plot([0, 1], [0, 1], color="#666666", linewidth=1, linestyle="--", label="perfect")
    confidences = [row["confidence"] for row in table]
    axes.plot(confidences, [row["accuracy"] for row in table], "o-", color="#08519c", markersize=4, label="measured")
    for row in table:
        axes.text(row["from"] + 0.05, 0.01, f"{row['n']:.0f}", ha="center", va="bottom", fontsize=7)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="accuracy")
    axes.set_title(f"intents: calibration error {error:.3f}")
    axes.legend(loc="upper left", frameon=False)
    _save(figure, path)


def noise_picture(curves: Mapping[str, Sequence[float]], title: str, path: Path) -> None:
    """Draws each main figure over the share of letters that are mistyped; a figure has one colour in all pictures."""
    figure, axes = _figure(7.0, 3.6)
    for name, curve in curves.items():
        axes.plot(RATES, curve, "o-", color=f"C{MAIN_FIGURES.index(name)}", markersize=4, label=name)
    axes.axvline(JUDGED_RATE, color="#999999", linewidth=1, linestyle=":")
    axes.set_xticks(RATES, ["0" if not rate else f"1/{round(1 / rate)}" for rate in RATES])
    axes.set(xlabel="errors a letter", ylabel="figure", ylim=(0, 1.02), title=title)
    axes.grid(axis="y", color="#dddddd")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    _save(figure, path)


def _shares(
    rows: Sequence[str],
    columns: Sequence[str],
    by_label: Mapping[str, Mapping[str, float]],
    mistakes: Mapping[str, Mapping[str, int]],
) -> list[list[float]]:
    table = []
    for row in rows:
        wrong = mistakes.get(row, {})
        counts = {**wrong, row: by_label[row]["n"] - sum(wrong.values())}
        table.append([counts.get(column, 0) / by_label[row]["n"] for column in columns])
    return table


def _write_percents(axes: Axes, shares: Sequence[Sequence[float]]) -> None:
    for y, row in enumerate(shares):
        for x, share in enumerate(row):
            if share:
                colour = "white" if share > _DARK else "black"
                axes.text(x, y, f"{share * 100:.1f}", ha="center", va="center", color=colour, fontsize=8)


def _figure(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure of so many inches, without a display."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="tight")
    return figure, figure.add_subplot()


def _save(figure: Figure, path: Path) -> None:
    from matplotlib import rc_context

    path.parent.mkdir(parents=True, exist_ok=True)
    metadata: dict[str, Any] = {"Date": None} if path.suffix == ".svg" else {}
    with rc_context(_STYLE):
        figure.savefig(path, metadata=metadata, dpi=100)
