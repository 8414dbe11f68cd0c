"""``python -m bot simulate``: a phone in the terminal, the provider played on this machine, and an assistant behind it.

The assistant is started with a database of its own that is thrown away, on free ports, with fictitious credentials. With
``--gateway`` one that runs already is used, when its settings name an address of this machine as the provider's::

    CHOBBAK_PUBLIC_URL=http://127.0.0.1:8080        the gateway's own address: signatures cover it
    CHOBBAK_TWILIO_URL=http://127.0.0.1:8090        or CHOBBAK_WHATSAPP_CLOUD_URL=http://127.0.0.1:8090/v23.0
    CHOBBAK_TWILIO_MEDIA_HOSTS=127.0.0.1            or CHOBBAK_WHATSAPP_CLOUD_MEDIA_HOSTS

and the account's other settings hold anything; the simulator reads the same ``.env``.
"""

from __future__ import annotations

import asyncio
import re
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.cli.processes import as_environment, free_ports, is_ready, started
from bot.errors import BadRequest, SettingsError, Unavailable
from bot.settings import ROOT, settings

if TYPE_CHECKING:
    from channels.simulator.credentials import Credentials

_LOG = ROOT / "var" / "simulate.log"
_CHANNELS = {
    ("whatsapp", "twilio"): "whatsapp_twilio",
    ("sms", "twilio"): "sms_twilio",
    ("whatsapp", "meta"): "whatsapp_cloud",
}
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_UNMET = 1


@dataclass(frozen=True)
class _Stage:
    """Where everything is: the provider's port, and the gateway by its real and its public address."""

    channel: str
    number: str
    credentials: Credentials
    port: int
    gateway: str
    public_url: str


def simulate(medium: str, provider: str, number: str, script: Path | None, gateway: str) -> int:
    """Talks until ``/quit``, the end of input or Ctrl-C, or runs a script; the exit code.

    Raises:
        BadRequest: there is no such medium, provider or number.
        SettingsError: the running gateway is not configured for a provider on this machine.
        Unavailable: the assistant does not answer.
    """
    channel = _CHANNELS.get((medium, provider))
    if channel is None:
        raise BadRequest("one of: whatsapp, sms, whatsapp --provider meta")
    if not _NUMBER.fullmatch(number):
        raise BadRequest("--number must be a telephone number such as +212600000001")
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        with _running(channel, number, gateway) if gateway else _own(channel, number) as stage:
            return asyncio.run(_play(stage, script))
    except KeyboardInterrupt:
        return 0
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(_signal: int, _frame: object) -> None:
    """An end that lets everything that was started end too."""
    raise KeyboardInterrupt


@contextmanager
def _own(channel: str, number: str) -> Iterator[_Stage]:
    """An assistant of our own, gone at the end."""
    from channels.simulator.contents import templates_file
    from channels.simulator.credentials import Credentials

    port, provider_port, engine, actions = free_ports(4)
    address = f"http://127.0.0.1:{port}"
    credentials = Credentials()
    with tempfile.TemporaryDirectory(prefix="chobbak-") as directory:
        templates = Path(directory) / "templates.yml"
        templates.write_text(templates_file(), encoding="utf-8")
        chosen = {
            **credentials.settings(f"http://127.0.0.1:{provider_port}"),
            "host": "127.0.0.1",
            "port": port,
            "engine_port": engine,
            "actions_port": actions,
            "public_url": address,
            "database_url": f"sqlite:///{directory}/chobbak.db",
            "templates_file": templates,
            "whatsapp_fallback": "",
        }
        with started(address, _LOG, as_environment(chosen)):
            yield _Stage(channel, number, credentials, provider_port, address, address)


@contextmanager
def _running(channel: str, number: str, gateway: str) -> Iterator[_Stage]:
    from channels.simulator.credentials import Credentials

    known = settings()
    name = "whatsapp_cloud_url" if channel == "whatsapp_cloud" else "twilio_url"
    address = urlsplit(str(getattr(known, name)))
    if address.hostname not in ("127.0.0.1", "localhost") or not address.port:
        raise SettingsError(
            f"CHOBBAK_{name.upper()}: must be an address of this machine with a port, for the simulator"
        )
    if not is_ready(gateway):
        raise Unavailable(f"nothing answers at {gateway}")
    credentials = Credentials.from_settings(known)
    yield _Stage(channel, number, credentials, address.port, gateway, known.public_url or gateway)


async def _play(stage: _Stage, script: Path | None) -> int:
    from channels.simulator.contents import ours
    from channels.simulator.provider import Simulator
    from channels.simulator.terminal import Terminal

    async with Simulator(
        stage.credentials, channel=stage.channel, contents=ours().values(), port=stage.port
    ) as provider:
        provider.connect(stage.gateway, stage.public_url)
        terminal = Terminal(provider, provider.phone(stage.number), lambda line: print(line, flush=True))
        if script is None:
            print(f"{stage.number} on {stage.channel}. Type a message; /help lists the commands, /quit ends.\n")
            await terminal.talk(_typed())
            return 0
        failed = await terminal.run(script.read_text(encoding="utf-8").splitlines())
    for expectation in failed:
        print(f"not met: {expectation}", file=sys.stderr)
    return _UNMET if failed else 0


def _typed() -> asyncio.Queue[str | None]:
    """What is typed, line by line, read beside the loop; None at the end."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    return lines
