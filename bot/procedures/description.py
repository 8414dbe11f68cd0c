"""The words and concepts of a procedure's names and texts: what its description speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.procedures.model import Facet, Procedure
from bot.text.concepts import Concepts
from bot.text.normalise import words
from bot.text.skeleton import skeleton

# A shorter skeleton is shared by too many words.
TELLING_SKELETON = 4
_CACHED_TEXTS = 65_536


class Terms(NamedTuple):
    """Words in normal form, the concepts that they mean, and their skeletons where these are telling."""

    norms: frozenset[str]
    concepts: frozenset[str]
    skeletons: frozenset[str]

    def hold(self, norm: str, concept: str | None) -> bool:
        """Whether a word of a message, or what it means, is among them."""
        if concept is not None:
            return concept in self.concepts
        return norm in self.norms or skeleton(norm) in self.skeletons


class Description(NamedTuple):
    """What a procedure speaks of: in its names, and in the facts of each facet that it holds."""

    names: Terms
    facets: dict[Facet, Terms]

    def speaks_of(self, concept: str) -> bool:
        """Whether its names or any of its texts do."""
        return concept in self.names.concepts or any(concept in terms.concepts for terms in self.facets.values())


class Descriptions:
    """Reads descriptions, each text once."""

    def __init__(self, concepts: Concepts) -> None:
        self._concepts = concepts
        self._read: dict[str, tuple[Procedure, Description]] = {}
        self._terms = lru_cache(maxsize=_CACHED_TEXTS)(self._terms_of)

    def of(self, procedure: Procedure) -> Description:
        """The description of a procedure; read anew when another procedure has its id."""
        read, found = self._read.get(procedure.id, (None, None))
        if found is None or read is not procedure:
            names = [*procedure.title.values(), *(name for names in procedure.aliases.values() for name in names)]
            facets = {facet: self._joined(_texts(procedure, facet)) for facet in procedure.held()}
            found = Description(self._names(names), facets)
            self._read[procedure.id] = (procedure, found)
        return found

    def _names(self, names: Iterable[str]) -> Terms:
        """The terms of names; a word of a name is compared by more than its skeleton, so that these are left out."""
        each = [[word.norm for word in words(name)] for name in names]
        norms = frozenset(norm for name in each for norm in name)
        said = {self._concepts.of_word(norm) for norm in norms}
        said.update(mention.concept for name in each for mention in self._concepts.phrases(name))
        return Terms(norms, frozenset(concept for concept in said if concept), frozenset())

    def _joined(self, texts: Iterable[str]) -> Terms:
        each = [self._terms(text) for text in texts]
        return Terms(*(frozenset[str]().union(*parts) for parts in zip(*each))) if each else _NOTHING

    def _terms_of(self, text: str) -> Terms:
        norms = [word.norm for word in words(text)]
        bones = (skeleton(norm) for norm in norms)
        return Terms(
            frozenset(norms),
            frozenset(mention.concept for mention in self._concepts.find(norms)),
            frozenset(bone for bone in bones if len(bone) >= TELLING_SKELETON),
        )


_NOTHING = Terms(frozenset(), frozenset(), frozenset())


def _texts(procedure: Procedure, facet: Facet) -> Iterator[str]:
    for fact in procedure.facts(facet):
        yield from fact.texts.values()
        yield from (fact.when or {}).values()
