"""Linking: which procedures of the catalogue a message is about, by search and without training.

Every name of a procedure (its titles and aliases, in all locales) is a vector of surface and skeleton n-grams, weighed
by how few procedures share them; a message is compared with all names at once, and a procedure is as close as its
closest name. The skeleton lets a name in one script answer for its spellings in the others.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.procedures.model import Procedure
from bot.text.normalise import Word, words
from bot.text.skeleton import skeleton

FloatArray = NDArray[np.float64]

SURFACE_GRAMS = (3, 4)
SKELETON_GRAMS = (2, 3)
WORD_WEIGHT, SKELETON_WORD_WEIGHT, GRAM_WEIGHT = 2.0, 1.5, 1.0
# A word that asks for a facet ("papiers", "ch7al") rarely names a procedure, but it can ("certificat de non-location").
FAINT_WEIGHT = 0.4
# How much a candidate's score rests on the share of the message that its name explains; the rest is the share of the
# name that the message holds. 0.5 would be the cosine; measured on the linking benchmark, 0.4 … 0.7 differ little.
MESSAGE_SHARE = 0.6


@dataclass(frozen=True)
class Link:
    """A candidate procedure.

    ``score`` is 0 … 1, a weighted geometric mean of the share of the message that the name explains and of
    ``name_share``, the share of the name that the message holds. ``name`` is the name that matched, normalised.
    """

    procedure_id: str
    score: float
    name_share: float
    name: str


def _grams(word: str, sizes: tuple[int, int]) -> Iterable[str]:
    padded = f" {word} "
    for size in range(sizes[0], sizes[1] + 1):
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]


def _features(norms: Sequence[str], faint: Container[str] = ()) -> dict[str, float]:
    """Feature → weight of a text's content words. A prefix keeps the kinds of feature apart."""
    found: dict[str, float] = {}

    def add(feature: str, weight: float) -> None:
        found[feature] = found.get(feature, 0.0) + weight * share

    for norm in norms:
        share = FAINT_WEIGHT if norm in faint else 1.0
        add(f"w{norm}", WORD_WEIGHT)
        for gram in _grams(norm, SURFACE_GRAMS):
            add(f"g{gram}", GRAM_WEIGHT)
        bones = skeleton(norm)
        if bones:
            add(f"W{bones}", SKELETON_WORD_WEIGHT)
            for gram in _grams(bones, SKELETON_GRAMS):
                add(f"G{gram}", GRAM_WEIGHT)
    return found


class Index:
    """A search index over the names of some procedures. Immutable; build a new one when the catalogue changes."""

    def __init__(self, procedures: Iterable[Procedure], function_words: Mapping[str, Iterable[str]]) -> None:
        """``function_words``: for each locale, normal forms that tell nothing about a procedure.

        They are left out of the names of their own locale. In a message, whose locale is not asked, a word is ignored
        when it is one in any locale and no name needs it: French "son" is "his", but in English it tells who for.
        """
        self._ids: list[str] = []
        self._names: list[str] = []
        self._owner: list[int] = []
        rows: list[dict[str, float]] = []
        needed: set[str] = set()
        for procedure in procedures:
            position = len(self._ids)
            self._ids.append(procedure.id)
            for locale, name in _names(procedure):
                norms = [word.norm for word in words(name)]
                content = [norm for norm in norms if norm not in function_words.get(locale, ())] or norms
                if content:
                    needed.update(content)
                    rows.append(_features(content))
                    self._names.append(" ".join(norms))
                    self._owner.append(position)
        self._ignored = frozenset(norm for norms in function_words.values() for norm in norms) - needed
        self._build(rows)

    def _build(self, rows: list[dict[str, float]]) -> None:
        self._column: dict[str, int] = {}
        holders: list[set[int]] = []
        for row, owner in zip(rows, self._owner):
            for feature in row:
                column = self._column.setdefault(feature, len(self._column))
                if column == len(holders):
                    holders.append(set())
                holders[column].add(owner)
        shared = np.array([len(owners) for owners in holders], dtype=np.float64)
        self._idf = np.log((1 + len(self._ids)) / (1 + shared)) + 1.0
        self._unseen_idf = float(np.log(1 + len(self._ids)) + 1.0)
        indptr: list[int] = [0]
        indices: list[int] = []
        data: list[float] = []
        lengths: list[float] = []
        for row in rows:
            values = np.array([weight * self._idf[self._column[feature]] for feature, weight in row.items()])
            indices.extend(self._column[feature] for feature in row)
            data.extend(values)
            lengths.append(float(np.linalg.norm(values)))
            indptr.append(len(indices))
        shape = (len(rows), len(self._column))
        by_name = csr_matrix((np.array(data, dtype=np.float32), indices, indptr), shape=shape)
        self._by_feature = by_name.T.tocsr()  # one row a feature: a query touches only the rows of its features
        self._lengths = np.array(lengths)
        # names of one procedure are neighbours, so its best name is a maximum over a slice
        self._first_name = np.flatnonzero(np.diff(np.array(self._owner), prepend=-1))
        self._searchable = np.array(self._owner)[self._first_name] if rows else self._first_name

    def content(self, text_words: Sequence[Word]) -> list[str]:
        """The normal forms of the words that may name a procedure."""
        return [word.norm for word in text_words if word.norm not in self._ignored]

    def search(self, norms: Sequence[str], faint: Container[str] = (), limit: int = 5) -> list[Link]:
        """The closest procedures to the content words ``norms``, best first, at most ``limit``; none scores 0.

        ``faint``: those of ``norms`` that weigh little (:data:`FAINT_WEIGHT`).
        """
        if not norms or not self._names:
            return []
        columns, values, unseen = [], [], 0.0
        for feature, weight in _features(norms, faint).items():
            column = self._column.get(feature)
            if column is None:
                unseen += (weight * self._unseen_idf) ** 2
            else:
                columns.append(column)
                values.append(weight * self._idf[column])
        if not columns:
            return []
        weights = np.array(values)
        length = float(np.sqrt(weights @ weights + unseen))
        dots = self._by_feature[columns].T @ weights
        scores = dots * self._lengths ** (2 * MESSAGE_SHARE - 2) / length ** (2 * MESSAGE_SHARE)
        best = np.maximum.reduceat(scores, self._first_name)
        order = np.argsort(-best, kind="stable")[:limit]
        return [self._link(int(place), scores, dots) for place in order if best[place] > 0]

    def _link(self, place: int, scores: FloatArray, dots: FloatArray) -> Link:
        start = int(self._first_name[place])
        following = self._first_name[place + 1 :]
        end = int(following[0]) if len(following) else len(scores)
        name = start + int(np.argmax(scores[start:end]))
        return Link(
            procedure_id=self._ids[int(self._searchable[place])],
            score=min(float(scores[name]), 1.0),
            name_share=min(float(dots[name] / self._lengths[name] ** 2), 1.0),
            name=self._names[name],
        )


def _names(procedure: Procedure) -> Iterable[tuple[str, str]]:
    """(locale, name) of every title and alias, once each."""
    titles = list(procedure.title.items())
    aliases = [(locale, name) for locale, names in procedure.aliases.items() for name in names]
    return {name: (locale, name) for locale, name in [*titles, *aliases]}.values()
