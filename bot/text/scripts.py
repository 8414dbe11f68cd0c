"""Which writing system a text is in."""

from __future__ import annotations

import re
from enum import Enum


class Script(str, Enum):
    LATIN = "Latn"
    ARABIC = "Arab"
    TIFINAGH = "Tfng"
    OTHER = "Zyyy"  # letters of a script that no locale of ours uses


_LETTERS = re.compile(r"[^\W\d_]+")
_RUNS = {
    Script.LATIN: re.compile(r"[A-Za-z\u00aa-\u024f\u0250-\u02af\u1e00-\u1eff\u03b3\u0263\u025b\u03b5\uff21-\uff5a]+"),
    Script.ARABIC: re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]+"),
    Script.TIFINAGH: re.compile(r"[\u2d30-\u2d7f]+"),
}


def letter_counts(text: str) -> dict[Script, int]:
    """Letters of ``text`` per script; digits, marks, punctuation and emoji count nowhere."""
    letters = "".join(_LETTERS.findall(text))
    counts = {script: sum(map(len, run.findall(letters))) for script, run in _RUNS.items()}
    counts[Script.OTHER] = len(letters) - sum(counts.values())
    return counts


def dominant_script(text: str) -> Script | None:
    """The script that most letters of ``text`` are in; None when it has no letter."""
    counts = letter_counts(text)
    script = max(counts, key=lambda s: counts[s])
    return script if counts[script] else None
