"""Which locale a message is written in, how sure that is, and whether it is clear enough to change the conversation's.

Tifinagh settles the matter by itself. For the others one linear model for each script looks at letters, words and at
how many words are function words of each locale: a message has the language of its grammar, not of its nouns.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from bot.language.linear_model import LinearModel
from bot.locales import OTHER
from bot.text.normalise import words
from bot.text.scripts import Script, dominant_script

CLEAR_PROBABILITY = 0.80
CLEAR_WORDS = 3
CLEAR_WORDS_WITHOUT_TELLING = 4
_GRAM_SIZES = range(1, 6)
_SCRIPTS = (Script.LATIN, Script.ARABIC)


@dataclass(frozen=True)
class Identification:
    """``locale`` is the likeliest one (or ``other``), None for a text without letters.

    ``clear``: sure enough, and more than a name, a noun or an "ok", to set the locale of the conversation.
    """

    locale: Optional[str]
    confidence: float
    clear: bool


class LocaleIdentifier:
    """Trained on texts with their locale; read-only afterwards."""

    def __init__(self, models: Mapping[Script, LinearModel], function_words: Mapping[str, Sequence[str]]) -> None:
        self._models = dict(models)
        self._telling = telling_words(function_words)

    @classmethod
    def train(cls, samples: Iterable[tuple[str, str]], function_words: Mapping[str, Sequence[str]]) -> LocaleIdentifier:
        """Learns from (text, locale) pairs; ``other`` is a locale here. A text counts for the script it is in."""
        identifier = cls({}, function_words)
        by_script: dict[Script, list[tuple[str, str]]] = {script: [] for script in _SCRIPTS}
        for text, locale in samples:
            script = dominant_script(text)
            if script in by_script:
                by_script[script].append((text, locale))
        for script, pairs in by_script.items():
            features = [identifier._features(text) for text, _ in pairs]
            identifier._models[script] = LinearModel.train(features, [locale for _, locale in pairs])
        return identifier

    def identify(self, text: str) -> Identification:
        """The locale of ``text``."""
        script = dominant_script(text)
        if script is None:
            return Identification(None, 0.0, False)
        if script is Script.TIFINAGH:
            return Identification("zgh", 1.0, len(words(text)) > 1)
        if script not in self._models:
            return Identification(OTHER, 1.0, True)
        (locale, confidence), *_ = self._models[script].ranking(self._features(text), limit=1)
        return Identification(locale, confidence, confidence >= CLEAR_PROBABILITY and self._tells(text, locale))

    def _tells(self, text: str, locale: str) -> bool:
        norms = [word.norm for word in words(text)]
        if len(norms) >= CLEAR_WORDS_WITHOUT_TELLING:
            return True
        return len(norms) >= CLEAR_WORDS and any(norm in self._telling.get(locale, ()) for norm in norms)

    def _features(self, text: str) -> list[str]:
        """Letter n-grams of the text as it is written (accents tell), its words in normal form, counts of telling words."""
        padded = f" {' '.join(text.lower().split())} "
        features = [padded[at : at + size] for size in _GRAM_SIZES for at in range(len(padded) - size + 1)]
        norms = [word.norm for word in words(text)]
        features += [f"\x00w{norm}" for norm in norms]
        features += [f"\x00b{first} {second}" for first, second in itertools.pairwise(norms)]
        for locale, telling in self._telling.items():
            features += [f"\x00t{locale}"] * sum(norm in telling for norm in norms)
        return features

    def save(self, directory: Path) -> None:
        """Writes one file for each script."""
        for script, model in self._models.items():
            model.save(directory / f"{script.value}.npz")

    @classmethod
    def load(cls, directory: Path, function_words: Mapping[str, Sequence[str]]) -> LocaleIdentifier:
        """Reads what :meth:`save` wrote.

        Raises:
            ModelError: a file is missing or damaged.
        """
        models = {script: LinearModel.load(directory / f"{script.value}.npz") for script in _SCRIPTS}
        return cls(models, function_words)


def telling_words(function_words: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """The function words of each locale in normal form."""
    return {
        locale: frozenset(word.norm for entry in entries for word in words(entry))
        for locale, entries in function_words.items()
    }
