"""The words of a message for the extractors: numbers whole, units detached from them, ends of sentences marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, Optional

from bot.text.normalise import Word, normalise_word, words

BREAK = "|"
HOUR = "h"
_AND = "و"
_MOST_DIGITS = 15  # a longer run of digits is an identifier, not an amount
_BREAK = re.compile(r"[!?؟;؛\n،]|,\s|\.(?=\s|$)")
_RUN = re.compile(r"\d+|\D+")
_THOUSANDS = re.compile(r"\d{1,3}")
_SEPARATORS_OF_THOUSANDS = frozenset(" .,'\u00a0\u202f٬")
_SEPARATORS_OF_DECIMALS = frozenset(".,٫")


class Token(NamedTuple):
    """A word in normal form, its place in the text, and its value when it is a number."""

    norm: str
    start: int
    end: int
    number: Optional[Decimal] = None


class Tokeniser:
    """Cuts a message into tokens. Built once from ``data/gazetteers/units.yml``, then read-only."""

    def __init__(self, gazetteer: Mapping[str, Sequence[str]]) -> None:
        self._glued = frozenset(map(normalise_word, gazetteer["glued"]))
        self._never_split = frozenset(map(normalise_word, gazetteer["never split"]))

    def tokens(self, text: str) -> list[Token]:
        """The tokens of ``text`` in order: "à 14h30" is à, 14, h, 30."""
        pieces = [piece for word in words(text) for piece in self._split(text, word)]
        return list(_with_marks(text, _joined(text, pieces)))

    def _split(self, text: str, word: Word) -> Sequence[Token]:
        """A number and the units glued to it, or the «و» before it; a word whose letters are no unit stays whole ("7nini", "m3a")."""
        if word.norm.isdigit():
            return (_number(word.norm, word.start, word.end),)
        if word.norm[0] == _AND and word.norm[1:].isdigit():
            return Token(_AND, word.start, word.start + 1), _number(word.norm[1:], word.start + 1, word.end)
        if not word.norm[0].isdigit() or word.norm in self._never_split:
            return (Token(*word),)
        pieces = list(_runs(text, word))
        is_glued = all(piece.number is not None or piece.norm in self._glued for piece in pieces)
        return pieces if is_glued else (Token(*word),)


def _runs(text: str, word: Word) -> Iterator[Token]:
    """The runs of digits and of letters of a word."""
    for match in _RUN.finditer(text, word.start, word.end):
        norm = normalise_word(match.group())
        is_number = norm.isdigit()
        yield (_number if is_number else Token)(norm, match.start(), match.end())


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
        norm = f"{left.norm}.{right.norm}"
        return Token(norm, left.start, right.end, Decimal(norm))
    return None


def _groups_thousands(left: Token) -> bool:
    joined_already = left.end - left.start > len(left.norm)
    return left.norm[0] != "0" and (joined_already or _THOUSANDS.fullmatch(left.norm) is not None)


def _with_marks(text: str, pieces: Iterable[Token]) -> Iterator[Token]:
    """The pieces, with a break between sentences, and the colon of "14:30" as the hour's sign."""
    last: Optional[Token] = None
    for piece in pieces:
        if last and text[last.end : piece.start] == ":" and last.number is not None and piece.number is not None:
            yield Token(HOUR, last.end, piece.start)
        elif last and _BREAK.search(text, last.end, piece.start):
            yield Token(BREAK, last.end, last.end)
        yield piece
        last = piece
