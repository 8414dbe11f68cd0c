"""What the measures were taken on: each data file, its size, where it is from and who has reviewed it."""

from __future__ import annotations

from collections.abc import Iterator
from os.path import relpath
from pathlib import Path
from typing import NamedTuple, Optional

from bot.procedures.catalogue import procedure_files
from bot.settings import ROOT

_OUR_WRITING = "our own writing, apart from what is trained on"
_OUR_PROCEDURES = "our own writing from the sources that each file names"
_BY_NOBODY_ELSE = "its authors only"
_NOT_REVIEWED = "not reviewed: no native speaker has read it"
_SHARED = "those of our utterances that speakers of several locales write alike, with all of them"
_SECOND_READER = "a second reader, who saw no prediction; no native speaker of Tamazight"
_CORPORA = "real texts of public corpora (../shared/README.md)"
_PORTAL = "real procedures of the national portal and questions about them (../shared/README.md)"
_LABELS_OF_SOURCE = "labels are the source's, not checked again"


class DataFile(NamedTuple):
    """A file or directory that was measured on; ``path`` is relative to the repository's root."""

    path: str
    records: int
    provenance: str
    reviewed: str


class Sources(NamedTuple):
    """Where the data is: our utterances, questions and procedures, and the benchmarks, which may be absent.

    ``shared_texts``: the utterances that speakers of several locales write alike, with those locales.
    """

    utterances: Path
    questions: Path
    procedures: Path
    benchmarks: Path
    shared_texts: Optional[Path] = None

    @property
    def texts_benchmark(self) -> Path:
        return self.benchmarks / "language" / "dev.tsv"

    @property
    def questions_benchmark(self) -> Path:
        return self.benchmarks / "linking" / "dev_questions.tsv"

    @property
    def procedures_benchmark(self) -> Path:
        return self.benchmarks / "linking" / "dev_catalogue.jsonl"

    @property
    def missing(self) -> dict[str, str]:
        """What cannot be measured, with the reason."""
        parts = {
            "locale on the benchmark": [self.texts_benchmark],
            "linking on the benchmark": [self.questions_benchmark, self.procedures_benchmark],
        }
        absent = {part: [path for path in paths if not path.is_file()] for part, paths in parts.items()}
        return {part: f"{paths[0]} is not there" for part, paths in absent.items() if paths}


def inventory(sources: Sources) -> list[DataFile]:
    """The files of all sources that are there."""
    return [*_own(sources), *_benchmarks(sources)]


def _own(sources: Sources) -> Iterator[DataFile]:
    for directory in (sources.utterances, sources.questions):
        for path in sorted(directory.glob("*.tsv")) if directory.is_dir() else [directory]:
            reviewed = _NOT_REVIEWED if path.stem.startswith("zgh") else _BY_NOBODY_ELSE
            yield DataFile(relpath(path, ROOT), _records(path) - 1, _OUR_WRITING, reviewed)
    if sources.shared_texts:
        yield DataFile(relpath(sources.shared_texts, ROOT), _records(sources.shared_texts) - 1, _SHARED, _SECOND_READER)
    procedures = len(procedure_files(sources.procedures))
    reviewed = f"{_BY_NOBODY_ELSE}; Tamazight {_NOT_REVIEWED}"
    yield DataFile(relpath(sources.procedures, ROOT), procedures, _OUR_PROCEDURES, reviewed)


def _benchmarks(sources: Sources) -> Iterator[DataFile]:
    for path, header, provenance in (
        (sources.texts_benchmark, 1, _CORPORA),
        (sources.questions_benchmark, 1, _PORTAL),
        (sources.procedures_benchmark, 0, _PORTAL),
    ):
        if path.is_file():
            yield DataFile(relpath(path, ROOT), _records(path) - header, provenance, _LABELS_OF_SOURCE)


def _records(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
