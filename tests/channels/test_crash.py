"""Killed at random moments under load, the assistant loses nothing and does nothing twice. ``bench`` has the long form."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.bench_channels import Kills, under_load
from channels.simulator.load import Plan


@pytest.mark.engine
async def test_kills_of_any_part_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """Gateway, engine and action server die under load and come back: every message that was acknowledged has exactly one
    turn in its tracker and exactly one set of answers at the provider."""
    report = await under_load(tmp_path, Plan(conversations=25, rate=8, seconds=15), Kills(pause=2.5, seed=4))
    assert report["killed"].get("gateway", 0) >= 2, report
    assert len(report["killed"]) >= 2, report
    assert report["acknowledged"] == report["sent"] == 120, report
    assert report["turns"] == {"messages": 120, "one": 120, "none": 0, "several": 0}, report
    assert report["lost"] == 0, report
    assert report["doubled"] <= report["repeats"], report  # a send whose outcome was never told may be repeated once
