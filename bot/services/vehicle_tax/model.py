"""Vehicles, and what the tax on them is made of. Sums are dirhams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Optional

from pydantic import Field, conlist, validator

from bot.procedures.model import Source
from bot.services.tariffs import Strict


class Fuel(str, Enum):
    PETROL = "petrol"
    DIESEL = "diesel"
    HYBRID = "hybrid"
    ELECTRIC = "electric"


class Sort(str, Enum):
    """What it is: only cars are taxed by the tariff that we hold."""

    CAR = "car"
    HEAVY = "heavy"
    MOTORCYCLE = "motorcycle"


class Band(Strict):
    """What a vehicle pays from a fiscal power upwards, by fuel."""

    lowest: int = Field(..., alias="from", ge=1)
    petrol: Decimal = Field(..., ge=0)
    diesel: Decimal = Field(..., ge=0)


class Payment(Strict):
    """When it is paid: from ``first`` to ``last`` (month-day) of the year."""

    first: str = Field(..., regex=r"^\d\d-\d\d$")
    last: str = Field(..., regex=r"^\d\d-\d\d$")
    new_vehicle_days: int = Field(..., ge=1)

    @validator("first", "last")
    def _check_day(cls, value: str) -> str:
        date.fromisoformat(f"2023-{value}")
        return value


class PenaltyRates(Strict):
    """Per cent of the tax, and the least that is asked."""

    first_month: Decimal = Field(..., ge=0, le=100)
    each_further_month: Decimal = Field(..., ge=0, le=100)
    least: Decimal = Field(..., ge=0)


class YearTariff(Strict):
    """The tariff of one year."""

    bands: conlist(Band, min_items=1)  # type: ignore[valid-type]
    exempt: frozenset[Fuel]
    pay: Payment
    penalty: PenaltyRates
    source: Source

    @validator("bands")
    def _check_rising(cls, value: Sequence[Band]) -> Sequence[Band]:
        lowest = [band.lowest for band in value]
        if lowest != sorted(set(lowest)) or lowest[0] != 1:
            raise ValueError("bands begin at 1 and rise")
        return value

    def first_day(self, year: int) -> date:
        """The first day of paying for ``year``."""
        return date.fromisoformat(f"{year}-{self.pay.first}")

    def last_day(self, year: int) -> date:
        """The last day on which ``year`` is paid without a penalty."""
        return date.fromisoformat(f"{year}-{self.pay.last}")


class Tariffs(Strict):
    """The file ``data/tariffs/vehicle-tax.yml``."""

    years: dict[int, YearTariff] = Field(...)
    highest_plausible_power: int = Field(..., ge=1)
    heaviest_by_power: int = Field(..., ge=1)  # kg
    heaviest_paid_at_once: int = Field(..., ge=1)  # kg
    service_charge: Decimal = Field(..., ge=0)

    @validator("years")
    def _check_some(cls, value: dict[int, YearTariff]) -> dict[int, YearTariff]:
        if not value:
            raise ValueError("a year is needed")
        return value


@dataclass(frozen=True)
class Case:
    """What a citizen said beside power and fuel; nothing of it is asked for."""

    sort: Sort = Sort.CAR
    kilograms: Optional[int] = None
    is_late: bool = False
    months: Optional[int] = None  # late by so many, as they count
    days: Optional[int] = None  # late by so many
    paid_on: Optional[date] = None  # a day on which they would pay, or paid
    years: tuple[int, ...] = ()  # unpaid
    is_new: bool = False
    perhaps_exempt: bool = False  # by a rule that we could not confirm

    def as_json(self) -> dict[str, Any]:
        """What differs from a car that is paid in time; empty when nothing does."""
        plain = {name: value for name, value in vars(self).items() if value != _DEFAULTS[name]}
        plain.update({name: plain[name].isoformat() for name in ("paid_on",) if name in plain})
        plain.update({name: list(plain[name]) for name in ("years",) if name in plain})
        plain.update({name: plain[name].value for name in ("sort",) if name in plain})
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Case:
        """What :meth:`as_json` gave."""
        return cls(
            **{
                **plain,
                "sort": Sort(plain.get("sort", Sort.CAR)),
                "years": tuple(plain.get("years", ())),
                "paid_on": date.fromisoformat(plain["paid_on"]) if "paid_on" in plain else None,
            }
        )


_DEFAULTS = vars(Case())


@dataclass(frozen=True)
class Vehicle:
    """A car. ``power``: fiscal horsepower; None when its fuel makes it exempt."""

    fuel: Fuel
    power: Optional[int] = None


@dataclass(frozen=True)
class Due:
    """What is due for one vehicle and one year, paid on one day."""

    year: int
    tariff_year: int  # earlier than ``year`` when the tariff of that year is not known yet
    vehicle: Vehicle
    exempt: bool
    tax: Decimal
    months_late: int  # months begun since the last day; 0 = in time
    penalty: Decimal

    @property
    def total(self) -> Decimal:
        return self.tax + self.penalty
