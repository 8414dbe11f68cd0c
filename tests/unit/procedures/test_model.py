"""bot.procedures.model: what is a procedure, what is refused, and that nothing is lost on the way out and in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.locales import CODES
from bot.procedures.model import Evidence, Facet, Fact, Procedure, Status

from .samples import OTHER_SOURCE, SOURCE, plain, procedure, whole

text = st.text(min_size=1, max_size=12).filter(str.strip)
texts = st.dictionaries(st.sampled_from(CODES), text, min_size=1, max_size=3)
fact = st.builds(
    lambda texts, mad, days, when: {
        **texts,
        **({"mad": mad} if mad is not None else {}),
        **({"days": days} if days is not None else {}),
        **({"when": when} if when else {}),
    },
    texts,
    st.none() | st.floats(0, 1e6),
    st.none() | st.integers(0, 999),
    st.none() | texts,
)
plain_procedures = st.fixed_dictionaries(
    {"id": st.from_regex(r"\A[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}\Z"), "title": texts, "source": st.just(SOURCE)},
    optional={
        "label": texts,
        "aliases": st.dictionaries(st.sampled_from(CODES), st.lists(text, max_size=3), max_size=2),
        "documents": st.lists(fact, max_size=3),
        "steps": st.lists(fact, max_size=2),
        "fee": fact,
        "delay": fact,
        "where": fact,
        "status": st.sampled_from([status.value for status in Status]),
        "evidence": st.dictionaries(
            st.sampled_from([facet.value for facet in Facet]),
            st.just({"status": "one_source", "source": OTHER_SOURCE}),
            max_size=2,
        ),
    },
)


def problem(value: dict[str, Any]) -> str:
    """What is wrong with a procedure, as ``field: reason`` lines."""
    with pytest.raises(ValidationError) as caught:
        Procedure.parse_obj(value)
    return "\n".join(f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in caught.value.errors())


def test_the_smallest_procedure() -> None:
    """An id, a title and a source are enough; every facet is then unknown, and nothing is confirmed."""
    found = procedure()
    assert found.held() == []
    assert all(found.facts(facet) == [] for facet in Facet)
    assert found.status is Status.UNCONFIRMED


def test_a_whole_procedure_holds_every_facet() -> None:
    """Facets come in the order of answers, one fact or a list alike."""
    assert whole().held() == list(Facet)
    assert all(isinstance(fact, Fact) for facet in Facet for fact in whole().facts(facet))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": None}, "id: none is not an allowed value"),
        ({"id": "Moon Card"}, "id: an id is ASCII kebab case"),
        ({"id": "moon--card"}, "id: an id is ASCII kebab case"),
        ({"id": "-moon"}, "id: an id is ASCII kebab case"),
        ({"id": "moon\n"}, "id: an id is ASCII kebab case"),
        ({"id": "lune-é"}, "id: an id is ASCII kebab case"),
        ({"id": "../moon"}, "id: an id is ASCII kebab case"),
        ({"id": "m" * 101}, "id: ensure this value has at most 100"),
        ({"title": {}}, "title: a procedure needs a title"),
        ({"title": None}, "title: none is not|title: a mapping from locale"),
        ({"title": "Carte"}, "title: a mapping from locale to text is expected"),
        ({"title": {"de": "Karte"}}, "title: unknown locale 'de'"),
        ({"title": {"fr": "  "}}, "title: the text in fr is empty"),
        ({"title": {"fr": 75}}, "title: the text in fr is empty or not a text"),
        ({"label": {"fr": ""}}, "label: the text in fr is empty"),
        ({"aliases": {"es": ["a"]}}, "aliases: unknown locale 'es'"),
        ({"aliases": {"fr": [""]}}, "aliases: an alias in fr is empty"),
        ({"aliases": {"fr": [75]}}, "aliases: an alias in fr is empty or not a text"),
        ({"aliases": {"fr": None}}, "aliases: "),
        ({"fee": 75}, "fee: "),
        ({"fee": {"mad": -1}}, "fee.mad: ensure this value is greater than or equal to 0"),
        ({"fee": {"mad": "cher"}}, "fee.mad: value is not a valid float"),
        ({"fee": {"mad": float("nan")}}, "fee.mad: "),
        ({"fee": {"amount": 5}}, "fee.amount: extra fields not permitted"),
        ({"fee": {"de": "frei"}}, "fee.de: extra fields not permitted"),
        ({"fee": {"fr": " "}}, "fee.texts: the text in fr is empty"),
        ({"delay": {"days": -3}}, "delay.days: ensure this value"),
        ({"delay": {"days": "dix"}}, "delay.days: value is not a valid integer"),
        ({"documents": {"fr": "photo"}}, "documents: value is not a valid list"),
        ({"documents": ["photo"]}, "documents.0: "),
        ({"documents": [{"fr": "a", "when": {"xx": "b"}}]}, "documents.0.when: unknown locale 'xx'"),
        ({"documents": [{"fr": "a", "when": "b"}]}, "documents.0.when: a mapping"),
        ({"online": {"url": "lune.ma"}}, "online.url: invalid or missing URL scheme"),
        ({"online": {"url": "javascript:alert(1)"}}, "online.url: "),
        ({"status": "sure"}, "status: value is not a valid enumeration member"),
        ({"source": None}, "source: none is not an allowed value"),
        ({"source": {"url": "https://a.ma"}}, "source.checked_on: field required"),
        ({"source": {**SOURCE, "checked_on": "hier"}}, "source.checked_on: invalid date format"),
        ({"source": {**SOURCE, "url": "a.ma"}}, "source.url: "),
        ({"evidence": {"colour": {}}}, "evidence.__key__: value is not a valid enumeration member"),
        ({"prix": {"fr": "75"}}, "prix: extra fields not permitted"),
    ],
)
def test_what_is_refused(change: dict[str, Any], reason: str) -> None:
    """Each mistake of an author is refused, with the field and the reason."""
    found = problem({**plain(), **change})
    assert any(wanted in found for wanted in reason.split("|")), found


@pytest.mark.parametrize("name", ["id", "title", "source"])
def test_what_cannot_be_left_out(name: str) -> None:
    """Without an id, a title or a source it is no procedure."""
    value = plain()
    del value[name]
    assert f"{name}: field required" in problem(value)


def test_aliases_without_locales_are_refused() -> None:
    """``aliases: [a, b]``, an easy mistake, is a problem with a reason."""
    assert "aliases" in problem(plain(aliases=["carte lune"]))


@pytest.mark.parametrize("nothing", [{}, {"mad": None}, {"when": {"fr": "si mineur"}}], ids=str)
def test_a_fact_that_says_nothing_is_refused(nothing: dict[str, Any]) -> None:
    """A fee without a sum and without a text is not a fee: unknown is said by leaving it out."""
    assert "neither a text nor a number" in problem(plain(fee=nothing))


def test_an_infinite_fee_is_refused() -> None:
    """``mad: .inf`` is not a sum."""
    assert "fee" in problem(plain(fee={"mad": float("inf")}))


@pytest.mark.parametrize("name", ["documents", "steps", "conditions", "legal_basis", "related", "variants", "aliases"])
def test_an_empty_key_is_an_empty_list(name: str) -> None:
    """A key that an author left without a value is as if it were not there."""
    assert procedure(**{name: None}) == procedure()


def test_a_locale_without_a_text_is_left_out_of_a_fact() -> None:
    """``fr:`` with nothing behind it is an absent text."""
    assert procedure(fee={"mad": 75, "fr": None, "ar": "نص"}).facts(Facet.FEE)[0].texts == {"ar": "نص"}


def test_status_and_source_are_the_facet_s_own_or_the_procedure_s() -> None:
    """``evidence`` speaks for its facet only, and each half of it may be left out."""
    found = whole()
    assert found.status_of(Facet.FEE) is Status.CONFIRMED
    assert found.status_of(Facet.DELAY) is Status.ONE_SOURCE
    assert str(found.source_of(Facet.FEE).url) == SOURCE["url"]
    assert str(found.source_of(Facet.DELAY).url) == OTHER_SOURCE["url"]
    half = procedure(status="confirmed", evidence={"fee": {"status": "unconfirmed"}, "delay": {"source": OTHER_SOURCE}})
    assert half.status_of(Facet.FEE) is Status.UNCONFIRMED
    assert half.source_of(Facet.FEE) == half.source
    assert half.status_of(Facet.DELAY) is Status.CONFIRMED
    assert half.evidence[Facet.FEE] == Evidence(status="unconfirmed")


def test_it_cannot_be_changed() -> None:
    """What is in use by many turns at once is not edited in place."""
    with pytest.raises(TypeError):
        whole().fee = None  # type: ignore[misc]


def test_plain_form_of_a_whole_procedure() -> None:
    """Locales and numbers stand side by side; a facet of one fact is a mapping, the others lists; nothing is absent."""
    found = whole().as_plain()
    assert found["fee"] == {"mad": 75, "fr": "texte", "ar": "نص"}
    assert found["documents"][0] == {"fr": "texte", "ar": "نص", "when": {"fr": "si mineur"}}
    assert found["online"]["url"] == "https://lune.example.ma"
    assert found["evidence"] == {"delay": {"status": "one_source", "source": OTHER_SOURCE}}
    assert found["source"] == SOURCE
    assert set(procedure().as_plain()) == {"id", "title", "status", "source"}


@given(plain_procedures)
def test_out_and_in_again_is_the_same(value: dict[str, Any]) -> None:
    """Any procedure that is valid survives its plain form, and the second plain form is the first."""
    found = Procedure.parse_obj(value)
    again = Procedure.parse_obj(found.as_plain())
    assert again == found
    assert again.as_plain() == found.as_plain()
