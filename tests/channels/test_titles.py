"""Short titles: what is left out first, what is never left out."""

from __future__ import annotations

import pytest

from channels.titles import shortened, unlike


@pytest.mark.parametrize(
    ("title", "limit", "locale", "short"),
    [
        ("Passeport", 20, "fr", "Passeport"),
        ("Passeport biométrique (adulte)", 24, "fr", "Passeport biométrique"),
        ("L'acte de naissance", 18, "fr", "Acte naissance"),
        ("Copie de l’acte de naissance", 20, "fr", "Copie acte naissance"),
        ("Équivalence d'un diplôme étranger", 24, "fr", "Équivalence diplôme…"),
        ("Permis de conduire, première obtention", 24, "fr", "Permis de conduire…"),
        ("Renewing the driving licence", 24, "en", "Renewing driving licence"),
        ("المعادلة ديال دبلوم ديال الخارج", 24, "ary", "المعادلة دبلوم الخارج"),
        ("تجديد البطاقة الوطنية للتعريف", 20, "ar", "تجديد البطاقة…"),
        ("anticonstitutionnellement", 10, "fr", "anticonst…"),
        ("abcdefghe\u0301xyz", 10, "fr", "abcdefgh…"),
        ("12345 678901", 11, "fr", "12345…"),
        ("(CNIE)", 20, "fr", "(CNIE)"),
        ("de la", 4, "fr", "de…"),
    ],
)
def test_a_title_is_shortened_as_its_locale_allows(title: str, limit: int, locale: str, short: str) -> None:
    """Brackets go first, then articles and the like, then whole words from the end; no character is parted from its accent."""
    assert shortened(title, limit, locale) == short
    assert len(short) <= limit


def test_titles_that_cannot_be_told_apart_are_none() -> None:
    """The same title twice has no form in which it is two."""
    assert unlike(["Menu", "menu"], 20, "fr") is None
    assert unlike(["Carte (A)", "Carte (B)"], 6, "fr") == ["…(A)", "…(B)"]
