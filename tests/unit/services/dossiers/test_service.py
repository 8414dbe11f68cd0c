"""bot.services.dossiers: which register is asked, what a file's status means on a given day, to whom it is open."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RegisterUnavailable
from bot.services.dossiers.model import OVER, Dossier, Holder, Status, text_in
from bot.services.dossiers.service import DossierService, Next, open_to, report
from bot.services.references import PREFIXES, new_reference

NOON = datetime(2026, 12, 1, 11, tzinfo=timezone.utc)
DOSSIER = Dossier(
    reference=new_reference("DO", 2026, random.Random(1).randrange),
    register="dossiers",
    status=Status.RECEIVED,
    since=NOON - timedelta(days=9),
    lodged=date(2026, 11, 20),
    limit_days=60,
)


class Kept:
    """A register in memory, that knows what it was asked."""

    def __init__(self, *dossiers: Dossier) -> None:
        self.dossiers = {dossier.reference: dossier for dossier in dossiers}
        self.asked: list[str] = []

    def find(self, reference: str) -> Optional[Dossier]:
        self.asked.append(reference)
        return self.dossiers.get(reference)


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_the_prefix_tells_the_register(prefix: str) -> None:
    """And no other register learns of the reference."""
    reference = new_reference(prefix, 2026, random.Random(3).randrange)
    registers = {name: Kept() for name in PREFIXES.values()}
    assert DossierService(registers).find(reference) is None
    assert {name: kept.asked for name, kept in registers.items() if kept.asked} == {PREFIXES[prefix]: [reference]}


def test_an_administrations_own_reference() -> None:
    """What is not of ours is a dossier's."""
    kept = Kept(replace(DOSSIER, reference="CH-2025-000123"))
    assert DossierService({"dossiers": kept}).find("CH-2025-000123") is not None


def test_a_register_that_is_not_there() -> None:
    """Nothing is found; nothing fails."""
    assert DossierService({}).find(DOSSIER.reference) is None


def test_what_a_loose_comparison_finds_is_not_shown() -> None:
    """A database that compares without capitals or accents must not answer with another's file."""

    class Loose(Kept):
        def find(self, reference: str) -> Optional[Dossier]:
            return DOSSIER

    assert DossierService({"dossiers": Loose()}).find("AB-1-É") is None


def test_a_register_that_is_down_is_not_an_empty_one() -> None:
    """The citizen must not be told that there is no such file."""

    class Down(Kept):
        def find(self, reference: str) -> Optional[Dossier]:
            raise RegisterUnavailable("down")

    with pytest.raises(RegisterUnavailable):
        DossierService({"dossiers": Down()}).find("AB-1")


@pytest.mark.parametrize(
    ("today", "late", "step"),
    [
        (date(2026, 11, 20), 0, Next.WAIT),
        (date(2027, 1, 19), 0, Next.WAIT),  # the sixtieth day is in time
        (date(2027, 1, 20), 1, Next.INSIST),
        (date(2027, 3, 20), 60, Next.INSIST),
    ],
)
def test_the_legal_limit(today: date, late: int, step: Next) -> None:
    """Sixty days from the receipt; the day after, the citizen may insist."""
    told = report(DOSSIER, datetime(today.year, today.month, today.day, 12, tzinfo=timezone.utc))
    assert (told.deadline, told.late, told.next) == (date(2027, 1, 19), late, step)


def test_an_investment_has_thirty_days() -> None:
    """As law 55-19 says."""
    assert report(replace(DOSSIER, limit_days=30), NOON).deadline == date(2026, 12, 20)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.REFUSED, Status.ANSWERED])
def test_a_complaint_that_is_over_can_be_taken_up_again(status: Status) -> None:
    """Its answer may not satisfy."""
    assert report(replace(DOSSIER, register="complaints", status=status), NOON).next is Next.REOPEN


def test_days_are_moroccos() -> None:
    """At half past eleven in the evening, UTC, it is tomorrow in Rabat."""
    dossier = replace(DOSSIER, since=datetime(2026, 11, 30, 23, 30, tzinfo=timezone.utc))
    told = report(dossier, datetime(2026, 12, 1, 23, 30, tzinfo=timezone.utc))
    assert (told.since, told.days) == (date(2026, 12, 1), 1)


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_a_next_step(status: Status) -> None:
    """Only what is undecided has a deadline; only what is over has nothing to be told of."""
    told = report(replace(DOSSIER, status=status), NOON)
    assert (told.deadline is not None) == (status in (Status.RECEIVED, Status.IN_PROGRESS))
    assert told.moves == (status not in OVER)
    assert (told.next is Next.NOTHING) == (status in (Status.CLOSED, Status.CANCELLED))


@given(st.sampled_from(list(Status)), st.integers(-10, 1000), st.integers(-10, 1000), st.none() | st.integers(1, 90))
def test_any_register_can_be_told_of(status: Status, lodged: int, since: int, limit: Optional[int]) -> None:
    """Whatever dates it holds, in the future too: no negative number of days is said."""
    dossier = replace(
        DOSSIER,
        status=status,
        lodged=NOON.date() - timedelta(days=lodged),
        since=NOON - timedelta(days=since),
        limit_days=limit,
    )
    told = report(dossier, NOON)
    assert told.days >= 0
    assert told.late >= 0
    assert (told.next is Next.INSIST) == (told.late > 0)


def test_to_whom_it_is_open() -> None:
    """To the conversation that made it, and to who holds the reference of what nobody is on file for; to no other."""
    assert not open_to(None, "web-1")
    assert not open_to(DOSSIER, "web-1")
    assert not open_to(DOSSIER, "")
    assert not open_to(replace(DOSSIER, conversation="web-2"), "web-1")
    assert not open_to(replace(DOSSIER, conversation=""), "")
    assert open_to(replace(DOSSIER, conversation="web-1"), "web-1")
    assert open_to(replace(DOSSIER, bearer=True), "web-1")


def test_who_is_on_file_is_not_in_what_is_printed() -> None:
    """A dossier in a log or in a failing test shows neither card nor number."""
    printed = repr(replace(DOSSIER, holder=Holder("AB000001", date(1990, 1, 2), "+212600000001")))
    assert "AB000001" not in printed
    assert "1990" not in printed
    assert "600000001" not in printed


@pytest.mark.parametrize(
    ("texts", "locale", "wanted"),
    [
        ({"fr": "Rabat", "ar": "الرباط"}, "ary", "الرباط"),
        ({"fr": "Rabat", "ar": "الرباط"}, "ary-Latn", "Rabat"),
        ({"fr": "Rabat"}, "zgh", "Rabat"),
        ({"": "RABAT"}, "ar", "RABAT"),
        ({"zgh": "ⵔⴱⴰⵟ"}, "fr", "ⵔⴱⴰⵟ"),
        ({"fr": ""}, "fr", ""),
        ({}, "fr", ""),
    ],
)
def test_texts_of_a_register(texts: dict[str, str], locale: str, wanted: str) -> None:
    """The citizen's locale, else one that they may read, else what there is."""
    assert text_in(texts, locale) == wanted
