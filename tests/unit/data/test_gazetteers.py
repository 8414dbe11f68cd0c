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


def every_string(value: Any) -> list[Any]:
    """The leaves of a gazetteer."""
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in every_string(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in every_string(inner)]
    return [value]


@pytest.mark.parametrize("name", ["facets", "function_words", "languages", "ordinals"])
def test_only_strings_with_words(name: str) -> None:
    """No "on", "no" or "1" that YAML reads as something else, and nothing without a word to compare."""
    leaves = every_string(gazetteer(name))
    assert leaves
    assert [leaf for leaf in leaves if not isinstance(leaf, str)] == []
    assert [leaf for leaf in leaves if not words(leaf)] == []


@pytest.mark.parametrize("name", ["facets", "function_words", "languages", "ordinals"])
def test_old_and_new_yaml_read_the_same(name: str) -> None:
    """PyYAML's 1.1 and a strict 1.2 parser agree, and no key stands twice."""
    text = (ROOT / "data" / "gazetteers" / f"{name}.yml").read_text(encoding="utf-8")
    assert YAML(typ="safe", pure=True).load(text) == gazetteer(name)


def test_there_are_no_other_gazetteers() -> None:
    """A new one gets its tests."""
    found = {path.stem for path in (ROOT / "data" / "gazetteers").glob("*.yml")}
    assert found == {"facets", "function_words", "languages", "ordinals"}


@pytest.mark.parametrize("facet", list(Facet))
def test_every_facet_can_be_asked_for_in_every_locale(facet: Facet) -> None:
    """Phrases of all seven, and no facet that is none."""
    lexicon = gazetteer("facets")
    assert set(lexicon) <= {facet.value for facet in Facet}
    assert set(lexicon[facet.value]) == set(CODES)


def test_no_phrase_asks_for_two_facets() -> None:
    """The same normal form under two facets would be a draw."""
    owners: dict[str, set[str]] = {}
    for facet, by_locale in gazetteer("facets").items():
        for phrase in every_string(by_locale):
            if not phrase.startswith(AS_WRITTEN):
                owners.setdefault(" ".join(word.norm for word in words(phrase)), set()).add(facet)
    assert {phrase: facets for phrase, facets in owners.items() if len(facets) > 1} == {}


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
    owners: dict[str, set[str]] = {}
    for language, names in gazetteer("languages").items():
        for name in names:
            owners.setdefault(" ".join(word.norm for word in words(name)), set()).add(language)
    assert {name: languages for name, languages in owners.items() if len(languages) > 1} == {}


def test_ordinals_are_numbers_or_the_last() -> None:
    """Places 1, 2, 3 … and ``last``, each word of one place only."""
    ordinals = gazetteer("ordinals")
    assert [place for place in ordinals if place != "last"] == [str(number) for number in range(1, len(ordinals))]
    norms = [norm for names in ordinals.values() for norm in {word.norm for name in names for word in words(name)}]
    assert [norm for norm, times in Counter(norms).items() if times > 1] == []


def test_ordinals_are_one_word() -> None:
    """As the file's own comment says: each word of an entry counts by itself."""
    assert [name for name in every_string(gazetteer("ordinals")) if len(words(name)) > 1] == []
