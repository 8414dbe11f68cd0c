"""The offices in use, as files: the table that an operator imported, else the samples that come with the program."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Optional

from bot.errors import OfficesError, OfficesUnavailable
from bot.services.offices.model import Office
from bot.services.offices.places import PlaceIndex
from bot.services.offices.table import read_offices

_log = logging.getLogger(__name__)
_Stamp = tuple[tuple[str, int, int], ...]
_LARGEST = 20_000_000  # bytes of one file


class CsvOfficeRepository:
    """Reads the tables again whenever one has changed. Safe between threads.

    A table that has become bad leaves the offices as they were; the samples never stand in for one.
    """

    def __init__(self, samples: Path, imported: Path, places: PlaceIndex) -> None:
        self._samples = samples
        self._imported = imported
        self._places = places
        self._lock = Lock()
        self._stamp: Optional[_Stamp] = None
        self._problem: Optional[Exception] = None
        self._offices: Sequence[Office] = ()

    def all(self) -> Sequence[Office]:
        with self._lock:
            try:
                self._refresh()
            except (OfficesError, OSError) as error:
                self._problem = error
                _log.error("the offices cannot be read: %s", str(error).partition("\n")[0])
            if self._problem and not self._offices:
                raise OfficesUnavailable("the offices cannot be read") from self._problem
            return self._offices

    def replace(self, text: str, name: str) -> Sequence[Office]:
        """Puts a table in place of the offices in use, whole or not at all.

        Raises:
            OfficesError: the table is bad, or cannot be written; the offices in use stay.
        """
        offices = read_offices(text, name, self._places)
        try:
            self._imported.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", newline="", dir=self._imported.parent, delete=False
            ) as file:
                file.write(text)
            os.chmod(file.name, 0o644)
            os.replace(file.name, self._imported)
        except OSError as error:
            raise OfficesError(f"{self._imported}: cannot be written: {error.strerror}") from error
        return offices

    def _refresh(self) -> None:
        """Reads the tables if one has changed; a bad one is read, and told of, once and not at every question."""
        paths = self._paths()
        stamp = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
        if stamp == self._stamp:
            return
        self._stamp, self._problem = stamp, None
        offices = [office for path in paths for office in read_offices(text_of(path), str(path), self._places)]
        if len({office.id for office in offices}) != len(offices):
            raise OfficesError(f"{paths[0]}:1: an id stands in two tables")
        self._offices = tuple(offices)

    def _paths(self) -> Sequence[Path]:
        return [self._imported] if self._imported.exists() else sorted(self._samples.glob("*.csv"))


def text_of(path: Path) -> str:
    """The text of a table.

    Raises:
        OfficesError: it cannot be read, is no UTF-8, or is too large.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise OfficesError(f"{path}: larger than {_LARGEST // 1_000_000} MB")
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise OfficesError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise OfficesError(f"{path}: not UTF-8 at byte {error.start}: save the table as CSV UTF-8") from error
