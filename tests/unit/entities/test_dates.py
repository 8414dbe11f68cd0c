"""bot.entities.dates: the days that citizens name, in figures, in words, and relative to today."""

from __future__ import annotations

from datetime import date

import pytest

from bot.entities.dates import Prefer
from bot.entities.model import Kind
from tests.unit.entities.reading import TODAY, extractor, values

WEEK = "2027-03-08/2027-03-14"
MONTH = "2027-04-01/2027-04-30"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5/3", "2027-03-05"),
        ("2/3", "2028-03-02"),
        ("05-03-2027", "2027-03-05"),
        ("5.3.27", "2027-03-05"),
        ("5 / 3 / 2027", "2027-03-05"),
        ("٥/٣", "2027-03-05"),
        ("2027-12-01", "2027-12-01"),
        ("3/3", "2027-03-03"),
        ("29/2", "2028-02-29"),
        ("12/5/85", "1985-05-12"),
        ("12/5/40", "2040-05-12"),
    ],
)
def test_figures(text: str, value: str) -> None:
    """Day, month, year; without a year the next such day, today included."""
    assert values(text, Kind.DATE) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("le 5 mars", "2027-03-05"),
        ("1er août 2027", "2027-08-01"),
        ("LE 12 SEPTEMBRE", "2027-09-12"),
        ("lundi 8 mars", "2027-03-08"),
        ("March 5th 2027", "2027-03-05"),
        ("12 of may", "2027-05-12"),
        ("5 sept", "2027-09-05"),
        ("7 d ghocht", "2027-08-07"),
        ("nhar 5 chtanbir", "2027-09-05"),
        ("5 chotanber", "2027-09-05"),
        ("10 dyal yanayer", "2028-01-10"),
        ("15 غشت", "2027-08-15"),
        ("15 أغسطس 2027", "2027-08-15"),
        ("يوم ٣ دجنبر", "2027-12-03"),
        ("3 من نونبر", "2027-11-03"),
        ("نهار 20 يوليوز", "2027-07-20"),
        ("5 ⵎⴰⵕⵚ 2027", "2027-03-05"),
        ("10 ⴽⵜⵓⴱⵔ", "2027-10-10"),
        ("5 yulyuz", "2027-07-05"),
        ("le 5", "2027-03-05"),
        ("le 2", "2027-04-02"),
        ("le 31", "2027-03-31"),
        ("nhar 15 f chhar", "2027-03-15"),
        ("نهار 12", "2027-03-12"),
        ("the 12th", "2027-03-12"),
    ],
)
def test_days_of_a_month(text: str, value: str) -> None:
    """Names of months in any locale and spelling; a day alone is the next one of that number."""
    assert values(text, Kind.DATE) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("aujourd'hui", "2027-03-03"),
        ("demain", "2027-03-04"),
        ("après-demain", "2027-03-05"),
        ("avant-hier", "2027-03-01"),
        ("the day after tomorrow", "2027-03-05"),
        ("غدا فالعشية", "2027-03-04"),
        ("بعد غدا", "2027-03-05"),
        ("البارح", "2027-03-02"),
        ("ghedda", "2027-03-04"),
        ("be3d ghedda", "2027-03-05"),
        ("lbare7", "2027-03-02"),
        ("azekka", "2027-03-04"),
        ("ass-a", "2027-03-03"),
        ("ⴰⵣⴽⴽⴰ", "2027-03-04"),
        ("lundi", "2027-03-08"),
        ("lundi prochain", "2027-03-08"),
        ("mercredi", "2027-03-10"),
        ("nhar letnin jay", "2027-03-08"),
        ("nhar tlata", "2027-03-09"),
        ("next friday", "2027-03-05"),
        ("last monday", "2027-03-01"),
        ("mercredi dernier", "2027-02-24"),
        ("depuis lundi", "2027-03-01"),
        ("نهار الجمعة", "2027-03-05"),
        ("الاثنين القادم", "2027-03-08"),
        ("ass n letnin", "2027-03-08"),
        ("ⴰⵙⵙ ⵏ ⵓⵢⵏⴰⵙ", "2027-03-08"),
        ("men daba yomayn", "2027-03-05"),
        ("من دابا يوماين", "2027-03-05"),
        ("dans trois jours", "2027-03-06"),
        ("in 2 weeks", "2027-03-17"),
        ("dans 1 mois", "2027-04-03"),
        ("بعد أسبوعين", "2027-03-17"),
        ("mn b3d 10 ayam", "2027-03-13"),
        ("il y a un mois", "2027-02-03"),
        ("3 days ago", "2027-02-28"),
        ("20 nhar hadi", "2027-02-11"),
        ("هادي شهرين", "2027-01-03"),
        ("قبل ثلاثة أسابيع", "2027-02-10"),
    ],
)
def test_relative_days(text: str, value: str) -> None:
    """Today is Wednesday 3 March 2027; a weekday is never today."""
    assert values(text, Kind.DATE) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("semaine prochaine", WEEK),
        ("simana jaya", WEEK),
        ("السيمانة الجاية", WEEK),
        ("الأسبوع القادم", WEEK),
        ("next week", WEEK),
        ("cette semaine", "2027-03-01/2027-03-07"),
        ("had simana", "2027-03-01/2027-03-07"),
        ("la semaine dernière", "2027-02-22/2027-02-28"),
        ("le mois prochain", MONTH),
        ("الشهر الجاي", MONTH),
        ("chhar jay", MONTH),
        ("last year", "2026-01-01/2026-12-31"),
        ("l3am jay", "2028-01-01/2028-12-31"),
        ("ce week-end", "2027-03-06/2027-03-07"),
        ("نهاية الأسبوع", "2027-03-06/2027-03-07"),
        ("en avril", MONTH),
        ("f ghocht", "2027-08-01/2027-08-31"),
        ("depuis janvier", "2027-01-01/2027-01-31"),
        ("may 2028", "2028-05-01/2028-05-31"),
        ("depuis 2022", "2022-01-01/2022-12-31"),
    ],
)
def test_intervals(text: str, value: str) -> None:
    """Weeks from Monday to Sunday, weekends, whole months and years."""
    assert values(text, Kind.DATE) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("né le 5/4", "2026-04-05"),
        ("née le 5 avril 90", "2026-04-05"),
        ("tzadit nhar 5 avril 1990", "1990-04-05"),
        ("مزداد 5/4/30", "1930-04-05"),
        ("dépôt du 4 avril", "2026-04-04"),
        ("دفعت الطلب نهار 12", "2027-02-12"),
    ],
)
def test_words_that_say_past(text: str, value: str) -> None:
    """After "born" and "filed" a date without a year, or with two digits of it, is behind us."""
    assert values(text, Kind.DATE) == [value]


def test_the_past_may_be_preferred() -> None:
    """Who asks for a date of birth says so."""
    (entity,) = extractor().extract("5/4", TODAY, Prefer.PAST)
    assert entity.value == "2026-04-05"


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2027", "30 février", "32/1", "0/0", "le 112", "appelez le 15", "may i come", "3afak", "sept copies",
        "10/10/10/10", "le 5 dh", "tlata", "the two", "nhar wahed", "5 chevaux", "l'acte", "1.2.3.4", "",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    """Impossible days, emergency numbers, amounts, and words that only look like dates."""
    assert values(text, Kind.DATE) == []


@pytest.mark.parametrize("today", [date(2027, 1, 31), date(2028, 2, 29), date(2027, 12, 31)])
def test_ends_of_months(today: date) -> None:
    """A month after the 31st is the last day of the next; nothing breaks at the end of a year."""
    found = extractor().extract("dans un mois, le 31, l'année prochaine", today)
    assert [entity.kind for entity in found] == [Kind.DATE] * 3
