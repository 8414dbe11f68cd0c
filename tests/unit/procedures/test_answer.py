"""bot.procedures.answer: the text that a citizen reads, with its doubts and its source, short enough for a phone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.locales import CODES
from bot.messages import format_message
from bot.procedures.answer import LIST_LIMIT, Answer, answer, host, label, localised, plain_answer, source_line, title
from bot.procedures.model import Facet, Procedure, Source
from bot.text.bidi import strip_isolates

from .samples import SOURCE, procedure, whole


def text_of(found: Answer) -> str:
    return strip_isolates(found.text)


def says(locale: str, message_id: str, **arguments: Any) -> str:
    return strip_isolates(format_message(locale, message_id, **arguments))


def many(count: int) -> Procedure:
    return procedure(status="confirmed", steps=[{"fr": f"étape {number}"} for number in range(1, count + 1)])


def test_an_overview() -> None:
    """Who asks for nothing in particular gets papers, fee, delay and place, under the title, with the sources."""
    found = answer(whole(), [], "fr")
    assert found.held == [Facet.DOCUMENTS, Facet.FEE, Facet.DELAY, Facet.WHERE]
    assert text_of(found).startswith("Carte de la Lune\n")
    for facet in found.held:
        assert says("fr", f"heading-{facet.value}") in text_of(found)
    assert says("fr", "heading-steps") not in text_of(found)


def test_an_overview_of_what_there_is() -> None:
    """Without any of the four, whatever is held is shown."""
    found = answer(procedure(validity={"fr": "dix ans"}), [], "fr")
    assert found.held == [Facet.VALIDITY]
    assert "dix ans" in found.text


@pytest.mark.parametrize("facet", list(Facet))
def test_each_facet_alone(facet: Facet) -> None:
    """Its heading and its text, and no other facet."""
    found = answer(whole(), [facet], "fr")
    assert found.held == [facet]
    assert says("fr", f"heading-{facet.value}") in text_of(found)
    assert "texte" in found.text


def test_what_is_unknown_is_said_so() -> None:
    """A facet that the catalogue does not hold is never made up: it is named as missing."""
    found = answer(procedure(fee={"mad": 75}), [Facet.FEE, Facet.DELAY, Facet.APPEAL], "fr")
    assert found.held == [Facet.FEE]
    names = f"{says('fr', 'facet-delay')}, {says('fr', 'facet-appeal')}"
    assert says("fr", "answer-unheld", facets=names) in text_of(found)


def test_nothing_held_is_still_an_answer() -> None:
    """Then there is no source to name either."""
    found = answer(procedure(), [Facet.FEE], "fr")
    assert found.held == []
    assert says("fr", "answer-unheld", facets=says("fr", "facet-fee")) in text_of(found)
    assert "example.ma" not in found.text


@pytest.mark.parametrize(
    ("status", "marked"), [("confirmed", False), ("one_source", True), ("unconfirmed", True)], ids=str
)
def test_a_fact_that_is_not_sure_is_marked(status: str, marked: bool) -> None:
    """One source, or none to trust, says that it is to be checked at the counter."""
    found = answer(procedure(status=status, fee={"mad": 75}), [Facet.FEE], "fr")
    unsure = says("fr", "answer-unsure", heading=says("fr", "heading-fee"))
    assert (unsure in text_of(found)) is marked


def test_every_source_is_named_once() -> None:
    """The procedure's and that of a facet with its own; a facet that was not shown brings no source."""
    found = text_of(answer(whole(), [Facet.FEE, Facet.WHERE, Facet.DELAY], "fr"))
    assert found.count("example.ma, vérifié") == 2
    assert found.count("19/05/2026") == 1
    assert found.count("01/04/2026") == 1
    assert "01/04/2026" not in text_of(answer(whole(), [Facet.FEE], "fr"))


@pytest.mark.parametrize(
    ("facet", "fact", "expected"),
    [
        (Facet.FEE, {"mad": 75}, "75 DH"),
        (Facet.FEE, {"mad": 0}, "gratuit"),
        (Facet.FEE, {"mad": 12.5}, "12,5 DH"),
        (Facet.DELAY, {"days": 1}, "1 jour"),
        (Facet.DELAY, {"days": 10}, "10 jours"),
        (Facet.DELAY, {"days": 0}, "tout de suite"),
        (Facet.FEE, {"mad": 75, "fr": "75 DH, timbre compris"}, "75 DH, timbre compris"),
        (Facet.ONLINE, {"url": "https://lune.example.ma"}, "https://lune.example.ma"),
        (Facet.ONLINE, {"url": "https://lune.example.ma", "fr": "sur le site"}, "sur le site https://lune.example.ma"),
    ],
)
def test_numbers_and_addresses(facet: Facet, fact: dict[str, Any], expected: str) -> None:
    """A fact without a text is made of its number; 0 is free or at once; an address follows the text."""
    line = says("fr", "answer-block", heading=says("fr", f"heading-{facet.value}"), text=expected)
    found = text_of(answer(procedure(status="confirmed", **{facet.value: fact}), [facet], "fr"))
    assert line in found.split("\n")


def test_an_address_in_the_text_is_not_repeated() -> None:
    """Once is enough."""
    fact = {"url": "https://lune.example.ma", "fr": "voir https://lune.example.ma"}
    assert text_of(answer(procedure(online=fact), [Facet.ONLINE], "fr")).count("https://lune.example.ma") == 1


def test_a_condition_stands_beside_its_document() -> None:
    """Even when it is the only one."""
    one = procedure(documents=[{"fr": "livret", "when": {"fr": "si marié"}}])
    assert says("fr", "answer-item-when", text="livret", when="si marié") in text_of(
        answer(one, [Facet.DOCUMENTS], "fr")
    )


@pytest.mark.parametrize(
    ("count", "begin", "shown", "left"),
    [
        (LIST_LIMIT, 0, (1, LIST_LIMIT), 0),
        (LIST_LIMIT + 1, 0, (1, LIST_LIMIT), 1),
        (12, 0, (1, 5), 7),
        (12, 5, (6, 10), 2),
        (12, 10, (11, 12), 0),
        (12, 99, (1, 5), 7),
    ],
)
def test_a_long_list_is_cut_and_goes_on(count: int, begin: int, shown: tuple[int, int], left: int) -> None:
    """Five items, what is left is said, and "more" goes on where it ended; past the end it begins again."""
    found = answer(many(count), [Facet.STEPS], "fr", begin)
    items = [line for line in text_of(found).split("\n") if line.startswith("• ")]
    first, last = shown
    assert items == [f"• étape {number}" for number in range(first, last + 1)]
    assert found.rest == ([Facet.STEPS] if left else [])
    assert (says("fr", "answer-rest", count=left) in text_of(found)) is bool(left)


@pytest.mark.parametrize("locale", CODES)
def test_every_locale_has_an_answer(locale: str) -> None:
    """The same facets in all of them, each with the title and without a raw placeholder."""
    found = answer(whole(), list(Facet), locale)
    assert found.held == list(Facet)
    assert title(whole(), locale) in found.text
    assert "{" not in found.text
    assert "None" not in found.text


@pytest.mark.parametrize("locale", ["zgh", "zgh-Latn"])
def test_a_tamazight_fact_never_stands_alone(locale: str) -> None:
    """Its text was reviewed by nobody, so the fallback stands beside it, in facts and in conditions."""
    texts = {"zgh": "ⵜⴰⵡⵍⴰⴼⵜ", "fr": "photo", "ar": "صورة"}
    found = answer(procedure(where=texts, documents=[{**texts, "when": texts}]), [Facet.WHERE, Facet.DOCUMENTS], locale)
    fallback = {"zgh": "صورة", "zgh-Latn": "photo"}[locale]
    own = {"zgh": "ⵜⴰⵡⵍⴰⴼⵜ", "zgh-Latn": "tawlaft"}[locale]
    assert text_of(found).count(f"{own} — {fallback}") == 3


def test_plain_words() -> None:
    """For who did not understand: short sentences of the four facets, no conditions, no sources."""
    found = plain_answer(whole(), [], "fr")
    text = text_of(found)
    assert text.split("\n") == [
        "Carte de la Lune",
        says("fr", "answer-plain-documents", items="photo", text="photo"),
        says("fr", "answer-plain-fee", text="texte", items="texte"),
        says("fr", "answer-plain-delay", text="texte", items="texte"),
        says("fr", "answer-plain-where", text="texte", items="texte"),
    ]


def test_plain_words_for_what_was_asked() -> None:
    """Only that, when it can be said plainly; else the four."""
    assert text_of(plain_answer(whole(), [Facet.FEE], "fr")).split("\n")[1:] == [
        says("fr", "answer-plain-fee", text="texte", items="")
    ]
    assert len(text_of(plain_answer(whole(), [Facet.APPEAL], "fr")).split("\n")) == 5


@pytest.mark.parametrize(
    ("texts", "locale", "expected"),
    [
        ({"fr": "a", "ar": "b"}, "fr", "a"),
        ({"ar": "b"}, "fr", "b"),
        ({"fr": "a", "ar": "b"}, "ary", "b"),
        ({"fr": "a", "ary": "c"}, "ary-Latn", "a"),
        ({"zgh": "ⴰⵣⵓⵍ", "fr": "a"}, "zgh-Latn", "azul"),
        ({"zgh-Latn": "salam", "zgh": "ⴰⵣⵓⵍ"}, "zgh-Latn", "salam"),
        ({"zgh": "ⴰⵣⵓⵍ"}, "en", "ⴰⵣⵓⵍ"),
        ({}, "fr", ""),
    ],
)
def test_a_missing_text_is_that_of_a_fallback(texts: dict[str, str], locale: str, expected: str) -> None:
    """The locale's own text, its transliteration, the first fallback, any; never nothing when there is one."""
    assert localised(texts, locale) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"label": {"fr": "Carte Lune"}}, "Carte Lune"),
        ({"title": {"fr": "Passeport"}}, "Passeport"),
        ({"title": {"fr": "Renouvellement de la carte nationale"}}, "Renouvellement de…"),
        ({"title": {"fr": "Anticonstitutionnellement"}}, "Anticonstitutionnel…"),
        ({"title": {"fr": "Douze lettres, puis"}}, "Douze lettres, puis"),
        ({"title": {"fr": "Douze lettres et, puis"}}, "Douze lettres et…"),
    ],
)
def test_labels_fit_a_button(fields: dict[str, Any], expected: str) -> None:
    """The label, else the title cut at a word, without punctuation before the dots."""
    assert label(procedure(**fields), "fr") == expected


@given(st.text(min_size=1).filter(str.strip), st.sampled_from(CODES))
def test_no_title_is_too_long_for_a_button(text: str, locale: str) -> None:
    """On any title: twenty code points at most, and something to read."""
    found = label(procedure(title={"fr": text}), locale)
    assert 0 < len(found) <= 20


def test_where_a_fact_is_from() -> None:
    """The site as people say it, and the day in Morocco's order."""
    source = Source.parse_obj(SOURCE)
    assert host(source) == "example.ma"
    assert strip_isolates(source_line(source, "fr")) == "Source : example.ma, vérifié le 19/05/2026."
