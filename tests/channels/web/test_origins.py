"""Pages of other origins: those that the operator has named may call the API, and no other may."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import SettingsError
from bot.settings import Settings
from channels.web.origins import Origins
from tests.channels.harness import RunningGateway, Starter

pytestmark = pytest.mark.asyncio

NAMED = "https://www.commune.example"
OF_CORS = (
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Methods",
    "Access-Control-Allow-Headers",
    "Access-Control-Allow-Credentials",
)
ADDRESSES = [
    ("POST", "/api/v1/conversations"),
    ("DELETE", "/api/v1/conversations"),
    ("POST", "/api/v1/conversations/close"),
    ("POST", "/api/v1/messages"),
    ("GET", "/api/v1/events"),
    ("GET", "/api/v1/widget"),
    ("POST", "/api/v1/media"),
    ("GET", "/api/v1/media/0"),
    ("POST", "/api/v1/feedback"),
]
FOREIGN = [
    "https://evil.example",
    "null",
    "",
    "http://www.commune.example",
    "https://www.commune.example:8443",
    "https://www.commune.example.evil.example",
    "https://evil.example/https://www.commune.example",
    "https://commune.example",
    "HTTPS://WWW.COMMUNE.EXAMPLE",
    "file://",
    "*",
    "https://[",
]


async def ask(gateway: RunningGateway, method: str, path: str, **headers: str) -> tuple[int, Any]:
    async with gateway.session.request(method, gateway.url + path, headers=headers) as response:
        await response.read()
        return response.status, response.headers


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
async def test_a_named_origin_may_ask(start: Starter, method: str, path: str) -> None:
    """Every address answers the preflight, and lets the page read its answers and its errors."""
    gateway = await start(widget_origins=f"https://other.example {NAMED}")
    status, headers = await ask(gateway, "OPTIONS", path, Origin=NAMED, **{"Access-Control-Request-Method": method})
    assert status == 204
    assert headers["Access-Control-Allow-Origin"] == NAMED
    assert method in headers["Access-Control-Allow-Methods"].split(", ")
    assert headers["Access-Control-Allow-Headers"] == "authorization, content-type, last-event-id"
    assert "Access-Control-Allow-Credentials" not in headers
    status, headers = await ask(gateway, method, path, Origin=NAMED)
    assert status in (200, 201, 401)
    assert headers["Access-Control-Allow-Origin"] == NAMED
    assert headers["Access-Control-Expose-Headers"] == "Retry-After"
    assert "Origin" in headers["Vary"]


@pytest.mark.parametrize("origin", FOREIGN)
async def test_no_other_origin_may(start: Starter, origin: str) -> None:
    """403 before anything happens, without a header that would let the page read it; preflights too."""
    gateway = await start(widget_origins=NAMED)
    for method, path in ADDRESSES:
        status, headers = await ask(gateway, method, path, Origin=origin)
        assert status == 403
        assert not [name for name in OF_CORS if name in headers]
        preflight = {"Origin": origin, "Access-Control-Request-Method": method}
        status, headers = await ask(gateway, "OPTIONS", path, **preflight)
        assert status == 403
        assert not [name for name in OF_CORS if name in headers]
    with gateway.parts.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM conversations").scalar() == 0
    counted = f'chobbak_requests_refused_total{{code="foreign_origin"}} {2.0 * len(ADDRESSES)}'
    assert counted in (await gateway.get("/metrics"))[1]


async def test_our_own_pages_may(start: Starter) -> None:
    """Under the name by which they were called, and under our public address; without an origin anybody may."""
    gateway = await start(public_url="https://bot.example")
    own = gateway.url
    for headers in ({"Origin": own}, {"Origin": "https://bot.example"}, {}):
        status, answered = await ask(gateway, "POST", "/api/v1/conversations", **headers)
        assert status == 201
        assert "Access-Control-Allow-Origin" not in answered


async def test_a_proxy_of_ours_may_have_changed_the_name(start: Starter) -> None:
    """The host that a trusted proxy names is ours; one that a stranger writes into the header is not."""
    asked = {"Origin": "https://bot.example", "X-Forwarded-Host": "bot.example", "X-Forwarded-Proto": "https"}
    trusting = await start(trusted_proxies="127.0.0.1")
    assert (await ask(trusting, "POST", "/api/v1/conversations", **asked))[0] == 201
    other = await start(database_url=trusting.parts.settings.database_url)
    assert (await ask(other, "POST", "/api/v1/conversations", **asked))[0] == 403


async def test_the_widgets_files_are_for_everybody(start: Starter) -> None:
    """A module of another origin is only run when its answer says so; it holds nothing of anybody."""
    gateway = await start()
    for path in ("/widget/chobbak.mjs", "/widget/nothing.mjs"):
        _, headers = await ask(gateway, "GET", path, Origin="https://any.example")
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


async def test_signed_files_may_be_shown_and_read_by_named_origins(start: Starter) -> None:
    """A picture may stand in any page; its bytes are read by those that are named."""
    gateway = await start(widget_origins=NAMED)
    for origin, allowed in ((NAMED, NAMED), ("https://evil.example", None)):
        _, headers = await ask(gateway, "GET", "/files/nothing", Origin=origin)
        assert headers.get("Access-Control-Allow-Origin") == allowed
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


async def test_webhooks_and_pages_do_not_ask_for_an_origin(start: Starter) -> None:
    """A link from another site opens our page, and health is asked by whoever may reach it."""
    gateway = await start()
    for path in ("/", "/health/live", "/metrics"):
        assert (await ask(gateway, "GET", path, Origin="https://any.example"))[0] == 200


@pytest.mark.parametrize(
    "wrong",
    [
        "*",
        "www.commune.example",
        "https://x.example/",
        "https://x.example/page",
        "ftp://x.example",
        "https://*.x.example",
        "null",
    ],
)
async def test_a_wrong_list_stops_the_start(wrong: str) -> None:
    """An operator who thinks that a pattern works is told, in one line with the variable's name."""
    with pytest.raises(SettingsError, match="CHOBBAK_WIDGET_ORIGINS"):
        Origins(Settings(_env_file=None, widget_origins=f"{NAMED} {wrong}"))
    Origins(Settings(_env_file=None, widget_origins=f"{NAMED} http://localhost:8000 http://[::1]:8000"))


async def test_one_address_may_ask_only_so_much(start: Starter) -> None:
    """Beyond the limit 429 with a sentence in the reader's language and a time to wait; other addresses go on."""
    gateway = await start(requests_per_minute=3, trusted_proxies="127.0.0.1", widget_origins=NAMED)
    headers = {"X-Forwarded-For": "192.0.2.1", "Accept-Language": "ary", "Origin": NAMED}
    for _ in range(3):
        assert (await ask(gateway, "GET", "/api/v1/widget", **headers))[0] == 200
    async with gateway.session.get(gateway.url + "/api/v1/widget", headers=headers) as response:
        assert response.status == 429
        assert (await response.json())["error"] == {"code": "too_many_requests", "message": "ary gateway-too-many"}
        assert 1 <= int(response.headers["Retry-After"]) <= 20
        assert response.headers["Access-Control-Allow-Origin"] == NAMED
    assert (await ask(gateway, "GET", "/api/v1/widget", **{"X-Forwarded-For": "192.0.2.2"}))[0] == 200
    assert (await ask(gateway, "GET", "/health/live", **headers))[0] == 200
