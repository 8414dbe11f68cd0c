"""bot.procedures.search: the procedure that a message names, in whatever script and spelling, without training."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.procedures.model import Procedure
from bot.procedures.search import Index, Lexicon
from bot.text.normalise import words

from .samples import CATALOGUE, INDEX, LEXICON, procedure


def best(text: str, index: Index = INDEX) -> str:
    links = index.search(index.content(words(text)))
    return links[0].procedure_id if links else ""


@pytest.mark.parametrize(
    ("text", "procedure_id"),
    [
        ("passeport biométrique", "passport"),
        ("PASSEPORT", "passport"),
        ("paseport", "passport"),
        ("جواز السفر", "passport"),
        ("bghit lbasbor", "passport"),
        ("لباسبور", "passport"),
        ("permis de conduire", "licence"),
        ("rokhsat siya9a", "licence"),
        ("البرمي ديالي", "licence"),
        ("njedded la carte nationale", "card-renewal"),
        ("نجدد لاكارط ناسيونال", "card-renewal"),
        ("carte nationale", "card-first"),
        ("carte nationale enfant", "card-minor"),
        ("chahadat sokna", "residence"),
        ("certificat de residence", "residence"),
        ("certificat de non location", "non-rental"),
    ],
)
def test_the_closest_name_wins(text: str, procedure_id: str) -> None:
    """Accents, slips, other scripts and other words around it do not hide a name."""
    assert best(text) == procedure_id


@pytest.mark.parametrize("text", ["", "жжж", "👍", "12345", "de la pour"])
def test_nothing_close_is_nothing(text: str) -> None:
    """No word, or none that any name shares, finds nothing."""
    assert best(text) == ""


def test_a_whole_name_scores_one() -> None:
    """The score and the share of the name are 1 for the name itself, and the name is the one that matched."""
    link = INDEX.search(["passeport", "biometrique"])[0]
    assert (link.procedure_id, link.name) == ("passport", "passeport biometrique")
    assert link.score == pytest.approx(1.0, abs=1e-4)
    assert link.name_share == pytest.approx(1.0, abs=1e-4)


def test_more_of_a_name_scores_more() -> None:
    """Words that are missing from the name, and words that the name lacks, both cost."""
    whole = INDEX.search(["certificat", "residence"])[0]
    part = INDEX.search(["certificat"])[0]
    crowded = INDEX.search(["certificat", "residence", "bateau", "neige"])[0]
    assert whole.score > part.score
    assert whole.score > crowded.score
    assert whole.name_share > part.name_share
    assert crowded.name_share == pytest.approx(whole.name_share, abs=1e-4)


def test_candidates_come_best_first_and_as_many_as_wanted() -> None:
    """Each procedure once, with its best name."""
    links = INDEX.search(["carte", "nationale"], limit=3)
    assert links[0].procedure_id == "card-first"
    assert len({link.procedure_id for link in links}) == len(links) == 3
    assert [link.score for link in links] == sorted((link.score for link in links), reverse=True)
    assert INDEX.search(["carte", "nationale"], limit=1) == links[:1]


def test_function_words_are_ignored_unless_a_name_needs_them() -> None:
    """ "de" tells nothing, but a word of some name is always looked at."""
    assert INDEX.content(words("je veux le permis de ma fille")) == ["permis", "fille"]
    index = Index([procedure("je", title={"fr": "Je", "en": "je veux"})], LEXICON)
    assert index.content(words("je veux")) == ["je", "veux"]
    assert best("je", index) == "je"


def test_function_words_count_in_the_names_of_their_locale_only() -> None:
    """French "son" is a word of an English name."""
    index = Index([procedure("son", title={"en": "passport for a son"})], Lexicon({"fr": ["son"], "en": ["for", "a"]}))
    assert index.content(words("passport for a son")) == ["passport", "son"]


def test_a_faint_word_weighs_less() -> None:
    """A word that asks for a facet moves the score less than one that names."""
    plain = INDEX.search(["certificat", "residence", "papiers"])[0].score
    faint = INDEX.search(["certificat", "residence", "papiers"], faint={"papiers"})[0].score
    assert faint > plain


def test_a_rare_word_says_more_than_a_common_one() -> None:
    """ "certificat" is in two names, "résidence" in one."""
    assert best("certificat residence") == "residence"
    residence = INDEX.search(["residence"])[0].score
    assert INDEX.search(["certificat"])[0].score < residence


@pytest.mark.parametrize("procedures", [[], [procedure("number", title={"fr": "👍"})]], ids=["no procedure", "no word"])
def test_an_index_of_nothing_finds_nothing(procedures: list) -> None:
    """An empty catalogue, or a name without words, is searched without a crash."""
    assert Index(procedures, Lexicon()).search(["passeport"]) == []


def test_a_procedure_without_words_does_not_shift_the_others() -> None:
    """The one after it is still found under its own id."""
    index = Index(
        [procedure("first"), procedure("signs", title={"fr": "★"}), procedure("third", title={"fr": "Permis"})],
        Lexicon(),
    )
    assert best("permis", index) == "third"
    assert best("lune", index) == "first"


@given(
    st.lists(
        st.one_of(st.text(min_size=1, max_size=6), st.sampled_from(["carte", "passeport", "permis", "de"])), max_size=6
    )
)
def test_no_text_breaks_it(parts: list[str]) -> None:
    """On any text: known procedures, each once, with a score above 0 and at most 1, best first."""
    links = INDEX.search(INDEX.content(words(" ".join(parts))))
    assert {link.procedure_id for link in links} <= set(CATALOGUE)
    assert len({link.procedure_id for link in links}) == len(links)
    assert all(0 < link.score <= 1 and 0 <= link.name_share <= 1 for link in links)
    assert [link.score for link in links] == sorted((link.score for link in links), reverse=True)


@pytest.mark.parametrize("procedure_id", list(CATALOGUE))
def test_every_title_finds_its_procedure(procedure_id: str) -> None:
    """In every locale that it has."""
    assert {best(title) for title in CATALOGUE[procedure_id].title.values()} == {procedure_id}


def test_an_updated_index_finds_what_a_new_one_finds() -> None:
    """One procedure changed, one gone, one new: the same links as from an index built at once; the old index is as it was."""
    changed = procedure("passport", title={"fr": "Passeport de service"})
    new = procedure("fishing", title={"fr": "Licence de pêche"})
    kept = [found for found in CATALOGUE.values() if found.id not in ("passport", "residence")]
    now = [*kept, changed, new]
    updated, built = INDEX.updated(now), Index(now, LEXICON)
    for text in ("passeport de service", "peche", "certificat de residence", "permis", "carte nationale"):
        content = built.content(words(text))
        assert updated.content(words(text)) == content
        assert updated.search(content) == built.search(content)
    assert best("peche", updated) == "fishing"
    assert best("peche") != "fishing"
    assert best("certificat de residence") == "residence"


def test_an_updated_index_reads_only_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of thousands is not read again for one fee."""
    read: list[str] = []
    names = Index._names

    def spy(index: Index, found: Procedure) -> Iterable[Any]:
        read.append(found.id)
        return names(index, found)

    monkeypatch.setattr(Index, "_names", spy)
    changed = procedure("passport", title={"fr": "Passeport"}, fee={"mad": 500})
    INDEX.updated([*(found for found in CATALOGUE.values() if found.id != "passport"), changed])
    assert read == ["passport"]
