"""The annual tax on a vehicle: fuel and fiscal power are asked for, lateness and the rest are taken from what is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, Optional

from bot.bootstrap import vehicle_reader, vehicle_tax_service
from bot.entities.model import Kind
from bot.forms.choosing import chosen
from bot.forms.fields import BaseField, BaseForm, ChoiceField
from bot.forms.machine import SURE
from bot.forms.model import Accept, Button, Context, Done, Form, Outcome, Reading, Say, Values, choice
from bot.procedures.answer import source_line
from bot.services.vehicle_tax.model import Band, Case, Due, Fuel, Sort, Vehicle
from bot.services.vehicle_tax.reading import MOST_VEHICLES, Said
from bot.text.bidi import strip_isolates

FORM = "vehicle-tax"
PROCEDURE = "vehicle-tax"
_CASE, _FUEL, _POWER = "case", "fuel", "power"


class CaseField(BaseField):
    """Lateness, weight, sort: never asked for, taken when it is said. JSON of :class:`Case`."""

    def needed(self, context: Context) -> bool:
        return self.name in context.values or bool(self.volunteered(context))

    def volunteered(self, context: Context) -> Reading:
        told = _said(context).case.as_json()
        return Accept({**context.values.get(self.name, {}), **told}) if told else None

    def show(self, context: Context) -> None:
        return None


class FuelField(ChoiceField):
    """A list of fuels, one for each car that is spoken of. Empty when it is not known: petrol and diesel are compared."""

    def __init__(self) -> None:
        super().__init__(FORM, _FUEL, [fuel.value for fuel in Fuel])

    def needed(self, context: Context) -> bool:
        return _sort(context) is Sort.CAR

    def read(self, context: Context) -> Reading:
        told = self.volunteered(context)
        if told is not None:
            return told
        if _is_not_known(context):
            return Accept([])
        value = None if _said(context).powers else chosen(context.message, self.choices(context))
        return Accept([value]) if value is not None else None

    def volunteered(self, context: Context) -> Reading:
        said = _said(context)
        if said.fuels:
            return Accept([fuel.value for fuel in said.fuels])
        return self.refuse(context, "other-fuel") if said.other_fuel else None

    def shown(self, value: Any, context: Context) -> str:
        return ", ".join(dict.fromkeys(super(FuelField, self).shown(one, context) for one in value))


class PowerField(BaseField):
    """A list of fiscal powers, one for each car that is spoken of. Empty when it is not known: every band is given."""

    def __init__(self) -> None:
        super().__init__(FORM, _POWER)

    def needed(self, context: Context) -> bool:
        fuels = [Fuel(one) for one in context.values.get(_FUEL, ())]
        return _sort(context) is Sort.CAR and (
            not fuels or vehicle_tax_service().needs_power(fuels, context.message.now.year)
        )

    def buttons(self, context: Context) -> Sequence[Button]:
        bands = _bands(context)
        return [
            choice(strip_isolates(band_text(context, bands, place)), str(band.lowest))
            for place, band in enumerate(bands)
        ]

    def read(self, context: Context) -> Reading:
        if context.message.choice is not None:
            lowest = {str(band.lowest) for band in _bands(context)}
            return Accept([int(context.message.choice)]) if context.message.choice in lowest else None
        said = _said(context)
        told = self._checked(said.powers or said.bare, context)
        return Accept([]) if told is None and _is_not_known(context) else told

    def volunteered(self, context: Context) -> Reading:
        said = _said(context)
        whole = (
            [number for number in said.bare if number == int(number)] if said.fuels else []
        )  # "1.6 diesel" is its size
        return self._checked(said.powers or whole, context)

    def _checked(self, powers: Sequence[Decimal], context: Context) -> Reading:
        if not powers:
            return None
        if any(power != int(power) or power < 1 for power in powers):
            return self.refuse(context, "power-impossible")
        unlikely = [int(power) for power in powers if not vehicle_tax_service().is_plausible(int(power))]
        if unlikely:
            return self.refuse(context, "power-of-engine", power=str(unlikely[0]))
        return Accept([int(power) for power in powers])

    def shown(self, value: Any, context: Context) -> str:
        return ", ".join(f"{power} CV" for power in dict.fromkeys(value))


class VehicleTaxForm(BaseForm):
    name = "vehicle_tax"
    starts = frozenset({"calculate_vehicle_tax"})
    confirmed = False

    def __init__(self) -> None:
        self.fields = (CaseField(FORM, _CASE), FuelField(), PowerField())

    def subject(self, values: Values) -> Optional[str]:
        return PROCEDURE

    def commit(self, context: Context) -> Outcome:
        case = Case.from_json(context.values.get(_CASE, {}))
        sort = _sort(context)
        if sort is Sort.CAR:
            lines = list(_car_lines(context, case))
        else:
            lines = list(_other_lines(context, sort, case))
        return Done((Say("\n".join(lines), (_more(context),)),))


FORMS: Sequence[Callable[[], Form]] = (VehicleTaxForm,)


# ---- what is said


def _car_lines(context: Context, case: Case) -> Iterator[str]:
    fuels = [Fuel(one) for one in context.values.get(_FUEL) or (Fuel.PETROL, Fuel.DIESEL)]
    powers = context.values.get(_POWER, ())
    if not powers and vehicle_tax_service().needs_power(fuels, context.message.now.year):
        yield from _whole_tariff(context, fuels)
    else:
        yield from _dues(context, case, vehicles(fuels, powers))
    yield from _notes(context, case)
    if vehicle_tax_service().needs_power(fuels, context.message.now.year):
        yield from _payment(context, case)
    yield from _source(context)


def _dues(context: Context, case: Case, cars: Sequence[Vehicle]) -> Iterator[str]:
    today = context.message.now.date()
    years = case.years or ((case.paid_on or today).year,)
    found = [due_of(car, year, case, today) for year in years for car in cars]
    held = [due for due in found if due]
    for due in held:
        yield _due_line(context, due)
    if len(years) > 1 and len(held) > 1 and len(cars) == 1:
        yield _text(context, "all-years", sum=sum(due.total for due in held))
    unheld = [str(year) for year in years if vehicle_tax_service().tariff(year) is None]
    if unheld:
        yield _text(context, "years-unheld", years=", ".join(unheld))
    older = next((due for due in held if due.tariff_year != due.year and not due.exempt), None)
    if older:
        yield _text(context, "older-tariff", year=str(older.year), known=str(older.tariff_year))
    if not case.is_late and not case.paid_on and not case.is_new and len(held) == 1:
        yield from _if_unpaid(context, held[0], today)


def due_of(car: Vehicle, year: int, case: Case, today: date) -> Optional[Due]:
    """What is due for one year, as late as the citizen says they are; as of today when they do not say how late."""
    service = vehicle_tax_service()
    if case.months is not None:
        return service.due_after(car, year, case.months)
    if case.days is not None:
        return service.due_after(car, year, service.months_after(year, case.days))
    if case.paid_on:
        return service.due(car, year, case.paid_on)
    if case.is_late or case.years:
        return service.due(car, year, today)
    return service.due_after(car, year, 0)


def _due_line(context: Context, due: Due) -> str:
    if due.exempt:
        return _text(context, "exempt", vehicle=_vehicle(context, due.vehicle))
    line = _text(context, "tax", year=str(due.year), vehicle=_vehicle(context, due.vehicle), sum=due.tax)
    if not due.months_late:
        return line
    return f"{line} {_text(context, 'penalty', count=due.months_late, penalty=due.penalty, sum=due.total)}"


def _if_unpaid(context: Context, due: Due, today: date) -> Iterator[str]:
    """The sum with its penalty, for who has not paid this year's: nobody is asked whether they have."""
    late = vehicle_tax_service().due(due.vehicle, due.year, today)
    if late and late.penalty:
        yield _text(context, "if-unpaid", year=str(due.year), penalty=late.penalty, sum=late.total)


def _whole_tariff(context: Context, fuels: Sequence[Fuel]) -> Iterator[str]:
    bands = _bands(context)
    for fuel in dict.fromkeys(fuels):
        if fuel in (Fuel.PETROL, Fuel.DIESEL):
            for place, band in enumerate(bands):
                name = _text(context, "vehicle", fuel=_fuel(context, fuel), band=band_text(context, bands, place))
                year = str(context.message.now.year)
                tax = band.diesel if fuel is Fuel.DIESEL else band.petrol
                yield _text(context, "tax", year=year, vehicle=name, sum=tax)


def _notes(context: Context, case: Case) -> Iterator[str]:
    tariff = vehicle_tax_service().tariff(context.message.now.year)
    if case.is_new and tariff:
        yield _text(context, "new", days=tariff.pay.new_vehicle_days)
    if case.perhaps_exempt:
        yield _text(context, "perhaps-exempt")


def _payment(context: Context, case: Case) -> Iterator[str]:
    today = context.message.now.date()
    tariff = vehicle_tax_service().tariff(today.year)
    if tariff is None:
        return
    if not case.is_late:
        first, last = tariff.first_day(today.year), tariff.last_day(today.year)
        yield _text(context, "when", first=first.strftime("%d/%m"), last=last.strftime("%d/%m"))
    yield _text(context, "where", charge=vehicle_tax_service().tariffs.service_charge)


def _source(context: Context) -> Iterator[str]:
    tariff = vehicle_tax_service().tariff(context.message.now.year)
    if tariff:
        yield source_line(tariff.source, context.locale)


def _other_lines(context: Context, sort: Sort, case: Case) -> Iterator[str]:
    """What we can say of a vehicle whose tariff we do not hold."""
    yield _text(context, sort.value)
    tariffs = vehicle_tax_service().tariffs
    if sort is Sort.HEAVY:
        tons = tariffs.heaviest_paid_at_once // 1000
        if case.kilograms is None or case.kilograms > tariffs.heaviest_paid_at_once:
            yield _text(context, "halves", tons=tons)
        tariff = vehicle_tax_service().tariff(context.message.now.year)
        if tariff and (case.kilograms is None or case.kilograms <= tariffs.heaviest_paid_at_once):
            first, last = (day.strftime("%d/%m") for day in (tariff.first_day(2023), tariff.last_day(2023)))
            yield _text(context, "light", tons=tons, first=first, last=last)


def _more(context: Context) -> Button:
    return context.command("vehicle-tax-full-button", f'/ask_procedure{{"procedure": "{PROCEDURE}"}}')


# ---- words and figures


def vehicles(fuels: Sequence[Fuel], powers: Sequence[int]) -> list[Vehicle]:
    """The cars that are spoken of: as many powers as fuels go together, else every fuel with every power."""
    if len(fuels) == len(powers):
        pairs = list(zip(fuels, powers))
    else:
        pairs = list(product(dict.fromkeys(fuels), dict.fromkeys(powers) or [0]))
    return [Vehicle(fuel, power or None) for fuel, power in dict.fromkeys(pairs)][:MOST_VEHICLES]


def band_text(context: Context, bands: Sequence[Band], place: int) -> str:
    """The powers of a band: "moins de 8 CV", "8 à 10 CV", "15 CV et plus"."""
    lowest = bands[place].lowest
    if place == len(bands) - 1:
        return _text(context, "power-from", lowest=lowest)
    highest = bands[place + 1].lowest - 1
    if place == 0:
        return _text(context, "power-below", above=highest + 1)
    return _text(context, "power-between", lowest=lowest, highest=highest)


def _vehicle(context: Context, vehicle: Vehicle) -> str:
    fuel = _fuel(context, vehicle.fuel)
    if vehicle.power is None:
        return fuel
    bands = _bands(context)
    place = max(place for place, band in enumerate(bands) if band.lowest <= vehicle.power)
    return _text(context, "vehicle", fuel=fuel, band=band_text(context, bands, place))


def _bands(context: Context) -> Sequence[Band]:
    tariffs = vehicle_tax_service().tariffs
    tariff = vehicle_tax_service().tariff(context.message.now.year)
    return (tariff or tariffs.years[max(tariffs.years)]).bands


def _fuel(context: Context, fuel: Fuel) -> str:
    return _text(context, f"fuel-{fuel.value}")


def _text(context: Context, part: str, **arguments: Any) -> str:
    return context.text(f"{FORM}-{part}", **arguments)


def _said(context: Context) -> Said:
    message = context.message
    return vehicle_reader().read(message.text, message.values(Kind.DATE), message.now.date())


def _is_not_known(context: Context) -> bool:
    """ "I don't know", "I don't have the card"."""
    return context.message.intent == "dont_have_it" and context.message.confidence >= SURE


def _sort(context: Context) -> Sort:
    case = Case.from_json(context.values.get(_CASE, {}))
    too_heavy = case.kilograms is not None and case.kilograms > vehicle_tax_service().tariffs.heaviest_by_power
    return Sort.HEAVY if too_heavy else case.sort
