"""What appointments are given for, and what a message about them wants, by its words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Optional

from bot.text.normalise import words
from bot.text.skeleton import skeleton

_MINIMAL_SKELETON = 3  # consonants; fewer are shared by too many words
WISHES = ("move", "cancel", "keep")


@dataclass(frozen=True)
class Purpose:
    """Its title is the message ``appointment-purpose-<id>``."""

    id: str
    procedures: tuple[str, ...]
    general: str = ""  # the procedure that is named when the case is not said


class Purposes:
    """Built once from ``data/appointments/purposes.yml``, then read-only."""

    def __init__(self, known: Mapping[str, Mapping[str, Any]]) -> None:
        self._all = {
            name: Purpose(name, tuple(entry["procedures"]), entry.get("general", "")) for name, entry in known.items()
        }
        self._of_procedure = {one: purpose for purpose in self._all.values() for one in purpose.procedures}

    def __getitem__(self, purpose_id: str) -> Purpose:
        return self._all[purpose_id]

    def __contains__(self, purpose_id: object) -> bool:
        return purpose_id in self._all

    def all(self) -> Sequence[Purpose]:
        return tuple(self._all.values())

    def of_procedure(self, procedure_id: str) -> Optional[Purpose]:
        return self._of_procedure.get(procedure_id)

    def of_procedures(self, procedure_ids: Iterable[str]) -> Optional[Purpose]:
        """The one purpose that all these procedures belong to; None when there are several, or one belongs to none."""
        found = {self.of_procedure(one) for one in procedure_ids}
        return found.pop() if len(found) == 1 else None


class Cues:
    """Words of one sort in a text. Built from groups of ``data/appointments/words.yml``, then read-only."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: set[tuple[str, ...]] = set()
        for name in names:
            norms = tuple(word.norm for word in words(name))
            self._names.add(norms)
            if len(norms) == 1 and len(bones := skeleton(norms[0])) >= _MINIMAL_SKELETON:
                self._names.add((bones,))
        self._longest = max(map(len, self._names), default=0)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where they stand, the longest from each word on."""
        found, position, tokens = [], 0, words(text)
        while position < len(tokens):
            length = self._length(tokens, position)
            if length:
                found.append((tokens[position].start, tokens[position + length - 1].end))
            position += length or 1
        return found

    def __contains__(self, text: object) -> bool:
        return bool(self.spans(str(text)))

    def without(self, text: str) -> str:
        """The text without them."""
        for start, end in reversed(self.spans(text)):
            text = f"{text[:start]} {text[end:]}"
        return " ".join(text.split())

    def _length(self, tokens: Sequence[Any], position: int) -> int:
        for length in range(min(self._longest, len(tokens) - position), 0, -1):
            norms = tuple(token.norm for token in tokens[position : position + length])
            if norms in self._names or (length == 1 and (skeleton(norms[0]),) in self._names):
                return length
        return 0
