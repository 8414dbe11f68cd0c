"""The texts that the locale identifier learns from: our training utterances and general sentences, by locale."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Optional

import yaml

from bot.locales import CODES, OTHER
from bot.settings import ROOT
from bot.text.concepts import Concepts
from bot.text.normalise import normalise

DATA = ROOT / "data"
TELLING_WORDS = 3
OTHER_KIND = "other"  # of a question that is about none of our procedures


def gazetteer(name: str) -> dict[str, Any]:
    """The contents of ``data/gazetteers/<name>.yml``."""
    text = (DATA / "gazetteers" / f"{name}.yml").read_text(encoding="utf-8")
    value: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return value


@lru_cache(maxsize=1)
def concepts() -> Concepts:
    """The lexicon of ``data/gazetteers/concepts/``.

    Raises:
        ValueError: a concept stands in two files.
    """
    lexicon: dict[str, Any] = {}
    for path in sorted((DATA / "gazetteers" / "concepts").glob("*.yml")):
        entries = gazetteer(f"concepts/{path.stem}")
        if repeated := sorted(lexicon.keys() & entries.keys()):
            raise ValueError(f"{path}: {', '.join(repeated)} stands in another file too")
        lexicon.update(entries)
    return Concepts(lexicon)


def concepts_fingerprint() -> str:
    """Changes whenever the lexicon of concepts does."""
    return _digest(sorted((DATA / "gazetteers" / "concepts").glob("*.yml")))


def training_files() -> list[Path]:
    """Every file that :func:`labelled_texts` and :func:`written_texts` read."""
    utterances = [path for code in CODES for path in sorted((DATA / "nlu" / code).glob("*.yml"))]
    sentences = [DATA / "language" / f"{code}.txt" for code in (*CODES, OTHER)]
    return utterances + [path for path in sentences if path.exists()]


def written_texts() -> Iterator[tuple[str, str]]:
    """(text, locale) of every training utterance and every general sentence in a locale of ours."""
    yield from _utterances()
    yield from ((text, locale) for text, locale in _sentences() if locale != OTHER)


def labelled_texts() -> Iterator[tuple[str, str]]:
    """(text, locale) of the training utterances that tell their locale, and of every general sentence after them.

    An utterance of one or two words, or one that stands under two locales ("bonjour", "ok", "carte grise"), is what
    people mix in, and tells nothing.
    """
    utterances = list(_utterances())
    locales: dict[str, set[str]] = {}
    for text, locale in utterances:
        locales.setdefault(normalise(text), set()).add(locale)
    for text, locale in utterances:
        norm = normalise(text)
        if len(locales[norm]) == 1 and norm.count(" ") + 1 >= TELLING_WORDS:
            yield text, locale
    yield from _sentences()


def _utterances() -> Iterator[tuple[str, str]]:
    for path in training_files():
        if path.suffix == ".yml":
            yield from ((text, path.parent.name) for _, text in utterances_of(path.read_text(encoding="utf-8")))


def _sentences() -> Iterator[tuple[str, str]]:
    for path in training_files():
        if path.suffix == ".txt":
            lines = path.read_text(encoding="utf-8").splitlines()
            yield from ((line.strip(), path.stem) for line in lines if line.strip())


def utterances_of(nlu_yaml: str) -> Iterator[tuple[str, str]]:
    """(intent, utterance) of every example of a Rasa NLU file."""
    for block in yaml.load(nlu_yaml, yaml.CSafeLoader)["nlu"]:
        for line in block["examples"].splitlines():
            if line.startswith("- ") and line[2:].strip():
                yield block["intent"], line[2:].strip()


class Question(NamedTuple):
    """A labelled question: ``kind`` and ``procedure_id`` as in ``data/questions/README.md``, None where only facets are known."""

    text: str
    locale: str
    facets: Sequence[str]
    kind: Optional[str] = None
    procedure_id: Optional[str] = None


def questions() -> Iterator[Question]:
    """Every question of ``data/facets`` and ``data/questions``."""
    for path in _question_files("facets"):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            text, facets = line.split("\t")
            yield Question(text, path.stem, _split(facets))
    for path in _question_files("questions"):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            name, locale, text, procedure_id, _, facets = line.split("\t")
            yield Question(text, locale, _split(facets), name.split("-")[0], procedure_id)


def _question_files(directory: str) -> list[Path]:
    return sorted((DATA / directory).glob("*.tsv"))


def _split(facets: str) -> list[str]:
    return [facet for facet in facets.split(",") if facet]


def questions_fingerprint() -> str:
    """Changes whenever a labelled question does."""
    return _digest([*_question_files("facets"), *_question_files("questions")])


def fingerprint() -> str:
    """Changes whenever a file that the identifier learns from, or the code that learns, does."""
    return _digest([*training_files(), DATA / "gazetteers" / "function_words.yml"]) + code_fingerprint()


def code_fingerprint() -> str:
    """Changes whenever the code that turns a text into features, or features into a model, does."""
    return _digest(path for package in ("text", "language") for path in sorted((ROOT / "bot" / package).glob("*.py")))


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def appointment_purposes() -> dict[str, Any]:
    """The contents of ``data/appointments/purposes.yml``."""
    return _of_appointments("purposes")


def appointment_words() -> dict[str, Any]:
    """The contents of ``data/appointments/words.yml``: no gazetteer, for no model is made of them."""
    return _of_appointments("words")


def _of_appointments(name: str) -> dict[str, Any]:
    text = (DATA / "appointments" / f"{name}.yml").read_text(encoding="utf-8")
    value: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return value
