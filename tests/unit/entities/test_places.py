"""bot.entities.places: regions, provinces and towns by any of their names, and only by their names."""

from __future__ import annotations

import pytest

from bot.entities.model import Kind
from bot.language.data import gazetteer
from tests.unit.entities.reading import values

PLACES = gazetteer("places")
OFFICIAL_NAMES = [
    (entry[language], place)
    for level in ("regions", "provinces", "towns")
    for place, entry in PLACES[level].items()
    for language in ("fr", "ar")
]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rabat", "rabat"),
        ("rdv cnie casa", "casablanca"),
        ("à Fès", "fes"),
        ("MARRAKECH", "marrakech"),
        ("Beni mellal", "beni-mellal"),
        ("Casablanca-Settat", "casablanca-settat"),
        ("bani mellal khenifra", "beni-mellal-khenifra"),
        ("Laâyoune", "laayoune"),
        ("tangier", "tanger"),
        ("in meknes", "meknes"),
        ("فالرباط", "rabat"),
        ("للرباط", "rabat"),
        ("لوجدة", "oujda"),
        ("الدار البيضاء", "casablanca"),
        ("ف كازا", "casablanca"),
        ("بمكناس", "meknes"),
        ("جهة سوس ماسة", "souss-massa"),
        ("قلعة السراغنة", "el-kelaa-des-sraghna"),
        ("f mrakch", "marrakech"),
        ("fcasa", "casablanca"),
        ("l wjda", "oujda"),
        ("dar lbayda", "casablanca"),
        ("9nitra", "kenitra"),
        ("ⴰⴳⴰⴷⵉⵔ", "agadir"),
        ("ⵏⴰⴹⵓⵔ", "nador"),
        ("ar ugadir", "agadir"),
        ("s tiznit", "tiznit"),
        ("Khouribgua", "khouribga"),
        ("casablanka", "casablanca"),
        ("ouarzazat", "ouarzazate"),
        ("taroudante", "taroudannt"),
        ("chefchaoun", "chefchaouen"),
        ("f safi", "safi"),
        ("f jdida", "el-jadida"),
        ("فالجديدة", "el-jadida"),
        ("ville de Salé", "sale"),
    ],
)
def test_as_people_write_them(text: str, value: str) -> None:
    """Any script, with prepositions glued or not, in spellings that are not listed, with one slip."""
    assert values(text, Kind.PLACE) == [value]


@pytest.mark.parametrize(("name", "place"), OFFICIAL_NAMES, ids=str)
def test_official_names(name: str, place: str) -> None:
    """Every place is found by its French and its Arabic name."""
    found = values(f"مدينة {name}", Kind.PLACE)
    assert found == [place]


@pytest.mark.parametrize(
    "text",
    [
        "safi chokran", "صافي", "lacarte jdida", "البطاقة الجديدة", "sale temps", "tata fatima", "ass-a", "manger", "danger",
        "وزارة الداخلية", "counter", "carte bancaire", "الرابط", "chkoun", "chacun", "السيارة", "contre", "الواجب", "tswira",
        "7nini", "bonjour", "broken", "",
    ],
)  # fmt: skip
def test_what_is_no_place(text: str) -> None:
    """Everyday words that a town is named like, or nearly like."""
    assert values(text, Kind.PLACE) == []


def test_the_gazetteer_is_whole() -> None:
    """Twelve regions, seventy-five provinces and prefectures; every town is in one of them; every id is used once."""
    regions, provinces, towns = PLACES["regions"], PLACES["provinces"], PLACES["towns"]
    assert (len(regions), len(provinces)) == (12, 75)
    assert {entry["code"][:2] for entry in provinces.values()} == {entry["code"] for entry in regions.values()}
    assert all(entry["in"] in provinces for entry in towns.values())
    assert len({*regions, *provinces, *towns}) == len(regions) + len(provinces) + len(towns)
