"""All values of a message: the candidates of every kind, and of those that overlap the longest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from bot.entities.dates import Dates, Prefer
from bot.entities.identifiers import Identifiers
from bot.entities.model import Entity, Kind
from bot.entities.numbers import Numbers
from bot.entities.phones import phones
from bot.entities.places import Places
from bot.entities.quantities import Quantities
from bot.entities.times import Times
from bot.entities.tokens import Tokeniser
from bot.text.bidi import CONTROLS
from bot.text.digits import to_ascii_digits

GAZETTEERS = ("months", "weekdays", "numbers", "dates", "times", "units", "identifiers", "places")
_CONTROL = re.compile(f"[{CONTROLS}]")
_SPECIFICITY = {kind: rank for rank, kind in enumerate(Kind)}


class EntityExtractor:
    """Finds values. Built once from the gazetteers named in ``GAZETTEERS``, then read-only: safe between threads."""

    def __init__(self, gazetteers: Mapping[str, Mapping[str, Any]]) -> None:
        self._tokeniser = Tokeniser(gazetteers["units"])
        self._numbers = Numbers(gazetteers["numbers"])
        self._quantities = Quantities(gazetteers["units"])
        self._dates = Dates(gazetteers)
        self._times = Times(gazetteers)
        self._identifiers = Identifiers(gazetteers["identifiers"])
        self._places = Places(gazetteers["places"])

    @classmethod
    def load(cls, read: Callable[[str], Mapping[str, Any]]) -> EntityExtractor:
        """An extractor over the gazetteers that ``read`` gives by name (:func:`bot.language.data.gazetteer`)."""
        return cls({name: read(name) for name in GAZETTEERS})

    def extract(self, text: str, today: date, prefer: Prefer = Prefer.FUTURE) -> list[Entity]:
        """The values in ``text``, in order, apart from one another, with their places in ``text``.

        Of candidates that overlap, the longest wins, then the most specific (the order of :class:`Kind`). ``today`` is
        the day on which relative dates count; a date without a year is the one that ``prefer`` says. Never raises.
        """
        clean = to_ascii_digits(_CONTROL.sub("", text))
        found = apart(self._candidates(clean, today, prefer))
        return _moved(found, text) if len(clean) != len(text) else found

    def _candidates(self, text: str, today: date, prefer: Prefer) -> Iterable[Entity]:
        words = self._tokeniser.tokens(text)
        tokens = self._numbers.read(words)
        yield from self._numbers.entities(tokens)
        yield from self._quantities.entities(tokens)
        yield from self._times.entities(tokens)
        yield from self._dates.entities(text, tokens, today, prefer)
        yield from self._places.entities(words)
        yield from self._identifiers.entities(text, words)
        yield from phones(text)


def apart(candidates: Iterable[Entity]) -> list[Entity]:
    """The candidates without those that overlap a longer one, or a more specific one of the same length; in order."""
    ranked = sorted(candidates, key=lambda entity: (entity.start - entity.end, _SPECIFICITY[entity.kind], entity.start))
    taken: set[int] = set()
    kept = []
    for entity in ranked:
        if taken.isdisjoint(span := range(entity.start, entity.end)):
            taken.update(span)
            kept.append(entity)
    return sorted(kept, key=lambda entity: entity.start)


def _moved(entities: Iterable[Entity], text: str) -> list[Entity]:
    """Entities of the text without invisible controls, at their places in ``text``."""
    places = [place for place, character in enumerate(text) if not _CONTROL.match(character)]
    return [Entity(entity.kind, entity.value, places[entity.start], places[entity.end - 1] + 1) for entity in entities]
