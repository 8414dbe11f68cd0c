"""The assistant as citizens meet it: the real engine and action server, as processes, on ports and a database of their own.

``CHOBBAK_TEST_ENGINE=http://127.0.0.1:5005`` makes the tests talk to an engine that runs already, which is quicker
while one writes conversations; tests that stop processes or read their logs are then skipped.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import requests

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 180
_REGISTERS = ("DOSSIERS", "APPOINTMENTS", "ORDERS", "COMPLAINTS")
ISOLATES = str.maketrans("", "", "\u2068\u2069")
KEYS = {
    "CHOBBAK_DATA_KEY": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "CHOBBAK_PSEUDONYM_KEY": "a key for tests only, of 32 characters or more",
}


class Assistant:
    """Starts and stops the two processes, and posts turns."""

    def __init__(self, directory: Path, running: str = "") -> None:
        self.directory = directory
        self.own = not running
        self._engine_port, self._actions_port = (_free_port(), _free_port()) if self.own else (0, 0)
        self.engine_url = running or f"http://127.0.0.1:{self._engine_port}"
        self.database_url = f"sqlite:///{directory}/chobbak.db"
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._session = requests.Session()

    def start(self) -> None:
        self._seed()
        self.start_actions(wait=False)
        self._start("engine", "bot.engine")
        self._wait("actions", f"http://127.0.0.1:{self._actions_port}/health")
        self._wait("engine", f"{self.engine_url}/webhooks/chobbak/ready")

    def start_actions(self, wait: bool = True) -> None:
        self._start("actions", "actions")
        if wait:
            self._wait("actions", f"http://127.0.0.1:{self._actions_port}/health")

    def stop(self) -> None:
        for name in list(self._processes):
            self.stop_process(name)

    def stop_process(self, name: str) -> None:
        """Ends a process that we started, by its id."""
        process = self._processes.pop(name)
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)

    @property
    def settings(self) -> dict[str, str]:
        """The settings by which processes of this assistant find one another."""
        return {
            "CHOBBAK_ENGINE_PORT": str(self._engine_port),
            "CHOBBAK_ACTIONS_PORT": str(self._actions_port),
            "CHOBBAK_DATABASE_URL": self.database_url,
            "CHOBBAK_CODES_ON_SCREEN": "true",
            **{f"CHOBBAK_{name}_URL": f"sqlite:///{self.directory}/registers.db" for name in _REGISTERS},
        }

    def runs(self, name: str) -> bool:
        return name in self._processes

    def post(self, body: Any) -> requests.Response:
        """Posts a body as it is; what is not bytes, as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._session.post(f"{self.engine_url}/webhooks/chobbak/turn", data=data, timeout=60)

    def turn(self, conversation: str, text: str = "", **more: Any) -> dict[str, Any]:
        """One turn that must succeed; ``more``: payload, message_id, metadata."""
        body = {
            "conversation_id": conversation,
            "message_id": secrets.token_hex(8),
            "text": text,
            "metadata": {"channel": "web"},
            **more,
        }
        answered = self.post(body)
        assert answered.status_code == 200, f"{answered.status_code}: {answered.text}\n{self.logs()}"
        return dict(answered.json())

    def needs_own_processes(self) -> None:
        if not self.own:
            pytest.skip("CHOBBAK_TEST_ENGINE is set: these processes are not ours to stop or read")

    def log(self, name: str) -> str:
        """All that a process has written."""
        path = self.directory / f"{name}.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def logs(self) -> str:
        """The end of both logs, for a failure's message."""
        return "\n".join(
            f"--- {name}\n" + "\n".join(self.log(name).splitlines()[-15:]) for name in ("actions", "engine")
        )

    def _environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("CHOBBAK_")}
        return {**kept, **KEYS, **self.settings, "PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "ignore"}

    def _seed(self) -> None:
        """Registers with invented data, the same ones always: conversations name them."""
        command = [sys.executable, "-m", "bot", "registers", "seed"]
        done = subprocess.run(command, cwd=ROOT, env=self._environment(), capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.fail(f"the registers cannot be seeded:\n{done.stderr[-2000:]}", pytrace=False)

    def _start(self, name: str, module: str) -> None:
        with (self.directory / f"{name}.log").open("ab") as log:
            self._processes[name] = subprocess.Popen(
                [sys.executable, "-m", module], cwd=ROOT, env=self._environment(), stdout=log, stderr=subprocess.STDOUT
            )

    def _wait(self, name: str, url: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._processes[name].poll() is not None:
                pytest.fail(f"{name} ended with code {self._processes[name].returncode}\n{self.logs()}", pytrace=False)
            try:
                if requests.get(url, timeout=5).status_code == 200:
                    return
            except requests.ConnectionError:
                pass
            time.sleep(0.25)
        pytest.fail(f"{name} was not ready after {START_SECONDS} s\n{self.logs()}", pytrace=False)


def plain(text: str) -> str:
    """A text without the invisible marks around inserted values."""
    return text.translate(ISOLATES)


def said(reply: dict[str, Any]) -> str:
    """All texts of a reply, as a citizen reads them."""
    return "\n".join(plain(message["text"]) for message in reply["messages"])


def buttons(reply: dict[str, Any]) -> list[dict[str, str]]:
    return [button for message in reply["messages"] for button in message.get("buttons", [])]


def new_conversation() -> str:
    return f"test-{secrets.token_hex(8)}"


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
