"""How days, hours and appointments are written, in the citizen's locale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from bot.messages import format_message
from bot.procedures.answer import answer, label
from bot.procedures.library import Library
from bot.procedures.model import Facet
from bot.services.appointments.model import Appointment
from bot.services.offices.model import Office, Place
from bot.services.offices.places import PlaceIndex
from bot.text.bidi import strip_isolates

TITLE = 20  # most characters of a button


def day_title(day: date, locale: str) -> str:
    """A day on a button: "Lundi 07/12"."""
    text = format_message(
        locale,
        "appointment-day-title",
        weekday=format_message(locale, f"appointment-weekday-{day.isoweekday()}"),
        day=f"{day:%d/%m}",
    )
    plain = strip_isolates(text)
    return plain[:1].upper() + plain[1:]


def day_text(day: date, locale: str) -> str:
    """A day in a sentence: "lundi 07/12/2026"."""
    return format_message(
        locale,
        "appointment-day-title",
        weekday=format_message(locale, f"appointment-weekday-{day.isoweekday()}"),
        day=f"{day:%d/%m/%Y}",
    )


def moment_text(moment: datetime, locale: str) -> str:
    """A day and an hour in a sentence."""
    return format_message(locale, "appointment-moment", day=day_text(moment.date(), locale), time=f"{moment:%H:%M}")


def moment_title(moment: datetime) -> str:
    """A day and an hour on a button."""
    return f"{moment:%d/%m %H:%M}"


def hours_text(hours: Sequence[tuple[time, time]]) -> str:
    """Opening hours of a day: "08:30-16:30"."""
    return ", ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in hours)


def purpose_text(purpose: str, procedure: str | None, library: Library, locale: str) -> str:
    """What an appointment is for: the procedure where it is known, else the purpose."""
    found = library.snapshot.catalogue.get(procedure or "")
    return label(found, locale) if found else format_message(locale, f"appointment-purpose-{purpose}")


def office_titles(offices: Sequence[Office], places: PlaceIndex, locale: str) -> list[str]:
    """Buttons for offices: by their quarter or town, which tells them apart best in few letters, else by their name."""
    where = [office.quarter or office.town for office in offices]
    names = [
        places[place].name(locale) if place in places else office.name(locale) for place, office in zip(where, offices)
    ]
    return _unlike([_short(name) for name in names])


def place_titles(found: Sequence[Place], places: PlaceIndex, locale: str) -> list[str]:
    """Buttons for places: by their name; quarters of one name by their town."""
    names = [place.name(locale) for place in found]
    by_town = [places[place.town].name(locale) if place.town in places else place.name(locale) for place in found]
    told = [town if names.count(name) > 1 else name for name, town in zip(names, by_town)]
    return _unlike([_short(name) for name in told])


def _short(name: str) -> str:
    """At most 20 characters, cut at a word where there is one."""
    if len(name) <= TITLE:
        return name
    return (name[: TITLE - 1].rpartition(" ")[0].rstrip(" ,'’-") or name[: TITLE - 1]) + "…"


def _unlike(titles: Sequence[str]) -> list[str]:
    """Numbered, when two are alike."""
    if len(set(titles)) == len(titles):
        return list(titles)
    return [f"{number}. {title}"[:TITLE] for number, title in enumerate(titles, 1)]


def line(appointment: Appointment, library: Library, locale: str) -> str:
    """An appointment in one line."""
    return format_message(
        locale,
        "appointment-line",
        what=purpose_text(appointment.purpose, appointment.procedure, library, locale),
        moment=moment_text(appointment.start, locale),
        office=appointment.office_name,
        reference=appointment.reference,
    )


def reminder(appointment: Appointment) -> str:
    """What is said the day before, in the locale of the booking. Nothing but office, hour and number."""
    return format_message(
        appointment.locale,
        "appointment-reminder",
        moment=moment_text(appointment.start, appointment.locale),
        office=appointment.office_name,
        reference=appointment.reference,
    )


def what_to_bring(procedure: str | None, library: Library, locale: str) -> str:
    """The papers of this procedure in short, or that we do not know them."""
    found = library.snapshot.catalogue.get(procedure or "")
    if found is None or not found.facts(Facet.DOCUMENTS):
        return format_message(locale, "appointment-papers-unknown")
    return answer(found, [Facet.DOCUMENTS], locale).text
