"""bot.cli.output: one JSON object for programs, lines and tables for people."""

from __future__ import annotations

import json

import pytest

from bot.cli.output import show

RESULT = {
    "n": 3,
    "macro_f1": 0.51234,
    "by_locale": {"fr": {"n": 2, "f1": 1.0}, "ary-Latn": {"n": 1, "macro": 0.5}},
    "memory_mb": {"gateway": 60.5, "engine": 700},
    "name": "بطاقة",
    "nothing": {},
}


def test_people_read_lines_and_tables(capsys: pytest.CaptureFixture[str]) -> None:
    """Rows of a table stand under their columns; what a row lacks is empty; fractions have three digits."""
    show(RESULT, as_json=False)
    assert capsys.readouterr().out.splitlines() == [
        "n: 3",
        "macro_f1: 0.512",
        "by_locale:",
        "            n  f1     macro",
        "  fr        2  1.000",
        "  ary-Latn  1         0.500",
        "memory_mb:",
        "  gateway: 60.500",
        "  engine: 700",
        "name: بطاقة",
        "nothing:",
    ]


def test_programs_read_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    """On one line, with nothing rounded and no letter escaped."""
    show(RESULT, as_json=True)
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert json.loads(out) == RESULT
    assert "بطاقة" in out
