"""The form of direct social aid, turn by turn, with the real amounts, machine and gazetteers; no engine, no database."""

from __future__ import annotations

from datetime import datetime
from typing import Optional
from zoneinfo import ZoneInfo

import pytest
import yaml

from actions.social_aid import form as form_module
from actions.social_aid.form import FORMS, SocialAidForm, in_school
from bot.forms.model import Context
from bot.language.data import gazetteer
from bot.locales import CODES
from bot.messages import format_message
from bot.services.social_aid.model import AidTariffs
from bot.services.social_aid.reading import HouseholdReader
from bot.services.social_aid.service import SocialAidService
from bot.services.tariffs import TariffFile
from bot.text.bidi import strip_isolates
from tests.actions.talk import Talk, message
from tests.assistant import ROOT

NOW = datetime(2026, 12, 1, 10, tzinfo=ZoneInfo("Africa/Casablanca"))
WORDS = yaml.safe_load((ROOT / "data" / "social_aid" / "words.yml").read_text("utf-8"))
READER = HouseholdReader(gazetteer("units"), gazetteer("numbers"), WORDS)
SERVICE = SocialAidService(TariffFile(ROOT / "data" / "tariffs" / "social-aid.yml", AidTariffs))
INTENT = "simulate_social_aid"


@pytest.fixture(autouse=True)
def parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The form finds the shipped amounts without anybody's settings."""
    monkeypatch.setattr(form_module, "social_aid_service", lambda: SERVICE)
    monkeypatch.setattr(form_module, "household_reader", lambda: READER)


def talk_to(locale: str = "fr", now: datetime = NOW) -> Talk:
    """A citizen who begins with this form."""
    return Talk([make() for make in FORMS], INTENT, locale, now)


def line(locale: str, part: str, **arguments: object) -> str:
    return strip_isolates(format_message(locale, f"social-aid-{part}", **arguments))


def test_one_message_with_everything() -> None:
    """ "3andi 3 wlad, 4 w 7 w 15 3am" leaves one question: who goes to school."""
    talk = talk_to("ary-Latn")
    assert talk.say("3andi 3 wlad, 4 w 7 w 15 3am") == line("ary-Latn", "ask-school", count=2)
    answer = talk.say("kolhom")
    assert talk.stack == ()
    assert "900 dh" in answer
    assert "3 × 300 dh" in answer
    assert "9,743001" in answer
    assert "asd.ma" in answer
    assert "anss.gov.ma" in answer
    assert talk.payloads == ['/ask_procedure{"procedure": "direct-social-aid"}']


def test_question_by_question() -> None:
    """How many, how old, who is in school; no name, no number."""
    talk = talk_to()
    assert "ni de CIN" in talk.say("simuler mon aide")
    assert talk.titles == ["Aucun enfant"]
    assert talk.say("2") == line("fr", "ask-ages", count=2)
    assert talk.say("4 et 12 ans") == line("fr", "ask-school", count=1)
    assert talk.titles == ["Oui", "Non"]
    assert "500 DH par mois" in talk.say("=none")


@pytest.mark.parametrize("locale", CODES)
def test_in_every_locale(locale: str) -> None:
    """Asked, refused and answered, with titles that fit a phone and figures that are right."""
    talk = talk_to(locale)
    for answer, asked in [
        ("aide", "children"),
        ("-1", "children"),
        ("4", "ages"),
        ("4, 7", "ages"),
        ("150, 7, 8, 9", "ages"),
        ("4, 7, 8, 9", "school"),
        ("9", "school"),
    ]:
        said = talk.say(answer)
        assert talk.asked == asked
        assert "{" not in said
        assert all(len(title) <= 20 for title in talk.titles)
        talk.stack = (talk.stack[0].__class__(**{**vars(talk.stack[0]), "failures": 0}),)
    answer = talk.say("=all")
    assert talk.stack == ()
    assert "936" in answer
    assert "{" not in answer


@pytest.mark.parametrize("answer", ["0", "=0", "aucun", "bla wlad", "ماعنديش الدراري"])
def test_no_children(answer: str) -> None:
    """The least that every household gets, and no more questions."""
    talk = talk_to()
    talk.say("simuler mon aide")
    said = talk.say(answer)
    assert talk.stack == ()
    assert "500 DH par mois" in said
    assert line("fr", "least") in said


def test_no_is_an_answer() -> None:
    """ "No" to "how many children": none."""
    talk = talk_to()
    talk.say("simuler mon aide")
    talk.say("brrr", "deny", 0.4)
    assert talk.asked == "children"
    assert "500 DH" in talk.say("non", "deny")


@pytest.mark.parametrize("answer", ["-2", "−3 enfants", "2,5", "150", "21 enfants"])
def test_an_impossible_number_of_children(answer: str) -> None:
    """Below none, half a child, a hundred and fifty."""
    talk = talk_to()
    talk.say("simuler mon aide")
    assert talk.say(answer) == line("fr", "children-impossible", most=20)
    assert talk.asked == "children"


@pytest.mark.parametrize("answer", ["150, 3", "3, 121", "-4, 7"])
def test_an_impossible_age(answer: str) -> None:
    """Nobody is 150, nor below zero."""
    talk = talk_to()
    talk.say("2 enfants")
    assert talk.say(answer) == line("fr", "age-impossible")
    assert talk.asked == "ages"


@pytest.mark.parametrize(("answer", "count"), [("4", 1), ("4, 7, 9", 3)])
def test_not_an_age_for_each(answer: str, count: int) -> None:
    """Is counted aloud."""
    talk = talk_to()
    talk.say("2 enfants")
    assert talk.say(answer) == line("fr", "ages-count", count=count, children=2)


@pytest.mark.parametrize("answer", ["4 et 12", "4/12", "4-12", "quatre ans et douze ans", "٤ و١٢", "4 snin w 12 3am"])
def test_ages_in_every_writing(answer: str) -> None:
    """Set apart by anything, in words, in any digits."""
    talk = talk_to()
    talk.say("2 enfants")
    talk.say(answer)
    assert talk.stack[-1].values["ages"] == [4, 12]


def test_ages_tell_how_many() -> None:
    """Who answers "how many" with ages is not asked twice."""
    talk = talk_to()
    talk.say("simuler mon aide")
    talk.say("4, 7 et 15 ans")
    assert talk.asked == "school"
    assert talk.stack[-1].values["ages"] == [4, 7, 15]


@pytest.mark.parametrize(
    ("answer", "intent", "sum_"),
    [
        ("=all", "", "900"),
        ("=none", "", "700"),
        ("tous", "", "900"),
        ("aucun", "", "700"),
        ("1", "", "800"),
        ("un seul est scolarisé", "", "800"),
        ("oui", "affirm", "900"),
        ("non", "deny", "700"),
        ("hors école", "", "700"),
    ],
)
def test_who_is_in_school(answer: str, intent: str, sum_: str) -> None:
    """All, none, so many."""
    talk = talk_to()
    talk.say("3 enfants de 4, 7 et 15 ans")
    assert f"Estimation 2026 : {sum_} DH" in talk.say(answer, intent)


@pytest.mark.parametrize("answer", ["3", "-1", "1,5"])
def test_more_in_school_than_there_are(answer: str) -> None:
    """Two of school age, three in school."""
    talk = talk_to()
    talk.say("3 enfants de 4, 7 et 15 ans")
    assert talk.say(answer) == line("fr", "school-impossible", count=2)


def test_small_children_are_not_asked_about_school() -> None:
    """Up to five the amount is the same."""
    talk = talk_to()
    assert "900 DH" in talk.say("3 enfants de 2, 3 et 4 ans")
    assert talk.stack == ()


def test_a_range() -> None:
    """Where a rank that nobody publishes decides, both ends are said."""
    talk = talk_to()
    talk.say("4 enfants de 4, 5, 7 et 15 ans")
    assert line("fr", "estimate-range", year="2026", low=836, high=924) in talk.say("1")


def test_who_does_not_count() -> None:
    """Over twenty, and more than six."""
    talk = talk_to()
    answer = talk.say("8 enfants de 1, 1, 2, 2, 3, 3, 4 et 22 ans")
    assert line("fr", "too-old", count=1, last=20) in answer
    assert line("fr", "too-many", most=6) in answer


@pytest.mark.parametrize("answer", ["blabla", "?", "'; DROP TABLE x; --", "{ $sum }", "=99", "😀"])
def test_nonsense_is_not_understood(answer: str) -> None:
    """In every question: neither accepted nor refused as a number."""
    for begin, asked in [("aide", "children"), ("2 enfants", "ages"), ("2 enfants de 7 et 8 ans", "school")]:
        talk = talk_to()
        talk.say(begin)
        talk.say(answer)
        assert talk.asked == asked


def test_an_index_that_passes() -> None:
    """Is answered at once; the sum may need a question."""
    talk = talk_to()
    assert line("fr", "index-below", index=9.6, threshold=9.743001) in talk.say(
        "mon indice est 9.6 est ce que je passe"
    )
    assert talk.asked == "children"


@pytest.mark.parametrize("text", ["indice 10,2 svp droit ou pas droit", "mo2achir 10 wach ghayt9te3 lia", "9,743002"])
def test_an_index_that_does_not(text: str) -> None:
    """No aid, so no question about children; how to contest is said, with what is not sure about it."""
    talk = talk_to()
    answer = talk.say(text)
    assert talk.stack == ()
    assert "dépasse le seuil" in answer
    assert line("fr", "contest", within=15, reply=30) in answer
    assert line("fr", "contest-to-be-checked") in answer


def test_the_index_to_its_last_figure() -> None:
    """Neither rounded nor cut, with the locale's own decimal sign."""
    assert "9.743002" in talk_to("en").say("index 9.743002")
    assert "9,743002" in talk_to("ar").say("المؤشر 9.743002")


@pytest.mark.parametrize(("index", "side"), [("9,32", "below"), ("9,35", "above")])
def test_amo_tadamon(index: str, side: str) -> None:
    """Its own threshold, marked as not confirmed; no children asked for."""
    talk = talk_to()
    answer = talk.say(f"suis-je éligible à amo tadamon avec un indice de {index}")
    assert talk.stack == ()
    assert ("il dépasse" in answer) is (side == "above")
    assert line("fr", "to-be-checked") in answer


def test_amo_tadamon_without_an_index() -> None:
    """The threshold."""
    assert "9,3264284" in talk_to().say("ai-je droit à amo tadamon")


def test_why_it_stopped() -> None:
    """The frequent reasons, the threshold, how to contest: no question about children."""
    talk = talk_to("ary")
    answer = talk.say("علاش وقف عليا الدعم ديال 500 درهم")
    assert talk.stack == ()
    assert line("ary", "stopped") in answer
    assert "9,743001" in answer


def test_another_aid() -> None:
    """The housing aid is named, with its button; nothing is estimated."""
    talk = talk_to("en")
    answer = talk.say("flat of 300000 how much state help")
    assert answer == line("en", "housing")
    assert talk.payloads == ['/ask_procedure{"procedure": "housing-aid"}']


def test_orphans_disability_and_birth() -> None:
    """More is due, and how much we do not know; no amount is invented."""
    talk = talk_to()
    talk.say("veuve, enceinte, 1 enfant handicapé de 9 ans")
    answer = talk.say("oui", "affirm")
    assert line("fr", "special") in answer
    assert line("fr", "birth", births=2, months=6) in answer
    assert "2\u202f000" not in answer
    assert "400" not in answer


def test_a_correction_in_the_middle() -> None:
    """Another number of children: their ages are asked for anew."""
    talk = talk_to()
    talk.say("2 enfants de 7 et 8 ans")
    assert talk.asked == "school"
    talk.say("non, 3 enfants", "correct")
    assert talk.asked == "ages"
    assert talk.stack[-1].values["children"] == 3


def test_amounts_that_are_not_known_yet() -> None:
    """A later year is estimated by the latest known one, and says so."""
    answer = talk_to(now=NOW.replace(year=2031)).say("2 enfants de 2 et 3 ans")
    assert "ceux de 2026" in answer


def test_amounts_before_the_aid_began() -> None:
    """None are invented."""
    assert line("fr", "no-amounts") in talk_to(now=NOW.replace(year=2020)).say("2 enfants de 2 et 3 ans")


@pytest.mark.parametrize(
    ("school", "aged", "count"),
    [("all", 3, 3), ("none", 3, 0), ("2", 3, 2), ("4", 3, None), ("out:1", 3, 2), ("out:4", 3, None), ("all", 0, 0)],
)
def test_in_school(school: str, aged: int, count: Optional[int]) -> None:
    """Never more than there are."""
    assert in_school(school, aged) == count


def test_the_same_message_again() -> None:
    """Gives the same answer: nothing is written."""
    form = SocialAidForm()
    once = Context({"children": 2, "ages": [4, 7], "school": "all"}, message("tous", intent="inform"))
    assert form.commit(once) == form.commit(once)
    assert form.confirm(once) is None
    assert [field.show(once) for field in form.fields] == [
        None, ("Nombre d’enfants", "2"), ("Âges", "4, 7"), ("À l’école", "1/1"),
    ]  # fmt: skip
