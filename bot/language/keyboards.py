"""The keys of the keyboards that Moroccans type on, and which of them lie side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

_ROWS = (
    "azertyuiop", "qsdfghjklm", "wxcvbn",
    "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ذءؤرىةوزظ",
    "ⴰⵣⴻⵔⵜⵢⵓⵉⵄⵃ", "ⵇⵙⴷⴼⴳⵀⵊⴽⵍⵎ", "ⵡⵅⵛⵖⴱⵏ",
)  # fmt: skip


def _neighbours(rows: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        for left, right in pairwise(row):
            found[left] = found.get(left, "") + right
            found[right] = found.get(right, "") + left
    return {key: "".join(sorted(set(keys))) for key, keys in found.items()}


BESIDE: Mapping[str, str] = _neighbours(_ROWS)  # key → the keys to its left and right
