"""Engines, an action server, PostgreSQL and nginx of a test's own, and a client that does what the gateway does."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.cli.bench_channels import turns
from bot.cli.local_services import nginx, postgresql
from bot.cli.processes import Processes, as_environment, free_ports
from bot.errors import Unavailable
from bot.modelfile import newest_model
from bot.settings import ROOT
from tests.assistant import KEYS

SENTENCES = ("merci", "combien coute le passeport", "au revoir", "w ch7al f la carte nationale")
REGISTERS = ("dossiers_url", "appointments_url", "orders_url", "complaints_url")


class Wire:
    """Stands between a process and PostgreSQL, and cuts the connection where a test says."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.cuts = 0
        self._where: bytes | None = None
        self._after = b""
        self._deliver = False
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, where: bytes, after: bytes = b"", deliver: bool = False) -> None:
        """Once: when the client sends ``where`` (and on the same connection has sent ``after`` before).

        ``deliver``: the server still gets it and does it; only its answer is lost.
        """
        self._where, self._after, self._deliver = where, after, deliver

    def close(self) -> None:
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._target))
            threading.Thread(target=self._up, args=(client, server), daemon=True).start()
            threading.Thread(target=_pump, args=(server, client), daemon=True).start()

    def _up(self, client: socket.socket, server: socket.socket) -> None:
        seen = False
        try:
            while data := client.recv(65536):
                seen = seen or self._after in data
                if self._where and seen and self._where in data:
                    self._cut(client, server, data)
                    return
                server.sendall(data)
        except OSError:
            pass
        finally:
            _close(client, server)

    def _cut(self, client: socket.socket, server: socket.socket, data: bytes) -> None:
        deliver, self._where = self._deliver, None
        self.cuts += 1
        client.shutdown(socket.SHUT_RDWR)
        if deliver:
            server.sendall(data)
            time.sleep(0.3)
        server.shutdown(socket.SHUT_RDWR)


def _pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    finally:
        _close(source, target)


def _close(*sockets: socket.socket) -> None:
    for one in sockets:
        one.close()


@dataclass
class Two:
    """Two engines behind nginx; the first speaks to the database through a wire that can be cut."""

    address: str  # of nginx, for engines
    engines: list[Processes]
    urls: list[str]  # of each engine itself
    database_url: str
    models: Path
    log: Path
    wire: Wire
    sent: list[str] = field(default_factory=list)
    refused: int = 0

    def post(self, url: str, body: dict[str, Any]) -> requests.Response:
        return requests.post(f"{url}/webhooks/chobbak/turn", json=body, timeout=30)

    def turn(self, conversation: str, text: str, url: str = "", message_id: str = "") -> dict[str, Any]:
        """One turn, asked for again with the same id until it is answered, as the gateway does."""
        body = {
            "conversation_id": conversation,
            "message_id": message_id or secrets.token_hex(8),
            "text": text,
            "metadata": {"channel": "web"},
        }
        self.sent.append(body["message_id"])
        for _ in range(60):
            try:
                answer = self.post(url or self.address, body)
                if answer.status_code == 200:
                    return dict(answer.json())
            except requests.RequestException:
                pass
            self.refused += 1
            time.sleep(0.2)
        raise AssertionError("the turn was never answered")

    def account(self) -> dict[str, int]:
        """How many of the messages that were sent have one turn, none, several."""
        return turns(self.database_url, list(dict.fromkeys(self.sent)))


@contextmanager
def two_engines(directory: Path) -> Iterator[Two]:
    """The topology; skips the test, with the reason, when a server is not installed."""
    inner, public, database_port, actions, *ports = free_ports(7)
    with ExitStack() as stack:
        try:
            database_url = stack.enter_context(postgresql(directory / "postgresql", database_port))
            servers = " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in ports[:2])
            values = {
                "GATEWAYS": "server 127.0.0.1:9;",
                "ENGINES": servers,
                "ACTIONS": f"server 127.0.0.1:{actions};",
                "PUBLIC": f"127.0.0.1:{public}",
                "INNER": "127.0.0.1",
                "ENGINE_PORT": str(inner),
                "ACTIONS_PORT": str(ports[2]),
            }
            stack.enter_context(nginx(directory / "nginx", values, inner))
        except Unavailable as error:
            if os.environ.get("REQUIRE_SERVICES") == "1":
                pytest.fail(f"REQUIRE_SERVICES=1, and {error}")
            pytest.skip(str(error))
        models = directory / "models"
        models.mkdir()
        shutil.copy2(newest_model(ROOT / "models"), models / "first.tar.gz")
        wire = Wire(database_port)
        stack.callback(wire.close)
        log = directory / "processes.log"
        engines = []
        for number, port in enumerate(ports[:2]):
            chosen = {
                **dict.fromkeys(("database_url", *REGISTERS), database_url),
                "actions_url": f"http://127.0.0.1:{actions}",
                "models_dir": models,
                "log_level": "INFO",
            }
            if number == 0:
                chosen["database_url"] = database_url.replace(str(database_port), str(wire.port))
            mine = {"engine": port, **({"actions": actions} if number == 1 else {})}
            environment = {**KEYS, **as_environment(chosen), "OMP_NUM_THREADS": "1"}
            engines.append(stack.enter_context(Processes(mine, environment, log)))
        _upgraded(database_url)
        engines[1].start("actions")
        for engine in engines:
            engine.start("engine")
        engines[1].wait("actions")
        for engine in engines:
            engine.wait("engine")
        urls = [f"http://127.0.0.1:{port}" for port in ports[:2]]
        yield Two(f"http://127.0.0.1:{inner}", engines, urls, database_url, models, log, wire)


def _upgraded(database_url: str) -> None:
    from bot.persistence.upgrade import upgrade

    upgrade(database_url)
