"""Turns of one conversation never interleave: within an engine, across engines, and while Redis comes and goes."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine import locks as locks_module
from bot.engine.locks import ConversationLocks
from bot.errors import Unavailable


class RedisServer:
    """A Redis of the test's own, to be stopped and started."""

    def __init__(self, directory: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.directory = directory
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.directory)]
        self.process = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("redis-server did not start")

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    if not shutil.which("redis-server"):
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.fail("REQUIRE_SERVICES=1, and there is no redis-server")
        pytest.skip("there is no redis-server")
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.stop()


async def overlaps(first: ConversationLocks, second: ConversationLocks, turns: int = 20) -> int:
    """How many turns of one conversation were inside at the same time, at most."""
    inside = most = 0

    async def turn(locks: ConversationLocks) -> None:
        nonlocal inside, most
        async with locks.lock("c"):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.005)
            inside -= 1

    await asyncio.gather(*(turn(first if number % 2 else second) for number in range(turns)))
    return most


async def test_one_engine_needs_no_redis() -> None:
    """Turns of a conversation wait for each other, and nothing is remembered afterwards."""
    locks = ConversationLocks()
    assert await overlaps(locks, locks) == 1
    assert locks._here == {}


async def test_without_redis_two_engines_would_interleave() -> None:
    """What the next test excludes does happen otherwise."""
    assert await overlaps(ConversationLocks(), ConversationLocks()) == 2


async def test_two_engines_share_one_lock(redis: RedisServer) -> None:
    """One turn at a time, whichever engine it came to."""
    assert await overlaps(ConversationLocks(redis.url), ConversationLocks(redis.url)) == 1


async def test_other_conversations_do_not_wait(redis: RedisServer) -> None:
    """A slow turn holds up nobody else."""
    locks = ConversationLocks(redis.url)
    async with locks.lock("slow"):
        await asyncio.wait_for(_turn(locks, "quick"), 2)


async def test_a_lock_that_is_held_too_long_elsewhere_postpones_the_turn(
    redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that the gateway tries again after, not a wait for ever."""
    monkeypatch.setattr(locks_module, "WAIT_SECONDS", 0.1)
    async with ConversationLocks(redis.url).lock("c"):
        with pytest.raises(Unavailable, match="another engine"):
            await _turn(ConversationLocks(redis.url), "c")


async def test_the_lock_of_an_engine_that_died_ends_by_itself(
    redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After its lease."""
    monkeypatch.setattr(locks_module, "LEASE_SECONDS", 0.2)
    dead = await ConversationLocks(redis.url)._acquired("c")
    assert dead is not None
    await asyncio.wait_for(_turn(ConversationLocks(redis.url), "c"), 3)


async def test_when_redis_is_away_turns_go_on_one_at_a_time_here(
    redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Said once, not on each turn; and said when it is back."""
    locks = ConversationLocks(redis.url)
    await _turn(locks, "c")
    redis.stop()
    with caplog.at_level(logging.WARNING, logger="bot.engine.locks"):
        assert await overlaps(locks, locks, 6) == 1
        redis.start()
        await _turn(locks, "c")
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]


async def test_or_turns_wait_for_it_when_that_is_wanted(redis: RedisServer) -> None:
    """The gateway keeps the message and tries again."""
    locks = ConversationLocks(redis.url, "wait")
    redis.stop()
    with pytest.raises(Unavailable, match="Redis"):
        await _turn(locks, "c")
    redis.start()
    await _turn(locks, "c")


async def test_a_redis_that_hangs_does_not_hold_up_the_loop(redis: RedisServer) -> None:
    """Other conversations of the engine are answered meanwhile."""
    locks = ConversationLocks(redis.url)
    await _turn(locks, "c")
    assert redis.process
    redis.process.send_signal(signal.SIGSTOP)
    try:
        ticks = 0

        async def others() -> None:
            nonlocal ticks
            while True:
                await asyncio.sleep(0.01)
                ticks += 1

        beside = asyncio.create_task(others())
        await asyncio.wait_for(_turn(locks, "c"), 5)
        beside.cancel()
        assert ticks > 20
    finally:
        redis.process.send_signal(signal.SIGCONT)


async def test_redis_that_goes_in_the_middle_of_a_turn_does_not_fail_it(redis: RedisServer) -> None:
    """The turn is done; the lock ends by itself."""
    locks = ConversationLocks(redis.url)
    async with locks.lock("c"):
        redis.stop()


async def _turn(locks: ConversationLocks, conversation: str) -> None:
    async with locks.lock(conversation):
        pass
