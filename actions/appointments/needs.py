"""What the forms of appointments are made of, opened when it is first used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

from bot.entities.impossible import ImpossibleDates
from bot.language.data import appointment_purposes, appointment_words, gazetteer
from bot.services.appointments.purposes import WISHES, Cues, Purposes

if TYPE_CHECKING:
    from bot.procedures.library import Library
    from bot.services.appointments.files import FileLinks
    from bot.services.appointments.service import AppointmentService
    from bot.services.offices.service import Offices


@dataclass(frozen=True)
class Words:
    """What messages about appointments are read with."""

    booking: Cues
    soonest: Cues
    first: Cues
    before_noon: Cues
    wishes: dict[str, Cues]
    impossible: ImpossibleDates


@cache
def words() -> Words:
    known = appointment_words()
    return Words(
        Cues(known["booking"]),
        Cues(known["soonest"]),
        Cues(known["first"]),
        Cues(known["before noon"]),
        {wish: Cues(known[wish]) for wish in WISHES},
        ImpossibleDates(gazetteer("months")),
    )


def _service() -> AppointmentService:
    from bot.bootstrap import appointment_service

    return appointment_service()


def _offices() -> Offices:
    from bot.bootstrap import office_service

    return office_service()


def _library() -> Library:
    from bot.bootstrap import library

    return library()


def _links() -> FileLinks:
    from bot.bootstrap import file_links

    return file_links()


@dataclass
class Needs:
    """Makers of what a form needs: nothing is opened before it is asked for."""

    make_service: Callable[[], AppointmentService] = field(default=_service)
    make_offices: Callable[[], Offices] = field(default=_offices)
    make_library: Callable[[], Library] = field(default=_library)
    make_links: Callable[[], FileLinks] = field(default=_links)

    @cached_property
    def service(self) -> AppointmentService:
        return self.make_service()

    @cached_property
    def offices(self) -> Offices:
        return self.make_offices()

    @cached_property
    def library(self) -> Library:
        return self.make_library()

    @cached_property
    def links(self) -> FileLinks:
        return self.make_links()

    @cached_property
    def purposes(self) -> Purposes:
        return Purposes(appointment_purposes())

    @property
    def words(self) -> Words:
        return words()
