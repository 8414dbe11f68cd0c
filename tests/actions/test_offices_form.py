"""Finding an office: what is asked, what is understood, what is said, and what the buttons carry."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actions.offices.card as card_module
import actions.offices.form as form_module
from actions.offices.card import Search
from actions.offices.form import FORMS, FindOffice
from bot.entities.extractor import EntityExtractor
from bot.errors import OfficesUnavailable
from bot.forms.machine import Machine, Stack, Step
from bot.forms.model import Button, Location, Message
from bot.language.data import gazetteer
from bot.locales import CODES
from bot.messages import format_message
from bot.persistence.offices import CsvOfficeRepository
from bot.services.offices.model import OfficeKind
from bot.services.offices.service import OfficeService
from tests.assistant import ROOT, plain
from tests.unit.services.offices.samples import Fixed, calendar, kinds, office, places

TUESDAY = datetime(2026, 12, 1, 9, 30, tzinfo=ZoneInfo("Africa/Casablanca"))
EXTRACTOR = EntityExtractor.load(gazetteer)
TITLE_LIMIT = 20


@cache
def shipped() -> OfficeService:
    repository = CsvOfficeRepository(ROOT / "data" / "offices", ROOT / "var" / "none.csv", places())
    return OfficeService(repository, calendar(), places(), kinds())


class Talk:
    """A conversation with the form alone: texts, locations, and buttons by what they carry."""

    def __init__(self, locale: str = "fr", now: datetime = TUESDAY, subject: str | None = None) -> None:
        self.locale, self.now, self.subject = locale, now, subject
        self.stack: Stack = ()
        self.turns = 0
        self.last: Step = Step((), ())

    def say(self, text: str = "", intent: str = "", **message: Any) -> Talk:
        self.turns += 1
        sent = Message(
            id=str(self.turns),
            conversation="c",
            channel="web",
            locale=self.locale,
            now=self.now,
            text=text,
            intent=intent or ("inform" if self.stack else "find_office"),
            confidence=message.pop("confidence", 0.9),
            entities=tuple(EXTRACTOR.extract(text, self.now.date())) if text else (),
            subject=self.subject,
            **message,
        )
        self.last = Machine({form.name: form for form in (maker() for maker in FORMS)}).step(self.stack, sent)
        self.stack = self.last.stack
        return self

    def share(self, latitude: float, longitude: float) -> Talk:
        return self.say(intent="share_location", location=Location(latitude, longitude), confidence=1.0)

    def press(self, title: str) -> Talk:
        """Presses a button of the last answer, as the gateway and the engine hand it on."""
        payload = next(button.payload for button in self.buttons if title in button.title)
        intent, _, rest = payload[1:].partition("{")
        return self.say(intent=intent, choice=json.loads("{" + rest)["value"], confidence=1.0)

    @property
    def text(self) -> str:
        return "\n".join(plain(say.text) for say in self.last.says)

    @property
    def buttons(self) -> Sequence[Button]:
        return [button for say in self.last.says for button in say.buttons]

    @property
    def titles(self) -> list[str]:
        return [plain(button.title) for button in self.buttons]


def use(monkeypatch: pytest.MonkeyPatch, service: Any) -> None:
    for module in (form_module, card_module):
        monkeypatch.setattr(module, "office_service", lambda: service)


@pytest.fixture(autouse=True)
def offices(monkeypatch: pytest.MonkeyPatch) -> None:
    """The offices that we ship."""
    use(monkeypatch, shipped())


@pytest.mark.parametrize(
    ("locale", "text", "name"),
    [
        ("fr", "le bureau d'état civil d'Agdal à Rabat, c'est ouvert ?", "Arrondissement Agdal, Rabat"),
        ("ar", "أين مركز البطاقة الوطنية بالناظور", "مركز البطاقة الوطنية الناظور"),
        ("ary", "فين كاينة القباضة ديال وزان", "قباضة وزان"),
        ("ary-Latn", "fin a9rab mo9ata3a f maarif", "Annexe administrative Maârif, Casablanca"),
        ("zgh", "ⵎⴰⵏⵉ ⵉⵍⵍⴰ ⵍⴱⵉⵔⵓ ⵏ ⵍⴽⴰⵔⵜ ⴳ ⵜⵉⵣⵏⵉⵜ", "مركز البطاقة الوطنية تزنيت"),
        ("zgh-Latn", "mani tella lqiyada n tata", "Caïdat Tata"),
        ("en", "tax office in Tangier please", "Perception Tanger"),
    ],
)
def test_one_message_is_enough(locale: str, text: str, name: str) -> None:
    """Who names place and kind is answered at once, in every locale: name, hours, address, map; nothing stays open."""
    talk = Talk(locale).say(text)
    lines = talk.text.splitlines()
    assert name in lines
    assert plain(format_message(locale, "offices-open", time="16:30")) in lines
    assert any("https://www.openstreetmap.org/?mlat=" in line for line in lines)
    assert plain(format_message(locale, "offices-sample")) in lines
    assert talk.stack == ()


def test_what_is_not_told_is_asked() -> None:
    """Where first, then what for; a button answers."""
    talk = Talk().say("guichet à côté")
    assert "Dans quelle ville" in talk.text
    talk.say("Khouribga")
    assert "Quel bureau" in talk.text
    assert len(talk.titles) == len(OfficeKind) + 1
    talk.press("Tribunal")
    assert "Tribunal de première instance Khouribga" in talk.text


@pytest.mark.parametrize(
    ("answer", "name"),
    [("4", "Centre CNIE"), ("la carte nationale", "Centre CNIE"), ("lma7kama", "Tribunal"), ("cnss", "Agence CNSS"), ("n'importe lequel", "Settat")],
)  # fmt: skip
def test_the_kind_in_any_words(answer: str, name: str) -> None:
    """By its number in the list, its title, or what people call it; "any" is an answer too."""
    assert name in Talk().say("un bureau à Settat").say(answer).text


def test_no_kind_is_an_answer() -> None:
    """ "I don't know" leaves the kind open: any office near."""
    talk = Talk().say("un bureau à Settat").say("je ne sais pas", intent="dont_have_it")
    assert "Settat" in talk.text
    assert talk.stack == ()


def test_a_shared_location_alone_begins() -> None:
    """No word is needed: what for is asked, and the distance is told from where the citizen is."""
    talk = Talk().share(33.996, -6.852)
    assert "Quel bureau" in talk.text
    talk.press("Annexe")
    assert "Annexe administrative Agdal, Rabat" in talk.text
    assert "à vol d’oiseau" in talk.text


@pytest.mark.parametrize("position", [(float("nan"), 0.0), (float("inf"), 0.0), (91.0, 0.0), (0.0, 181.0)])
def test_a_location_that_is_none(position: tuple[float, float]) -> None:
    """A position off the earth is refused with a sentence, and the place asked in words."""
    assert "Je n’arrive pas à lire cette position" in Talk().share(*position).text


def test_a_location_abroad() -> None:
    """From Paris no office is near: consulates are not ours, and where to look is said."""
    talk = Talk().share(48.85, 2.35).press("Carte nationale")
    assert "rdv.consulat.ma" in talk.text


@pytest.mark.parametrize(
    "text",
    ["consulat du Maroc à Madrid", "عنوان القنصلية المغربية في ليون", "l9onsoliya dyal Bruxelles fin", "consulat"],
)
def test_a_consulate(text: str) -> None:
    """No place is asked for what we do not list."""
    talk = Talk().say(text)
    assert "rdv.consulat.ma" in talk.text
    assert talk.stack == ()


def test_a_name_of_two_places_is_asked_about() -> None:
    """Quarters of one name are told apart by their towns; the kind that was told is kept."""
    talk = Talk().say("l'annexe de Hay Salam")
    assert talk.titles == ["Salé", "Agadir"]
    talk.press("Agadir")
    assert "Annexe administrative Hay Essalam, Agadir" in talk.text


def test_a_region_is_asked_about() -> None:
    """Its towns are on offer, no more than a list holds."""
    talk = Talk().say("perception, région Casablanca-Settat")
    assert 2 < len(talk.titles) <= 9
    assert "Perception Settat" in talk.press("Settat").text


def test_an_unknown_place_is_asked_again() -> None:
    """What looks like a name is guessed at; what does not is asked for once more, with an example."""
    talk = Talk().say("tribunal")
    assert "Vouliez-vous dire" in talk.say("Ourzzazatte").text
    assert talk.titles == ["Ouarzazate"]
    assert "Je ne connais pas ce lieu. Écrivez" in talk.say("Zwxqville").text
    assert "Tribunal de première instance Taroudannt" in talk.say("Taroudannt").text


def test_a_question_in_between_is_not_a_place() -> None:
    """A sure message of another kind is not answered with "I don't know this place"."""
    talk = Talk().say("tribunal").say("merci beaucoup", intent="thank", confidence=0.95)
    assert talk.last.elsewhere


def test_a_photo_is_not_a_place() -> None:
    """Asked where, a photo is not understood, and the question comes again."""
    talk = Talk().say("tribunal").say(intent="share_media", media=("m1",), confidence=1.0)
    assert "Dans quelle ville" in talk.text


def test_a_place_can_be_corrected() -> None:
    """ "No, Meknès" while the kind is asked."""
    talk = Talk().say("un bureau à Fès").say("non, Meknès", intent="correct")
    assert "Lieu : Meknès" in talk.text
    assert "Perception Meknès" in talk.press("Impôts").text


def test_the_next_nearest() -> None:
    """Each press tells another office, farther than the last, until there is none; the search travels in the button."""
    talk = Talk().say("annexe administrative à Agdal, Rabat")
    told = [talk.text.splitlines()[0]]
    while "Bureau suivant" in talk.titles:
        talk.press("Bureau suivant")
        told.append(talk.text.splitlines()[0])
    assert len(told) == len(set(told)) == 12  # the annexes of Rabat
    assert "Bureau suivant" not in talk.titles


def test_the_next_nearest_from_where_one_is() -> None:
    """The position travels in the button too, to ten metres."""
    talk = Talk().share(33.99612345, -6.85212345).press("Annexe")
    payloads = {plain(button.title): button.payload for button in talk.buttons}
    assert payloads["Bureau suivant"] == '/find_office{"value": "next|33.9961,-6.8521|annexe|1"}'
    first = talk.text
    assert talk.press("Bureau suivant").text != first


def test_the_button_to_book_names_the_office() -> None:
    """It begins an appointment at this office; an office that gives none has no such button."""
    talk = Talk().say("centre CNIE à Tiznit")
    payload = next(button.payload for button in talk.buttons if "RDV" in button.title)
    assert payload == '/book_appointment{"value": "sample-tiznit-cnie"}'
    assert not any("RDV" in title for title in Talk().say("la préfecture de Rabat").titles)


def test_the_procedure_that_is_spoken_of_tells_the_kind() -> None:
    """After a question about the identity card "the nearest office in Rabat" is the card's; a kind that is named wins."""
    assert "Centre CNIE" in Talk(subject="cnie-renewal").say("le bureau le plus proche à Rabat").text
    assert "Tribunal" in Talk(subject="cnie-renewal").say("le tribunal de Rabat").text
    assert "Quel bureau" in Talk(subject="property-certificate").say("un bureau à Rabat").text


def test_the_procedure_corrects_nothing() -> None:
    """A kind that was named stays, whatever the conversation was about before."""
    talk = Talk(subject="cnie-renewal").say("la mairie").say("non", intent="deny")
    assert "C’est changé" not in talk.text
    assert "Commune Tiznit" in talk.say("Tiznit").text


@pytest.mark.parametrize(
    ("moment", "lines"),
    [
        ("2026-12-01 09:30", ["Ouvert maintenant, jusqu’à 16:30.", "Aujourd’hui : 08:30-16:30"]),
        ("2026-12-01 07:00", ["Fermé maintenant. Ouvre aujourd’hui à 08:30."]),
        ("2026-12-01 20:00", ["Fermé maintenant. Ouvre demain à 08:30."]),
        (
            "2026-12-04 13:00",
            ["Fermé maintenant. Ouvre aujourd’hui à 14:00.", "Aujourd’hui : 08:30-12:00, 14:00-16:30"],
        ),
        ("2026-12-04 20:00", ["Fermé maintenant. Ouvre lundi 07/12 à 08:30."]),
        (
            "2027-01-14 10:00",
            ["Aujourd’hui, jour férié : Nouvel An amazigh.", "Fermé maintenant. Ouvre demain à 08:30."],
        ),
        ("2027-02-16 10:00", ["Ouvert maintenant, jusqu’à 15:00.", "Ce sont les horaires du ramadan."]),
        ("2027-02-08 10:00", ["Jour à confirmer : la date dépend de la lune."]),
    ],
)
def test_open_or_not(moment: str, lines: list[str]) -> None:
    """What is said of the hours: open until, closed and opens when, holidays by name, Ramadan, days that are not sure."""
    talk = Talk(now=datetime.fromisoformat(moment).replace(tzinfo=TUESDAY.tzinfo)).say("centre CNIE à Tiznit")
    assert set(lines) <= set(talk.text.splitlines())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("centre CNIE à Tiznit ouvert samedi ?", "Le samedi 05/12 : fermé"),
        ("le centre CNIE de Tanger est ouvert samedi ?", "Le samedi 05/12 : 09:00-12:00"),
        ("centre CNIE à Tiznit vendredi", "Le vendredi 04/12 : 08:30-12:00, 14:00-16:30"),
        ("centre CNIE à Tiznit le 14 janvier 2027", "Le jeudi 14/01 : fermé, jour férié (Nouvel An amazigh)"),
    ],
)
def test_the_day_that_is_asked_about(text: str, line: str) -> None:
    """Its hours, or that it is closed and why, beside today's."""
    assert line in Talk().say(text).text.splitlines()


@pytest.mark.parametrize(
    "text", ["centre CNIE à Tiznit le 31 février", "centre CNIE à Tiznit hier", "centre CNIE à Tiznit le 1 mars 2099"]
)
def test_a_day_that_cannot_be(text: str) -> None:
    """A day that does not exist, is past or too far is left out: the office is told all the same."""
    talk = Talk().say(text)
    assert "Centre CNIE Tiznit" in talk.text
    assert not any(line.startswith("Le ") for line in talk.text.splitlines())


def test_the_day_is_kept_while_more_is_asked() -> None:
    """Told at the start, it is answered at the end."""
    assert "Le samedi 05/12 : fermé" in Talk().say("un bureau à Settat samedi").press("Tribunal").text


def test_a_town_without_one() -> None:
    """The nearest elsewhere is told, and that it is elsewhere, and how far."""
    text = Talk().say("agence CNSS à Tata").text
    assert "Je n’en connais pas à Tata. Le plus proche :" in text
    assert "Agence CNSS Taroudannt" in text
    assert "119 km" in text


def test_what_is_not_known_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """An imported office with name, position and hours only: no empty line, no telephone, nothing about samples."""
    use(monkeypatch, OfficeService(Fixed(office(kind=OfficeKind.TAX)), calendar(), places(), kinds()))
    text = Talk().say("perception à Rabat").text
    assert not any(word in text for word in ("Adresse", "Tél", "fauteuil", "démonstration"))
    assert all(text.splitlines())


def test_no_office_of_a_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """An administration that imported only its own: said honestly, with whom to call."""
    use(monkeypatch, OfficeService(Fixed(office(kind=OfficeKind.TAX)), calendar(), places(), kinds()))
    assert "3737" in Talk().say("tribunal de Rabat").text


def test_offices_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clear sentence and a way to try again; what was answered is kept."""

    class Down(Fixed):
        def all(self) -> Any:
            raise OfficesUnavailable("the offices cannot be read")

    use(monkeypatch, OfficeService(Down(), calendar(), places(), kinds()))
    talk = Talk().say("tribunal de Rabat")
    assert "ne répond pas" in talk.text
    use(monkeypatch, shipped())
    assert "Tribunal de première instance Rabat" in talk.say(intent="repeat", confidence=1.0).text


@pytest.mark.parametrize(
    "value",
    ["", "next", "next|", "next|rabat|cnie", "next|rabat|zoo|1", "next|rabat|cnie|-1", "next|rabat|cnie|999", "next|x|cnie|1",
     "next|99,0|cnie|1", "next|nan,nan||1", "next|1,2,3||1", "next|rabat|cnie|1|2", "'; DROP TABLE offices --", "{$x}", "أكدال", "next|rabat|cnie|²"],
)  # fmt: skip
def test_a_value_that_no_button_carried(value: str) -> None:
    """What somebody made up instead of pressing a button means nothing: the question is asked."""
    assert Search.parse(value) is None
    assert "Dans quelle ville" in Talk().say(intent="find_office", choice=value, confidence=1.0).text


@given(value=st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_no_value_breaks_a_search(value: str) -> None:
    """Any value is a search of ours or none."""
    for text in (value, f"next|{value}", f"next|rabat|cnie|{value}"):
        search = Search.parse(text)
        assert search is None or search.offices() is not None


@pytest.mark.parametrize(
    "text",
    [
        "{ $x }",
        "%s %(x)s",
        "'; DROP TABLE offices; --",
        "<b>Rabat</b> perception",
        "\u202eRabat perception",
        "x" * 10_000,
    ],
)
def test_metacharacters_are_text(text: str) -> None:
    """Nothing of a text is taken as code, format or markup, nor shown again."""
    assert "DROP" not in Talk().say(text).say(text).text


@pytest.mark.parametrize("locale", CODES)
def test_titles_fit(locale: str) -> None:
    """Every button of the form has at most twenty characters in every locale."""
    titles = [*Talk(locale).say("un bureau à Rabat").titles, *Talk(locale).say("centre cnie à Rabat").titles]
    titles += [plain(format_message(locale, f"offices-label-{field.name}")) for field in FindOffice.fields]
    assert len(titles) > 12
    assert [title for title in titles if len(title) > TITLE_LIMIT] == []


@pytest.mark.parametrize("locale", CODES)
def test_every_sentence_can_be_said(locale: str) -> None:
    """Questions, help, refusals and cards have all their words in every locale."""
    talk = Talk(locale)
    for text, intent in (
        ("bureau", ""),
        ("?", "help"),
        ("Zwxqville", ""),
        ("Ourzzazatte", ""),
        ("Tata", ""),
        ("?", "help"),
    ):
        assert talk.say(text, intent).text
    assert talk.say("cnss").text
    assert format_message(locale, "form-find-office")
