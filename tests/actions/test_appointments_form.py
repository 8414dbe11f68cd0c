"""Booking, moving and cancelling through the forms: every writing of a day and an hour, and everything that goes astray."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.appointments.needs import Needs
from bot import bootstrap
from bot.errors import RegisterUnavailable
from bot.forms.model import Accept, Context, Message
from bot.forms.people import NameField
from bot.locales import CODES
from bot.messages import format_message
from bot.persistence.registers.appointments import SqlAppointmentRepository
from bot.persistence.registers.register import Register
from bot.persistence.registers.upgrade import upgrade
from bot.privacy.encryption import Cipher
from bot.procedures.library import Library
from bot.services.appointments.files import FileLinks
from bot.services.appointments.service import AppointmentService
from bot.services.references import normal_reference
from bot.text.bidi import strip_isolates
from tests.actions.appointments_desk import MOROCCO, TUESDAY, Desk, Reminders
from tests.assistant import KEYS


@pytest.fixture
def reminders() -> Reminders:
    return Reminders()


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    url = f"sqlite:///{tmp_path}/appointments.db"
    upgrade("appointments", url)
    made = Register("appointments", url, Cipher(KEYS["CHOBBAK_DATA_KEY"]))
    yield made
    made.dispose()


@pytest.fixture
def needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, register: Register, reminders: Reminders, real_library: Library
) -> Iterator[Needs]:
    """The shipped offices and catalogue over a register of the test's own."""
    values = {**KEYS, "CHOBBAK_DATABASE_URL": f"sqlite:///{tmp_path}/chobbak.db", "CHOBBAK_CODES_ON_SCREEN": "true"}
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    clear()
    offices = bootstrap.office_service()
    service = AppointmentService(SqlAppointmentRepository(register), offices.calendar, reminders)
    yield Needs(lambda: service, lambda: offices, lambda: real_library, lambda: FileLinks("k" * 40))
    clear()


def clear() -> None:
    for cached in vars(bootstrap).values():
        with suppress(AttributeError):
            cached.cache_clear()


@pytest.fixture
def desk(needs: Needs) -> Desk:
    return Desk(needs)


def at_the_day(desk: Desk) -> Desk:
    """Everything before the day is answered: a renewal at Kénitra's centre."""
    desk.write("rdv cnie perdue à Kénitra", "book_appointment")
    desk.press("Kénitra")
    return desk


def at_the_time(desk: Desk, day: str = "lundi") -> Desk:
    at_the_day(desk).write(day)
    return desk


def at_the_summary(desk: Desk, day: str = "lundi", hour: str = "10h") -> Desk:
    at_the_time(desk, day).write(hour)
    desk.write("Amina Essai")
    if desk.channel == "web":
        desk.press(strip_isolates(format_message(desk.locale, "appointment-button-no-phone")))
    return desk


def booked(desk: Desk, day: str = "lundi", hour: str = "10h") -> str:
    """The number of an appointment that was booked."""
    answer = at_the_summary(desk, day, hour).write("oui", "affirm")
    [reference] = re.findall(r"RV-2026-[0-9A-Z]{7}", answer)
    return str(reference)


# ---- the whole way


@pytest.mark.parametrize("locale", CODES)
def test_the_whole_way(needs: Needs, locale: str) -> None:
    """By buttons, in every locale: number, office, moment, papers, files, and nothing left open."""
    desk = Desk(needs, locale=locale, channel="whatsapp_cloud")
    desk.write("", "book_appointment")
    for message_id in ("appointment-purpose-identity-card",):
        desk.press(strip_isolates(format_message(locale, message_id)))
    desk.press(desk.titles[1])  # a renewal
    desk.share(34.26, -6.58)
    desk.press(desk.titles[0])
    desk.press(desk.titles[1])
    desk.press(desk.titles[0])
    desk.write("أمينة مثال" if locale in ("ar", "ary") else "Amina Essai")
    answer = desk.press(strip_isolates(format_message(locale, "forms-button-yes")), "affirm")
    assert re.search(r"RV-2026-[0-9A-Z]{7}", answer)
    assert "02/12/2026" in answer
    assert "08:30" in answer
    assert strip_isolates(format_message(locale, "appointment-reminded")) in answer
    assert strip_isolates(format_message(locale, "appointment-sample")) in answer
    assert [file.content_type for say in desk.said for file in say.files] == ["text/calendar", "image/png"]
    assert all(len(button.title) <= 20 for button in desk.buttons)
    assert desk.stack == ()


def test_all_at_once(desk: Desk) -> None:
    """What for, where, when: in one sentence, only what is missing is asked."""
    desk.write("rdv pour renouveler ma carte nationale à Kénitra lundi à 10h", "book_appointment")
    desk.press("Kénitra")
    assert desk.values["day"] == "2026-12-07"
    assert "10:00" in desk.titles
    desk.write("10h")
    assert "nom" in desk.answer


@pytest.mark.parametrize(
    ("text", "purpose", "procedure"),
    [
        ("bghit rdv l lacarte f rabat", "identity-card", None),
        ("bghit rdv bach njedded lacarte", "identity-card", "cnie-renewal"),
        ("موعد للبطاقة الوطنية في مراكش من فضلك", "identity-card", None),
        ("بغيت رونديفو للباسبور", "passport", None),
        ("rdv passeport perdu", "passport", "passport-loss"),
        ("I need an appointment for a birth certificate", "civil-status", "birth-certificate-copy"),
        ("rdv pour légaliser une signature", "legalisation", "signature-legalisation"),
        ("rdv certificat de résidence", "residence", "residence-certificate"),
        ("ⵔⵉⵖ ⵔⵔⴰⵏⴷⵉⴱⵓ ⵉ ⵍⴰⴽⴰⵔⵟ", "identity-card", None),
        ("bghit rdv", None, None),
        ("احجز لي موعدا يوم الاثنين", None, None),
        ("rdv demain matin", None, None),
    ],
)
def test_what_for(desk: Desk, text: str, purpose: str | None, procedure: str | None) -> None:
    """From the first words, in any script; the general name of a procedure leaves the case to be asked."""
    desk.write(text, "book_appointment")
    assert desk.values.get("purpose") == purpose
    assert desk.values.get("procedure") == procedure


def test_what_was_talked_of_is_what_for(desk: Desk) -> None:
    """After "papers for a lost passport?" the appointment is for that."""
    desk.write("prends-moi un rdv", "book_appointment", subject="passport-loss")
    assert desk.values == {"purpose": "passport", "procedure": "passport-loss"}


def test_an_office_that_was_shown(desk: Desk) -> None:
    """ "Book here": only what that office does is offered, and no place is asked."""
    desk.write("", "book_appointment", choice="sample-kenitra-cnie")
    assert desk.titles == ["Carte nationale"]
    desk.press("Carte nationale")
    desk.press("Renouveler")
    assert desk.values["office"] == "sample-kenitra-cnie"
    assert desk.titles[0].startswith("Mardi")


@pytest.mark.parametrize("choice", ["sample-nowhere", "'; DROP TABLE", "next:x", "2026-99-99", ""])
def test_an_office_that_is_none(desk: Desk, choice: str) -> None:
    """A button's value is checked like any text."""
    desk.write("", "book_appointment", choice=choice)
    assert desk.values == {}


@pytest.mark.parametrize("text", ["je voudrais prendre rendez-vous au consulat", "موعد في القنصلية بباريس لو سمحتم"])
def test_a_consulate(desk: Desk, text: str) -> None:
    """Said where that is done; an office in Morocco can still be chosen."""
    assert "rdv.consulat.ma" in desk.write(text, "book_appointment")
    assert "Passeport" in desk.titles


# ---- places


def test_a_quarter_of_the_town_that_is_spoken_of(desk: Desk) -> None:
    """Casablanca, then "Maârif": the offices there, though the question was which office."""
    desk.write("rdv passeport perdu à Casa", "book_appointment")
    before = desk.titles
    desk.write("المعاريف")
    assert desk.values["place"] == "casablanca/maarif"
    assert desk.titles != before
    assert desk.titles[0] == "Maârif"


def test_a_place_that_nobody_knows(desk: Desk) -> None:
    """Said so, and the question is open."""
    desk.write("rdv passeport perdu", "book_appointment")
    assert "ne connais pas" in desk.write("Xyzzyville")


def test_no_place_but_another_wish(desk: Desk) -> None:
    """What seems to be about something else is not told to be an unknown place: another form begins."""
    desk.write("rdv passeport perdu", "book_appointment")
    desk.write("mon rdv de mardi ?", "manage_appointment")
    assert [state.form for state in desk.stack] == ["book_appointment", "manage_appointment"]


def test_a_shared_location(desk: Desk) -> None:
    """The nearest offices, with their distance."""
    desk.write("rdv passeport perdu", "book_appointment")
    desk.share(33.5731, -7.5898)
    assert "km)" in desk.answer
    assert desk.values["place"] == "33.573,-7.590"
    assert len(desk.titles) == 4


# ---- days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("demain", "2026-12-02"),
        ("lundi", "2026-12-07"),
        ("ghedda", "2026-12-02"),
        ("غدا", "2026-12-02"),
        ("نهار الاثنين", "2026-12-07"),
        ("le 15", "2026-12-15"),
        ("15", "2026-12-15"),
        ("١٥/١٢/٢٠٢٦", "2026-12-15"),
        ("15 décembre", "2026-12-15"),
        ("2026-12-15", "2026-12-15"),
        ("pas lundi, mardi", "2026-12-08"),
        ("le plus tôt possible", "2026-12-01"),
        ("أقرب موعد", "2026-12-01"),
        ("a9reb nhar", "2026-12-01"),
    ],
)
def test_a_day_in_any_writing(desk: Desk, text: str, day: str) -> None:
    """Figures of any script, names, and any day at all."""
    at_the_day(desk).write(text)
    assert desk.values["day"] == day


@pytest.mark.parametrize(
    ("text", "message_id"),
    [
        ("30 février", "impossible-day"),
        ("30/02/2027", "impossible-day"),
        ("30 فبراير", "impossible-day"),
        ("31/04", "impossible-day"),
        ("99", "impossible-day"),
        ("hier", "day-past"),
        ("lbare7", "day-past"),
        ("1/1/2020", "day-past"),
        ("le mois dernier", "day-past"),
    ],
)
def test_an_impossible_day(desk: Desk, text: str, message_id: str) -> None:
    """Each has its sentence, and days that are possible beside it."""
    answer = at_the_day(desk).write(text)
    assert strip_isolates(format_message("fr", f"appointment-{message_id}")) in answer
    assert "day" not in desk.values
    assert desk.titles[0].startswith("Mardi")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dimanche", "fermé"),
        ("11/01/2027", "jour férié"),
        ("14 janvier", "Nouvel An amazigh"),
        ("5 mars 2027", "trop loin"),
    ],
)
def test_a_day_on_which_nobody_is_there(desk: Desk, text: str, said: str) -> None:
    """Weekends, public holidays by their name, and what is too far ahead; the days after are offered."""
    assert said in at_the_day(desk).write(text)
    assert "day" not in desk.values
    assert len(desk.titles) == 5


def test_a_week_is_a_choice_of_its_days(desk: Desk) -> None:
    """ "Next week": its free days, as buttons; not a failure."""
    at_the_day(desk).write("la semaine prochaine")
    assert desk.titles == ["Lundi 07/12", "Mardi 08/12", "Mercredi 09/12", "Jeudi 10/12", "Vendredi 11/12"]
    assert desk.stack[-1].failures == 0


def test_a_day_that_was_told_before_the_office(desk: Desk) -> None:
    """It is kept; when the office turns out to be closed then, other days are asked for, by every writing."""
    desk.write("rdv cnie perdue à Kénitra le 3 janvier à 10h", "book_appointment")
    assert "fermé" in desk.press("Kénitra")
    assert "n’existe pas" in desk.write("30 février")
    desk.write("la semaine prochaine")
    desk.write("8")
    assert desk.values["day"] == "2026-12-08"
    assert "10:00" in desk.titles


def test_today_is_over(needs: Needs) -> None:
    """In the evening nothing of today is left, and that is what is said."""
    desk = at_the_day(Desk(needs, now=datetime(2026, 12, 1, 16, 0, tzinfo=MOROCCO)))
    assert "aujourd’hui" in desk.write("aujourd'hui")


def test_a_religious_day_is_an_estimate(needs: Needs) -> None:
    """Beside a day that follows the moon the citizen is told that it may move."""
    desk = at_the_day(Desk(needs, now=datetime(2027, 2, 25, 9, 0, tzinfo=MOROCCO)))
    desk.write("jeudi 11 mars 2027")
    assert "lune" in desk.answer


def test_a_photo_is_no_day(desk: Desk) -> None:
    """Not understood, asked again; the form goes on."""
    at_the_day(desk).write("", "share_media", media=("a" * 32,))
    assert "pas compris" in desk.answer
    desk.write("lundi")
    assert desk.values["day"] == "2026-12-07"


# ---- hours


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("10h", "10:00"),
        ("à 10h30", "10:30"),
        ("10:40", "10:40"),
        ("10", "10:00"),
        ("m3a 10", "10:00"),
        ("على العاشرة", "10:00"),
        ("à 3h", "15:00"),
        ("2", "14:00"),
        ("15h", "15:00"),
        ("le plus tôt possible", "08:30"),
    ],
)
def test_an_hour_in_any_writing(desk: Desk, text: str, hour: str) -> None:
    """A small number is in the afternoon when the office is closed before; a number is never a place in a list."""
    at_the_time(desk).write(text)
    assert desk.values["time"] == f"2026-12-07T{hour}:00"


@pytest.mark.parametrize("text", ["3h du matin", "m3a 3 d sba7", "22h", "الثالثة صباحا", "minuit"])
def test_an_hour_at_which_nobody_is_there(desk: Desk, text: str) -> None:
    """At three in the morning the office is closed, and its hours are told."""
    answer = at_the_time(desk).write(text)
    assert "08:30-16:30" in answer
    assert "time" not in desk.values


def test_an_hour_between_two_slots(desk: Desk) -> None:
    """The nearest ones are offered."""
    answer = at_the_time(desk).write("10h05")
    assert "10:05 n’est pas libre" in answer
    assert {"10:00", "10:10"} <= set(desk.titles)


def test_a_part_of_the_day(desk: Desk) -> None:
    """ "In the afternoon": slots of it."""
    at_the_time(desk).write("l'après-midi")
    assert desk.titles
    assert all("12:00" <= title <= "16:20" for title in desk.titles)


def test_the_lunch_break_of_a_friday(desk: Desk) -> None:
    """Nobody is received between twelve and two."""
    assert "08:30-12:00, 14:00-16:30" in at_the_time(desk, "vendredi").write("13h")


def test_an_older_button(desk: Desk) -> None:
    """A slot of another day that was offered before, or of this one that is taken now, is not taken blindly."""
    at_the_time(desk).write("", choice="2026-12-08T10:00:00")
    assert "time" not in desk.values
    desk.write("", choice="2026-12-07T03:00:00")
    assert "time" not in desk.values or desk.values["time"].endswith("15:00:00")


# ---- names and numbers


@pytest.mark.parametrize("name", ["Amina Essai", "أمينة مثال", "ⴰⵎⵉⵏⴰ", "O’Essai-Démo", "مُحَمَّد"])
def test_a_name(desk: Desk, name: str) -> None:
    """Of any script, with apostrophes, hyphens and vowel marks."""
    at_the_time(desk).write("10h")
    desk.write(name)
    assert desk.values["name"] == name


@pytest.mark.parametrize("name", ["1234", "a" * 61, "'; DROP TABLE x; --", "{ $name }", "<b>Amina</b>", "%s %s", "x"])
def test_no_name(desk: Desk, name: str) -> None:
    """Letters only; what is refused is not kept."""
    at_the_time(desk).write("10h")
    desk.write(name)
    assert "name" not in desk.values


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=80))
def test_any_text_as_a_name(text: str) -> None:
    """Never an error, and nothing but letters and what joins them is taken."""
    message = Message("m", "c", "web", "fr", TUESDAY, text=text)
    reading = NameField("appointment").read(Context({}, message))
    if isinstance(reading, Accept):
        assert not set(reading.value) & set('<>{}$%;"\n0123456789')


@pytest.mark.parametrize(
    ("text", "phone"),
    [("06 00 00 00 01", "+212600000001"), ("+212600000001", "+212600000001"), ("٠٦٠٠٠٠٠٠٠١", "+212600000001")],
)
def test_a_number(desk: Desk, text: str, phone: str) -> None:
    """In any writing; it is optional."""
    at_the_time(desk).write("10h")
    desk.write("Amina Essai")
    desk.write("12")
    assert "phone" not in desk.values
    desk.write(text)
    assert desk.values["phone"] == phone


def test_a_channel_with_numbers_asks_for_none(needs: Needs) -> None:
    """Nobody is asked for more than is needed."""
    desk = Desk(needs, channel="whatsapp_cloud")
    at_the_time(desk).write("10h")
    assert "récapitule" in desk.write("Amina Essai")


# ---- what becomes of it


def test_what_to_bring_is_that_of_the_procedure(desk: Desk) -> None:
    """The papers of this very procedure, with their source, and a button to all of them."""
    answer = at_the_summary(desk).write("oui", "affirm")
    assert "CNIE" in answer
    assert "vérifié le" in answer
    assert '/ask_procedure{"procedure": "cnie-loss"}' in [button.payload for button in desk.buttons]


def test_the_same_message_again_books_once(desk: Desk, reminders: Reminders) -> None:
    """As when the process died between the write and the answer: the same number, the same words."""
    first = at_the_summary(desk).write("oui", "affirm")
    assert desk.again() == first
    assert len(desk.needs.service.held(desk.conversation, TUESDAY)) == 1
    assert len(reminders.kept) == 1


def test_somebody_was_quicker(needs: Needs) -> None:
    """The three places of the slot are taken between the summary and the yes: said so, and others are offered."""
    desk = at_the_summary(Desk(needs))
    for number in range(3):
        booked(Desk(needs, conversation=f"web-other-{number}"))
    answer = desk.write("oui", "affirm")
    assert "vient de prendre" in answer
    assert "10:00" not in desk.titles
    assert {"09:50", "10:10"} & set(at_the_time_again(desk))
    desk.press(desk.titles[0])
    assert "RV-2026" in desk.write("oui", "affirm")


def at_the_time_again(desk: Desk) -> list[str]:
    desk.write("10h")
    return desk.titles


def test_a_reminder_the_day_before(desk: Desk, reminders: Reminders) -> None:
    """At five in the afternoon, to this conversation, not after the appointment, without a name."""
    reference = booked(desk)
    kept = reminders.kept[reference]
    assert kept["due_at"] == datetime(2026, 12, 6, 17, tzinfo=MOROCCO)
    assert kept["until"] == datetime(2026, 12, 7, 10, tzinfo=MOROCCO)
    assert kept["conversation"] == desk.conversation
    assert kept["template"] == ("appointment_tomorrow", ("10:00", reference))
    assert reference in kept["text"]
    assert "Amina" not in kept["text"]


def test_no_reminder_when_it_is_too_late_for_one(needs: Needs, reminders: Reminders) -> None:
    """Booked at six for tomorrow: nothing is promised."""
    desk = Desk(needs, now=datetime(2026, 12, 1, 18, tzinfo=MOROCCO))
    booked(desk, "demain")
    assert reminders.kept == {}
    assert "rappellerai" not in desk.answer


def test_an_appointment_outlives_its_reminder(
    desk: Desk, reminders: Reminders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The notifications' database is down: the place is booked all the same."""

    def down(**_reminder: Any) -> bool:
        raise RegisterUnavailable("down")

    monkeypatch.setattr(reminders, "remind", down)
    assert booked(desk)


def test_the_same_thing_twice(desk: Desk) -> None:
    """One appointment for one thing; the way to the other is offered."""
    booked(desk)
    at_the_summary(desk, "mardi")
    assert "déjà un rendez-vous" in desk.write("oui", "affirm")
    assert "/manage_appointment" in [button.payload for button in desk.buttons]


def test_a_register_that_is_down(desk: Desk, register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said clearly, nothing lost, nothing half-written; the same yes works when it is back."""
    at_the_summary(desk)
    monkeypatch.setattr(register, "write", lambda: (_ for _ in ()).throw(RegisterUnavailable("down")))
    assert "ne répond pas" in desk.write("oui", "affirm")
    monkeypatch.undo()
    assert "RV-2026" in desk.write("oui", "affirm")
    assert len(desk.needs.service.held(desk.conversation, TUESDAY)) == 1


def test_an_answer_that_was_lost(desk: Desk, register: Register) -> None:
    """Written, but reported as failed: another yes finds what was written."""
    at_the_summary(desk)
    before = desk.stack
    reference = re.findall(r"RV-2026-[0-9A-Z]{7}", desk.write("oui", "affirm"))[0]
    desk.stack = before
    assert reference in desk.write("oui", "affirm")


def test_another_day_drops_the_hour(desk: Desk) -> None:
    """Corrected in the summary: the hour of the old day is asked anew."""
    at_the_summary(desk)
    desk.write("non, mercredi", "correct")
    assert desk.values["day"] == "2026-12-02"
    assert "time" not in desk.values


# ---- mine


def test_moving(desk: Desk, reminders: Reminders) -> None:
    """By words; the old place is free, the reminder moves along, the same message again changes nothing."""
    reference = booked(desk)
    desk.write("je veux déplacer mon rendez-vous", "manage_appointment")
    desk.write("mardi")
    desk.write("11h")
    assert "Nouvelle date" in desk.answer
    answer = desk.write("oui", "affirm")
    assert "mardi 08/12/2026 à 11:00" in answer
    assert desk.again() == answer
    assert reminders.kept[reference]["due_at"] == datetime(2026, 12, 7, 17, tzinfo=MOROCCO)
    [held] = desk.needs.service.held(desk.conversation, TUESDAY)
    assert (held.reference, held.start) == (reference, datetime(2026, 12, 8, 11))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("annuler", "cancel"),
        ("نلغيه", "cancel"),
        ("bghit nlghih", "inform"),
        ("supprimer", "inform"),
        ("cancel it", "cancel"),
    ],
)
def test_cancelling_is_of_the_appointment(desk: Desk, reminders: Reminders, text: str, intent: str) -> None:
    """ "Cancel", asked what to do with an appointment, means it, not the form; it is confirmed first."""
    reference = booked(desk)
    desk.write("mon rendez-vous", "manage_appointment")
    assert "Annuler ce rendez-vous" in desk.write(text, intent)
    answer = desk.write("oui", "affirm")
    assert f"{reference} est annulé" in answer
    assert desk.again() == answer
    assert reminders.forgotten == [reference, reference]
    assert desk.needs.service.held(desk.conversation, TUESDAY) == []


def test_not_cancelling_after_all(desk: Desk) -> None:
    """ "Cancel" at the question whether to cancel stops the form: the appointment stands."""
    reference = booked(desk)
    desk.write("annuler mon rendez-vous", "manage_appointment")
    desk.write("laisse tomber", "cancel")
    assert desk.stack == ()
    assert [one.reference for one in desk.needs.service.held(desk.conversation, TUESDAY)] == [reference]


def test_looking_it_up(desk: Desk) -> None:
    """When, where, its number; and its files again."""
    reference = booked(desk)
    desk.write("c'est quand mon rdv", "manage_appointment")
    assert reference in desk.answer
    assert "lundi 07/12/2026 à 10:00" in desk.answer
    assert desk.said[-1].files


def test_one_of_several(desk: Desk) -> None:
    """Asked which, by button or number."""
    first = booked(desk)
    desk.write("rdv passeport perdu à Kénitra", "book_appointment")
    desk.press(desk.titles[0])
    desk.write("mardi")
    desk.write("9h")
    desk.write("Amina Essai")
    desk.press("Continuer")
    desk.write("oui", "affirm")
    desk.write("mes rendez-vous", "manage_appointment")
    assert desk.titles == ["07/12 10:00", "08/12 09:00"]
    desk.write(first.lower().replace("-", " "))
    assert desk.values["appointment"] == first


def test_none(desk: Desk) -> None:
    """Nothing was booked here: the number is asked for."""
    assert "RV-…" in desk.write("mon rdv", "manage_appointment")
    assert "correct" in desk.write("RV-2026-AAAAAAA")


def test_it_was_cancelled_meanwhile(desk: Desk) -> None:
    """On another device: said so."""
    reference = booked(desk)
    desk.write("annuler mon rdv", "manage_appointment")
    desk.needs.service.cancel(reference, "elsewhere", TUESDAY)
    assert "n’existe plus" in desk.write("oui", "affirm")


# ---- somebody else's


def test_somebody_elses(needs: Needs) -> None:
    """Unknown and another's number are asked the same, answered the same, and show nothing."""
    owner = Desk(needs)
    at_the_time(owner).write("10h")
    owner.write("Amina Essai")
    owner.write("0600000001")
    reference = re.findall(r"RV-2026-[0-9A-Z]{7}", owner.write("oui", "affirm"))[0]
    heard = []
    for number, named in enumerate((reference, _unknown_reference())):
        thief = Desk(needs, conversation=f"web-thief-{number}")
        heard.append(
            [
                thief.write("annuler mon rendez-vous " + named, "manage_appointment"),
                thief.write("9999"),
                thief.write("lundi"),
                thief.write("oui", "affirm"),
            ]
        )
    assert heard[0] == heard[1]
    assert "Kénitra" not in "".join(heard[0])
    assert len(needs.service.held(owner.conversation, TUESDAY)) == 1


@pytest.mark.parametrize("intent", ["correct", "deny", "inform"])
def test_somebody_elses_in_place_of_ones_own(needs: Needs, intent: str) -> None:
    """A number that corrects one's own, while another question is open: neither shown nor told apart from an unknown one."""
    owner = Desk(needs)
    at_the_time(owner).write("10h")
    owner.write("Amina Essai")
    owner.write("0600000001")
    reference = re.findall(r"RV-2026-[0-9A-Z]{7}", owner.write("oui", "affirm"))[0]
    heard = []
    for number, named in enumerate((reference, _unknown_reference())):
        thief = Desk(needs, conversation=f"web-thief-{number}")
        booked(thief, "mardi")
        thief.write("mon rendez-vous", "manage_appointment")
        heard.append(thief.write(f"non, {named}", intent).replace(named, "…"))
    assert heard[0] == heard[1]
    assert "lundi" not in heard[0]


def test_the_owner_on_another_device(needs: Needs) -> None:
    """The telephone on file, then the code: what was booked there can be cancelled here."""
    owner = Desk(needs)
    at_the_time(owner).write("10h")
    owner.write("Amina Essai")
    owner.write("0600000001")
    reference = re.findall(r"RV-2026-[0-9A-Z]{7}", owner.write("oui", "affirm"))[0]
    other = Desk(needs, conversation="web-phone")
    other.write(f"annuler mon rendez-vous {reference}", "manage_appointment")
    other.write("0001")
    [code] = re.findall(r"(?<!\d)\d{6}(?!\d)", other.answer)
    assert "Annuler ce rendez-vous" in other.write(code)
    assert "est annulé" in other.write("oui", "affirm")
    assert needs.service.held(owner.conversation, TUESDAY) == []


def _unknown_reference() -> str:
    """Well formed, and nobody's."""
    written = ("RV-2026-000000" + one for one in "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    return next(one for one in written if normal_reference(one))


def test_a_form_that_was_left_finds_other_hours(needs: Needs) -> None:
    """Yesterday's summary is confirmed when the slot is over: nothing in the past is booked."""
    desk = at_the_summary(Desk(needs), "demain")
    desk.now += timedelta(hours=23)
    desk.now = replace_hour(desk.now, 10)
    desk.write("oui", "affirm")
    assert needs.service.held(desk.conversation, TUESDAY) == []


def replace_hour(moment: datetime, hour: int) -> datetime:
    return moment.replace(hour=hour, minute=30)


def test_desks_are_apart(needs: Needs) -> None:
    """The helper of these tests starts another conversation with nothing of the first."""
    first = at_the_day(Desk(needs))
    assert replace(first, conversation="web-2").other("web-3").stack == ()


def test_with_what_bootstrap_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, real_library: Library) -> None:
    """The real service, register and notifications: booked, its reminder kept once for a message that comes twice, gone when cancelled."""
    monkeypatch.setenv("CHOBBAK_DATABASE_URL", f"sqlite:///{tmp_path}/chobbak.db")
    monkeypatch.setenv("CHOBBAK_APPOINTMENTS_URL", f"sqlite:///{tmp_path}/registers.db")
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    clear()
    try:
        desk = Desk(Needs(make_library=lambda: real_library))
        _open_conversation(desk.conversation)
        booked(desk)
        desk.again()
        assert _reminders() == 1
        desk.write("annuler mon rdv", "manage_appointment")
        desk.write("oui", "affirm")
        assert _reminders() == 0
        assert bootstrap.appointment_repository().count_of(desk.conversation) == 1
    finally:
        bootstrap.database().dispose()
        clear()


def _open_conversation(conversation: str) -> None:
    from bot.persistence.conversations import SqlConversationRepository
    from bot.persistence.records import Conversation

    SqlConversationRepository(bootstrap.database()).open(
        Conversation(conversation, "web", "h" * 64, "fr", None, TUESDAY)
    )


def _reminders() -> int:
    from sqlalchemy import text

    with bootstrap.database().read() as connection:
        return int(connection.execute(text("SELECT COUNT(*) FROM reminders")).scalar_one())
