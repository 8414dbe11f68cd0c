"""Trained models: the archives that Rasa writes, read without Rasa."""

from __future__ import annotations

import gzip
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import ModelError

_CHUNK = 1 << 20


def newest_model(directory: Path) -> Path:
    """The newest model archive of a directory.

    Raises:
        ModelError: there is none.
    """
    archives = sorted(directory.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not archives:
        raise ModelError(f"no trained model in {directory}: run `make train`")
    return archives[-1]


def check_model(archive: Path) -> None:
    """Reads a model archive to its end.

    Raises:
        ModelError: it is damaged, or no model.
    """
    try:
        with gzip.open(archive) as file, tarfile.open(fileobj=file, mode="r:") as tar:
            names = tar.getnames()
            while file.read(_CHUNK):  # the checksum of the whole stands behind the last file
                pass
    except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
        raise ModelError(f"{archive} is damaged ({error}): remove it, or run `python -m bot train --force`") from error
    if "metadata.json" not in names:
        raise ModelError(f"{archive} is not a model of Rasa")


@contextmanager
def component_files(archive: Path, component: str) -> Iterator[Path]:
    """A directory with what one component of the pipeline, named by its class, has kept in a model archive.

    Raises:
        ModelError: the archive is damaged or has no such component.
    """
    with tempfile.TemporaryDirectory() as directory:
        try:
            with tarfile.open(archive, "r:gz") as tar:
                members = [member for member in tar.getmembers() if f".{component}" in member.name and member.isfile()]
                for member in members:
                    member.name = Path(member.name).name
                    tar.extract(member, directory)
        except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
            raise ModelError(f"{archive}: cannot be read: {error}") from error
        if not members:
            raise ModelError(f"{archive}: holds no {component}; train again")
        yield Path(directory)
