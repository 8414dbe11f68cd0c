"""A turn is whole or it did not happen.

Rasa's processor logs an action that fails and goes on, so that a message would count as answered when the action server
was away. Ours stops the turn before anything is saved; the gateway keeps the message and sends it again.
"""

from __future__ import annotations

from typing import Any

import rasa.core.agent
import rasa.core.processor
from rasa.core.actions.action import Action, ActionExecutionRejection, RemoteAction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import AwaitableTrackerStore, FailSafeTrackerStore, TrackerStore

from bot.engine.action_client import OwnAction
from bot.engine.runner import InOrderRunner
from bot.errors import ActionsUnavailable


class _WatchedAction(Action):
    """Runs an action and remembers its failure, which the stock processor would only log."""

    def __init__(self, action: Action) -> None:
        self._action = action
        self.failure: Exception | None = None

    def name(self) -> str:
        return str(self._action.name())

    def event_for_successful_execution(self, prediction: Any) -> Any:
        return self._action.event_for_successful_execution(prediction)

    async def run(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return await self._action.run(*args, **kwargs)
        except ActionExecutionRejection:
            raise
        except Exception as error:
            self.failure = error
            return []


class TurnProcessor(MessageProcessor):
    """Raises ``ActionsUnavailable`` out of a turn in which an action failed; the tracker is then not saved."""

    def __init__(self, *args: Any, tracker_store: TrackerStore, **kwargs: Any) -> None:
        super().__init__(*args, tracker_store=_unwrapped(tracker_store), **kwargs)

    async def _run_action(self, action: Action, *args: Any, **kwargs: Any) -> bool:
        if isinstance(action, RemoteAction):
            action = OwnAction(action.name(), action.action_endpoint)
        watched = _WatchedAction(action)
        another = await super()._run_action(watched, *args, **kwargs)
        if watched.failure:
            raise ActionsUnavailable(f"{watched.name()} failed: {type(watched.failure).__name__}") from watched.failure
        return bool(another)


def _unwrapped(store: TrackerStore) -> TrackerStore:
    """The store without Rasa's wrapper that goes on in memory when the database fails: that would lose the turn."""
    while isinstance(store, (FailSafeTrackerStore, AwaitableTrackerStore)):
        store = store._tracker_store
    return store


def install() -> None:
    """Makes agents that Rasa loads from now on use :class:`TurnProcessor` and our runner; Rasa has no setting for it."""
    rasa.core.agent.MessageProcessor = TurnProcessor
    rasa.core.processor.DaskGraphRunner = InOrderRunner
