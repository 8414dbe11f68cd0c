"""Offices and places of the tests' own, and what we ship, read once."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from bot.language.data import gazetteer
from bot.services.offices.calendar import Calendar, MoroccanDays
from bot.services.offices.hours import parse_week
from bot.services.offices.kinds import Kinds
from bot.services.offices.model import Office, OfficeKind, Position
from bot.services.offices.places import PlaceIndex
from bot.settings import ROOT

WEEK = "mon-thu 08:30-16:30; fri 08:30-12:00 14:00-16:30"
RAMADAN = "mon-fri 09:00-15:00"


@cache
def places() -> PlaceIndex:
    return PlaceIndex(gazetteer("places"), shipped("places"))


@cache
def kinds() -> Kinds:
    return Kinds(shipped("kinds"))


def shipped(name: str) -> dict[str, Any]:
    return yaml.safe_load((ROOT / "data" / "offices" / f"{name}.yml").read_text(encoding="utf-8"))


def calendar(**known: Any) -> Calendar:
    """The calendar that we ship, with ``known`` over it."""
    return Calendar(MoroccanDays({**shipped("calendar"), **known}))


def office(office_id: str = "a", town: str = "rabat", position: Position | None = None, **fields: Any) -> Office:
    whole = {
        "kind": OfficeKind.COMMUNE,
        "names": {"fr": "Commune", "ar": "جماعة"},
        "town": town,
        "position": position or places()[town].position,
        "hours": parse_week(WEEK),
        "ramadan_hours": parse_week(RAMADAN),
        **fields,
    }
    return Office(id=office_id, **whole)


class Fixed:
    """A repository of the offices given."""

    def __init__(self, *offices: Office) -> None:
        self.offices = offices

    def all(self) -> tuple[Office, ...]:
        return self.offices
