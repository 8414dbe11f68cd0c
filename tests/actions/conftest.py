"""Actions with a real catalogue and a tracker of the test's own: no engine, no server, no database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # for a bare `pytest`, which does not add it

from bot.bootstrap import lexicon
from bot.locales import CHOSEN_SLOT
from bot.procedures.library import Library
from tests.assistant import ROOT, plain

IMPORTERS = (
    "actions.fallback",
    "actions.procedures.answering",
    "actions.procedures.ask_procedure",
    "actions.procedures.choose_option",
    "actions.repair.dont_have_it",
    "actions.repair.go_back",
)


class Turn:
    """One run of an action: what it said, and the slots that it set."""

    def __init__(self, messages: Sequence[dict[str, Any]], events: Sequence[dict[str, Any]]) -> None:
        self.messages = list(messages)
        self.slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
        assert all(event["event"] in ("slot", "active_loop") for event in events)

    @property
    def text(self) -> str:
        return "\n".join(plain(message["text"]) for message in self.messages)

    @property
    def payloads(self) -> list[str]:
        return [button["payload"] for message in self.messages for button in message["buttons"]]


Run = Callable[..., Turn]


@pytest.fixture(scope="session")
def real_library() -> Library:
    """The catalogue that we ship."""
    return Library(ROOT / "data" / "procedures", lexicon())


@pytest.fixture(autouse=True)
def library(real_library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Actions find this catalogue instead of opening a database."""
    import importlib

    for name in IMPORTERS:
        monkeypatch.setattr(importlib.import_module(name), "library", lambda: real_library)
    return real_library


@pytest.fixture
def run() -> Run:
    """Runs an action on a message: ``run(ActionX(), "text", procedure=…, facets=…)``; the locale is French."""

    def runner(
        action: Action,
        text: str = "",
        entities: Sequence[dict[str, Any]] = (),
        events: Sequence[dict[str, Any]] = (),
        ranking: Sequence[tuple[str, float]] = (),
        **slots: Any,
    ) -> Turn:
        ranked = [{"name": name, "confidence": confidence} for name, confidence in ranking]
        message = {"text": text, "intent": {"name": "any"}, "entities": list(entities), "intent_ranking": ranked}
        slots = {CHOSEN_SLOT: "fr", **slots}
        tracker = Tracker("test", slots, message, list(events), False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        done = action.run(dispatcher, tracker, {})
        return Turn([{**m, **(m.get("custom") or {})} for m in dispatcher.messages], done)

    return runner
