"""Bad input on the channels that send, on a whole gateway with the simulated provider at the wire.

Each line of the list that the gateway answers for, from a webhook to the phone. What one part alone proves (parsers,
signatures, codes, statuses) stands with that part.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from sqlalchemy import create_engine, event, func, select, text
from twilio.request_validator import RequestValidator

from bot.persistence import database as database_module
from bot.persistence.database import Database
from bot.persistence.tables import conversations, inbox, media, opt_outs, outbox, sends
from bot.persistence.upgrade import upgrade
from channels.simulator import samples
from channels.simulator.contents import ours, templates_file
from channels.simulator.phone import NothingCame, Phone
from channels.simulator.provider import Simulator
from channels.simulator.records import CHANNELS, SMS_TWILIO, WHATSAPP_CLOUD, WHATSAPP_TWILIO, Act, Attachment
from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import RunningGateway, Starter, until
from tests.channels.simulator.target import PUBLIC

TABLES = (conversations, inbox, outbox)
NUMBER = "+212600000007"
WAMID = "wamid.FICTITIOUS0000000000000000"
SID = "SM" + "0" * 32


@pytest_asyncio.fixture
async def provider() -> AsyncIterator[Simulator]:
    async with Simulator(contents=ours().values(), retry_pause=0.01, status_pause=0.0) as running:
        running.meta.retries = 0  # when a provider comes again, a test says
        yield running


@pytest_asyncio.fixture
async def connect(provider: Simulator, start: Starter, tmp_path: Path) -> Callable[..., Any]:
    """Starts a gateway whose providers are the simulator."""
    templates = tmp_path / "templates.yml"
    templates.write_text(templates_file(), encoding="utf-8")

    async def connected(**settings: Any) -> RunningGateway:
        settings = {**provider.settings(), "public_url": PUBLIC, "templates_file": templates, **settings}
        gateway = await start(**settings)
        provider.connect(gateway.url, PUBLIC)
        return gateway

    return connected


@pytest_asyncio.fixture
async def gateway(connect: Callable[..., Any]) -> RunningGateway:
    running: RunningGateway = await connect()
    return running


@pytest.fixture(params=CHANNELS)
def phone(request: pytest.FixtureRequest, provider: Simulator, gateway: RunningGateway) -> Phone:
    """A phone on every channel, in turn."""
    return provider.phone(NUMBER, request.param)


@pytest.fixture(autouse=True)
def nothing_said_in_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a test does to the gateway, its log holds no traceback, no number and no word of a citizen."""
    caplog.set_level("INFO")
    yield
    for record in caplog.records:
        assert not record.exc_info, record
        assert NUMBER.lstrip("+") not in record.getMessage()
        assert "salam" not in record.getMessage()


async def only(phone: Phone, provider: Simulator) -> str:
    """The one message that came since last asked: no second one follows."""
    [message] = await phone.received(1)
    await provider.settled()
    with pytest.raises(NothingCame):
        await phone.received(1, timeout=0.2)
    return message.text


def writing(provider: Simulator, channel: str) -> Phone:
    """A phone whose webhooks a test makes by hand: to the provider it has just written."""
    phone = provider.phone(NUMBER, channel)
    phone.last_wrote = datetime.now(timezone.utc)
    return phone


def rows(gateway: RunningGateway, *columns: Any) -> list[tuple[Any, ...]]:
    with gateway.parts.database.read() as connection:
        return [tuple(row) for row in connection.execute(select(*columns))]


def count(gateway: RunningGateway, name: str, **labels: str) -> float:
    return gateway.parts.metrics.registry.get_sample_value(f"{name}_total", labels) or 0.0


def nothing_is_stored(gateway: RunningGateway) -> bool:
    return all(rows(gateway, func.count(next(iter(table.c)))) == [(0,)] for table in TABLES)


class SignedForm(dict[str, list[str]]):
    """As the SDK's validator takes a form whose fields may be repeated."""

    def getall(self, name: str) -> list[str]:
        return self[name]


class Posts:
    """Webhooks made by hand, with good signatures."""

    def __init__(self, provider: Simulator, gateway: RunningGateway) -> None:
        self._credentials = provider.credentials
        self._gateway = gateway

    async def twilio(self, path: str, fields: dict[str, Any], signed: bool = True) -> int:
        """To a channel of Twilio's: the status of the answer. A field is repeated when its value is a list."""
        form = SignedForm({name: value if isinstance(value, list) else [value] for name, value in fields.items()})
        signature = RequestValidator(self._credentials.auth_token).compute_signature(f"{PUBLIC}{path}", form)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        headers |= {"X-Twilio-Signature": signature} if signed else {}
        return await self._post(path, urlencode(form, doseq=True).encode(), headers)

    async def meta(self, value: Any, signed: bool = True) -> int:
        """To Meta's address: ``value`` is what stands in its one change."""
        changes = [{"field": "messages", "value": value}]
        body = json.dumps({"object": "whatsapp_business_account", "entry": [{"changes": changes}]}).encode()
        digest = hmac.new(self._credentials.app_secret.encode(), body, hashlib.sha256).hexdigest()
        headers = {"X-Hub-Signature-256": f"sha256={digest}"} if signed else {}
        return await self._post("/webhooks/whatsapp_cloud", body, headers)

    def form(self, channel: str = WHATSAPP_TWILIO, **changed: Any) -> dict[str, Any]:
        """The fields of a citizen's message at Twilio; ``None`` leaves one out."""
        prefix = "whatsapp:" if channel == WHATSAPP_TWILIO else ""
        account = self._credentials.account_sid
        fields = {"AccountSid": account, "MessageSid": SID, "From": f"{prefix}{NUMBER}", "Body": "salam", **changed}
        return {name: value for name, value in fields.items() if value is not None}

    def value(self, *messages: dict[str, Any], **more: Any) -> dict[str, Any]:
        """What stands in a change of Meta's, about our number."""
        return {"metadata": {"phone_number_id": self._credentials.phone_id}, "messages": list(messages), **more}

    async def message(self, channel: str, signed: bool = True) -> int:
        """A good message, on any channel."""
        if channel == WHATSAPP_CLOUD:
            return await self.meta(self.value(wa_message()), signed)
        return await self.twilio(f"/webhooks/{channel}/message", self.form(channel), signed)

    async def _post(self, path: str, body: bytes, headers: dict[str, str]) -> int:
        async with self._gateway.session.post(self._gateway.url + path, data=body, headers=headers) as response:
            if response.status >= 400:
                assert (await response.json())["error"]["code"]
            return response.status


def wa_message(**changed: Any) -> dict[str, Any]:
    """A citizen's message at Meta; ``None`` leaves a field out."""
    fields = {"id": WAMID, "from": NUMBER.lstrip("+"), "type": "text", "text": {"body": "salam"}, **changed}
    return {name: value for name, value in fields.items() if value is not None}


@pytest.fixture
def posts(provider: Simulator, gateway: RunningGateway) -> Posts:
    return Posts(provider, gateway)


@pytest.mark.parametrize("channel", CHANNELS)
async def test_without_a_signature(posts: Posts, gateway: RunningGateway, channel: str) -> None:
    """403, counted where an operator looks, and nothing is left behind; the same message with its signature gets in."""
    for _ in range(3):
        assert await posts.message(channel, signed=False) == 403
    _, metrics, _ = await gateway.get("/metrics")
    assert 'chobbak_requests_refused_total{code="forged"} 3.0' in metrics
    assert nothing_is_stored(gateway)
    assert await posts.message(channel) in (200, 204)


async def test_another_account(posts: Posts, gateway: RunningGateway, engine: FakeEngine) -> None:
    """Signed, and yet about another account at Twilio, or another number at Meta: nothing is stored, all is counted."""
    for channel in (WHATSAPP_TWILIO, SMS_TWILIO):
        form = posts.form(channel, AccountSid="AC" + "1" * 32)
        assert await posts.twilio(f"/webhooks/{channel}/message", form) == 403
    foreign = {**posts.value(wa_message()), "metadata": {"phone_number_id": "100000000000009"}}
    assert await posts.meta(foreign) == 200
    assert nothing_is_stored(gateway)
    assert count(gateway, "chobbak_requests_refused", code="forged") == 2
    assert count(gateway, "chobbak_messages_received", channel=WHATSAPP_CLOUD, outcome="foreign") == 1
    assert not engine.calls


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"Body": None}, "ary gateway-unreadable"),
        ({"Body": " \u200f\n "}, "ary gateway-unreadable"),
        ({"Body": "ا" * 2001}, "ary gateway-too-long limit=2000"),
        ({"Body": "x" * 60_000}, "ary gateway-too-long limit=2000"),
        ({"Body": "salam\x00\u202e"}, "à salam"),
        ({"Body": ["salam", "salam"]}, "à salam"),
        ({"MessageSid": None}, "à salam"),
        ({"MessageSid": "x" * 5000}, "à salam"),
        ({"ButtonPayload": "/menu" * 1000}, "à salam"),
        ({"Body": "", "MessageType": "button", "ButtonText": "y" * 3000}, "ary gateway-too-long limit=2000"),
        ({"Body": "", "MessageType": "location", "Latitude": "91", "Longitude": "0"}, "ary gateway-unreadable"),
        ({"Body": "", "MessageType": "location", "Latitude": "NaN"}, "ary gateway-unreadable"),
        ({"Body": "", "NumMedia": "1"}, "fr gateway-media-gone"),
        ({"Body": "", "NumMedia": "999", "MediaUrl0": "file:///etc/passwd"}, "fr gateway-media-gone"),
        ({"Body": "salam", "NumMedia": "-1", "MediaUrl0": "https://intranet.example.ma/"}, "à salam"),
    ],
)
async def test_fields_at_twilio(posts: Posts, provider: Simulator, changed: dict[str, Any], answer: str) -> None:
    """Missing, blank, repeated, huge or wrong: the citizen gets one answer, and it says what was wrong."""
    phone = writing(provider, WHATSAPP_TWILIO)
    assert await posts.twilio("/webhooks/whatsapp_twilio/message", posts.form(**changed)) == 204
    assert answer in await only(phone, provider)


async def test_what_is_too_long_is_not_kept(posts: Posts, gateway: RunningGateway) -> None:
    """It is answered, and its text is nowhere."""
    assert await posts.twilio("/webhooks/whatsapp_twilio/message", posts.form(Body="x" * 2001)) == 204
    assert rows(gateway, inbox.c.text) == [("",)]


async def test_a_stop_that_the_provider_has_confirmed(
    posts: Posts, provider: Simulator, gateway: RunningGateway, engine: FakeEngine
) -> None:
    """It is ours too: no second confirmation, and silence until the citizen comes back."""
    message = "/webhooks/sms_twilio/message"
    stop = posts.form(SMS_TWILIO, Body="STOP", OptOutType="STOP")
    assert await posts.twilio(message, stop) == 204
    assert await posts.twilio(message, posts.form(SMS_TWILIO, MessageSid="SM" + "1" * 32)) == 204
    with pytest.raises(NothingCame):
        await provider.phone(NUMBER, SMS_TWILIO).received(1, timeout=0.3)
    assert not engine.calls
    assert rows(gateway, func.count(opt_outs.c.address_hash)) == [(1,)]
    back = posts.form(SMS_TWILIO, Body="START", OptOutType="START", MessageSid="SM" + "2" * 32)
    assert await posts.twilio(message, back) == 204
    assert await posts.twilio(message, posts.form(SMS_TWILIO, MessageSid="SM" + "3" * 32)) == 204
    assert "réponse 1 à salam" in await only(provider.phone(NUMBER, SMS_TWILIO), provider)


@pytest.mark.parametrize(
    "other",
    [
        {"Body": "bslama"},
        {"Body": "salam", "ButtonPayload": "/menu"},
        {"Body": "salam", "Latitude": "33.9", "Longitude": "-6.8"},
        {"Body": "salam", "MediaUrl0": "https://api.twilio.com/2"},
    ],
)
async def test_a_message_without_an_id(posts: Posts, gateway: RunningGateway, other: dict[str, str]) -> None:
    """The same again within seconds is a repetition; whatever differs in it makes it another message."""
    for changed in ({"Body": "salam"}, {"Body": "salam"}, other, other):
        form = posts.form(MessageSid=None, **changed)
        assert await posts.twilio("/webhooks/whatsapp_twilio/message", form) == 204
    assert rows(gateway, func.count(inbox.c.id)) == [(2,)]


@pytest.mark.parametrize(
    "changed",
    [
        {"From": None},
        {"From": ""},
        {"From": "whatsapp:" + "9" * 400},
        {"From": [f"whatsapp:{NUMBER}", "whatsapp:+212600000008"]},
        {"Body": ["salam", "bslama"]},
    ],
)
async def test_a_form_that_cannot_be_answered(posts: Posts, gateway: RunningGateway, changed: dict[str, Any]) -> None:
    """Nobody to answer, or a field with two values: 400, and nothing is stored."""
    assert await posts.twilio("/webhooks/whatsapp_twilio/message", posts.form(**changed)) == 400
    assert nothing_is_stored(gateway)


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"text": None}, "ary gateway-unreadable"),
        ({"text": {"body": "  "}}, "ary gateway-unreadable"),
        ({"text": ["salam"]}, "ary gateway-unreadable"),
        ({"text": {"body": "س" * 70_000}}, "ary gateway-too-long limit=2000"),
        ({"text": {"body": "salam\ud800"}}, "à salam"),
        ({"id": "wamid." + "A" * 300}, "à salam"),
        ({"timestamp": "-1"}, "à salam"),
        ({"timestamp": "99999999999999999999"}, "à salam"),
        ({"type": None}, "ary gateway-unreadable"),
        ({"type": "image", "image": {}}, "fr gateway-media-gone"),
        ({"type": "image", "image": {"id": "../../me"}}, "fr gateway-media-gone"),
        ({"type": "location", "location": {"latitude": 1e300, "longitude": True}}, "ary gateway-unreadable"),
        ({"type": "interactive", "interactive": {"button_reply": {"id": "x" * 9000}}}, "ary gateway-unreadable"),
        ({"type": "interactive", "interactive": {"list_reply": {"id": "ours?", "title": "salam"}}}, "à salam"),
    ],
)
async def test_fields_at_meta(
    posts: Posts, provider: Simulator, gateway: RunningGateway, changed: dict[str, Any], answer: str
) -> None:
    """The same of Meta's payloads; a second webhook with the same id changes nothing."""
    phone = writing(provider, WHATSAPP_CLOUD)
    for _ in range(2):
        assert await posts.meta(posts.value(wa_message(**changed))) == 200
    assert answer in await only(phone, provider)
    [(message_id,)] = rows(gateway, inbox.c.message_id)
    assert len(message_id) <= 128  # a longer one does not fit, on PostgreSQL


@pytest.mark.parametrize(
    "changed", [{"id": None}, {"id": ""}, {"id": "A" * 600}, {"id": 7}, {"from": None}, {"from": "a" * 4000}]
)
async def test_a_message_at_meta_that_cannot_be_taken(
    posts: Posts, provider: Simulator, gateway: RunningGateway, changed: dict[str, Any]
) -> None:
    """It is counted, and its neighbour in the batch is answered."""
    phone, other = writing(provider, WHATSAPP_CLOUD), wa_message(id=f"{WAMID}2")
    assert await posts.meta(posts.value(wa_message(**changed), other)) == 200
    assert "à salam" in await only(phone, provider)
    assert count(gateway, "chobbak_messages_received", channel=WHATSAPP_CLOUD, outcome="malformed") == 1
    assert rows(gateway, func.count(inbox.c.id)) == [(1,)]


async def test_a_position_alone(phone: Phone, provider: Simulator, engine: FakeEngine) -> None:
    """A message with nothing but a place is a turn: the engine is given the place. SMS has no such thing."""
    if phone.channel == SMS_TWILIO:
        pytest.skip("SMS carries no positions")
    await phone.send_location(33.9716, -6.8498)
    assert "réponse 1" in await only(phone, provider)
    assert engine.calls[0]["metadata"]["location"] == {"latitude": 33.9716, "longitude": -6.8498}


async def test_a_photo_alone(phone: Phone, provider: Simulator, gateway: RunningGateway, engine: FakeEngine) -> None:
    """A message with nothing but a photo is a turn: the engine is given a reference, and what is kept is encrypted."""
    await phone.send_file(samples.photo())
    assert "réponse 1" in await only(phone, provider)
    [given] = engine.calls[0]["metadata"]["media"]
    assert (given["content_type"], len(given["id"])) == ("image/png", 32)
    with gateway.parts.database.read() as connection:
        [kept] = connection.execute(text("SELECT content FROM media")).scalars()
    assert b"IHDR" not in bytes(kept)


@pytest.mark.parametrize("channel", [WHATSAPP_TWILIO, WHATSAPP_CLOUD])
@pytest.mark.parametrize("kind", ["contacts", "sticker", "unsupported", "a kind of tomorrow"])
async def test_an_unknown_kind_of_message(
    provider: Simulator, gateway: RunningGateway, engine: FakeEngine, channel: str, kind: str
) -> None:
    """A polite answer in the locale that the citizen writes, without a turn."""
    engine.locale = "zgh"
    phone = provider.phone(NUMBER, channel)
    await phone.say("azul")
    await phone.received(1)
    await phone.send_unsupported(kind)
    assert "zgh gateway-unreadable" in await only(phone, provider)
    assert len(engine.calls) == 1


@pytest.mark.parametrize(
    ("attachment", "sentence"),
    [
        (samples.photo(20 * 1024 * 1024), "gateway-media-too-large"),
        (samples.document(20 * 1024 * 1024), "gateway-media-too-large"),
        (samples.disguised(), "gateway-media-refused"),
        (Attachment(b"", "image/jpeg", "empty.jpg"), "gateway-media-refused"),
    ],
    ids=["photo", "document", "program", "empty"],
)
async def test_large_and_disguised_media(
    phone: Phone,
    provider: Simulator,
    gateway: RunningGateway,
    engine: FakeEngine,
    attachment: Attachment,
    sentence: str,
) -> None:
    """20 MB, or a program that calls itself a photo: a sentence of its own, no turn, and nothing is kept."""
    await phone.send_file(attachment)
    assert sentence in await only(phone, provider)
    assert not engine.calls
    assert rows(gateway, func.count(media.c.id)) == [(0,)]


async def test_after_48_hours_the_same_webhook(
    phone: Phone, provider: Simulator, gateway: RunningGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It opens no window, has no turn and no answer, however late and however often it comes."""
    await phone.say("salam")
    await only(phone, provider)
    before = rows(gateway, conversations.c.window_until, conversations.c.last_seen)
    monkeypatch.setattr("channels.arrivals.now", lambda: datetime.now(timezone.utc) + timedelta(hours=48))
    for _ in range(3):
        assert (await provider.replay()).acknowledged
    with pytest.raises(NothingCame):
        await phone.received(1, timeout=0.3)
    assert rows(gateway, conversations.c.window_until, conversations.c.last_seen) == before
    assert count(gateway, "chobbak_messages_received", channel=phone.channel, outcome="repeated") == 3


async def test_a_message_that_was_48_hours_on_its_way(
    posts: Posts, provider: Simulator, gateway: RunningGateway
) -> None:
    """Meta delivers for days: the answer to an old message waits, unsent, until the citizen writes again."""
    old = str(int(time.time()) - 48 * 3600)
    assert await posts.meta(posts.value(wa_message(timestamp=old))) == 200
    await until(lambda: rows(gateway, outbox.c.state) == [("held",)])
    assert provider.calls["send"] == 0
    phone = provider.phone(NUMBER, WHATSAPP_CLOUD)
    await phone.say("bslama")
    first, second = [message.text for message in await phone.received(2)]
    assert "réponse 1 à salam" in first
    assert "réponse 2 à bslama" in second
    assert provider.calls["send"] == 2


async def test_a_message_from_the_future(posts: Posts, provider: Simulator, gateway: RunningGateway) -> None:
    """A provider's clock that is wrong opens the window for no longer than our own."""
    later = str(int(time.time()) + 10 * 365 * 86_400)
    phone = writing(provider, WHATSAPP_CLOUD)
    assert await posts.meta(posts.value(wa_message(timestamp=later))) == 200
    assert "à salam" in await only(phone, provider)
    [(until_when,)] = rows(gateway, conversations.c.window_until)
    assert until_when <= datetime.now(timezone.utc) + timedelta(hours=24)


async def test_statuses_of_messages_that_are_not_ours(posts: Posts, gateway: RunningGateway) -> None:
    """Acknowledged, counted, forgotten; a reference to a row that there is not is no help."""
    status = {"AccountSid": "AC" + "0" * 32, "MessageSid": SID, "MessageStatus": "delivered"}
    for reference in ("", "?ref=4711.0", "?ref=1.99999", "?ref=x", "?ref=9999999999999999999.0"):
        for channel in (WHATSAPP_TWILIO, SMS_TWILIO):
            assert await posts.twilio(f"/webhooks/{channel}/status{reference}", status) == 204
    told = [
        {"id": WAMID, "status": state, "biz_opaque_callback_data": reference}
        for state in ("sent", "failed", "read")
        for reference in ("", "4711.0", "9" * 30)
    ]
    assert await posts.meta(posts.value(statuses=told)) == 200
    for channel, number in ((WHATSAPP_TWILIO, 5), (SMS_TWILIO, 5), (WHATSAPP_CLOUD, 9)):
        assert count(gateway, "chobbak_statuses", channel=channel, state="unknown") == number
    assert rows(gateway, func.count(sends.c.part)) == [(0,)]


def by_channel(phone: Phone, twilio: str, meta: str) -> str:
    return meta if phone.channel == WHATSAPP_CLOUD else twilio


class TestProvider:
    """What the provider's API answers to a send, and what becomes of the message."""

    async def test_400(self, phone: Phone, provider: Simulator, gateway: RunningGateway) -> None:
        """It can never be delivered: a dead letter after one attempt, and the next message is answered."""
        provider.behaviour.tell(by_channel(phone, "fail 21211 1", "fail 131009 1"))
        await phone.say("salam")
        await until(lambda: rows(gateway, outbox.c.state, outbox.c.attempts) == [("dead", 1)])
        await phone.say("bslama")
        assert "à bslama" in await only(phone, provider)
        assert rows(gateway, outbox.c.state, outbox.c.attempts) == [("dead", 1), ("sent", 1)]

    async def test_401(self, phone: Phone, provider: Simulator, gateway: RunningGateway) -> None:
        """Messages are kept until the credentials are mended, and the channel is named meanwhile."""
        provider.behaviour.tell(by_channel(phone, "fail 20003", "fail 190"))
        await phone.say("salam")
        await until(lambda: gateway.parts.degraded() == [phone.channel])
        status, body, _ = await gateway.get("/health/ready")
        assert (status, json.loads(body)["degraded"]) == (200, [phone.channel])
        provider.behaviour.tell("normal")
        assert "à salam" in await only(phone, provider)
        assert gateway.parts.degraded() == []

    async def test_429(self, phone: Phone, provider: Simulator) -> None:
        """The provider's wish is respected: not before its second is over, and then once."""
        provider.behaviour.tell("throttle 1 1")
        began = time.monotonic()
        await phone.say("salam")
        assert "à salam" in await only(phone, provider)
        assert phone.messages[0].accepted_at - began >= 1

    async def test_5xx(self, phone: Phone, provider: Simulator) -> None:
        """Tried again until it is taken, and taken once."""
        provider.behaviour.tell(by_channel(phone, "fail 20500 3", "fail 131016 3"))
        await phone.say("salam")
        assert "à salam" in await only(phone, provider)

    async def test_no_answer_and_not_taken(self, phone: Phone, provider: Simulator) -> None:
        """It cannot be known: repeated once, and so it arrives."""
        provider.behaviour.tell("cut before 1")
        await phone.say("salam")
        assert "à salam" in await only(phone, provider)

    @pytest.mark.parametrize("told", ["half 1", "cut after 1"])
    async def test_half_an_answer_and_a_status(self, phone: Phone, provider: Simulator, told: str) -> None:
        """It was taken, and a status says so before it would be repeated: it arrives once."""
        provider.behaviour.tell(told)
        await phone.say("salam")
        assert "à salam" in await only(phone, provider)
        await until(lambda: provider.calls["send"] == 1)
        assert provider.repeats == 0

    @pytest.mark.parametrize("told", ["half", "cut after"])
    async def test_never_an_answer_nor_a_status(
        self, phone: Phone, provider: Simulator, gateway: RunningGateway, told: str
    ) -> None:
        """Repeated once and counted; then it is a dead letter, not a third message."""
        provider.behaviour.tell(told)
        provider.behaviour.tell("drop 100%")
        await phone.say("salam")
        await phone.received(2)
        await until(lambda: rows(gateway, outbox.c.state, outbox.c.error) == [("dead", "outcome_unknown")])
        assert (len(phone.messages), provider.repeats, provider.duplicates) == (2, 1, {})
        assert count(gateway, "chobbak_sends_repeated", channel=phone.channel) == 1


@contextmanager
def locked(gateway: RunningGateway) -> Iterator[None]:
    """Somebody else writes, and does not end."""
    database = gateway.parts.database
    if database.is_sqlite:
        other = sqlite3.connect(database.engine.url.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.close()
    else:
        other = Database(str(database.engine.url), database.engine.dialect.chobbak_cipher)
        with other.write() as connection:
            connection.exec_driver_sql("LOCK TABLE inbox, outbox, conversations IN ACCESS EXCLUSIVE MODE")
            yield
        other.dispose()


@contextmanager
def full(gateway: RunningGateway) -> Iterator[None]:
    """The file may not grow by a page."""
    engine = gateway.parts.database.engine

    def no_more_pages(connection: Any, _record: Any) -> None:
        [pages] = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(engine, "connect", no_more_pages)
    engine.dispose()
    with pytest.raises(sqlite3.OperationalError, match="full"):
        engine.raw_connection().cursor().execute("INSERT INTO switches VALUES ('x', ?, '2026-05-19')", ["x" * 9000])
    yield
    event.remove(engine, "connect", no_more_pages)
    engine.dispose()


@contextmanager
def gone(gateway: RunningGateway) -> Iterator[None]:
    """The directory of the file is not there, or the server takes no connections."""
    url = gateway.parts.database.engine.url
    if gateway.parts.database.is_sqlite:
        directory = Path(url.database).parent
        elsewhere = directory.with_name(f"{directory.name}-elsewhere")
        directory.rename(elsewhere)
        yield
        shutil.rmtree(directory, ignore_errors=True)
        elsewhere.rename(directory)
    else:
        admin = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.exec_driver_sql(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS false")
            connection.exec_driver_sql(
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{url.database}'"
            )
            yield
            connection.exec_driver_sql(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS true")
        admin.dispose()


FAULTS = [("sqlite", locked), ("sqlite", full), ("sqlite", gone), ("postgresql", locked), ("postgresql", gone)]
OF_STATUSES = [fault for fault in FAULTS if fault[1] is not full]  # a status fits where the one before it stood


def named(fault: Any) -> str:
    return fault if isinstance(fault, str) else "-".join([fault[0], fault[1].__name__])


class TestDatabase:
    """Locked, full or gone: the provider is told to come again, and nothing is half-stored."""

    @pytest_asyncio.fixture
    async def broken(
        self, request: pytest.FixtureRequest, connect: Callable[..., Awaitable[RunningGateway]], monkeypatch: Any
    ) -> tuple[RunningGateway, Any]:
        """A gateway that is not patient with its database, and what happens to it."""
        monkeypatch.setattr(database_module, "_BUSY_MILLISECONDS", 200)
        monkeypatch.setattr(
            database_module, "_timeouts", lambda _: {"connect_args": {"options": "-c statement_timeout=300"}}
        )
        name, fault = request.param
        url = request.getfixturevalue("sqlite_url" if name == "sqlite" else "postgres_url")
        upgrade(url)
        return await connect(database_url=url), fault

    @pytest.mark.parametrize("broken", FAULTS, indirect=True, ids=named)
    async def test_messages(self, broken: tuple[RunningGateway, Any], provider: Simulator) -> None:
        """A batch of two and a single message get 5xx, repeatedly; when they come again afterwards, each is answered
        once, and the repetitions change nothing."""
        gateway, fault = broken
        long = "سلام " * 380  # as it is stored, more than a page of the file
        one, two = (provider.phone(f"+21260000001{place}", WHATSAPP_CLOUD) for place in (1, 2))
        three = provider.phone("+212600000013", WHATSAPP_TWILIO)
        with fault(gateway):
            delivery = await provider.hand_in_together([(one, Act(text=long)), (two, Act(text=long))])
            batch = provider.last_webhook
            assert delivery.status == 503
            assert (await three.say(long)).status == 503
            single = provider.last_webhook
            assert (await provider.replay(batch)).status == 503
            assert (await gateway.get("/metrics"))[0] == 200
        assert nothing_is_stored(gateway)
        for webhook in (batch, single, single, batch):
            assert (await provider.replay(webhook)).acknowledged
        for phone in (one, two, three):
            said = [message.text for message in await phone.answers(quiet=0.3)]
            assert sum("réponse" in part for part in said) == 1
        assert rows(gateway, func.count(inbox.c.id)) == [(3,)]
        assert (provider.duplicates, provider.repeats) == ({}, 0)

    @pytest.mark.parametrize("broken", OF_STATUSES, indirect=True, ids=named)
    async def test_statuses(self, broken: tuple[RunningGateway, Any], provider: Simulator) -> None:
        """What a provider tells is not lost either: 5xx, and it is taken when it is told again."""
        gateway, fault = broken
        phone = provider.phone(NUMBER, WHATSAPP_CLOUD)
        provider.behaviour.tell("drop 100%")
        await phone.say("salam")
        await only(phone, provider)
        posts = Posts(provider, gateway)
        told = posts.value(statuses=[{"id": phone.last.id, "status": "read"}])
        with fault(gateway):
            assert await posts.meta(told) == 503
        assert rows(gateway, sends.c.state) == [("sent",)]
        assert await posts.meta(told) == 200
        assert rows(gateway, sends.c.state) == [("read",)]


async def test_a_hundred_messages_in_a_minute(
    connect: Callable[..., Awaitable[RunningGateway]], provider: Simulator
) -> None:
    """Slowed with one sentence, not banned: every message is taken, and answered once and in order; the last one as late
    as the limit says. All are written at once, and a second is a twentieth of one."""
    gateway = await connect(messages_per_minute=60)
    limit = gateway.parts.messages_limit
    limit._clock, limit._per_second = (lambda: 0.0), 20.0
    phone = provider.phone(NUMBER, WHATSAPP_CLOUD)
    for number in range(100):
        assert (await phone.say(f"question {number}.")).acknowledged
    messages = await phone.received(101, timeout=30)
    answers = [message.text for message in messages if "gateway-slow" not in message.text]
    assert [f"à question {number}." in said for number, said in enumerate(answers)] == [True] * 100
    assert messages[-1].accepted_at - phone.said[-1].at >= (100 - 60) / 20
    with pytest.raises(NothingCame):
        await phone.received(1, timeout=0.2)


@pytest.mark.parametrize(("stopped", "other"), [(SMS_TWILIO, WHATSAPP_TWILIO), (WHATSAPP_TWILIO, SMS_TWILIO)])
async def test_one_number_on_two_channels(
    provider: Simulator, gateway: RunningGateway, stopped: str, other: str
) -> None:
    """Two conversations: whoever wants no more SMS still gets answers on WhatsApp, and the other way round."""
    here, there = provider.phone(NUMBER, stopped), provider.phone(NUMBER, other)
    await here.say("7bess")
    assert "gateway-stop" in await only(here, provider)
    await here.say("salam")
    await there.say("salam")
    assert "réponse 1 à salam" in await only(there, provider)
    with pytest.raises(NothingCame):
        await here.received(1, timeout=0.2)
    assert rows(gateway, func.count(conversations.c.id)) == [(2,)]
    assert rows(gateway, func.count(opt_outs.c.address_hash)) != [(0,)]
    await here.say("START")
    assert await here.received(1)
    await here.say("salam")
    assert "réponse 2 à salam" in await only(here, provider)
