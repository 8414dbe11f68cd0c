"""References that we give out: ``DO-2026-7KQ4X2M``, and finding them again however a citizen writes them.

Prefix, year, six random characters and one that checks all the others, of Crockford's base 32: no I, L, O or U, so that
what is read aloud or copied from paper comes back whole. The check finds every wrong character and every swap of neighbours.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable, Mapping
from typing import Optional

from bot.text.digits import to_ascii_digits

PREFIXES: Mapping[str, str] = {"DO": "dossiers", "RV": "appointments", "CM": "orders", "RC": "complaints"}

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM = 6
_MISREAD = str.maketrans("OIL", "011")
_PREFIX = "D[O0]|RV|CM|RC"
_SEPARATOR = r"[ ._/\-]{0,3}"
_WRITTEN = re.compile(
    rf"(?<![0-9A-Z])({_PREFIX}){_SEPARATOR}([0-9OIL]{{4}}){_SEPARATOR}([0-9A-Z](?:{_SEPARATOR}[0-9A-Z]){{{_RANDOM}}})(?![0-9A-Z])"
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00ad\ufeff]")


def new_reference(prefix: str, year: int, randbelow: Callable[[int], int] = secrets.randbelow) -> str:
    """A new reference of one of ``PREFIXES``; ``randbelow(n)`` gives a number from 0 to n - 1.

    One of thirty bits: not to be guessed, but two may be equal once in a long while, so the column must be unique.
    """
    if prefix not in PREFIXES:
        raise ValueError(f"unknown prefix {prefix!r}")
    tail = "".join(_ALPHABET[randbelow(len(_ALPHABET))] for _ in range(_RANDOM))
    return f"{prefix}-{year:04}-{tail}{_check(f'{prefix}{year:04}{tail}')}"


def normal_reference(text: str) -> Optional[str]:
    """The one reference of ours that ``text`` holds, as we write it; None when it holds none, a wrong one, or several."""
    found = references_in(text)
    return found[0] if len(found) == 1 else None


def references_in(text: str) -> list[str]:
    """The references of ours in a text, each once, in order; one whose check is wrong is none.

    Case, dashes, spaces, digits of any script, O for 0 and I or L for 1 do not matter.
    """
    found = (_reference(match) for match in _WRITTEN.finditer(_plain(text)))
    return list(dict.fromkeys(one for one in found if one))


def looks_like_reference(text: str) -> bool:
    """Whether something in the text has the shape of a reference of ours, right or wrong: what to say of it differs."""
    return _WRITTEN.search(_plain(text)) is not None


def without_references(text: str) -> Optional[str]:
    """What else a text says beside things of that shape; None when there is none in it."""
    rest, found = _WRITTEN.subn(" ", _plain(text))
    return rest if found else None


def register_of(reference: str) -> str:
    """The register that a reference of ours is of; "dossiers" for one that an administration has given."""
    return PREFIXES.get(reference.partition("-")[0], "dossiers")


def _plain(text: str) -> str:
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _DASHES.sub("-", to_ascii_digits(text)).upper()


def _reference(match: re.Match[str]) -> Optional[str]:
    prefix = match[1].replace("0", "O")
    year = match[2].translate(_MISREAD)
    tail = re.sub(_SEPARATOR, "", match[3]).translate(_MISREAD)
    if "U" in tail or _check(prefix + year + tail[:-1]) != tail[-1]:
        return None
    return f"{prefix}-{year}-{tail}"


def _check(text: str) -> str:
    """The sum of the characters, each weighted by its own power of two in the field of 32 elements."""
    total = 0
    for character in text.translate(_MISREAD):
        total = _double(total ^ _ALPHABET.index(character))
    return _ALPHABET[total]


def _double(value: int) -> int:
    return value << 1 if value < 16 else (value << 1) ^ 0b100101
