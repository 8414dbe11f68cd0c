"""Lists of texts as arrays of bytes, for files of plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def packed(texts: Sequence[str]) -> Array:
    """Texts without line breaks, as bytes."""
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def unpacked(array: Array) -> list[str]:
    """The texts of :func:`packed`."""
    return array.tobytes().decode().split("\n") if len(array) else []
