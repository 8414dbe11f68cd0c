"""Fixtures of the widget's tests. A console error, a violation of a policy or a request to a third party fails a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.widget.citizen import Citizen
from tests.browser.widget.stage import Gateway, ScriptedEngine, Website, echo


@pytest.fixture(scope="session")
def engine() -> Iterator[ScriptedEngine]:
    started = ScriptedEngine()
    started.begin()
    yield started
    started.end()


@pytest.fixture(scope="session")
def website() -> Iterator[Website]:
    started = Website()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def counter(engine: ScriptedEngine, website: Website, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """The gateway in front of the engine with a script."""
    started = Gateway(tmp_path_factory.mktemp("gateway"), engine.port, website.url)
    started.start()
    website.gateway = started.url
    yield started
    started.kill()


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """On a machine that is busy with other tests everything takes longer, and is right all the same."""
    from playwright.sync_api import expect

    expect.set_options(timeout=15_000)


@pytest.fixture
def citizen(
    browser: Any, counter: Gateway, website: Website, engine: ScriptedEngine
) -> Iterator[Callable[..., Citizen]]:
    """Opens a page of the website as a citizen does; at the end, nothing may have gone wrong in any of them."""
    engine.script, engine.delay, engine.status = echo, 0.0, 200
    everybody: list[Citizen] = []

    def opens(**wishes: Any) -> Citizen:
        everybody.append(Citizen(browser, website, **wishes))
        return everybody[-1]

    yield opens
    problems = [problem for one in everybody for problem in one.leave()]
    assert problems == []
