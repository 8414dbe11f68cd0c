"""The trained parts that are measured, read from a model archive without Rasa."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import yaml

from bot.errors import BadRequest
from bot.language.data import concepts, gazetteer
from bot.language.identifier import Identification, LocaleIdentifier
from bot.language.intents import IntentModel
from bot.language.spelling import SPELLING_FILE, Spelling
from bot.modelfile import component_files, newest_model
from bot.procedures.facets import Cues, FacetExtractor
from bot.procedures.question_reader import QuestionReader
from bot.procedures.reading import QuestionReading
from bot.text.normalise import words

Identify = Callable[[str], Identification]
Ranking = list[tuple[str, float]]
RankIntents = Callable[[str], Ranking]
ReadQuestion = Callable[[str], QuestionReading]

_RANKED = 5


class Fallback(NamedTuple):
    """When Rasa's FallbackClassifier rejects what the intent classifier says."""

    threshold: float
    ambiguity: float

    def rejects(self, ranking: Ranking) -> bool:
        """Whether the best intent is too unlikely, or too close to the second."""
        if not ranking or ranking[0][1] < self.threshold:
            return True
        return len(ranking) > 1 and ranking[0][1] - ranking[1][1] < self.ambiguity


def load_identifier(models_dir: Path) -> Identify:
    """The locale identifier of the newest model.

    Raises:
        ModelError: there is no model, or it cannot be read.
    """
    with component_files(newest_model(models_dir), "ChobbakLocaleIdentifier") as files:
        return LocaleIdentifier.load(files, gazetteer("function_words")).identify


def load_ranking(models_dir: Path) -> RankIntents:
    """The intent classifier of the newest model: text → likeliest intents first; empty when there is nothing to go by.

    Raises:
        ModelError: there is no model, or it cannot be read.
    """
    archive = newest_model(models_dir)
    with component_files(archive, "ChobbakIntentClassifier") as files:
        model = IntentModel.load(files, concepts())
    spelling = _load_spelling(archive)

    return lambda text: model.ranking(text, spelling.restored(words(text)), _RANKED)


def load_question_reader(models_dir: Path) -> ReadQuestion:
    """The question reader of the newest model.

    Raises:
        ModelError: there is no model, or it cannot be read.
    """
    archive = newest_model(models_dir)
    with component_files(archive, "ChobbakQuestionReader") as files:
        reader = QuestionReader.load(files, FacetExtractor(gazetteer("facets")), concepts(), Cues(gazetteer("cues")))
    spelling = _load_spelling(archive)
    return lambda text: reader.read(text, spelling.restored(words(text)))


def _load_spelling(archive: Path) -> Spelling:
    with component_files(archive, "ChobbakSpelling") as files:
        return Spelling.load(files / SPELLING_FILE)


def load_fallback(config: Path) -> Fallback:
    """The thresholds of the FallbackClassifier of a ``config.yml``.

    Raises:
        BadRequest: its pipeline has none.
    """
    pipeline = yaml.safe_load(config.read_text(encoding="utf-8"))["pipeline"]
    component = next((part for part in pipeline if part["name"] == "FallbackClassifier"), None)
    if component is None:
        raise BadRequest(f"{config}: the pipeline has no FallbackClassifier")
    return Fallback(float(component["threshold"]), float(component.get("ambiguity_threshold", 0.0)))
