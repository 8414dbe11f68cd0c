"""Digits of every decimal system (Arabic-Indic, Persian, full-width …) as ASCII digits."""

from __future__ import annotations

import re
import unicodedata

_NON_ASCII_DIGIT = re.compile(r"[^\W\D]")


def to_ascii_digits(text: str) -> str:
    """``٧٥ درهم`` → ``75 درهم``."""
    return _NON_ASCII_DIGIT.sub(lambda m: str(unicodedata.decimal(m.group(), m.group())), text)
