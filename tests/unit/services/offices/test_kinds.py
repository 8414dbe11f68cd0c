"""What people call an office, and which office takes a procedure."""

from __future__ import annotations

import pytest

from bot.services.offices.model import OfficeKind as K
from bot.settings import ROOT
from tests.unit.services.offices.samples import kinds, shipped

KINDS = kinds()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fin lmo9ata3a", (K.COMMUNE, K.ANNEXE)),
        ("أين المقاطعة", (K.COMMUNE, K.ANNEXE)),
        ("la mairie", (K.COMMUNE,)),
        ("bureau d'état civil à Agdal", (K.COMMUNE,)),
        ("lqiyada d lmnzel", (K.ANNEXE,)),
        ("ⵍⵇⵇⵉⵢⴰⴷⴰ ⵏ ⵜⴰⴼⵔⴰⵡⵜ", (K.ANNEXE,)),
        ("centre de la carte nationale", (K.CNIE,)),
        ("بيرو ديال لاكارط", (K.CNIE,)),
        ("commissariat le plus près", (K.CNIE,)),
        ("اقرب قباضة", (K.TAX,)),
        ("l9bada fin", (K.TAX,)),
        ("محكمة الأسرة تمارة", (K.COURT,)),
        ("ma7kama d tanja", (K.COURT,)),
        ("adresse narsa oujda", (K.NARSA,)),
        ("a9reb biro d cnss", (K.CNSS,)),
        ("وكالة الضمان الاجتماعي", (K.CNSS,)),
        ("lmo7afada l3i9ariya f larache", (K.LAND,)),
        ("l3amala dyal berrechid", (K.PREFECTURE,)),
        ("عمالة سلا", (K.PREFECTURE,)),
        ("guichet à côté", ()),
        ("a9rab bureau", ()),
        ("", ()),
    ],
)
def test_a_kind_by_what_people_call_it(text: str, expected: tuple[K, ...]) -> None:
    """In any script, within a sentence; one word for two kinds means both; a general word means none."""
    assert KINDS.named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("القنصلية المغربية في مدريد", True), ("9onsoliya", True), ("consulat", True), ("commune", False)],
)
def test_a_consulate_is_abroad(text: str, expected: bool) -> None:
    """A consulate is no kind of ours, and told apart."""
    assert KINDS.is_abroad(text) is expected
    assert not (expected and KINDS.named(text))


def test_kinds_that_take_a_procedure() -> None:
    """As the catalogue's "where" says; a procedure that is only online is taken nowhere."""
    assert KINDS.of_procedure("cnie-renewal") == (K.CNIE,)
    assert KINDS.of_procedure("life-certificate") == (K.COMMUNE, K.ANNEXE)
    assert KINDS.of_procedure("property-certificate") == ()


def test_every_kind_is_described_and_every_procedure_exists() -> None:
    """The file has each kind once, and names no procedure that the catalogue does not hold."""
    entries = shipped("kinds")
    assert set(entries) == {*(kind.value for kind in K), "abroad"}
    known = {path.stem for path in (ROOT / "data" / "procedures").glob("*.yml")}
    assert {procedure for entry in entries.values() for procedure in entry.get("procedures", ())} <= known
