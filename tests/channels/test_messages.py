"""The web API from a citizen's side: a conversation is opened, messages go in, answers come out."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import RunningGateway, Starter

pytestmark = pytest.mark.asyncio


async def test_a_question_is_answered(gateway: RunningGateway, engine: FakeEngine) -> None:
    """The answer of the engine reaches the citizen whole: text, locale, direction, buttons, and an id of its own."""
    client = await gateway.client()
    [answer] = await client.ask("Quels papiers ?", "m1")
    assert answer["text"] == "réponse 1 à Quels papiers ?"
    assert (answer["locale"], answer["dir"], answer["reply_to"]) == ("fr", "ltr", "m1")
    assert answer["buttons"][0]["payload"].startswith("/ask_procedure")
    assert isinstance(answer["id"], int)


async def test_the_engine_is_told_what_the_contract_says(gateway: RunningGateway, engine: FakeEngine) -> None:
    """Conversation, message id, text, payload and metadata arrive under the names of the contract."""
    client = await gateway.client(locale="ary")
    await client.ask("Rabat", "m1", payload='/choose_option{"n": 1}', location={"latitude": 34, "longitude": -6.8})
    assert engine.calls == [
        {
            "conversation_id": client.conversation,
            "message_id": "m1",
            "text": "Rabat",
            "payload": '/choose_option{"n": 1}',
            "metadata": {
                "channel": "web",
                "locale_hint": "ary",
                "location": {"latitude": 34.0, "longitude": -6.8},
                "media": [],
            },
        }
    ]


async def test_without_wait_a_message_is_only_accepted(gateway: RunningGateway) -> None:
    """202 comes at once; the answer comes over the events."""
    client = await gateway.client()
    status, body, _ = await client.post({"id": "m1", "text": "salam"})
    assert (status, body) == (202, {"id": "m1"})
    [answer] = await client.read_events(1)
    assert answer["reply_to"] == "m1"


async def test_the_same_id_again_changes_nothing(gateway: RunningGateway, engine: FakeEngine) -> None:
    """One turn, one answer: with the same text or another, waiting or not."""
    client = await gateway.client()
    first = await client.ask("salam", "m1")
    assert await client.ask("something else", "m1") == first
    await client.say("salam", "m1")
    assert engine.texts == ["salam"]
    assert len(engine.calls) == 1


async def test_the_same_id_at_the_same_time_changes_nothing(gateway: RunningGateway, engine: FakeEngine) -> None:
    """Twenty identical requests at once are one turn, and all get its answer."""
    engine.delay = 0.1
    client = await gateway.client()
    answers = await asyncio.gather(*(client.ask("salam", "m1") for _ in range(20)))
    assert all(answer == answers[0] for answer in answers)
    assert len(engine.calls) == 1


async def test_wait_returns_only_this_turn(gateway: RunningGateway) -> None:
    """Earlier answers of the conversation are not repeated."""
    client = await gateway.client()
    await client.ask("one", "m1")
    answers = await client.ask("two", "m2")
    assert [answer["reply_to"] for answer in answers] == ["m2"]


async def test_wait_gives_up_with_202(start: Starter, engine: FakeEngine) -> None:
    """A turn that takes too long is accepted, not lost: its answer comes later."""
    engine.delay = 0.6
    gateway = await start()
    gateway.parts.wait_seconds = 0.1
    client = await gateway.client()
    status, body, _ = await client.post({"id": "m1", "text": "salam"}, wait=True)
    assert (status, body) == (202, {"id": "m1"})
    assert len(await client.read_events(1)) == 1


async def test_a_slow_conversation_does_not_hold_up_others(gateway: RunningGateway, engine: FakeEngine) -> None:
    """Ten conversations with turns of 0.3 s each are answered together, not one after the other."""
    engine.delay = 0.3
    clients = [await gateway.client() for _ in range(10)]
    await asyncio.wait_for(asyncio.gather(*(client.ask("salam") for client in clients)), 2.0)
    assert engine.most_at_once >= 5


async def test_fifty_messages_at_once_are_answered_in_order(gateway: RunningGateway, engine: FakeEngine) -> None:
    """One conversation has one turn at a time; its answers come in the order in which its messages were accepted."""
    client = await gateway.client()
    accepted: list[str] = []

    async def say(number: int) -> None:
        await client.say(f"message {number}", f"m{number}")
        accepted.append(f"m{number}")

    await asyncio.gather(*(say(number) for number in range(50)))
    answers = await client.read_events(50)
    assert sorted(answer["reply_to"] for answer in answers) == sorted(accepted)
    assert [answer["reply_to"] for answer in answers] == [call["message_id"] for call in engine.calls]
    assert [answer["id"] for answer in answers] == sorted(answer["id"] for answer in answers)
    assert not engine.overlapped
    assert len(engine.calls) == 50


async def test_messages_sent_one_after_another_keep_their_order(gateway: RunningGateway, engine: FakeEngine) -> None:
    """The order of arrival is the order of the turns."""
    client = await gateway.client()
    for number in range(30):
        await client.say(f"message {number}")
    await client.read_events(30)
    assert engine.texts == [f"message {number}" for number in range(30)]


@pytest.mark.parametrize("text", ["", "   \n ", "\u200f\u202e", "\x00\x07"])
async def test_an_empty_message_gets_a_polite_answer(gateway: RunningGateway, engine: FakeEngine, text: str) -> None:
    """Nothing to read is no error: an ordinary answer says so, once, without a turn."""
    client = await gateway.client(locale="ar")
    status, body, _ = await client.post({"id": "m1", "text": text})
    assert status == 200
    assert [message["text"] for message in body["messages"]] == ["ar gateway-empty"]
    assert body["messages"][0]["dir"] == "rtl"
    assert (await client.post({"id": "m1", "text": text}, wait=True))[1] == body
    assert engine.calls == []


async def test_a_message_that_is_too_long_gets_a_polite_answer(start: Starter, engine: FakeEngine) -> None:
    """The limit itself is still read; one character more is answered politely, and not kept."""
    gateway = await start(message_characters=100)
    client = await gateway.client()
    assert (await client.ask("x" * 100))[0]["heard"] == "x" * 100
    status, body, _ = await client.post({"id": "m2", "text": "x" * 101})
    assert (status, body["messages"][0]["text"]) == (200, "fr gateway-too-long limit=100")
    assert len(engine.calls) == 1


async def test_polite_answers_follow_the_locale_of_the_conversation(
    gateway: RunningGateway, engine: FakeEngine
) -> None:
    """The locale that the engine answered in counts more than what the browser said."""
    client = await gateway.client(locale="fr")
    engine.locale = "ary"
    await client.ask("شنو خاصني")
    assert (await client.ask(""))[0]["locale"] == "ary"


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\ud800half", "half"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("/restart", "/restart"),
        ("  ⵎⴰ ⵉⵅⵚⵚⴰⵏ 👨‍👩‍👧 ", "ⵎⴰ ⵉⵅⵚⵚⴰⵏ 👨👩👧"),
    ],
)
async def test_text_is_cleaned_and_never_interpreted(
    gateway: RunningGateway, engine: FakeEngine, sent: str, heard: str
) -> None:
    """Control and direction characters go, lines stay, HTML and commands are just text."""
    client = await gateway.client()
    await client.ask(sent)
    assert engine.calls[0]["text"] == heard
    assert engine.calls[0]["payload"] is None


@pytest.mark.parametrize("body", [{"payload": "/affirm"}, {"location": {"latitude": 34, "longitude": -6.8}}])
async def test_text_may_be_absent_beside_a_button_or_a_place(
    gateway: RunningGateway, engine: FakeEngine, body: dict[str, Any]
) -> None:
    """A button or a location is a message of its own."""
    client = await gateway.client()
    status, _, _ = await client.post({"id": "m1", **body}, wait=True)
    assert status == 200
    assert engine.calls[0]["text"] == ""


@pytest.mark.parametrize(
    ("body", "accept_language", "hint"),
    [
        ({}, "", None),
        ({"locale": "zgh"}, "fr", "zgh"),
        ({"locale": "de"}, "fr", None),
        ({}, "fr-MA,fr;q=0.9,en;q=0.8", "fr"),
        ({}, "es-ES,es;q=0.9,en;q=0.3,ar;q=0.5", "ar"),
        ({}, "ary-Latn", "ary-Latn"),
        ({}, "shi", "zgh-Latn"),
        ({}, "ber-Tfng", "zgh"),
        ({}, ";;;q=,,*", None),
        ({}, "fr;q=0", None),
    ],
)
async def test_the_locale_hint_comes_from_the_client(
    gateway: RunningGateway, engine: FakeEngine, body: dict[str, Any], accept_language: str, hint: str | None
) -> None:
    """What the client asks for counts first, then its browser's languages; what we do not speak is no hint."""
    headers = {"Accept-Language": accept_language}
    async with gateway.session.post(f"{gateway.url}/api/v1/conversations", json=body, headers=headers) as response:
        opened = await response.json()
    client = await gateway.client()
    client.token = opened["token"]
    await client.ask("salam")
    assert engine.calls[0]["metadata"]["locale_hint"] == hint


async def test_a_token_opens_only_its_own_conversation(gateway: RunningGateway, engine: FakeEngine) -> None:
    """Two citizens with the same message id do not meet."""
    one, two = await gateway.client(), await gateway.client()
    await one.ask("from one", "m1")
    await two.ask("from two", "m1")
    assert [answer["heard"] for answer in await two.read_events(1)] == ["from two"]
    assert {call["conversation_id"] for call in engine.calls} == {one.conversation, two.conversation}


async def test_a_token_dies_with_its_conversation(start: Starter, monkeypatch: pytest.MonkeyPatch) -> None:
    """After ``token_days`` without a message a token opens nothing; with one in between it lives on."""
    from datetime import datetime, timedelta, timezone

    gateway = await start(token_days=2)
    client = await gateway.client()
    for days, expected in [(1.5, 202), (3.0, 202), (5.1, 401)]:
        later = datetime.now(timezone.utc) + timedelta(days=days)
        for module in ("gateway", "inbox"):
            monkeypatch.setattr(f"channels.{module}.now", lambda later=later: later)
        assert (await client.post({"id": f"m{days}", "text": "salam"}))[0] == expected


async def test_tokens_are_stored_only_as_keyed_hashes(gateway: RunningGateway, sqlite_url: str) -> None:
    """Neither the token nor any text of a citizen or of ours can be read in the database's files."""
    from pathlib import Path

    client = await gateway.client()
    await client.ask("un secret de famille")
    files = list(Path(sqlite_url.removeprefix("sqlite:///")).parent.iterdir())
    content = b"".join(path.read_bytes() for path in files)
    assert client.conversation.encode() in content
    for hidden in (client.token, "un secret de famille", "Le prix"):
        assert hidden.encode() not in content
