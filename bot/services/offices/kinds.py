"""Which kind of office a citizen means, by what people call it, and which kinds take a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from bot.services.offices.model import OfficeKind
from bot.text.normalise import words
from bot.text.skeleton import skeleton

_MINIMAL_SKELETON = 4  # consonants; fewer are shared by too many words


class Kinds:
    """Built once from ``data/offices/kinds.yml``, then read-only."""

    def __init__(self, known: Mapping[str, Mapping[str, Any]]) -> None:
        self._by_procedure: dict[str, tuple[OfficeKind, ...]] = {}
        self._names: dict[tuple[str, ...], OfficeKind] = {}
        for kind, entry in ((OfficeKind(name), entry) for name, entry in known.items()):
            for procedure in entry.get("procedures", ()):
                self._by_procedure[procedure] = (*self._by_procedure.get(procedure, ()), kind)
            for name in entry["names"]:
                norms = tuple(word.norm for word in words(name))
                self._names.setdefault(norms, kind)
                bones = tuple(map(skeleton, norms))
                if all(bones) and len("".join(bones)) >= _MINIMAL_SKELETON:
                    self._names.setdefault(bones, kind)
        self._longest = max(map(len, self._names))

    def of_procedure(self, procedure_id: str) -> tuple[OfficeKind, ...]:
        """The kinds that take a procedure, the usual one first; () when it is lodged at none that we know."""
        return self._by_procedure.get(procedure_id, ())

    def named(self, text: str) -> Optional[OfficeKind]:
        """The kind that a text names, the longest name first; None when it names none."""
        norms = [word.norm for word in words(text)]
        for length in range(min(self._longest, len(norms)), 0, -1):
            for start in range(len(norms) - length + 1):
                name = tuple(norms[start : start + length])
                found = self._names.get(name) or self._names.get(tuple(map(skeleton, name)))
                if found:
                    return found
        return None
