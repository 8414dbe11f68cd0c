"""``offices check`` and ``import``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Optional

from bot.bootstrap import office_repository, places
from bot.persistence.offices import text_of
from bot.services.offices.model import Office
from bot.services.offices.table import read_offices


def check(file: Optional[Path]) -> dict[str, Any]:
    """What a table holds and lacks; of the offices in use when no file is given.

    Raises:
        OfficesError: the table would be refused; each problem with its line.
        OfficesUnavailable: the offices in use cannot be read.
    """
    if file is None:
        return _summary(office_repository().all())
    return _summary(read_offices(text_of(file), str(file), places()))


def import_file(file: Path) -> dict[str, Any]:
    """Puts a table in place of the offices in use.

    Raises:
        OfficesError: the table is bad; the offices in use stay.
    """
    return _summary(office_repository().replace(text_of(file), str(file)))


def _summary(offices: Sequence[Office]) -> dict[str, Any]:
    return {
        "offices": len(offices),
        "towns": len({office.town for office in offices}),
        "kinds": dict(Counter(office.kind.value for office in offices)),
        "samples": sum(office.sample for office in offices),
        "with_appointments": sum(office.takes_appointments for office in offices),
        "without_telephone": sum(not office.phone for office in offices),
        "without_address": sum(not office.addresses for office in offices),
        "accessibility_unknown": sum(office.accessible is None for office in offices),
    }
