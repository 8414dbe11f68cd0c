"""``make run``: everything that a fresh clone needs to become a running assistant."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time

import httpx
from honcho.manager import SYSTEM_PRINTER_NAME, Manager
from honcho.printer import Message, Printer

from bot.cli.train import train
from bot.errors import SettingsError
from bot.settings import ROOT, Settings, settings

_PROCESSES = {"actions": "actions", "engine": "bot.engine", "gateway": "channels"}
_INTERRUPTED = (130, 143)
_READY_SECONDS = 180


class _Prefixed(Printer):
    """Prints the processes' lines; of honcho's own, keeps only which process stopped first."""

    first_stop = ""

    def write(self, message: Message) -> None:
        if message.name != SYSTEM_PRINTER_NAME:
            super().write(message)
        elif "stopped (rc=" in message.data and not self.first_stop:
            self.first_stop = message.data.strip()


def run() -> int:
    """Starts gateway, engine and action server, and stops all when one dies or on Ctrl-C; the exit code."""
    chosen = settings()
    for name, port in (("gateway", chosen.port), ("engine", chosen.engine_port), ("actions", chosen.actions_port)):
        check_port(name, port)
    print(train(), flush=True)
    prepare_database(chosen)
    printer = _Prefixed(sys.stdout)
    manager = Manager(printer)
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3"}
    for name, module in _PROCESSES.items():
        manager.add_process(name, f"exec {sys.executable} -m {module}", env=environment, cwd=str(ROOT))
    print("starting …", flush=True)
    threading.Thread(target=_announce, args=(chosen.port,), daemon=True).start()
    manager.loop()
    return _farewell(manager.returncode or 0, printer.first_stop)


def _farewell(code: int, first_stop: str) -> int:
    if code in _INTERRUPTED:
        print("stopped")
        return 0
    print(f"error: {first_stop}; the others were stopped too. Its lines above say why", file=sys.stderr)
    return code or 1


def check_port(name: str, port: int) -> None:
    """Raises ``SettingsError`` when something already listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            variable = "CHOBBAK_PORT" if name == "gateway" else f"CHOBBAK_{name.upper()}_PORT"
            raise SettingsError(f"port {port} of the {name} is taken; stop what uses it or set {variable}") from error


def prepare_database(chosen: Settings) -> None:
    """Brings the tables up to date; makes the directory of a SQLite file."""
    from bot.persistence.upgrade import upgrade

    upgrade(chosen.database_url)


def _announce(port: int) -> None:
    """Prints the address once every part is ready."""
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{address}/health/ready", timeout=2).status_code == 200:
                print(f"\nChobbak is ready: {address}\n", flush=True)
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.3)
    print(f"\nnot ready after {_READY_SECONDS} s: {address}/health/ready names what is missing\n", flush=True)
