"""Substrings of a text as 64-bit numbers, all of them at once: what the locale identifier looks at, without a loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

LONGEST = 1024
_SPACE = ord(" ")
_BASE = 0xD1342543DE82EF95  # odd, so that it has an inverse modulo 2 ** 64


def _powers(base: int) -> Array:
    return np.cumprod(np.array([1] + [base] * LONGEST, dtype=np.uint64), dtype=np.uint64)


_POWERS = _powers(_BASE)
_INVERSES = _powers(pow(_BASE, -1, 2**64))


class Substrings:
    """The letters of a text, a space before and after it; the hash of any part of it is a subtraction.

    The hash of a part does not depend on where in the text it stands. Letters after :data:`LONGEST` are left out.
    """

    def __init__(self, text: str) -> None:
        """``text`` has one space between words."""
        padded = f" {text[: LONGEST - 2]} ".encode("utf-32-le", "replace")
        self.codes = np.frombuffer(padded, dtype=np.uint32)
        self._until = np.zeros(len(self.codes) + 1, dtype=np.uint64)
        np.cumsum(self.codes * _POWERS[: len(self.codes)], out=self._until[1:])
        self.spaces = np.flatnonzero(self.codes == _SPACE)

    def grams(self, sizes: Iterable[int]) -> Iterator[Array]:
        """The hashes of all parts of each size."""
        for size in sizes:
            count = max(len(self.codes) - size + 1, 0)
            yield (self._until[size:] - self._until[:count]) * _INVERSES[:count]

    def words(self, count: int = 1) -> Array:
        """The hashes of all runs of ``count`` words, with the spaces around them."""
        starts, ends = self.spaces[:-count], self.spaces[count:] + 1
        return (self._until[ends] - self._until[starts]) * _INVERSES[starts]
