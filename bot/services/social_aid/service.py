"""What a household would get of direct social aid, from the published amounts and what it tells: children, ages, school."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Optional

from bot.services.social_aid.model import AidTariffs, Estimate, YearAmounts
from bot.services.social_aid.repository import AmountRepository
from bot.services.tariffs import in_force

_RANKS = 3  # of each amount: the first three, the next three
Parts = tuple[tuple[int, Decimal], ...]


class SocialAidService:
    """Estimates; who is entitled is for the administration to say."""

    def __init__(self, amounts: AmountRepository) -> None:
        self._amounts = amounts

    @property
    def tariffs(self) -> AidTariffs:
        """The amounts in use."""
        return self._amounts.current()

    def passes(self, index: Decimal) -> bool:
        """Whether the index of the social register is low enough for direct aid."""
        return index <= self.tariffs.thresholds.direct_aid.index

    def passes_tadamon(self, index: Decimal) -> bool:
        """The same for AMO Tadamon."""
        return index <= self.tariffs.thresholds.amo_tadamon.index

    def school_aged(self, ages: Sequence[int]) -> int:
        """How many children's amounts depend on whether they go to school."""
        limits = self.tariffs.ages
        return sum(limits.too_young_for_school < age <= limits.last for age in ages)

    def estimate(self, ages: Sequence[int], in_school: int, year: int) -> Optional[Estimate]:
        """What children of these ages bring, ``in_school`` of those of school age being in school.

        None when no amounts so early are held. The published table goes by the rank of a child, and nothing published
        says how children are ranked: when that matters, ``low`` and ``high`` are the least and the most of all rankings.

        Raises:
            ValueError: an age below 0, or more children in school than are of school age.
        """
        found = in_force(self.tariffs.years, year)
        if found is None:
            return None
        limits = self.tariffs.ages
        if any(age < 0 for age in ages) or not 0 <= in_school <= self.school_aged(ages):
            raise ValueError("impossible ages, or more in school than are of school age")
        counted = [age for age in ages if age <= limits.last]
        full = len(counted) - self.school_aged(ages) + in_school
        rankings = list(_rankings(full, len(counted) - full, self.tariffs.most_children, found.tariff))
        sums = [_sum(parts) for parts in rankings]
        least = found.tariff.least
        low, high = max(min(sums), least), max(*sums, least)
        return Estimate(
            year=year,
            tariff_year=found.year,
            low=low,
            high=high,
            parts=rankings[0] if low == high and sums[0] >= least else (),
            is_least=high == least and max(sums) < least,
            too_old=len(ages) - len(counted),
            too_many=max(0, len(counted) - self.tariffs.most_children),
        )


def _rankings(full: int, reduced: int, most: int, amounts: YearAmounts) -> Iterator[Parts]:
    """The amounts of every way to rank ``full`` children at the full amount and ``reduced`` ones at the other."""
    first = min(_RANKS, full + reduced)
    following = min(most - _RANKS, full + reduced - first)
    for full_first in range(first + 1):
        for full_next in range(following + 1):
            left = full - full_first - full_next, reduced - (first - full_first) - (following - full_next)
            if min(left) >= 0:
                yield _parts(
                    (full_first, amounts.first_three.in_school),
                    (first - full_first, amounts.first_three.out_of_school),
                    (full_next, amounts.next_three.in_school),
                    (following - full_next, amounts.next_three.out_of_school),
                )


def _parts(*pairs: tuple[int, Decimal]) -> Parts:
    counts: Counter[Decimal] = Counter()
    for count, amount in pairs:
        counts[amount] += count
    return tuple((count, amount) for amount, count in counts.items() if count)


def _sum(parts: Parts) -> Decimal:
    return sum((count * amount for count, amount in parts), Decimal())
