"""What a message about procedures means: which ones, which facets, or what to ask back."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Optional

from bot.procedures.catalogue import Catalogue, learnt_ids
from bot.procedures.model import Facet
from bot.procedures.reading import Mention, QuestionReading
from bot.procedures.residue import Evidence
from bot.procedures.search import Index, Link
from bot.text.normalise import Word, normalise, words
from bot.text.skeleton import skeleton

# Set by hand on a few dozen messages, not calibrated: that is still to be done. A link is sure when the message says most of a name, or when the
# name explains most of the message; below POSSIBLE it is nearly never right.
SURE = 0.42
SURE_OF_A_PART = 0.60
POSSIBLE = 0.25
MOST_OF_A_NAME = 0.75
WHOLE_NAME = 0.95
# Candidates that close to the best one are a question to the citizen, not a guess of ours; when only a part of a name was
# said ("njedded", "certificat"), those that share the part are further from one another.
MARGIN = 0.95
MARGIN_OF_A_PART = 0.78
CHOICES = 4
# A shorter word ("non") is too common to make a case.
TELLING_LETTERS = 4
CERTAIN_LETTERS = 8  # a word of so many letters is certain though it was mistyped
# What stands between two things asked side by side.
_BESIDE = re.compile(r"[,;.?!،؛؟\n]|\b(?:et|and|w|ou|aussi|also|ⴷ|ula)\b|\bو")
SEARCHED = 12
# What a procedure that is surely likely by the questions that were learnt counts of one that is named whole.
LIKELY_WORTH = 0.9
# A message of fewer words says a name or a part of one ("chahada"), which search knows better.
WORDS_TO_BE_LIKELY = 2
# Score below which a link to a procedure of which no name was said is no guess worth offering.
POSSIBLE_UNNAMED = 0.45
# Probability from which what is strange is about none of our procedures, rather than a case of the closest one.
ELSEWHERE = 0.5
# What the link to a procedure counts that was not named, but that the conversation is about.
UNLINKED = 0.7


class Kind(str, Enum):
    FOUND = "found"  # `procedures` are meant
    CURRENT = "current"  # the one that the conversation is about
    CHOOSE = "choose"  # one of `procedures`; ask which
    MAYBE = "maybe"  # perhaps one of `procedures`; ask whether
    UNKNOWN = "unknown"  # nothing in the catalogue is close


@dataclass(frozen=True)
class Understanding:
    """``bare``: the message holds nothing but facets, so it can only be about what was talked of before.

    ``beyond``: the procedure is known, but the question is about a case of which its description does not speak.
    """

    kind: Kind
    procedures: list[str] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    bare: bool = False
    beyond: bool = False


@dataclass(frozen=True)
class _Question:
    text: str
    words: list[Word]
    reading: QuestionReading
    catalogue: Catalogue
    index: Index
    links: Sequence[Link]
    excluded: Optional[str] = None

    @property
    def mentions(self) -> Sequence[Mention]:
        return self.reading.mentions

    @property
    def case_words(self) -> list[Word]:
        """The words that may tell of a special case.

        Those that ask for a facet do not, unless it is the appeal, nor those that name what the citizen did not mean.
        """
        asking = [mention for mention in self.mentions if mention.facet is not Facet.APPEAL]
        found = [word for word in self.words if not _inside(word, asking)]
        return [word for word in found if not (self.excluded and self.index.is_named(word.norm, self.excluded))]

    def is_certain(self, word: Word) -> bool:
        """Whether a word is what was written, or long enough that nothing else can have been mistyped so."""
        if len(word.norm) < TELLING_LETTERS:
            return False
        return len(word.norm) >= CERTAIN_LETTERS or word.norm == normalise(self.text[word.start : word.end])

    def evidence(self, procedure_id: str) -> Evidence:
        """What this says beside the names of a procedure."""
        case_words = self.case_words
        certain = [word.norm for word in case_words if self.is_certain(word)]
        link = next((link for link in self.links if link.procedure_id == procedure_id), None)
        return Evidence(
            sorts=self.index.residue([word.norm for word in case_words], procedure_id, self.reading.asks),
            score=link.score if link else UNLINKED,
            message_share=link.message_share if link else UNLINKED,
            asks=bool(self.reading.asks),
            may=Facet.CONDITIONS in self.reading.asks and Facet.CONDITIONS in self.catalogue[procedure_id].held(),
            unspoken=bool(self.index.unspoken(certain, procedure_id, self.reading.asks)),
            learnt=bool(link) and self.is_read and procedure_id in learnt_ids(),
            elsewhere=self.reading.elsewhere,
            beyond=self.reading.beyond,
        )

    @property
    def is_read(self) -> bool:
        """Whether the models have read this; a form asks without them."""
        return bool(self.reading.likely or self.reading.elsewhere)

    def is_beyond(self, procedure_id: str) -> bool:
        """Whether this is likely about a case, or a thing, of which the description of a procedure does not speak."""
        return self.evidence(procedure_id).is_strange


def evidence(text: str, reading: QuestionReading, catalogue: Catalogue, index: Index) -> list[Evidence]:
    """What speaks for it that ``text`` is beyond each procedure that it may mean, variants too; the closest first."""
    question = _question(text, reading, catalogue, index)
    meant = _meant(question, None, (), None).procedures
    variants = [variant for found in meant[:1] for variant in catalogue[found].variants if variant in catalogue]
    return [question.evidence(found) for found in dict.fromkeys([*meant, *variants])]


def _question(
    text: str, reading: QuestionReading, catalogue: Catalogue, index: Index, excluded: Optional[str] = None
) -> _Question:
    text_words = index.read(words(text))
    links = closest(text_words, reading, index)
    return _Question(text, text_words, reading, catalogue, index, links, excluded if excluded in catalogue else None)


def understand(
    text: str,
    reading: QuestionReading,
    catalogue: Catalogue,
    index: Index,
    current: Optional[str] = None,
    *,
    options: Sequence[str] = (),
    excluded: Optional[str] = None,
) -> Understanding:
    """What ``text`` asks about.

    ``current`` is the id of the procedure that the conversation is about, if any; ``options`` are those that the citizen
    was just asked to choose from, and ``excluded`` is one that they say they did not mean.
    """
    question = _question(text, reading, catalogue, index, excluded)
    current = current if current in catalogue else None
    meant = _meant(question, current, options, excluded)
    if meant.kind is Kind.CURRENT and current:
        return _within(meant, current, question)
    if meant.kind is Kind.FOUND and len(meant.procedures) == 1:
        return _within(meant, meant.procedures[0], question)
    if meant.kind is Kind.MAYBE:
        # what is only perhaps meant is not worth offering when it does not speak of the case either
        offered = [found for found in meant.procedures if not question.is_beyond(found)]
        return replace(meant, procedures=offered) if offered else replace(meant, kind=Kind.UNKNOWN, procedures=[])
    if meant.kind is Kind.CHOOSE and all(question.is_beyond(found) for found in meant.procedures):
        first = meant.procedures[0]
        return _within(replace(meant, kind=Kind.FOUND, procedures=[first]), first, question)
    return meant


def closest(text_words: Sequence[Word], reading: QuestionReading, index: Index, limit: int = SEARCHED) -> list[Link]:
    """The procedures that a message may be about, the closest first; ``text_words`` as :meth:`Index.read` gives them."""
    asking = {word.norm for word in text_words if _inside(word, reading.mentions)}
    content = index.content(text_words)
    links = {link.procedure_id: link for link in index.search(content, asking, limit=SEARCHED)}
    says_enough = sum(norm not in asking for norm in content) >= WORDS_TO_BE_LIKELY
    for procedure_id, share in reading.likely.items() if says_enough else ():
        if procedure_id in index:
            link = links.get(procedure_id) or Link(procedure_id, 0.0, 0.0, 0.0, "")
            links[procedure_id] = link._replace(score=1.0 - (1.0 - link.score) * (1.0 - LIKELY_WORTH * share))
    return sorted(links.values(), key=lambda link: -link.score)[:limit]


def _meant(
    question: _Question, current: Optional[str], options: Sequence[str], excluded: Optional[str]
) -> Understanding:
    text_words, mentions = question.words, question.mentions
    catalogue, index = question.catalogue, question.index
    asking = {word.norm for word in text_words if _inside(word, mentions)}
    content = index.content(text_words)
    telling = [norm for norm in content if norm not in asking]
    links = [link for link in question.links if link.procedure_id != excluded]
    chosen = next((link for link in links if link.procedure_id in options and link.score >= POSSIBLE), None)
    if chosen:
        return Understanding(Kind.FOUND, [chosen.procedure_id], _facets(mentions, text_words, chosen.name))
    only_asks = bool(mentions) and not telling  # "w ch7al?"
    if links and not (only_asks and links[0].name_share < MOST_OF_A_NAME) and _is_sure(links[0]):
        facets = _facets(mentions, text_words, links[0].name)
        return _sure(links, content, catalogue, index, current=current, facets=facets)
    facets = _facets(mentions, text_words, "")
    variant = _variant(telling, catalogue, index, current)
    if variant:
        return Understanding(Kind.FOUND, [variant], facets)
    if current and mentions:
        return Understanding(Kind.CURRENT, [], facets, bare=only_asks)
    maybe = [link.procedure_id for link in links if link.score >= (POSSIBLE if link.name else POSSIBLE_UNNAMED)]
    if maybe and not only_asks:
        return Understanding(Kind.MAYBE, maybe[: CHOICES - 1], facets)
    return Understanding(Kind.UNKNOWN, [], facets, bare=only_asks)


def _within(meant: Understanding, procedure_id: str, question: _Question) -> Understanding:
    """What was meant, turned to the variant that speaks of the case in question, or marked as beyond the description."""
    catalogue = question.catalogue
    if _appeal_is_the_case(question) and Facet.APPEAL not in catalogue[procedure_id].held():
        return replace(meant, beyond=True)
    evidence = question.evidence(procedure_id)
    if not evidence.is_strange:
        return meant
    if evidence.learnt:  # then the reader has chosen among the variants too
        if evidence.elsewhere >= ELSEWHERE:
            return Understanding(Kind.UNKNOWN, facets=meant.facets)
        return replace(meant, beyond=True)
    for variant in catalogue[procedure_id].variants:
        if variant in catalogue and not question.is_beyond(variant):
            return replace(meant, kind=Kind.FOUND, procedures=[variant])
    return replace(meant, beyond=True)


def _appeal_is_the_case(question: _Question) -> bool:
    """Whether other facets are asked *of an appeal* ("papers to appeal"), not beside it ("papers, and how to appeal")."""
    placed = [mention for mention in question.mentions if mention.end > mention.start]
    for before, mention in itertools.pairwise(placed):
        if mention.facet is Facet.APPEAL and before.facet is not Facet.APPEAL:
            return not _BESIDE.search(question.text[before.end : mention.end])
    return False


def _sure(
    links: Sequence[Link],
    content: Sequence[str],
    catalogue: Catalogue,
    index: Index,
    *,
    current: Optional[str],
    facets: list[Facet],
) -> Understanding:
    """The best link, with a second procedure of the same message, or the choice between links that are too close."""
    best = links[0]
    close = [link.procedure_id for link in links if link.score >= _margin(best) * best.score]
    if len(close) > 1 and current:
        # "and if I lost it?" after a passport is about the passport
        family = [procedure_id for procedure_id in close if procedure_id in (current, *catalogue[current].variants)]
        close = family[:1] or close
    if len(close) > 1:
        whole = [link.procedure_id for link in links if link.procedure_id in close and link.name_share >= WHOLE_NAME]
        close = whole if len(whole) == 1 else close  # "passeport" is the adult's, unless a child is spoken of
    if len(close) > 1:
        return Understanding(Kind.CHOOSE, close[:CHOICES], facets)
    if close[0] != best.procedure_id:
        return Understanding(Kind.FOUND, close, facets)
    both = [best, *_second(best, links, catalogue, index)]
    both.sort(key=lambda link: _first_said(link, content, index))
    return Understanding(Kind.FOUND, [link.procedure_id for link in both], facets)


def _first_said(link: Link, content: Sequence[str], index: Index) -> int:
    """The place in the message of the first word of the link's name, so that answers come in the order of the question."""
    forms = set(_forms(link, index))
    return next((at for at, norm in enumerate(content) if (skeleton(norm) or norm) in forms), len(content))


def _inside(word: Word, mentions: Iterable[Mention]) -> bool:
    return any(mention.start <= word.start and word.end <= mention.end for mention in mentions)


def _facets(mentions: Sequence[Mention], text_words: Sequence[Word], name: str) -> list[Facet]:
    """The facets asked for, once each, in answer order; a word of the procedure's own name asks for nothing."""
    name_words = set(name.split())
    asked = set()
    for mention in mentions:
        inside = [word.norm for word in text_words if mention.start <= word.start and word.end <= mention.end]
        if mention.asked and not (inside and all(norm in name_words for norm in inside)):
            asked.add(mention.facet)
    return [facet for facet in Facet if facet in asked]


def _is_sure(link: Link) -> bool:
    return link.score >= (SURE if link.name_share >= MOST_OF_A_NAME else SURE_OF_A_PART)


def _margin(link: Link) -> float:
    return MARGIN if link.name_share >= MOST_OF_A_NAME else MARGIN_OF_A_PART


def _second(best: Link, links: Sequence[Link], catalogue: Catalogue, index: Index) -> list[Link]:
    """The other procedure of the message: named whole, with a word that the first one's name lacks; at most one."""
    family = {best.procedure_id, *catalogue[best.procedure_id].variants}
    said = set(_forms(best, index))
    for link in links:
        named = link.name_share >= WHOLE_NAME and link.score >= SURE
        if named and link.procedure_id not in family and not said.issuperset(_forms(link, index)):
            return [link]
    return []


def _forms(link: Link, index: Index) -> Iterable[str]:
    """The content words of the name that matched, as skeletons where they have one."""
    return (skeleton(norm) or norm for norm in index.content(words(link.name)))


def _variant(telling: Sequence[str], catalogue: Catalogue, index: Index, current: Optional[str]) -> Optional[str]:
    """The variant of the current procedure that the message turns to ("et pour un mineur ?"), if any."""
    if current is None or not telling:
        return None
    procedure = catalogue[current]
    for title in procedure.title.values():
        links = index.search([*telling, *(word.norm for word in words(title))])
        if links and links[0].procedure_id in procedure.variants:
            return links[0].procedure_id
    return None
