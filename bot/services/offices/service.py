"""Offices near a citizen, in a town or quarter, for a procedure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Optional, Protocol

from bot.services.offices.calendar import Calendar
from bot.services.offices.kinds import Kinds
from bot.services.offices.model import Near, Office, OfficeKind, kilometres
from bot.services.offices.places import PlaceIndex
from bot.services.offices.repository import OfficeRepository

LIMIT = 3


class Offices(Protocol):
    """What other services need of offices: :class:`OfficeService`, or a fake in their tests."""

    calendar: Calendar
    places: PlaceIndex
    kinds: Kinds

    def get(self, office_id: str) -> Optional[Office]:
        """The office of an id."""

    def nearest(
        self, position: tuple[float, float], kinds: Collection[OfficeKind] = (), *, limit: int = LIMIT, skip: int = 0
    ) -> list[Near]:
        """Offices by their distance from a position, the nearest first; of any kind when ``kinds`` is empty."""

    def in_place(
        self, place_id: str, kinds: Collection[OfficeKind] = (), *, limit: int = LIMIT, skip: int = 0
    ) -> list[Near]:
        """Offices of a town by their distance from the place's middle; when the town has none, the nearest elsewhere."""


class OfficeService:
    """The one implementation of :class:`Offices`."""

    def __init__(self, repository: OfficeRepository, calendar: Calendar, places: PlaceIndex, kinds: Kinds) -> None:
        self._repository = repository
        self.calendar = calendar
        self.places = places
        self.kinds = kinds

    def get(self, office_id: str) -> Optional[Office]:
        return next((office for office in self._repository.all() if office.id == office_id), None)

    def nearest(
        self, position: tuple[float, float], kinds: Collection[OfficeKind] = (), *, limit: int = LIMIT, skip: int = 0
    ) -> list[Near]:
        return _by_distance(_of_kinds(self._repository.all(), kinds), position)[skip : skip + limit]

    def in_place(
        self, place_id: str, kinds: Collection[OfficeKind] = (), *, limit: int = LIMIT, skip: int = 0
    ) -> list[Near]:
        """As :class:`Offices` says.

        Raises:
            KeyError: no place has this id.
        """
        place = self.places[place_id]
        offices = _of_kinds(self._repository.all(), kinds)
        here = [office for office in offices if office.town == place.town]
        return _by_distance(here or offices, place.position)[skip : skip + limit]


def _of_kinds(offices: Sequence[Office], kinds: Collection[OfficeKind]) -> Sequence[Office]:
    return [office for office in offices if office.kind in kinds] if kinds else offices


def _by_distance(offices: Iterable[Office], position: tuple[float, float]) -> list[Near]:
    return sorted(
        (Near(office, kilometres(position, office.position)) for office in offices),
        key=lambda near: (near.kilometres, near.office.id),
    )
