"""Distances, and texts in a locale."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.offices.model import in_locale, kilometres
from tests.unit.services.offices.samples import office, places

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("rabat", "casablanca", 85), ("tanger", "agadir", 695), ("oujda", "dakhla", 1790), ("rabat", "sale", 5)],
)
def test_distances_are_those_of_the_map(one: str, other: str, expected: float) -> None:
    """The distance between towns, as the crow flies, within three per cent or two kilometres."""
    assert kilometres(places()[one].position, places()[other].position) == pytest.approx(expected, rel=0.03, abs=2)


@given(one=POINTS, other=POINTS)
def test_a_distance_is_a_distance(one: tuple[float, float], other: tuple[float, float]) -> None:
    """Never negative, never more than half the earth, the same in both directions, nothing to where one is."""
    there = kilometres(one, other)
    assert 0 <= there <= 20_016
    assert there == pytest.approx(kilometres(other, one), abs=1e-6)
    assert kilometres(one, one) == 0


@pytest.mark.parametrize(
    ("locale", "expected"), [("fr", "F"), ("ary-Latn", "F"), ("ary", "A"), ("zgh", "A"), ("en", "F"), ("zgh-Latn", "F")]
)
def test_a_text_of_the_next_best_locale_stands_in(locale: str, expected: str) -> None:
    """An office named in French and Arabic only is named in the fallback of each locale."""
    assert in_locale({"fr": "F", "ar": "A"}, locale) == expected


def test_no_text_is_no_text() -> None:
    """An address that is not known is empty, in no locale an error."""
    assert office().address("zgh") == ""


@pytest.mark.parametrize(("minutes", "capacity", "takes"), [(15, 2, True), (0, 2, False), (15, 0, False)])
def test_who_takes_appointments(minutes: int, capacity: int, takes: bool) -> None:
    """Both a length and a capacity are needed."""
    assert office(slot_minutes=minutes, capacity=capacity).takes_appointments is takes
