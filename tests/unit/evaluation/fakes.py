"""Predictors that know nothing but what a test tells them, and tiny data for them."""

from __future__ import annotations

from bot.evaluation.models import Fallback, Identify, RankIntents
from bot.language.identifier import Identification

FALLBACK = Fallback(threshold=0.35, ambiguity=0.02)
UTTERANCES = [
    {"locale": "fr", "text": "bonjour", "intent": "greet"},
    {"locale": "fr", "text": "la météo à Fès", "intent": "out_of_scope"},
    {"locale": "ary", "text": "سلام", "intent": "greet"},
    {"locale": "ary", "text": "واش كاين شي واحد", "intent": "human"},
]
RANKINGS = {
    "bonjour": [("greet", 0.95), ("human", 0.05)],
    "la météo à Fès": [("out_of_scope", 0.8), ("greet", 0.2)],
    "سلام": [("greet", 0.85), ("human", 0.15)],
    "واش كاين شي واحد": [("greet", 0.3), ("human", 0.29)],
}


def identify_as(found: dict[str, tuple[str | None, bool]]) -> Identify:
    """text → (locale, clear); any other text has no locale."""

    def identify(text: str) -> Identification:
        locale, clear = found.get(text, (None, False))
        return Identification(locale, 0.9, clear)

    return identify


def rank_as(found: dict[str, list[tuple[str, float]]]) -> RankIntents:
    """text → ranking; any other text has none."""
    return lambda text: found.get(text, [])


QUESTIONS = [
    {"id": "q1", "locale": "fr", "question": "prix du passeport", "procedure_id": "passport", "expect": "answer", "facets": "fee"},
    {"id": "q2", "locale": "fr", "question": "carte nationale papiers et délai", "procedure_id": "card-minor", "expect": "answer", "facets": "documents"},
    {"id": "q3", "locale": "ary-Latn", "question": "bghit lpassport", "procedure_id": "passport", "expect": "answer", "facets": ""},
    {"id": "q4", "locale": "ary-Latn", "question": "zerbiya dyal djaj", "procedure_id": "", "expect": "abstain", "facets": ""},
]  # fmt: skip
FACET_LEXICON = {"fee": {"fr": ["prix"]}, "documents": {"fr": ["papiers"]}, "delay": {"fr": ["délai"]}}
