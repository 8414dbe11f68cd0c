"""The simulator, a stand-in for the gateway that it talks to, and a client that calls it as a gateway does."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from channels.simulator.contents import LIST_PICKER, QUICK_REPLY, TEXT, Content
from channels.simulator.meta_api import MetaTemplate
from channels.simulator.provider import Simulator
from tests.channels.simulator.target import PUBLIC, Sender, Target

BUTTONS, LIST, REMINDER = "HX" + "1" * 32, "HX" + "2" * 32, "HX" + "3" * 32
CONTENTS = (
    Content(
        BUTTONS,
        {QUICK_REPLY: {"body": "{{1}}", "actions": [{"title": f"{{{{{n}}}}}", "id": f"id {n}"} for n in (2, 3)]}},
    ),
    Content(
        LIST,
        {
            LIST_PICKER: {
                "body": "{{1}}",
                "button": "Choisir",
                "items": [{"item": "{{2}}", "id": "row", "description": "une ligne"}],
            }
        },
    ),
    Content(REMINDER, {TEXT: {"body": "Écrivez-nous, {{1}}."}}, approved=True),
)


@pytest_asyncio.fixture
async def target() -> AsyncIterator[Target]:
    async with Target() as running:
        yield running


@pytest_asyncio.fixture
async def provider(target: Target) -> AsyncIterator[Simulator]:
    templates = [MetaTemplate("rappel", "fr", "Écrivez-nous, {{1}}.")]
    async with Simulator(
        contents=CONTENTS, templates=templates, retry_pause=0.01, status_pause=0.0, timeout=0.5
    ) as running:
        running.connect(target.url, PUBLIC)
        yield running


@pytest_asyncio.fixture
async def sender(provider: Simulator) -> AsyncIterator[Sender]:
    client = Sender(provider.url, provider.credentials)
    yield client
    await client.session.close()
