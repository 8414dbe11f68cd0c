"""Linking with catalogues and texts as nobody wishes them: small, poor, colliding, long, mixed, invisible."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.errors import CatalogueError
from bot.procedures.catalogue import Catalogue, check, load_json_lines
from bot.procedures.model import Procedure
from bot.procedures.reading import QuestionReading
from bot.procedures.search import Index
from bot.procedures.understanding import Kind, Understanding, understand

from .samples import CATALOGUE, INDEX, LEXICON, plain, procedure


def meant(text: str, procedures: Sequence[Procedure] | None = None) -> Understanding:
    if procedures is None:
        return understand(text, QuestionReading(), CATALOGUE, INDEX)
    return understand(text, QuestionReading(), Catalogue(procedures), Index(procedures, LEXICON))


def test_no_procedure() -> None:
    """Nothing is understood, and nothing breaks."""
    assert meant("passeport", []) == Understanding(Kind.UNKNOWN)


def test_one_procedure() -> None:
    """It is found by its name, and is not what everything is about."""
    moon = [procedure("moon")]
    assert meant("carte de la lune", moon).procedures == ["moon"]
    assert meant("passeport", moon) == Understanding(Kind.UNKNOWN)


def test_two_identical_titles() -> None:
    """Nobody can tell which is meant: the citizen is asked, and the check names both."""
    twins = [procedure("one"), procedure("two")]
    found = meant("carte de la lune", twins)
    assert (found.kind, sorted(found.procedures)) == (Kind.CHOOSE, ["one", "two"])
    shared = [str(finding) for finding in check(Catalogue(twins), date(2026, 6, 1)) if finding.kind == "alias"]
    assert len(shared) == 1
    assert "one" in shared[0]
    assert "two" in shared[0]


def test_aliases_that_collide_are_reported_with_both_ids() -> None:
    """Across locales and spellings of one normal form."""
    one = procedure("one", title={"fr": "Une"}, aliases={"fr": ["La Carte"]})
    two = procedure("two", title={"fr": "Deux"}, aliases={"ary-Latn": ["la carté"]})
    shared = [str(finding) for finding in check(Catalogue([one, two]), date(2026, 6, 1)) if finding.kind == "alias"]
    assert len(shared) == 1
    assert "one" in shared[0]
    assert "two" in shared[0]


@pytest.mark.parametrize(
    ("title", "question"),
    [({"ar": "شهادة السياقة"}, "chahada siya9a"), ({"ary-Latn": "chahada siya9a"}, "شهادة السياقة")],
    ids=["Arabic only", "arabizi only"],
)
def test_one_locale_only(title: dict[str, str], question: str) -> None:
    """A name in one script answers for the other."""
    others = [procedure("moon"), procedure("stay", title={"fr": "Certificat de résidence"})]
    assert meant(question, [procedure("licence", title=title), *others]).procedures == ["licence"]


def test_malformed_json_lines_are_refused_whole(tmp_path: Path) -> None:
    """With file and line, though the other lines are good."""
    path = tmp_path / "catalogue.jsonl"
    good = Procedure.parse_obj(plain("moon"))
    path.write_text(good.json() + "\n{not json\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"catalogue\.jsonl:2: "):
        load_json_lines(path)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "?", "a", "ⴰ", "ب", "7", "👍"])
def test_no_and_one_character(text: str) -> None:
    """Mean nothing."""
    assert meant(text) == Understanding(Kind.UNKNOWN)


@pytest.mark.parametrize(
    "text", ["passeport " * 1000, "x" * 10_000, "بطاقة وطنية " * 833, "ⴰⵣⵓⵍ " * 1666, "?" * 10_000, "a1" * 5000]
)
def test_ten_thousand_characters(text: str) -> None:
    """Are read within two seconds of processor time, however the machine is loaded."""
    started = time.process_time()
    meant(text[:10_000])
    assert time.process_time() - started < 2.0


@pytest.mark.parametrize(
    "text",
    [
        "pаsseport",  # Cyrillic а
        "раsseроrt",  # Cyrillic р, а, о
        "pass\u200beport",
        "pass\u00adeport",
        "\u202epasseport\u202c",
        "ｐａｓｓｅｐｏｒｔ",
        "PASSEPORT",
        "passéport",
    ],
    ids=["lookalike", "lookalikes", "zero width space", "soft hyphen", "override", "full width", "capitals", "accent"],
)
def test_what_looks_like_a_name_is_one(text: str) -> None:
    """Lookalike letters, invisible characters, other forms of the letters."""
    assert meant(text).procedures == ["passport"]


def test_mixed_scripts_in_one_word() -> None:
    """An article in Arabic letters before a French noun, in one word or in two."""
    assert meant("ال passeport").procedures == ["passport"]
    assert meant("الpasseport").procedures == ["passport"]
