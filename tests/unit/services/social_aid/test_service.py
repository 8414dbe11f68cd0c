"""bot.services.social_aid: every published amount, the floor, ranks and ages, the thresholds of the index."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.social_aid.model import AidTariffs, Situation
from bot.services.social_aid.service import SocialAidService
from bot.services.tariffs import TariffFile
from bot.settings import ROOT

SERVICE = SocialAidService(TariffFile(ROOT / "data" / "tariffs" / "social-aid.yml", AidTariffs))
# As published: the first three children and the next three, in school (or up to 5) and out of it.
PUBLISHED = {2024: (200, 150, 36, 24), 2025: (250, 175, 36, 24), 2026: (300, 200, 36, 24)}


def sums(ages: list[int], in_school: int, year: int = 2026) -> tuple[int, int]:
    found = SERVICE.estimate(ages, in_school, year)
    assert found
    return int(found.low), int(found.high)


@pytest.mark.parametrize("year", PUBLISHED)
@pytest.mark.parametrize("children", range(7))
@pytest.mark.parametrize("age", [0, 3, 5, 6, 12, 20])
def test_every_published_amount(year: int, children: int, age: int) -> None:
    """Of each year, rank and age, in school and out of it, and never less than 500."""
    first, first_out, following, following_out = PUBLISHED[year]
    top, rest = min(children, 3), max(children - 3, 0)
    full = max(500, top * first + rest * following)
    out = max(500, top * first_out + rest * following_out)
    of_school_age = SERVICE.school_aged([age] * children)
    assert of_school_age == (children if 6 <= age <= 20 else 0)
    assert sums([age] * children, of_school_age, year) == (full, full)
    if of_school_age:
        assert sums([age] * children, 0, year) == (out, out)


@pytest.mark.parametrize(
    ("ages", "in_school", "low", "high"),
    [
        ([], 0, 500, 500),
        ([4], 0, 500, 500),
        ([4, 7], 1, 600, 600),
        ([4, 7], 0, 500, 500),
        ([4, 7, 15], 2, 900, 900),
        ([4, 7, 15], 1, 800, 800),
        ([4, 7, 15], 0, 700, 700),
        ([21, 25], 0, 500, 500),
        ([4, 4, 21], 0, 600, 600),
        ([4, 5, 7, 15], 1, 836, 924),
        ([7, 8, 9, 10], 4, 936, 936),
        ([1, 2, 3, 4, 5, 5], 0, 1008, 1008),
        ([1, 2, 3, 4, 5, 5, 5], 0, 1008, 1008),
    ],
)
def test_households(ages: list[int], in_school: int, low: int, high: int) -> None:
    """Exact up to three children; a range when the rank of a child out of school decides."""
    assert sums(ages, in_school) == (low, high)


@given(st.lists(st.booleans(), max_size=7))
def test_the_range_is_that_of_all_rankings(full: list[bool]) -> None:
    """Compared with every order of the children, the slow way."""
    first, first_out, following, following_out = PUBLISHED[2026]
    totals = set()
    for order in set(permutations(full)):
        amounts = [first if child else first_out for child in order[:3]]
        amounts += [following if child else following_out for child in order[3:6]]
        totals.add(max(500, sum(amounts)))
    assert sums([3 if child else 10 for child in full], 0) == (min(totals), max(totals))


def test_parts_add_up() -> None:
    """Shown only where they are the sum; the floor has none."""
    found = SERVICE.estimate([4, 7, 15], 1, 2026)
    assert found
    assert found.parts == ((2, Decimal(300)), (1, Decimal(200)))
    assert sum(count * amount for count, amount in found.parts) == found.low
    least = SERVICE.estimate([4], 0, 2026)
    assert least
    assert least.is_least
    assert least.parts == ()
    ranged = SERVICE.estimate([4, 5, 7, 15], 1, 2026)
    assert ranged
    assert ranged.parts == ()
    assert not ranged.is_least


def test_who_does_not_count() -> None:
    """Over 20, and beyond six; both are told."""
    found = SERVICE.estimate([1] * 8 + [21, 30], 0, 2026)
    assert found
    assert (found.too_old, found.too_many, found.low) == (2, 2, 1008)


@pytest.mark.parametrize(("ages", "in_school"), [([-1], 0), ([4], 1), ([7], 2), ([7], -1), ([21], 1)])
def test_what_cannot_be(ages: list[int], in_school: int) -> None:
    """A negative age, more in school than are of school age: our own mistake by then."""
    with pytest.raises(ValueError, match="impossible"):
        SERVICE.estimate(ages, in_school, 2026)


def test_years_that_are_not_held() -> None:
    """A later one is computed by the latest; one before the aid began is not."""
    later = SERVICE.estimate([4, 4], 0, 2031)
    assert later
    assert later.tariff_year == max(SERVICE.tariffs.years)
    assert SERVICE.estimate([4], 0, 2023) is None


@given(st.lists(st.integers(0, 120), max_size=12), st.data())
def test_any_household(ages: list[int], data: st.DataObject) -> None:
    """Never below the floor, never above what six children can bring, and low is not above high."""
    in_school = data.draw(st.integers(0, SERVICE.school_aged(ages)))
    low, high = sums(ages, in_school)
    assert 500 <= low <= high <= 1008


@pytest.mark.parametrize(
    ("index", "aid", "tadamon"),
    [
        ("6", True, True),
        ("9.3264284", True, True),
        ("9.3264285", True, False),
        ("9.74", True, False),
        ("9.743001", True, False),
        ("9.743002", False, False),
        ("9.75", False, False),
        ("10.2", False, False),
    ],
)
def test_thresholds(index: str, aid: bool, tadamon: bool) -> None:
    """The threshold itself passes, the next figure does not."""
    assert SERVICE.passes(Decimal(index)) is aid
    assert SERVICE.passes_tadamon(Decimal(index)) is tadamon


@pytest.mark.parametrize(
    "situation",
    [Situation(), Situation(index=Decimal("9.743001"), stopped=True), Situation(housing=True, special=True)],
)
def test_a_situation_is_kept_as_json(situation: Situation) -> None:
    """To the last figure of the index; nothing when nothing is said."""
    assert Situation.from_json(json.loads(json.dumps(situation.as_json()))) == situation
    assert (situation.as_json() == {}) is (situation == Situation())
