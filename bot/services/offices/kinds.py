"""Which kind of office a citizen means, by what people call it, and which kinds take a procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.services.offices.model import OfficeKind
from bot.text.normalise import words
from bot.text.skeleton import skeleton

ABROAD = "abroad"  # in data/offices/kinds.yml: offices that stand in another country, of which we know none
_MINIMAL_SKELETON = 4  # consonants; fewer are shared by too many words


class Kinds:
    """Built once from ``data/offices/kinds.yml``, then read-only."""

    def __init__(self, known: Mapping[str, Mapping[str, Any]]) -> None:
        self._by_procedure: dict[str, tuple[OfficeKind, ...]] = {}
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        for kind, entry in known.items():
            for procedure in entry.get("procedures", ()):
                self._by_procedure[procedure] = (*self._by_procedure.get(procedure, ()), OfficeKind(kind))
            for name in entry["names"]:
                self._add(tuple(word.norm for word in words(name)), kind)
        self._longest = max(map(len, self._names))

    def of_procedure(self, procedure_id: str) -> tuple[OfficeKind, ...]:
        """The kinds that take a procedure; () when it is lodged at none that we know."""
        return self._by_procedure.get(procedure_id, ())

    def named(self, text: str) -> tuple[OfficeKind, ...]:
        """The kinds that a text names, by its longest name: several when people say one word for both; () when none."""
        return tuple(OfficeKind(kind) for kind in self._found(text) if kind != ABROAD)

    def is_abroad(self, text: str) -> bool:
        """Whether a text speaks of a consulate."""
        return ABROAD in self._found(text)

    def _add(self, norms: tuple[str, ...], kind: str) -> None:
        bones = tuple(map(skeleton, norms))
        for name in (norms, bones) if all(bones) and len("".join(bones)) >= _MINIMAL_SKELETON else (norms,):
            self._names[name] = tuple(dict.fromkeys((*self._names.get(name, ()), kind)))

    def _found(self, text: str) -> tuple[str, ...]:
        return next(self._matches([word.norm for word in words(text)]), ())

    def _matches(self, norms: list[str]) -> Iterator[tuple[str, ...]]:
        """The meanings of the names in a text, the longest name first."""
        for length in range(min(self._longest, len(norms)), 0, -1):
            for start in range(len(norms) - length + 1):
                name = tuple(norms[start : start + length])
                if found := self._names.get(name) or self._names.get(tuple(map(skeleton, name))):
                    yield found
