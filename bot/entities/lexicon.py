"""Phrases that stand for a symbol of one letter, and rules over the symbols.

A message becomes a string with one letter for each phrase ("lundi prochain à 9h" → ``WNanh``); a rule is a regular
expression over that string. So a rule is written once for all locales, and costs little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, Optional

from bot.entities.model import Entity, Kind
from bot.entities.tokens import BREAK, Token
from bot.text.normalise import words
from bot.text.skeleton import skeleton

NUMBER = "n"  # a whole number
DECIMAL = ","
UNKNOWN = "."
_UNKNOWN = (UNKNOWN, None)
_MINIMAL_SKELETON = 4  # fewer consonants are shared by too many words
_PREFIXES = {**dict.fromkeys("وفبل", 2), **dict.fromkeys("fb", 4)}  # and the fewest letters that follow one
_MINIMAL_WITH_ARTICLE = 3
_IS_ARABIC = re.compile("[\u0621-\u064a]")


class Item(NamedTuple):
    """A phrase of a message: its symbol, what it means, where it stands, and its number when it has one."""

    symbol: str
    value: Any
    start: int
    end: int
    number: Optional[Decimal] = None


Group = tuple[str, Any, Iterable[str]]


class Rule(NamedTuple):
    """A pattern over symbols, and what it means; None when the items that match mean nothing ("31 février")."""

    pattern: re.Pattern[str]
    value: Callable[[Sequence[Item]], Optional[str]]


class Lexicon:
    """Phrases with their symbols. Built once from (symbol, value, phrases), then read-only; earlier groups win.

    Words of the symbols in ``by_skeleton`` are also found in other spellings, when they have four consonants or more.
    """

    def __init__(self, groups: Iterable[Group], by_skeleton: str = "") -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
        self._skeletons: dict[str, tuple[str, Any]] = {}
        for symbol, value, phrases in groups:
            for phrase in phrases:
                self._add(tuple(word.norm for word in words(phrase)), symbol, value)
                if symbol in by_skeleton and len(bones := skeleton(phrase)) >= _MINIMAL_SKELETON:
                    self._skeletons.setdefault(bones, (symbol, value))
        for known in self._phrases.values():
            known.sort(key=lambda entry: -len(entry[0]))

    def _add(self, phrase: tuple[str, ...], symbol: str, value: Any) -> None:
        for first in _with_article(phrase[0]):
            self._phrases.setdefault(first, []).append(((first, *phrase[1:]), symbol, value))

    def read(self, tokens: Sequence[Token]) -> list[Item]:
        """Every token as part of an item, the longest phrase first."""
        norms = [token.norm for token in tokens]
        items: list[Item] = []
        place = 0
        while place < len(tokens):
            taken, found = self._longest(norms, place)
            if taken:
                items.append(Item(*found, tokens[place].start, tokens[place + taken - 1].end, tokens[place].number))
                place += taken
            else:
                items.extend(self._single(tokens[place]))
                place += 1
        return items

    def _longest(self, norms: Sequence[str], place: int) -> tuple[int, tuple[str, Any]]:
        for phrase, symbol, value in self._phrases.get(norms[place], ()):
            if tuple(norms[place : place + len(phrase)]) == phrase:
                return len(phrase), (symbol, value)
        return 0, ("", None)

    def _single(self, token: Token) -> Iterator[Item]:
        """An item for a number, a break, a word with a preposition glued to it, or a word in another spelling."""
        norm, start, end, number = token
        if number is not None:
            yield Item(DECIMAL if "." in norm else NUMBER, norm, start, end, number)
        elif norm == BREAK:
            yield Item(BREAK, None, start, end)
        elif known := self._without_prefix(norm):
            yield _item(self._meaning(norm[0]), start, start + 1)
            yield _item(known, start + 1, end)
        else:
            similar = self._skeletons.get(skeleton(norm)) if self._skeletons else None
            yield _item(similar or _UNKNOWN, start, end)

    def _without_prefix(self, norm: str) -> Optional[tuple[str, Any]]:
        if len(norm) <= _PREFIXES.get(norm[0], len(norm)):
            return None
        symbol, value = self._meaning(norm[1:])
        return None if symbol == UNKNOWN else (symbol, value)

    def _meaning(self, norm: str) -> tuple[str, Any]:
        taken, found = self._longest((norm,), 0)
        return found if taken else _UNKNOWN


def _item(meaning: tuple[str, Any], start: int, end: int) -> Item:
    return Item(meaning[0], meaning[1], start, end)


def _with_article(word: str) -> tuple[str, ...]:
    """An Arabic noun with and without its article."""
    takes_article = len(word) >= _MINIMAL_WITH_ARTICLE and _IS_ARABIC.match(word) and not word.startswith("ال")
    return (word, f"ال{word}") if takes_article else (word,)


def matches(rules: Iterable[Rule], items: Sequence[Item], kind: Kind) -> Iterator[Entity]:
    """An entity for each place where a rule holds; they may overlap."""
    symbols = "".join([item.symbol for item in items])
    for pattern, value in rules:
        for match in pattern.finditer(symbols):
            found = items[match.start() : match.end()]
            meaning = value(found)
            if meaning is not None:
                yield Entity(kind, meaning, found[0].start, found[-1].end)
