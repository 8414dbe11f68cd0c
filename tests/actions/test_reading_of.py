"""actions.conversation.reading_of: what the models read, out of the entities of a message."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.conversation import reading_of
from bot.procedures.model import Facet
from bot.procedures.reading import Mention, QuestionReading

FEE = {"entity": "facet", "value": "fee", "start": 3, "end": 7}
LIKELY = {"entity": "likely_procedure", "value": "passport-adult", "start": 0, "end": 0, "confidence_entity": 0.8}
ELSEWHERE = {"entity": "elsewhere", "value": "elsewhere", "start": 0, "end": 0, "confidence_entity": 0.1}
BEYOND = {"entity": "beyond", "value": "beyond", "start": 0, "end": 0, "confidence_entity": 0.2}


def reading(*entities: dict[str, Any]) -> QuestionReading:
    return reading_of(Tracker("x", {}, {"entities": list(entities)}, [], False, None, {}, "action_listen"))


@pytest.mark.parametrize(
    ("entities", "expected"),
    [
        ([], QuestionReading([])),
        ([FEE], QuestionReading([Mention(Facet.FEE, 3, 7)])),
        ([{**FEE, "role": "unasked"}], QuestionReading([Mention(Facet.FEE, 3, 7, asked=False)])),
        ([LIKELY, ELSEWHERE, BEYOND], QuestionReading([], {"passport-adult": 0.8}, 0.1, 0.2)),
        ([{"entity": "procedure", "value": "passport-adult", "start": 0, "end": 5}], QuestionReading([])),
    ],
)
def test_entities_become_a_reading(entities: list[dict[str, Any]], expected: QuestionReading) -> None:
    """Facets with their places, and what the message as a whole is."""
    assert reading(*entities) == expected


def test_what_a_payload_brings_is_no_reading() -> None:
    """It has no place and no confidence, and may hold anything."""
    payload = [{"entity": name, "value": "x"} for name in ("facet", "likely_procedure", "elsewhere", "beyond")]
    assert reading(*payload) == QuestionReading([])
    assert reading({**FEE, "value": "colour"}) == QuestionReading([])
