"""bot.language.language_names: which language a citizen asks for, and the locale that this means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.data import gazetteer
from bot.language.language_names import LanguageNames
from bot.locales import CODES

NAMES = LanguageNames(gazetteer("languages"))


@pytest.mark.parametrize(
    ("text", "locales"),
    [
        ("parle en français", ["fr"]),
        ("FRANCAIS stp", ["fr"]),
        ("in english please", ["en"]),
        ("répondez en arabe", ["ar"]),
        ("بالعربية من فضلك", ["ar"]),
        ("هضر معايا بالدارجة", ["ary"]),
        ("hder m3aya b darija", ["ary-Latn"]),
        ("darija en lettres arabes svp", ["ary"]),
        ("darija b l7orof l3arbiya", ["ary"]),
        ("الدارجة بالحروف اللاتينية", ["ary-Latn"]),
        ("tamazight svp", ["zgh-Latn"]),
        ("تاشلحيت", ["zgh-Latn"]),
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ", ["zgh"]),
        ("tifinagh", ["zgh"]),
        ("ⵜⴰⵄⵔⴰⴱⵜ", ["ar"]),
        ("français ou arabe", ["fr", "ar"]),
        ("français, français !", ["fr"]),
        ("deutsch bitte", []),
        ("", []),
        ("12", []),
    ],
)
def test_the_language_and_the_script_of_the_wish_give_the_locale(text: str, locales: list[str]) -> None:
    """Darija asked for in Latin letters is answered in Latin letters; the longest name wins; none is none."""
    assert NAMES.mentioned(text) == locales


def test_a_name_is_a_whole_word() -> None:
    """A word that only begins like a language is not one."""
    names = LanguageNames({"english": ["english"], "french": ["franc"]})
    assert names.mentioned("englishman francs") == []


def test_without_names_nothing_is_mentioned() -> None:
    """An empty gazetteer breaks nothing."""
    assert LanguageNames({}).mentioned("parle en français") == []


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    """On any text: locales of ours, each once."""
    found = NAMES.mentioned(text)
    assert set(found) <= set(CODES)
    assert len(found) == len(set(found))
