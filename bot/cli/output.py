"""Results on standard output: a table for people, one JSON object for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def show(result: Mapping[str, Any], as_json: bool) -> None:
    """Prints a result. Nested mappings of one shape become a table."""
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
        return
    print("\n".join(_lines(result)))


def _lines(result: Mapping[str, Any], indent: str = "") -> list[str]:
    lines = []
    for key, value in result.items():
        if isinstance(value, Mapping) and value and all(isinstance(row, Mapping) for row in value.values()):
            lines += [f"{indent}{key}:", *_table(value, indent + "  ")]
        elif isinstance(value, Mapping):
            lines += [f"{indent}{key}:", *_lines(value, indent + "  ")]
        else:
            lines.append(f"{indent}{key}: {_cell(value)}")
    return lines


def _table(rows: Mapping[str, Mapping[str, Any]], indent: str) -> list[str]:
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    grid = [
        ["", *columns],
        *([name, *(_cell(row.get(column, "")) for column in columns)] for name, row in rows.items()),
    ]
    widths = [max(len(line[place]) for line in grid) for place in range(len(columns) + 1)]
    return [indent + "  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in grid]


def _cell(value: Any) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
