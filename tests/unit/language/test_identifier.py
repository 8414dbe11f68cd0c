"""bot.language.identifier: the locale of a message by its script and its grammar, and when that is clear."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ModelError
from bot.language.identifier import CLEAR_PROBABILITY, Identification, LocaleIdentifier, telling_words
from bot.locales import CODES, OTHER

FUNCTION_WORDS = {
    "fr": ["je", "le", "la", "pour", "est", "quels", "où"],
    "en": ["the", "how", "is", "my", "for", "where"],
    "ary-Latn": ["bghit", "dyal", "wach", "fin", "chno"],
    "zgh-Latn": ["riɣ", "mani", "ad", "n"],
    "ar": ["هل", "أريد", "كيف", "ما", "هي"],
    "ary": ["بغيت", "ديال", "واش", "فين", "شنو"],
}
NOUNS_LATIN = ["passeport", "permis", "dossier", "carte", "visa"]
NOUNS_ARABIC = ["باسبور", "بطاقة", "رخصة", "ملف", "جواز"]
PHRASES = {
    "fr": "je cherche pour le {} où est la mairie",
    "en": "how much is the {} and where is my office",
    "ary-Latn": "bghit lwra9 dyal {} wach sahla fin nmchi",
    "zgh-Latn": "riɣ ad awiɣ {} mani tlla n lbiru",
    "ar": "أريد معرفة ما هي وثائق {} كيف أحصل عليها",
    "ary": "بغيت نعرف شنو ديال {} واش ساهلة فين نمشي",
    OTHER: "wo ist bitte das {} ich brauche es heute",
}
SAMPLES = [
    (phrase.format(noun), locale)
    for locale, phrase in PHRASES.items()
    for noun in (NOUNS_ARABIC if locale in ("ar", "ary") else NOUNS_LATIN)
    for _ in range(2)
]
IDENTIFIER = LocaleIdentifier.train(SAMPLES, FUNCTION_WORDS)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("où est le bureau pour la carte", "fr"),
        ("WHERE IS THE OFFICE for my passport", "en"),
        ("bghit passeport fin nmchi", "ary-Latn"),
        ("mani lbiru n visa riɣ ad", "zgh-Latn"),
        ("هل أريد جواز ما هي الوثائق", "ar"),
        ("بغيت جواز واش شنو ديال فين", "ary"),
        ("ich brauche bitte das dossier", OTHER),
        ("ⵔⵉⵖ ⵍⴽⴰⵕⵟ", "zgh"),
        ("где мой паспорт сейчас", OTHER),
        ("我想要护照", OTHER),
    ],
)
def test_grammar_and_script_tell_the_locale(text: str, locale: str) -> None:
    """The same nouns in every locale: function words decide, and a script that only one locale has."""
    assert IDENTIFIER.identify(text).locale == locale


@pytest.mark.parametrize("text", ["", "   ", "12345", "٧٥", "👍", "?!", "\u2068\u2069"])
def test_without_letters_there_is_no_locale(text: str) -> None:
    """A number or an emoji says nothing of a language, and never sets the conversation's."""
    assert IDENTIFIER.identify(text) == Identification(None, 0.0, False)


@pytest.mark.parametrize("text", ["ok", "Rabat", "AB123456", "passeport", "بطاقة", "ⵍⴽⴰⵕⵟ", "je"])
def test_one_word_is_never_clear(text: str) -> None:
    """A name, a noun, a CIN or an "ok" does not flip the conversation's locale."""
    assert not IDENTIFIER.identify(text).clear


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("ⵔⵉⵖ ⵍⴽⴰⵕⵟ", True),
        ("je cherche pour le passeport où est la mairie", True),
        ("Москва", True),
    ],
)
def test_a_sentence_is_clear(text: str, clear: bool) -> None:
    """Several words of one grammar are; so is a script that none of our locales uses."""
    assert IDENTIFIER.identify(text).clear is clear


def test_three_nouns_are_not_clear_but_a_function_word_makes_them_so() -> None:
    """Below four words one of the locale's own function words must be there, and fewer than three never are."""
    sure = LocaleIdentifier.train(SAMPLES, FUNCTION_WORDS)
    assert not sure._tells(["carte", "visa", "permis"], "fr")
    assert sure._tells(["la", "carte", "visa"], "fr")
    assert not sure._tells(["la", "carte", "visa"], "en")
    assert not sure._tells(["la", "carte"], "fr")
    assert sure._tells(["carte", "visa", "permis", "dossier"], "fr")


def test_clear_needs_confidence() -> None:
    """A message between two locales is a guess, however long it is."""
    for text in ("je the la my fin wach mani how", "هل واش ما شنو أريد بغيت"):
        found = IDENTIFIER.identify(text)
        assert found.clear == (found.confidence >= CLEAR_PROBABILITY)


@pytest.mark.parametrize(
    "text",
    [
        "j\u0435 cherch\u0435 pour le p\u0430sseport où est la mairie",  # Cyrillic letters that look Latin
        "je\u200b cher\u200dche pour le pass\u2060eport où est la mairie",
        "ＪＥ ＣＨＥＲＣＨＥ pour le passeport où est la mairie",
        "JE CHERCHEEEEE pour le passeport ou est la mairie!!! 👍",
    ],
)
def test_disguised_letters_do_not_hide_the_locale(text: str) -> None:
    """Lookalikes, invisible characters, full-width letters, shouting: still French."""
    assert IDENTIFIER.identify(text).locale == "fr"


def test_a_long_text_is_judged_by_its_beginning() -> None:
    """Ten thousand characters cost no more than three hundred, and give the same answer."""
    french = "je cherche pour le passeport où est la mairie " * 10
    assert IDENTIFIER.identify(french + "wo ist bitte das dossier " * 400) == IDENTIFIER.identify(french)
    assert IDENTIFIER.identify("\u200b" * 10_000).locale is None


def test_a_short_text_is_not_rashly_called_what_people_seldom_write() -> None:
    """Up to four words, ``other`` and Standard Arabic must be sure; else the runner-up is the better guess."""
    for text in ("dossier", "visa heute", "carte das visa", "بطاقة", "ملف جواز", "وثائق"):
        found = IDENTIFIER.identify(text)
        assert found.locale not in (OTHER, "ar") or found.confidence >= CLEAR_PROBABILITY


def test_in_a_short_text_grammar_decides_against_nouns() -> None:
    """The only locale whose own function words are there is given, if it is likely at all; with two, the model decides."""
    ranking = [("fr", 0.6), ("ary-Latn", 0.3), ("en", 0.1)]
    assert IDENTIFIER._by_grammar(ranking, ["bghit", "passeport"]) == [("ary-Latn", 0.6), ("fr", 0.3), ("en", 0.1)]
    assert IDENTIFIER._by_grammar(ranking, ["bghit", "je", "passeport"]) == ranking
    assert IDENTIFIER._by_grammar(ranking, ["the", "passeport"]) == ranking
    assert IDENTIFIER._by_grammar(ranking, ["passeport"]) == ranking


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    """On any text: a known label or none, a confidence from 0 to 1, and nothing clear without a locale."""
    found = IDENTIFIER.identify(text)
    assert found.locale in (None, OTHER, *CODES)
    assert 0.0 <= found.confidence <= 1.0 + 1e-6
    assert not (found.clear and found.locale is None)


def test_a_saved_identifier_decides_the_same(tmp_path: Path) -> None:
    """One file for each script; what is read back decides as what was written."""
    IDENTIFIER.save(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Arab.npz", "Latn.npz"]
    loaded = LocaleIdentifier.load(tmp_path, FUNCTION_WORDS)
    for text, locale in SAMPLES[::2]:
        assert loaded.identify(text).locale == IDENTIFIER.identify(text).locale == locale


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """Half an identifier is none."""
    IDENTIFIER.save(tmp_path)
    (tmp_path / "Arab.npz").unlink()
    with pytest.raises(ModelError, match="Arab"):
        LocaleIdentifier.load(tmp_path, FUNCTION_WORDS)


def test_telling_words_are_normalised() -> None:
    """Function words are compared in normal form; a phrase gives its words."""
    found = telling_words({"fr": ["Où", "est-ce que"], "ary": ["آش"]})
    assert found == {"fr": frozenset({"ou", "est", "ce", "que"}), "ary": frozenset({"اش"})}
