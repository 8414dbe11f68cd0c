"""The main figures of each measure by name, "what" or "what, part": those that are followed under typing noise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MAIN_FIGURES = ("locale", "locale, short texts", "intent", "linking", "abstention", "facets")


def language_figures(result: Mapping[str, Any]) -> dict[str, float]:
    """Macro-F1, that of short texts, F1 of each locale."""
    by_locale = {f"locale F1, {locale}": one["f1"] for locale, one in result["by_locale"].items()}
    return {"locale": result["macro_f1"], "locale, short texts": result["short"]["macro_f1"], **by_locale}


def intent_figures(result: Mapping[str, Any]) -> dict[str, float]:
    """Macro-F1, overall and of each locale."""
    by_locale = {f"intent, {locale}": one["macro_f1"] for locale, one in result["by_locale"].items()}
    return {"intent": result["macro_f1"], **by_locale}


def linking_figures(result: Mapping[str, Any]) -> dict[str, float]:
    """Top-1, overall and of each locale, and F1 of abstention."""
    by_locale = {f"linking, {locale}": one["top1"] for locale, one in result["by_locale"].items() if one["n"]}
    return {"linking": result["top1"], "abstention": result["abstention"]["f1"], **by_locale}


def facet_figures(result: Mapping[str, Any]) -> dict[str, float]:
    """Micro-F1, overall and of each locale."""
    by_locale = {f"facets, {locale}": one["f1"] for locale, one in result["by_locale"].items()}
    return {"facets": result["f1"], **by_locale}
