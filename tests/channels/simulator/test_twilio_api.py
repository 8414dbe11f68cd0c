"""The simulator takes, refuses, signs, retries and reports as Twilio documents it."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from channels.simulator import samples
from channels.simulator.provider import Simulator
from channels.simulator.records import SMS_TWILIO
from tests.channels.simulator.conftest import BUTTONS, LIST, REMINDER
from tests.channels.simulator.target import PUBLIC, Sender, Target

NUMBER = "+212600000001"
WHATSAPP = f"whatsapp:{NUMBER}"
CALLBACK = f"{PUBLIC}/webhooks/whatsapp_twilio/status?ref=12.0#rc=2&rp=all"


async def test_a_text_reaches_the_gateway_signed_and_the_answer_the_phone(
    provider: Simulator, target: Target, sender: Sender
) -> None:
    """There and back: the SDK accepts the signature, the answer is like the API's resource, statuses come in order."""
    phone = provider.phone(NUMBER)
    delivery = await phone.say("سلام، شحال؟")
    assert delivery.acknowledged
    assert target.forged == 0
    assert target.fields["Body"] == "سلام، شحال؟"
    assert target.fields["From"] == WHATSAPP
    assert target.fields["WaId"] == NUMBER[1:]
    status, body = await sender.twilio(To=WHATSAPP, Body="Bonjour", StatusCallback=CALLBACK)
    assert (status, body["status"]) == (201, "queued")
    assert body["sid"].startswith("SM")
    [message] = await phone.received(1)
    assert (message.text, message.reference) == ("Bonjour", "12.0")
    await provider.settled()
    assert target.statuses_heard() == ["sent", "delivered"]
    await phone.read()
    assert target.statuses_heard() == ["sent", "delivered", "read"]
    assert target.forged == 0
    assert len(phone.latencies) == 1


async def test_a_gateway_with_another_token_finds_every_webhook_forged(provider: Simulator, target: Target) -> None:
    """The stand-in does check: with a wrong token nothing passes."""
    provider.meta.retries = 1
    target.credentials = type(target.credentials)(auth_token="another", app_secret="another")
    assert (await provider.phone(NUMBER).say("salam")).status == 403
    assert (await provider.phone(NUMBER, "whatsapp_cloud").say("salam")).status == 403
    assert target.forged >= 2


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"To": WHATSAPP, "Body": "x" * 1601}, 400, 21617),
        ({"To": WHATSAPP, "Body": ""}, 400, 21619),
        ({"To": WHATSAPP}, 400, 21619),
        ({"Body": "sans destinataire"}, 400, 21604),
        ({"To": "0600000001", "Body": "x"}, 400, 21211),
        ({"To": "whatsapp:", "Body": "x"}, 400, 21211),
        ({"To": "whatsapp:ID.MA.unknown", "Body": "x"}, 400, 21211),
        ({"To": WHATSAPP, "From": "whatsapp:+212599999999", "Body": "x"}, 400, 63007),
        ({"To": WHATSAPP, "From": "+212520000001", "Body": "x"}, 400, 63007),
        ({"To": NUMBER, "From": "+212599999999", "Body": "x"}, 400, 21606),
        ({"To": NUMBER, "From": "", "Body": "x"}, 400, 21603),
        ({"To": NUMBER, "From": "", "MessagingServiceSid": "MG" + "0" * 32, "Body": "x"}, 404, 21701),
        ({"To": WHATSAPP, "ContentVariables": "{}"}, 400, 21654),
        ({"To": WHATSAPP, "ContentSid": "HX" + "9" * 32}, 400, 21655),
        ({"To": NUMBER, "ContentSid": BUTTONS}, 400, 21655),
        ({"To": WHATSAPP, "ContentSid": BUTTONS, "ContentVariables": "no json"}, 400, 21656),
        ({"To": WHATSAPP, "ContentSid": BUTTONS, "ContentVariables": '{"1": "a", "2": "b"}'}, 400, 21656),
        ({"To": WHATSAPP, "ContentSid": BUTTONS, "ContentVariables": '{"1": "", "2": "b", "3": "c"}'}, 400, 21656),
        ({"To": WHATSAPP, "ContentSid": BUTTONS, "ContentVariables": '{"1": "a\\nb", "2": "b", "3": "c"}'}, 400, 21656),
    ],
)
async def test_what_twilio_would_refuse_is_refused(
    sender: Sender, provider: Simulator, fields: dict[str, str], status: int, code: int
) -> None:
    """Each with its documented code, and nothing reaches the phone."""
    answer = await sender.twilio(**fields)
    assert (answer[0], answer[1]["code"]) == (status, code)
    assert answer[1]["more_info"].endswith(str(code))
    assert provider.messages == []


async def test_who_does_not_log_in_gets_401(sender: Sender, provider: Simulator) -> None:
    """Account and token, or API key and secret; the other account's messages are not found."""
    status, body = await sender.twilio(aiohttp.BasicAuth("AC" + "0" * 32, "wrong"), To=NUMBER, Body="x")
    assert (status, body["code"]) == (401, 20003)
    status, _ = await sender.twilio(aiohttp.BasicAuth("", ""), To=NUMBER, Body="x")
    assert status == 401
    sender.credentials = type(sender.credentials)(account_sid="AC" + "1" * 32)
    assert (await sender.twilio(To=NUMBER, Body="x"))[0] == 404
    assert provider.messages == []


async def test_outside_the_window_free_text_is_taken_and_then_fails(
    provider: Simulator, target: Target, sender: Sender
) -> None:
    """63016 comes with a status update, and only an approved template passes."""
    phone = provider.phone(NUMBER)
    await phone.say("salam")
    phone.time_passes(hours=25)
    status, _ = await sender.twilio(To=WHATSAPP, Body="trop tard", StatusCallback=CALLBACK)
    await provider.settled()
    assert status == 201
    assert target.fields["MessageStatus"] == "failed"
    assert target.fields["ErrorCode"] == "63016"
    assert phone.messages == []
    await sender.twilio(To=WHATSAPP, ContentSid=REMINDER, ContentVariables='{"1": "Amina"}')
    assert phone.texts == ["Écrivez-nous, Amina."]


async def test_sms_knows_no_window_but_opted_out_numbers(provider: Simulator, sender: Sender) -> None:
    """21610 for who has sent STOP to Twilio itself, until START."""
    provider.twilio.handles_stop = True
    phone = provider.phone(NUMBER, SMS_TWILIO)
    assert (await sender.twilio(To=NUMBER, Body="Bonjour"))[0] == 201
    await phone.stop()
    status, body = await sender.twilio(To=NUMBER, Body="Bonjour")
    assert (status, body["code"]) == (400, 21610)
    await phone.start()
    assert (await sender.twilio(To=NUMBER, Body="Bonjour"))[0] == 201
    assert phone.texts == ["Bonjour", "Bonjour"]


async def test_templates_show_real_buttons_and_lists_that_can_be_tapped(
    provider: Simulator, target: Target, sender: Sender
) -> None:
    """A tap tells the payload, in the fields that Twilio documents."""
    phone = provider.phone(NUMBER)
    await phone.say("salam")
    variables = json.dumps({"1": "Que voulez-vous savoir ?", "2": "Le prix", "3": "Le délai"})
    await sender.twilio(To=WHATSAPP, ContentSid=BUTTONS, ContentVariables=variables)
    assert [button.title for button in phone.last.buttons] == ["Le prix", "Le délai"]
    await phone.tap(2)
    assert (target.fields["ButtonPayload"], target.fields["Body"]) == ("id 3", "Le délai")
    assert target.fields["OriginalRepliedMessageSid"] == phone.last.id
    await sender.twilio(To=WHATSAPP, ContentSid=LIST, ContentVariables='{"1": "Lequel ?", "2": "CIN"}')
    assert (phone.last.list_label, phone.last.rows[0].description) == ("Choisir", "une ligne")
    await phone.tap("CIN")
    assert (target.fields["ListId"], target.fields["ListTitle"]) == ("row", "CIN")
    with pytest.raises(LookupError):
        await phone.tap(2)


@pytest.mark.parametrize("titles", [("x" * 21, "b"), ("a", "a")])
async def test_buttons_beyond_whatsapps_limits_fail_late(
    provider: Simulator, target: Target, sender: Sender, titles: tuple[str, str]
) -> None:
    """Twilio takes them, WhatsApp does not: 63005."""
    await provider.phone(NUMBER).say("salam")
    variables = json.dumps({"1": "?", "2": titles[0], "3": titles[1]})
    await sender.twilio(To=WHATSAPP, ContentSid=BUTTONS, ContentVariables=variables, StatusCallback=CALLBACK)
    await provider.settled()
    assert target.fields["ErrorCode"] == "63005"
    assert provider.phone(NUMBER).messages == []


async def test_media_are_fetched_with_the_login_through_a_redirect_and_deleted(
    provider: Simulator, target: Target, sender: Sender
) -> None:
    """As Twilio keeps them: 401 without login, then an address without one, 404 once deleted."""
    await provider.phone(NUMBER).send_file(samples.photo(2000), text="ma carte")
    fields = target.fields
    assert (fields["NumMedia"], fields["MessageType"], fields["Body"]) == ("1", "image", "ma carte")
    address = fields["MediaUrl0"]
    async with sender.session.get(address) as refused:
        assert refused.status == 401
    async with sender.session.get(address, auth=sender.login, allow_redirects=False) as redirect:
        assert redirect.status == 307
        elsewhere = redirect.headers["Location"]
    async with sender.session.get(elsewhere) as found:
        assert (len(await found.read()), found.content_type) == (2000, "image/png")
    async with sender.session.delete(address, auth=sender.login) as deleted:
        assert deleted.status == 204
    async with sender.session.get(address, auth=sender.login) as gone:
        assert gone.status == 404
    assert provider.media == {}


async def test_locations_unsupported_messages_and_people_without_a_number(provider: Simulator, target: Target) -> None:
    """What is there, what is missing, and the id that stands for a number."""
    phone = provider.phone(NUMBER)
    await phone.send_location(33.57, -7.59, "Guichet fictif")
    assert (target.fields["Latitude"], target.fields["Longitude"], target.fields["Body"]) == ("33.57", "-7.59", "")
    await phone.send_unsupported("contacts")
    assert target.fields["MessageType"] == "contacts"
    phone.shows_number = False
    await phone.say("salam")
    assert "WaId" not in target.fields
    assert target.fields["From"] == f"whatsapp:ID.{phone.user_id}"


async def test_who_has_no_number_can_be_answered(provider: Simulator, sender: Sender) -> None:
    """By the user id that the webhook told."""
    phone = provider.phone(NUMBER)
    phone.shows_number = False
    await phone.say("salam")
    assert (await sender.twilio(To=f"whatsapp:ID.{phone.user_id}", Body="Bonjour"))[0] == 201
    assert phone.texts == ["Bonjour"]


@pytest.mark.parametrize("version", ["v2", "v3"])
async def test_typing_shows_on_the_phone(provider: Simulator, sender: Sender, version: str) -> None:
    """In the form that Twilio documents (v2) and as JSON (v3); an unknown message shows nothing."""
    phone = provider.phone(NUMBER)
    delivery = await phone.say("salam")
    asked = {"messageId": delivery.message_id, "channel": "whatsapp" if version == "v2" else "WHATSAPP"}
    how: dict[str, Any] = {"data": asked} if version == "v2" else {"json": asked}
    address = f"{sender.url}/{version}/Indicators/Typing.json"
    async with sender.session.post(address, auth=sender.login, **how) as response:
        assert await response.json() == {"success": True}
    assert phone.typing == 1


async def test_a_webhook_that_is_not_taken_comes_again_with_the_same_id(provider: Simulator, target: Target) -> None:
    """On 5xx up to five times, on 4xx never: what the configured address asks for."""
    target.statuses = [503, 500]
    delivery = await provider.phone(NUMBER).say("salam")
    assert (delivery.attempts, delivery.acknowledged) == (3, True)
    assert len({fields["MessageSid"] for _, fields in target.heard}) == 1
    target.statuses = [400]
    assert (await provider.phone(NUMBER).say("salam")).attempts == 1
    target.statuses = [503] * 9
    assert (await provider.phone(NUMBER).say("salam")).attempts == 6


async def test_the_official_client_can_send(provider: Simulator) -> None:
    """The SDK understands the answers, the errors included."""
    import asyncio

    known = provider.credentials
    client = Client(known.account_sid, known.auth_token)
    client.http_client.request = _rerouted(client.http_client.request, provider.url)
    create = client.messages.create
    sent = await asyncio.to_thread(create, to=NUMBER, from_=known.sms_from, body="Bonjour")
    assert (sent.status, sent.body) == ("queued", "Bonjour")
    with pytest.raises(TwilioRestException) as refused:
        await asyncio.to_thread(create, to=NUMBER, from_=known.sms_from, body="x" * 1601)
    assert refused.value.code == 21617
    await provider.phone(NUMBER, SMS_TWILIO).send_file()
    [key] = provider.media
    media = client.messages(provider.phone(NUMBER, SMS_TWILIO).said[0].message_id).media(key)
    assert await asyncio.to_thread(media.delete)
    assert provider.deleted_media == [key]


def _rerouted(request: Any, url: str) -> Any:
    def to_the_simulator(method: str, address: str, **more: Any) -> Any:
        return request(method, address.replace("https://api.twilio.com", url), **more)

    return to_the_simulator
