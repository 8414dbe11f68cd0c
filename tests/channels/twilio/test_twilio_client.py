"""Sending at the wire: what Twilio is asked, and what each of its failures means."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from bot.errors import SettingsError
from bot.locales import CODES
from channels.channel import Address, Template
from channels.rendering import Choice, Rendered, pages
from channels.send_errors import Reason, SendFailed
from channels.sms_twilio import client as sms
from channels.twilio import client as twilio_client
from channels.whatsapp_twilio import client as whatsapp
from tests.channels.twilio.wire import (
    ACCOUNT,
    MESSAGE,
    PHONE,
    SENT,
    TOKEN,
    Api,
    answering,
    serving,
    settings,
    templates_file,
)

TO = (Address("phone", PHONE), Address("user_id", "MA.0123456789"))
TEXT = Rendered("سلام, *bonjour* & 100 %", "fr")
BUTTONS = Rendered("Oui ?", "ary", buttons=(Choice("إيه", "/affirm"), Choice("لا", '/deny{"a": "b"}')))
ROWS = Rendered(
    "Quel papier ?", "fr", rows=(Choice("CIN", "/a", "Carte"), Choice("Passeport", "/b")), list_label="Choisir"
)
HX = "HX" + "a" * 32
ALL_CONTENT = "whatsapp_twilio:\n" + "".join(
    f"  {name}: {{fr: HX{number:032x}}}\n"
    for number, name in enumerate([*(f"buttons_{n}" for n in (1, 2, 3)), *(f"list_{n}" for n in range(1, 11))])
)

Make = Callable[..., Any]


@pytest_asyncio.fixture
async def api() -> AsyncIterator[Api]:
    async with serving(Api()) as api:
        yield api


@pytest_asyncio.fixture
async def make(api: Api, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Make]:
    """Makes channels whose API is the test's; an answer may take half a second."""
    monkeypatch.setattr(twilio_client, "SECONDS", 0.5)
    made: list[Any] = []

    def make(module: Any = whatsapp, **changed: Any) -> Any:
        made.append(module.from_settings(settings(**{"twilio_url": api.url, **changed})))
        return made[-1]

    yield make
    for channel in made:
        await channel.close()


async def failing(sending: Awaitable[str]) -> SendFailed:
    with pytest.raises(SendFailed) as raised:
        await sending
    return raised.value


async def test_a_whatsapp_text(api: Api, make: Make) -> None:
    """One request with sender, recipient, text and where to tell what becomes of it; the id is Twilio's."""
    assert await make().send(TO, TEXT, "12.0") == SENT
    assert api.form == {
        "To": f"whatsapp:{PHONE}",
        "From": "whatsapp:+212520000000",
        "Body": "سلام, *bonjour* & 100 %",
        "StatusCallback": "https://bot.example.ma/webhooks/whatsapp_twilio/status?ref=12.0",
    }
    (request,) = api.requests
    assert (request.method, request.path) == ("POST", f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json")
    assert request.headers["Authorization"] == "Basic " + b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()


async def test_a_picture(api: Api, make: Make) -> None:
    """By its address, with the caption as the message's text; our own address is what the settings say."""
    channel = make()
    assert channel.capabilities.pictures == "https://bot.example.ma"
    await channel.send(TO, Rendered("Code", "fr", picture="https://bot.example.ma/files/a/b.png"), "1.0")
    assert api.form["MediaUrl"] == "https://bot.example.ma/files/a/b.png"
    assert api.form["Body"] == "Code"


async def test_a_whatsapp_text_to_who_has_no_number(api: Api, make: Make) -> None:
    """A user id is an address like a number."""
    await make().send(TO[1:], TEXT, "")
    assert api.form["To"] == "whatsapp:MA.0123456789"
    assert api.form["StatusCallback"].endswith("/status")


@pytest.mark.parametrize(
    ("sender", "field", "value"),
    [
        ("+212520000001", "From", "+212520000001"),
        ("CHOBBAK", "From", "CHOBBAK"),
        ("Ma Commune", "From", "Ma Commune"),
        ("37888", "From", "37888"),
        ("MG" + "0" * 32, "MessagingServiceSid", "MG" + "0" * 32),
    ],
)
async def test_an_sms(api: Api, make: Make, sender: str, field: str, value: str) -> None:
    """From a number, a short code, a name or a messaging service, to the telephone number among the addresses."""
    channel = make(sms, sms_twilio_from=sender, twilio_api_key="SK0", twilio_api_secret="a secret")
    assert await channel.send(TO[::-1], TEXT, "3.1") == SENT
    callback = "https://bot.example.ma/webhooks/sms_twilio/status?ref=3.1"
    assert api.form == {"To": PHONE, field: value, "Body": TEXT.text, "StatusCallback": callback}
    assert api.requests[0].headers["Authorization"] == "Basic " + b64encode(b"SK0:a secret").decode()
    assert api.requests[0].path.startswith(f"/2010-04-01/Accounts/{ACCOUNT}/")


async def test_an_sms_to_who_has_no_number(api: Api, make: Make) -> None:
    """It fails for good, and Twilio is not asked."""
    failed = await failing(make(sms).send(TO[1:], TEXT, "1.0"))
    assert failed.reason is Reason.INVALID_ADDRESS
    assert (await failing(make().send((), TEXT, "1.0"))).reason is Reason.INVALID_ADDRESS
    assert not api.requests


async def test_without_a_public_address(api: Api, make: Make, caplog: pytest.LogCaptureFixture) -> None:
    """Twilio cannot tell us anything then: no callback is asked for, and the operator is told once, at start."""
    await make(public_url="").send(TO, TEXT, "1.0")
    assert "StatusCallback" not in api.form
    assert [record.levelname for record in caplog.records if "CHOBBAK_PUBLIC_URL" in record.message] == ["WARNING"]


async def test_content_templates(api: Api, make: Make, tmp_path: Path) -> None:
    """With all sizes made by the operator, buttons and rows go as content: variables in the documented order."""
    channel = make(templates_file=templates_file(tmp_path, ALL_CONTENT))
    await channel.send(TO, BUTTONS, "1.0")
    await channel.send(TO, ROWS, "1.1")
    (buttons, rows) = api.forms
    assert "Body" not in buttons
    assert buttons["ContentSid"] == [f"HX{1:032x}"]
    assert json.loads(buttons["ContentVariables"][0]) == {
        "1": "Oui ?",
        "2": "إيه",
        "3": "/affirm",
        "4": "لا",
        "5": '/deny{"a": "b"}',
    }
    assert rows["ContentSid"] == [f"HX{4:032x}"]
    assert json.loads(rows["ContentVariables"][0]) == dict(
        zip("12345678", ["Quel papier ?", "Choisir", "CIN", "/a", "Carte", "Passeport", "/b", "·"])
    )


async def test_what_a_variable_cannot_hold(api: Api, make: Make, tmp_path: Path) -> None:
    """Twilio refuses tabs, rows of blanks and line breaks (21656): each becomes one blank. No-break spaces stay."""
    channel = make(templates_file=templates_file(tmp_path, ALL_CONTENT))
    await channel.send(TO, Rendered("Un\t      deux\ntrois\u00a0?", "fr", buttons=BUTTONS.buttons), "1.1")
    assert json.loads(api.form["ContentVariables"])["1"] == "Un deux trois\u00a0?"


async def test_more_choices_than_there_is_content_for(api: Api, make: Make, tmp_path: Path) -> None:
    """An operator is told which content is missing; Twilio is not asked."""
    channel = make(templates_file=templates_file(tmp_path, ALL_CONTENT))
    failed = await failing(channel.send(TO, Rendered("?", "fr", buttons=BUTTONS.buttons * 2), "1.0"))
    assert (failed.reason, failed.detail) == (Reason.MISCONFIGURED, "buttons_4")
    assert not api.requests


async def test_an_answer_from_the_rendering_to_the_wire(api: Api, make: Make, tmp_path: Path) -> None:
    """What the rendering makes of an answer of several lines, this channel can send: no variable holds a line break."""
    channel = make(templates_file=templates_file(tmp_path, ALL_CONTENT))
    body = {"text": "Un.\n\nDeux.\nTrois ?", "locale": "fr", "buttons": [{"title": "Oui", "payload": "/affirm"}]}
    for part in pages(body, channel.capabilities)[0]:
        assert await channel.send(TO, part, "1.0") == SENT
    *texts, choices = api.forms
    said = [form["Body"][0] for form in texts]
    variables = json.loads(choices["ContentVariables"][0])
    assert "\n".join([*said, variables["1"]]).split() == body["text"].split()
    assert (variables["2"], variables["3"]) == ("Oui", "/affirm")


def test_capabilities_follow_the_content_that_there_is(tmp_path: Path) -> None:
    """Without content there are neither buttons nor lists; with all of it there are; with some of a kind it is named."""
    plain = whatsapp.from_settings(settings())
    assert plain is not None
    assert (plain.capabilities.buttons, plain.capabilities.rows, plain.capabilities.typing) == (0, 0, True)
    rich = whatsapp.from_settings(settings(templates_file=templates_file(tmp_path, ALL_CONTENT)))
    assert rich is not None
    assert (rich.capabilities.buttons, rich.capabilities.rows, rich.capabilities.one_line) == (3, 10, True)
    half = ALL_CONTENT.replace("buttons_2", "notice")
    with pytest.raises(SettingsError, match="buttons_2"):
        whatsapp.from_settings(settings(templates_file=templates_file(tmp_path, half)))


@pytest.mark.parametrize("locale", CODES)
async def test_an_approved_template(api: Api, make: Make, locale: str) -> None:
    """Its SID and its values, and no text; without values there are no variables."""
    await make().send_template(TO, Template(HX, locale), "5.0")
    assert api.form.keys() == {"To", "From", "StatusCallback", "ContentSid"}
    api.forms.clear()
    await make().send_template(TO, Template(HX, locale, variables=("12/2026", "ورقة")), "5.0")
    assert api.form["ContentSid"] == HX
    assert json.loads(api.form["ContentVariables"]) == {"1": "12/2026", "2": "ورقة"}


async def half_a_body(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(status=201, headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"sid": "SM')
    assert request.transport is not None
    request.transport.close()
    return response


async def half_an_error(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(status=400, headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"code": 21610')
    assert request.transport is not None
    request.transport.close()
    return response


async def nothing(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.close()
    return web.Response()


async def too_late(_request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(2)
    return web.Response()


QUOTING = {"message": f"'my words' to {PHONE}", "status": 400}
FAILURES = [
    (answering(400, {"code": 21610, **QUOTING}), Reason.OPTED_OUT, "21610"),
    (answering(400, {"code": 21211, **QUOTING}), Reason.INVALID_ADDRESS, "21211"),
    (answering(400, {"code": 63016, **QUOTING}), Reason.OUTSIDE_WINDOW, "63016"),
    (answering(400, QUOTING), Reason.REFUSED_CONTENT, "http 400"),
    (answering(401, {"code": 20003, **QUOTING}), Reason.REFUSED_CREDENTIALS, "20003"),
    (answering(403, "no"), Reason.REFUSED_CREDENTIALS, "http 403"),
    (answering(404, {"code": 20404}), Reason.MISCONFIGURED, "20404"),
    (answering(429, {"code": 20429}), Reason.THROTTLED, "20429"),
    (answering(500, "<html>"), Reason.PROVIDER_DOWN, "http 500"),
    (answering(503, {"code": "x"}), Reason.PROVIDER_DOWN, "http 503"),
    (answering(302, "", {"Location": "https://example.com/"}), Reason.PROVIDER_DOWN, "http 302"),
    (answering(201, ""), Reason.OUTCOME_UNKNOWN, "http 201"),
    (answering(201, "{}"), Reason.OUTCOME_UNKNOWN, "http 201"),
    (answering(200, "<html>hello</html>"), Reason.OUTCOME_UNKNOWN, "http 200"),
    (answering(201, ["SM"]), Reason.OUTCOME_UNKNOWN, "http 201"),
    (answering(201, {"sid": 1}), Reason.OUTCOME_UNKNOWN, "http 201"),
    (answering(201, {"sid": ""}), Reason.OUTCOME_UNKNOWN, "http 201"),
    (answering(201, "[" * 200_000), Reason.OUTCOME_UNKNOWN, "http 201"),
    (half_a_body, Reason.OUTCOME_UNKNOWN, "http 201"),
    (half_an_error, Reason.REFUSED_CONTENT, "http 400"),
    (nothing, Reason.OUTCOME_UNKNOWN, "ServerDisconnectedError"),
    (too_late, Reason.OUTCOME_UNKNOWN, "TimeoutError"),
]


@pytest.mark.parametrize(("answer", "reason", "detail"), FAILURES)
async def test_failures(
    api: Api, make: Make, caplog: pytest.LogCaptureFixture, answer: Any, reason: Reason, detail: str
) -> None:
    """Each failure is one of the reasons; neither it nor the log holds a word or a number of the message."""
    caplog.set_level(logging.DEBUG)
    api.answer = answer
    failed = await failing(make().send(TO, TEXT, "1.0"))
    assert (failed.reason, failed.detail) == (reason, detail)
    assert len(api.requests) == 1
    said = str(failed) + "".join(record.getMessage() for record in caplog.records)
    assert not any(secret in said for secret in ("my words", PHONE, "bonjour", TOKEN))


async def test_a_connection_that_fails(make: Make) -> None:
    """What was never asked was not sent: it may be tried again without doubt."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        channel = make(twilio_url=f"http://127.0.0.1:{closed.getsockname()[1]}")
        failed = await failing(channel.send(TO, TEXT, "1.0"))
    assert failed.reason is Reason.PROVIDER_DOWN


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7.0), ("9" * 9, 3600.0), ("soon", None), ("-1", None), ("", None)]
)
async def test_how_long_to_wait(api: Api, make: Make, header: str, seconds: float | None) -> None:
    """Twilio's own wish for a pause is handed on, within reason."""
    api.answer = answering(429, {"code": 20429}, {"Retry-After": header})
    assert (await failing(make().send(TO, TEXT, "1.0"))).retry_after == seconds


async def test_sends_do_not_wait_for_each_other(api: Api, make: Make) -> None:
    """Twenty slow sends take as long as one: nothing blocks the loop."""
    waiting, together = 0, asyncio.Event()

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal waiting
        waiting += 1
        if waiting == 20:
            together.set()
        await together.wait()
        return web.json_response({"sid": SENT}, status=201)

    api.answer = answer
    channel = make()
    assert await asyncio.gather(*(channel.send(TO, TEXT, f"{n}.0") for n in range(20))) == [SENT] * 20


async def test_the_environment_of_the_sdk_is_not_read(api: Api, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables that the SDK would read change neither whom we ask nor who we are."""
    for name, value in {"EDGE": "sydney", "REGION": "au1", "ACCOUNT_SID": "AC9", "AUTH_TOKEN": "x"}.items():
        monkeypatch.setenv(f"TWILIO_{name}", value)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert await make().send(TO, TEXT, "1.0") == SENT


async def test_typing(api: Api, make: Make, caplog: pytest.LogCaptureFixture) -> None:
    """It is asked for with the citizen's message, as JSON; a failure of it is nobody's."""
    api.answer = answering(200, {"success": True})
    await make().show_typing(MESSAGE)
    assert api.requests[0].path == "/v3/Indicators/Typing.json"
    assert json.loads(await api.requests[0].read()) == {"channel": "WHATSAPP", "messageId": MESSAGE}
    for answer in (answering(400, "no"), nothing, too_late):
        api.answer = answer
        await make().show_typing(MESSAGE)
    assert len(api.requests) == 4
    assert MESSAGE not in caplog.text
    await make(sms).show_typing(MESSAGE)
    assert len(api.requests) == 4


@pytest.mark.parametrize(
    ("api_url", "host"),
    [
        ("https://api.twilio.com", "https://messaging.twilio.com"),
        ("https://api.dublin.ie1.twilio.com/", "https://messaging.dublin.ie1.twilio.com"),
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
        ("https://api.example.com", "https://api.example.com"),
    ],
)
def test_where_typing_is_asked_for(api_url: str, host: str) -> None:
    """At the messaging host beside the API's; a simulator is one host for all."""
    assert whatsapp.typing_url(api_url) == f"{host}/v3/Indicators/Typing.json"


@pytest.mark.parametrize("module", [whatsapp, sms])
def test_a_channel_that_is_off(module: Any) -> None:
    """Without a sender there is no channel, whatever else is configured."""
    assert module.from_settings(settings(whatsapp_twilio_from="", sms_twilio_from="")) is None


@pytest.mark.parametrize(
    ("changed", "variable"),
    [
        ({"twilio_account_sid": ""}, "CHOBBAK_TWILIO_ACCOUNT_SID"),
        ({"twilio_auth_token": ""}, "CHOBBAK_TWILIO_AUTH_TOKEN"),
        ({"twilio_auth_token": "", "twilio_api_key": "SK", "twilio_api_secret": "x"}, "CHOBBAK_TWILIO_AUTH_TOKEN"),
        ({"twilio_api_key": "SK0"}, "CHOBBAK_TWILIO_API_SECRET"),
        ({"twilio_api_secret": "hidden"}, "CHOBBAK_TWILIO_API_KEY"),
        ({"twilio_url": "api.twilio.com"}, "CHOBBAK_TWILIO_URL"),
        ({"twilio_url": "https://api.twilio.com/2010"}, "CHOBBAK_TWILIO_URL"),
    ],
)
@pytest.mark.parametrize("module", [whatsapp, sms])
def test_a_channel_that_is_configured_by_half(module: Any, changed: dict[str, str], variable: str) -> None:
    """The gateway does not start, and says which variable is missing or wrong, never what is in it."""
    with pytest.raises(SettingsError, match=f"^{variable}: ") as raised:
        module.from_settings(settings(**changed))
    assert "hidden" not in str(raised.value)


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        *((whatsapp, "whatsapp_twilio_from", value) for value in ("CHOBBAK", "0520000000", "whatsapp:x", "MG0")),
        *((sms, "sms_twilio_from", value) for value in ("+0", "A name too long", "12", "é", "MG" + "0" * 31)),
    ],
)
def test_a_sender_that_is_none(module: Any, name: str, value: str) -> None:
    """A sender that Twilio would refuse for each message is refused at start."""
    with pytest.raises(SettingsError, match=f"^CHOBBAK_{name.upper()}: "):
        module.from_settings(settings(**{name: value}))
