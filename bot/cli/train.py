"""Training, only when something that the model is made of has changed."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.errors import ModelError
from bot.language.data import utterances_of
from bot.modelfile import check_model, newest_model
from bot.procedures.catalogue import names_fingerprint
from bot.settings import ROOT, settings

TRAINING_DATA = ["data/nlu", "data/rules"]
_INPUTS = ["config.yml", "domain", *TRAINING_DATA, "data/language", "data/facets", "data/questions", "data/gazetteers"]
_CODE = ["bot/text", "bot/language", "bot/engine/nlu", "bot/procedures/facets.py", "bot/procedures/question_reader.py"]
_KEPT_MODELS = 3


def train(force: bool = False) -> str:
    """Trains if needed; returns a line that says what was done.

    Raises:
        ModelError: training failed.
    """
    directory = settings().models_dir
    inputs = fingerprint()
    if not force and is_trained(directory, inputs):
        return f"the model is up to date: {newest_model(directory).name}"
    print("training the model (some minutes) …", flush=True)
    started = time.monotonic()
    archive = _train(directory, force)
    _stamp(directory).write_text(f"{archive.name} {inputs}\n", encoding="utf-8")
    _remove_old(directory)
    size = archive.stat().st_size / 1e6
    return f"trained {archive.name} in {time.monotonic() - started:.0f} s, {size:.1f} MB"


def is_trained(directory: Path, inputs: str) -> bool:
    """Whether the newest model is whole and was made from these inputs."""
    try:
        newest = newest_model(directory)
        check_model(newest)
        return _stamp(directory).read_text(encoding="utf-8").split() == [newest.name, inputs]
    except (OSError, ModelError):
        return False


def fingerprint() -> str:
    """Changes whenever a file that goes into the model does, or a name of a procedure."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(names_fingerprint().encode())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for name in [*_INPUTS, *_CODE]:
        path = ROOT / name
        yield from (
            [path]
            if path.is_file()
            else sorted(p for p in path.rglob("*") if p.suffix in (".yml", ".txt", ".tsv", ".py"))
        )


def _train(directory: Path, force: bool) -> Path:
    """Runs Rasa's training in a process of its own and shows only which component it has come to."""
    command = [sys.executable, "-m", "rasa", "train", "--skip-validation", *["--force"] * force]
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "RASA_TELEMETRY_ENABLED": "false"}
    with tempfile.TemporaryDirectory() as one_file:
        _write_utterances(Path(one_file) / "nlu.yml")
        with subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--domain", "domain", "--out", str(directory), "--data", one_file, "data/rules"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            last = _follow(process.stdout or ())
    if process.returncode:
        raise ModelError("training failed:\n" + "\n".join(last))
    return newest_model(directory)


def _write_utterances(path: Path) -> None:
    """All utterances in one file: Rasa copies and hashes all that it has read anew with each file that it reads."""
    by_intent: dict[str, list[str]] = {}
    for file in sorted((ROOT / "data" / "nlu").rglob("*.yml")):
        for intent, text in utterances_of(file.read_text(encoding="utf-8")):
            by_intent.setdefault(intent, []).append(f"    - {text}")
    lines = ['version: "3.1"', "nlu:"]
    for intent, examples in by_intent.items():
        lines += [f"- intent: {intent}", "  examples: |", *examples]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _follow(lines: Iterable[str]) -> deque[str]:
    """Shows progress; returns the last lines, for when it fails."""
    last: deque[str] = deque(maxlen=30)
    for line in lines:
        last.append(line.rstrip())
        step = re.search(r"(Starting to train|Finished training) component '(\w+)'", line)
        if step and step[1].startswith("Starting"):
            print(f"  {step[2]} …", flush=True)
    return last


def _stamp(directory: Path) -> Path:
    return directory / "trained-from.txt"


def _remove_old(directory: Path) -> None:
    archives = sorted(directory.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    for archive in archives[:-_KEPT_MODELS]:
        archive.unlink()
