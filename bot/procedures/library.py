"""The catalogue in use, with its index: files and database together, taken anew when either changes."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from pydantic import ValidationError

from bot.errors import CatalogueError, ChobbakError
from bot.procedures.catalogue import Catalogue, ProcedureRepository, load_directory, procedure_files
from bot.procedures.model import Procedure
from bot.procedures.search import Index, Lexicon

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Snapshot:
    """One state of the catalogue and the index over it."""

    catalogue: Catalogue
    index: Index


class Library:
    """Holds a snapshot and replaces it whole; a bad edit is logged and leaves the one in use as it was.

    A procedure of the database stands in for the file of the same id.
    """

    def __init__(
        self,
        directory: Path,
        lexicon: Lexicon,
        repository: Optional[ProcedureRepository] = None,
    ) -> None:
        self._directory = directory
        self._lexicon = lexicon
        self._repository = repository
        self._version = self._current_version()
        self.snapshot = self._load(None)

    def refresh(self) -> bool:
        """Takes the catalogue anew when a file or the database has changed; returns whether it did."""
        try:
            version = self._current_version()
            if version == self._version:
                return False
            self._version = version
            snapshot = self._load(self.snapshot.index)
            snapshot.index.prepare()
            self.snapshot = snapshot
        except ChobbakError as error:
            logger.error("the catalogue was changed but is refused, the one in use stays: %s", error)
            return False
        logger.info("catalogue taken anew: %d procedures", len(self.snapshot.catalogue))
        return True

    def watch(self, seconds: float = 2.0) -> None:
        """Prepares the index and refreshes every few seconds in a thread, so that no turn waits for it."""
        stop = threading.Event()

        def run() -> None:
            self.snapshot.index.prepare()
            while not stop.wait(seconds):
                try:
                    self.refresh()
                except Exception:  # the thread must outlive whatever an editor leaves in the directory
                    logger.exception("the catalogue could not be looked at, the one in use stays")

        threading.Thread(target=run, name="catalogue", daemon=True).start()

    def _current_version(self) -> tuple[object, ...]:
        files = [(path.name, path.stat().st_mtime_ns) for path in procedure_files(self._directory)]
        return (*files, self._repository.version() if self._repository else None)

    def _load(self, index: Optional[Index]) -> Snapshot:
        procedures = {procedure.id: procedure for procedure in load_directory(self._directory)}
        for plain in self._repository.all() if self._repository else []:
            try:
                procedure = Procedure.parse_obj(plain)
            except ValidationError as error:
                raise CatalogueError(f"database, procedure {plain.get('id')!r}: {error.errors()[0]['msg']}") from error
            procedures[procedure.id] = procedure
        catalogue = Catalogue(procedures.values())
        values = catalogue.values()
        return Snapshot(catalogue, index.updated(values) if index else Index(values, self._lexicon))
