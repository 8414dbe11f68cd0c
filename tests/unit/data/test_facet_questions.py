"""data/facets and tests/data/questions: labelled by known facets, and the held-out ones apart from those that are learnt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.locales import CODES
from bot.procedures.model import Facet
from bot.settings import ROOT
from bot.text.normalise import normalise

from .corpora import Originals

LEARNT = ROOT / "data" / "facets"
HELD_OUT = ROOT / "tests" / "data" / "questions"
ENOUGH, ENOUGH_TAMAZIGHT = 40, 20
FACETS = [facet.value for facet in Facet]


class Line(NamedTuple):
    """A line of a table, and where it stands."""

    place: str
    fields: list[str]


def lines(path: Path) -> Iterator[Line]:
    """The lines after the header."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], start=2):
        yield Line(f"{path.relative_to(ROOT)}:{number}", line.split("\t"))


def learnt() -> list[Line]:
    """Every question of all locales that facets are learnt from."""
    return [line for code in CODES for line in lines(LEARNT / f"{code}.tsv")]


def test_each_line_is_a_question_and_known_facets() -> None:
    """Two fields; no facet twice."""
    for place, fields in learnt():
        assert len(fields) == 2, place
        text, facets = fields
        assert text, place
        assert text == text.strip(), place
        asked = [name for name in facets.split(",") if name]
        assert len(set(asked)) == len(asked), place
        assert set(asked) <= set(FACETS), place


def test_no_question_has_two_labels() -> None:
    """The same words ask for the same, in all locales together: there is one model."""
    by_norm: dict[str, dict[str, str]] = {}
    for place, (text, facets) in learnt():
        by_norm.setdefault(normalise(text), {})[facets] = place
    assert [sorted(found.values()) for found in by_norm.values() if len(found) > 1] == []


@pytest.mark.parametrize("locale", CODES)
def test_there_are_enough_of_each_facet(locale: str) -> None:
    """And of questions that ask for none, and of those that ask for several."""
    labels = [[name for name in fields[1].split(",") if name] for _, fields in lines(LEARNT / f"{locale}.tsv")]
    enough = ENOUGH_TAMAZIGHT if locale.startswith("zgh") else ENOUGH
    count = Counter(name for names in labels for name in names)
    assert {facet: count[facet] for facet in FACETS if count[facet] < enough} == {}
    assert all(sum(len(names) == size for names in labels) >= enough for size in (0, 1, 2, 3))


def test_held_out_questions_are_not_learnt() -> None:
    """Nor near copies of one, in any locale. Else delete the line of data/facets."""
    held_out = [fields[2] for path in HELD_OUT.glob("*.tsv") for _, fields in lines(path)]
    copies = Originals(map(normalise, held_out)).copies(fields[0] for _, fields in learnt())
    assert [f"{place}: {fields[0]}" for place, fields in learnt() if fields[0] in copies] == []
