"""What can be ordered, what an order says, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Optional


class Holder(str, Enum):
    """Whose document it is, as the citizen who orders it says."""

    SELF = "self"
    CHILD = "child"
    PARENT = "parent"
    SPOUSE = "spouse"
    WARD = "ward"  # of whom the citizen is guardian or proxy
    OTHER = "other"


class Detail(str, Enum):
    """What an administration needs to find the record, beside the name of its holder."""

    BIRTH_DATE = "birth_date"
    BIRTH_PLACE = "birth_place"
    ACT = "act"  # number and year of the record, which the citizen may not know
    CIN = "cin"
    ADDRESS = "address"
    HOUSING = "housing"  # owner, tenant or guest: which proof has to be brought
    COURT = "court"  # where it is to be collected


@dataclass(frozen=True)
class Document:
    """A document that may be ordered here; what it costs and takes, the catalogue says under the same id."""

    id: str
    holders: tuple[Holder, ...]  # whom one may order it for
    details: tuple[Detail, ...]
    kinds: tuple[str, ...] = ()  # extract or full copy, …; the citizen chooses where there are several
    residents: bool = False  # who lives abroad has it from the consulate
    most_copies: int = 1


class Ineligible(str, Enum):
    """Why somebody cannot have a document through us. Each has its sentence ``order-ineligible-<value>``."""

    HOLDER = "holder"  # it is given to its holder only
    RELATION = "relation"  # to the holder and some relatives only
    ABROAD = "abroad"  # the consulate gives it


@dataclass(frozen=True)
class Request:
    """What a citizen asks for, complete."""

    document: str
    holder: Holder
    name: str = field(repr=False)  # of the person whom the document is about
    kind: str = ""
    copies: int = 1
    requester: str = field(default="", repr=False)  # who collects it, when that is another one
    cin: Optional[str] = field(default=None, repr=False)
    birth_date: Optional[date] = field(default=None, repr=False)
    phone: Optional[str] = field(default=None, repr=False)  # E.164
    details: Mapping[str, str] = field(default_factory=dict, repr=False)  # the other details, as written


class OrderStatus(str, Enum):
    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    READY = "ready"
    COLLECTED = "collected"
    REFUSED = "refused"
    CANCELLED = "cancelled"


OVER = frozenset({OrderStatus.COLLECTED, OrderStatus.REFUSED, OrderStatus.CANCELLED})


@dataclass(frozen=True)
class Change:
    """An order came to a status. Moments are aware, in UTC."""

    status: OrderStatus
    at: datetime


@dataclass(frozen=True)
class Order:
    """A request that an administration has."""

    reference: str
    request: Request
    conversation: Optional[str]
    lodged: datetime
    history: tuple[Change, ...]  # oldest first; never empty
    reason: str = ""  # of a refusal, as the administration wrote it

    @property
    def status(self) -> OrderStatus:
        return self.history[-1].status
