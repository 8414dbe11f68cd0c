"""The intent of a message: a linear model over what the message sounds like and means, in whatever script it came.

Features are words, skeletons, sound forms and concepts, alone and in pairs, and n-grams of the sound forms across the
whole message, so that one example serves all scripts and spellings. The words are those that were meant
(``spelling.py``), so that a slip of the fingers costs little.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

from bot.language.augmentation import mistyped
from bot.language.linear_model import LinearModel, Sample
from bot.language.spelling import Spelling
from bot.text.concepts import Concepts
from bot.text.normalise import Word, words
from bot.text.skeleton import skeleton, sound_form

_GRAM_SIZES = range(2, 6)
_EMOJI_FROM = 0x2190  # arrows, symbols, pictographs
_READ = 600  # characters; what an intent is stands early, and a long text must not cost more
_MISTYPED_SHARE = 0.25
_REGULARISATION = 2.5
_TYPED = 0.4  # what was typed counts so much where something else was meant
_FILE = "intents.npz"


def features(text: str, concepts: Concepts) -> list[str]:
    """The features of a message; empty when it has no word, emoji or sign to go by. The first letter is their kind."""
    return _features(text[:_READ], _read(words(text)), concepts)


def meant_features(text: str, meant: Sequence[Word], concepts: Concepts) -> dict[str, float]:
    """How much each feature of a message counts: those of the words that were meant, and faintly those that were typed."""
    typed, restored = _read(words(text)), _read(meant)
    found: dict[str, float] = dict(Counter(_features(text[:_READ], restored, concepts)))
    if restored != typed:
        for feature, times in Counter(_of_words(typed, concepts)).items():
            found.setdefault(feature, _TYPED * times)
    return found


def _features(text: str, norms: Sequence[str], concepts: Concepts) -> list[str]:
    found = [*_of_words(norms, concepts)]
    found += [f"s{sign}" for sign in text if sign in "?؟!" or (ord(sign) >= _EMOJI_FROM and not sign.isalnum())]
    if norms:
        found.append(f"n{min(len(norms), 8)}")
    return found


def _of_words(norms: Sequence[str], concepts: Concepts) -> Iterator[str]:
    sounds = [sound for sound in map(sound_form, norms) if sound]
    yield from _alone_and_in_pairs("w", "b", norms)
    yield from _alone_and_in_pairs("P", "Q", sounds)
    yield from _alone_and_in_pairs("W", "B", [bones for bones in map(skeleton, norms) if bones])
    yield from _alone_and_in_pairs("c", "C", [mention.concept for mention in concepts.find(norms)])
    spoken = f" {' '.join(sounds)} " if sounds else ""
    yield from (f"h{spoken[at : at + size]}" for size in _GRAM_SIZES for at in range(len(spoken) - size + 1))


def _alone_and_in_pairs(kind: str, pair_kind: str, items: Sequence[str]) -> Iterator[str]:
    yield from (f"{kind}{item}" for item in items)
    yield from (f"{pair_kind}{first} {second}" for first, second in itertools.pairwise(items))


class IntentModel:
    """Trained on texts with their intent; read-only afterwards."""

    def __init__(self, model: LinearModel, concepts: Concepts) -> None:
        self._model = model
        self._concepts = concepts

    @classmethod
    def train(cls, samples: Iterable[tuple[str, str]], concepts: Concepts, spelling: Spelling) -> IntentModel:
        """Learns from (text, intent) pairs as they are, and from a share of the texts a second time, mistyped and restored."""
        random = Random(0)  # noqa: S311  # not for secrets
        given = list(samples)
        seen: list[Sample] = [features(text, concepts) for text, _ in given]
        again = [(mistyped(text, random), intent) for text, intent in given if random.random() < _MISTYPED_SHARE]
        seen += [meant_features(text, spelling.restored(words(text)), concepts) for text, _ in again]
        labels = [intent for _, intent in given + again]
        return cls(LinearModel.train(seen, labels, _REGULARISATION), concepts)

    def ranking(self, text: str, meant: Sequence[Word], limit: int | None = None) -> list[tuple[str, float]]:
        """Intents and probabilities, the likeliest first; empty when there is nothing to go by.

        ``meant``: the words that were meant (:mod:`bot.language.spelling`).
        """
        found = meant_features(text, meant, self._concepts)
        return self._model.ranking(found, limit) if found else []

    def save(self, directory: Path) -> None:
        """Writes a file."""
        self._model.save(directory / _FILE)

    @classmethod
    def load(cls, directory: Path, concepts: Concepts) -> IntentModel:
        """Reads what :meth:`save` wrote.

        Raises:
            ModelError: the file is missing or damaged.
        """
        return cls(LinearModel.load(directory / _FILE), concepts)


def _read(text_words: Sequence[Word]) -> list[str]:
    return [word.norm for word in text_words if word.end <= _READ]
