"""data/procedures: every file is a procedure, complete in all locales, and found by its own names."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.bootstrap import lexicon
from bot.locales import CODES
from bot.procedures.answer import answer, label, plain_answer
from bot.procedures.catalogue import Catalogue, check, load_directory
from bot.procedures.model import Facet
from bot.procedures.search import Index
from bot.settings import ROOT
from bot.text.normalise import words
from bot.text.scripts import Script, letter_counts

DIRECTORY = ROOT / "data" / "procedures"
FILES = sorted(DIRECTORY.glob("*.yml"))
BUTTON_LIMIT = 20


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    return Catalogue(load_directory(DIRECTORY))


def test_the_catalogue_is_read() -> None:
    """Every file, and no other file lies beside them."""
    assert len(catalogue()) == len(FILES) > 20
    assert sorted(DIRECTORY.iterdir()) == FILES


def test_nothing_to_mend_but_gaps() -> None:
    """A gap is honest; a missing locale, a long label, a dangling reference, a shared alias or an old date is not."""
    assert [str(found) for found in check(catalogue(), date.today()) if found.kind != "gap"] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_old_and_new_yaml_read_the_same(path: Path) -> None:
    """A strict 1.2 parser reads the same procedure: no bare yes or no, no key twice."""
    value = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    found = catalogue()[path.stem]
    assert value["title"] == found.title
    assert value.get("aliases", {}) == found.aliases
    assert value["id"] == found.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_tamazight_is_in_tifinagh(path: Path) -> None:
    """``zgh`` texts are; its Latin form is derived and never written, but for names that people type."""
    found = catalogue()[path.stem]
    texts = [found.title, found.label, *(fact.texts for facet in Facet for fact in found.facts(facet))]
    assert [text for text in texts if "zgh-Latn" in text] == []
    for text in (text["zgh"] for text in texts if "zgh" in text):
        counts = letter_counts(text)  # sites and French names in brackets may be longer
        assert counts[Script.TIFINAGH] or not any(counts.values()), text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("locale", CODES)
def test_it_can_be_answered_in_every_locale(path: Path, locale: str) -> None:
    """Every facet that it holds, an overview and plain words; its button fits."""
    found = catalogue()[path.stem]
    texts = [
        answer(found, list(Facet), locale).text,
        answer(found, [], locale).text,
        plain_answer(found, [], locale).text,
    ]
    for text in texts:
        assert text.strip()
        assert "{" not in text
        assert "None" not in text
    assert 0 < len(label(found, locale)) <= BUTTON_LIMIT


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_found_by_its_titles(path: Path) -> None:
    """Search puts it first for each of them."""
    for locale, title in catalogue()[path.stem].title.items():
        best = index().search(index().content(words(title)))[0]
        assert best.procedure_id == path.stem, (locale, title, best)


@lru_cache(maxsize=1)
def index() -> Index:
    return Index(catalogue().values(), lexicon())
