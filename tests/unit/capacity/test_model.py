"""From inhabitants to machines: more citizens never need less, and the page says every assumption."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from pathlib import Path

import pytest

from bot.capacity.model import Assumptions, Measured, Prices, engines_for, needs, scenarios
from bot.capacity.page import page
from bot.cli.capacity import NUMBERS, PAGE, capacity, read
from bot.errors import BadRequest

KNOWN, PRICES = Assumptions(), Prices()
MEASURED = Measured(
    machine="a test",
    turns=3,
    engine_seconds=[0.005, 0.006, 0.02],
    turn_seconds_p50=0.02,
    computing_ms={"actions": 2.0, "database": 1.5, "engine": 10.3, "gateway": 3.0},
    memory_mb={"actions": 200.0, "engine": 800.0, "gateway": 100.0},
    bytes_per_turn=9_000.0,
)


def test_scenarios_grow_with_the_people() -> None:
    """Commune, region, country; the peaks come on top of the country's common day."""
    commune, region, country, tax, aid, both = scenarios(KNOWN)
    assert region.rate == pytest.approx(300 * commune.rate)
    assert country.rate == pytest.approx(3700 * commune.rate)
    assert both.rate == pytest.approx(tax.rate + aid.rate - country.rate)
    assert min(tax.rate, aid.rate) > country.rate


def test_the_arithmetic_is_the_one_on_the_page() -> None:
    """By hand, for the commune: 10,000 · 5 % · 1.5 · 8 ÷ 30 · 2 · 12 % · 1.5 ÷ 3600."""
    assert scenarios(KNOWN)[0].rate == pytest.approx(10_000 * 0.05 * 1.5 * 8 / 30 * 2 * 0.12 * 1.5 / 3600)


def test_there_is_always_one_to_spare() -> None:
    """Even a commune has two of each kind, so that one can be replaced."""
    small = needs(scenarios(KNOWN)[0], MEASURED, KNOWN, PRICES)
    assert [small.processes[kind] for kind in ("gateway", "engine", "actions")] == [2, 2, 2]


def test_more_turns_never_need_less() -> None:
    """Processes, cores, memory and money."""
    found = [needs(scenario, MEASURED, KNOWN, PRICES) for scenario in sorted(scenarios(KNOWN), key=lambda s: s.rate)]
    for less, more in itertools.pairwise(found):
        assert more.processes["engine"] >= less.processes["engine"]
        assert more.cores >= less.cores
        assert more.memory_gb >= less.memory_gb


@pytest.mark.parametrize("rate", [1, 40, 200, 900])
def test_engines_keep_the_promised_wait(rate: float) -> None:
    """And are busy for no more than their share."""
    engines, waits = engines_for(rate, MEASURED.engine_seconds, KNOWN)
    assert waits.p95 <= KNOWN.longest_wait
    assert waits.utilisation <= KNOWN.busy + 0.02
    if engines > 1:
        assert rate * 0.0103 / (engines - 1) > KNOWN.busy * 0.99 or waits.p95 > 0  # one fewer would be busier


def test_a_strict_wait_takes_more_engines() -> None:
    """The queue decides where the load alone does not."""
    loose, _ = engines_for(50, MEASURED.engine_seconds, KNOWN)
    strict, waits = engines_for(50, MEASURED.engine_seconds, replace(KNOWN, longest_wait=0.001))
    assert strict > loose
    assert waits.p95 <= 0.001


def test_the_page_shows_every_assumption_and_price() -> None:
    """Nothing that a figure stands on is hidden."""
    text = page(MEASURED, KNOWN, PRICES)
    for field in (*fields(KNOWN), *fields(PRICES)):
        assert f"| `{field.name}` |" in text


def test_the_page_is_what_its_numbers_give() -> None:
    """Nobody has edited it, and the model has not changed since it was written."""
    assert PAGE.read_text(encoding="utf-8") == page(read(NUMBERS), KNOWN, PRICES)


def test_the_command_writes_the_page_from_numbers(tmp_path: Path) -> None:
    """Without measuring anew, and without touching the numbers."""
    before = NUMBERS.read_bytes()
    found = capacity(NUMBERS, 0, tmp_path / "page.md")
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8")
    assert "commune of 10,000" in found["needs"]
    assert NUMBERS.read_bytes() == before


@pytest.mark.parametrize("content", ["", "[]", '{"turns": 1}'])
def test_numbers_that_are_none_are_refused(tmp_path: Path, content: str) -> None:
    """With one clear line."""
    (tmp_path / "numbers.json").write_text(content)
    with pytest.raises(BadRequest, match="numbers"):
        read(tmp_path / "numbers.json")
