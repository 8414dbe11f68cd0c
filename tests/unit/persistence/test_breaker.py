"""bot.persistence.registers.breaker: a register that fails is left alone, then tried by one caller."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.persistence.registers.breaker import CircuitBreaker, State

PAUSE = 30.0


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> CircuitBreaker:
    return CircuitBreaker(failures=3, pause=PAUSE, clock=clock)


def fail(breaker: CircuitBreaker, times: int = 1) -> None:
    for _ in range(times):
        assert breaker.allows()
        breaker.failed()


def test_it_opens_after_failures_in_a_row(breaker: CircuitBreaker) -> None:
    """Two failures are borne, a success between them starts the count anew, the third in a row opens."""
    fail(breaker, 2)
    breaker.succeeded()
    fail(breaker, 2)
    assert breaker.state is State.CLOSED
    fail(breaker)
    assert breaker.state is State.OPEN
    assert not breaker.allows()


def test_one_caller_tries_after_the_pause(breaker: CircuitBreaker, clock: Clock) -> None:
    """Half open lets exactly one through; its success closes."""
    fail(breaker, 3)
    clock.now += PAUSE
    assert breaker.state is State.HALF_OPEN
    assert [breaker.allows() for _ in range(3)] == [True, False, False]
    breaker.succeeded()
    assert breaker.state is State.CLOSED
    assert breaker.allows()


def test_a_failed_try_opens_for_another_pause(breaker: CircuitBreaker, clock: Clock) -> None:
    """One failure is enough then, and the pause counts from it."""
    fail(breaker, 3)
    clock.now += PAUSE
    fail(breaker)
    clock.now += PAUSE - 1
    assert breaker.state is State.OPEN
    clock.now += 1
    assert breaker.allows()


def test_a_try_that_says_nothing_lets_the_next_one_try(breaker: CircuitBreaker, clock: Clock) -> None:
    """Somebody's bad value, refused by a constraint, neither closes the breaker nor blocks it."""
    fail(breaker, 3)
    clock.now += PAUSE
    assert breaker.allows()
    breaker.ignored()
    assert breaker.state is State.HALF_OPEN
    assert breaker.allows()


def test_a_try_that_never_ends_does_not_block_for_ever(breaker: CircuitBreaker, clock: Clock) -> None:
    """A thread that died in its try cannot tell: after another pause the next caller tries."""
    fail(breaker, 3)
    clock.now += PAUSE
    assert breaker.allows()
    clock.now += PAUSE
    assert breaker.allows()


def test_many_threads_one_try(breaker: CircuitBreaker, clock: Clock) -> None:
    """Of fifty threads that arrive together at a half-open breaker, one is let through."""
    fail(breaker, 3)
    clock.now += PAUSE
    allowed: list[bool] = []
    together = threading.Barrier(50)

    def arrive() -> None:
        together.wait()
        allowed.append(breaker.allows())

    threads = [threading.Thread(target=arrive) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(allowed) == 1


@given(st.integers(1, 6), st.lists(st.sampled_from("sf"), max_size=40))
def test_it_is_open_exactly_when_the_last_failures_are_enough(most: int, outcomes: list[str]) -> None:
    """For any run of successes and failures without a pause."""
    breaker = CircuitBreaker(failures=most, pause=PAUSE, clock=Clock())
    row = 0
    for outcome in outcomes:
        if not breaker.allows():
            break
        breaker.succeeded() if outcome == "s" else breaker.failed()
        row = 0 if outcome == "s" else row + 1
    assert (breaker.state is State.OPEN) == (row >= most)


class Calls(RuleBasedStateMachine):
    """Whatever callers and time do, an open breaker lets nobody through, and it never stays open for longer than a pause."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.breaker = CircuitBreaker(failures=2, pause=PAUSE, clock=self.clock)

    @rule(outcome=st.sampled_from(["succeeded", "failed", "ignored"]))
    def call(self, outcome: str) -> None:
        if self.breaker.allows():
            getattr(self.breaker, outcome)()

    @rule(seconds=st.floats(0, 2 * PAUSE))
    def wait(self, seconds: float) -> None:
        self.clock.now += seconds

    @invariant()
    def an_open_one_lets_nobody_through(self) -> None:
        if self.breaker.state is State.OPEN:
            assert not self.breaker.allows()

    @invariant()
    def it_is_tried_again_after_a_pause(self) -> None:
        now = self.clock.now
        self.clock.now += PAUSE
        assert self.breaker.state is not State.OPEN
        self.clock.now = now


TestCalls = Calls.TestCase
