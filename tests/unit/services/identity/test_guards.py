"""How often something secret may be guessed at, whatever the order of guesses, successes and pauses."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.identity.guards import FORGIVEN, LONGEST_LOCK, Guard

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=timezone.utc)
MOST = 5


def failed(guard: Guard, times: int, now: datetime, start: int = 0) -> Guard:
    for number in range(times):
        guard = guard.counted(f"message-{start + number}", MOST, now)
    return guard


@pytest.mark.parametrize(("locks", "minutes"), [(0, 15), (1, 60), (2, 240), (3, 960), (4, 1440), (9, 1440)])
def test_each_lock_is_longer(locks: int, minutes: int) -> None:
    """A quarter of an hour, then four times as long each time, a day at most."""
    guard = failed(Guard(level=locks, updated_at=NOW), MOST, NOW)
    assert guard.locked_until == NOW + timedelta(minutes=minutes)
    assert guard.closed("next", NOW) == guard.locked_until


def test_four_tries_lock_nothing() -> None:
    """The fifth does, and is itself still looked at."""
    assert failed(Guard(), MOST - 1, NOW).closed("next", NOW) is None
    locked = failed(Guard(), MOST, NOW)
    assert locked.closed(f"message-{MOST - 1}", NOW) is None
    assert locked.closed("next", NOW) is not None


def test_the_same_message_counts_once() -> None:
    """A turn that is run again after a crash is no second guess."""
    guard = Guard().counted("a", MOST, NOW)
    assert guard.counted("a", MOST, NOW) == guard


def test_a_right_guess_is_given_back() -> None:
    """Also the one that locked: who is right at the last try is not locked out."""
    assert failed(Guard(), 1, NOW).given_back("message-0", MOST).tries == 0
    last = failed(Guard(), MOST, NOW).given_back(f"message-{MOST - 1}", MOST)
    assert (last.tries, last.level, last.locked_until) == (MOST - 1, 0, None)


def test_a_right_guess_does_not_lift_the_lock_of_others() -> None:
    """Another message has locked it meanwhile: that stays."""
    locked = failed(Guard(), MOST, NOW)
    assert locked.given_back("another", MOST).locked_until == locked.locked_until


def test_a_month_of_rest_is_forgiven() -> None:
    """The next lock is a short one again."""
    guard = failed(Guard(level=5, updated_at=NOW - FORGIVEN), MOST, NOW)
    assert guard.locked_until == NOW + timedelta(minutes=15)


@given(st.lists(st.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=30)), max_size=200))
def test_nobody_gets_many_guesses(pauses: list[timedelta]) -> None:
    """However somebody spaces wrong guesses, in any day there are at most as many as the growing locks leave."""
    guard, now, allowed = Guard(), NOW, []
    for number, pause in enumerate(pauses):
        now += pause
        event = f"message-{number}"
        if guard.closed(event, now) is None:
            guard = guard.counted(event, MOST, now)
            allowed.append(now)
        assert guard.tries < MOST
        assert guard.locked_until is None or guard.locked_until <= now + LONGEST_LOCK
    for moment in allowed:
        # 15 minutes, one hour, four, sixteen: five rounds of five begin within a day at the very most
        assert sum(moment <= other < moment + timedelta(hours=24) for other in allowed) <= 5 * MOST
