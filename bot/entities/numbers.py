"""Numbers in digits and in words: "1 500", «خمسة وعشرين», "tlata w 3chrin", "quatre-vingt-dix-huit"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Optional

from bot.entities.model import Entity, Kind
from bot.entities.tokens import Token
from bot.text.normalise import normalise_word

_MULTIPLIERS = (1_000, 1_000_000)
_NO_WORD = "#"  # the normal form of a number of several words


class Numbers:
    """Reads number words. Built once from ``data/gazetteers/numbers.yml``, then read-only."""

    def __init__(self, gazetteer: Mapping[str, Sequence[str]]) -> None:
        self._values = {
            normalise_word(word): int(name) for name, names in gazetteer.items() if name.isdigit() for word in names
        }
        self._and = frozenset(normalise_word(word) for word in gazetteer["and"])
        self._never_alone = frozenset(normalise_word(word) for word in gazetteer["never alone"])

    def read(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens, with the words of each number as one token that has its value."""
        tokens = [piece for token in tokens for piece in self._detached(token)]
        read, place = [], 0
        while place < len(tokens):
            token, place = self._next(tokens, place)
            read.append(token)
        return read

    def entities(self, tokens: Sequence[Token]) -> Iterator[Entity]:
        """Every number among tokens that :meth:`read` has given."""
        for token in tokens:
            if token.number is not None and token.norm not in self._never_alone:
                yield Entity(Kind.NUMBER, plain(token.number), token.start, token.end)

    def _detached(self, token: Token) -> Sequence[Token]:
        """«وعشرين» as «و» and «عشرين»."""
        norm, start, end, _ = token
        if norm[0] == "و" and norm not in self._values and norm[1:] in self._values:
            return Token("و", start, start + 1), Token(norm[1:], start + 1, end)
        return (token,)

    def _next(self, tokens: Sequence[Token], place: int) -> tuple[Token, int]:
        first = tokens[place]
        in_digits = first.number is not None
        number = int(first.number) if first.number is not None else self._values.get(first.norm)
        if number is None or (first.number is not None and first.number != number):
            return first, place + 1
        last = place
        while step := self._extend(tokens, last + 1, number, in_digits):
            number, last = step
        whole = Token(first.norm if last == place else _NO_WORD, first.start, tokens[last].end, Decimal(number))
        return whole, last + 1

    def _extend(self, tokens: Sequence[Token], place: int, number: int, in_digits: bool) -> Optional[tuple[int, int]]:
        connected = place + 1 < len(tokens) and tokens[place].norm in self._and
        place += connected
        if place >= len(tokens) or (word := self._values.get(tokens[place].norm)) is None:
            return None
        if in_digits and (connected or word not in _MULTIPLIERS):
            return None
        extended = extend(number, word, connected)
        return None if extended is None else (extended, place)


def extend(number: int, word: int, connected: bool) -> Optional[int]:
    """``number`` with one more number word after it ("and" between them if ``connected``); None if it does not join.

    Tens come before units (20, 1 → 21) or, with "and", after them, as in Arabic (1 and 20 → 21).
    """
    if word in _MULTIPLIERS:
        return number * word if 0 < number < word and not connected else None
    rest = number % 1000
    if word == 100 and 0 < rest < 10:
        return None if connected else number + 99 * rest
    if number and (rest == 0 or (rest % 100 == 0 and word < 100)) and word < 1000:
        return number + word
    return number + word - _overlap(rest % 100, word) if _joins(rest % 100, word, connected) else None


def _joins(low: int, word: int, connected: bool) -> bool:
    if low == 10:
        return 7 <= word <= 9 and not connected  # dix-sept
    if 0 < low < 10:
        return 20 <= word < 100 if connected else word == 10 or (low == 4 and word == 20)
    if low in (60, 80) and 10 <= word < 20:
        return True  # soixante-dix, quatre-vingt-onze
    return low >= 20 and low % 10 == 0 and 0 < word < 10


def _overlap(low: int, word: int) -> int:
    """Quatre-vingt is a product, not a sum."""
    return 4 + 20 - 80 if (low, word) == (4, 20) else 0


def plain(number: Decimal) -> str:
    """``number`` in digits, without exponent and without zeros at the end of its decimals."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
