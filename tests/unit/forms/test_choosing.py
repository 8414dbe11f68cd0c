"""Which of some choices a message means."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Optional

import pytest

from bot.entities.model import Entity, Kind
from bot.forms.choosing import chosen, titled
from bot.forms.model import Message

OFFICES = [("Kénitra", "kenitra"), ("Ouled Oujih", "oujih"), ("Hay Riad", "riad")]


def message(text: str, choice: Optional[str] = None) -> Message:
    return Message("m", "c", "web", "fr", datetime(2026, 12, 1), text=text, choice=choice)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Kenitra", "kenitra"),
        ("القنيطرة", None),
        ("knitra", "kenitra"),
        ("le deuxième", "oujih"),
        ("2", "oujih"),
        ("ouled oujih svp", "oujih"),
        ("riad", "riad"),
        ("je veux suivre mon dossier", None),
        ("j'y vais", None),
        ("9", None),
        ("", None),
        ("🙂", None),
    ],
)
def test_by_place_or_title(text: str, meant: Optional[str]) -> None:
    """By its place, or by half of the words of its title; words that share one consonant with it are others."""
    assert chosen(message(text), OFFICES) == meant


def test_a_button_is_checked() -> None:
    """Only what is on offer; among no choices nothing is meant."""
    assert chosen(message("", "riad"), OFFICES) == "riad"
    assert chosen(message("", "elsewhere"), OFFICES) is None
    assert chosen(message("Kenitra"), []) is None


def test_an_hour_or_a_date_with_its_month_is_no_place_in_a_list() -> None:
    """ "3 at night", "the 3rd of January"; a bare "le 2" still is."""
    night = replace(message("3 dyal lil"), entities=(Entity(Kind.TIME, "03:00", 0, 10),))
    january = replace(message("3 janvier"), entities=(Entity(Kind.DATE, "2027-01-03", 0, 9),))
    second = replace(message("le 2"), entities=(Entity(Kind.DATE, "2026-12-02", 0, 4),))
    assert [chosen(one, OFFICES) for one in (night, january, second)] == [None, None, "oujih"]


def test_of_titles_that_share_words_the_nearer_is_meant() -> None:
    """ "avec mon nom" holds all of "Anonyme" but is not it: its skeleton is one word of three."""
    titles = [("Avec mon nom", "named"), ("Anonyme", "anonymous")]
    assert chosen(message("avec mon nom"), titles) == "named"
    assert chosen(message("anonyme"), titles) == "anonymous"


def test_a_title_word_for_word() -> None:
    """Accents and case aside; not by skeleton: "retour" is not "Arrêter"."""
    titles = [("Arrêter", "/cancel"), ("Modifier", "/correct")]
    assert titled("ARRETER", titles) == "/cancel"
    assert titled("retour", titles) is None
    assert titled("", titles) is None
    assert titled("modifier", [*titles, ("Modifier", "/change")]) is None
