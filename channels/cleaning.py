"""What a citizen's words are cleaned of, and what a payload may be: the same for every channel."""

from __future__ import annotations

import json
import re
import unicodedata

from bot.text.bidi import strip_controls

PAYLOAD_BYTES = 1024
_PAYLOAD = re.compile(r"/[A-Za-z][A-Za-z0-9_]{0,99}(\{.*\})?", re.DOTALL)
_NEW_LINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Text without what cannot be seen: control characters, direction marks, halves of characters. Lines are kept."""
    lines = _NEW_LINES.sub("\n", text)
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return strip_controls(kept).strip()


def is_payload(value: str) -> bool:
    """Whether this is what a button of ours carries: ``/intent{"slot": "value"}``, of at most 1 KiB."""
    if len(value.encode("utf-8", "replace")) > PAYLOAD_BYTES or not _PAYLOAD.fullmatch(value):
        return False
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in value):
        return False
    _, brace, rest = value.partition("{")
    try:
        return not brace or isinstance(json.loads(brace + rest), dict)
    except (ValueError, RecursionError):
        return False
