"""data/gazetteers: strings only, in locales of ours, each of which can be found."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.language.data import gazetteer
from bot.language.language_names import LanguageNames
from bot.locales import CODES
from bot.procedures.facets import AS_WRITTEN
from bot.procedures.model import Facet
from bot.settings import ROOT
from bot.text.normalise import words

NAMES = [
    "circumstances",
    "concepts/acts",
    "concepts/cases",
    "concepts/sectors",
    "concepts/things",
    "consent",
    "cues",
    "dates",
    "facets",
    "function_words",
    "identifiers",
    "languages",
    "months",
    "my_data",
    "numbers",
    "ordinals",
    "places",
    "times",
    "units",
    "weekdays",
]
CONCEPTS = ("concepts/acts", "concepts/cases", "concepts/sectors", "concepts/things")


def every_string(value: Any) -> list[Any]:
    """The leaves of a gazetteer."""
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in every_string(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in every_string(inner)]
    return [value]


def every_key(value: Any) -> list[Any]:
    """The keys of a gazetteer, of all levels."""
    if not isinstance(value, dict):
        return []
    return [*value, *(key for inner in value.values() for key in every_key(inner))]


def norm_of(phrase: str) -> str:
    """A phrase as the lookups compare it."""
    return " ".join(word.norm for word in words(phrase))


def draws(phrases_by_owner: dict[str, Any]) -> dict[str, set[str]]:
    """The normal forms that stand under more than one owner."""
    owners: dict[str, set[str]] = {}
    for owner, phrases in phrases_by_owner.items():
        for phrase in every_string(phrases):
            owners.setdefault(norm_of(phrase), set()).add(owner)
    return {phrase: found for phrase, found in owners.items() if len(found) > 1}


def concepts() -> dict[str, dict[str, list[str]]]:
    """Concept → locale → forms, of both files."""
    return {concept: forms for name in CONCEPTS for concept, forms in gazetteer(name).items()}


@pytest.mark.parametrize("name", NAMES)
def test_only_strings_with_words(name: str) -> None:
    """No "on", "no" or "1" that YAML reads as something else, and nothing without a word to compare."""
    leaves = every_string(gazetteer(name))
    assert leaves
    assert [string for string in [*leaves, *every_key(gazetteer(name))] if not isinstance(string, str)] == []
    assert [leaf for leaf in leaves if not words(leaf)] == []


@pytest.mark.parametrize("name", NAMES)
def test_old_and_new_yaml_read_the_same(name: str) -> None:
    """PyYAML's 1.1 and a strict 1.2 parser agree, and no key stands twice."""
    text = (ROOT / "data" / "gazetteers" / f"{name}.yml").read_text(encoding="utf-8")
    assert YAML(typ="safe", pure=True).load(text) == gazetteer(name)


def test_there_are_no_other_gazetteers() -> None:
    """A new one gets its tests."""
    root = ROOT / "data" / "gazetteers"
    assert sorted(str(path.relative_to(root).with_suffix("")) for path in root.rglob("*.yml")) == NAMES


@pytest.mark.parametrize("facet", list(Facet))
def test_every_facet_can_be_asked_for_in_every_locale(facet: Facet) -> None:
    """Phrases of all seven, and no facet that is none."""
    lexicon = gazetteer("facets")
    assert set(lexicon) <= {facet.value for facet in Facet}
    assert set(lexicon[facet.value]) == set(CODES)


def test_no_phrase_asks_for_two_facets() -> None:
    """The same normal form under two facets would be a draw."""
    phrases = {facet: every_string(by_locale) for facet, by_locale in gazetteer("facets").items()}
    assert (
        draws({facet: [one for one in found if not one.startswith(AS_WRITTEN)] for facet, found in phrases.items()})
        == {}
    )


def test_function_words_of_every_locale() -> None:
    """Each has some, and none is a sentence."""
    lists = gazetteer("function_words")
    assert set(lists) == set(CODES)
    assert [entry for entry in every_string(lists) if len(words(entry)) > 3] == []


def test_every_language_is_known_to_the_code() -> None:
    """A key that the code lacks would crash on its first mention; one that the file lacks could not be asked for."""
    assert set(gazetteer("languages")) == set(LanguageNames._DEFAULTS) == set(LanguageNames._LOCALES)
    assert set(LanguageNames._DEFAULTS.values()) <= set(CODES)


def test_no_name_is_of_two_languages() -> None:
    """The same normal form under two languages would be a draw."""
    assert draws(gazetteer("languages")) == {}


def test_ordinals_are_numbers_or_the_last() -> None:
    """Places 1, 2, 3 … and ``last``, each word of one place only."""
    ordinals = gazetteer("ordinals")
    assert [place for place in ordinals if place != "last"] == [str(number) for number in range(1, len(ordinals))]
    norms = [norm for names in ordinals.values() for norm in {word.norm for name in names for word in words(name)}]
    assert [norm for norm, times in Counter(norms).items() if times > 1] == []


def test_ordinals_are_one_word() -> None:
    """As the file's own comment says: each word of an entry counts by itself."""
    assert [name for name in every_string(gazetteer("ordinals")) if len(words(name)) > 1] == []


@pytest.mark.parametrize(
    ("name", "count", "apart"), [("months", 12, "beside a number"), ("weekdays", 7, "beside a day word")]
)
def test_months_and_weekdays_are_numbered(name: str, count: int, apart: str) -> None:
    """All of them, in order; a name is of one only, whether it counts by itself or beside another word."""
    names = gazetteer(name)
    beside = names.pop(apart)
    assert list(names) == [str(number) for number in range(1, count + 1)]
    assert set(beside) <= set(names)
    assert draws({number: [*names[number], *beside.get(number, [])] for number in names}) == {}


def test_number_words_are_one_word_of_one_number() -> None:
    """The numbers in order; sums and products are made by the code, which looks up single words."""
    numbers = gazetteer("numbers")
    joining, never_alone = numbers.pop("and"), numbers.pop("never alone")
    assert list(numbers) == sorted(numbers, key=int)
    assert draws(numbers) == {}
    assert [word for word in every_string([numbers, joining]) if len(words(word)) > 1] == []
    assert {norm_of(word) for word in never_alone} <= {norm_of(word) for word in every_string(numbers)}


@pytest.mark.parametrize(
    ("name", "group"),
    [("dates", "days from today"), ("times", "parts of the day"), ("times", "moments"), ("times", "meridiem")]
    + [("units", group) for group in ("money", "fuel", "duration", "two of")],
)
def test_no_phrase_has_two_values(name: str, group: str) -> None:
    """The same normal form under two values of one group would be a draw."""
    assert draws(gazetteer(name)[group]) == {}


def test_every_place_is_named_and_stands_somewhere() -> None:
    """In both official scripts; a town lies in a province; a name is of one place, a code too."""
    places = gazetteer("places")
    levels = {level: places[level] for level in ("regions", "provinces", "towns")}
    named = {
        f"{level}/{place}": [entry["fr"], entry["ar"], *entry.get("also", [])]
        for level, entries in levels.items()
        for place, entry in entries.items()
    }
    codes = [entry["code"] for level in ("regions", "provinces") for entry in levels[level].values()]
    assert draws(named) == {}
    assert len(codes) == len(set(codes))
    assert {town["in"] for town in levels["towns"].values()} <= set(levels["provinces"])
    assert {norm_of(name) for name in places["also words"]} <= {norm_of(name) for name in every_string(named)}


def test_every_sorted_concept_is_one() -> None:
    """Each stands once, under one sort; what asks for a facet may have a sort too."""
    sorts = gazetteer("circumstances")
    asking = sorts.pop("asking")
    assert set(sorts) == {"circumstances", "cases", "settings", "talk"}
    sorted_ones = every_string(sorts)
    assert [concept for concept, times in Counter(sorted_ones).items() if times > 1] == []
    assert {*sorted_ones, *every_string(asking)} <= set(concepts())
    assert set(asking) <= {facet.value for facet in Facet}


def test_no_form_is_of_two_concepts() -> None:
    """Over all files: the same normal form under two concepts would be a draw."""
    names = [concept for name in CONCEPTS for concept in gazetteer(name)]
    assert len(names) == len(set(names))
    assert draws(concepts()) == {}


def test_every_concept_is_said_in_the_languages_that_people_write() -> None:
    """French, Standard Arabic, arabizi and English at least, and no locale that is not ours."""
    needed = {"fr", "ar", "ary-Latn", "en"}
    said = {concept: {locale for locale, forms in found.items() if forms} for concept, found in concepts().items()}
    assert {concept: needed - locales for concept, locales in said.items() if not needed <= locales} == {}
    assert {locale for found in concepts().values() for locale in found} <= set(CODES)
