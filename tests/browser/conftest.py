"""The whole path: a real gateway in front of the real engine and action server, and Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.assistant import KEYS, ROOT, Assistant

CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def gateway(assistant: Assistant) -> Iterator[str]:
    """The address of a gateway in front of the assistant of this test run."""
    assistant.needs_own_processes()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, **KEYS, **assistant.settings, "CHOBBAK_PORT": str(port), "CHOBBAK_HOST": "127.0.0.1"}
    environment["CHOBBAK_PRIVACY_NOTICE"] = "false"  # a message more in every first answer
    with (assistant.directory / "gateway.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "channels"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    address = f"http://127.0.0.1:{port}"
    _wait(address, process)
    yield address
    process.terminate()
    process.wait(15)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        try:
            if requests.get(f"{address}/health/ready", timeout=3).status_code == 200:
                return
        except requests.ConnectionError:
            pass
        assert process.poll() is None, "the gateway ended"
        time.sleep(0.25)
    pytest.fail("the gateway was not ready", pytrace=False)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium of the system, driven by Playwright, whose loop must have ended before other tests run theirs."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("REQUIRE_SERVICES"):
            pytest.fail("Chromium is not installed, and REQUIRE_SERVICES is set", pytrace=False)
        pytest.skip("Chromium is not installed (on Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()
