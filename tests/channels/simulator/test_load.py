"""The load generator counts right: what is lost, doubled, late or out of order, against targets that do just that."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from channels.simulator.load import Load, Plan, Question, Report, cycled, learn, percentile
from channels.simulator.provider import Simulator
from tests.channels.simulator.target import Sender, Target

PLAN = Plan(conversations=10, rate=200, seconds=0.5, first=500)
Answer = Callable[[dict[str, Any]], Awaitable[None]]


class Echo:
    """Answers as a gateway does, in the background: ``copies`` says how often each message is answered."""

    def __init__(self, sender: Sender, copies: Callable[[str], int]) -> None:
        self._sender = sender
        self._copies = copies
        self._running: set[asyncio.Task[None]] = set()

    async def __call__(self, fields: dict[str, Any]) -> None:
        task = asyncio.create_task(self._answer(fields))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _answer(self, fields: dict[str, Any]) -> None:
        for _ in range(self._copies(fields["Body"])):
            await self._sender.twilio(To=fields["From"], Body=f"Réponse : {fields['Body']}")


async def run(provider: Simulator, target: Target, answer: Answer, plan: Plan = PLAN) -> Report:
    target.on_message = answer
    return await Load(provider, plan).run(patience=0.5)


async def test_a_target_that_answers_once(provider: Simulator, target: Target, sender: Sender) -> None:
    """Nothing lost, nothing doubled: the account is whole."""
    report = await run(provider, target, Echo(sender, lambda _text: 1))
    assert (report.sent, report.acknowledged, report.answered) == (100, 100, 100)
    assert report.exactly_once
    assert 0 < report.ack_p50_ms <= report.ack_p95_ms <= report.ack_p99_ms <= report.ack_max_ms


async def test_a_lossy_target(provider: Simulator, target: Target, sender: Sender) -> None:
    """One in ten is never answered: just those are lost."""
    report = await run(provider, target, Echo(sender, lambda text: 0 if text.startswith("message 3 of") else 1))
    assert (report.lost, report.doubled, report.answered) == (10, 0, 90)
    assert not report.exactly_once


async def test_a_doubling_target(provider: Simulator, target: Target, sender: Sender) -> None:
    """One in ten is answered three times: twenty are too many."""
    report = await run(provider, target, Echo(sender, lambda text: 3 if text.startswith("message 3 of") else 1))
    assert (report.lost, report.doubled, report.answered) == (0, 20, 100)
    assert not report.exactly_once


async def test_lost_and_doubled_do_not_make_up_for_each_other(
    provider: Simulator, target: Target, sender: Sender
) -> None:
    """As many answers as messages, and still not the right ones."""
    copies = {"message 1 of": 0, "message 2 of": 2}
    report = await run(provider, target, Echo(sender, lambda text: copies.get(text[:12], 1)))
    assert (report.lost, report.doubled) == (10, 10)


async def test_a_refusing_target_is_asked_again(provider: Simulator, target: Target, sender: Sender) -> None:
    """5xx is followed by a retry, as the provider does; what stays refused is not acknowledged."""
    target.statuses = [503] * 20
    report = await run(provider, target, Echo(sender, lambda _text: 1))
    assert (report.acknowledged, report.attempts) == (100, 120)
    assert report.exactly_once
    target.statuses = [404] * 5
    report = await run(provider, target, Echo(sender, lambda _text: 1), Plan(5, 50, 0.2, first=900))
    assert report.acknowledged == 5
    assert report.statuses == {404: 5, 204: 5}
    assert not report.exactly_once


async def test_a_slow_target_does_not_slow_the_arrivals(provider: Simulator, target: Target) -> None:
    """The open loop: what waits for a free connection is timed from when it was due."""

    async def stall(_fields: dict[str, Any]) -> None:
        await asyncio.sleep(0.2)

    provider.webhooks._session.connector._limit = 1  # type: ignore[union-attr] # one connection for all
    report = await run(provider, target, stall, Plan(5, 50, 0.1, first=700))
    assert report.acknowledged == 5
    assert report.ack_p50_ms > 500
    assert report.ack_max_ms > 850


async def test_answers_out_of_order_and_strays(provider: Simulator, target: Target, sender: Sender) -> None:
    """A later question that was answered first is seen, and so is what answers none."""
    kept: list[dict[str, Any]] = []

    async def backwards(fields: dict[str, Any]) -> None:
        kept.append(fields)
        if len(kept) == 2:
            for earlier in reversed(kept):
                await sender.twilio(To=earlier["From"], Body=earlier["Body"])
            await sender.twilio(To=fields["From"], Body="Publicité")

    report = await run(provider, target, backwards, Plan(1, 20, 0.1, first=800))
    assert (report.out_of_order, report.stray, report.lost, report.doubled) == (1, 1, 0, 0)


async def test_what_a_real_engine_answers_is_learned(provider: Simulator, target: Target, sender: Sender) -> None:
    """Each text once, with all its answers; then asked in turn."""

    async def twice(fields: dict[str, Any]) -> None:
        for part in ("prix", "délai"):
            await sender.twilio(To=fields["From"], Body=f"{part} de {fields['Body']}")

    target.on_message = twice
    questions = await learn(provider.phone("+212600000999"), ["cin", "permis"], quiet=0.1)
    assert questions[0] == Question("cin", ("prix de cin", "délai de cin"))
    report = await Load(provider, Plan(2, 40, 0.1, first=600), cycled(questions)).run(patience=0.5)
    assert (report.expected, report.answered, report.exactly_once) == (8, 8, True)


@pytest.mark.parametrize(("share", "expected"), [(50, 50), (95, 95), (99, 99), (100, 100)])
def test_percentiles(share: float, expected: float) -> None:
    """The nearest rank."""
    assert percentile([float(n) for n in range(1, 101)], share) == expected
    assert percentile([], share) == 0
    assert percentile([7.0], share) == 7
