"""The words of a message for the extractors: numbers whole, units detached from them, ends of sentences marked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple, Optional

from bot.text.digits import to_ascii_digits
from bot.text.normalise import Word, normalise_word, words

BREAK = "|"
_MOST_DIGITS = 15  # a longer run of digits is an identifier, not an amount
_BREAK = re.compile(r"[!?؟;؛\n،]|,\s|\.(?=\s|$)")
_THOUSANDS = re.compile(r"\d{1,3}")
_SEPARATORS_OF_THOUSANDS = frozenset(" .,'\u00a0\u202f٬")
_SEPARATORS_OF_DECIMALS = frozenset(".,٫")


class Token(NamedTuple):
    """A word in normal form, its place in the text, and its value when it is a number."""

    norm: str
    start: int
    end: int
    number: Optional[Decimal] = None


def tokens(text: str, units: Collection[str]) -> list[Token]:
    """The tokens of ``text`` in order; ``units`` are the endings that may be glued to a number ("14h30", "200dh")."""
    pieces = [piece for word in words(text) for piece in _split(text, word, units)]
    return list(_with_breaks(text, _joined(text, pieces)))


def _split(text: str, word: Word, units: Collection[str]) -> Iterable[Token]:
    if word.norm.isdigit():
        return (_number(word.norm, word.start, word.end),)
    if not any(map(str.isdigit, word.norm)):
        return (Token(*word),)
    return _split_units(text, word, units)


def _split_units(text: str, word: Word, units: Collection[str]) -> list[Token]:
    """ "14h30" as 14, h, 30; a word of which some letters are no unit stays whole ("7nini", "m3a")."""
    pieces, position = [], word.start
    for digits, group in groupby(text[word.start : word.end], str.isdecimal):
        written = "".join(group)
        end = position + len(written)
        norm = to_ascii_digits(written) if digits else normalise_word(written)
        if not digits and (position == word.start or norm not in units):
            return [Token(*word)]
        pieces.append(_number(norm, position, end) if digits else Token(norm, position, end))
        position = end
    return pieces


def _number(digits: str, start: int, end: int) -> Token:
    return Token(digits, start, end, Decimal(digits) if len(digits) <= _MOST_DIGITS else None)


def _joined(text: str, pieces: Iterable[Token]) -> Iterator[Token]:
    """The pieces, with thousands and decimals joined to their number ("1 500", "12,50")."""
    last: Optional[Token] = None
    for piece in pieces:
        joined = _join(last, piece, text[last.end : piece.start]) if last else None
        if last and not joined:
            yield last
        last = joined or piece
    if last:
        yield last


def _join(left: Token, right: Token, between: str) -> Optional[Token]:
    if left.number is None or right.number is None or "." in left.norm:
        return None
    if len(right.norm) == 3 and between in _SEPARATORS_OF_THOUSANDS and _groups_thousands(left):
        return _number(left.norm + right.norm, left.start, right.end)
    if len(right.norm) <= 2 and between in _SEPARATORS_OF_DECIMALS:
        return Token(f"{left.norm}.{right.norm}", left.start, right.end, Decimal(f"{left.norm}.{right.norm}"))
    return None


def _groups_thousands(left: Token) -> bool:
    joined_already = left.end - left.start > len(left.norm)
    return left.norm[0] != "0" and (joined_already or _THOUSANDS.fullmatch(left.norm) is not None)


def _with_breaks(text: str, pieces: Iterable[Token]) -> Iterator[Token]:
    end = 0
    for piece in pieces:
        if end and _BREAK.search(text, end, piece.start):
            yield Token(BREAK, end, end)
        yield piece
        end = piece.end
