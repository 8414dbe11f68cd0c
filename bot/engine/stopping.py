"""An engine that is asked to stop says that it is not ready, finishes its turns, then ends.

So a model is replaced one engine after the other: whoever stands before them sends turns to those that are ready, and a
turn that came too late is refused before anything of it has happened.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import EngineUnavailable

PATIENCE = 20.0  # seconds for the turns that run: longer than the gateway waits for one


class Turns:
    """The turns that run now."""

    def __init__(self) -> None:
        self.stopping = False
        self._running = 0
        self._ended = asyncio.Event()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Counts a turn for as long as the block runs.

        Raises:
            EngineUnavailable: we were asked to stop; another engine can take the turn.
        """
        if self.stopping:
            raise EngineUnavailable("the engine is stopping")
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
            self._ended.set()

    async def stop(self, patience: float = PATIENCE) -> int:
        """Lets no turn begin any more and waits for those that run; how many run still after ``patience`` seconds."""
        self.stopping = True
        deadline = asyncio.get_running_loop().time() + patience
        while self._running:
            self._ended.clear()
            try:
                await asyncio.wait_for(self._ended.wait(), deadline - asyncio.get_running_loop().time())
            except asyncio.TimeoutError:
                break
        return self._running
