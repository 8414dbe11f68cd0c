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
_REGION = "MA"
_COUNTRY_CODE = 212


def phones(text: str) -> Iterator[Entity]:
    """Every Moroccan number, and every foreign one that begins with + or 00. Digits of ``text`` are 0–9."""
    for match in _CANDIDATE.finditer(text):
        if value := _e164(match.group()):
            yield Entity(Kind.PHONE, value, match.start(), match.end())


def _e164(candidate: str) -> Optional[str]:
    """``candidate`` as E.164 ("06 12-34.56 78" → "+212612345678"); None when no telephone has such a number.

    A foreign number must belong to a block that its country has allotted. Of a Moroccan one the first digit and the
    length are enough: new blocks are allotted here faster than the library is renewed, and a citizen's own number must
    not be refused.
    """
    import phonenumbers  # 70 ms, and most messages have no number

    try:
        number = phonenumbers.parse(candidate, _REGION)
    except phonenumbers.NumberParseException:
        return None
    if number.country_code == _COUNTRY_CODE:
        exists = phonenumbers.is_possible_number(number)
    else:
        exists = phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if exists else None
