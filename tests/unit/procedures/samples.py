"""Procedures made up for tests: fictitious facts, short names."""

from __future__ import annotations

from typing import Any

from bot.procedures.catalogue import Catalogue
from bot.procedures.model import Procedure
from bot.procedures.search import Index, Lexicon

SOURCE = {"url": "https://www.example.ma/a", "checked_on": "2026-05-19"}
OTHER_SOURCE = {"url": "https://other.example.ma/b", "checked_on": "2026-04-01"}
FUNCTION_WORDS = {
    "fr": frozenset(
        {"la", "le", "de", "pour", "je", "veux", "ma", "mon", "et", "du", "quels", "un", "il", "faut", "au"}
    ),
    "ary-Latn": frozenset({"bghit", "dyal", "w", "chno", "d", "f"}),
    "ary": frozenset({"بغيت", "ديال"}),
}


def plain(procedure_id: str = "moon-card", **fields: Any) -> dict[str, Any]:
    """The smallest procedure that is valid, with ``fields`` over it."""
    return {"id": procedure_id, "title": {"fr": "Carte de la Lune"}, "source": SOURCE, **fields}


def procedure(procedure_id: str = "moon-card", **fields: Any) -> Procedure:
    return Procedure.parse_obj(plain(procedure_id, **fields))


def whole() -> Procedure:
    """One with every facet."""
    fact = {"fr": "texte", "ar": "نص"}
    return procedure(
        title={"fr": "Carte de la Lune", "ar": "بطاقة القمر", "zgh": "ⵍⴽⴰⵕⵟ ⵏ ⵡⴰⵢⵢⵓⵔ"},
        label={"fr": "Carte Lune"},
        aliases={"fr": ["carte lune"], "ary-Latn": ["lacarte d l9mer"]},
        documents=[{**fact, "when": {"fr": "si mineur"}}, {"fr": "photo"}],
        fee={"mad": 75, **fact},
        delay={"days": 10, **fact},
        where=fact,
        online={"url": "https://lune.example.ma", **fact},
        hours=fact,
        steps=[fact],
        conditions=[fact],
        validity=fact,
        authority=fact,
        appeal=fact,
        legal_basis=[fact],
        related=["sun-card"],
        variants=["moon-card-loss"],
        status="confirmed",
        evidence={"delay": {"status": "one_source", "source": OTHER_SOURCE}},
    )


def catalogue() -> Catalogue:
    """A family of cards, a passport and a licence."""
    return Catalogue(
        [
            procedure(
                "card-first",
                title={"fr": "Première carte nationale", "ar": "البطاقة الوطنية"},
                aliases={"fr": ["carte nationale"], "ary-Latn": ["lacarte nationale", "bita9a watania"]},
                variants=["card-renewal", "card-minor"],
                fee={"mad": 75},
            ),
            procedure(
                "card-renewal",
                title={"fr": "Renouvellement de la carte nationale", "ar": "تجديد البطاقة الوطنية"},
                aliases={"ary-Latn": ["njedded lacarte nationale", "tajdid lacarte"], "fr": ["renouveler la carte"]},
                variants=["card-first"],
            ),
            procedure(
                "card-minor",
                title={"fr": "Carte nationale pour mineur"},
                aliases={"fr": ["carte nationale enfant"]},
                variants=["card-first"],
            ),
            procedure(
                "passport",
                title={"fr": "Passeport biométrique", "ar": "جواز السفر", "ary": "باسبور"},
                aliases={"ary-Latn": ["lpassport", "lbaspor"], "fr": ["passeport"]},
            ),
            procedure(
                "licence",
                title={"fr": "Permis de conduire", "ar": "رخصة السياقة"},
                aliases={"ary": ["البيرمي"], "fr": ["permis"]},
            ),
            procedure("non-rental", title={"fr": "Certificat de non-location"}),
            procedure("residence", title={"fr": "Certificat de résidence", "ar": "شهادة السكنى"}),
        ]
    )


CATALOGUE = catalogue()
LEXICON = Lexicon(FUNCTION_WORDS)
INDEX = Index(CATALOGUE.values(), LEXICON)
