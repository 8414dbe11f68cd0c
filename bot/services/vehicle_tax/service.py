"""What is due for a vehicle: the tax by its power and fuel, and the penalty by the day on which it is paid."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Optional

from bot.services.tariffs import in_force
from bot.services.vehicle_tax.model import Band, Due, Fuel, PenaltyRates, Tariffs, Vehicle, YearTariff
from bot.services.vehicle_tax.repository import TariffRepository

_CENT = Decimal("0.01")
_NOTHING = Decimal()


class VehicleTaxService:
    """Computes from the published tariff only."""

    def __init__(self, tariffs: TariffRepository) -> None:
        self._tariffs = tariffs

    @property
    def tariffs(self) -> Tariffs:
        """The tariff in use."""
        return self._tariffs.current()

    def tariff(self, year: int) -> Optional[YearTariff]:
        """The tariff that applies to ``year`` or, when that is not known yet, the latest before; None for too early a year."""
        found = in_force(self.tariffs.years, year)
        return found.tariff if found else None

    def is_plausible(self, power: int) -> bool:
        """Whether it can be a fiscal power; what is greater is more likely the engine's."""
        return 1 <= power <= self.tariffs.highest_plausible_power

    def needs_power(self, fuels: Sequence[Fuel], year: int) -> bool:
        """Whether the power matters: not when every fuel is exempt."""
        tariff = self.tariff(year)
        return tariff is None or any(fuel not in tariff.exempt for fuel in fuels)

    def due(self, vehicle: Vehicle, year: int, paid_on: date) -> Optional[Due]:
        """What is due for ``year`` when it is paid on that day; None when no tariff so early is held.

        Raises:
            ValueError: the vehicle is not exempt and has no power, or one below 1.
        """
        return self.due_after(vehicle, year, self.months_late(year, paid_on))

    def due_after(self, vehicle: Vehicle, year: int, months: int) -> Optional[Due]:
        """The same for who is so many months late, a month begun counting as a month.

        Raises:
            ValueError: as :meth:`due`.
        """
        found = in_force(self.tariffs.years, year)
        if found is None:
            return None
        exempt = vehicle.fuel in found.tariff.exempt
        tax = _NOTHING if exempt else _tax(found.tariff.bands, vehicle)
        penalty = _NOTHING if exempt else _penalty(found.tariff.penalty, tax, months)
        return Due(year, found.year, vehicle, exempt, tax, 0 if exempt else months, penalty)

    def months_late(self, year: int, paid_on: date) -> int:
        """Months that have begun since the last day of paying for ``year``; 0 until that day, and when it is not known."""
        tariff = self.tariff(year)
        return months_begun(tariff.last_day(year), paid_on) if tariff else 0

    def months_after(self, year: int, days: int) -> int:
        """The months late of who pays so many days after the last day."""
        tariff = self.tariff(year)
        return months_begun(tariff.last_day(year), tariff.last_day(year) + timedelta(days=days)) if tariff else 0


def months_begun(last_day: date, paid_on: date) -> int:
    """How many months have begun after ``last_day``, the month of the next day being the first; 0 until ``last_day``."""
    if paid_on <= last_day:
        return 0
    first = last_day + timedelta(days=1)
    months = (paid_on.year - first.year) * 12 + paid_on.month - first.month
    begins = min(first.day, monthrange(paid_on.year, paid_on.month)[1])
    return months + (paid_on.day >= begins)


def _tax(bands: Sequence[Band], vehicle: Vehicle) -> Decimal:
    if vehicle.power is None or vehicle.power < 1:
        raise ValueError("a power of 1 or more is needed")
    band = [one for one in bands if one.lowest <= vehicle.power][-1]
    return band.diesel if vehicle.fuel is Fuel.DIESEL else band.petrol


def _penalty(rates: PenaltyRates, tax: Decimal, months: int) -> Decimal:
    if months <= 0:
        return _NOTHING
    rate = rates.first_month + rates.each_further_month * (months - 1)
    return max(rates.least, (tax * rate / 100).quantize(_CENT, ROUND_HALF_UP))
