"""``python -m bot simulate``: the phone, the provider and a gateway, joined by the command, with its exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bot.cli import simulate
from bot.cli.processes import as_environment, free_ports, is_ready
from bot.errors import BadRequest, SettingsError, Unavailable
from bot.settings import ROOT, Settings
from channels.simulator.credentials import Credentials
from tests.channels.harness import KEYS

SCRIPT = "Bonjour\n? Bonjour\n/state\n"


@contextmanager
def gateway(address: str, _log: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """As ``bot.cli.processes.started``, with a test's engine in place of Rasa."""
    everything = {**os.environ, **KEYS, **environment}
    with ExitStack() as stack:
        for port in {everything["CHOBBAK_ENGINE_PORT"], everything["CHOBBAK_ACTIONS_PORT"]}:
            stack.enter_context(_process("tests.channels.fake_engine", port, environment=everything))
        stack.enter_context(_process("channels", environment=everything))
        deadline = time.monotonic() + 30
        while not is_ready(address):
            assert time.monotonic() < deadline, "the gateway is not ready"
            time.sleep(0.1)
        yield


@contextmanager
def _process(*module: str, environment: Mapping[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", *module], cwd=ROOT, env=dict(environment), stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulate, "started", gateway)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "script.txt"
    file.write_text(SCRIPT, encoding="utf-8")
    return file


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(("medium", "provider"), [("whatsapp", "twilio"), ("sms", "twilio"), ("whatsapp", "meta")])
def test_a_script_on_an_assistant_of_its_own(
    medium: str, provider: str, script: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The transcript is printed, the expectation met, and the exit code is 0."""
    assert simulate.simulate(medium, provider, "+212600000006", script, "") == 0
    printed = capsys.readouterr().out
    assert "> Bonjour" in printed
    assert "réponse 1 à Bonjour" in printed
    assert ("so far)" in printed) == (medium == "sms")
    assert "refused: none" in printed


@pytest.mark.usefixtures("own")
def test_an_expectation_that_is_not_met_is_an_exit_code(
    script: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """1, and the line is named."""
    monkeypatch.setattr("channels.simulator.terminal.EXPECTATION_SECONDS", 0.5)
    script.write_text("Bonjour\n? never said\n", encoding="utf-8")
    assert simulate.simulate("sms", "twilio", "+212600000006", script, "") == 1
    assert "not met: ? never said" in capsys.readouterr().err


def test_a_running_gateway(script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Configured for the simulator, by the settings that the module's docstring names."""
    port, provider, engine = free_ports(3)
    address = f"http://127.0.0.1:{port}"
    chosen = {
        **Credentials(auth_token="of the gateway").settings(f"http://127.0.0.1:{provider}"),
        "host": "127.0.0.1",
        "port": port,
        "engine_port": engine,
        "actions_port": engine,
        "public_url": address,
        "database_url": f"sqlite:///{tmp_path}/gateway.db",
    }
    monkeypatch.setattr(simulate, "settings", lambda: Settings(_env_file=None, **chosen))
    with gateway(address, Path(), as_environment(chosen)):
        assert simulate.simulate("sms", "twilio", "+212600000006", script, address) == 0


@pytest.mark.parametrize(
    ("medium", "provider", "number"),
    [("fax", "twilio", "+212600000006"), ("sms", "meta", "+212600000006"), ("sms", "twilio", "0600000006")],
)
def test_what_there_is_not(medium: str, provider: str, number: str) -> None:
    with pytest.raises(BadRequest):
        simulate.simulate(medium, provider, number, None, "")


def test_a_gateway_that_is_configured_for_the_real_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    """Is not called, and the setting is named; one that is not there is said to be."""
    monkeypatch.setattr(simulate, "settings", lambda: Settings(_env_file=None))
    with pytest.raises(SettingsError, match="CHOBBAK_TWILIO_URL"):
        simulate.simulate("sms", "twilio", "+212600000006", None, "http://127.0.0.1:9")
    here = Settings(_env_file=None, twilio_url="http://127.0.0.1:9")
    monkeypatch.setattr(simulate, "settings", lambda: here)
    with pytest.raises(Unavailable):
        simulate.simulate("sms", "twilio", "+212600000006", None, "http://127.0.0.1:9")
