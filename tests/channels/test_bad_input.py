"""Everything that a client can send wrongly: one shape of error, a code, a field named, and never a traceback."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import Client, RunningGateway, Starter, until

pytestmark = pytest.mark.asyncio


def assert_error(body: Any, code: str, named: str = "") -> None:
    """The one shape of an error, without anything of our inside."""
    assert set(body) <= {"error", "missing"}
    assert set(body["error"]) == {"code", "message"}
    assert body["error"]["code"] == code
    assert body["error"]["message"].startswith(named)
    assert "Traceback" not in json.dumps(body)


BAD_MESSAGES: list[tuple[Any, str]] = [
    (b"", "the body is not JSON"),
    (b"{", "the body is not JSON"),
    (b"\xff\xfe{}", "the body is not UTF-8"),
    (b'{"id": "m1", "text": "caf\xe9"}', "the body is not UTF-8"),
    (b"[" * 60_000, "the body is not JSON"),
    (b"1" * 10_000, "the body"),
    (b"[]", "the body must be a JSON object"),
    (b'"text"', "the body must be a JSON object"),
    (b"null", "the body must be a JSON object"),
    ({"text": "salam"}, "id:"),
    ({"id": 1, "text": "salam"}, "id:"),
    ({"id": "", "text": "salam"}, "id:"),
    ({"id": "x" * 129, "text": "salam"}, "id:"),
    ({"id": "with space", "text": "salam"}, "id:"),
    ({"id": "a\nb", "text": "salam"}, "id:"),
    ({"id": "a\x00b", "text": "salam"}, "id:"),
    ({"id": "m1\n", "text": "salam"}, "id:"),
    ({"id": "m1"}, "text:"),
    ({"id": "m1", "text": None}, "text:"),
    ({"id": "m1", "text": 12}, "text:"),
    ({"id": "m1", "text": ["salam"]}, "text:"),
    ({"id": "m1", "text": "x", "payload": 1}, "payload:"),
    ({"id": "m1", "text": "x", "payload": ""}, "payload:"),
    ({"id": "m1", "text": "x", "payload": "affirm"}, "payload:"),
    ({"id": "m1", "text": "x", "payload": "/"}, "payload:"),
    ({"id": "m1", "text": "x", "payload": "/affirm{"}, "payload:"),
    ({"id": "m1", "text": "x", "payload": "/affirm{1}"}, "payload:"),
    ({"id": "m1", "text": "x", "payload": "/affirm[1]"}, "payload:"),
    ({"id": "m1", "text": "x", "payload": "/affirm{} and more"}, "payload:"),
    ({"id": "m1", "text": "x", "payload": '/affirm{"a": "\ud800"}'}, "payload:"),
    ({"id": "m1", "text": "x", "payload": '/affirm{"a": "' + "x" * 1024 + '"}'}, "payload:"),
    ({"id": "m1", "text": "x", "location": "Rabat"}, "location:"),
    ({"id": "m1", "text": "x", "location": {}}, "location.latitude:"),
    ({"id": "m1", "text": "x", "location": {"latitude": 34}}, "location.longitude:"),
    ({"id": "m1", "text": "x", "location": {"latitude": 91, "longitude": 0}}, "location.latitude:"),
    ({"id": "m1", "text": "x", "location": {"latitude": 0, "longitude": -181}}, "location.longitude:"),
    ({"id": "m1", "text": "x", "location": {"latitude": True, "longitude": 0}}, "location.latitude:"),
    ({"id": "m1", "text": "x", "location": {"latitude": "34", "longitude": 0}}, "location.latitude:"),
    (b'{"id": "m1", "text": "x", "location": {"latitude": NaN, "longitude": 0}}', "location.latitude:"),
    (b'{"id": "m1", "text": "x", "location": {"latitude": 1e999, "longitude": 0}}', "location.latitude:"),
]


@pytest.mark.parametrize(("body", "named"), BAD_MESSAGES)
async def test_a_bad_message_is_refused_and_named(
    gateway: RunningGateway, engine: FakeEngine, body: Any, named: str
) -> None:
    """400 names the field; nothing reaches the engine; the conversation goes on as before."""
    client = await gateway.client()
    status, answer, _ = await client.post(body)
    assert status == 400
    assert_error(answer, "bad_request", named)
    assert engine.calls == []
    assert await client.ask("salam", "m1")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"{", "the body"),
        (b"\xff", "the body"),
        (b"[]", "the body"),
        ({"locale": 1}, "locale:"),
        ({"locale": []}, "locale:"),
    ],
)
async def test_a_conversation_is_not_opened_by_nonsense(gateway: RunningGateway, body: Any, named: str) -> None:
    """Opening a conversation checks its body as well; no body at all is fine."""
    client = Client(gateway.session, gateway.url)
    status, answer, _ = await client.post(body, path="/api/v1/conversations")
    assert status == 400
    assert_error(answer, "bad_request", named)
    assert (await client.post(b"", path="/api/v1/conversations"))[0] == 201


@pytest.mark.parametrize(("method", "path"), [("POST", "/api/v1/messages"), ("GET", "/api/v1/events")])
@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Basic dTpw",
        "Bearer x",
        "Bearer " + "A" * 43,
        "Bearer é" + "A" * 42,
        "A" * 43,
        "Bearer " + "A" * 4000,
    ],
)
async def test_without_the_right_token_there_is_401(
    gateway: RunningGateway, method: str, path: str, authorization: str | None
) -> None:
    """No token, half a token, another scheme, a token that opens nothing: all the same answer."""
    headers = {} if authorization is None else {"Authorization": authorization}
    async with gateway.session.request(
        method, gateway.url + path, headers=headers, json={"id": "1", "text": "x"}
    ) as response:
        assert response.status == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
        assert_error(await response.json(), "unauthorised")


async def test_the_token_does_not_open_from_the_address(gateway: RunningGateway) -> None:
    """A token in the address would be in every log on the way: it is not read there."""
    client = await gateway.client()
    status, _, _ = await gateway.get(f"/api/v1/events?token={client.token}&access_token={client.token}")
    assert status == 401


@pytest.mark.parametrize("last", ["x", "-1", "1.5", "9" * 19, "１", "1 OR 1=1"])
async def test_last_event_id_must_be_an_id(gateway: RunningGateway, last: str) -> None:
    """Nonsense in Last-Event-ID is 400, in the header and in the address."""
    client = await gateway.client()
    async with gateway.session.get(
        f"{gateway.url}/api/v1/events", params={"last": last}, headers=client.headers
    ) as response:
        assert response.status == 400
        assert_error(await response.json(), "bad_request", "Last-Event-ID:")


@pytest.mark.parametrize(
    "path", ["/nothing", "/api/v1/nothing", "/api/v1", "/../etc/passwd", "/static/chat.js", "/%00", "/%ff"]
)
async def test_an_unknown_address_is_404(gateway: RunningGateway, path: str) -> None:
    """The same shape, and nothing about what was asked for."""
    status, body, _ = await gateway.get(path)
    assert status == 404
    assert_error(json.loads(body), "not_found", "there is nothing at this address")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/messages"),
        ("PUT", "/api/v1/messages"),
        ("POST", "/api/v1/events"),
        ("DELETE", "/"),
        ("POST", "/metrics"),
    ],
)
async def test_a_wrong_method_is_405(gateway: RunningGateway, method: str, path: str) -> None:
    """405 says which methods there are."""
    async with gateway.session.request(method, gateway.url + path) as response:
        assert response.status == 405
        assert response.headers["Allow"]
        assert_error(await response.json(), "method_not_allowed")


async def test_a_body_over_64_kib_is_413(gateway: RunningGateway, engine: FakeEngine) -> None:
    """Announced or in chunks, a large body is refused without being kept; just below the limit it is still read."""
    client = await gateway.client()

    async def chunks() -> Any:
        for _ in range(70):
            yield b"x" * 1024

    for data in (b"x" * (64 * 1024 + 1), chunks()):
        async with gateway.session.post(
            f"{gateway.url}/api/v1/messages", headers=client.headers, data=data
        ) as response:
            assert response.status == 413
            assert_error(await response.json(), "too_large")
    body = json.dumps({"id": "m1", "text": "", "more": "x" * 64_000}).encode()
    assert (await client.post(body))[0] == 200


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
        b"POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nExpect: miracles\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
    ],
)
async def test_what_is_not_http_gets_no_traceback(gateway: RunningGateway, request_bytes: bytes) -> None:
    """Garbage on the line is answered with an error of ours or not at all, and the next client is served."""
    host, port = gateway.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(request_bytes)
    writer.write_eof()
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    assert b"Traceback" not in answer
    assert b"sanic" not in answer.lower()
    if answer:
        assert 400 <= int(answer.split()[1]) < 500 or answer.split()[1] == b"503"
        body = json.loads(answer.partition(b"\r\n\r\n")[2])
        assert_error(body, body["error"]["code"])
    assert (await gateway.get("/health/live"))[0] == 200


async def test_too_many_messages_of_one_conversation_are_429(start: Starter, engine: FakeEngine) -> None:
    """A polite sentence in the citizen's locale, and when to come back; other conversations are not touched."""
    engine.locale = "ary"
    gateway = await start(messages_per_minute=5)
    client, other = await gateway.client(locale="ary"), await gateway.client()
    for _ in range(5):
        await client.say("salam")
    status, body, headers = await client.post({"id": "m", "text": "salam"})
    assert status == 429
    assert_error(body, "too_many_requests", "ary gateway-too-many")
    assert 1 <= int(headers["Retry-After"]) <= 12
    await other.say("salam")


async def test_too_many_conversations_from_one_address_are_429(start: Starter) -> None:
    """The address pays for what is opened from it, whatever tokens it has."""
    gateway = await start(conversations_per_minute=3)
    for _ in range(3):
        await gateway.client()
    client = Client(gateway.session, gateway.url)
    status, body, headers = await client.post({"locale": "en"}, path="/api/v1/conversations")
    assert (status, headers["Retry-After"]) == (429, "20")
    assert_error(body, "too_many_requests", "en gateway-too-many")


async def test_an_error_of_ours_is_500_without_a_word_about_it(
    gateway: RunningGateway, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What nobody foresaw is answered in the same shape; the log has the kind and the place, not the message."""
    client = await gateway.client()

    def fail(*_: Any) -> None:
        raise RuntimeError("خاصني هاد الوثيقة")

    monkeypatch.setattr(gateway.parts.conversations, "by_token", fail)
    status, body, _ = await client.post({"id": "m1", "text": "salam"})
    assert status == 500
    assert_error(body, "internal", "something went wrong on our side")
    assert "RuntimeError" in caplog.text
    assert "خاصني" not in caplog.text


async def test_a_database_that_is_gone_is_503(gateway: RunningGateway, caplog: pytest.LogCaptureFixture) -> None:
    """Messages are refused with 503 and Retry-After, so that the client keeps them; ready says what is missing."""
    client = await gateway.client()
    with gateway.parts.database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE conversations RENAME TO gone")
    status, body, headers = await client.post({"id": "m1", "text": "salam"})
    assert status == 503
    assert headers["Retry-After"]
    assert_error(body, "database_unavailable")
    assert "SELECT" not in json.dumps(body) + caplog.text
    status, text, _ = await gateway.get("/health/ready")
    assert (status, json.loads(text)["missing"]) == (503, ["database"])
    assert (await gateway.get("/metrics"))[0] == 200


async def test_no_text_of_a_citizen_or_of_ours_is_ever_logged(
    gateway: RunningGateway, engine: FakeEngine, caplog: pytest.LogCaptureFixture
) -> None:
    """A whole run at the lowest level, with failures of every kind, and not one word of it in the log."""
    caplog.set_level("DEBUG")
    client = await gateway.client()
    secret = "mot-secret-du-citoyen"
    await client.ask(secret)
    await client.post({"id": "m2", "text": secret, "payload": secret})
    await client.post(b'{"text": "' + secret.encode())
    engine.status = 503
    await client.say(secret, "m3")
    await until(lambda: len(engine.calls) >= 3)
    engine.status = 422
    await until(lambda: "outcome=dead" in caplog.text)
    engine.status, engine.body = 200, secret.encode()
    await client.say(secret, "m4")
    await until(lambda: len(engine.calls) >= 6)
    assert "outcome=postponed" in caplog.text
    assert secret not in caplog.text
    assert "Le prix" not in caplog.text
    assert client.token not in caplog.text
