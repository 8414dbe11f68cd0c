"""bot.services.vehicle_tax: every published amount of the tax on vehicles, and the penalty by the day of paying."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.tariffs import TariffFile
from bot.services.vehicle_tax.model import Case, Fuel, Sort, Tariffs, Vehicle
from bot.services.vehicle_tax.service import VehicleTaxService, months_begun
from bot.settings import ROOT

SERVICE = VehicleTaxService(TariffFile(ROOT / "data" / "tariffs" / "vehicle-tax.yml", Tariffs))
IN_TIME = date(2026, 1, 31)
# The table as it was published for 2026: lowest and highest fiscal power, petrol, diesel.
PUBLISHED = [(1, 7, 350, 700), (8, 10, 650, 1500), (11, 14, 3000, 6000), (15, 40, 8000, 20000)]
SUMS = [
    (power, fuel, sum_)
    for lowest, highest, petrol, diesel in PUBLISHED
    for power in range(lowest, highest + 1)
    for fuel, sum_ in ((Fuel.PETROL, petrol), (Fuel.DIESEL, diesel))
]


@pytest.mark.parametrize("year", [2025, 2026])
@pytest.mark.parametrize(("power", "fuel", "sum_"), SUMS)
def test_every_published_sum(power: int, fuel: Fuel, sum_: int, year: int) -> None:
    """For every power, petrol and diesel, in both years that are held."""
    due = SERVICE.due(Vehicle(fuel, power), year, date(year, 1, 31))
    assert due
    assert (due.tax, due.penalty, due.total, due.months_late, due.exempt) == (sum_, 0, sum_, 0, False)


@pytest.mark.parametrize("fuel", [Fuel.ELECTRIC, Fuel.HYBRID])
@pytest.mark.parametrize("power", [None, 1, 8, 40])
def test_electric_and_hybrid_pay_nothing(fuel: Fuel, power: int | None) -> None:
    """Whatever their power, also when they are late."""
    due = SERVICE.due(Vehicle(fuel, power), 2026, date(2026, 12, 1))
    assert due
    assert due.exempt
    assert due.total == 0
    assert due.months_late == 0


@pytest.mark.parametrize(
    ("paid_on", "months"),
    [
        (date(2026, 1, 1), 0),
        (date(2026, 1, 31), 0),
        (date(2025, 12, 1), 0),
        (date(2026, 2, 1), 1),
        (date(2026, 2, 28), 1),
        (date(2026, 3, 1), 2),
        (date(2026, 3, 31), 2),
        (date(2026, 4, 1), 3),
        (date(2026, 12, 1), 11),
        (date(2027, 1, 1), 12),
        (date(2027, 2, 1), 13),
    ],
)
def test_months_late(paid_on: date, months: int) -> None:
    """A month that has begun counts; the last day itself is in time."""
    assert SERVICE.months_late(2026, paid_on) == months


@pytest.mark.parametrize(
    ("last", "paid_on", "months"),
    [
        (date(2026, 8, 14), date(2026, 8, 15), 1),
        (date(2026, 8, 14), date(2026, 9, 14), 1),
        (date(2026, 8, 14), date(2026, 9, 15), 2),
        (date(2026, 1, 30), date(2026, 2, 27), 1),
        (date(2026, 1, 30), date(2026, 2, 28), 2),
    ],
)
def test_months_after_any_day(last: date, paid_on: date, months: int) -> None:
    """Also when the last day is in the middle of a month, or the month has no such day."""
    assert months_begun(last, paid_on) == months


@given(st.integers(0, 800), st.integers(0, 800))
def test_months_never_run_back(first: int, more: int) -> None:
    """Later is never fewer months, and a day never makes two."""
    last = date(2026, 1, 31)
    begun = [months_begun(last, last + timedelta(days=days)) for days in (first, first + 1, first + 1 + more)]
    assert begun == sorted(begun)
    assert begun[1] - begun[0] <= 1


@pytest.mark.parametrize(
    ("fuel", "power", "months", "penalty"),
    [
        (Fuel.PETROL, 6, 0, "0"),
        (Fuel.PETROL, 6, 1, "100"),  # 52.50 is less than the least
        (Fuel.PETROL, 6, 12, "100"),
        (Fuel.DIESEL, 7, 1, "105"),
        (Fuel.PETROL, 8, 1, "100"),  # 97.50
        (Fuel.PETROL, 8, 2, "100.75"),
        (Fuel.DIESEL, 8, 1, "225"),
        (Fuel.DIESEL, 8, 2, "232.5"),
        (Fuel.DIESEL, 8, 11, "300"),
        (Fuel.PETROL, 12, 1, "450"),
        (Fuel.DIESEL, 12, 3, "960"),
        (Fuel.PETROL, 15, 1, "1200"),
        (Fuel.DIESEL, 15, 1, "3000"),
        (Fuel.DIESEL, 15, 6, "3500"),
    ],
)
def test_penalty(fuel: Fuel, power: int, months: int, penalty: str) -> None:
    """15 % for the first month, half a per cent for each further one, 100 dirhams at least."""
    due = SERVICE.due_after(Vehicle(fuel, power), 2026, months)
    assert due
    assert due.penalty == Decimal(penalty)
    assert due.total == due.tax + Decimal(penalty)


@pytest.mark.parametrize(("days", "months"), [(1, 1), (20, 1), (28, 1), (29, 2), (45, 2), (59, 2), (60, 3)])
def test_days_late(days: int, months: int) -> None:
    """Counted from the last day."""
    assert SERVICE.months_after(2026, days) == months


@given(st.sampled_from([Fuel.PETROL, Fuel.DIESEL]), st.integers(1, 200), st.integers(0, 400))
def test_sums_never_fall(fuel: Fuel, power: int, months: int) -> None:
    """More power or more delay is never cheaper, and a penalty is never below the least."""
    less = SERVICE.due_after(Vehicle(fuel, power), 2026, months)
    more = SERVICE.due_after(Vehicle(fuel, power + 1), 2026, months + 1)
    assert less
    assert more
    assert less.total <= more.total
    assert more.penalty >= 100


def test_a_year_that_is_not_known_yet() -> None:
    """Is computed by the latest one, and says so; one too early is not computed at all."""
    due = SERVICE.due(Vehicle(Fuel.DIESEL, 8), 2031, date(2031, 1, 5))
    assert due
    assert (due.year, due.tariff_year, due.tax) == (2031, max(SERVICE.tariffs.years), 1500)
    assert SERVICE.due(Vehicle(Fuel.DIESEL, 8), 2024, IN_TIME) is None
    assert SERVICE.tariff(2024) is None
    assert SERVICE.months_late(2024, IN_TIME) == SERVICE.months_after(2024, 10) == 0


@pytest.mark.parametrize("power", [None, 0, -8])
def test_a_power_that_cannot_be(power: int | None) -> None:
    """Is our own mistake by then: the form has asked again."""
    with pytest.raises(ValueError, match="power"):
        SERVICE.due(Vehicle(Fuel.PETROL, power), 2026, IN_TIME)


@pytest.mark.parametrize(
    ("power", "plausible"),
    [(-1, False), (0, False), (1, True), (8, True), (40, True), (41, False), (90, False), (200, False)],
)
def test_plausible_powers(power: int, plausible: bool) -> None:
    """90 is an engine's horsepower: taken as the fiscal one it would cost 20,000 dirhams."""
    assert SERVICE.is_plausible(power) is plausible


@pytest.mark.parametrize(
    ("fuels", "needed"),
    [
        ([Fuel.ELECTRIC], False),
        ([Fuel.HYBRID, Fuel.ELECTRIC], False),
        ([Fuel.HYBRID, Fuel.DIESEL], True),
        ([Fuel.PETROL], True),
    ],
)
def test_when_the_power_matters(fuels: list[Fuel], needed: bool) -> None:
    """Not for what is exempt anyway."""
    assert SERVICE.needs_power(fuels, 2026) is needed


@pytest.mark.parametrize(
    "case",
    [
        Case(),
        Case(sort=Sort.HEAVY, kilograms=19000),
        Case(is_late=True, months=3, years=(2025, 2026)),
        Case(paid_on=date(2027, 4, 1), days=4, is_new=True, perhaps_exempt=True),
    ],
)
def test_a_case_is_kept_as_json(case: Case) -> None:
    """Nothing when it is the usual one."""
    import json

    assert Case.from_json(json.loads(json.dumps(case.as_json()))) == case
    assert (case.as_json() == {}) is (case == Case())
