"""Which place a text means, in any script, and which is near a position."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.entities.model import Entity, Kind
from bot.language.data import gazetteer
from bot.locales import CODES
from bot.services.offices.model import kilometres
from bot.services.offices.places import PlaceIndex
from bot.settings import ROOT
from bot.text.normalise import words
from tests.unit.services.offices.samples import places, shipped

INDEX = places()


def resolved(text: str, **how: object) -> list[str]:
    return [place.id for place in INDEX.resolve(text, **how)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fin a9rab mo9ata3a f agdal", ["rabat/agdal"]),
        ("أكدال", ["rabat/agdal"]),
        ("ⴰⴳⴷⴰⵍ", ["rabat/agdal"]),
        ("hay riad", ["rabat/hay-riad"]),
        ("bureau de Hay Ryad à Rabat", ["rabat/hay-riad"]),
        ("في حي المحيط بالرباط", ["rabat/ocean"]),
        ("ana f maarif fin nmchi", ["casablanca/maarif"]),
        ("انا فالمعاريف", ["casablanca/maarif"]),
        ("dar lbida sidi moumen", ["casablanca/sidi-moumen"]),
        ("سيدي مومن", ["casablanca/sidi-moumen"]),
        ("mo9ata3a 3in chok", ["casablanca/ain-chock"]),
        ("derb soltan", ["casablanca/derb-sultan"]),
        ("l7ala lmadania d Guéliz", ["marrakech/gueliz"]),
        ("ⴳ ⴳⵍⵉⵣ", ["marrakech/gueliz"]),
        ("باب دكالة", ["marrakech/bab-doukkala"]),
        ("قرب حي الزيتون بمكناس", ["meknes/zitoune"]),
        ("ahl Bouznika", ["bouznika"]),
        ("جماعة بوزنيقة", ["bouznika"]),
        ("تمنصورت", ["tamansourt"]),
        ("Tanger", ["tanger"]),
        ("طنجة", ["tanger"]),
        ("ⵖ ⵓⴳⴰⴷⵉⵔ", ["agadir"]),
        ("casabalnca", ["casablanca"]),
    ],
)
def test_a_place_by_any_of_its_names(text: str, expected: list[str]) -> None:
    """Towns and quarters, alone or in a sentence, in Latin, Arabic and Tifinagh letters, with a slip."""
    assert resolved(text) == expected


@pytest.mark.parametrize(
    "text", ["", "bonjour", "chhal kaykelef passeport", "ana hassan", "safi chokran", "1234", "🙂", "والو"]
)
def test_no_place(text: str) -> None:
    """What names no place gives none; neither does a word that is also a name of people or an everyday one."""
    assert resolved(text) == []


@pytest.mark.parametrize(
    ("text", "expected"), [("safi", "safi"), ("sale", "sale"), ("hassan", "rabat/hassan"), ("الجديدة", "el-jadida")]
)
def test_asked_for_a_place_everyday_words_are_places(text: str, expected: str) -> None:
    """In answer to "where?" such a word is the place; otherwise it is not."""
    assert resolved(text, asked=True) == [expected]
    assert resolved(text) == []


def test_a_long_answer_is_read_as_any_text() -> None:
    """ "safi, I wanted to ask something else" does not answer "where?"."""
    assert resolved("safi bghit nsewwel 3la 7aja khra", asked=True) == []


@pytest.mark.parametrize("text", ["hay salam", "حي السلام", "7ay salam", "hay essalam"])
def test_a_name_of_several_quarters_is_to_be_chosen(text: str) -> None:
    """All of them are given."""
    assert set(resolved(text)) == {"sale/hay-salam", "agadir/hay-salam"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hay salam sla", ["sale/hay-salam"]),
        ("حي السلام بسلا", ["sale/hay-salam"]),
        ("agadir, hay salam", ["agadir/hay-salam"]),
        ("حي السلام بمكناس", ["meknes"]),  # a quarter that we do not know: the town at least
        ("youssoufia", ["youssoufia"]),
        ("youssoufia à Rabat", ["rabat/youssoufia"]),
        ("ancienne médina de Fès", ["fes/old-town"]),
        ("hay dakhla", ["agadir/hay-dakhla"]),  # not the town of Dakhla
        ("سلا الجديدة", ["sale/sala-al-jadida"]),
    ],
)
def test_the_town_tells_which_quarter(text: str, expected: list[str]) -> None:
    """A quarter with its town is one place; a town of the same name is meant when no other is named."""
    assert resolved(text) == expected


def test_the_longer_name_wins() -> None:
    """A town whose name begins with a quarter's is the town."""
    own = shipped("places")
    own["more towns"]["agdal-nord"] = {"in": "rabat", "fr": "Agdal Nord", "ar": "أكدال الشمالية"}
    own["positions"]["agdal-nord"] = [34.1, -6.8]
    index = PlaceIndex(gazetteer("places"), own)
    assert [place.id for place in index.resolve("commune d'Agdal Nord", within="rabat")] == ["agdal-nord"]
    assert [place.id for place in index.resolve("commune d'Agdal à Rabat")] == ["rabat/agdal"]


def test_the_town_that_is_spoken_of_tells_too() -> None:
    """Of the quarters of one name the one in that town is meant; when it has none, they are to be chosen from."""
    assert resolved("hay salam", within="agadir") == ["agadir/hay-salam"]
    assert len(resolved("hay salam", within="fes")) == 2


def test_two_towns_are_to_be_chosen_from() -> None:
    """ "From Rabat to Fès" is not one place."""
    assert resolved("de Rabat à Fès") == ["rabat", "fes"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("al haouz", {"tahannaout", "ait-ourir"}), ("préfecture de skhirate-témara", {"temara", "skhirate"}), ("oued ed-dahab", {"dakhla"})],
)  # fmt: skip
def test_a_province_means_its_towns(text: str, expected: set[str]) -> None:
    """A province that has no town of its name stands for its main ones."""
    assert set(resolved(text)) == expected


def test_a_region_means_its_towns() -> None:
    """All provinces of it are on offer."""
    found = resolved("région rabat-salé-kénitra")
    assert {"rabat", "sale", "kenitra", "khemisset"} <= set(found)


def test_the_entities_of_the_message_count() -> None:
    """A place that the extractor found, at words that we would not take, is a place."""
    entity = Entity(Kind.PLACE, "safi", 0, 4)
    assert [place.id for place in INDEX.resolve("safi wlla chi", [entity])] == ["safi"]
    assert [place.id for place in INDEX.resolve("x", [Entity(Kind.NUMBER, "3", 0, 1)])] == []


@pytest.mark.parametrize(
    ("text", "expected"), [("cazablenca", "casablanca"), ("merakesh", "marrakech"), ("taroudente", "taroudannt"), ("الرشيدة", "errachidia")]
)  # fmt: skip
def test_suggestions(text: str, expected: str) -> None:
    """A name with more than a slip is guessed at, to be asked about."""
    assert expected in [place.id for place in INDEX.suggestions(text)]


@pytest.mark.parametrize("text", ["", "zqxw", "je veux un passeport", "1"])
def test_no_suggestions(text: str) -> None:
    """What looks like no place is not guessed at."""
    assert INDEX.suggestions(text) == []


def test_the_nearest_place() -> None:
    """A position in Agdal is in Agdal; of towns alone, in Rabat."""
    assert INDEX.nearest((33.997, -6.853)).place.id == "rabat/agdal"
    assert INDEX.nearest((33.997, -6.853), quarters=False).place.id == "rabat"


@given(latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
def test_some_place_is_always_nearest(latitude: float, longitude: float) -> None:
    """Anywhere on earth: no place is nearer than the one that is given."""
    near = INDEX.nearest((latitude, longitude))
    assert near.kilometres == min(kilometres((latitude, longitude), place.position) for place in INDEX)


@given(text=st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Nothing that is typed is an error, and what is found exists."""
    for place in [*INDEX.resolve(text, asked=True), *INDEX.suggestions(text)]:
        assert place.id in INDEX


def test_every_town_of_the_gazetteer_has_a_position() -> None:
    """All towns and all provinces of places.yml lead somewhere, and each place lies in Morocco."""
    known = gazetteer("places")
    for name in [*known["towns"], *known["provinces"], *known["regions"]]:
        entry = next(level[name] for level in (known["towns"], known["provinces"], known["regions"]) if name in level)
        assert INDEX.resolve(f"à {entry['fr']}") or INDEX.resolve(entry["fr"], asked=True), name
    assert all(20.7 < place.position.latitude < 36 and -17.2 < place.position.longitude < -0.9 for place in INDEX)


def test_quarters_lie_in_their_towns() -> None:
    """No quarter is farther than sixteen kilometres from the middle of its town: degrees mistyped would be."""
    for place in INDEX:
        if place.is_quarter:
            assert kilometres(place.position, INDEX[place.town].position) < 16, place.id


def test_provinces_lie_where_their_neighbours_do() -> None:
    """No town is farther than 270 km from every other town of its region: a position of another region would be."""
    known = gazetteer("places")
    regions: dict[str, list[str]] = {}
    for name, entry in known["provinces"].items():
        if name in INDEX:
            regions.setdefault(entry["code"][:2], []).append(name)
    for names in (names for names in regions.values() if len(names) > 1):
        for name in names:
            others = [kilometres(INDEX[name].position, INDEX[other].position) for other in names if other != name]
            assert min(others) < 270, name


@pytest.mark.parametrize("locale", CODES)
def test_every_place_has_a_name(locale: str) -> None:
    """In every locale."""
    assert all(place.name(locale) for place in INDEX)


@pytest.mark.parametrize("name", ["places", "kinds", "calendar"])
def test_old_and_new_yaml_read_the_same(name: str) -> None:
    """PyYAML's 1.1 and a strict 1.2 parser agree on the files of offices, and no key stands twice."""
    text = (ROOT / "data" / "offices" / f"{name}.yml").read_text(encoding="utf-8")
    assert YAML(typ="safe", pure=True).load(text) == shipped(name)


def test_every_name_is_a_string() -> None:
    """No "on", "no" or number that YAML reads as something else, and none without a word to compare."""
    known = shipped("places")
    entries = [*known["quarters"].values(), *known["more towns"].values()]
    names = [name for entry in entries for name in (entry["fr"], entry["ar"], *entry.get("also", ()))]
    assert [name for name in [*names, *known["also words"]] if not isinstance(name, str) or not words(name)] == []
