"""bot.language.augmentation: what is added to the training texts keeps its locale, and is always the same."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from bot.language import data
from bot.language.augmentation import EARLIER, LAST, augmented, mistyped
from bot.locales import CODES, OTHER

SAMPLES = [(f"texte numéro {number} pour voir", "fr") for number in range(50)]


def test_the_given_samples_come_first_and_more_follow() -> None:
    """Longer and mistyped ones, of the same locale."""
    found = augmented(SAMPLES)
    assert found[: len(SAMPLES)] == SAMPLES
    assert len(found) > len(SAMPLES)
    assert {locale for _, locale in found} == {"fr"}
    assert found == augmented(SAMPLES)


def test_of_many_texts_the_last_are_kept() -> None:
    """And a share of the others, so that training takes as long whatever is added to the utterances."""
    many = [(f"texte {number}", "fr") for number in range(10_000)]
    found = augmented(many)[: EARLIER + LAST]
    assert found[-LAST:] == many[-LAST:]
    assert len(set(found)) == EARLIER + LAST


def test_the_general_sentences_come_last() -> None:
    """Which is why the last texts are kept."""
    for code in CODES:
        suffixes = [path.suffix for path in data.training_files() if code in (path.parent.name, path.stem)]
        assert suffixes == [".yml"] * (len(suffixes) - 1) + [".txt"]


def test_tamazight_is_learnt_in_both_scripts() -> None:
    """A text in Tifinagh is one in Latin letters too."""
    assert ("azul", "zgh-Latn") in augmented([("ⴰⵣⵓⵍ", "zgh")])


def test_languages_that_we_do_not_serve_are_not_joined() -> None:
    """Half German, half Polish is no language."""
    found = augmented([("guten Morgen", OTHER), ("dzień dobry", OTHER)] * 20)
    assert all(len(text) < 20 for text, _ in found)


@given(st.text(max_size=80))
def test_mistyping_breaks_on_no_text(text: str) -> None:
    """And is the same for the same state of chance."""
    assert mistyped(text, Random(1)) == mistyped(text, Random(1))


@pytest.mark.parametrize(
    "text", ["où est mon dossier, s'il vous plaît", "بغيت ناخد موعد فالمقاطعة", "ⵎⴰⵏⵉ ⵜⵍⵍⴰ ⵍⴱⴰⵍⴷⵉⵢⴰ"]
)
def test_a_mistyped_text_is_near_the_one_that_was_meant(text: str) -> None:
    """Neither the same each time nor another one; numbers are let be."""
    random = Random(1)
    found = [mistyped(f"{text} 2024", random).casefold() for _ in range(200)]
    ratios = [fuzz.ratio(one, f"{text} 2024") for one in found]
    assert min(ratios) > 50
    assert sum(ratios) / len(ratios) > 80
    assert len(set(found)) > 100
    assert all("2024" in one for one in found)
