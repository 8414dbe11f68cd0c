"""bot.entities.quantities: amounts of money, fiscal horsepower, durations and ages, fuels."""

from __future__ import annotations

import pytest

from bot.entities.model import Kind
from tests.unit.entities.reading import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("75 dh", "75"),
        ("75dh", "75"),
        ("200 DHS", "200"),
        ("1 500,50 MAD", "1500.5"),
        ("deux mille dirhams", "2000"),
        ("75 درهم", "75"),
        ("٧٥ درهما", "75"),
        ("خمسة وعشرين درهم", "25"),
        ("عشرة ديال الدراهم", "10"),
        ("مية درهم", "100"),
        ("75 drhm", "75"),
        ("2000 ryal", "100"),
        ("عشرين ألف ريال", "1000"),
        ("khmsin alf ryal", "2500"),
        ("20 alf frank", "200"),
        ("مليون فرنك", "10000"),
        ("50 centimes", "0.5"),
        ("12 dirhams 50 centimes", "12.5"),
        ("12 درهم و 50 سنتيم", "12.5"),
        ("dh 200", "200"),
        ("two hundred dirhams", "200"),
        ("75 ⴷⵔⵀⵎ", "75"),
        ("75 n ryal", "3.75"),
        ("100 d dirham", "100"),
        ("trois cents dirhams", "300"),
    ],
)
def test_money(text: str, value: str) -> None:
    """In dirhams, of which a ryal is a twentieth and a franc or centime a hundredth."""
    assert values(text, Kind.MONEY) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8 khyoul", "8"),
        ("8 chevaux", "8"),
        ("8cv", "8"),
        ("11 CV diesel", "11"),
        ("sba3 khyoul", "7"),
        ("8 خيول", "8"),
        ("11 حصانا", "11"),
        ("خمسة شوفو", "5"),
        ("سبعة د الخيول", "7"),
        ("puissance fiscale 10", "10"),
        ("القوة الجبائية 13", "13"),
        ("9 hp", "9"),
        ("15 horsepower", "15"),
        ("8 ⵉⵢⵙⴰⵏ", "8"),
        ("6 n iysan", "6"),
        ("7 chv", "7"),
        ("7chv", "7"),
        ("14 chvl", "14"),
        ("6 chwal", "6"),
        ("7 khiyoul", "7"),
        ("4 khyul", "4"),
        ("8 شفو", "8"),
        ("7 ⵏ ⵍⵅⵢⵓⵍ", "7"),
        ("9 ⵉⵙⴰⵏ", "9"),
        ("6 n isan", "6"),
        ("9 fiscal horses", "9"),
    ],
)
def test_horsepower(text: str, value: str) -> None:
    """Before or after its number, with or without "of"."""
    assert values(text, Kind.HORSEPOWER) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15 jours", "P15D"),
        ("2 semaines", "P2W"),
        ("un mois", "P1M"),
        ("25 ans", "P25Y"),
        ("6 years old", "P6Y"),
        ("18 عام", "P18Y"),
        ("ثمانين سنة", "P80Y"),
        ("شهرين", "P2M"),
        ("يومين", "P2D"),
        ("3 chhour", "P3M"),
        ("wa7d 3am", "P1Y"),
        ("yomayn", "P2D"),
        ("sin wayyurn", "P2M"),
        ("ⵙⵉⵏ ⵉⵙⴳⴳⵯⴰⵙⵏ", "P2Y"),
        ("3 n chhour", "P3M"),
        ("krad wayyourn", "P3M"),
        ("2 n iseggusa", "P2Y"),
    ],
)
def test_durations(text: str, value: str) -> None:
    """Days, weeks, months and years, ages too; a dual is two."""
    assert values(text, Kind.DURATION) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6 cv diesel", "diesel"),
        ("gasoil 7", "diesel"),
        ("مازوط", "diesel"),
        ("lmazot", "diesel"),
        ("essence", "petrol"),
        ("ليصانص", "petrol"),
        ("sans plomb", "petrol"),
        ("petrol", "petrol"),
        ("hybride", "hybrid"),
        ("هيبريد", "hybrid"),
        ("électrique", "electric"),
        ("بالضو", "electric"),
        ("ⵎⴰⵣⵓⵟ", "diesel"),
        ("ⵎⴰⵣⵓⵜ", "diesel"),
        ("ⴷⵉⵣⵉⵍ", "diesel"),
        ("gazwal", "diesel"),
        ("gaz oil", "diesel"),
        ("mazut", "diesel"),
        ("dizil", "diesel"),
        ("مازوت", "diesel"),
        ("ديزيل", "diesel"),
        ("essance", "petrol"),
        ("لسانس", "petrol"),
        ("ⵀⵢⴱⵔⵉⴷ", "hybrid"),
        ("b do", "electric"),
    ],
)
def test_fuels(text: str, value: str) -> None:
    """Four fuels, by any of their names."""
    assert values(text, Kind.FUEL) == [value]


@pytest.mark.parametrize(
    "text", ["10 minutes", "5000 cv", "0 ans", "un dossier", "dh", "chevaux", "3am", "the essential", "12 copies", ""]
)
def test_what_is_no_quantity(text: str) -> None:
    """Units without a number, numbers without one of our units, impossible powers."""
    assert values(text, Kind.MONEY, Kind.HORSEPOWER, Kind.DURATION, Kind.FUEL) == []
