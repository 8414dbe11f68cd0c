"""Load on a gateway, as a provider makes it, and the account of what came of it.

Arrivals are fixed beforehand (an open loop): a gateway that answers slowly is not asked more slowly, and an acknowledgement is
timed from the moment at which its message was due, so that waiting for a free connection counts ("coordinated omission").

Each answer is matched to its message. What the provider cannot know (which answer is right) the caller says: :class:`Question`
holds what each answer must contain. Doubled, lost and stray answers are counted per recipient.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from channels.simulator.phone import Phone
from channels.simulator.provider import Simulator
from channels.simulator.records import Delivery

_FIRST_NUMBER = 212_600_000_000


@dataclass(frozen=True)
class Question:
    """A text, and for each answer that it must get a part of that answer's text."""

    text: str
    answers: tuple[str, ...]


Asker = Callable[[int, int], Question]  # (conversation, how manieth of it) → what is asked


@dataclass(frozen=True)
class Plan:
    """How much: ``rate`` messages a second for ``seconds``, from ``conversations`` citizens in turn."""

    conversations: int
    rate: float
    seconds: float
    channel: str = ""
    first: int = 0  # of the numbers: plans on one gateway need numbers of their own

    @property
    def total(self) -> int:
        return round(self.rate * self.seconds)


@dataclass
class Report:
    """What came of it. ``lost``: answers that never came. ``doubled``: answers that came again."""

    sent: int = 0
    acknowledged: int = 0
    attempts: int = 0  # webhooks posted, those that were repeated included
    statuses: dict[int, int] = field(default_factory=dict)  # the last one of each message; 0: no answer
    ack_p50_ms: float = 0.0
    ack_p95_ms: float = 0.0
    ack_p99_ms: float = 0.0
    ack_max_ms: float = 0.0
    expected: int = 0  # answers
    answered: int = 0
    lost: int = 0
    doubled: int = 0
    stray: int = 0  # answers that belong to no question
    out_of_order: int = 0  # conversations in which a later question was answered first: after a retry it may come first
    repeats: int = 0  # sends whose outcome the provider never told: these may be doubled
    seconds: float = 0.0  # from the first arrival until the last answer

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def exactly_once(self) -> bool:
        return not (self.lost or self.doubled) and self.sent == self.acknowledged


def echoed(conversation: int, turn: int) -> Question:
    """A question whose answer repeats it, as that of a test's engine does."""
    text = f"message {turn} of {conversation}."
    return Question(text, (text,))


class Load:
    """One run of load. The phones and what they asked stay, to be looked at."""

    def __init__(self, provider: Simulator, plan: Plan, ask: Asker = echoed) -> None:
        self._provider = provider
        self._plan = plan
        self._ask = ask
        self.asked: dict[str, list[Question]] = {}  # by number, in order
        self._latencies: list[float] = []
        self._deliveries: list[Delivery] = []
        self._began = 0.0

    async def run(self, patience: float = 30.0) -> Report:
        """Sends all, waits until everything is answered or nothing has come for ``patience`` seconds, and reports."""
        await self.send()
        await self.wait(patience)
        return self.report()

    async def send(self) -> None:
        """Hands in every message at its moment, whatever becomes of the others."""
        self._began = time.monotonic()
        running = []
        for number in range(self._plan.total):
            due = self._began + number / self._plan.rate
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            running.append(asyncio.create_task(self._say(number, due)))
        await asyncio.gather(*running)

    async def wait(self, patience: float, settle: float = 1.0) -> None:
        """Until every answer is there and ``settle`` seconds have brought no other, or none has come for ``patience``."""
        seen, since = -1, time.monotonic()
        while (quiet := time.monotonic() - since) < patience:
            if len(self._provider.messages) != seen:
                seen, since = len(self._provider.messages), time.monotonic()
            elif quiet >= settle and not self.report().lost:
                return
            await asyncio.sleep(0.05)

    def report(self) -> Report:
        """The account as it stands now."""
        ordered = sorted(self._latencies)
        report = Report(
            sent=self._plan.total,
            acknowledged=sum(delivery.acknowledged for delivery in self._deliveries),
            attempts=sum(delivery.attempts for delivery in self._deliveries),
            statuses=dict(Counter(delivery.status for delivery in self._deliveries)),
            ack_p50_ms=percentile(ordered, 50) * 1000,
            ack_p95_ms=percentile(ordered, 95) * 1000,
            ack_p99_ms=percentile(ordered, 99) * 1000,
            ack_max_ms=percentile(ordered, 100) * 1000,
            repeats=self._provider.repeats,
            seconds=max([m.accepted_at for m in self._provider.messages], default=self._began) - self._began,
        )
        for number, questions in self.asked.items():
            _count(report, questions, self._phone(number).texts)
        return report

    async def _say(self, number: int, due: float) -> None:
        conversation, turn = number % self._plan.conversations, number // self._plan.conversations
        phone = self._phone(f"+{_FIRST_NUMBER + self._plan.first + conversation}")
        question = self._ask(conversation, turn)
        self.asked.setdefault(phone.number, []).append(question)
        delivery = await phone.say(question.text)
        self._deliveries.append(delivery)
        if delivery.acknowledged:
            self._latencies.append(time.monotonic() - due)

    def _phone(self, number: str) -> Phone:
        return self._provider.phone(number, self._plan.channel)


def _count(report: Report, questions: Sequence[Question], texts: Sequence[str]) -> None:
    """Adds one conversation: each answer goes to the first question that still lacks it."""
    wanted = [(place, part) for place, question in enumerate(questions) for part in question.answers]
    open_ones = list(wanted)
    places: list[int] = []
    for text in texts:
        found = next((want for want in open_ones if want[1] in text), None)
        if found is not None:
            open_ones.remove(found)
            places.append(found[0])
        elif any(part in text for _, part in wanted):
            report.doubled += 1
        else:
            report.stray += 1
    report.expected += len(wanted)
    report.answered += len(places)
    report.lost += len(open_ones)
    report.out_of_order += places != sorted(places)


async def learn(phone: Phone, texts: Sequence[str], quiet: float = 1.0, timeout: float = 30.0) -> list[Question]:
    """What a real engine answers to each of these texts, asked one after the other: questions for :class:`Load`.

    An answer that has not come ``quiet`` seconds after the one before it is not taken to belong to the same question.
    """
    questions = []
    for text in texts:
        await phone.say(text)
        answers = await phone.answers(quiet, timeout)
        questions.append(Question(text, tuple(answer.text for answer in answers)))
    return questions


def cycled(questions: Sequence[Question]) -> Asker:
    """These in turn, each conversation beginning with another."""
    return lambda conversation, turn: questions[(conversation + turn) % len(questions)]


def percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that ``share`` percent do not exceed; 0 when there is none."""
    if not ordered:
        return 0.0
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]
