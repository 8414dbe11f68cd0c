"""bot.services.social_aid.reading: children, ages, school and index, in the words that citizens use."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.language.data import gazetteer
from bot.services.social_aid.model import Situation
from bot.services.social_aid.reading import HouseholdReader
from bot.settings import ROOT
from bot.text.normalise import normalise

WORDS = yaml.safe_load((ROOT / "data" / "social_aid" / "words.yml").read_text("utf-8"))
READER = HouseholdReader(gazetteer("units"), gazetteer("numbers"), WORDS)


@pytest.mark.parametrize(
    ("text", "children", "ages"),
    [
        ("3andi 3 wlad, 4 w 7 w 15 3am", 3, (4, 7, 15)),
        ("3 wlad: 4 w 7", 3, ()),
        ("je suis divorcée, trois filles de 4, 7 et 12 ans", 3, (4, 7, 12)),
        ("2 kids 5 and 9, no work", 2, (5, 9)),
        ("on a 4 enfants, l'aînée a 16 ans", 4, ()),
        ("three children aged 2 to 14", 3, ()),
        ("2 parents 3 enfants scolarisés", 3, ()),
        ("jouj wlad w bent", 3, ()),
        ("joj wlad 4 w 7 snin", 2, (4, 7)),
        ("wlad 4 w 7", 2, (4, 7)),
        ("drari tlata", 3, ()),
        ("3ndi drri wahd chhal", 1, ()),
        ("wa7d 3ndo 5 snin w lakhor 12", 2, (5, 12)),
        ("عندي ولد عندو 4 سنين وبنت عندها 12 عام", 2, (4, 12)),
        ("عندي وحدة عندها 4 سنين ووحدة عندها 8", 2, (4, 8)),
        ("مع طفلين عمرهما 5 و9 سنوات", 2, (5, 9)),
        ("أرملة وعندي بنتين", 2, ()),
        ("خمسة د الدراري", 5, ()),
        ("ghuri 3 g tmazirt n 4 isggwasn d 6 d 11", 3, (4, 6, 11)),
        ("krad warraw 4 7 12", 3, (4, 7, 12)),
        ("ⴽⵕⴰⴹ ⵡⴰⵔⵔⴰⵡ", 3, ()),
        ("one baby of 6 months", 1, (0,)),
        ("un enfant de 2 ans et un de 8", None, ()),
        ("un bébé de 8 mois plus deux au collège", None, ()),
        ("un de mes enfants a quitté l'école", None, ()),
        ("bla wlad wach kayn chi haja", 0, ()),
        ("pas d'enfants mais très pauvre", 0, ()),
        ("ماعنديش الولاد", 0, ()),
        ("no kids, 65 years old", 0, ()),
        ("nous sommes 6 personnes", None, ()),
        ("je gagne 2000 par mois avec cinq enfants", 5, ()),
        ("je touchais 500 dh et ce mois rien", None, ()),
        ("im widow 55 years old", None, ()),
        ("my father is 70", None, ()),
        ("wld 22 3am", 1, (22,)),
        ("2 ytama", 2, ()),
        ("simuler mon aide", None, ()),
        ("", None, ()),
    ],
)
def test_children_and_ages(text: str, children: Optional[int], ages: tuple[int, ...]) -> None:
    """As many as are said; ages only when there is one for each. A parent's age, a salary, a sum is neither."""
    said = READER.read(text)
    assert (said.children, said.ages) == (children, ages)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("4, 7, 15", [4, 7, 15]),
        ("4 w 7 w 15 3am", [4, 7, 15]),
        ("4/7/15", [4, 7, 15]),
        ("4-7-15", [4, 7, 15]),
        ("4.7.15", [4, 7, 15]),
        ("4,7", [4, 7]),
        ("٤ و٧ و١٥", [4, 7, 15]),
        ("أربع سنين و سبعة", [4, 7]),
        ("8 mois", [0]),
        ("18 mois et 5 ans", [1, 5]),
        ("3amayn w 7 snin", [2, 7]),
        ("un an et 3 ans", [1, 3]),
        ("un bébé et 4 ans", [0, 4]),
        ("150", [150]),
        ("grands", []),
        ("", []),
    ],
)
def test_an_answer_of_ages(text: str, ages: list[int]) -> None:
    """However they are set apart; a baby is 0; an impossible age is given on, to be refused."""
    assert READER.ages(text) == ages


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("3 drari kay9raw", "all"),
        ("tous à l'école", "all"),
        ("كلهم كيقراو", "all"),
        ("4 drari 3 gh lmdrasa", "3"),
        ("2 scolarisés", "2"),
        ("makay9rawch", "none"),
        ("not in school", "none"),
        ("wldi ma kay9rach", "out:1"),
        ("my son left school", "out:1"),
        ("2 hors école", "out:2"),
        ("4 7 15", None),
    ],
)
def test_school(text: str, school: Optional[str]) -> None:
    """All, none, so many, or all but so many."""
    assert READER.read(text).school == school


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("mo2achir dyali 9.5 wach kayn", "9.5"),
        ("indice 9,743001", "9.743001"),
        ("المؤشر ٩٫٣٢٦٤٢٨٤", "9.3264284"),
        ("9,743002 wach ndouz", "9.743002"),
        ("mo2achir 10 wach ghayt9te3 lia", "10"),
        ("شفت 9,32 ف السجل", "9.32"),
        ("ⵍⵎⵓⵛⵛⵉⵔ ⵉⵏⵓ 9.1", "9.1"),
        ("rsu, 3 enfants de 2, 3 et 4 ans", None),
        ("indice 9743", None),
        ("score 0,5", None),
        ("4,7 ans", None),
        ("3 enfants", None),
    ],
)
def test_the_index(text: str, index: Optional[str]) -> None:
    """To the last figure; without its name only when it has three decimals; never a number of children."""
    assert READER.read(text).situation.index == (Decimal(index) if index else None)


def test_an_index_is_no_age() -> None:
    """And ages beside it are read."""
    said = READER.read("indice 9,3 et 2 enfants de 4 et 8 ans")
    assert (said.situation.index, said.children, said.ages) == (Decimal("9.3"), 2, (4, 8))


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("3lach 9t3o 3lia da3m", Situation(stopped=True)),
        ("علاش وقف عليا الدعم", Situation(stopped=True)),
        ("mon aide s'est arrêtée pourquoi ?", Situation(stopped=True)),
        ("why was the aid cut", Situation(stopped=True)),
        ("da3m ibbi", Situation(stopped=True)),
        ("wach ndkhl f amo tadamon", Situation(tadamon=True)),
        ("flat of 300000 how much state help", Situation(housing=True)),
        ("7na 6 f dar", Situation()),
        ("je loue un appartement à 1500 dh", Situation()),
        ("da3m sakan 350000 n tgmmi", Situation(housing=True)),
        ("bnti mo3aqa", Situation(special=True)),
        ("ytim wahed", Situation(special=True)),
        ("mrati hamla", Situation(birth=True)),
        ("simuler mon aide", Situation()),
    ],
)
def test_the_situation(text: str, situation: Situation) -> None:
    """What is not asked for is taken when it is said."""
    assert READER.read(text).situation == situation


@pytest.mark.parametrize(("text", "negative"), [("-2", True), ("−2 enfants", True), ("4-7", False), ("2", False)])
def test_numbers_below_zero(text: str, negative: bool) -> None:
    """A dash between two ages is none."""
    assert READER.read(text).is_negative is negative


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    """Nonsense is nothing."""
    said = READER.read(text)
    assert said.children is None or said.children >= 0
    assert all(age >= 0 for age in READER.ages(text))


@given(
    st.lists(
        st.sampled_from(
            [
                "3",
                "99999999999999999999",
                "7,5",
                "9,743001",
                "-2",
                "wlad",
                "enfants",
                "bent",
                "ولد",
                "سنين",
                "3am",
                "mois",
                "kay9raw",
                "hors",
                "école",
                "tous",
                "bla",
                "indice",
                ",",
                "et",
                "w",
                "500",
                "dh",
                "jouj",
            ]
        ),
        max_size=12,
    )
)
def test_any_mixture_of_our_words_can_be_read(words: list[str]) -> None:
    """Ages are told only when there is one for each child."""
    said = READER.read(" ".join(words))
    assert said.ages == () or len(said.ages) == said.children


def test_the_words_read_the_same_in_old_and_new_yaml() -> None:
    """No "no" or "on" that YAML 1.1 reads as something else; each has a word to compare."""
    path = ROOT / "data" / "social_aid" / "words.yml"
    assert YAML(typ="safe", pure=True).load(path.read_text("utf-8")) == WORDS
    groups = [group for value in WORDS.values() for group in (value.values() if isinstance(value, dict) else [value])]
    for group in groups:
        norms = [normalise(phrase) for phrase in group]
        assert all(norms)
