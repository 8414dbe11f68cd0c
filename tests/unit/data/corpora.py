"""The texts that tests of the data compare: training utterances, held-out ones, and the material given for measuring."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from bot.language.data import utterances_of
from bot.locales import CODES
from bot.settings import ROOT
from bot.text.normalise import normalise

HELD_OUT = ROOT / "tests" / "data" / "utterances"
SHARED = ROOT.parent / "shared"
NEAR = 90  # rapidfuzz's ratio from which two normal forms are near copies
WORDS_TO_BE_NEAR = 4  # shorter texts are copies only when their normal forms are equal


class Utterance(NamedTuple):
    """One line of a corpus, with where it stands."""

    locale: str
    text: str
    intent: str
    file: str


def place(utterance: Utterance) -> str:
    """Where a line stands, as an editor wants it: ``data/nlu/fr/social.yml:12: bonjour``."""
    held = utterance.file.endswith(".tsv")
    path = HELD_OUT / utterance.file if held else ROOT / "data" / "nlu" / utterance.locale / utterance.file
    wanted = f"{utterance.locale}\t{utterance.text}\t" if held else f"    - {utterance.text}"
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(at for at, line in enumerate(lines, start=1) if line.startswith(wanted))
    return f"{path.relative_to(ROOT)}:{number}: {utterance.text}"


@lru_cache(maxsize=1)
def training() -> tuple[Utterance, ...]:
    """Every example of ``data/nlu``."""
    return tuple(
        Utterance(locale, text, intent, path.name)
        for locale in CODES
        for path in sorted((ROOT / "data" / "nlu" / locale).glob("*.yml"))
        for intent, text in utterances_of(path.read_text(encoding="utf-8"))
    )


@lru_cache(maxsize=1)
def held_out() -> tuple[Utterance, ...]:
    """Every line of the held-out files."""
    return tuple(utterance for path in sorted(HELD_OUT.glob("*.tsv")) for utterance in read_tsv(path))


def read_tsv(path: Path) -> Iterator[Utterance]:
    """The lines of a plain TSV file (no quoting) with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Utterance(row["locale"], row["text"], row["intent"], path.name)


@lru_cache(maxsize=1)
def given_texts() -> frozenset[str]:
    """Normal forms of every field of the tables beside the repository; empty when it is not there."""
    found = set()
    for path in SHARED.rglob("*"):
        if path.suffix in (".tsv", ".jsonl"):
            for line in path.read_text(encoding="utf-8").splitlines():
                found.update(
                    map(normalise, _strings(json.loads(line)) if path.suffix == ".jsonl" else line.split("\t"))
                )
    return frozenset(found)


@lru_cache(maxsize=1)
def given_prose() -> str:
    """The normal form of the pages beside the repository, which quote citizens in the middle of a line."""
    return " ".join(["", *(normalise(path.read_text(encoding="utf-8")) for path in SHARED.rglob("*.md")), ""])


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in _strings(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in _strings(inner))


class Originals:
    """Texts that others must not repeat."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._norms = set(texts)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for norm in self._norms:
            self._by_length[len(norm)].append(norm)

    def copies(self, texts: Iterable[str]) -> dict[str, str]:
        """Each text that repeats or nearly repeats one of ours, with the normal form of that. One word is nobody's."""
        found: dict[str, str] = {}
        to_compare: dict[int, dict[str, str]] = defaultdict(dict)  # length → normal form → text
        for text in texts:
            norm = normalise(text)
            if " " in norm and norm in self._norms:
                found[text] = norm
            elif norm.count(" ") + 1 >= WORDS_TO_BE_NEAR:
                to_compare[len(norm)][norm] = text
        for length, by_norm in to_compare.items():
            # ratio = 200 * common / (both lengths): beyond these lengths it cannot reach NEAR
            shortest, longest = int(length * NEAR / (200 - NEAR)), int(length * (200 - NEAR) / NEAR) + 1
            near = [other for size in range(shortest, longest + 1) for other in self._by_length.get(size, ())]
            if near:
                scores = process.cdist(list(by_norm), near, scorer=fuzz.ratio, score_cutoff=NEAR, dtype=np.float32)
                for row, column in zip(range(len(by_norm)), scores.argmax(axis=1)):
                    if scores[row, column] >= NEAR:
                        found[list(by_norm.values())[row]] = near[column]
        return found
