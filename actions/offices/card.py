"""What is said of an office: one message, and the buttons to go on with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Optional

from bot.bootstrap import office_service
from bot.forms.model import Button, Context, Say
from bot.services.offices.calendar import Closed, Day
from bot.services.offices.kinds import ABROAD
from bot.services.offices.model import Near, Office, OfficeKind

_FAR_KM = 100.0
_ABROAD_KM = 400.0  # from the nearest office: another country
_FORESEEN = timedelta(days=365)
_NEXT = "next"
_MAP = "https://www.openstreetmap.org/?mlat={0:.4f}&mlon={1:.4f}&zoom=17"
_KNOWN_KINDS = frozenset([*(kind.value for kind in OfficeKind), ABROAD])
_MOST_SKIPPED = 50


@dataclass(frozen=True)
class Search:
    """What is looked for, and how many offices of the answer were told already. Travels in the button "next nearest"."""

    where: Mapping[str, Any]  # {"place": id} or {"at": [latitude, longitude]}; {} for what stands in no place of ours
    kinds: tuple[str, ...] = ()
    skip: int = 0

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Search:
        return cls(values.get("place") or {}, tuple(values.get("kind") or ()), int(values.get("skip") or 0))

    @classmethod
    def parse(cls, value: str) -> Optional[Search]:
        """The search in a button's value; None when it is none of ours."""
        mark, _, rest = value.partition("|")
        parts = rest.split("|")
        if mark != _NEXT or len(parts) != 3 or not parts[2].isdecimal():
            return None
        where, kinds = _where(parts[0]), tuple(filter(None, parts[1].split(",")))
        if where is None or not set(kinds) <= _KNOWN_KINDS or int(parts[2]) > _MOST_SKIPPED:
            return None
        return cls(where, kinds, int(parts[2]))

    @property
    def next(self) -> str:
        """The value of the button that asks for the next office."""
        where = self.where.get("place") or ",".join(f"{degrees:.4f}" for degrees in self.where["at"])
        return "|".join((_NEXT, where, ",".join(self.kinds), str(self.skip + 1)))

    def offices(self) -> list[Near]:
        """The office to be told, and the one after it."""
        kinds = [OfficeKind(kind) for kind in self.kinds if kind != ABROAD]
        if "place" in self.where:
            return office_service().in_place(self.where["place"], kinds, limit=2, skip=self.skip)
        latitude, longitude = self.where["at"]
        return office_service().nearest((latitude, longitude), kinds, limit=2, skip=self.skip)


def card(search: Search, context: Context) -> tuple[Say, ...]:
    """The office of a search, or that there is none."""
    if ABROAD in search.kinds:
        return (context.say("offices-abroad", context.command("button-menu", "/menu")),)
    found = search.offices()
    if not found:
        message = "offices-no-more" if search.skip else "offices-none"
        return (context.say(message, context.command("button-menu", "/menu")),)
    if found[0].kilometres > _ABROAD_KM and "at" in search.where:
        return (context.say("offices-abroad", context.command("button-menu", "/menu")),)
    lines = [*_heading(search, found[0], context), *_lines(found[0], context)]
    return (Say("\n".join(lines), _buttons(search, found, context)),)


def _heading(search: Search, near: Near, context: Context) -> Iterator[str]:
    """Where it is, seen from what was asked for."""
    office, place_id = near.office, search.where.get("place")
    place = office_service().places[place_id] if place_id else None
    if place and place.town != office.town:
        yield context.text("offices-elsewhere", place=office_service().places[place.town].name(context.locale))
    elif near.kilometres > _FAR_KM:
        yield context.text("offices-far")
    yield office.name(context.locale)
    if place is None or place.is_quarter or place.town != office.town:
        yield _away(near.kilometres, context)


def _away(kilometres: float, context: Context) -> str:
    if kilometres < 1:
        return context.text("offices-away-m", metres=max(50, round(kilometres * 20) * 50))
    return context.text("offices-away-km", kilometres=round(kilometres, 1 if kilometres < 10 else None))


def _lines(near: Near, context: Context) -> Iterator[str]:
    office = near.office
    yield from _opening(office, context)
    if address := office.address(context.locale):
        yield context.text("offices-address", address=address)
    if office.phone:
        yield context.text("offices-phone", phone=office.phone)
    if office.accessible is not None:
        yield context.text("offices-accessible" if office.accessible else "offices-not-accessible")
    yield context.text("offices-map", url=_MAP.format(*office.position))
    if office.sample:
        yield context.text("offices-sample")


def _opening(office: Office, context: Context) -> Iterator[str]:
    """Whether it is open, until when or when next, and today's hours."""
    calendar, now = office_service().calendar, context.message.now
    today = calendar.day(office, now.date())
    closes = calendar.closing(office, now)
    if today.closed is Closed.HOLIDAY and today.holiday:
        yield context.text("offices-holiday", holiday=context.text(f"holiday-{today.holiday.name}"))
    if closes:
        yield context.text("offices-open", time=_clock(closes))
    else:
        yield _next(calendar.next_opening(office, now), context)
    yield from _hours(today, context)
    if asked := context.values.get("day"):
        yield from _hours_on(date.fromisoformat(asked), office, context)


def _hours_on(asked: date, office: Office, context: Context) -> Iterator[str]:
    """The hours of the day that was asked about, when it is one to come."""
    if not timedelta(0) < asked - context.message.now.date() <= _FORESEEN:
        return
    day = office_service().calendar.day(office, asked)
    named = {"day": context.text(f"offices-weekday-{asked.weekday()}"), "date": f"{asked:%d/%m}"}
    if day.hours:
        yield context.text("offices-hours-on", hours=_listed(day), **named)
    elif day.closed is Closed.HOLIDAY and day.holiday:
        yield context.text("offices-holiday-on", holiday=context.text(f"holiday-{day.holiday.name}"), **named)
    else:
        yield context.text("offices-closed-on", **named)


def _next(opens: Optional[datetime], context: Context) -> str:
    if opens is None:
        return context.text("offices-closed-long")
    days = (opens.date() - context.message.now.date()).days
    if days <= 1:
        return context.text("offices-opens-tomorrow" if days else "offices-opens-today", time=_clock(opens))
    day = context.text(f"offices-weekday-{opens.weekday()}")
    return context.text("offices-opens-on", day=day, date=f"{opens:%d/%m}", time=_clock(opens))


def _hours(today: Day, context: Context) -> Iterator[str]:
    if today.hours:
        yield context.text("offices-hours-today", hours=_listed(today))
    if today.ramadan and not today.estimated:
        yield context.text("offices-ramadan")
    if today.estimated:
        yield context.text("offices-estimated")


def _buttons(search: Search, found: list[Near], context: Context) -> tuple[Button, ...]:
    buttons = []
    if found[0].office.takes_appointments:
        payload = json.dumps({"value": found[0].office.id})
        buttons.append(Button(context.text("offices-button-book"), f"/book_appointment{payload}"))
    if len(found) > 1 and search.skip < _MOST_SKIPPED:
        payload = json.dumps({"value": search.next})
        buttons.append(Button(context.text("offices-button-next"), f"/find_office{payload}"))
    return (*buttons, Button(context.text("button-menu"), "/menu"))


def _listed(day: Day) -> str:
    return ", ".join(map(str, day.hours))


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _where(text: str) -> Optional[dict[str, Any]]:
    if text in office_service().places:
        return {"place": text}
    try:
        latitude, longitude = map(float, text.split(","))
    except ValueError:
        return None
    return {"at": [latitude, longitude]} if abs(latitude) <= 90 and abs(longitude) <= 180 else None
