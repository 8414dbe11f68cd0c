"""bot.locales: the one list of locales, and which of them a conversation is in."""

from __future__ import annotations

from typing import Optional

import pytest

from bot.locales import CODES, DEFAULT, LOCALES, OTHER, conversation_locale
from bot.text.scripts import Script, dominant_script


def test_the_seven_locales() -> None:
    """These and no others; the identifier's label for the rest is not one of them."""
    assert CODES == ("fr", "ar", "ary", "ary-Latn", "zgh", "zgh-Latn", "en")
    assert tuple(LOCALES) == CODES
    assert OTHER not in LOCALES
    assert DEFAULT in LOCALES


@pytest.mark.parametrize("code", CODES)
def test_each_locale_is_consistent(code: str) -> None:
    """Its endonym is in its script, its direction is its script's, its fallbacks are others of ours, once each."""
    locale = LOCALES[code]
    assert locale.code == code
    assert dominant_script(locale.endonym) is locale.script
    assert locale.direction == ("rtl" if locale.script is Script.ARABIC else "ltr")
    assert code not in locale.fallbacks
    assert len(set(locale.fallbacks)) == len(locale.fallbacks) > 0
    assert set(locale.fallbacks) <= set(CODES)


@pytest.mark.parametrize(
    ("code", "first"),
    [("fr", "ar"), ("ar", "fr"), ("ary", "ar"), ("ary-Latn", "fr"), ("zgh", "ar"), ("zgh-Latn", "fr"), ("en", "fr")],
)
def test_the_first_fallback(code: str, first: str) -> None:
    """What shared LANGUAGE.md promises; Latin Tamazight has its own text first, transliterated."""
    assert LOCALES[code].fallbacks[0] == first


def test_only_latin_tamazight_is_written_as_another() -> None:
    """The others have texts of their own."""
    assert {code: locale.written_as for code, locale in LOCALES.items() if locale.written_as} == {"zgh-Latn": "zgh"}


@pytest.mark.parametrize("code", CODES)
def test_plural_rules_are_known_to_cldr(code: str) -> None:
    """Babel knows the locale whose rules apply."""
    from babel import Locale

    assert Locale.parse(LOCALES[code].plural_rules).plural_form(1) in ("one", "other")


@pytest.mark.parametrize(
    ("written", "guessed", "chosen", "while_writing", "expected"),
    [
        (None, None, None, None, DEFAULT),
        (None, "ary", None, None, "ary"),
        ("fr", None, None, None, "fr"),
        ("fr", "ary", None, None, "fr"),
        ("fr", "ary", "en", "fr", "en"),
        ("fr", None, "en", "ary", "fr"),
        (None, "fr", "en", None, "en"),
        ("ary-Latn", "fr", "en", None, "ary-Latn"),
        (None, None, None, "fr", DEFAULT),
    ],
)
def test_the_locale_of_a_conversation(
    written: Optional[str], guessed: Optional[str], chosen: Optional[str], while_writing: Optional[str], expected: str
) -> None:
    """A wish holds while the citizen writes as they did; a clear sentence beats it; a guess counts when nothing is clear."""
    slots = {
        "written_locale": written,
        "guessed_locale": guessed,
        "chosen_locale": chosen,
        "chosen_while_writing": while_writing,
        "procedure": "passport",
    }
    assert conversation_locale(slots) == expected


def test_a_conversation_without_slots() -> None:
    """Is in the default locale."""
    assert conversation_locale({}) == DEFAULT
