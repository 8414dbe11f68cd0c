"""bot.procedures.catalogue: bad files are refused whole with file, line and reason; what is valid but incomplete is found."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import CatalogueError
from bot.locales import CODES, LOCALES
from bot.procedures.catalogue import (
    Catalogue,
    Finding,
    check,
    load_directory,
    load_json_lines,
    load_yaml,
    names_fingerprint,
    procedure_names,
    write_json_lines,
)
from bot.procedures.model import Facet

from .samples import SOURCE, procedure, whole

GOOD = """\
id: moon-card
title: {fr: Carte de la Lune}
source:
  url: https://www.example.ma/a
  checked_on: 2026-05-19
"""
TODAY = date(2026, 6, 1)
OWN = [code for code in CODES if not LOCALES[code].written_as]


def refused(path: Path) -> list[str]:
    """The problems for which a file is refused, without its directory."""
    with pytest.raises(CatalogueError) as caught:
        load_yaml(path)
    return str(caught.value).replace(f"{path.parent}/", "").split("\n")


@pytest.fixture
def moon(tmp_path: Path) -> Path:
    path = tmp_path / "moon-card.yml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_good_file_is_read(moon: Path) -> None:
    """The procedure of the file, dates included."""
    assert load_yaml(moon) == procedure()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "moon-card.yml:1: a mapping with the fields of a procedure is expected"),
        ("- a\n- b\n", "moon-card.yml:1: a mapping"),
        ("hello\n", "moon-card.yml:1: a mapping"),
        ("id: moon-card\n  title: x\n", "moon-card.yml:2: not YAML: mapping values are not allowed"),
        ("id: [moon\n", "moon-card.yml:2: not YAML: "),
        ("id: moon-card\n---\nid: two\n", "moon-card.yml:2: not YAML: but found another document"),
        ("id: !!python/object/apply:os.system [ls]\n", "moon-card.yml:1: not YAML: could not determine a constructor"),
        (GOOD.replace("moon-card", "sun-card"), "moon-card.yml:1: the id must be the file's name, 'moon-card'"),
        (GOOD.replace("id: moon-card\n", ""), "moon-card.yml:1: the id must be the file's name"),
        (GOOD + "fee: {mad: 75}\nfee: {mad: 80}\n", "moon-card.yml:7: 'fee' stands twice"),
        (GOOD + "fee:\n  fr: a\n  mad: 75\n  fr: b\n", "moon-card.yml:9: 'fr' stands twice"),
        (GOOD + "documents:\n  - {fr: a}\n  - fr: b\n    fr: c\n", "moon-card.yml:9: 'fr' stands twice"),
        (GOOD + "prix: {fr: x}\n", "moon-card.yml:6: prix: extra fields not permitted"),
        (GOOD + "fee:\n  mad: cher\n", "moon-card.yml:7: fee.mad: value is not a valid float"),
        (
            GOOD + "documents:\n  - fr: a\n  - fr: b\n    wen: {fr: c}\n",
            "moon-card.yml:9: documents.1.wen: extra fields",
        ),
        (GOOD.replace("  checked_on: 2026-05-19\n", ""), "moon-card.yml:3: source.checked_on: field required"),
        (GOOD.replace("2026-05-19", "hier"), "moon-card.yml:5: source.checked_on: invalid date format"),
    ],
)
def test_a_bad_file_is_refused_with_line_and_reason(moon: Path, content: str, problem: str) -> None:
    """Each kind of mistake, with the line on which it stands."""
    moon.write_text(content, encoding="utf-8")
    problems = refused(moon)
    assert len(problems) == 1
    assert problems[0].startswith(problem)


def test_every_problem_of_a_file_is_named(moon: Path) -> None:
    """An author mends all mistakes at once."""
    moon.write_text(GOOD + "prix: {fr: x}\nfee: {mad: -1}\nstatus: sure\n", encoding="utf-8")
    assert {problem.split(": ")[0] for problem in refused(moon)} == {f"moon-card.yml:{line}" for line in (6, 7, 8)}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00bad", None], ids=["not UTF-8", "missing"])
def test_what_cannot_be_read_is_refused(moon: Path, content: Any) -> None:
    """A file in another encoding, or none."""
    moon.unlink()
    if content is not None:
        moon.write_bytes(content)
    assert "cannot be read" in refused(moon)[0]


@pytest.mark.parametrize(
    "content",
    [
        GOOD.replace("2026-05-19", "2026-13-45"),
        GOOD + "# \x01\n",
        GOOD + "1: x\n",
        GOOD + "documents: &a [*a]\n",
    ],
    ids=["no such date", "control character", "number as a key", "recursive"],
)
def test_stranger_mistakes_are_refused_too(moon: Path, content: str) -> None:
    """A date that does not exist is a mistake like any other: refused, and no traceback."""
    moon.write_text(content, encoding="utf-8")
    assert refused(moon)[0].startswith("moon-card.yml")


def test_a_directory_is_read_in_order(moon: Path) -> None:
    """Every .yml file, by name; other files are not looked at."""
    (moon.parent / "a-card.yml").write_text(GOOD.replace("moon-card", "a-card"), encoding="utf-8")
    (moon.parent / "notes.txt").write_text("not: [a procedure", encoding="utf-8")
    assert [found.id for found in load_directory(moon.parent)] == ["a-card", "moon-card"]


def test_one_bad_file_refuses_the_directory(moon: Path) -> None:
    """The problems of all files are named, a line each."""
    for name in ("bad-one", "bad-two"):
        (moon.parent / f"{name}.yml").write_text("id: x\n", encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_directory(moon.parent)
    assert [Path(line.split(":")[0]).name for line in str(caught.value).split("\n")] == ["bad-one.yml", "bad-two.yml"]


def test_json_lines_out_and_in(tmp_path: Path) -> None:
    """What is written is read back, in order; letters are not escaped; empty lines are passed over."""
    path = tmp_path / "all.jsonl"
    procedures = [whole(), procedure("sun-card")]
    assert write_json_lines(procedures, path) == 2
    written = path.read_text(encoding="utf-8")
    assert "بطاقة القمر" in written
    path.write_text("\n" + written.replace("\n", "\n\n"), encoding="utf-8")
    assert load_json_lines(path) == procedures


LINE = '{"id": "a", "title": {"fr": "A"}, "source": {"url": "https://a.ma", "checked_on": "2026-01-01"}}'


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (f"{LINE}\nnot json", ":2: not JSON: Expecting value at character 1"),
        (f"{LINE}\n\n{LINE}", ":3: the id 'a' stands twice"),
        ("[]", ":1: id: field required"),
        ("3", ":1: procedure: "),
        ("null", ":1: procedure: "),
        (LINE.replace('"fr"', '"xx"'), ":1: title: unknown locale 'xx'"),
        (LINE[:-1] + ', "fee": {"mad": NaN}}', ":1: fee.mad: "),
        (LINE[:-5], ":1: not JSON: "),
    ],
)
def test_bad_lines_are_refused(tmp_path: Path, content: str, problem: str) -> None:
    """With their line and the reason; one bad line refuses the file."""
    path = tmp_path / "all.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_json_lines(path)
    assert f"{path}{problem}" in str(caught.value)


def test_all_bad_lines_are_named(tmp_path: Path) -> None:
    """So are those after the first."""
    path = tmp_path / "all.jsonl"
    path.write_text(f"x\n{LINE}\ny\n", encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_json_lines(path)
    assert [line.split(":")[1] for line in str(caught.value).split("\n")] == ["1", "3"]


def test_files_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    """A missing file and a missing directory are errors of ours."""
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_json_lines(tmp_path / "absent.jsonl")
    with pytest.raises(CatalogueError, match="cannot be written"):
        write_json_lines([], tmp_path / "absent" / "all.jsonl")


@given(st.text("a\u2028\u2029\x85\x0c\x1c é", min_size=1, max_size=5).filter(str.strip))
def test_any_text_survives_the_interchange_file(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    """A line separator inside a text, as word processors leave them, does not cut the line in two."""
    path = tmp_path_factory.mktemp("lines") / "all.jsonl"
    write_json_lines([procedure(title={"fr": title})], path)
    assert load_json_lines(path)[0].title == {"fr": title}


def test_a_catalogue_is_a_mapping() -> None:
    """By id, in order, with ``in`` and ``get``."""
    catalogue = Catalogue([procedure("b"), procedure("a")])
    assert list(catalogue) == ["b", "a"]
    assert len(catalogue) == 2
    assert "a" in catalogue
    assert "c" not in catalogue
    assert None not in catalogue
    assert catalogue["a"].id == "a"
    assert catalogue.get("c") is None
    with pytest.raises(KeyError):
        catalogue["c"]


def complete(procedure_id: str = "moon-card", **fields: Any) -> Catalogue:
    """A catalogue of one procedure that ``check`` has nothing to say about, with ``fields`` over it."""
    texts = {code: f"texte {code}" for code in OWN}
    base = {
        "title": {code: f"titre {procedure_id} {code}" for code in OWN},
        "label": dict.fromkeys(OWN, "court"),
        "documents": [texts],
        "fee": texts,
        "delay": texts,
        "where": texts,
    }
    return Catalogue([procedure(procedure_id, **{**base, **fields})])


def found(catalogue: Catalogue, today: date = TODAY) -> list[tuple[str, str]]:
    return [(finding.kind, finding.text) for finding in check(catalogue, today)]


def test_nothing_to_mend() -> None:
    """A complete procedure has no finding."""
    assert found(complete()) == []


@pytest.mark.parametrize("facet", [Facet.DOCUMENTS, Facet.FEE, Facet.DELAY, Facet.WHERE])
def test_a_missing_facet_is_a_gap(facet: Facet) -> None:
    """The four that citizens ask for most; the others may be absent."""
    empty: Any = [] if facet is Facet.DOCUMENTS else None
    assert found(complete(**{facet.value: empty})) == [
        ("gap", f"no {facet.value}: a citizen who asks is told that we do not have it")
    ]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"title": {code: "x" for code in OWN if code != "zgh"}}, "title lacks zgh"),
        ({"label": {"fr": "x"}}, "label lacks ar, ary, ary-Latn, zgh, en"),
        ({"fee": {code: "x" for code in OWN if code != "ary"}}, "fee 1 lacks ary"),
        ({"steps": [{"fr": "x"}]}, "steps 1 lacks ar, ary, ary-Latn, en"),
        (
            {"documents": [{**dict.fromkeys(OWN, "x"), "when": {"fr": "si"}}]},
            "documents 1 when lacks ar, ary, ary-Latn, zgh, en",
        ),
    ],
)
def test_a_missing_locale_is_found(fields: dict[str, Any], text: str) -> None:
    """In titles, labels, facts and conditions; Tamazight only where it is asked for, its Latin form never."""
    assert found(complete(**fields)) == [("locale", text)]


def test_an_old_fact_is_stale() -> None:
    """A year after it was last checked, to the day."""
    assert found(complete(), date(2027, 5, 19)) == []
    assert found(complete(), date(2027, 5, 20)) == [("stale", "last checked on 2026-05-19, over a year ago")]


def test_a_long_label_is_found() -> None:
    """Twenty code points fit on a button, twenty-one do not."""
    assert found(complete(label=dict.fromkeys(OWN, "x" * 20))) == []
    assert found(complete(label={**dict.fromkeys(OWN, "x"), "fr": "x" * 21})) == [
        ("label", f"{'x' * 21!r} (fr) has 21 characters of 20")
    ]


@pytest.mark.parametrize("name", ["related", "variants"])
def test_a_dangling_reference_is_found(name: str) -> None:
    """A button would lead nowhere."""
    assert found(complete(**{name: ["sun-card"]})) == [("reference", "'sun-card' is not in the catalogue")]
    both = Catalogue([*complete(**{name: ["sun-card"]}).values(), *complete("sun-card").values()])
    assert found(both) == []


def test_a_shared_alias_is_found() -> None:
    """One name for two procedures, whatever its case and locale; twice in one procedure is no fault."""
    one = complete(aliases={"fr": ["Ma Carte", "ma carte"], "ary-Latn": ["ma carte"]})
    assert found(one) == []
    two = Catalogue([*one.values(), *complete("sun-card", aliases={"en": ["MA CARTE"]}).values()])
    assert found(two) == [("alias", "'MA CARTE' is a name of moon-card too")]


def test_two_titles_that_are_the_same_words_are_found() -> None:
    """In normal form, and a title against an alias too."""
    title = {code: f"Carte Lune {code}" for code in OWN}
    two = Catalogue(
        [*complete(title=title).values(), *complete("sun-card", aliases={"ary-Latn": ["CARTE lune, ary"]}).values()]
    )
    assert found(two) == [("alias", "'CARTE lune, ary' is a name of moon-card too")]


def test_a_finding_reads_as_one_line() -> None:
    """As the command prints it."""
    assert str(Finding("moon-card", "gap", "no fee")) == "moon-card: gap: no fee"


def test_the_source_of_the_samples_is_of_this_year() -> None:
    """The tests above count from this day."""
    assert SOURCE["checked_on"] == "2026-05-19"


def test_names_are_titles_and_aliases_and_nothing_else_changes_their_fingerprint(moon: Path) -> None:
    """A model is trained on names: a new alias is another model, a new fee is not."""
    before = names_fingerprint(moon.parent)
    names = list(procedure_names(moon.parent))
    assert {name[0] for name in names} == {load_yaml(moon).id}
    assert {(locale, title) for locale, title in load_yaml(moon).title.items()} <= {name[1:] for name in names}
    text = moon.read_text(encoding="utf-8")
    moon.write_text(text.replace("checked_on: ", "checked_on:  "), encoding="utf-8")
    assert names_fingerprint(moon.parent) == before
    title = load_yaml(moon).title["fr"]
    moon.write_text(text.replace(title, f"{title} bis", 1), encoding="utf-8")
    assert names_fingerprint(moon.parent) != before
