"""The form of the vehicle tax, turn by turn, with the real tariff, machine and gazetteers; no engine, no database."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import yaml

from actions.vehicle_tax import form as form_module
from actions.vehicle_tax.form import FORMS, FuelField, PowerField, VehicleTaxForm, vehicles
from bot.entities.extractor import EntityExtractor
from bot.forms.model import Context, Refuse
from bot.language.data import gazetteer
from bot.locales import CODES
from bot.messages import format_message
from bot.services.tariffs import TariffFile
from bot.services.vehicle_tax.model import Fuel, Tariffs, Vehicle
from bot.services.vehicle_tax.reading import VehicleReader
from bot.services.vehicle_tax.service import VehicleTaxService
from bot.text.bidi import strip_isolates
from tests.actions.talk import Talk, message
from tests.assistant import ROOT

MOROCCO = ZoneInfo("Africa/Casablanca")
DECEMBER = datetime(2026, 12, 1, 10, tzinfo=MOROCCO)
JANUARY = datetime(2026, 1, 15, 10, tzinfo=MOROCCO)
EXTRACTOR = EntityExtractor.load(gazetteer)
WORDS = yaml.safe_load((ROOT / "data" / "vehicle_tax" / "words.yml").read_text("utf-8"))
READER = VehicleReader(gazetteer("units"), gazetteer("numbers"), WORDS)
SERVICE = VehicleTaxService(TariffFile(ROOT / "data" / "tariffs" / "vehicle-tax.yml", Tariffs))
INTENT = "calculate_vehicle_tax"


@pytest.fixture(autouse=True)
def parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The form finds the shipped tariff without anybody's settings."""
    monkeypatch.setattr(form_module, "vehicle_tax_service", lambda: SERVICE)
    monkeypatch.setattr(form_module, "vehicle_reader", lambda: READER)


def talk_to(locale: str = "fr", now: datetime = DECEMBER) -> Talk:
    """A citizen who begins with this form."""
    return Talk([make() for make in FORMS], INTENT, locale, now)


def context(text: str, **values: object) -> Context:
    return Context(values, message(text, intent="inform"))


def line(locale: str, part: str, **arguments: object) -> str:
    return strip_isolates(format_message(locale, f"vehicle-tax-{part}", **arguments))


def test_one_message_with_everything() -> None:
    """ "3andi mazout 8 khyoul, nssit nkhelles": no question, the sum, the penalty as of today."""
    talk = talk_to("ary-Latn")
    answer = talk.say("3andi mazout 8 khyoul, nssit nkhelles")
    assert talk.stack == ()
    assert "1.500 dh" in answer
    assert line("ary-Latn", "penalty", count=11, penalty=300, sum=1800) in answer
    assert "lematin.ma" in answer
    assert talk.says[-1].buttons[0].payload == '/ask_procedure{"procedure": "vehicle-tax"}'


def test_question_by_question() -> None:
    """Fuel by its button, power by a number."""
    talk = talk_to()
    assert talk.say("calcul vignette") == line("fr", "ask-fuel")
    assert talk.titles == ["Essence", "Diesel", "Hybride", "Électrique"]
    assert talk.say("=diesel") == line("fr", "ask-power")
    assert talk.titles == ["moins de 8 CV", "8 à 10 CV", "11 à 14 CV", "15 CV et plus"]
    assert "Vignette 2026, Diesel, moins de 8 CV : 700 DH." in talk.say("7")
    assert talk.stack == ()


@pytest.mark.parametrize(("pressed", "sum_"), [("1", "350"), ("8", "650"), ("11", "3\u202f000"), ("15", "8\u202f000")])
def test_a_band_by_its_button(pressed: str, sum_: str) -> None:
    """Who does not know the exact power knows the band."""
    talk = talk_to()
    talk.say("vignette essence")
    assert f"{sum_} DH." in talk.say(f"={pressed}")


@pytest.mark.parametrize("locale", CODES)
def test_in_every_locale(locale: str) -> None:
    """Asked, refused and answered, with titles that fit a phone."""
    talk = talk_to(locale)
    talk.say("vignette")
    assert talk.asked == "fuel"
    assert all(len(title) <= 20 for title in talk.titles)
    talk.say("=petrol")
    assert talk.asked == "power"
    assert all(len(title) <= 20 for title in talk.titles)
    talk.say("0")
    assert talk.asked == "power"
    answer = talk.say("8")
    assert talk.stack == ()
    assert "650" in answer
    assert "780" in answer
    assert "{" not in answer


@pytest.mark.parametrize("answer", ["200 cv", "90", "41 CV"])
def test_the_power_of_the_engine(answer: str) -> None:
    """Is told apart from the fiscal one, and asked again with the buttons."""
    talk = talk_to()
    talk.say("vignette diesel")
    assert "puissance du moteur" in talk.say(answer)
    assert talk.asked == "power"
    assert len(talk.titles) == 4


@pytest.mark.parametrize("answer", ["0", "0 cv", "7,5", "7.5 cv"])
def test_an_impossible_power(answer: str) -> None:
    """Nothing, or half a horse."""
    talk = talk_to()
    talk.say("vignette diesel")
    assert talk.say(answer) == line("fr", "power-impossible")
    assert talk.asked == "power"


@pytest.mark.parametrize("text", ["90 cv diesel", "0 cv diesel", "200 khyoul mazot"])
def test_an_impossible_power_from_the_start(text: str) -> None:
    """Is refused at once: 90 as a fiscal power would be 20,000 dirhams."""
    talk = talk_to()
    assert "DH" not in talk.say(text)
    assert talk.asked == "power"


@pytest.mark.parametrize("answer", ["blabla", "?", "'; DROP TABLE x; --", "{ $sum }", "=99", "=diesel", "😀"])
def test_nonsense_is_not_understood(answer: str) -> None:
    """Neither accepted nor refused as a power: the question again, then simpler words, then a person."""
    talk = talk_to()
    talk.say("vignette diesel")
    for _ in range(3):
        assert talk.asked == "power"
        said = talk.say(answer)
    assert line("fr", "ask-power") not in said
    assert "/human" in [button.payload for say in talk.says for button in say.buttons]


@pytest.mark.parametrize(
    ("text", "fuels"),
    [("mazot", ["diesel"]), ("ES", []), ("la deuxième", ["diesel"]), ("6 diesel et 8 essence", ["diesel", "petrol"])],
)
def test_fuels(text: str, fuels: list[str]) -> None:
    """By name, by place in the list; one for each car."""
    reading = FuelField().read(context(text))
    assert (reading and getattr(reading, "value", None)) == (fuels or None)


@pytest.mark.parametrize(
    ("text", "asked"), [("clio 1.6 diesel", "power"), ("golf 7 tdi diesel", "power"), ("diesel 6", None)]
)
def test_numbers_that_are_no_power(text: str, asked: str | None) -> None:
    """The size of an engine and the number of a model are asked past."""
    talk = talk_to()
    talk.say(text)
    assert talk.asked == asked


def test_another_fuel() -> None:
    """Is refused with those that we hold, and asked again."""
    assert isinstance(FuelField().read(context("gpl")), Refuse)
    talk = talk_to()
    assert talk.say("voiture gpl 6 cv") == line("fr", "other-fuel")
    assert talk.asked == "fuel"
    assert "350 DH" in talk.say("=petrol")


@pytest.mark.parametrize("text", ["hybride 8 cv", "ma voiture est électrique", "3ndi tesla"])
def test_exempt(text: str) -> None:
    """Nothing to pay, no power asked, no date of paying."""
    talk = talk_to()
    answer = talk.say(text)
    assert talk.stack == ()
    assert "exonéré" in answer
    assert "31/01" not in answer


@pytest.mark.parametrize(
    ("text", "part", "arguments"),
    [
        ("camion 19t", "heavy", {}),
        ("camion 19t", "halves", {"tons": 9}),
        ("camion 5 tonnes", "light", {"tons": 9, "first": "01/01", "last": "31/01"}),
        ("utilitaire 4500 kg diesel", "heavy", {}),
        ("moto 125", "motorcycle", {}),
    ],
)
def test_what_we_hold_no_tariff_for(text: str, part: str, arguments: dict[str, object]) -> None:
    """Is said, with what is known of it; no sum, no question."""
    talk = talk_to()
    answer = talk.say(text)
    assert talk.stack == ()
    assert line("fr", part, **arguments) in answer
    assert "DH" not in answer


def test_a_light_van_is_a_car() -> None:
    """Up to three tonnes its power counts."""
    assert "1\u202f500 DH." in talk_to().say("pick up 2,8 tonnes diesel 10 cv")


@pytest.mark.parametrize(
    ("text", "penalty", "total"),
    [
        ("8 cv diesel, retard de 3 mois", "240", "1\u202f740"),
        ("8 cv diesel, 45 jours de retard", "232,5", "1\u202f732,5"),
        ("6 cv essence, un mois de retard", "100", "450"),
        ("majoration si je paye en mars au lieu de janvier, 8cv essence", "100,75", "750,75"),
    ],
)
def test_as_late_as_is_said(text: str, penalty: str, total: str) -> None:
    """Months, days, or the month of paying."""
    answer = talk_to().say(text)
    assert f"pénalité de {penalty} DH, total {total} DH" in answer


def test_years_that_were_not_paid() -> None:
    """Each with its own penalty, the sum of them, and those that we hold no tariff for."""
    answer = talk_to().say("je n'ai pas payé depuis 2023, 7 cv diesel")
    assert "Vignette 2025, Diesel, moins de 8 CV : 700 DH. Avec 23 mois de retard : pénalité de 182 DH" in answer
    assert "Vignette 2026, Diesel, moins de 8 CV : 700 DH. Avec 11 mois de retard : pénalité de 140 DH" in answer
    assert line("fr", "all-years", sum=1722) in answer
    assert line("fr", "years-unheld", years="2023, 2024") in answer


def test_a_year_to_come() -> None:
    """Is computed by the tariff that is known, and says so."""
    answer = talk_to("ary-Latn").say("ila khelest f avril, 8cv ess")
    assert line("ary-Latn", "older-tariff", year="2027", known="2026") in answer


@pytest.mark.parametrize(("now", "told"), [(JANUARY, False), (DECEMBER, True)])
def test_who_does_not_say_whether_they_paid(now: datetime, told: bool) -> None:
    """Is not asked: after January they are told the sum with its penalty too."""
    answer = talk_to(now=now).say("8 cv diesel")
    assert ("n’est pas encore payée" in answer) is told
    assert ("1\u202f800 DH aujourd’hui" in answer) is told


def test_two_cars() -> None:
    """Each line its own; no total that nobody asked for."""
    answer = talk_to().say("une 6cv diesel et une 9cv essence")
    assert "Diesel, moins de 8 CV : 700 DH" in answer
    assert "Essence, 8 à 10 CV : 650 DH" in answer


@pytest.mark.parametrize(
    ("text", "part"), [("voiture neuve 6 cv diesel", "new"), ("taxi 8 cv diesel", "perhaps-exempt")]
)
def test_notes(text: str, part: str) -> None:
    """What is known of a new car; what could not be confirmed is said to be so."""
    arguments = {"days": 60} if part == "new" else {}
    assert line("fr", part, **arguments) in talk_to().say(text)


@pytest.mark.parametrize("intent", ["correct", "deny", "inform"])
def test_a_correction_in_the_middle(intent: str) -> None:
    """ "No, petrol" while the power is asked for, whatever intent it sounds like."""
    talk = talk_to()
    talk.say("vignette diesel")
    talk.say("non, essence", intent)
    assert talk.asked == "power"
    assert "650 DH" in talk.say("8")


def test_without_the_fuel() -> None:
    """ "I don't know": petrol and diesel are compared."""
    talk = talk_to()
    talk.say("8 cv")
    answer = talk.say("je ne sais pas", "dont_have_it")
    assert "650 DH" in answer
    assert "1\u202f500 DH" in answer


def test_without_the_power() -> None:
    """The whole tariff of that fuel."""
    talk = talk_to()
    talk.say("vignette diesel")
    answer = talk.say("je ne sais pas", "dont_have_it")
    assert [sum_ in answer for sum_ in ("700 DH", "1\u202f500 DH", "6\u202f000 DH", "20\u202f000 DH")] == [True] * 4
    assert "350 DH" not in answer


@pytest.mark.parametrize(
    ("fuels", "powers", "expected"),
    [
        ([Fuel.DIESEL], [8], [(Fuel.DIESEL, 8)]),
        ([Fuel.DIESEL, Fuel.PETROL], [8, 6], [(Fuel.DIESEL, 8), (Fuel.PETROL, 6)]),
        ([Fuel.DIESEL, Fuel.PETROL], [8], [(Fuel.DIESEL, 8), (Fuel.PETROL, 8)]),
        ([Fuel.PETROL], [6, 8], [(Fuel.PETROL, 6), (Fuel.PETROL, 8)]),
        ([Fuel.DIESEL, Fuel.DIESEL], [8], [(Fuel.DIESEL, 8)]),
        ([Fuel.HYBRID], [], [(Fuel.HYBRID, None)]),
    ],
)
def test_which_cars(fuels: list[Fuel], powers: list[int], expected: list[tuple[Fuel, int | None]]) -> None:
    """As many powers as fuels go together; else each with each."""
    assert vehicles(fuels, powers) == [Vehicle(*pair) for pair in expected]


def test_a_power_in_answer_to_the_fuel() -> None:
    """ "3 cv" is not the third of the list."""
    assert FuelField().read(context("3 cv")) is None


def test_the_same_message_again() -> None:
    """Gives the same answer: nothing is written."""
    form = VehicleTaxForm()
    once = context("8 cv diesel", fuel=["diesel"], power=[8])
    assert form.commit(once) == form.commit(once)
    assert form.confirm(once) is None


def test_a_summary_line() -> None:
    """What was understood, as it is shown when it is corrected."""
    known = context("", fuel=["diesel", "petrol"], power=[8, 6])
    assert FuelField().show(known) == ("Carburant", "Diesel, Essence")
    assert PowerField().show(known) == ("Puissance fiscale", "8 CV, 6 CV")
