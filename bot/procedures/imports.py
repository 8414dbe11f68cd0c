"""Importing a library without another one that it would bring along."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_tensorflow() -> Iterator[None]:
    """Inside, TensorFlow cannot be imported unless it is there already.

    spaCy's thinc imports it where it is installed, which costs seconds and 300 MB that a blank pipeline never uses.
    """
    name = "tensorflow"
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # the documented way to make an import fail
    try:
        yield
    finally:
        del sys.modules[name]
