"""What a complaint says, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Optional


class Category(str, Enum):
    """What a complaint is about. Each has its name ``complaint-category-<value>``."""

    LIGHTING = "lighting"
    WASTE = "waste"
    ROAD = "road"
    WATER = "water"
    SEWER = "sewer"
    ELECTRICITY = "electricity"
    NOISE = "noise"
    POLLUTION = "pollution"
    ANIMALS = "animals"
    SPACE = "space"  # pavements, gardens, trees, what stands in the way
    BUILDING = "building"
    FILE = "file"  # delay, loss or refusal of a file
    CONDUCT = "conduct"  # of who works for the administration
    CORRUPTION = "corruption"
    SERVICE = "service"  # hospital, school, bus
    TRADE = "trade"  # prices, taxis, shops
    OTHER = "other"


AT_A_PLACE = frozenset(
    {
        Category.LIGHTING,
        Category.WASTE,
        Category.ROAD,
        Category.WATER,
        Category.SEWER,
        Category.ELECTRICITY,
        Category.NOISE,
        Category.POLLUTION,
        Category.ANIMALS,
        Category.SPACE,
        Category.BUILDING,
    }
)  # these are somewhere in a street, where a picture helps; the others are about an administration


@dataclass(frozen=True)
class Place:
    """Where it is: in the citizen's words, and on the map where they shared a position."""

    words: str = field(default="", repr=False)
    town: str = ""  # id of data/gazetteers/places.yml
    latitude: Optional[float] = field(default=None, repr=False)
    longitude: Optional[float] = field(default=None, repr=False)


@dataclass(frozen=True)
class Report:
    """What a citizen reports, complete. Without a name it is anonymous: nothing in it, or beside it, says who they are."""

    category: Category
    text: str = field(repr=False)
    place: Place = Place()
    photos: tuple[str, ...] = ()  # ids of media
    dossier: str = field(default="", repr=False)  # the reference of the file that is late
    name: Optional[str] = field(default=None, repr=False)
    phone: Optional[str] = field(default=None, repr=False)  # E.164

    @property
    def anonymous(self) -> bool:
        return self.name is None


class ComplaintStatus(str, Enum):
    RECEIVED = "received"
    FORWARDED = "forwarded"  # to who has to deal with it
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    CLOSED = "closed"
    REFUSED = "refused"  # not a matter for the administration
    REOPENED = "reopened"


OVER = frozenset({ComplaintStatus.ANSWERED, ComplaintStatus.CLOSED, ComplaintStatus.REFUSED})


@dataclass(frozen=True)
class Change:
    """A complaint came to a status; ``note`` is the citizen's or the administration's word about it. Moments are aware, in UTC."""

    status: ComplaintStatus
    at: datetime
    note: str = field(default="", repr=False)


@dataclass(frozen=True)
class Complaint:
    """A report that an administration has."""

    reference: str
    report: Report
    conversation: Optional[str]  # None when it is anonymous
    lodged: datetime
    history: tuple[Change, ...]  # oldest first; never empty

    @property
    def status(self) -> ComplaintStatus:
        return self.history[-1].status

    @property
    def counted_from(self) -> datetime:
        """From when the legal delay runs: its receipt, or the day on which it was opened again."""
        return next((one.at for one in reversed(self.history) if one.status is ComplaintStatus.REOPENED), self.lodged)
