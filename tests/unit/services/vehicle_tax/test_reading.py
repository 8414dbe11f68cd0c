"""bot.services.vehicle_tax.reading: powers, fuels, lateness, weight, in the words that citizens use."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.entities.extractor import EntityExtractor
from bot.entities.model import Kind
from bot.language.data import gazetteer
from bot.services.vehicle_tax.model import Case, Fuel, Sort
from bot.services.vehicle_tax.reading import MOST_VEHICLES, Said, VehicleReader
from bot.settings import ROOT
from bot.text.normalise import normalise

WORDS = yaml.safe_load((ROOT / "data" / "vehicle_tax" / "words.yml").read_text("utf-8"))
READER = VehicleReader(gazetteer("units"), gazetteer("numbers"), WORDS)
EXTRACTOR = EntityExtractor.load(gazetteer)
TODAY = date(2026, 12, 1)
D, P, H, E = Fuel.DIESEL, Fuel.PETROL, Fuel.HYBRID, Fuel.ELECTRIC


def read(text: str, today: date = TODAY) -> Said:
    dates = [entity.value for entity in EXTRACTOR.extract(text, today) if entity.kind is Kind.DATE]
    return READER.read(text, dates, today)


@pytest.mark.parametrize(
    ("text", "powers", "fuels"),
    [
        ("3andi mazout 8 khyoul, nssit nkhelles", [8], [D]),
        ("8cv diesel", [8], [D]),
        ("7 chv essence svp", [7], [P]),
        ("14 chvl", [14], []),
        ("t3ettelt 3la 7 khiyoul lisans", [7], [P]),
        ("puissance fiscale 6 gasoil", [6], [D]),
        ("ma puissance fiscale c'est 9, carburant essence", [9], [P]),
        ("cv 7 mazot", [7], [D]),
        ("GO 8 CV", [8], [D]),
        ("carte grise fiha puissance 8 w carburant ES", [8], [P]),
        ("golf 7 tdi 8 cv", [8], []),
        ("ghari golf 8 cv mazut", [8], [D]),
        ("essence 4 cv, w khtha diesel 4 cv", [4, 4], [P, D]),
        ("moins de 8 cv essence", [7], [P]),
        ("less than 8cv petrol", [7], [P]),
        ("9ell mn 8 cv", [7], []),
        ("أقل من 8 أحصنة بنزين", [7], [P]),
        ("plus de 15 cv", [16], []),
        ("more than 15cv essence", [16], [P]),
        ("الطوموبيل ديالي القوة الجبائية 13 وكتمشي بالبنزين", [13], [P]),
        ("عندي ستة د الخيول مازوط", [6], [D]),
        ("سيارة هجينة قوتها 9 خيول", [9], [H]),
        ("طوموبيل 8 شفو", [8], []),
        ("9 ch مازوت", [9], [D]),
        ("8 ⵏ ⵍⵅⵢⵓⵍ ⵎⴰⵣⵓⵟ", [8], [D]),
        ("ⵜⴰⵎⵓⴱⵉⵍ ⵎⴰⵣⵓⵜ 9 ⵉⵙⴰⵏ", [9], [D]),
        ("tamoubil mazout 9 isan", [9], [D]),
        ("3ndi tesla katkhls chi 7aja?", [], [E]),
        ("200 cv", [200], []),
        ("0 cv diesel", [0], [D]),
        ("7,5 cv", [Decimal("7.5")], []),
        ("calcul vignette", [], []),
        ("", [], []),
    ],
)
def test_powers_and_fuels(text: str, powers: list[Any], fuels: list[Fuel]) -> None:
    """As they are written, impossible powers too: the form says what is wrong with them."""
    said = read(text)
    assert list(said.powers) == powers
    assert list(said.fuels) == fuels


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("diesel 6", [6]),
        ("mazot 8", [8]),
        ("ديازل 6", [6]),
        ("الفرق بين ضريبة 8 ديزل و8 بنزين", [8, 8]),
        ("clio 4 mazot", []),  # a model
        ("une voiture diesel", []),  # an article
        ("wa7d tomobil mazot", []),
        ("moto 125", []),
        ("diesel 2008", []),
        ("9", [9]),
        ("تسعود", [9]),
    ],
)
def test_bare_numbers(text: str, bare: list[int]) -> None:
    """What may be a power where one is asked for, or beside a fuel."""
    assert list(read(text).bare) == bare


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("8 cv diesel", Case()),
        ("nssit nkhelles", Case(is_late=True)),
        ("j'ai oublié la vignette", Case(is_late=True)),
        ("t3ettelt b 3 chhor", Case(is_late=True, months=3)),
        ("retard dyal chhrin", Case(is_late=True, months=2)),
        ("تعطلت شهرين على لافينييت", Case(is_late=True, months=2)),
        ("ⵄⵜⵜⵍⵖ ⴽⵔⴰⴷ ⵡⴰⵢⵢⵓⵔⵏ", Case(is_late=True, months=3)),
        ("3ttlgh krad wayyourn", Case(is_late=True, months=3)),
        ("retard de 45 jours", Case(is_late=True, days=45)),
        ("im late 2 weeks", Case(is_late=True, days=14)),
        ("retard 1 an", Case(is_late=True, months=12)),
        ("ma khelest ta lvignette d 2 snin", Case(is_late=True, years=(2025, 2026))),
        ("ماخلصتش عامين", Case(is_late=True, years=(2025, 2026))),
        ("je n'ai pas payé depuis 2022", Case(is_late=True, years=(2022, 2023, 2024, 2025, 2026))),
        ("i didn't pay vignette since 2022, 6 cv", Case(is_late=True, years=(2022, 2023, 2024, 2025, 2026))),
        ("vignette de 2023 et 2024 impayées", Case(is_late=True, years=(2023, 2024))),
        ("نسيت لافينييت العام لي فات", Case(is_late=True, years=(2025,))),
        ("t3ettelt mn février", Case(is_late=True)),
        ("si je paye en mars au lieu de janvier", Case(paid_on=date(2027, 3, 1))),
        ("majoration si je paye en mars", Case(is_late=True, paid_on=date(2026, 3, 1))),
        ("ila khelest f avril", Case(paid_on=date(2027, 4, 1))),
        ("camion 19 tonnes", Case(sort=Sort.HEAVY, kilograms=19000)),
        ("camion mitsubishi 3,5 t", Case(sort=Sort.HEAVY, kilograms=3500)),
        ("poids lourd 19t", Case(sort=Sort.HEAVY, kilograms=19000)),
        ("vito utilitaire 3t", Case(kilograms=3000)),
        ("بيكوب 3500 كيلو مازوط", Case(kilograms=3500)),
        ("شاحنة 8 أطنان", Case(sort=Sort.HEAVY, kilograms=8000)),
        ("ⵛⴰⵎⵢⵓⵏ 8000 ⴽⵉⵍⵓ", Case(sort=Sort.HEAVY, kilograms=8000)),
        ("moto 125", Case(sort=Sort.MOTORCYCLE)),
        ("scooter 500cc", Case(sort=Sort.MOTORCYCLE)),
        ("دراجة نارية 500 سي سي", Case(sort=Sort.MOTORCYCLE)),
        ("tomobil jdida 6 chevaux", Case(is_new=True)),
        ("taxi kbir 10cv", Case(perhaps_exempt=True)),
        ("tomobil mn 2008 8cv mazot", Case()),
        ("clio 8cv essence 2015", Case()),
    ],
)
def test_the_case(text: str, case: Case) -> None:
    """Lateness, unpaid years, weight and sort; the age of a car is no unpaid year."""
    assert read(text).case == case


@pytest.mark.parametrize("text", ["gpl 6 cv", "voiture au GPL", "lpg"])
def test_other_fuels(text: str) -> None:
    """Are seen, so that it can be said that we hold no tariff for them."""
    assert read(text).other_fuel
    assert not read(text).fuels


def test_never_more_vehicles_than_fit_an_answer() -> None:
    """A list of a hundred cars is cut."""
    assert len(read("8 cv diesel, " * 100).powers) == len(read("8 cv diesel, " * 100).fuels) == MOST_VEHICLES


@given(st.text(max_size=200), st.lists(st.just("2026-03-01/2026-03-31"), max_size=2))
def test_any_text_can_be_read(text: str, dates: list[str]) -> None:
    """Nonsense is nothing."""
    READER.read(text, dates, TODAY)


@given(
    st.lists(
        st.sampled_from(
            [
                "8",
                "0",
                "200",
                "99999999999999999999",
                "7,5",
                "cv",
                "khyoul",
                "diesel",
                "essence",
                "t",
                "tonnes",
                "kg",
                "cc",
                "retard",
                "nsit",
                "depuis",
                "2022",
                "1",
                "an",
                "3",
                "mois",
                "400",
                "ans",
                "mn",
                "golf",
                "moins",
                "de",
                "plus",
                "-",
            ]
        ),
        max_size=12,
    )
)
def test_any_mixture_of_our_words_can_be_read(words: list[str]) -> None:
    """Words of ours in any order give years that are over or current, and no more than they can."""
    case = READER.read(" ".join(words), (), TODAY).case
    assert all(year <= TODAY.year for year in case.years)
    assert case.months is None or 0 < case.months < 1000


def test_the_words_read_the_same_in_old_and_new_yaml() -> None:
    """No "no" or "on" that YAML 1.1 reads as something else; each has a word to compare."""
    path = ROOT / "data" / "vehicle_tax" / "words.yml"
    assert YAML(typ="safe", pure=True).load(path.read_text("utf-8")) == WORDS
    groups = [group for value in WORDS.values() for group in (value.values() if isinstance(value, dict) else [value])]
    for group in groups:
        norms = [normalise(phrase) for phrase in group]
        assert all(norms)
