"""bot.evaluation.noise: properties that hold for all texts, and the habits of each locale."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.evaluation.noise import letters, noisy
from bot.locales import CODES

LOCALES = st.sampled_from([*CODES, "other"])
RATES = st.sampled_from([1 / 32, 1 / 8, 1 / 4, 1.0])
SENTENCES = {
    "fr": "quels papiers dois je apporter pour avoir une carte de pêche",
    "en": "which papers do i need to bring for a fishing licence",
    "ar": "ما هي الوثائق المطلوبة للحصول على رخصة الصيد",
    "ary": "شنو هما الوراق اللي خاصني باش ناخد رخصة الصيد",
    "ary-Latn": "chno homa lwra9 li khassni bach nakhod rokhsa dyal syada",
    "zgh": "ⵎⴰⵜⵜⴰ ⵏ ⵍⵡⵔⴰⵇ ⵉⵅⵚⵚⴰⵏ ⵉ ⵓⵙⵍⵎ",
    "zgh-Latn": "matta n lwraq ixeṣṣan i uslem",
}


@given(text=st.text(max_size=80), locale=LOCALES, seed=st.integers(0, 9))
def test_rate_zero_changes_nothing(text: str, locale: str, seed: int) -> None:
    """Nor does it draw from the random numbers."""
    random = Random(seed)
    assert noisy(text, locale, 0.0, random) == text
    assert random.random() == Random(seed).random()


@given(text=st.text(max_size=80), locale=LOCALES, rate=RATES, seed=st.integers(0, 9))
def test_no_text_is_emptied(text: str, locale: str, rate: float, seed: int) -> None:
    """Whatever the text and the rate, there is no error, and something that can be seen stays if it was there."""
    assert bool(noisy(text, locale, rate, Random(seed)).strip()) == bool(text.strip())


@pytest.mark.parametrize("locale", CODES)
@pytest.mark.parametrize("rate", [1 / 16, 1 / 8])
def test_edits_are_about_the_rate(locale: str, rate: float) -> None:
    """Over many copies, edits a letter are the rate; a re-spelling of two letters by one counts as two."""
    text, random = SENTENCES[locale], Random(0)
    copies = [noisy(text, locale, rate, random) for _ in range(400)]
    edits = sum(OSA.distance(copy.lower(), text) for copy in copies)
    assert 0.8 * rate <= edits / (len(copies) * sum(letters(text))) <= 1.35 * rate


def test_the_same_seed_gives_the_same_text() -> None:
    """And another seed another one."""
    text = SENTENCES["fr"]
    assert noisy(text, "fr", 0.25, Random(1)) == noisy(text, "fr", 0.25, Random(1))
    assert noisy(text, "fr", 0.25, Random(1)) != noisy(text, "fr", 0.25, Random(2))


@pytest.mark.parametrize(
    ("locale", "word", "expected"),
    [
        ("ary-Latn", "chno", "shno"),
        ("ary-Latn", "7al", "hal"),
        ("ary-Latn", "9ra", "kra"),
        ("ary-Latn", "khobz", "5obz"),
        ("ary-Latn", "souk", "sok"),
        ("ar", "رخصة", "رخصه"),
        ("ary", "طلب", "تلب"),
        ("ar", "أين", "اين"),
        ("zgh", "ⴰⴹⵓ", "ⴰⴷⵓ"),
        ("zgh", "ⴰⵣⴻⵍ", "ⴰⵣⵍ"),
        ("zgh-Latn", "aɣrum", "aghrum"),
        ("fr", "pêche", "peche"),
    ],
)
def test_habits_of_a_locale(locale: str, word: str, expected: str) -> None:
    """Common other spellings are among what comes out."""
    random = Random(0)
    assert expected in {noisy(word, locale, 0.25, random) for _ in range(2000)}


def test_text_level_habits() -> None:
    """Some copies lose all punctuation, some all accents, some come in capitals."""
    random = Random(0)
    copies = [noisy("Où déposer l'été, et à qui ?", "fr", 1 / 8, random) for _ in range(300)]
    assert any(copy.isupper() for copy in copies)
    assert any(not set(copy) & set("',?") for copy in copies)
    assert any(copy.isascii() for copy in copies)


def test_numbers_are_let_be() -> None:
    """A digit is a letter only inside a word that has letters."""
    assert letters("7al 12") == [True, True, True, False, False, False]
    random = Random(0)
    assert {noisy("2026 12", "ary-Latn", 1.0, random) for _ in range(50)} == {"2026 12"}
