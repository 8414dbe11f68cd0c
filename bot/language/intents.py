"""What the intent classifier sees of a message: letters, words and skeletons, so that one example serves all scripts."""

from __future__ import annotations

import itertools

from bot.text.normalise import words
from bot.text.skeleton import skeleton

_GRAM_SIZES = range(2, 6)
_EMOJI_FROM = 0x2190  # arrows, symbols, pictographs


def features(text: str) -> list[str]:
    """The features of a message; empty when it has no word, emoji or sign to go by."""
    norms = [word.norm for word in words(text)]
    bones = [bone for bone in map(skeleton, norms) if bone]
    found = [f"w{norm}" for norm in norms]
    found += [f"b{first} {second}" for first, second in itertools.pairwise(norms)]
    found += [f"W{bone}" for bone in bones]
    found += [f"B{first} {second}" for first, second in itertools.pairwise(bones)]
    for norm in norms:
        padded = f" {norm} "
        found += [f"g{padded[at : at + size]}" for size in _GRAM_SIZES for at in range(len(padded) - size + 1)]
    found += [f"s{sign}" for sign in text if sign in "?؟!" or (ord(sign) >= _EMOJI_FROM and not sign.isalnum())]
    if norms:
        found.append(f"n{min(len(norms), 8)}")
    return found
