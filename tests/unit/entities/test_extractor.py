"""bot.entities.extractor: all kinds together, on whole messages and on any text at all."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entities.extractor import apart
from bot.entities.model import Entity, Kind
from bot.text.bidi import strip_controls
from tests.unit.entities.reading import TODAY, extractor

PIECES = [
    "5/3", "le 12", "lundi prochain", "ghedda", "غدا", "السيمانة الجاية", "m3a l 10 w noss", "14h30", "10 ونص", "75 dh", "2000 ryal",
    "8 khyoul", "diesel", "مازوط", "15 jours", "شهرين", "Rabat", "فطنجة", "ⴰⴳⴰⴷⵉⵔ", "0600000012", "+212 600 000 012", "AB123456",
    "CH-2025-000123", "12345-A-6", "12345 أ 6", "vingt et un", "خمسة وعشرين", "3afak", "bghit", "والو", "👍", "\u200f", "\u200b", "31/02/2027",
    "le", "l", "w", "و", "d", "3", "10", "1 500", "né le", "tzadit", "appelez", "\n", ". ", ", ", "!", "٣", "ⵏ",
]  # fmt: skip
messages = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))


def found(text: str) -> list[tuple[str, str, str]]:
    return [
        (entity.kind.value, entity.value, text[entity.start : entity.end])
        for entity in extractor().extract(text, TODAY)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "nhar letnin jay m3a l 10 w noss",
            [("date", "2027-03-08", "nhar letnin jay"), ("time", "10:30", "m3a l 10 w noss")],
        ),
        ("le 5 à 14h30", [("date", "2027-03-05", "le 5"), ("time", "14:30", "à 14h30")]),
        ("غدا فالعشية", [("date", "2027-03-04", "غدا"), ("time", "12:00/18:00", "العشية")]),
        (
            "rdv mardi 14h à Rabat",
            [("date", "2027-03-09", "mardi"), ("time", "14:00", "14h"), ("place", "rabat", "Rabat")],
        ),
        ("dacia 8cv diesel", [("horsepower", "8", "8cv"), ("fuel", "diesel", "diesel")]),
        ("5 mars 10h", [("date", "2027-03-05", "5 mars"), ("time", "10:00", "10h")]),
        ("0600000012 et AB123456", [("phone", "+212600000012", "0600000012"), ("cin", "AB123456", "AB123456")]),
        ("plaque 12345 أ 6", [("plate", "12345-A-6", "12345 أ 6")]),
        ("2 copies, 75 dh", [("number", "2", "2"), ("money", "75", "75 dh")]),
        ("بغيت موعد نهار الجمعة مع 10", [("date", "2027-03-05", "نهار الجمعة"), ("time", "10:00", "مع 10")]),
        ("righ rdv azekka 10h", [("date", "2027-03-04", "azekka"), ("time", "10:00", "10h")]),
        ("01/01/2027 - 12345-A-6", [("date", "2027-01-01", "01/01/2027"), ("plate", "12345-A-6", "12345-A-6")]),
        ("3afak chno lwra9", []),
        ("", []),
        ("👍👍", []),
        ("\u200b\u200f", []),
    ],
)
def test_messages(text: str, expected: list[tuple[str, str, str]]) -> None:
    """The longest reading of each part, with its place in the message."""
    assert found(text) == expected


def test_places_are_those_of_the_original() -> None:
    """Invisible controls before, in and after a value move nothing."""
    text = "\u200fle \u200b06\u200d00 00 00 12\u2069 A\u0301"
    (phone,) = extractor().extract(text, TODAY)
    assert text[phone.start : phone.end] == "06\u200d00 00 00 12"


def test_of_one_length_the_more_specific_wins() -> None:
    """A telephone number before a number, whatever their order."""
    phone, number = Entity(Kind.PHONE, "a", 0, 4), Entity(Kind.NUMBER, "b", 0, 4)
    assert apart([number, phone]) == apart([phone, number]) == [phone]


def test_of_overlapping_candidates_the_longest_wins() -> None:
    """What touches it is kept."""
    long, inside, beside = Entity(Kind.DATE, "a", 0, 9), Entity(Kind.PHONE, "b", 5, 11), Entity(Kind.NUMBER, "c", 9, 11)
    assert apart([inside, beside, long]) == [long, beside]


@given(messages)
def test_no_text_breaks_it(text: str) -> None:
    """On any text: values in order, apart from one another, inside the text, each beginning and ending with a sign."""
    end = 0
    for entity in extractor().extract(text, TODAY):
        assert end <= entity.start < entity.end <= len(text)
        assert entity.value
        assert text[entity.start].strip()
        assert text[entity.end - 1].strip()
        end = entity.end


@given(
    st.lists(st.sampled_from([piece for piece in PIECES if piece not in ("né le", "tzadit", "appelez")]), max_size=8)
)
def test_a_value_is_found_again_in_its_own_words(pieces: list[str]) -> None:
    """What a value was read from reads the same alone, when no word around it decided."""
    text = " ".join(pieces)
    for entity in extractor().extract(text, TODAY):
        if entity.kind is not Kind.DOSSIER:
            alone = extractor().extract(text[entity.start : entity.end], TODAY)
            assert [(again.kind, again.value) for again in alone] == [(entity.kind, entity.value)]


@given(messages)
def test_invisible_controls_change_nothing(text: str) -> None:
    """The values of a message are those of the message without them."""
    values = [(entity.kind, entity.value) for entity in extractor().extract(text, TODAY)]
    assert values == [(entity.kind, entity.value) for entity in extractor().extract(strip_controls(text), TODAY)]


@pytest.mark.parametrize(
    "unit",
    [
        "9",
        "1 ",
        "le ",
        "m3a l 10 w ",
        "و",
        "😀",
        "1.",
        "1/",
        "a-1-",
        "mars 5 ",
        "06\u200b",
        "cent mille ",
        "manjer ",
        "+0 ",
        "x7",
        "a" * 99,
    ],
)
def test_long_messages_take_time_in_proportion(unit: str) -> None:
    """Ten thousand characters of anything take less than thirty times what a thousand take, and less than two seconds."""
    short, long = (unit * (size // len(unit)) for size in (1_000, 10_000))
    short_time, long_time = quickest(short), quickest(long)
    assert long_time < 2
    assert long_time < 30 * max(short_time, 0.002)


def quickest(text: str) -> float:
    """The least computing of three readings: a collection of garbage falls into one of them at most."""
    times = []
    for _ in range(3):
        begun = process_time()
        extractor().extract(text, TODAY)
        times.append(process_time() - begun)
    return min(times)
