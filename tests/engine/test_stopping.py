"""An engine that is asked to stop finishes its turns, and takes no other."""

from __future__ import annotations

import asyncio

import pytest

from bot.engine.stopping import Turns
from bot.errors import EngineUnavailable


async def test_running_turns_are_waited_for() -> None:
    """Stopping ends with the last of them."""
    turns = Turns()
    ended = []

    async def turn(seconds: float) -> None:
        with turns.one():
            await asyncio.sleep(seconds)
            ended.append(seconds)

    running = [asyncio.create_task(turn(seconds)) for seconds in (0.03, 0.01, 0.02)]
    await asyncio.sleep(0)
    assert await turns.stop(5) == 0
    assert sorted(ended) == [0.01, 0.02, 0.03]
    await asyncio.gather(*running)


async def test_no_turn_begins_any_more() -> None:
    """It is refused before anything happens, with an error that says: later, or elsewhere."""
    turns = Turns()
    assert await turns.stop(5) == 0
    with pytest.raises(EngineUnavailable, match="stopping"), turns.one():
        pytest.fail("a turn began")


async def test_a_turn_that_hangs_does_not_hold_the_engine_for_ever() -> None:
    """It is counted, so that the log can say it."""
    turns = Turns()

    async def hangs() -> None:
        with turns.one():
            await asyncio.sleep(60)

    task = asyncio.create_task(hangs())
    await asyncio.sleep(0)
    assert await turns.stop(0.05) == 1
    task.cancel()


async def test_a_turn_that_fails_has_ended_too() -> None:
    """An error does not leave the engine waiting."""
    turns = Turns()
    with pytest.raises(ValueError), turns.one():
        raise ValueError
    assert await turns.stop(0.05) == 0
