"""What becomes of a message that was not sent, for every reason there is."""

from __future__ import annotations

import asyncio
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
    """Repeated once, after a pause in which a status may tell; then dead."""
    assert settle(reason).repeat
    assert settle(reason).next_attempt_at == NOW + timedelta(seconds=Patience().repeat_pause)
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


class TestPace:
    """How fast a provider is written to."""

    @given(st.floats(1, 1000), st.lists(st.tuples(st.floats(0, 2), st.integers(0, 50)), max_size=20))
    def test_never_more_than_the_rate(self, per_second: float, steps: list[tuple[float, int]]) -> None:
        """Whatever is asked for, whenever: no more than the rate, and what a tenth of a second saves up."""
        time = [100.0]
        pace = Pace(per_second, clock=lambda: time[0])
        taken = 0
        for pause, most in steps:
            time[0] += pause
            taken += pace.take(most)
        assert taken <= max(1.0, per_second / 10) + (time[0] - 100.0) * per_second + 1e-6

    def test_what_is_given_back_is_there_again(self) -> None:
        """Places that nobody used."""
        pace = Pace(100, clock=lambda: 100.0)
        assert pace.take(50) == 10
        assert pace.take(1) == 0
        pace.give_back(3)
        assert pace.take(50) == 3

    def test_a_pause_holds_everybody_up(self) -> None:
        """After "too fast" nobody sends for a while, and then as before."""
        time = [100.0]
        pace = Pace(10, clock=lambda: time[0])
        pace.pause(5)
        assert pace.take(1) == 0
        assert pace.wait() == pytest.approx(5)
        time[0] += 5.01
        assert pace.take(5) == 1

    async def test_waiting_for_a_place(self) -> None:
        """Two sends at fifty a second are a fiftieth of a second apart."""
        pace = Pace(50)
        pace.take(5)
        began = asyncio.get_running_loop().time()
        await pace.turn()
        assert asyncio.get_running_loop().time() - began >= 0.015
