"""Which place a message means: a town or a quarter, by any of its names in any script, or by a shared location.

Pure. A name is found as :class:`bot.entities.places.Places` finds it: by normal form, skeleton, one slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Optional

from rapidfuzz import fuzz, process

from bot.entities.model import Entity, Kind
from bot.entities.places import Places
from bot.entities.tokens import Token
from bot.services.offices.model import Place, Position, kilometres
from bot.text.normalise import normalise, words

_FEW_WORDS = 4  # an answer to "where?": a name that is also an everyday word is meant as a place
_ALIKE = 80  # of 100: a name that may have been meant
_WORTH_ASKING = 3


class NearPlace(NamedTuple):
    """A place and how far it is, as the crow flies."""

    place: Place
    kilometres: float


class PlaceIndex:
    """Finds towns and quarters. Built once, then read-only: safe between threads.

    ``gazetteer`` is ``data/gazetteers/places.yml``, ``own`` is ``data/offices/places.yml``.
    """

    def __init__(self, gazetteer: Mapping[str, Any], own: Mapping[str, Any]) -> None:
        towns = {**gazetteer["towns"], **own["more towns"]}
        named: dict[str, Any] = {**gazetteer["provinces"], **towns}
        self._places = {
            town: Place(town, _names(named[town]), Position(*position)) for town, position in own["positions"].items()
        }
        self._quarters: dict[str, list[str]] = {}
        for name, entry in own["quarters"].items():
            for town, position in entry["in"].items():
                place = Place(f"{town}/{name}", _names(entry), Position(*position))
                self._places[place.id] = place
                self._quarters.setdefault(name, []).append(place.id)
        self._areas = _areas(gazetteer, own, self._places)
        common = {key: [*gazetteer[key], *own.get(key, ())] for key in ("prepositions", "not a place")}
        doubtful = {**common, "also words": [*gazetteer["also words"], *own["also words"]]}
        every = {"regions": gazetteer["regions"], "provinces": gazetteer["provinces"], "towns": towns}
        quarters = {"regions": {}, "provinces": {}, "towns": own["quarters"]}
        self._towns_in_text = Places({**every, **doubtful})
        self._quarters_in_text = Places({**quarters, **doubtful})
        self._towns_in_answer = Places({**every, **common, "also words": []})
        self._quarters_in_answer = Places({**quarters, **common, "also words": []})
        self._written = {
            normalise(name): found
            for key, entry in [*named.items(), *own["quarters"].items()]
            for name in (entry["fr"], entry["ar"], *entry.get("also", ()))
            if (found := self._areas.get(key) or tuple(self._quarters.get(key, ())))
        }

    def __getitem__(self, place_id: str) -> Place:
        """The place of an id.

        Raises:
            KeyError: there is none.
        """
        return self._places[place_id]

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._places

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def resolve(
        self, text: str, entities: Sequence[Entity] = (), *, asked: bool = False, within: Optional[str] = None
    ) -> list[Place]:
        """The places that a text may mean: none, the one that it means, or those to choose from.

        Args:
            entities: what was found in the text; the places among them count too.
            asked: the text answers "where?": a name that is also an everyday word ("safi", "sale") is a place then.
            within: the id of the town that is spoken of: of quarters of one name, its own is meant.
        """
        tokens = [Token(*word) for word in words(text)]
        briefly = asked and len(tokens) <= _FEW_WORDS
        quarters = _found((self._quarters_in_answer if briefly else self._quarters_in_text), tokens)
        towns = _found((self._towns_in_answer if briefly else self._towns_in_text), tokens)
        towns += [entity for entity in entities if entity.kind is Kind.PLACE and not _inside(entity, towns)]
        towns = [town for town in towns if not _inside(town, quarters, longer=True)]
        quarters = [quarter for quarter in quarters if not _inside(quarter, towns, longer=True)]
        if quarters:  # beside a quarter, a doubtful name is a town: "hay salam sla"
            doubtful = _found(self._towns_in_answer, tokens)
            towns += [
                town for town in doubtful if not _inside(town, [*towns, *quarters]) and self._fits(town, quarters)
            ]
        return self._meant(quarters, [area for town in towns for area in self._areas.get(town.value, ())], within)

    def suggestions(self, text: str) -> list[Place]:
        """Places whose names look like the text, the likeliest first, at most three; for "did you mean"."""
        written = normalise(text)
        found = process.extract(written, list(self._written), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=10)
        ids = dict.fromkeys(place for name, _, _ in found for place in self._written[name])
        return [self._places[place] for place in list(ids)[:_WORTH_ASKING]]

    def nearest(self, position: tuple[float, float], *, quarters: bool = True) -> NearPlace:
        """The town or quarter whose middle is nearest."""
        return min(
            (
                NearPlace(place, kilometres(position, place.position))
                for place in self
                if quarters or not place.is_quarter
            ),
            key=lambda near: near.kilometres,
        )

    def _fits(self, town: Entity, quarters: Sequence[Entity]) -> bool:
        """Whether one of the quarters is of that town."""
        return any(f"{town.value}/{quarter.value}" in self._quarters[quarter.value] for quarter in quarters)

    def _meant(self, quarters: Sequence[Entity], towns: Sequence[str], within: Optional[str]) -> list[Place]:
        named = [self._quarters[quarter.value] for quarter in quarters]
        towns = list(dict.fromkeys(towns))
        for ids in named:  # a quarter of a town that is named, or spoken of
            for town in [*towns, *([within] if within else [])]:
                if (both := f"{town}/{ids[0].partition('/')[2]}") in ids:
                    return [self._places[both]]
        if towns or not named:
            return [self._places[town] for town in towns]
        return [self._places[place] for place in named[0]]


def _found(places: Places, tokens: Sequence[Token]) -> list[Entity]:
    return list(places.entities(tokens))


def _inside(entity: Entity, others: Sequence[Entity], longer: bool = False) -> bool:
    """Whether another one covers its words; with ``longer``: and more than its words."""
    span = entity.end - entity.start
    return any(
        entity.start < other.end and other.start < entity.end and (not longer or other.end - other.start > span)
        for other in others
    )


def _names(entry: Mapping[str, Any]) -> dict[str, str]:
    return {"fr": entry["fr"], "ar": entry["ar"], **({"zgh": entry["zgh"]} if "zgh" in entry else {})}


def _areas(
    gazetteer: Mapping[str, Any], own: Mapping[str, Any], places: Mapping[str, Place]
) -> Mapping[str, tuple[str, ...]]:
    """The towns that each name of a region, province or town means: itself, or the main ones in it."""
    areas: dict[str, tuple[str, ...]] = {town: (town,) for town in places if "/" not in town}
    for province in gazetteer["provinces"]:
        areas.setdefault(province, tuple(own["seats"].get(province, ())))
    for region, entry in gazetteer["regions"].items():
        areas[region] = tuple(
            seat
            for province, other in gazetteer["provinces"].items()
            if other["code"].partition(".")[0] == entry["code"]
            for seat in areas[province]
        )
    return areas
