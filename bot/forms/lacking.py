"""Answers that say what is lacking: "sans téléphone", "ma3reftch", «بدون»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.text.normalise import words

_LONGEST = 5  # words: a longer text says more than that


class Lacking:
    """Built once from ``data/forms/words.yml``, then read-only."""

    def __init__(self, known: Mapping[str, Sequence[str]]) -> None:
        self._unknown = {tuple(_norms(phrase)) for phrase in known.get("unknown", ())}
        self._without = {tuple(_norms(phrase)) for phrase in known.get("without", ())}

    def is_unknown(self, text: str) -> bool:
        """Whether a text says that its writer does not know, and no more."""
        return tuple(_norms(text)) in self._unknown

    def __contains__(self, text: str) -> bool:
        """Whether a short text says that what was asked for is not known, or not there."""
        said = _norms(text)
        beginnings = {tuple(said[:length]) for length in range(1, len(said) + 1)}
        return len(said) <= _LONGEST and not beginnings.isdisjoint(self._unknown | self._without)


def _norms(text: str) -> list[str]:
    return [word.norm for word in words(text)]
