"""bot.modelfile: what a component kept in a trained model, read without Rasa."""

from __future__ import annotations

import io
import os
import random
import tarfile
from pathlib import Path

import pytest

from bot.errors import ModelError
from bot.modelfile import check_model, component_files, newest_model

IDENTIFIER = "components/train_bot.engine.nlu.locale_identifier.ChobbakLocaleIdentifier1"
NOISE = random.Random(0).randbytes(60_000)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A model as Rasa packs one, with two components."""
    path = tmp_path / "model.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for name, content in {
            "metadata.json": b"{}",
            f"{IDENTIFIER}/Arab.npz": b"arab",
            f"{IDENTIFIER}/Latn.npz": NOISE,
            "components/train_RulePolicy0/featurizer.json": b"{}",
        }.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path


def names(archive: Path, component: str) -> list[str]:
    with component_files(archive, component) as directory:
        return sorted(path.name for path in directory.iterdir())


def test_the_files_of_one_component(archive: Path) -> None:
    """Those of the class that is named and no others, with their contents; the directory goes afterwards."""
    with component_files(archive, "ChobbakLocaleIdentifier") as directory:
        assert sorted(path.name for path in directory.iterdir()) == ["Arab.npz", "Latn.npz"]
        assert (directory / "Arab.npz").read_bytes() == b"arab"
        assert (directory / "Latn.npz").read_bytes() == NOISE
    assert not directory.exists()


def test_the_directory_goes_when_the_reader_fails(archive: Path) -> None:
    """An error of whoever reads is theirs, and leaves nothing behind."""
    with pytest.raises(OSError, match="theirs"), component_files(archive, "ChobbakLocaleIdentifier") as directory:
        raise OSError("theirs")
    assert not directory.exists()


def test_a_component_that_is_not_there(archive: Path) -> None:
    """The model is of another version: train again."""
    with pytest.raises(ModelError, match="holds no ChobbakSomething; train again"):
        names(archive, "ChobbakSomething")


@pytest.mark.parametrize("content", [b"", b"not an archive at all" * 50, None], ids=["empty", "text", "missing"])
def test_what_is_no_archive_is_refused(archive: Path, content: bytes) -> None:
    """With the name of the file."""
    archive.unlink()
    if content is not None:
        archive.write_bytes(content)
    with pytest.raises(ModelError, match=r"model\.tar\.gz: cannot be read"):
        names(archive, "ChobbakLocaleIdentifier")


@pytest.mark.parametrize("size", [20, 30_000])
def test_an_archive_that_was_cut_short_is_refused(archive: Path, size: int) -> None:
    """A copy that was interrupted is an error of ours, not a traceback."""
    archive.write_bytes(archive.read_bytes()[:size])
    with pytest.raises(ModelError):
        names(archive, "ChobbakLocaleIdentifier")


def test_a_whole_model_is_accepted(archive: Path) -> None:
    """Reading it to its end finds nothing wrong."""
    check_model(archive)


@pytest.mark.parametrize("damage", ["empty", "cut at the start", "cut", "overwritten", "missing"])
def test_a_damaged_model_is_refused(archive: Path, damage: str) -> None:
    """Wherever it is damaged; the message says what to do."""
    whole = archive.read_bytes()
    damaged = {
        "empty": b"",
        "cut at the start": whole[:20],
        "cut": whole[:30_000],
        "overwritten": whole[:30_000] + b"zzzz" * 100 + whole[30_400:],
    }
    archive.unlink()
    if damage in damaged:
        archive.write_bytes(damaged[damage])
    with pytest.raises(ModelError, match=r"model\.tar\.gz is damaged .*train --force"):
        check_model(archive)


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    """Whole, and no model of Rasa."""
    path = tmp_path / "other.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        tar.addfile(tarfile.TarInfo("readme.txt"))
    with pytest.raises(ModelError, match=r"other\.tar\.gz is not a model"):
        check_model(path)


def test_no_file_leaves_the_directory(tmp_path: Path) -> None:
    """A member that points elsewhere is put down under its own name, beside the others."""
    path = tmp_path / "model.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        member = tarfile.TarInfo(f"../../{IDENTIFIER}/../evil.txt")
        member.size = 4
        tar.addfile(member, io.BytesIO(b"evil"))
    assert names(path, "ChobbakLocaleIdentifier") == ["evil.txt"]
    assert not (tmp_path.parent / "evil.txt").exists()


def test_the_newest_model(tmp_path: Path) -> None:
    """By the time it was written, whatever its name; other files do not count."""
    for age, name in enumerate(["b.tar.gz", "c.tar.gz", "a.tar.gz", "z.txt"]):
        (tmp_path / name).write_bytes(b"x" * (9 - age))
        os.utime(tmp_path / name, (1_000_000 + age, 1_000_000 + age))
    assert newest_model(tmp_path).name == "a.tar.gz"


@pytest.mark.parametrize("name", ["", "absent"])
def test_without_a_model(tmp_path: Path, name: str) -> None:
    """The message says what to do."""
    with pytest.raises(ModelError, match="run `make train`"):
        newest_model(tmp_path / name)
