"""Which of some choices a message means."""

from __future__ import annotations

from datetime import datetime
from typing import Optional

import pytest

from bot.forms.choosing import chosen
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
