"""What all tests share: the assistant's processes, started once for the tests that need them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # for a bare `pytest`, which does not add it

from tests.assistant import KEYS, ROOT, Assistant


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The running assistant. The model is trained first if something that it is made of has changed."""
    started = Assistant(tmp_path_factory.mktemp("assistant"), os.environ.get("CHOBBAK_TEST_ENGINE", ""))
    if started.own:
        environment = {**KEYS, **os.environ}
        trained = subprocess.run(
            [sys.executable, "-m", "bot", "train"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if trained.returncode:
            pytest.fail(f"the model cannot be trained:\n{trained.stderr[-2000:]}", pytrace=False)
        try:
            started.start()
        except BaseException:
            started.stop()
            raise
    yield started
    started.stop()
