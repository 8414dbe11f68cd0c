"""bot.evaluation.speed: the figures are there and cover the catalogue that was asked for."""

from __future__ import annotations

import os

from bot.evaluation.speed import measure_speed, megabytes
from bot.procedures.facets import FacetExtractor
from bot.procedures.question_reader import QuestionReader
from bot.text.concepts import Concepts
from tests.unit.evaluation.fakes import FACET_LEXICON, QUESTIONS
from tests.unit.procedures.samples import CATALOGUE, LEXICON


def test_figures() -> None:
    """Seven procedures and thirty generated ones; everything took some time."""
    found = measure_speed(
        list(CATALOGUE.values()),
        30,
        QUESTIONS,
        LEXICON,
        QuestionReader(FacetExtractor(FACET_LEXICON), Concepts({})).read,
    )
    assert found["procedures"] == 37
    assert 0 < found["milliseconds_p50"] <= found["milliseconds_p95"]
    assert found["index_seconds"] >= found["update_seconds"] >= 0


def test_memory_of_a_process() -> None:
    """This one holds more than Python alone."""
    assert megabytes(os.getpid()) > 10
