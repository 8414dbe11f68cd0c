"""Households, and what direct social aid is made of. Sums are dirhams a month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Optional

from pydantic import Field, validator

from bot.procedures.model import Source, Status
from bot.services.tariffs import Strict


class ByChild(Strict):
    """For one child: too young for school or in school, and else."""

    in_school: Decimal = Field(..., ge=0)
    out_of_school: Decimal = Field(..., ge=0)


class YearAmounts(Strict):
    """The amounts of one year, by the rank of the child."""

    first_three: ByChild
    next_three: ByChild
    least: Decimal = Field(..., ge=0)  # for a household, whatever its children
    source: Source


class Ages(Strict):
    """Whole years, both included."""

    too_young_for_school: int = Field(..., ge=0)
    last: int = Field(..., ge=0)


class Threshold(Strict):
    """An index of the social register: at most so much. The lower, the poorer."""

    index: Decimal = Field(..., gt=0)
    status: Status


class Thresholds(Strict):
    direct_aid: Threshold
    amo_tadamon: Threshold


class Complaint(Strict):
    """Days to complain after a refusal, and days until the reply."""

    within: int = Field(..., ge=1)
    reply: int = Field(..., ge=1)
    status: Status


class BirthGrant(Strict):
    """For how many births, and within how many months it is applied for."""

    births: int = Field(..., ge=1)
    months: int = Field(..., ge=1)


class AidTariffs(Strict):
    """The file ``data/tariffs/social-aid.yml``."""

    years: dict[int, YearAmounts]
    ages: Ages
    most_children: int = Field(..., ge=1)
    thresholds: Thresholds
    complaint: Complaint
    birth_grant: BirthGrant

    @validator("years")
    def _check_some(cls, value: dict[int, YearAmounts]) -> dict[int, YearAmounts]:
        if not value:
            raise ValueError("a year is needed")
        return value


@dataclass(frozen=True)
class Situation:
    """What a citizen said beside their children; nothing of it is asked for."""

    index: Optional[Decimal] = None
    stopped: bool = False  # the aid was stopped or refused
    tadamon: bool = False  # speaks of the health cover AMO Tadamon
    housing: bool = False  # speaks of the housing aid, which is another one
    special: bool = False  # an orphan or a disabled child
    birth: bool = False

    def as_json(self) -> dict[str, Any]:
        """What is said; empty when nothing is."""
        plain = {name: value for name, value in vars(self).items() if value}
        return {**plain, "index": str(self.index)} if self.index is not None else plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Situation:
        """What :meth:`as_json` gave."""
        return cls(**{**plain, "index": Decimal(plain["index"]) if "index" in plain else None})


@dataclass(frozen=True)
class Estimate:
    """What a household would get a month. ``low`` and ``high`` differ when the rank of a child out of school decides."""

    year: int
    tariff_year: int  # earlier than ``year`` when the amounts of that year are not known yet
    low: Decimal
    high: Decimal
    parts: tuple[tuple[int, Decimal], ...]  # so many children at so much each; empty when low and high differ
    is_least: bool  # the amounts by child are lower than what every household gets
    too_old: int  # children who do not count any more
    too_many: int  # children beyond the most that count
