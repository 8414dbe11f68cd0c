"""docs/capacity.md, from what was measured and what is assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from bot.capacity.model import Assumptions, Measured, Needs, Prices, needs, scenarios
from bot.capacity.queueing import drawn_from, erlang_c, mean_wait, quantile, simulate

_REASONS = {
    "users_per_month": "share of inhabitants who write in a month: assumed, there is no figure of such a service yet",
    "conversations_per_user": "conversations of such a person in a month: assumed",
    "turns_per_conversation": "a question with three follow-ups and an appointment: assumed from our conversation tests",
    "busiest_day": "the busiest day over the mean day: assumed (Mondays, the days after holidays)",
    "peak_hour": "share of a day's turns in its busiest hour: assumed",
    "within_hour": "the busiest minutes over the mean of that hour: assumed",
    "vehicles": "vehicles whose tax is due in January: assumed; the tax administration knows the number",
    "vehicle_share": "owners who ask the assistant: assumed",
    "vehicle_turns": "turns of such a question: the form's",
    "vehicle_last_days": "share of January's questions on its busiest day: assumed",
    "aid_households": "households that are paid on one day: assumed; the agency that pays knows the number",
    "aid_share": "households that ask in the hour after a payment: assumed",
    "aid_turns": "turns of such a question: assumed",
    "busy": "how much of its time a process may be busy at the peak: above, waits grow fast",
    "longest_wait": "seconds before an engine, for 95 of 100 turns: our choice",
    "spare": "processes of a kind beyond what the load needs: one fails or is replaced",
}
_PRICES = {
    "core": "a core for a month, in dirhams: a stand-in",
    "gigabyte_of_memory": "a gigabyte of memory for a month, in dirhams: a stand-in",
    "gigabyte_of_disk": "a gigabyte of disk for a month, backups included, in dirhams: a stand-in",
}
_CURVE = (0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95)


def page(measured: Measured, known: Assumptions, prices: Prices) -> str:
    """The whole page, in Markdown."""
    needed = [needs(scenario, measured, known, prices) for scenario in scenarios(known)]
    largest = max(needed, key=lambda each: each.cores)
    return "\n".join(
        [
            "# Capacity",
            "",
            "Written by `python -m bot capacity`; do not edit it. With your own numbers: change the assumptions in",
            "`bot/capacity/model.py`, then `python -m bot capacity --measured docs/capacity.json`.",
            "",
            "## What is needed",
            "",
            *_needs_table(needed),
            "",
            "Processes include one of each kind to spare. Cores are what is computed at the peak over the share that may be",
            "busy, and one more. The wait is that before an engine; the answer itself takes "
            f"{measured.turn_seconds_p50 * 1000:.0f} ms where nobody else writes. Disk is what one year of turns leaves;",
            "retention makes it less. **Not in it**: the fees of WhatsApp and SMS, people, the network, a second site.",
            "",
            f"By these assumptions the largest of these needs {largest.cores} cores and {largest.memory_gb:.0f} GB of memory.",
            "",
            "## What is measured",
            "",
            *_measured_table(measured),
            "",
            "Computing is processor time of all threads, which other load on the machine changes little; it was taken turn by",
            "turn, with one citizen, ten kinds of message in five locales, on PostgreSQL.",
            "",
            "## What is assumed",
            "",
            *_table(("assumption", "value", "what, and why"), _assumed(known, prices)),
            "",
            "Turns a second at the peak of a common day = inhabitants × users × conversations × turns ÷ 30 × busiest day ×",
            "peak hour × within the hour ÷ 3600. The tax day and the payment's hour come on top of a common busiest day.",
            "",
            "## The queue",
            "",
            "An engine works on one turn at a time; turns arrive by chance (Poisson) and wait in the gateways' inbox. The table",
            "is a simulation with the measured times; beside it Erlang's formula, which assumes exponential times and so waits",
            "that are longer. A test holds the simulation to the formula where the formula is exact.",
            "",
            *_queue_table(measured.engine_seconds),
            "",
            "Two engines that are busy for the same share wait less than one, and four less than two: few large places are",
            "cheaper than many small ones. Above 80 % a small surprise is a long queue; hence the 60 % above.",
            "",
        ]
    )


def _needs_table(needed: Sequence[Needs]) -> list[str]:
    head = ("", "turns/s", "gateways", "engines", "action servers", "wait p95, ms", "cores", "memory, GB")
    rows = [
        (
            each.scenario.name,
            f"{each.scenario.rate:.2f}" if each.scenario.rate < 10 else f"{each.scenario.rate:.0f}",
            each.processes["gateway"],
            each.processes["engine"],
            each.processes["actions"],
            f"{each.waits.p95 * 1000:.0f}",
            each.cores,
            f"{each.memory_gb:.1f}",
            f"{each.disk_gb_per_year:.1f}" if each.disk_gb_per_year < 10 else f"{each.disk_gb_per_year:.0f}",
            f"{each.dirhams_per_month:,.0f}",
        )
        for each in needed
    ]
    return _table((*head, "disk a year, GB", "MAD a month"), rows)


def _measured_table(measured: Measured) -> list[str]:
    times = sorted(measured.engine_seconds)
    rows = [
        (kind, f"{milliseconds:.1f}", f"{1000 / milliseconds:.0f}", _memory(measured, kind))
        for kind, milliseconds in measured.computing_ms.items()
    ]
    return [
        f"On {measured.machine}, {measured.turns} turns. Engine: p50 {quantile(times, 0.5) * 1000:.1f} ms of computing, "
        f"p95 {quantile(times, 0.95) * 1000:.1f} ms. In the database a turn leaves {measured.bytes_per_turn / 1000:.1f} KB.",
        "",
        *_table(("", "computing of a turn, ms", "turns a second of one core", "memory, MB"), rows),
    ]


def _memory(measured: Measured, kind: str) -> str:
    return f"{measured.memory_mb[kind]:.0f}" if kind in measured.memory_mb else "–"


def _assumed(known: Assumptions, prices: Prices) -> Iterable[tuple[str, str, str]]:
    for name, value in asdict(known).items():
        yield f"`{name}`", _number(value), _REASONS[name]
    for name, value in asdict(prices).items():
        yield f"`{name}`", _number(value), _PRICES[name]


def _queue_table(times: Sequence[float]) -> list[str]:
    mean = sum(times) / len(times)
    rows = []
    for servers in (1, 4):
        for busy in _CURVE:
            rate = busy * servers / mean
            waits = simulate(rate, drawn_from(times), servers, 40_000, 3)
            formula = mean_wait(servers, rate, mean)
            row = (
                servers,
                f"{busy:.0%}",
                f"{rate:.0f}",
                f"{waits.waited:.0%}",
                f"{erlang_c(servers, rate * mean):.0%}",
            )
            shown = (f"{seconds * 1000:.1f}" for seconds in (waits.mean, formula, waits.p95, waits.p99))
            rows.append((*row, *shown))
    head = (
        "engines",
        "busy",
        "turns/s",
        "wait at all",
        "… Erlang C",
        "mean wait, ms",
        "… Erlang C",
        "p95, ms",
        "p99, ms",
    )
    return _table(head, rows)


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    return [
        f"| {' | '.join(head)} |",
        f"|{'|'.join('---' for _ in head)}|",
        *(f"| {' | '.join(map(str, row))} |" for row in rows),
    ]
