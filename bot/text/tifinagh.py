"""Tifinagh-IRCAM to Latin letters (the table of the Royal Institute of Amazigh Culture)."""

from __future__ import annotations

_TABLE = {
    "ⴰ": "a", "ⴱ": "b", "ⴲ": "b", "ⴳ": "g", "ⴴ": "g", "ⴵ": "j", "ⴶ": "g", "ⴷ": "d", "ⴸ": "d", "ⴹ": "ḍ", "ⴺ": "ḍ",
    "ⴻ": "e", "ⴼ": "f", "ⴽ": "k", "ⴾ": "k", "ⴿ": "k", "ⵀ": "h", "ⵁ": "h", "ⵂ": "h", "ⵃ": "ḥ", "ⵄ": "ɛ", "ⵅ": "x",
    "ⵆ": "x", "ⵇ": "q", "ⵈ": "q", "ⵉ": "i", "ⵊ": "j", "ⵋ": "j", "ⵌ": "j", "ⵍ": "l", "ⵎ": "m", "ⵏ": "n", "ⵐ": "n",
    "ⵑ": "ng", "ⵒ": "p", "ⵓ": "u", "ⵔ": "r", "ⵕ": "ṛ", "ⵖ": "ɣ", "ⵗ": "ɣ", "ⵘ": "j", "ⵙ": "s", "ⵚ": "ṣ", "ⵛ": "c",
    "ⵜ": "t", "ⵝ": "t", "ⵞ": "tc", "ⵟ": "ṭ", "ⵠ": "v", "ⵡ": "w", "ⵢ": "y", "ⵣ": "z", "ⵤ": "z", "ⵥ": "ẓ", "ⵦ": "e",
    "ⵧ": "o", "ⵯ": "ʷ", "⵿": "",
}  # fmt: skip
_TRANSLATION = str.maketrans(_TABLE)


def to_latin(text: str) -> str:
    """Every Tifinagh letter of ``text`` in Latin; all else unchanged. Lower case, no capital at a sentence's start."""
    return text.translate(_TRANSLATION)
