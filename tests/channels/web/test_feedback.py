"""What citizens think: of one answer, and of the conversation; the newest word counts."""

from __future__ import annotations

from typing import Any

import pytest

from bot.persistence.feedback import SqlFeedbackRepository
from tests.channels.harness import Client, RunningGateway

pytestmark = pytest.mark.asyncio


async def rate(client: Client, body: Any) -> tuple[int, Any]:
    status, answer, _ = await client.post(body, path="/api/v1/feedback")
    return status, answer


def counts(gateway: RunningGateway) -> list[tuple[str, int, int]]:
    return SqlFeedbackRepository(gateway.parts.database).counts()


async def test_an_answer_is_rated_once(gateway: RunningGateway) -> None:
    """Up, then down: down. Null takes it back."""
    client = await gateway.client()
    [answer] = await client.ask("salam")
    for value, expected in (("up", [("answer", 1, 1)]), ("down", [("answer", -1, 1)]), (None, [])):
        assert await rate(client, {"message": answer["id"], "value": value}) == (200, {"kept": True})
        assert counts(gateway) == expected


async def test_satisfaction_is_of_the_conversation(gateway: RunningGateway) -> None:
    """One word for each conversation, from 1 to 5, and its locale beside it."""
    for value in (2, 5, 5):
        client = await gateway.client(locale="ary")
        assert (await rate(client, {"satisfaction": 1}))[0] == 200
        assert (await rate(client, {"satisfaction": value}))[0] == 200
    assert counts(gateway) == [("satisfaction", 2, 1), ("satisfaction", 5, 2)]
    with gateway.parts.database.read() as connection:
        assert set(connection.exec_driver_sql("SELECT locale FROM feedback").scalars()) == {"ary"}
    _, figures, _ = await gateway.get("/metrics")
    assert 'chobbak_feedback_total{subject="satisfaction",value="5"} 2.0' in figures


async def test_only_answers_of_ones_own_conversation(gateway: RunningGateway) -> None:
    """Neither another's answer, nor the citizen's own message, nor one that does not exist."""
    client, other = await gateway.client(), await gateway.client()
    [answer] = await other.ask("salam", "m1")
    for message in (answer["id"], answer["id"] - 1, 10**9):
        assert (await rate(client, {"message": message, "value": "up"}))[0] == 404
    assert (await rate(other, {"message": answer["id"] - 1, "value": "up"}))[0] == 404
    assert counts(gateway) == []


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "message:"),
        ({"message": "19", "value": "up"}, "message:"),
        ({"message": True, "value": "up"}, "message:"),
        ({"message": 0, "value": "up"}, "message:"),
        ({"message": 2**70, "value": "up"}, "message:"),
        ({"message": 1.5, "value": "up"}, "message:"),
        ({"message": 1}, "value:"),
        ({"message": 1, "value": "UP"}, "value:"),
        ({"message": 1, "value": 1}, "value:"),
        ({"message": 1, "value": True}, "value:"),
        ({"message": 1, "value": ["up"]}, "value:"),
        ({"message": 1, "value": {}}, "value:"),
        ({"satisfaction": 0}, "satisfaction:"),
        ({"satisfaction": 6}, "satisfaction:"),
        ({"satisfaction": True}, "satisfaction:"),
        ({"satisfaction": "5"}, "satisfaction:"),
        ({"satisfaction": None}, "satisfaction:"),
        (b"[]", "the body"),
    ],
)
async def test_nonsense_is_named(gateway: RunningGateway, body: Any, named: str) -> None:
    """400 with the field, and nothing is stored."""
    client = await gateway.client()
    status, answer = await rate(client, body)
    assert (status, answer["error"]["code"]) == (400, "bad_request")
    assert answer["error"]["message"].startswith(named)
    assert counts(gateway) == []


async def test_without_a_token_nothing_is_rated(gateway: RunningGateway) -> None:
    """As everywhere."""
    client = Client(gateway.session, gateway.url)
    client.token = "A" * 43
    assert (await rate(client, {"satisfaction": 5}))[0] == 401
