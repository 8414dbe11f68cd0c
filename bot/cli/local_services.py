"""PostgreSQL, Redis and nginx as processes of our own, each in a directory of its own, ended with the block."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from string import Template

from bot.errors import Unavailable
from bot.settings import ROOT

NGINX_TEMPLATE = ROOT / "deploy" / "nginx.conf.template"
_START_SECONDS = 20.0
_UNPRIVILEGED = "postgres"  # PostgreSQL refuses to run as root


@contextmanager
def postgresql(directory: Path, port: int) -> Iterator[str]:
    """An empty database; its address.

    Raises:
        Unavailable: PostgreSQL is not installed, or did not start.
    """
    programs = _postgresql_programs()
    directory.mkdir()
    if os.geteuid() == 0:
        owner = pwd.getpwnam(_UNPRIVILEGED)
        os.chown(directory, owner.pw_uid, owner.pw_gid)
        for parent in directory.parents[: len(directory.parents) - 1]:
            parent.chmod(parent.stat().st_mode | 0o011)
    data = directory / "data"
    _run([*_as_owner(), str(programs / "initdb"), f"--pgdata={data}", "--auth=trust", "--username=chobbak"])
    options = (
        f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={directory} -c max_connections=200"
    )
    control = [*_as_owner(), str(programs / "pg_ctl"), f"--pgdata={data}", "--silent", "--wait"]
    _run([*control, f"--log={directory / 'log'}", f"--options={options}", "start"])
    try:
        yield f"postgresql://chobbak@127.0.0.1:{port}/postgres"
    finally:
        _run([*control, "--mode=immediate", "stop"])


@contextmanager
def redis(directory: Path, port: int) -> Iterator[str]:
    """A Redis that keeps nothing on disk; its address."""
    directory.mkdir()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(directory)]
    with _process(["redis-server", *options], port):
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def nginx(directory: Path, values: Mapping[str, str], port: int) -> Iterator[None]:
    """nginx with deploy/nginx.conf.template, ``values`` filled in; ``port`` is one that it listens on."""
    directory.mkdir()
    template = NGINX_TEMPLATE.read_text(encoding="utf-8")
    configuration = directory / "nginx.conf"
    configuration.write_text(Template(template).safe_substitute({"RUN": str(directory), **values}), encoding="utf-8")
    with _process(["nginx", "-c", str(configuration), "-g", "daemon off;"], port):
        yield


@contextmanager
def _process(command: list[str], port: int) -> Iterator[None]:
    program = shutil.which(command[0], path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        raise Unavailable(f"{command[0]} is not installed")
    with subprocess.Popen([program, *command[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            _wait(command[0], process, port)
            yield
        finally:
            process.terminate()


def _wait(name: str, process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise Unavailable(f"{name} did not start")


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Unavailable(f"{Path(command[-2]).name} failed: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")


def _as_owner() -> list[str]:
    return ["runuser", "-u", _UNPRIVILEGED, "--"] if os.geteuid() == 0 else []


def _postgresql_programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    program = found[-1] if found else shutil.which("initdb")
    if not program:
        raise Unavailable("PostgreSQL is not installed")
    return Path(program).parent
