"""What an SMS costs, and how a text is written so that it costs less: GSM-7 and UCS-2 (3GPP TS 23.038, 23.040).

One character outside the GSM alphabet turns the whole message into UCS-2, where a segment holds less than half.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import Enum

from bot.text.bidi import strip_controls
from bot.text.scripts import Script, dominant_script


class Encoding(Enum):
    """How a message goes over the air: what one segment holds alone, and as one part of several."""

    GSM7 = ("GSM-7", 160, 153)  # in septets
    UCS2 = ("UCS-2", 70, 67)  # in UTF-16 units

    def __init__(self, label: str, single: int, part: int) -> None:
        self.label = label
        self.single = single
        self.part = part


_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = "\f^{}\\[~]|€"  # two septets each
_GSM7 = re.compile(f"[{re.escape(_BASIC + _EXTENSION)}]*")
_FOREIGN = re.compile(f"[^{re.escape(_BASIC + _EXTENSION)}]")
_EXTENDED = re.compile(f"[{re.escape(_EXTENSION)}]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_GUILLEMETS = re.compile("(?<=«)[ \u00a0\u202f]|[ \u00a0\u202f](?=»)")  # French sets them apart

# Typography that a plain character says as well.
_TYPOGRAPHY = {
    **dict.fromkeys("‘’‚‛ʼ′‹›`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−•‣◦▪●·", "-"),
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
    **dict.fromkeys("\u2028\u2029\u0085\x0b", "\n"),
    "…": "...", "œ": "oe", "Œ": "OE", "×": "x", "÷": "/", "°": "o", "º": "o", "ª": "a", "№": "No", "→": "->", "←": "<-", "⇒": "=>",
    "≤": "<=", "≥": ">=", "½": "1/2", "¼": "1/4", "¾": "3/4", "²": "2", "³": "3", "ﬁ": "fi", "ﬂ": "fl", "©": "(c)", "®": "(R)", "™": "(TM)",
}  # fmt: skip
_TYPOGRAPHIC = re.compile(f"[{''.join(_TYPOGRAPHY)}]")
# Letters of Latin alphabets that no decomposition brings to the GSM alphabet, as people type them without their keyboard.
_LETTERS = {"ɣ": "gh", "Ɣ": "Gh", "ɛ": "3", "Ɛ": "3", "ʷ": "w", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i"}


def encoding(text: str) -> Encoding:
    """What ``text`` is sent in."""
    return Encoding.GSM7 if _GSM7.fullmatch(text) else Encoding.UCS2


def segments(text: str) -> int:
    """How many SMS ``text`` is paid as; 0 when it is empty.

    A character that takes two places (an extension pair, a surrogate pair) is never split between two parts.
    """
    sent_in = encoding(text)
    if sent_in is Encoding.GSM7:
        length = len(text) + len(_EXTENDED.findall(text))
    else:
        length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if length <= sent_in.single:
        return 1 if text else 0
    if length == len(text):
        return -(-length // sent_in.part)
    wide = _EXTENDED if sent_in is Encoding.GSM7 else _ASTRAL
    return _parts((2 if wide.match(char) else 1 for char in text), sent_in.part)


def _parts(widths: Iterable[int], room: int) -> int:
    parts, used = 1, 0
    for width in widths:
        used += width
        if used > room:
            parts, used = parts + 1, width
    return parts


def fold_typography(text: str) -> str:
    """``text`` with plain quotation marks, dashes, spaces and list marks: ``l’État — « œuvre »`` → ``l'État - "oeuvre"``."""
    return _TYPOGRAPHIC.sub(lambda found: _TYPOGRAPHY[found[0]], _GUILLEMETS.sub("", text))


def fold_letters(text: str) -> str:
    """``text`` without the accents that the GSM alphabet lacks: ``prêt à être reçu`` → ``pret à etre recu``."""
    return _FOREIGN.sub(lambda found: _LETTERS.get(found[0]) or _bare(found[0]), text)


def _bare(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0]
    return base if _GSM7.fullmatch(base) else char


def economy(text: str, plain_letters: bool = False) -> Callable[[str], str]:
    """How ``text``, and each part of it, is best written. Composed letters and no direction marks, always.

    In a text of Latin letters typography is plain: one ``’`` would double the price. Other scripts are UCS-2 anyway.
    ``plain_letters``: accents that the GSM alphabet lacks are dropped too, but only where that saves a segment.
    """
    if dominant_script(text) not in (None, Script.LATIN):
        return _composed
    folded = fold_typography(_composed(text))
    if plain_letters and segments(fold_letters(folded)) < segments(folded):
        return lambda part: fold_letters(fold_typography(_composed(part)))
    return lambda part: fold_typography(_composed(part))


def economical(text: str, plain_letters: bool = False) -> str:
    """``text`` as it is best written, see :func:`economy`."""
    return economy(text, plain_letters)(text)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", strip_controls(text))
