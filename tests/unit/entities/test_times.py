"""bot.entities.times: hours as they are written and said, and parts of the day."""

from __future__ import annotations

import pytest

from bot.entities.model import Kind
from tests.unit.entities.reading import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14h30", "14:30"),
        ("14:30", "14:30"),
        ("14 h 30", "14:30"),
        ("à 9h", "09:00"),
        ("à 9.30", "09:30"),
        ("vers 10 heures et demie", "10:30"),
        ("dix heures et quart", "10:15"),
        ("10h moins le quart", "09:45"),
        ("midi", "12:00"),
        ("midi et demi", "12:30"),
        ("minuit", "00:00"),
        ("à 3 heures du soir", "15:00"),
        ("at 3pm", "15:00"),
        ("12 am", "00:00"),
        ("half past ten", "10:30"),
        ("quarter to ten", "09:45"),
        ("at 10", "10:00"),
        ("10 w noss", "10:30"),
        ("m3a l 10 w noss", "10:30"),
        ("l 10 gher rob3", "09:45"),
        ("m3a 10", "10:00"),
        ("nji l 10", "10:00"),
        ("3 d l3chiya", "15:00"),
        ("7 dyal sba7", "07:00"),
        ("9 dyal lil", "21:00"),
        ("10 ونص", "10:30"),
        ("مع 10 د الصباح", "10:00"),
        ("مع ١٠", "10:00"),
        ("الساعة 3 مساء", "15:00"),
        ("تمنية ديال الصباح", "08:00"),
        ("الساعة العاشرة صباحا", "10:00"),
        ("على الساعة الثانية عشرة والنصف", "12:30"),
        ("مع الوحدة ونص", "01:30"),
        ("10 ⵏ ⵜⵉⴼⴰⵡⵜ", "10:00"),
        ("10 n tifawt", "10:00"),
    ],
)
def test_hours(text: str, value: str) -> None:
    """On 24 hours; a part of the day beside the hour says whether it is after noon."""
    assert values(text, Kind.TIME) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("demain matin", "06:00/12:00"),
        ("jeudi après-midi", "12:00/18:00"),
        ("ce soir", "18:00/22:00"),
        ("غدا ف الصباح", "06:00/12:00"),
        ("فالعشية", "12:00/18:00"),
        ("fl3chiya", "12:00/18:00"),
        ("sba7", "06:00/12:00"),
        ("tomorrow morning", "06:00/12:00"),
        ("ⵜⴰⴷⴳⴳⵯⴰⵜ", "12:00/18:00"),
        ("f lil", "22:00/06:00"),
    ],
)
def test_parts_of_the_day(text: str, value: str) -> None:
    """An interval of hours."""
    assert values(text, Kind.TIME) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "25h", "14h75", "sba7 lkhir", "صباح الخير", "good morning", "m3a 3 d nas", "m3a wa7d khouya", "un soir",
        "il a 10 dossiers", "10 dh", "à zéro", "3afak", "m3a", "10", "5/3", "à 10 dh", "10 copies", "",
    ],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    """Greetings, counts, amounts and impossible hours."""
    assert [value for value in values(text, Kind.TIME) if "/" not in value] == []
