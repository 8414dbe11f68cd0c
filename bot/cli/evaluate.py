"""Measuring understanding: locales, intents, linking. No Rasa is loaded; the trained parts are read from the archive."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.bootstrap import lexicon
from bot.errors import BadRequest
from bot.language.data import gazetteer
from bot.language.identifier import LocaleIdentifier
from bot.language.intents import features
from bot.language.linear_model import LinearModel
from bot.modelfile import component_files, newest_model
from bot.procedures.catalogue import Catalogue, load_json_lines
from bot.procedures.facets import FacetExtractor
from bot.procedures.search import Index
from bot.procedures.understanding import Kind, Mention, understand
from bot.settings import settings
from bot.text.normalise import words

SHORT_WORDS = 4
NO_LABEL = "none"


def language(pool: Path) -> dict[str, Any]:
    """Scores of the locale identifier on the rows of ``pool``."""
    rows = _rows(pool, ("locale", "text"))
    with component_files(newest_model(settings().models_dir), "ChobbakLocaleIdentifier") as files:
        identifier = LocaleIdentifier.load(files, gazetteer("function_words"))
    started = time.perf_counter()
    predicted = [identifier.identify(row["text"]).locale or NO_LABEL for row in rows]
    microseconds = (time.perf_counter() - started) / max(len(rows), 1) * 1e6
    truth = [row["locale"] for row in rows]
    short = [at for at, row in enumerate(rows) if len(row["text"].split()) <= SHORT_WORDS]
    return {
        **_scores(truth, predicted),
        "short": _scores([truth[at] for at in short], [predicted[at] for at in short]),
        "confusion": _confusion(truth, predicted),
        "microseconds_per_text": round(microseconds, 1),
    }


def intents(utterances: Path) -> dict[str, Any]:
    """Scores of the intent classifier on the rows of ``utterances``: macro-F1 overall and of each locale."""
    rows = _rows(utterances, ("locale", "text", "intent"))
    with component_files(newest_model(settings().models_dir), "ChobbakIntentClassifier") as files:
        model = LinearModel.load(files / "intents.npz")
    predicted = []
    for row in rows:
        found = features(row["text"])
        predicted.append(model.ranking(found, 1)[0][0] if found else NO_LABEL)
    truth = [row["intent"] for row in rows]
    by_locale = {}
    for locale in sorted({row["locale"] for row in rows}):
        places = [at for at, row in enumerate(rows) if row["locale"] == locale]
        scores = _scores([truth[at] for at in places], [predicted[at] for at in places])
        by_locale[locale] = {"n": scores["n"], "macro_f1": scores["macro_f1"], "accuracy": scores["accuracy"]}
    scores = _scores(truth, predicted)
    return {
        "n": scores["n"],
        "macro_f1": scores["macro_f1"],
        "by_locale": by_locale,
        "by_intent": scores["by_locale"],
        "confusion": _confusion(truth, predicted),
    }


def linking(catalogue_file: Path, questions: Path) -> dict[str, Any]:
    """Scores of linking and abstention on the rows of ``questions`` over the procedures of ``catalogue_file``."""
    rows = _rows(questions, ("id", "locale", "question", "procedure_id", "expect"))
    catalogue = Catalogue(load_json_lines(catalogue_file))
    index = Index(catalogue.values(), lexicon())
    extractor = FacetExtractor(gazetteer("facets"))
    ranks: list[int] = []
    abstains, times = [], []
    for row in rows:
        started = time.perf_counter()
        ranked, abstained = _link(row["question"], catalogue, index, extractor)
        times.append((time.perf_counter() - started) * 1000)
        ranks.append(ranked.index(row["procedure_id"]) if row["procedure_id"] in ranked else len(catalogue))
        abstains.append(abstained)
    answerable = [at for at, row in enumerate(rows) if row["expect"] == "answer"]
    by_locale = {}
    for locale in sorted({rows[at]["locale"] for at in answerable}):
        places = [at for at in answerable if rows[at]["locale"] == locale]
        by_locale[locale] = {"n": len(places), "top1": _share(ranks, places, 1), "top3": _share(ranks, places, 3)}
    return {
        "n": len(rows),
        "top1": _share(ranks, answerable, 1),
        "top3": _share(ranks, answerable, 3),
        "by_locale": by_locale,
        "abstention": _abstention([row["expect"] == "abstain" for row in rows], abstains),
        "milliseconds_p50": round(float(np.percentile(times, 50)), 3),
        "milliseconds_p95": round(float(np.percentile(times, 95)), 3),
    }


def _link(question: str, catalogue: Catalogue, index: Index, extractor: FacetExtractor) -> tuple[list[str], bool]:
    """The candidates, best first, and whether we would say that we do not know."""
    text_words = words(question)
    mentions = [Mention(m.facet, m.start, m.end) for m in extractor.extract(question, text_words)]
    asking = {word.norm for word in text_words if any(m.start <= word.start and word.end <= m.end for m in mentions)}
    ranked = [link.procedure_id for link in index.search(index.content(text_words), asking)]
    meant = understand(question, mentions, catalogue, index)
    if meant.beyond:
        return ranked, True
    if meant.kind not in (Kind.FOUND, Kind.CHOOSE, Kind.MAYBE) or not meant.procedures:
        return ranked, True
    held = catalogue[meant.procedures[0]].held()
    return ranked, bool(meant.facets) and not any(facet in held for facet in meant.facets)


def _share(ranks: Sequence[int], places: Sequence[int], within: int) -> float:
    return round(sum(ranks[at] < within for at in places) / len(places), 4) if places else 0.0


def _abstention(truth: Sequence[bool], predicted: Sequence[bool]) -> dict[str, float]:
    right = sum(t and p for t, p in zip(truth, predicted))
    return _precision_recall(right, sum(predicted), sum(truth))


def _precision_recall(right: int, predicted: int, true: int) -> dict[str, float]:
    precision = right / predicted if predicted else 0.0
    recall = right / true if true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _scores(truth: Sequence[str], predicted: Sequence[str]) -> dict[str, Any]:
    """Macro-F1 over the labels that occur in ``truth``."""
    pairs, said, true = Counter(zip(truth, predicted)), Counter(predicted), Counter(truth)
    by_label = {
        label: {**_precision_recall(pairs[label, label], said[label], true[label]), "n": true[label]}
        for label in sorted(true)
    }
    macro = sum(score["f1"] for score in by_label.values()) / len(by_label) if by_label else 0.0
    accuracy = sum(count for (t, p), count in pairs.items() if t == p) / len(truth) if truth else 0.0
    return {"n": len(truth), "macro_f1": round(macro, 4), "accuracy": round(accuracy, 4), "by_locale": by_label}


def _confusion(truth: Sequence[str], predicted: Sequence[str]) -> dict[str, dict[str, int]]:
    """True label → predicted label → how often, mistakes only."""
    wrong: dict[str, dict[str, int]] = {}
    for (t, p), count in sorted(Counter(zip(truth, predicted)).items()):
        if t != p:
            wrong.setdefault(t, {})[p] = count
    return wrong


def _rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a plain TSV with a header.

    Raises:
        BadRequest: a column is missing, or a line has another number of fields than the header.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t") if lines else []
    missing = [column for column in columns if column not in header]
    if missing:
        raise BadRequest(f"{path}: the header lacks {', '.join(missing)}")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        fields = line.split("\t")
        if len(fields) != len(header):
            raise BadRequest(f"{path}:{number}: {len(fields)} fields, the header has {len(header)}")
        rows.append(dict(zip(header, fields)))
    return rows
