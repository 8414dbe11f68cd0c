"""Which locale a message is written in, how sure that is, and whether it is clear enough to change the conversation's.

Tifinagh settles the matter by itself. For the others one linear model for each script looks at letters, words and
at the marks of each locale's grammar: a message has the language of its grammar, not of its nouns.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np

from bot.language.augmentation import augmented
from bot.language.hashed_model import Array, Features, HashedModel
from bot.language.marks import Marks
from bot.language.substrings import Substrings
from bot.locales import LOCALES, OTHER
from bot.text.bidi import strip_controls
from bot.text.normalise import words
from bot.text.scripts import Script, dominant_script

CLEAR_PROBABILITY = 0.80
CLEAR_WORDS = 3
CLEAR_WORDS_WITHOUT_TELLING = 4
_SHORT_WORDS = 4
_LIKELY_ENOUGH = 0.2  # for a locale whose grammar is there, against another whose nouns are
_RARE_WHEN_SHORT = {OTHER, "ar"}  # a noun phrase in Arabic letters is Darija as well, and in messages mostly is
_SCRIPTS = (Script.LATIN, Script.ARABIC)

_MAX_LETTERS = 300  # more of them change no decision
_STRETCHED = re.compile(r"([^\W\d])\1{2,}")  # "salaaaam"
_NUMBERED = re.compile(r"\S*\d{3}\S*")  # AB123456, DO-2026-7K4X2MB; arabizi has no three figures in a row
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LOOKALIKES = str.maketrans("аеорсхуіјѕԁһ", "aeopcxyijsdh")  # inside a Latin word

_GRAM_SIZES = (2, 3, 4, 5)
_WEIGHT_OF_PAIRS = 0.3
_ODD = np.uint64(0x10001)
_SALTS = np.arange(1, 5, dtype=np.uint64) * np.uint64(0xA0761D6478BD642F)  # one for each kind of feature


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

    def __init__(self, models: Mapping[Script, HashedModel], function_words: Mapping[str, Sequence[str]]) -> None:
        self._models = dict(models)
        self._telling = telling_words(function_words)
        self._marks = Marks(self._telling)
        self._mark_hashes = _SALTS[3] + np.arange(len(self._marks.names), dtype=np.uint64) * _ODD

    @classmethod
    def train(cls, samples: Iterable[tuple[str, str]], function_words: Mapping[str, Sequence[str]]) -> LocaleIdentifier:
        """Learns from (text, locale) pairs; ``other`` is a locale here. A text counts for the script it is in."""
        identifier = cls({}, function_words)
        by_script: dict[Script, list[tuple[str, str]]] = {script: [] for script in _SCRIPTS}
        for sample, locale in augmented(samples):
            text, script = _beginning(sample)
            if script in by_script:
                by_script[script].append((text, locale))
        for script, pairs in by_script.items():
            features = [identifier._features(text, _norms(text)) for text, _ in pairs]
            identifier._models[script] = HashedModel.train(features, [locale for _, locale in pairs])
        return identifier

    def identify(self, text: str) -> Identification:
        """The locale of ``text``, of which only the beginning is read; the letters of numbers and references are of none."""
        text, script = _beginning(_NUMBERED.sub(" ", text[: 4 * _MAX_LETTERS]))
        if script is None:
            return Identification(None, 0.0, False)
        norms = _norms(text)
        if script is Script.TIFINAGH:
            return Identification("zgh", 1.0, len(norms) > 1)
        if script not in self._models:
            return Identification(OTHER, 1.0, True)
        ranking = [
            (locale, chance)
            for locale, chance in self._models[script].ranking(self._features(text, norms))
            if locale == OTHER or LOCALES[locale].script is script  # borrowed words stand in texts of either script
        ]
        if len(norms) <= _SHORT_WORDS:
            ranking = self._by_grammar(ranking, norms)
        (locale, confidence), *others = ranking
        if locale in _RARE_WHEN_SHORT and len(norms) <= _SHORT_WORDS and confidence < CLEAR_PROBABILITY:
            locale, confidence = others[0]
        return Identification(locale, confidence, confidence >= CLEAR_PROBABILITY and self._tells(norms, locale))

    def _by_grammar(self, ranking: list[tuple[str, float]], norms: Sequence[str]) -> list[tuple[str, float]]:
        """The only locale whose own function words are there is the likeliest, unless it is unlikely: nouns are borrowed."""
        speaking = self._marks.speaking(norms)
        places = [
            at for at, (locale, chance) in enumerate(ranking) if {locale} == speaking and chance >= _LIKELY_ENOUGH
        ]
        if not places:
            return ranking
        favoured = ranking[places[0]][0]
        locales = [favoured, *(locale for locale, _ in ranking if locale != favoured)]
        return list(zip(locales, (chance for _, chance in ranking)))

    def _tells(self, norms: Sequence[str], locale: str) -> bool:
        if len(norms) >= CLEAR_WORDS_WITHOUT_TELLING:
            return True
        return len(norms) >= CLEAR_WORDS and any(norm in self._telling.get(locale, ()) for norm in norms)

    def _features(self, text: str, norms: Sequence[str]) -> Features:
        """Letters and n-grams, words, pairs of words: each kind of one length whatever the text's. And marks."""
        folded = Substrings(" ".join(norms))
        kinds = [
            ([_letters(text), *folded.grams(_GRAM_SIZES)], 1.0),
            ([folded.words() + _SALTS[1]], 1.0),
            ([folded.words(2) + _SALTS[2]], _WEIGHT_OF_PAIRS),
        ]
        sizes = [sum(map(len, parts)) for parts, _ in kinds]
        values = np.repeat([weight / math.sqrt(size or 1) for size, (_, weight) in zip(sizes, kinds)], sizes)
        return Features(
            np.concatenate([*(part for parts, _ in kinds for part in parts), self._mark_hashes]),
            np.concatenate([values, np.log1p(self._marks.counts(norms))]).astype(np.float32),
        )

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
        models = {script: HashedModel.load(directory / f"{script.value}.npz") for script in _SCRIPTS}
        return cls(models, function_words)


def telling_words(function_words: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """The function words of each locale in normal form."""
    return {
        locale: frozenset(word.norm for entry in entries for word in words(entry))
        for locale, entries in function_words.items()
    }


def _beginning(text: str) -> tuple[str, Optional[Script]]:
    """What is read of a text, and the script of it."""
    text = _STRETCHED.sub(r"\1", strip_controls(text[: 2 * _MAX_LETTERS]))[:_MAX_LETTERS]
    script = dominant_script(text)
    if script is Script.LATIN and _CYRILLIC.search(text):
        text = text.translate(_LOOKALIKES)
    return text, script


def _norms(text: str) -> list[str]:
    return [word.norm for word in words(text)]


def _letters(text: str) -> Array:
    """Each letter as it is written: accents and vowel marks, which the normal form lacks, tell."""
    return np.frombuffer(text.lower().encode("utf-32-le", "replace"), dtype=np.uint32) * _ODD + _SALTS[0]
