"""An assistant beside a command that talks to it: all its processes, started here and ended with the command."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from bot.errors import Unavailable
from bot.settings import ROOT

_START_SECONDS = 300


@contextmanager
def started(address: str, log: Path, environment: Mapping[str, str] | None = None) -> Iterator[None]:
    """Runs ``python -m bot run`` until the block ends; enters it when the assistant is ready at ``address``.

    Raises:
        Unavailable: it did not become ready.
    """
    log.parent.mkdir(exist_ok=True)
    shown = log.relative_to(ROOT) if log.is_relative_to(ROOT) else log
    print(f"starting the assistant (its log: {shown}) …", flush=True)
    with (
        log.open("w") as output,
        subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
        ) as process,
    ):
        try:
            _wait(address, process, log)
            yield
        finally:
            process.terminate()


def is_ready(address: str) -> bool:
    """Whether an assistant answers there, with all its parts."""
    try:
        return httpx.get(f"{address}/health/ready", timeout=3).status_code == 200
    except httpx.HTTPError:
        return False


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not is_ready(address):
        if process.poll() is not None:
            last = log.read_text(encoding="utf-8").strip().splitlines()[-1:]
            raise Unavailable(f"the assistant did not start: {''.join(last)}")
        if time.monotonic() > deadline:
            raise Unavailable(f"the assistant was not ready after {_START_SECONDS} s")
        time.sleep(0.5)
