"""The intent of a message: a linear model over what the message sounds like and means, in whatever script it came.

Features are words, skeletons, sound forms and concepts, alone and in pairs, and n-grams of the sound forms across the
whole message, so that one example serves all scripts and spellings, and a lost space or letter costs little.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

from bot.language.augmentation import mistyped
from bot.language.linear_model import LinearModel
from bot.text.concepts import Concepts
from bot.text.normalise import words
from bot.text.skeleton import skeleton, sound_form

_GRAM_SIZES = range(2, 6)
_EMOJI_FROM = 0x2190  # arrows, symbols, pictographs
_READ = 600  # characters; what an intent is stands early, and a long text must not cost more
_MISTYPED_SHARE = 0.25
_FILE = "intents.npz"


def features(text: str, concepts: Concepts) -> list[str]:
    """The features of a message; empty when it has no word, emoji or sign to go by. The first letter is their kind."""
    text = text[:_READ]
    norms = [word.norm for word in words(text)]
    sounds = [sound for sound in map(sound_form, norms) if sound]
    meant = [mention.concept for mention in concepts.find(norms)]
    found = [*_alone_and_in_pairs("w", "b", norms), *_alone_and_in_pairs("P", "Q", sounds)]
    found += _alone_and_in_pairs("W", "B", [bones for bones in map(skeleton, norms) if bones])
    found += _alone_and_in_pairs("c", "C", meant)
    spoken = f" {' '.join(sounds)} " if sounds else ""
    found += [f"h{spoken[at : at + size]}" for size in _GRAM_SIZES for at in range(len(spoken) - size + 1)]
    found += [f"s{sign}" for sign in text if sign in "?؟!" or (ord(sign) >= _EMOJI_FROM and not sign.isalnum())]
    if norms:
        found.append(f"n{min(len(norms), 8)}")
    return found


def _alone_and_in_pairs(kind: str, pair_kind: str, items: Sequence[str]) -> Iterator[str]:
    yield from (f"{kind}{item}" for item in items)
    yield from (f"{pair_kind}{first} {second}" for first, second in itertools.pairwise(items))


class IntentModel:
    """Trained on texts with their intent; read-only afterwards."""

    def __init__(self, model: LinearModel, concepts: Concepts) -> None:
        self._model = model
        self._concepts = concepts

    @classmethod
    def train(cls, samples: Iterable[tuple[str, str]], concepts: Concepts) -> IntentModel:
        """Learns from (text, intent) pairs, and from a share of the texts a second time, mistyped."""
        random = Random(0)  # noqa: S311  # not for secrets
        given = list(samples)
        given += [(mistyped(text, random), intent) for text, intent in given if random.random() < _MISTYPED_SHARE]
        return cls(
            LinearModel.train([features(text, concepts) for text, _ in given], [intent for _, intent in given]),
            concepts,
        )

    def ranking(self, text: str, limit: int | None = None) -> list[tuple[str, float]]:
        """Intents and probabilities, the likeliest first; empty when there is nothing to go by."""
        found = features(text, self._concepts)
        return self._model.ranking(found, limit) if found else []

    def save(self, directory: Path) -> None:
        """Writes one file."""
        self._model.save(directory / _FILE)

    @classmethod
    def load(cls, directory: Path, concepts: Concepts) -> IntentModel:
        """Reads what :meth:`save` wrote.

        Raises:
            ModelError: the file is missing or damaged.
        """
        return cls(LinearModel.load(directory / _FILE), concepts)
