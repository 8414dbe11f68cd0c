"""bot.evaluation.generated: procedures that are valid, distinct and always the same."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.evaluation.generated import _combinations, _title, generated_procedures
from bot.evaluation.tables import script_of
from bot.locales import CODES
from bot.procedures.model import Facet
from bot.text.normalise import normalise
from bot.text.scripts import dominant_script
from tests.unit.procedures.samples import procedure

LARGEST = 30_000
MANY = generated_procedures(1000)


@pytest.mark.parametrize("locale", CODES)
def test_there_are_enough_of_them(locale: str) -> None:
    """The titles of the largest catalogue that is measured are distinct in normal form."""
    titles = {normalise(_title(parts, locale)) for parts in _combinations()[::3][:LARGEST]}
    assert len(titles) == LARGEST


@pytest.mark.parametrize("locale", CODES)
def test_names_belong_to_one_procedure(locale: str) -> None:
    """No alias is another procedure's name."""
    names = Counter(
        norm for one in MANY for norm in {normalise(name) for name in (one.title[locale], *one.aliases[locale])}
    )
    assert [norm for norm, count in names.items() if count > 1] == []


def test_each_is_whole() -> None:
    """Names in all locales, each in its own script; documents, a fee and a delay."""
    one = MANY[0]
    assert set(one.title) == set(one.aliases) == set(CODES)
    assert all(len(names) == 2 for names in one.aliases.values())
    assert all(dominant_script(title).value == script_of(locale, "") for locale, title in one.title.items())
    assert one.held() == [Facet.DOCUMENTS, Facet.FEE, Facet.DELAY]


def test_a_seed_decides() -> None:
    """The same seed gives the same procedures, another one others."""
    assert generated_procedures(5, seed=1) == generated_procedures(5, seed=1)
    assert generated_procedures(5, seed=1) != generated_procedures(5, seed=2)


def test_names_that_are_taken_are_avoided() -> None:
    """A generated procedure that has a name of a real one is left out, and another one stands in."""
    real = procedure(title={"fr": MANY[0].title["fr"].upper()})
    found = generated_procedures(3, avoid=[real])
    assert [one.id for one in found] == [one.id for one in MANY[1:4]]


def test_more_than_there_are_is_refused() -> None:
    """With both numbers."""
    with pytest.raises(ValueError, match="1000000 procedures are asked for, the tables give"):
        generated_procedures(1_000_000)
