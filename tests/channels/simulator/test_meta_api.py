"""The simulator takes, refuses, signs, batches, retries and reports as Meta documents it."""

from __future__ import annotations

from typing import Any

import pytest

from channels.simulator import samples
from channels.simulator.provider import Simulator
from channels.simulator.records import WHATSAPP_CLOUD, Act
from tests.channels.simulator.target import Sender, Target

NUMBER = "+212600000002"
TO = NUMBER[1:]


def buttons(*titles: str, ids: tuple[str, ...] = (), body: str = "?") -> dict[str, Any]:
    named = ids or tuple(f"id {title}" for title in titles)
    replies = [{"type": "reply", "reply": {"id": id_, "title": title}} for id_, title in zip(named, titles)]
    return {
        "type": "interactive",
        "interactive": {"type": "button", "body": {"text": body}, "action": {"buttons": replies}},
    }


def rows(count: int, label: str = "Choisir", **row: str) -> dict[str, Any]:
    made = [{"id": f"row {number}", "title": f"Ligne {number}", **row} for number in range(count)]
    action = {"button": label, "sections": [{"rows": made}]}
    return {"type": "interactive", "interactive": {"type": "list", "body": {"text": "?"}, "action": action}}


async def test_there_and_back(provider: Simulator, target: Target, sender: Sender) -> None:
    """Signed in, answered out, sent → delivered → read with what the gateway sent along."""
    phone = provider.phone(NUMBER, WHATSAPP_CLOUD)
    delivery = await phone.say("ⴰⵣⵓⵍ")
    [heard] = target.fields["messages"]
    assert (heard["id"], heard["text"]["body"], heard["from"]) == (delivery.message_id, "ⴰⵣⵓⵍ", TO)
    assert target.fields["contacts"][0]["user_id"] == phone.user_id
    status, body = await sender.meta(to=TO, type="text", text={"body": "Bonjour"}, biz_opaque_callback_data="7.0")
    assert status == 200
    assert body["messages"][0]["id"].startswith("wamid.")
    [message] = await phone.received(1)
    await provider.settled()
    await phone.read()
    updates = [fields["statuses"][0] for _, fields in target.heard if "statuses" in fields]
    assert [update["status"] for update in updates] == ["sent", "delivered", "read"]
    assert {update["biz_opaque_callback_data"] for update in updates} == {"7.0"} == {message.reference}
    assert target.forged == 0


async def test_meta_verifies_the_webhook(provider: Simulator, target: Target) -> None:
    """By a challenge, which another token does not get repeated."""
    assert await provider.verify()
    target.credentials = type(target.credentials)(verify_token="another")
    assert not await provider.verify()


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"to": TO, "type": "text", "text": {"body": "x" * 4097}}, 400, 100),
        ({"to": TO, "type": "text", "text": {"body": " "}}, 400, 131008),
        ({"to": TO, "type": "text"}, 400, 131008),
        ({"type": "text", "text": {"body": "x"}}, 400, 100),
        ({"to": "nobody", "type": "text", "text": {"body": "x"}}, 400, 131009),
        ({"to": TO, "type": "hologram", "hologram": {}}, 400, 131051),
        ({"to": TO, **buttons()}, 400, 131009),
        ({"to": TO, **buttons("a", "b", "c", "d")}, 400, 131009),
        ({"to": TO, **buttons("a", "a")}, 400, 131009),
        ({"to": TO, **buttons("a", "b", ids=("same", "same"))}, 400, 131009),
        ({"to": TO, **buttons("ⵜ" * 21)}, 400, 131009),
        ({"to": TO, **buttons("")}, 400, 131009),
        ({"to": TO, **buttons("a", ids=(" led by a space",))}, 400, 131009),
        ({"to": TO, **buttons("a", ids=("x" * 257,))}, 400, 131009),
        ({"to": TO, **buttons("a", body="x" * 1025)}, 400, 131009),
        ({"to": TO, **rows(0)}, 400, 131009),
        ({"to": TO, **rows(11)}, 400, 131009),
        ({"to": TO, **rows(1, title="x" * 25)}, 400, 131009),
        ({"to": TO, **rows(2, id="same")}, 400, 131009),
        ({"to": TO, **rows(1, id="x" * 201)}, 400, 131009),
        ({"to": TO, **rows(1, description="x" * 73)}, 400, 131009),
        ({"to": TO, **rows(1, label="x" * 21)}, 400, 131009),
        ({"to": TO, "type": "template", "template": {"name": "x", "language": {"code": "fr"}}}, 404, 132001),
        ({"to": TO, "type": "template", "template": {"name": "rappel", "language": {"code": "fr"}}}, 400, 132000),
    ],
)
async def test_what_meta_would_refuse_is_refused(
    provider: Simulator, sender: Sender, asked: dict[str, Any], status: int, code: int
) -> None:
    """Each limit with its documented code; lengths are code points."""
    await provider.phone(NUMBER, WHATSAPP_CLOUD).say("salam")
    answer = await sender.meta(**asked)
    assert (answer[0], answer[1]["error"]["code"]) == (status, code)
    assert provider.messages == []


async def test_what_is_at_the_limit_is_taken(provider: Simulator, sender: Sender) -> None:
    """The same limits, not one too early."""
    phone = provider.phone(NUMBER, WHATSAPP_CLOUD)
    await phone.say("salam")
    for asked in (
        {"type": "text", "text": {"body": "x" * 4096}},
        buttons("ⵜ" * 20, "b", "c", ids=("x" * 256, "y", "z"), body="x" * 1024),
        rows(10, label="x" * 20, title="x" * 24, description="x" * 72),
        {"type": "image", "image": {"link": "https://bot.example.ma/files/a/b.png", "caption": "x" * 1024}},
    ):
        assert (await sender.meta(to=TO, **asked))[0] == 200
    assert len(phone.messages) == 4
    assert phone.messages[-1].picture == "https://bot.example.ma/files/a/b.png"


async def test_taps_come_back_as_replies(provider: Simulator, target: Target, sender: Sender) -> None:
    """Button and row, each with its id and the message that it answers."""
    phone = provider.phone(NUMBER, WHATSAPP_CLOUD)
    await phone.say("salam")
    await sender.meta(to=TO, **buttons("Oui", "Non"))
    await provider.settled()
    await phone.tap("Non")
    heard = target.fields["messages"][0]
    assert heard["interactive"] == {"type": "button_reply", "button_reply": {"id": "id Non", "title": "Non"}}
    assert heard["context"]["id"] == phone.last.id
    await sender.meta(to=TO, **rows(2))
    await provider.settled()
    await phone.tap(2)
    assert target.fields["messages"][0]["interactive"]["list_reply"] == {"id": "row 1", "title": "Ligne 1"}


async def test_the_window_and_templates(provider: Simulator, sender: Sender) -> None:
    """131047 outside the window, unless an approved template is sent."""
    phone = provider.phone(NUMBER, WHATSAPP_CLOUD)
    status, body = await sender.meta(to=TO, type="text", text={"body": "trop tôt"})
    assert (status, body["error"]["code"]) == (400, 131047)
    parameters = [{"type": "text", "text": "Amina"}]
    template = {
        "name": "rappel",
        "language": {"code": "fr"},
        "components": [{"type": "body", "parameters": parameters}],
    }
    assert (await sender.meta(to=TO, type="template", template=template))[0] == 200
    assert phone.texts == ["Écrivez-nous, Amina."]


async def test_who_has_no_number_is_written_to_by_user_id(provider: Simulator, target: Target, sender: Sender) -> None:
    """As recipient; a user id in "to" is taken and never delivered."""
    phone = provider.phone(NUMBER, WHATSAPP_CLOUD)
    phone.shows_number = False
    await phone.say("salam")
    assert "from" not in target.fields["messages"][0]
    assert "wa_id" not in target.fields["contacts"][0]
    text = {"type": "text", "text": {"body": "Bonjour"}}
    assert (await sender.meta(recipient=phone.user_id, **text))[0] == 200
    assert (await sender.meta(to=phone.user_id, **text))[0] == 200
    await provider.settled()
    assert phone.texts == ["Bonjour"]
    assert provider.messages[-1].states == ["failed"]


async def test_several_citizens_in_one_payload(provider: Simulator, target: Target) -> None:
    """A batch, signed as one."""
    phones = [provider.phone(f"+21260000010{place}", WHATSAPP_CLOUD) for place in range(3)]
    delivery = await provider.hand_in_together([(phone, Act(text=f"salam {phone.number}")) for phone in phones])
    assert delivery.acknowledged
    assert len(target.heard) == 1
    assert [message["text"]["body"] for message in target.fields["messages"]] == [f"salam {p.number}" for p in phones]
    assert target.forged == 0


async def test_media_by_id(provider: Simulator, target: Target, sender: Sender) -> None:
    """Described, downloaded and deleted with the token; 401 without it, an error once it is gone."""
    await provider.phone(NUMBER, WHATSAPP_CLOUD).send_file(samples.voice_note(3000))
    heard = target.fields["messages"][0]
    assert heard["type"] == "audio"
    address = f"{sender.url}/v23.0/{heard['audio']['id']}"
    headers = {"Authorization": f"Bearer {provider.credentials.token}"}
    async with sender.session.get(address) as refused:
        assert refused.status == 401
    async with sender.session.get(address, headers=headers) as described:
        found = await described.json()
    assert found["file_size"] == 3000
    async with sender.session.get(found["url"]) as refused:
        assert refused.status == 401
    async with sender.session.get(found["url"], headers=headers) as content:
        assert len(await content.read()) == 3000
    async with sender.session.delete(address, headers=headers) as deleted:
        assert await deleted.json() == {"success": True}
    async with sender.session.get(address, headers=headers) as gone:
        assert gone.status == 400


async def test_reading_and_typing(provider: Simulator, sender: Sender) -> None:
    """Typing shows on the phone of that message; an unknown message is refused."""
    phone = provider.phone(NUMBER, WHATSAPP_CLOUD)
    delivery = await phone.say("salam")
    asked = {"status": "read", "typing_indicator": {"type": "text"}}
    assert (await sender.meta(**asked, message_id=delivery.message_id))[1] == {"success": True}
    assert phone.typing == 1
    assert (await sender.meta(**asked, message_id="wamid.unknown"))[0] == 400
    assert provider.calls["typing"] == 2


async def test_a_wrong_token_and_a_foreign_number_are_refused(provider: Simulator, sender: Sender) -> None:
    """190 and 100, and nothing is sent."""
    text = {"to": TO, "type": "text", "text": {"body": "x"}}
    assert (await sender.meta("wrong", **text))[0] == 401
    sender.credentials = type(sender.credentials)(phone_id="999")
    assert (await sender.meta(**text))[1]["error"]["code"] == 100
    assert provider.messages == []


async def test_meta_posts_again_until_it_is_taken(provider: Simulator, target: Target) -> None:
    """After any answer but 2xx, ever more slowly."""
    target.statuses = [503, 404, 500]
    delivery = await provider.phone(NUMBER, WHATSAPP_CLOUD).say("salam")
    assert (delivery.attempts, delivery.acknowledged) == (4, True)
    assert len({fields["messages"][0]["id"] for _, fields in target.heard}) == 1
