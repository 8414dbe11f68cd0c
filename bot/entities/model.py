"""What is extracted from a message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(str, Enum):
    """The kinds of value, the most specific first: of two candidates of one length, the earlier kind is kept.

    The normal form of each is in its comment.
    """

    PHONE = "phone"  # E.164: +212612345678
    PLATE = "plate"  # number, letter, code: 12345-A-6; WW-123456
    CIN = "cin"  # letters and digits: AB123456
    DOSSIER = "dossier"  # capitals, as written, no spaces: CH-2025-000123
    DATE = "date"  # ISO 8601: 2027-03-05; first and last day of an interval: 2027-03-01/2027-03-07
    TIME = "time"  # ISO 8601: 14:30; a part of the day: 06:00/12:00
    MONEY = "money"  # dirhams, with at most two decimals: 100, 12.5
    HORSEPOWER = "horsepower"  # a whole number: 8
    DURATION = "duration"  # ISO 8601, also an age: P15D, P2W, P3M, P25Y
    FUEL = "fuel"  # diesel, petrol, hybrid, electric
    PLACE = "place"  # an id of data/gazetteers/places.yml: rabat
    NUMBER = "number"  # a decimal number: 8, 3.5


@dataclass(frozen=True)
class Entity:
    """A value, in the normal form of its kind, and where it was written: ``text[start:end]`` of the original."""

    kind: Kind
    value: str
    start: int
    end: int
