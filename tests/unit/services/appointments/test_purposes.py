"""What appointments are given for, and the words about them: the data agree with the catalogue, the offices and the messages."""

from __future__ import annotations

import pytest
import yaml

from bot.language.data import appointment_purposes, appointment_words
from bot.locales import CODES
from bot.messages import format_message
from bot.services.appointments.purposes import WISHES, Cues, Purposes
from bot.services.offices.kinds import Kinds
from bot.settings import ROOT
from bot.text.bidi import strip_isolates

PURPOSES = Purposes(appointment_purposes())
WORDS = appointment_words()


def test_every_procedure_exists_and_has_an_office() -> None:
    """In the catalogue, under one purpose only, and at some kind of office."""
    kinds = Kinds(yaml.safe_load((ROOT / "data" / "offices" / "kinds.yml").read_text(encoding="utf-8")))
    procedures = [one for purpose in PURPOSES.all() for one in purpose.procedures]
    assert len(procedures) == len(set(procedures))
    for one in procedures:
        assert (ROOT / "data" / "procedures" / f"{one}.yml").exists(), one
        assert kinds.of_procedure(one), one


@pytest.mark.parametrize("locale", CODES)
def test_every_purpose_is_a_button(locale: str) -> None:
    """Titled in every locale, in twenty characters, no two alike; ten at most, as a list on WhatsApp has."""
    titles = [strip_isolates(format_message(locale, f"appointment-purpose-{one.id}")) for one in PURPOSES.all()]
    assert len(titles) == len(set(titles)) <= 10
    assert all(len(title) <= 20 for title in titles)


def test_a_general_procedure_is_one_of_its_purpose() -> None:
    """Else the case would never be asked."""
    assert all(not one.general or one.general in one.procedures for one in PURPOSES.all())


def test_procedures_of_two_purposes_are_of_none() -> None:
    """Then it is asked which."""
    assert PURPOSES.of_procedures(["cnie-first", "cnie-loss"]) == PURPOSES["identity-card"]
    assert PURPOSES.of_procedures(["cnie-first", "passport-loss"]) is None
    assert PURPOSES.of_procedures(["vehicle-inspection"]) is None
    assert PURPOSES.of_procedures([]) is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("je veux déplacer mon rendez-vous", "move"),
        ("bghit nbeddel rdv", "move"),
        ("اريد تغيير موعدي", "move"),
        ("نبدل الرونديفو", "move"),
        ("annuler mon rdv", "cancel"),
        ("بغيت نلغي الموعد", "cancel"),
        ("n7eyed rdv", "cancel"),
        ("I want to cancel it", "cancel"),
        ("imta rdv dyali", "keep"),
        ("c'est quand mon rdv", "keep"),
    ],
)
def test_what_is_wished_for(text: str, wish: str) -> None:
    """By one word of its group, in any script, and by no other group's."""
    assert [one for one in WISHES if text in Cues(WORDS[one])] == [wish]


def test_no_word_of_two_wishes() -> None:
    """What would move an appointment must not cancel it."""
    spans = {wish: Cues(WORDS[wish]) for wish in WISHES}
    for wish in WISHES:
        for name in WORDS[wish]:
            assert [one for one in WISHES if name in spans[one]] == [wish], name


def test_words_are_taken_away_whole() -> None:
    """ "rendez-vous" is one, "rdv" another; what is left is the procedure."""
    booking = Cues(WORDS["booking"])
    assert booking.without("bghit nakhod rdv l lacarte") == "l lacarte"
    assert booking.without("passeport") == "passeport"
    assert booking.without("") == ""
