"""The register of appointments on every database alike: nobody gets another's place, nothing is done twice."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections import Counter as Tally
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select, text

import bot.persistence.registers.appointments as module
from bot.errors import RegisterUnavailable
from bot.persistence.registers.appointments import SqlAppointmentRepository, appointments, changes, tracked
from bot.persistence.registers.appointments_seed import seed
from bot.persistence.registers.register import Register
from bot.services.appointments.model import ChangeKind, Counter, NotBooked, SlotTaken, State
from bot.services.dossiers.model import Status
from bot.services.references import normal_reference
from tests.registers.booker import NOW, request
from tests.registers.conftest import MakeRegister

COUNTER = Counter("test-office", 15, 2)
TEN, ELEVEN = datetime(2026, 12, 3, 10), datetime(2026, 12, 3, 11)
BOOKER = Path(__file__).with_name("booker.py")


@pytest.fixture
def register(new_register: MakeRegister) -> Register:
    return new_register("appointments", timeout=30.0)


@pytest.fixture
def repository(register: Register) -> SqlAppointmentRepository:
    return SqlAppointmentRepository(register)


def rows(register: Register, table: Any) -> int:
    with register.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_a_place_is_booked_and_found_again(repository: SqlAppointmentRepository) -> None:
    """What was asked for is what is kept, under a well-formed number."""
    booked = repository.book(request(COUNTER, TEN, "web-1"), "web-1:m1", NOW)
    assert normal_reference(booked.reference) == booked.reference
    assert repository.by_reference(booked.reference) == booked
    assert repository.of_conversation("web-1", NOW) == [booked]
    assert repository.taken(COUNTER, TEN.date(), TEN.date()) == {TEN: 1}
    assert repository.count_of("web-1") == 1
    assert (booked.start, booked.end, booked.state) == (TEN, TEN + timedelta(minutes=15), State.BOOKED)


def test_a_full_slot_is_refused_and_others_are_free(repository: SqlAppointmentRepository) -> None:
    """As many as the office has places, and no more."""
    for citizen in range(2):
        repository.book(request(COUNTER, TEN, f"web-{citizen}"), f"k{citizen}", NOW)
    with pytest.raises(SlotTaken):
        repository.book(request(COUNTER, TEN, "web-9"), "k9", NOW)
    assert repository.book(request(COUNTER, ELEVEN, "web-9"), "k9", NOW).start == ELEVEN


def test_the_same_message_books_once(repository: SqlAppointmentRepository, register: Register) -> None:
    """A key that comes again finds what was written, though the slot is full by then."""
    first = repository.book(request(COUNTER, TEN, "web-1"), "k1", NOW)
    repository.book(request(COUNTER, TEN, "web-2"), "k2", NOW)
    assert repository.book(request(COUNTER, TEN, "web-1"), "k1", NOW) == first
    assert rows(register, appointments) == 2


def test_keys_that_differ_in_case_only_are_two(repository: SqlAppointmentRepository, register: Register) -> None:
    """MariaDB takes "A" for "a": message ids of WhatsApp are told apart by case all the same."""
    repository.book(request(COUNTER, TEN, "web-1"), "web-1:wamid.AbC", NOW)
    repository.book(request(COUNTER, TEN, "web-1"), "web-1:wamid.aBc", NOW)
    assert rows(register, appointments) == 2


def test_moving_gives_the_old_place_back(repository: SqlAppointmentRepository) -> None:
    """One change, both sides of it; the same message again changes nothing more."""
    booked = repository.book(request(COUNTER, TEN, "web-1"), "k1", NOW)
    moved = repository.move(booked.reference, COUNTER, ELEVEN, "k2", NOW)
    assert (moved.start, moved.revision) == (ELEVEN, 1)
    assert repository.taken(COUNTER, TEN.date(), TEN.date()) == {ELEVEN: 1}
    assert repository.move(booked.reference, COUNTER, ELEVEN, "k2", NOW) == moved
    assert repository.change("k2") == module.Change(ChangeKind.MOVED, booked.reference, ELEVEN)


def test_moving_to_a_full_slot_changes_nothing(repository: SqlAppointmentRepository) -> None:
    """The old place is never lost for one that there is not."""
    booked = repository.book(request(COUNTER, TEN, "web-1"), "k1", NOW)
    for citizen in (2, 3):
        repository.book(request(COUNTER, ELEVEN, f"web-{citizen}"), f"k{citizen}", NOW)
    with pytest.raises(SlotTaken):
        repository.move(booked.reference, COUNTER, ELEVEN, "k4", NOW)
    assert repository.by_reference(booked.reference) == booked
    assert repository.change("k4") is None


def test_moving_to_where_it_is_is_no_error(repository: SqlAppointmentRepository) -> None:
    """Its own place does not stand in its way, though the slot is full."""
    booked = repository.book(request(COUNTER, TEN, "web-1"), "k1", NOW)
    repository.book(request(COUNTER, TEN, "web-2"), "k2", NOW)
    assert repository.move(booked.reference, COUNTER, TEN, "k3", NOW).start == TEN


def test_cancelling_gives_the_place_back_once(repository: SqlAppointmentRepository) -> None:
    """The place is free; the same message again says the same; another message is told that nothing stands."""
    booked = repository.book(request(COUNTER, TEN, "web-1"), "k1", NOW)
    cancelled = repository.cancel(booked.reference, "k2", NOW)
    assert cancelled.state is State.CANCELLED
    assert repository.cancel(booked.reference, "k2", NOW) == cancelled
    assert repository.taken(COUNTER, TEN.date(), TEN.date()) == {}
    with pytest.raises(NotBooked):
        repository.cancel(booked.reference, "k3", NOW)


@pytest.mark.parametrize("reference", ["RV-2026-0000000", "' OR 1=1 --", "", "%", "RV-2026-🙂"])
def test_an_unknown_appointment_is_not_booked(repository: SqlAppointmentRepository, reference: str) -> None:
    """Whatever is in a reference: nothing is found, nothing is changed."""
    repository.book(request(COUNTER, TEN, "web-1"), "k1", NOW)
    assert repository.by_reference(reference) is None
    assert not repository.is_of(reference, "web-1")
    with pytest.raises(NotBooked):
        repository.cancel(reference, "k2", NOW)
    with pytest.raises(NotBooked):
        repository.move(reference, COUNTER, ELEVEN, "k3", NOW)


def test_what_is_over_cannot_be_changed(repository: SqlAppointmentRepository) -> None:
    """Neither moved nor cancelled once it has begun."""
    booked = repository.book(request(COUNTER, TEN, "web-1"), "k1", NOW)
    for change in (
        lambda: repository.cancel(booked.reference, "k2", TEN),
        lambda: repository.move(booked.reference, COUNTER, ELEVEN, "k3", TEN),
    ):
        with pytest.raises(NotBooked):
            change()
    assert repository.of_conversation("web-1", TEN) == []


@pytest.mark.parametrize(
    "name", ["Amina '); DROP TABLE appointments; --", "أمينة «{0}» %s", "a\u2068b\u2069", "🙂" * 60]
)
def test_any_name_is_kept_as_it_is(repository: SqlAppointmentRepository, name: str) -> None:
    """Metacharacters of SQL and of message formats are letters."""
    from dataclasses import replace

    booked = repository.book(replace(request(COUNTER, TEN, "web-1"), name=name), "k1", NOW)
    found = repository.by_reference(booked.reference)
    assert found
    assert found.name == name


def test_names_and_numbers_are_encrypted_at_rest(repository: SqlAppointmentRepository, register: Register) -> None:
    """Who reads the database without the key learns when and where, not who."""
    from dataclasses import replace

    wanted = replace(request(COUNTER, TEN, "web-1"), phone="+212600000001")
    booked = repository.book(wanted, "k1", NOW)
    with register.read() as connection:
        [raw] = connection.execute(text("SELECT name, phone FROM appointments")).all()
    assert "Amina" not in str(raw[0])
    assert "212600000001" not in str(raw[1])
    found = repository.by_reference(booked.reference)
    assert found
    assert found.phone == "+212600000001"


def test_only_the_conversation_that_booked_owns(repository: SqlAppointmentRepository) -> None:
    """Also after it was cancelled: a repeated message must find its own again."""
    booked = repository.book(request(COUNTER, TEN, "web-1"), "k1", NOW)
    repository.cancel(booked.reference, "k2", NOW)
    assert repository.is_of(booked.reference, "web-1")
    assert not repository.is_of(booked.reference, "web-2")


def test_tracking_finds_appointments(repository: SqlAppointmentRepository, register: Register) -> None:
    """With their status, their history and the telephone on file; moments in UTC (10:00 in Morocco is 9:00)."""
    from dataclasses import replace

    booked = repository.book(replace(request(COUNTER, TEN, "web-1"), phone="+212600000001"), "k1", NOW)
    found = tracked(register).find(booked.reference)
    assert found
    assert found.status is Status.BOOKED
    assert found.appointment == datetime(2026, 12, 3, 9, tzinfo=timezone.utc)
    assert (found.holder.phone, found.conversation, found.bearer) == ("+212600000001", "web-1", False)
    repository.cancel(booked.reference, "k2", NOW + timedelta(hours=1))
    found = tracked(register).find(booked.reference)
    assert found
    assert found.status is Status.CANCELLED
    assert [step.status for step in found.history] == [Status.BOOKED, Status.CANCELLED]
    assert found.since == datetime(2026, 12, 1, 9, tzinfo=timezone.utc)
    assert tracked(register).find("RV-2026-0000000") is None


def test_threads_never_share_a_place(repository: SqlAppointmentRepository, register: Register) -> None:
    """Sixteen citizens at once want the same three places of the same slot, and the same three of the next."""
    counter = Counter("test-office", 15, 3)

    def book(citizen: int) -> list[str]:
        got = []
        for start in (TEN, ELEVEN):
            with contextlib.suppress(SlotTaken):
                got.append(
                    repository.book(request(counter, start, f"web-{citizen}"), f"{citizen}:{start}", NOW).reference
                )
        return got

    with ThreadPoolExecutor(16) as pool:
        got = [reference for found in pool.map(book, range(16)) for reference in found]
    assert len(got) == len(set(got)) == 6
    assert repository.taken(counter, TEN.date(), TEN.date()) == {TEN: 3, ELEVEN: 3}
    assert rows(register, appointments) == rows(register, changes) == 6


def test_the_same_message_from_many_threads_books_once(
    repository: SqlAppointmentRepository, register: Register
) -> None:
    """A message that is delivered many times at once has one appointment, and all are told the same."""
    counter = Counter("test-office", 15, 8)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: repository.book(request(counter, TEN, "web-1"), "k1", NOW), range(8)))
    assert len({one.reference for one in found}) == 1
    assert rows(register, appointments) == 1


def test_threads_that_move_and_cancel_never_share_a_place(repository: SqlAppointmentRepository) -> None:
    """Appointments that are moved into one slot from everywhere while others leave it."""
    counter = Counter("test-office", 15, 2)
    starts = [TEN + timedelta(minutes=15 * number) for number in range(8)]
    held = [
        repository.book(request(counter, start, f"web-{place}-{start}"), f"{place}:{start}", NOW)
        for start in starts
        for place in range(2)
    ]

    def change(number: int) -> None:
        appointment, random = held[number], Random(number)
        for attempt in range(6):
            try:
                repository.move(appointment.reference, counter, random.choice(starts), f"mv:{number}:{attempt}", NOW)
            except SlotTaken:
                continue
        if number % 4 == 0:
            repository.cancel(appointment.reference, f"cancel:{number}", NOW)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(change, range(len(held))))
    taken = repository.taken(counter, TEN.date(), TEN.date())
    assert max(taken.values()) <= 2
    assert sum(taken.values()) == len(held) - 4


def test_processes_never_share_a_place(register_url: str, register: Register) -> None:
    """Four processes, each for six citizens, want all places of four slots: every place has one owner, none is lost."""
    starts = ",".join((TEN + timedelta(minutes=15 * number)).isoformat() for number in range(4))
    running = [_booker(register_url, name, starts, places=3, citizens=6) for name in "abcd"]
    got = [reference for process in running for reference in _printed(process)]
    assert len(got) == 12
    assert len({reference for reference, _ in got}) == 12
    assert set(Tally(start for _, start in got).values()) == {3}
    with register.read() as connection:
        keys = connection.execute(select(appointments.c.place_key)).scalars().all()
    assert len(keys) == len(set(keys)) == 12


def test_a_process_that_dies_after_the_write_has_booked_once(register_url: str, register: Register) -> None:
    """Killed between the write and the answer; the message comes again, and finds the appointment that was made."""
    dying = _booker(register_url, "a", TEN.isoformat(), places=3, citizens=1, die=True)
    assert dying.wait(60) == 9
    [[reference, _]] = _printed(_booker(register_url, "a", TEN.isoformat(), places=3, citizens=1))
    with register.read() as connection:
        assert connection.execute(select(appointments.c.reference)).scalars().all() == [reference]


def test_the_guard_is_what_keeps_places_apart(
    repository: SqlAppointmentRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When looking for a free place is blind, the unique key still refuses: nobody is booked upon another."""
    monkeypatch.setattr(module, "_free_place", lambda _connection, counter, start: f"{counter.office_id}|{start}|0")
    repository.book(request(COUNTER, TEN, "web-1"), "k1", NOW)
    with pytest.raises(RegisterUnavailable):
        repository.book(request(COUNTER, TEN, "web-2"), "k2", NOW)
    assert len(repository.of_conversation("web-2", NOW)) == 0


def test_the_seed_is_the_same_every_time(register: Register) -> None:
    """Hundreds of rows of people who do not exist; a second run writes nothing."""
    now = datetime(2026, 12, 1, 9, tzinfo=timezone.utc)
    written = seed(register, Random(7), now)
    assert written > 300
    assert seed(register, Random(7), now) == 0
    assert rows(register, appointments) == written
    counted = SqlAppointmentRepository(register).taken(
        Counter("sample-rabat-cnie", 10, 3), date(2026, 11, 1), date(2027, 2, 1)
    )
    assert counted


def _booker(
    url: str, name: str, starts: str, *, places: int, citizens: int, die: bool = False
) -> subprocess.Popen[str]:
    command = [sys.executable, str(BOOKER), url, name, starts, str(places), str(citizens), "die" if die else "live"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _printed(process: subprocess.Popen[str]) -> list[list[str]]:
    out, error = process.communicate(timeout=120)
    assert process.returncode == 0, out + error[-2000:]
    found: list[list[str]] = json.loads(out)
    return found
