"""Identifiers: number of the national card (CIN), reference of a dossier, plate of a vehicle. Shapes, not registers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.entities.model import Entity, Kind
from bot.entities.tokens import Token
from bot.text.normalise import normalise_word

_CIN = re.compile(r"(?<![\w/-])([A-Za-z]{1,2})([ -]?)(\d{1,7})(?![\w/-])")
_REFERENCE = re.compile(r"(?<![\w/.-])(?:[A-Za-z]{1,5}[-/]?)?\d{1,10}(?:[-/]\d{1,10}){0,3}(?![\w/-])")
_PLATE = re.compile(
    r"(?<![\w/.,-])(\d{1,5})(\s?[-|/]?\s?)([A-Za-zابتجدهوطيأ])(\u0640?\s?[-|/]?\s?)(\d{1,2})(?![\w/]|[.,-]\d)"
)
_TEMPORARY_PLATE = re.compile(r"(?<!\w)[Ww]{2}[ -]{0,2}(\d{3,6})(?!\w)")
_LATIN = str.maketrans("اأبدهوطتجي", "AABDHWTTJY")
_WORDS_BEFORE = 5  # between "dossier" and its number
_DIGITS_OF_A_CARD = 5  # fewer, or a single letter apart, only after a word that says what it is
_DIGITS_OF_A_REFERENCE = 5
_DIGITS_AFTER_A_WORD = 3
_DIGITS_OF_A_PLATE = 4  # the same, for a plate without dashes
_NO_REFERENCE = re.compile(
    r"(?:19|20)\d\d(?:[-/](?:19|20)\d\d)?|\d{1,2}([-/])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}"
)


class Identifiers:
    """Finds identifiers. Built once from ``data/gazetteers/identifiers.yml``, then read-only."""

    def __init__(self, gazetteer: Mapping[str, Collection[str]]) -> None:
        self._context = {group: frozenset(map(normalise_word, words)) for group, words in gazetteer.items()}

    def entities(self, text: str, tokens: Sequence[Token]) -> Iterator[Entity]:
        """Every identifier in ``text``, whose tokens are ``tokens``; digits of ``text`` are 0–9."""
        yield from self._cards(text, tokens)
        yield from self._references(text, tokens)
        yield from self._plates(text, tokens)

    def _cards(self, text: str, tokens: Sequence[Token]) -> Iterator[Entity]:
        for match in _CIN.finditer(text):
            letters, separator, digits = match.groups()
            plain = len(digits) >= _DIGITS_OF_A_CARD and (len(letters) == 2 or not separator)
            a_word = letters.lower() in self._context["words of two letters"]
            likely = len(digits) >= (_DIGITS_OF_A_CARD if separator else _DIGITS_AFTER_A_WORD)
            if (plain and not a_word) or (likely and self._said("cin", tokens, match.start())):
                yield Entity(Kind.CIN, f"{letters}{digits}".upper(), match.start(), match.end())

    def _references(self, text: str, tokens: Sequence[Token]) -> Iterator[Entity]:
        for match in _REFERENCE.finditer(text):
            written = match.group()
            digits = sum(map(str.isdigit, written))
            if _NO_REFERENCE.fullmatch(written):
                continue
            shaped = digits >= _DIGITS_OF_A_REFERENCE and ("-" in written or "/" in written)
            if shaped or (digits >= _DIGITS_AFTER_A_WORD and self._said("dossier", tokens, match.start())):
                yield Entity(Kind.DOSSIER, written.upper(), match.start(), match.end())

    def _plates(self, text: str, tokens: Sequence[Token]) -> Iterator[Entity]:
        for match in _PLATE.finditer(text):
            number, before, letter, after, code = match.groups()
            dashed = before.strip() and after.strip()
            plain = dashed or (len(number) >= _DIGITS_OF_A_PLATE and letter not in "aوده")
            if plain or self._said("plate", tokens, match.start()):
                value = f"{int(number)}-{letter.translate(_LATIN).upper()}-{int(code)}"
                yield Entity(Kind.PLATE, value, match.start(), match.end())
        for match in _TEMPORARY_PLATE.finditer(text):
            yield Entity(Kind.PLATE, f"WW-{match[1]}", match.start(), match.end())

    def _said(self, group: str, tokens: Sequence[Token], position: int) -> bool:
        """Whether one of the words just before ``position`` is of the group."""
        last = bisect_right(tokens, position, key=lambda token: token.end)
        before = (token.norm for token in tokens[max(0, last - _WORDS_BEFORE) : last])
        return not self._context[group].isdisjoint(before)
