"""An assistant beside a command that talks to it: all its processes, started here and ended with the command.

:func:`started` is the whole assistant as ``bot run`` starts it; :class:`Processes` starts and kills each part by itself.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import httpx

from bot.errors import Unavailable
from bot.settings import ROOT

_START_SECONDS = 300
_END_SECONDS = 15
_SETTINGS = {"gateway": "PORT", "engine": "ENGINE_PORT", "actions": "ACTIONS_PORT"}
_READY = {"gateway": "/health/live", "engine": "/webhooks/chobbak/ready", "actions": "/health"}


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


class Processes:
    """Gateway, engine and action server, each to be started, killed and started again. All are ended with the block."""

    MODULES: ClassVar[dict[str, str]] = {"actions": "actions", "engine": "bot.engine", "gateway": "channels"}

    def __init__(self, ports: Mapping[str, int], environment: Mapping[str, str], log: Path) -> None:
        self._ports = ports
        self._log = log
        self.environment = {
            **os.environ,
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "PYTHONWARNINGS": "ignore",
            **{f"CHOBBAK_{_SETTINGS[name]}": str(port) for name, port in ports.items()},
            **environment,
        }
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_exc: object) -> None:
        for name in list(self._running):
            self.end(name, signal.SIGTERM)

    def start(self, name: str) -> None:
        """Starts a part; does not wait until it is ready."""
        with self._log.open("ab") as output:
            self._running[name] = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", self.MODULES[name]],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
            )

    def wait(self, name: str) -> float:
        """Waits until a part is ready; the seconds that it took.

        Raises:
            Unavailable: it ended, or was not ready in time.
        """
        began = time.monotonic()
        url = f"http://127.0.0.1:{self._ports[name]}{_READY[name]}"
        while not answers(url):
            if self._running[name].poll() is not None:
                raise Unavailable(f"{name} ended with code {self._running[name].returncode}")
            if time.monotonic() - began > _START_SECONDS:
                raise Unavailable(f"{name} was not ready after {_START_SECONDS} s")
            time.sleep(0.05)
        return time.monotonic() - began

    def end(self, name: str, number: signal.Signals) -> None:
        """Ends a part by a signal, and waits until it is gone."""
        process = self._running.pop(name)
        process.send_signal(number)
        try:
            process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def pid(self, name: str) -> int:
        return self._running[name].pid


def as_environment(chosen: Mapping[str, object]) -> dict[str, str]:
    """Settings by their names, as the variables that set them."""
    return {f"CHOBBAK_{name.upper()}": str(value) for name, value in chosen.items()}


def free_ports(count: int) -> list[int]:
    """Ports that nothing listens on now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for probe in sockets:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in sockets]
    finally:
        for probe in sockets:
            probe.close()


def answers(url: str) -> bool:
    """Whether a GET there is answered with 200."""
    try:
        return httpx.get(url, timeout=3).status_code == 200
    except httpx.HTTPError:
        return False


def is_ready(address: str) -> bool:
    """Whether an assistant answers there, with all its parts."""
    return answers(f"{address}/health/ready")


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not is_ready(address):
        if process.poll() is not None:
            last = log.read_text(encoding="utf-8").strip().splitlines()[-1:]
            raise Unavailable(f"the assistant did not start: {''.join(last)}")
        if time.monotonic() > deadline:
            raise Unavailable(f"the assistant was not ready after {_START_SECONDS} s")
        time.sleep(0.5)
