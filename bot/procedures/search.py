"""Linking: which procedures of the catalogue a message is about, by search and without training.

Every name of a procedure (its titles and aliases, in all locales) is a list of words; so is the message. A word of the
message is compared with the words of all names, by letters, by skeleton and by concept (:mod:`bot.procedures.vocabulary`,
:mod:`bot.text.concepts`), so that a name in one script or language answers for the others. Rare words weigh more. The
procedures that share most are then compared name by name: how much of the message does the name explain, and how much
of the name does the message hold.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.procedures.description import Description, Descriptions, Terms
from bot.procedures.model import Facet, Procedure
from bot.procedures.residue import Sort
from bot.procedures.vocabulary import Alike, Floats, Integers, Vocabulary
from bot.text.concepts import Concepts
from bot.text.normalise import Word, words
from bot.text.spelling import Spelling

# What a match by meaning, in other words, is worth of a match by letters.
CONCEPT_WORTH = 0.7
# Likeness from which on a word is taken for a spelling of a form that has a concept.
SURE_OF_A_CONCEPT = 0.8
# Likeness of a word with itself.
SAME = 0.999
# Likeness from which on an unknown word is a word of a name rather than another known word.
SURE_OF_A_NAME = 0.8
# A word that stands in so many of our texts has more than one meaning, or is what everybody asks.
COMMON_USAGE = 20
# A shorter word says nothing of the case.
TELLING_LETTERS = 3
# Likeness is raised to this power: half alike is much less than half the evidence.
SHARPNESS = 2.0
# A word that asks for a facet ("papiers", "ch7al") rarely names a procedure, but it can ("certificat de non-location").
FAINT_WEIGHT = 0.4
# A function word tells nothing, but some name has it ("passport for a son", where French "son" is "his").
FUNCTION_WORD_WEIGHT = 0.15
# How much a score rests on the share of the message that the name explains; the rest is the share of the name that the
# message holds. Measured on the linking benchmark, 0.5 and 0.6 differ little; above, long names suffer.
MESSAGE_SHARE = 0.6
# How much a word that no name explains weighs in a message: one of everyday talk, one that nobody uses, and one without a
# concept, which weighs less the more people use it. Measured on data/questions.
TALK_GRAVITY = 0.3
UNKNOWN_GRAVITY = 0.9
KNOWN_GRAVITY = 0.9
GRAVITY_FALL = 0.12
# Procedures that are compared name by name.
SHORT_LIST = 24


class Link(NamedTuple):
    """A candidate procedure.

    ``score`` is 0 … 1, the weighted geometric mean of ``message_share``, the share of the message that the name
    explains, and ``name_share``, the share of the name that the message holds; more where the reader of questions thinks so.
    ``name`` is that name, normalised; "" when the message holds nothing of any.
    """

    procedure_id: str
    score: float
    message_share: float
    name_share: float
    name: str


class Lexicon(NamedTuple):
    """What is known about words beside the catalogue.

    ``function_words``: for each locale, normal forms that tell nothing about a procedure. ``circumstances``, ``cases``,
    ``settings`` and ``talk``: concepts by what they say of a question (:mod:`bot.procedures.residue`). ``asking``: for each
    facet, concepts that ask for it. ``values``: words of dates, places, numbers and the like. ``spelling``: the words that
    people use.
    """

    function_words: Mapping[str, Iterable[str]] = {}
    concepts: Concepts = Concepts({})
    circumstances: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    talk: frozenset[str] = frozenset()
    asking: Mapping[Facet, frozenset[str]] = {}
    values: frozenset[str] = frozenset()
    spelling: Spelling = Spelling({})

    def is_known(self, norm: str) -> bool:
        """Whether people use the word, or it means something."""
        return norm in self.spelling or self.concepts.of_word(norm) is not None

    def gravity(self, norm: str) -> float:
        """How much it matters, 0 … 1, that a word of a message is part of no name: little for words of everyday talk."""
        concept = self.concepts.of_word(norm)
        if concept is not None:
            return TALK_GRAVITY if concept in self.talk else 1.0
        if norm not in self.spelling:
            return UNKNOWN_GRAVITY
        return max(TALK_GRAVITY, KNOWN_GRAVITY - GRAVITY_FALL * math.log1p(self.spelling.usage(norm)))

    def sort(self, concept: str) -> Sort:
        """What a concept says of a question that no name explains."""
        if concept in self.circumstances:
            return Sort.CIRCUMSTANCE
        if concept in self.cases:
            return Sort.CASE
        return Sort.SETTING if concept in self.settings else Sort.CONTENT


class _Name(NamedTuple):
    text: str
    content: tuple[str, ...]
    phrases: tuple[str | None, ...]  # for each word of the content, the concept of the phrase that it is part of


class _Ranges(NamedTuple):
    """For each key, ``values[starts[key]:starts[key + 1]]``."""

    values: Integers
    starts: NDArray[np.int64]

    def of(self, key: int) -> Integers:
        return self.values[self.starts[key] : self.starts[key + 1]]


class _Query(NamedTuple):
    """The words of a message: their weight, and how like each form and each concept of the index is to each of them."""

    weights: Floats
    by_form: Floats
    by_concept: Floats


class Index:
    """A search index over the names of some procedures. Immutable: :meth:`updated` gives that of a changed catalogue."""

    def __init__(self, procedures: Iterable[Procedure], lexicon: Lexicon) -> None:
        """Function words are left out of the names of their own locale.

        In a message, whose locale is not asked, a word is ignored when it is one in any locale and no name needs it:
        French "son" is "his", but in English it tells who for.
        """
        self._lexicon = lexicon
        self._concepts = lexicon.concepts
        self._function_words = {locale: frozenset(norms) for locale, norms in lexicon.function_words.items()}
        self._number = {name: number for number, name in enumerate(self._concepts.names)}
        self._descriptions = Descriptions(self._concepts)
        self._assemble(list(procedures), {}, Vocabulary())

    def __contains__(self, procedure_id: str) -> bool:
        return procedure_id in self._known

    def updated(self, procedures: Iterable[Procedure]) -> Index:
        """The index of ``procedures``; only the names of those that are new or changed are read again."""
        index = object.__new__(Index)
        index._lexicon = self._lexicon
        index._concepts = self._concepts
        index._function_words = self._function_words
        index._number = self._number
        index._descriptions = self._descriptions
        index._assemble(list(procedures), self._known, self._vocabulary)
        return index

    def _assemble(
        self,
        procedures: Sequence[Procedure],
        known: Mapping[str, tuple[Procedure, list[_Name]]],
        vocabulary: Vocabulary,
    ) -> None:
        self._known: dict[str, tuple[Procedure, list[_Name]]] = {}
        for procedure in procedures:
            before = known.get(procedure.id)
            unchanged = before is not None and (before[0] is procedure or before[0] == procedure)
            self._known[procedure.id] = before if before and unchanged else (procedure, list(self._names(procedure)))
        self._ids = list(self._known)
        self._all_names = [name for _, names in self._known.values() for name in names]
        needed = {norm for name in self._all_names for norm in name.content}
        self._vocabulary = vocabulary.extended(sorted(needed))
        every = frozenset(norm for norms in self._function_words.values() for norm in norms)
        self._function_norms = every
        self._ignored = every - needed
        self._faint = every & needed
        self._build()

    def _names(self, procedure: Procedure) -> Iterable[_Name]:
        titles = list(procedure.title.items())
        aliases = [(locale, name) for locale, names in procedure.aliases.items() for name in names]
        for locale, text in {name: (locale, name) for locale, name in [*titles, *aliases]}.values():
            norms = [word.norm for word in words(text)]
            phrase_of = _phrases(self._concepts, norms)
            kept = [at for at, norm in enumerate(norms) if norm not in self._function_words.get(locale, ())]
            kept = kept or list(range(len(norms)))
            if kept:
                yield _Name(" ".join(norms), tuple(norms[at] for at in kept), tuple(phrase_of[at] for at in kept))

    def _build(self) -> None:
        number = self._vocabulary.number
        none = len(self._number)  # the column of a word without a concept: likeness 0
        counts = [len(names) for _, names in self._known.values()]
        self._first_name = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        lengths = [len(name.content) for name in self._all_names]
        self._first_word = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        self._forms = np.array([number[norm] for name in self._all_names for norm in name.content], dtype=np.int32)
        phrases = (phrase for name in self._all_names for phrase in name.phrases)
        self._phrase = np.array([none if p is None else self._number[p] for p in phrases], dtype=np.int32)
        concepts = [self._concepts.of_word(form) for form in self._vocabulary.forms]
        self._concept_of = np.array([none if c is None else self._number[c] for c in concepts], dtype=np.int32)
        owners = np.repeat(np.repeat(np.arange(len(counts), dtype=np.int32), counts), lengths)
        self._by_form = _ranges(self._forms, owners, len(number))
        both = np.concatenate([self._concept_of[self._forms], self._phrase])
        self._by_concept = _ranges(both, np.concatenate([owners, owners]), none + 1)
        size = len(counts)
        self._form_idf = _idf(self._by_form, size)
        self._concept_idf = _idf(self._by_concept, size)
        self._concept_idf[none] = np.inf
        self._unseen_idf = float(np.log(size + 1) + 1.0)
        self._word_idf = np.minimum(self._form_idf[self._forms], self._concept_idf[self._concept_of[self._forms]])
        self._name_of_word = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        self._name_idf = np.bincount(self._name_of_word, weights=self._word_idf, minlength=len(lengths))

    def content(self, text_words: Sequence[Word]) -> list[str]:
        """The normal forms of the words that may name a procedure."""
        return [word.norm for word in text_words if word.norm not in self._ignored]

    def read(self, text_words: Sequence[Word]) -> list[Word]:
        """The words of a message with their slips mended: each in the normal form of the known word that it may be."""
        spelling = self._lexicon.spelling
        return [self._mended(word) for word in spelling.spaced(text_words, self._vocabulary.number)]

    def _mended(self, word: Word) -> Word:
        spelling, norm = self._lexicon.spelling, word.norm
        if norm in self._vocabulary.number or self._lexicon.is_known(norm):
            return word
        mended = spelling.mended(norm)
        if mended is None or max(self._alike(norm).likeness, default=0.0) >= SURE_OF_A_NAME:
            return word  # unknown, or nearly a word of some name, which search will see
        return word._replace(norm=mended)

    def unspoken(self, norms: Sequence[str], procedure_id: str, facets: Collection[Facet] = ()) -> list[str]:
        """The circumstances in a message that neither the names nor the texts of the procedure speak of.

        What asks for one of ``facets`` is none where the procedure holds that facet.
        """
        said = {
            mention.concept
            for mention in self._concepts.find(norms)
            if mention.concept in self._lexicon.circumstances
            and (mention.last > mention.first or self._concepts.is_sure(norms[mention.first], mention.concept))
        }
        if said:
            said -= self._asking(self._description(procedure_id), facets)
        description = self._description(procedure_id) if said else None
        return sorted(concept for concept in said if description and not description.speaks_of(concept))

    def residue(self, norms: Sequence[str], procedure_id: str, facets: Collection[Facet]) -> Counter[Sort]:
        """What the words of a message say beside the names of a procedure; ``facets`` are those asked for."""
        description = self._description(procedure_id)
        asking = self._asking(description, facets)
        facts = [description.facets[facet] for facet in {*facets, Facet.CONDITIONS} if facet in description.facets]
        found: dict[str, Sort] = {}  # by concept, so that two words for one thing count once
        for norm, concept in zip(norms, self._meanings(norms)):
            is_plain = concept in asking or not self._tells(norm, concept)
            if is_plain or self._is_named(norm, concept, description.names):
                continue
            spoken = any(terms.hold(norm, concept) for terms in facts)
            sort = self._sort(norm, concept)
            if not spoken:
                found[concept or norm] = sort
            elif sort in (Sort.CIRCUMSTANCE, Sort.CASE, Sort.CONTENT, Sort.COMMON):
                found[concept or norm] = Sort.SPOKEN
        return Counter(found.values())

    def _asking(self, description: Description, facets: Collection[Facet]) -> frozenset[str]:
        """The concepts that ask for those of ``facets`` that are held."""
        held = [facet for facet in facets if facet in description.facets]
        return frozenset[str]().union(*(self._lexicon.asking.get(facet, ()) for facet in held))

    def is_named(self, norm: str, procedure_id: str) -> bool:
        """Whether a name of the procedure has the word, its meaning or a word that it may be."""
        return self._is_named(norm, self._concepts.of_word(norm), self._description(procedure_id).names)

    def prepare(self) -> None:
        """Reads the texts of all procedures, which else happens when one is asked about for the first time."""
        for procedure_id in self._ids:
            self._description(procedure_id)

    def _description(self, procedure_id: str) -> Description:
        return self._descriptions.of(self._known[procedure_id][0])

    def _meanings(self, norms: Sequence[str]) -> list[str | None]:
        """For each word the concept that it means, alone or in a phrase."""
        found: list[str | None] = [None] * len(norms)
        for mention in self._concepts.find(norms):
            found[mention.first : mention.last + 1] = [mention.concept] * (mention.last + 1 - mention.first)
        return found

    def _tells(self, norm: str, concept: str | None) -> bool:
        """Whether a word says anything beside grammar, talk, numbers and places."""
        is_plain = norm in self._function_norms or norm in self._lexicon.values or norm.isdigit()
        return len(norm) >= TELLING_LETTERS and not is_plain and concept not in self._lexicon.talk

    def _is_named(self, norm: str, concept: str | None, names: Terms) -> bool:
        """Whether a name has the word, its meaning or, for a word without one, a word that it may be."""
        if norm in names.norms or concept in names.concepts:
            return True
        if concept is not None:
            return False
        alike = self._alike(norm)
        for number, likeness in zip(alike.forms.tolist(), alike.likeness.tolist()):
            form = self._vocabulary.forms[number]
            sure = likeness >= SURE_OF_A_CONCEPT and self._concepts.of_word(form) in names.concepts
            if form in names.norms or sure:
                return True
        return False

    def _sort(self, norm: str, concept: str | None) -> Sort:
        if concept is None:
            return Sort.PLAIN
        if not self._concepts.is_sure(norm, concept):
            return Sort.VAGUE
        sort = self._lexicon.sort(concept)
        is_common = self._lexicon.spelling.usage(norm) >= COMMON_USAGE
        return Sort.COMMON if is_common and sort in (Sort.CASE, Sort.CONTENT) else sort

    def search(self, norms: Sequence[str], faint: Container[str] = (), limit: int = 5) -> list[Link]:
        """The closest procedures to the content words ``norms``, best first, at most ``limit``; none scores 0.

        ``faint``: those of ``norms`` that weigh little (:data:`FAINT_WEIGHT`).
        """
        if not norms or not self._all_names:
            return []
        query, totals = self._compare(norms, faint)
        short_list = [int(place) for place in _largest(totals, SHORT_LIST) if totals[place] > 0]
        links = self._links(query, short_list) if short_list else []
        return sorted(links, key=lambda link: -link.score)[:limit]

    def _compare(self, norms: Sequence[str], faint: Container[str]) -> tuple[_Query, Floats]:
        """The message against all words of all names, and for each procedure the weight of what it shares with it."""
        phrases = _phrases(self._concepts, norms)
        none = len(self._number)
        by_form = np.zeros((len(self._vocabulary.forms), len(norms)), dtype=np.float32)
        by_concept = np.zeros((none + 1, len(norms)), dtype=np.float32)
        weights = np.zeros(len(norms), dtype=np.float32)
        totals = np.zeros(len(self._ids), dtype=np.float32)
        for at, (norm, phrase) in enumerate(zip(norms, phrases)):
            alike = self._alike(norm)
            likeness = alike.likeness**SHARPNESS
            by_form[alike.forms, at] = likeness
            is_faint = norm in faint or norm in self._faint
            meanings = {} if is_faint else self._concepts_of(norm, phrase, alike)
            for concept, worth in meanings.items():
                by_concept[concept, at] = worth
            share = FUNCTION_WORD_WEIGHT if norm in self._faint else FAINT_WEIGHT if is_faint else 1.0
            shared, best = self._shared(alike.forms, likeness, meanings)
            unexplained = (1.0 - best[0]) * self._unseen_idf * self._lexicon.gravity(norm)
            weights[at] = share * (best[0] * best[1] + unexplained)
            totals += share * shared
        return _Query(weights, by_form, by_concept), totals

    def _alike(self, norm: str) -> Alike:
        """The forms that a word of a message may be; one that means something is no form that means something else."""
        alike = self._vocabulary.alike(norm, self._lexicon.is_known(norm))
        concept = self._concepts.of_word(norm)
        if concept is None or not self._concepts.is_sure(norm, concept):
            return alike
        meant = self._concept_of[alike.forms]
        kept = (meant == self._number[concept]) | (meant == len(self._number)) | (alike.likeness >= SAME)
        return Alike(alike.forms[kept], alike.likeness[kept])

    def _concepts_of(self, norm: str, phrase: str | None, alike: Alike) -> dict[int, float]:
        """What a word means, and how much that is worth: its own concept, else that of the words that it may be."""
        found = {} if phrase is None else {self._number[phrase]: CONCEPT_WORTH}
        own = self._concepts.of_word(norm)
        if own is not None:
            return {**found, self._number[own]: CONCEPT_WORTH}
        none = len(self._number)
        for form, likeness in zip(alike.forms.tolist(), alike.likeness.tolist()):
            concept = int(self._concept_of[form])
            if likeness >= SURE_OF_A_CONCEPT and concept != none:
                found.setdefault(concept, CONCEPT_WORTH * likeness**SHARPNESS)  # the likest form comes first
        return found

    def _shared(
        self, forms: Integers, likeness: Floats, meanings: Mapping[int, float]
    ) -> tuple[Floats, tuple[float, float]]:
        """For each procedure the weight of its best match with one word; and (likeness, rarity) of the best of all."""
        shared = np.zeros(len(self._ids), dtype=np.float32)
        best = (0.0, 0.0)
        matches = [
            (like, float(self._form_idf[form]), self._by_form.of(form))
            for form, like in zip(forms.tolist(), likeness.tolist())
        ]
        matches += [
            (worth, float(self._concept_idf[concept]), self._by_concept.of(concept))
            for concept, worth in meanings.items()
        ]
        for like, idf, owners in matches:
            if len(owners):
                best = max(best, (like, idf))
                shared[owners] = np.maximum(shared[owners], like * idf)
        return shared, best

    def _links(self, query: _Query, places: Sequence[int]) -> list[Link]:
        """The closest name of each of some procedures, of those that share a word with the message."""
        said = self._said(query, places)
        if not len(said):
            return []
        forms = self._forms[said]
        alike = query.by_form[forms]
        np.maximum(alike, query.by_concept[self._concept_of[forms]], out=alike)
        np.maximum(alike, query.by_concept[self._phrase[said]], out=alike)
        names = self._name_of_word[said]
        begins = np.concatenate([[0], np.flatnonzero(np.diff(names)) + 1])
        names = names[begins]
        explained = np.maximum.reduceat(alike, begins, axis=0) @ query.weights / query.weights.sum()
        held = np.add.reduceat(alike.max(axis=1) * self._word_idf[said], begins) / self._name_idf[names]
        scores = explained**MESSAGE_SHARE * held ** (1.0 - MESSAGE_SHARE)
        links = []
        for place in places:
            start, end = np.searchsorted(names, self._first_name[place : place + 2])
            if start == end:
                continue
            best = start + int(np.argmax(scores[start:end]))
            links.append(
                Link(
                    procedure_id=self._ids[place],
                    score=min(float(scores[best]), 1.0),
                    message_share=min(float(explained[best]), 1.0),
                    name_share=min(float(held[best]), 1.0),
                    name=self._all_names[int(names[best])].text,
                )
            )
        return links

    def _said(self, query: _Query, places: Sequence[int]) -> NDArray[np.int64]:
        """The words of the names of some procedures, in order, that the message holds something of."""
        first = self._first_word[self._first_name]
        every = np.concatenate([np.arange(first[p], first[p + 1]) for p in sorted(places)])
        form_said, concept_said = query.by_form.any(axis=1), query.by_concept.any(axis=1)
        forms = self._forms[every]
        is_said = form_said[forms] | concept_said[self._concept_of[forms]] | concept_said[self._phrase[every]]
        return every[is_said]


def _phrases(concepts: Concepts, norms: Sequence[str]) -> list[str | None]:
    """For each word, the concept of the phrase of two words or more that it is part of."""
    found: list[str | None] = [None] * len(norms)
    for mention in concepts.phrases(norms):
        found[mention.first : mention.last + 1] = [mention.concept] * (mention.last + 1 - mention.first)
    return found


def _largest(values: Floats, count: int) -> Integers:
    """The places of the ``count`` largest values, the largest first; of equal ones the earlier first."""
    if count < len(values):
        least = np.partition(values, len(values) - count)[len(values) - count]
        places = np.flatnonzero(values >= least)
    else:
        places = np.arange(len(values))
    return places[np.argsort(-values[places], kind="stable")][:count].astype(np.int32)


def _ranges(keys: Integers, owners: Integers, size: int) -> _Ranges:
    """Key → its owners, each once, sorted."""
    width = int(owners.max(initial=0)) + 1
    pairs = np.unique(keys.astype(np.int64) * width + owners)
    counts = np.bincount(pairs // width, minlength=size)
    return _Ranges((pairs % width).astype(np.int32), np.concatenate([[0], np.cumsum(counts)]))


def _idf(ranges: _Ranges, procedures: int) -> Floats:
    shared = np.diff(ranges.starts)
    return np.asarray(np.log((procedures + 1) / (shared + 1)) + 1.0, dtype=np.float32)
