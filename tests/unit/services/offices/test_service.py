"""Which office is near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.offices.model import OfficeKind as K
from bot.services.offices.model import Position, kilometres
from bot.services.offices.service import OfficeService
from tests.unit.services.offices.samples import Fixed, calendar, kinds, office, places

AGDAL = places()["rabat/agdal"].position
ALL = (
    office("commune", position=Position(34.02, -6.84)),
    office("agdal", position=AGDAL, kind=K.ANNEXE, quarter="rabat/agdal"),
    office("sale", "sale"),
    office("court", "sale", kind=K.COURT),
    office("far", "dakhla", kind=K.ANNEXE),
)


def service(*offices: object) -> OfficeService:
    return OfficeService(Fixed(*offices), calendar(), places(), kinds())  # type: ignore[arg-type]


SERVICE = service(*ALL)


def ids(found: list[object]) -> list[str]:
    return [near.office.id for near in found]  # type: ignore[attr-defined]


def test_the_nearest_first() -> None:
    """By distance from the position, which is told; three unless more are asked for."""
    found = SERVICE.nearest(AGDAL)
    assert ids(found) == ["agdal", "commune", "court"]
    assert [near.kilometres for near in found] == sorted(near.kilometres for near in found)
    assert found[0].kilometres == 0


def test_only_of_the_kinds_asked_for() -> None:
    """An office of another kind is passed over however near it is."""
    assert ids(SERVICE.nearest(AGDAL, [K.ANNEXE])) == ["agdal", "far"]
    assert ids(SERVICE.nearest(AGDAL, [K.LAND])) == []


def test_those_that_were_told_are_skipped() -> None:
    """One after another, then none."""
    assert [ids(SERVICE.nearest(AGDAL, limit=1, skip=number)) for number in (0, 1, 4, 5)] == [
        ["agdal"], ["commune"], ["far"], [],
    ]  # fmt: skip


def test_in_a_town_its_own_offices_only() -> None:
    """In Rabat the two of Rabat, though Salé's are nearer to a third."""
    assert ids(SERVICE.in_place("rabat", limit=9)) == ["commune", "agdal"]
    assert ids(SERVICE.in_place("rabat/agdal", limit=9)) == ["agdal", "commune"]


def test_a_town_without_one_is_served_by_the_nearest_elsewhere() -> None:
    """No court in Rabat: the one of Salé, whose town tells it."""
    (near,) = SERVICE.in_place("rabat", [K.COURT])
    assert near.office.town == "sale"
    assert ids(SERVICE.in_place("tiznit", limit=1)) == ids(SERVICE.nearest(places()["tiznit"].position, limit=1))


def test_a_place_that_is_none() -> None:
    """An id that no place has is the caller's mistake."""
    with pytest.raises(KeyError):
        SERVICE.in_place("atlantis")


def test_an_office_by_its_id() -> None:
    """As buttons carry it; an id that nobody has gives none."""
    assert SERVICE.get("court") is ALL[3]
    assert SERVICE.get("../../etc") is None


def test_no_offices_at_all() -> None:
    """Nothing is near, nothing fails."""
    assert service().nearest(AGDAL) == service().in_place("rabat") == []


@given(latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
def test_no_office_is_nearer_than_the_nearest(latitude: float, longitude: float) -> None:
    """From anywhere on earth."""
    (nearest,) = SERVICE.nearest((latitude, longitude), limit=1)
    assert nearest.kilometres == min(kilometres((latitude, longitude), one.position) for one in ALL)
