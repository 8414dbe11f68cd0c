"""Token buckets: what they grant, when they grant again, and that they do not grow for ever."""

from __future__ import annotations

import pytest

from channels import limits
from channels.limits import RateLimit
from tests.channels.harness import Starter


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_full_bucket_grants_at_once_and_then_waits() -> None:
    """Six a minute: six at once, then one every ten seconds, and the wait that is told is the wait that is needed."""
    clock = Clock()
    limit = RateLimit(6, clock)
    assert [limit.take("a") for _ in range(7)] == [0] * 6 + [10]
    clock.now += 9.9
    assert limit.take("a") == 1
    clock.now += 0.2
    assert limit.take("a") == 0
    assert limit.take("a") == 10


def test_keys_do_not_share() -> None:
    """What one uses, another still has."""
    limit = RateLimit(1, Clock())
    assert limit.take("a") == 0
    assert limit.take("a") > 0
    assert limit.take("b") == 0


def test_a_bucket_never_holds_more_than_a_minute() -> None:
    """A week of silence is not a week's worth of messages."""
    clock = Clock()
    limit = RateLimit(3, clock)
    limit.take("a")
    clock.now += 7 * 86_400
    assert [limit.take("a") == 0 for _ in range(4)] == [True, True, True, False]


def test_full_buckets_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded by those who are active now; whoever is being held back stays held back."""
    monkeypatch.setattr(limits, "_MANY", 100)
    clock = Clock()
    limit = RateLimit(60, clock)
    for number in range(100):
        limit.take(f"old {number}")
    clock.now += 2
    for _ in range(60):
        limit.take("busy")
    limit.take("new")
    assert len(limit) <= 3
    assert limit.take("busy") > 0


def test_who_exceeds_the_limit_on_a_sending_channel_is_slowed_not_refused() -> None:
    """A hundred messages at once at sixty a minute: each later one waits a second more, and one crosses the limit."""
    limit = RateLimit(60, clock=lambda: 0.0)
    waits = [limit.reserve("one") for _ in range(100)]
    assert [wait for wait, _ in waits[:60]] == [0] * 60
    assert [round(wait) for wait, _ in waits[60:]] == list(range(1, 41))
    assert [number for number, (_, crossed) in enumerate(waits) if crossed] == [60]


@pytest.mark.parametrize(
    ("per_minute", "pause"), [(20, 0.6), (20, 2.6), (60, 0.6), (7, 8.0), (2, 29.0), (1, 30.0), (1, 59.0)]
)
def test_the_limit_is_crossed_once_however_the_messages_are_spaced(per_minute: int, pause: float) -> None:
    """Who goes on at the limit, or just beyond it, is told once, and again only after a rest."""
    clock = Clock()
    limit = RateLimit(per_minute, clock)

    def crossings() -> int:
        found = 0
        for _ in range(200):
            found += limit.reserve("one")[1]
            clock.now += pause
        return found

    assert crossings() == 1
    clock.now += 86_400
    assert crossings() == 1


def test_who_was_slowed_is_forgotten_with_the_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded here too."""
    monkeypatch.setattr(limits, "_MANY", 10)
    clock = Clock()
    limit = RateLimit(1, clock)
    for number in range(9):
        assert [limit.reserve(f"old {number}")[1] for _ in range(2)] == [False, True]
    clock.now += 3600
    limit.reserve("new")
    limit.reserve("newer")
    assert len(limit._slowed) <= 1


async def test_behind_a_trusted_proxy_the_limit_is_the_citizens(start: Starter) -> None:
    """Two citizens behind one proxy of ours are two addresses; one who is not behind it cannot say so."""
    gateway = await start(conversations_per_minute=1, trusted_proxies="127.0.0.1")
    for address, status in (("192.0.2.1", 201), ("192.0.2.2", 201), ("192.0.2.1", 429)):
        headers = {"X-Forwarded-For": address}
        async with gateway.session.post(f"{gateway.url}/api/v1/conversations", json={}, headers=headers) as response:
            assert response.status == status
    stranger = await start(conversations_per_minute=1)
    for address, status in (("192.0.2.1", 201), ("192.0.2.2", 429)):
        headers = {"X-Forwarded-For": address}
        async with stranger.session.post(f"{stranger.url}/api/v1/conversations", json={}, headers=headers) as response:
            assert response.status == status
