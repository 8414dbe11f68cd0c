"""What a text costs as an SMS, counted as the provider bills it (twilio.com/docs/glossary/what-sms-character-limit).

The provider's own count: it shares no code with the gateway's, so that one can be held against the other.
"""

from __future__ import annotations

from dataclasses import dataclass

_GSM7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = set("^{}[]~\\|€\f")  # behind an escape
GSM7, UCS2 = "GSM-7", "UCS-2"
_SIZES = {GSM7: (160, 153), UCS2: (70, 67)}


@dataclass(frozen=True)
class Cost:
    """Encoding, units (septets, or UTF-16 units) and billed segments of one text."""

    encoding: str
    units: int
    segments: int


def cost(text: str) -> Cost:
    """The cost of one message; an empty text is one segment."""
    encoding = GSM7 if set(text) <= _GSM7 | _TWICE else UCS2
    sizes = [_units(letter, encoding) for letter in text]
    single, part = _SIZES[encoding]
    units = sum(sizes)
    return Cost(encoding, units, 1 if units <= single else _parts(sizes, part))


def _units(letter: str, encoding: str) -> int:
    if encoding == GSM7:
        return 2 if letter in _TWICE else 1
    return 2 if ord(letter) > 0xFFFF else 1


def _parts(sizes: list[int], part: int) -> int:
    """Letters of two units are not torn apart, so a part may stay one unit short."""
    parts, used = 1, 0
    for size in sizes:
        if used + size > part:
            parts, used = parts + 1, 0
        used += size
    return parts
