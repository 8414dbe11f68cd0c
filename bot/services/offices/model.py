"""Offices and places. Pure: no clock, no file, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple, Optional

from bot.locales import LOCALES

_EARTH_KM = 6371.0088


class Position(NamedTuple):
    """A point of the earth, in degrees. Anything with these two numbers in this order is as good: a shared location."""

    latitude: float
    longitude: float


class OfficeKind(str, Enum):
    """What an office is for. Which procedures it takes: ``data/offices/kinds.yml``."""

    COMMUNE = "commune"  # commune or arrondissement: civil status, signatures
    ANNEXE = "annexe"  # administrative annexe or caïdat: residence, social registers
    PREFECTURE = "prefecture"  # prefecture or province
    CNIE = "cnie"  # identity cards, at the police
    TAX = "tax"  # tax collector
    COURT = "court"  # first instance: criminal record, family matters
    NARSA = "narsa"  # vehicles and driving licences
    CNSS = "cnss"  # social security
    LAND = "land"  # land registry


class Interval(NamedTuple):
    """From when to when an office is open on a day, in Moroccan time."""

    opens: time
    closes: time

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"


Week = tuple[tuple[Interval, ...], ...]  # seven days from Monday on; () = closed


class Closure(NamedTuple):
    """First and last day on which an office is closed though its week says otherwise."""

    first: date
    last: date


@dataclass(frozen=True)
class Office:
    """One office. Texts by locale hold ``fr`` and ``ar`` at least."""

    id: str  # stable for ever, ASCII kebab case
    kind: OfficeKind
    names: Mapping[str, str]
    town: str  # an id of Places: "rabat"
    position: Position
    hours: Week
    ramadan_hours: Week
    quarter: str = ""  # an id of Places: "rabat/agdal"
    addresses: Mapping[str, str] = field(default_factory=dict)  # empty: not known
    phone: str = ""  # E.164; "": not known
    closures: tuple[Closure, ...] = ()
    accessible: Optional[bool] = None  # for wheelchairs; None: not known
    slot_minutes: int = 0  # length of an appointment; 0: it gives none
    capacity: int = 0  # appointments at one time
    sample: bool = False  # invented, for demonstration: said to the citizen

    def name(self, locale: str) -> str:
        """Its name in ``locale``, or in the next best."""
        return in_locale(self.names, locale)

    def address(self, locale: str) -> str:
        """Its address in ``locale``, or in the next best; "" when it is not known."""
        return in_locale(self.addresses, locale)

    @property
    def takes_appointments(self) -> bool:
        return self.slot_minutes > 0 and self.capacity > 0


class Near(NamedTuple):
    """An office and how far it is, as the crow flies."""

    office: Office
    kilometres: float


@dataclass(frozen=True)
class Place:
    """A town, or a quarter of one."""

    id: str  # "rabat" (as in data/gazetteers/places.yml); "rabat/agdal"
    names: Mapping[str, str]
    position: Position

    @property
    def town(self) -> str:
        """The id of the town, its own when it is one."""
        return self.id.partition("/")[0]

    @property
    def is_quarter(self) -> bool:
        return "/" in self.id

    def name(self, locale: str) -> str:
        return in_locale(self.names, locale)


def in_locale(texts: Mapping[str, str], locale: str) -> str:
    """The text in ``locale`` or the first of its fallbacks that has one; "" when none has."""
    return next((texts[code] for code in (locale, *LOCALES[locale].fallbacks) if texts.get(code)), "")


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance between two points in degrees (haversine)."""
    (latitude, longitude), (latitude2, longitude2) = one, other
    north, east = radians(latitude2 - latitude) / 2, radians(longitude2 - longitude) / 2
    chord = sin(north) ** 2 + cos(radians(latitude)) * cos(radians(latitude2)) * sin(east) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, chord)))
