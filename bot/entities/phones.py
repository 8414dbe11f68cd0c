"""Telephone numbers, as E.164."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Optional

from bot.entities.model import Entity, Kind

_GAP = r"[ .()\u00a0\u202f\u2010-\u2015-]{0,3}"
_CANDIDATE = re.compile(
    rf"(?<![\w+])(?<!\d[.,/-])\(?(?:(?:\+\s?|00\s?)?212{_GAP}0?|0){_GAP}[5-8](?:{_GAP}\d){{8}}(?!\w)"
    rf"|(?<![\w+])(?:\+\s?|00)(?!212)[1-9](?:{_GAP}\d){{7,14}}(?!\w)"
)
_NOT_DIGITS = re.compile(r"\D")
_MOROCCAN = re.compile(r"(?:(?:00|\+)?2120?|0)([5-8]\d{8})")
_FOREIGN = re.compile(r"(?:00|\+)(?!212|0)([1-9]\d{7,14})")


def phones(text: str) -> Iterator[Entity]:
    """Every Moroccan number, and every foreign one that begins with + or 00. Digits of ``text`` are 0–9.

    A number of another length is none.
    """
    for match in _CANDIDATE.finditer(text):
        if value := e164(match.group()):
            yield Entity(Kind.PHONE, value, match.start(), match.end())


def e164(written: str) -> Optional[str]:
    """``written`` as E.164 ("06 12-34.56 78" → "+212612345678"); None when it is no telephone number."""
    digits = ("+" if "+" in written else "") + _NOT_DIGITS.sub("", written)
    if moroccan := _MOROCCAN.fullmatch(digits):
        return f"+212{moroccan[1]}"
    foreign = _FOREIGN.fullmatch(digits)
    return f"+{foreign[1]}" if foreign else None
