"""What linking costs: time to build and to change the index, time of a question, memory."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from bot.evaluation import scores
from bot.evaluation.generated import generated_procedures
from bot.evaluation.linking import Linker
from bot.evaluation.models import ReadQuestion
from bot.evaluation.tables import Row
from bot.procedures.catalogue import Catalogue
from bot.procedures.model import Procedure
from bot.procedures.search import Index, Lexicon


def measure_speed(
    procedures: Sequence[Procedure], among: int, rows: Sequence[Row], lexicon: Lexicon, reader: ReadQuestion
) -> dict[str, float]:
    """The figures over ``procedures`` and ``among`` generated ones; each question of ``rows`` is asked once.

    ``index_mb`` is by how much the memory of this process grows while the index is built.
    """
    catalogue = Catalogue([*procedures, *generated_procedures(among, avoid=procedures)])
    before, started = megabytes(os.getpid()), time.perf_counter()
    index = Index(catalogue.values(), lexicon)
    built, memory = time.perf_counter() - started, megabytes(os.getpid()) - before
    times = [outcome.seconds for outcome in Linker(catalogue, index, reader).outcomes(rows)]
    started = time.perf_counter()
    index.updated(_changed(catalogue))
    return {
        "procedures": len(catalogue),
        "index_seconds": round(built, 2),
        "update_seconds": round(time.perf_counter() - started, 3),
        "index_mb": round(memory, 1),
        **scores.milliseconds(times),
    }


def megabytes(pid: int) -> float:
    """Resident memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return round(int(kilobytes) / 1024, 1)


def _changed(catalogue: Catalogue) -> list[Procedure]:
    """All procedures, the first with another name."""
    first, *others = catalogue.values()
    return [first.copy(update={"title": {**first.title, "fr": "démarche dont le nom vient de changer"}}), *others]
