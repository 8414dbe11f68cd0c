"""What a message about procedures means: which ones, which facets, or what to ask back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Optional

from bot.procedures.catalogue import Catalogue
from bot.procedures.model import Facet
from bot.procedures.search import Index, Link
from bot.text.normalise import Word, words
from bot.text.skeleton import skeleton

# Calibrated on our own utterances (docs/language.md): above SURE a link is right nearly always, below POSSIBLE nearly never.
SURE = 0.42
POSSIBLE = 0.25
# Two candidates whose scores differ by less than this are a question to the citizen, not a guess of ours.
MARGIN = 0.93
# A second procedure in one message must be named nearly whole.
SECOND_NAME_SHARE = 0.75
CHOICES = 4


class Kind(str, Enum):
    FOUND = "found"  # `procedures` are meant
    CURRENT = "current"  # the one that the conversation is about
    CHOOSE = "choose"  # one of `procedures`; ask which
    MAYBE = "maybe"  # perhaps one of `procedures`; ask whether
    UNKNOWN = "unknown"  # nothing in the catalogue is close


@dataclass(frozen=True)
class Mention:
    """A facet asked for at ``text[start:end]``."""

    facet: Facet
    start: int
    end: int


@dataclass(frozen=True)
class Understanding:
    kind: Kind
    procedures: list[str] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)


def understand(
    text: str, mentions: Sequence[Mention], catalogue: Catalogue, index: Index, current: Optional[str] = None
) -> Understanding:
    """What ``text`` asks about. ``current`` is the id of the procedure that the conversation is about, if any."""
    text_words = words(text)
    asking = {word.norm for word in text_words if _inside(word, mentions)}
    content = index.content(text_words)
    telling = [norm for norm in content if norm not in asking]
    links = index.search(content, asking)
    best = links[0] if links else None
    if not telling and mentions and (best is None or best.name_share < SECOND_NAME_SHARE):
        # nothing but a facet: "w ch7al?"
        return Understanding(Kind.CURRENT if current in catalogue else Kind.UNKNOWN, [], _facets(mentions, text_words, ""))
    if best and best.score >= SURE:
        facets = _facets(mentions, text_words, best.name)
        close = [link for link in links if link.score >= MARGIN * best.score]
        if len(close) > 1:
            if current in {link.procedure_id for link in close}:
                return Understanding(Kind.FOUND, [str(current)], facets)
            return Understanding(Kind.CHOOSE, [link.procedure_id for link in close[:CHOICES]], facets)
        second = _second(best, telling, catalogue, index)
        return Understanding(Kind.FOUND, [best.procedure_id, *second], facets)
    facets = _facets(mentions, text_words, "")
    variant = _variant(telling, catalogue, index, current)
    if variant:
        return Understanding(Kind.FOUND, [variant], facets)
    if current in catalogue and mentions:
        return Understanding(Kind.CURRENT, [], facets)
    if best and best.score >= POSSIBLE:
        maybe = [link.procedure_id for link in links if link.score >= POSSIBLE]
        return Understanding(Kind.MAYBE, maybe[: CHOICES - 1], facets)
    return Understanding(Kind.UNKNOWN, [], facets)


def _inside(word: Word, mentions: Iterable[Mention]) -> bool:
    return any(mention.start <= word.start and word.end <= mention.end for mention in mentions)


def _facets(mentions: Sequence[Mention], text_words: Sequence[Word], name: str) -> list[Facet]:
    """The facets asked for, once each, in answer order; a word of the procedure's own name asks for nothing."""
    name_words = set(name.split())
    asked = set()
    for mention in mentions:
        inside = [word.norm for word in text_words if mention.start <= word.start and word.end <= mention.end]
        if not all(norm in name_words for norm in inside):
            asked.add(mention.facet)
    return [facet for facet in Facet if facet in asked]


def _second(best: Link, telling: Sequence[str], catalogue: Catalogue, index: Index) -> list[str]:
    """The other procedure that the words name which the first one's name leaves over; at most one."""
    explained = {form for word in best.name.split() for form in (word, skeleton(word) or word)}
    rest = [norm for norm in telling if norm not in explained and skeleton(norm) not in explained]
    links = index.search(rest) if rest and len(rest) < len(telling) else []
    if not links or links[0].score < SURE or links[0].name_share < SECOND_NAME_SHARE:
        return []
    family = {best.procedure_id, *catalogue[best.procedure_id].variants}
    return [] if links[0].procedure_id in family else [links[0].procedure_id]


def _variant(telling: Sequence[str], catalogue: Catalogue, index: Index, current: Optional[str]) -> Optional[str]:
    """The variant of the current procedure that the message turns to ("et pour un mineur ?"), if any."""
    if current not in catalogue or not telling:
        return None
    procedure = catalogue[str(current)]
    for title in procedure.title.values():
        links = index.search([*telling, *(word.norm for word in words(title))])
        if links and links[0].procedure_id in procedure.variants:
            return links[0].procedure_id
    return None
