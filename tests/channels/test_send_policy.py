"""What becomes of a message that was not sent, for every reason there is."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.persistence.deliveries import Settlement
from channels.pace import Pace
from channels.send_errors import Reason, Remedy
from channels.send_policy import Patience, settlement

NOW = datetime(2026, 5, 19, 12, 0, tzinfo=timezone.utc)


def settle(
    reason: Reason, attempts: int = 1, repeats: int = 0, age: float = 0.0, retry_after: float | None = None
) -> Settlement:
    return settlement(
        reason,
        "code",
        written_at=NOW - timedelta(seconds=age),
        attempts=attempts,
        repeats=repeats,
        now=NOW,
        patience=Patience(),
        retry_after=retry_after,
    )


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_one_outcome(reason: Reason) -> None:
    """The first time: retryable ones are queued, the others held, discarded or dead; only an opt-out opts out."""
    found = settle(reason)
    expected = {Remedy.HOLD: "held", Remedy.OPT_OUT: "discarded", Remedy.GIVE_UP: "dead"}
    assert found.state == expected.get(reason.remedy, "queued")
    assert (found.next_attempt_at is not None) == reason.retryable
    assert found.opt_out == (reason is Reason.OPTED_OUT)
    assert (found.error, found.detail) == (reason.code, "code")


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason.remedy is Remedy.RETRY_ONCE])
def test_once_means_once(reason: Reason) -> None:
    """Repeated once, then dead."""
    assert settle(reason).repeat
    assert settle(reason, repeats=1).state == "dead"


def test_pauses_double_with_jitter_up_to_a_longest() -> None:
    """2, 4, 8 … seconds, a quarter more or less, never more than five minutes and a quarter."""
    for attempts in range(1, 40):
        again = settle(Reason.PROVIDER_DOWN, attempts).next_attempt_at
        assert again is not None
        pause = (again - NOW).total_seconds()
        middle = min(2.0 * 2 ** (attempts - 1), 300.0)
        assert 0.75 * middle <= pause <= 1.25 * middle


def test_a_providers_wish_is_respected() -> None:
    """Retry-After: 60 seconds."""
    again = settle(Reason.THROTTLED, retry_after=60).next_attempt_at
    assert again is not None
    assert (again - NOW).total_seconds() >= 60


def test_after_a_day_it_is_given_up() -> None:
    """A late answer is worse than a dead letter that somebody sees."""
    assert settle(Reason.PROVIDER_DOWN, age=24 * 3600).error == "expired"


@given(st.floats(1, 1000), st.integers(1, 50))
def test_pace_spaces_sends(per_second: float, count: int) -> None:
    """Any number of sends at once are spread by the rate, the first at once."""
    pace = Pace(per_second, clock=lambda: 100.0)
    waits = [pace.reserve() for _ in range(count)]
    assert waits == pytest.approx([number / per_second for number in range(count)], abs=1e-6)


def test_a_pause_holds_everybody_up() -> None:
    """After "too fast" nobody sends for a while."""
    pace = Pace(10, clock=lambda: 100.0)
    pace.pause(5)
    assert pace.reserve() == pytest.approx(5)
