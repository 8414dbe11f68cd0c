"""Published sums as files that an operator edits: read whole or refused whole, and taken anew when they change."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Optional, TypeVar

import yaml
from pydantic import BaseModel, Extra, ValidationError

from bot.errors import TariffError

logger = logging.getLogger(__name__)


class Strict(BaseModel):
    """A part of a tariff: nothing that is not known, nothing that changes."""

    class Config:
        extra = Extra.forbid
        frozen = True


Model = TypeVar("Model", bound=BaseModel)
Year = TypeVar("Year")


@dataclass(frozen=True)
class InForce(Generic[Year]):
    """The tariff that applies to a year. ``year`` is the tariff's own: earlier than asked for when that is not known yet."""

    year: int
    tariff: Year
    exact: bool


def in_force(years: Mapping[int, Year], year: int) -> Optional[InForce[Year]]:
    """The tariff of ``year``, else the latest one before it; None when all are later."""
    known = [one for one in years if one <= year]
    return InForce(max(known), years[max(known)], max(known) == year) if known else None


class TariffFile(Generic[Model]):
    """One file. A bad edit is logged and leaves the tariff in use as it was."""

    def __init__(self, path: Path, model: type[Model]) -> None:
        """Reads the file.

        Raises:
            TariffError: it cannot be read or is no tariff; every problem, a line each.
        """
        self._path = path
        self._model = model
        self._version = self._current_version()
        self._tariff = load_tariff(path, model)

    def current(self) -> Model:
        """The tariff, taken anew when the file has changed."""
        version = self._current_version()
        if version != self._version:
            self._version = version
            try:
                self._tariff = load_tariff(self._path, self._model)
            except TariffError as error:
                logger.error("the tariff was changed but is refused, the one in use stays: %s", error)
        return self._tariff

    def _current_version(self) -> int:
        try:
            return self._path.stat().st_mtime_ns
        except OSError:
            return 0


def load_tariff(path: Path, model: type[Model]) -> Model:
    """The tariff of one YAML file.

    Raises:
        TariffError: as :class:`TariffFile`.
    """
    try:
        value = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        return model.parse_obj(value)
    except ValidationError as error:
        problems = (f"{path}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise TariffError("\n".join(problems)) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TariffError(f"{path}:{line}: not YAML: {error.problem}") from error
    except (OSError, yaml.YAMLError, UnicodeDecodeError, ValueError, TypeError, RecursionError) as error:
        raise TariffError(f"{path}: cannot be read: {error}") from error
