"""The demo page: served by explicit routes, without anything inline or foreign, in seven locales."""

from __future__ import annotations

import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.locales import CODES, LOCALES
from tests.channels.harness import RunningGateway

pytestmark = pytest.mark.asyncio

STATIC = Path(__file__).resolve().parents[2] / "channels" / "web" / "static"


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("locale", CODES)
async def test_the_page_speaks_every_locale(gateway: RunningGateway, locale: str) -> None:
    """Language, direction and sentences are those of the locale, before any script runs."""
    status, body, headers = await gateway.get(f"/?lang={locale}")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    [html] = Tags(body).all("html")
    assert html == {"lang": locale, "dir": LOCALES[locale].direction}
    assert f"{locale} gateway-page-intro" in body


async def test_the_page_follows_the_browser(gateway: RunningGateway) -> None:
    """Accept-Language chooses; a language that we do not speak gives the default."""
    for accept, expected in [("ar-MA,fr;q=0.5", "ar"), ("zgh", "zgh"), ("ja", "fr"), ("", "fr")]:
        _, body, headers = await gateway.get("/", **{"Accept-Language": accept})
        assert Tags(body).all("html")[0]["lang"] == expected
        assert headers["Vary"] == "Accept-Language"


async def test_nothing_is_inline_or_foreign(gateway: RunningGateway) -> None:
    """No script or style inside the page, no handler attribute, no address of another host."""
    _, body, _ = await gateway.get("/")
    tags = Tags(body)
    assert [script["src"] for script in tags.all("script")] == ["/chat.js"]
    assert not tags.all("style")
    for _, attributes in tags.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    sources = body + (STATIC / "chat.js").read_text() + (STATIC / "chat.css").read_text()
    assert not re.findall(r"""(?:src|href|url|fetch|import)\s*[=(]?\s*["'(`]?(?:https?:)?//\w""", sources)
    for unsafe in ("innerHTML", "insertAdjacentHTML", "document.write"):
        assert unsafe not in sources


async def test_security_headers_are_on_every_answer(gateway: RunningGateway) -> None:
    """On pages, on data and on errors alike."""
    for path in (
        "/",
        "/chat.js",
        "/chat.css",
        "/api/v1/page",
        "/health/live",
        "/metrics",
        "/nothing",
        "/api/v1/events",
    ):
        _, _, headers = await gateway.get(path)
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(("path", "kind"), [("/chat.js", "text/javascript"), ("/chat.css", "text/css")])
async def test_files_are_served_with_a_tag(gateway: RunningGateway, path: str, kind: str) -> None:
    """The right type, and 304 for whoever has it already."""
    status, body, headers = await gateway.get(path)
    assert (status, headers["Content-Type"]) == (200, f"{kind}; charset=utf-8")
    assert body == (STATIC / path[1:]).read_text()
    assert (await gateway.get(path, **{"If-None-Match": headers["ETag"]}))[0] == 304


async def test_the_sentences_can_be_asked_for(gateway: RunningGateway) -> None:
    """Everything that the page says, the languages to choose from, and one sample question in each of them."""
    status, body, _ = await gateway.get("/api/v1/page?locale=ary")
    page = json.loads(body)
    assert (status, page["locale"], page["dir"]) == (200, "ary", "rtl")
    assert page["texts"]["send"] == "ary gateway-page-send"
    assert [locale["code"] for locale in page["locales"]] == list(CODES)
    assert sorted(sample["locale"] for sample in page["samples"]) == sorted(CODES)
    for wrong in ("xx", "FR", "fr'--"):
        status, body, _ = await gateway.get(f"/api/v1/page?locale={wrong}")
        assert (status, json.loads(body)["error"]["code"]) == (400, "bad_request")


async def test_sentences_are_escaped(gateway: RunningGateway, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a message file holds, it is text in the page."""
    monkeypatch.setattr("bot.messages.format_message", lambda *_, **__: "\"'><script>alert(1)</script>$dir")
    _, body, _ = await gateway.get("/")
    assert len(Tags(body).all("script")) == 1
    assert json.loads(Tags(body).all("body")[0]["data-page"] or "")["texts"]["send"].startswith("\"'>")


async def test_the_page_is_small() -> None:
    """At most 15 KB of script, compressed, and no dependency."""
    script = (STATIC / "chat.js").read_bytes()
    assert len(gzip.compress(script)) <= 15 * 1024
    assert b"import " not in script


async def test_health_names_what_is_missing(gateway: RunningGateway) -> None:
    """Live whatever happens; ready only when a citizen would be answered."""
    assert json.loads((await gateway.get("/health/ready"))[1]) == {"ready": True, "missing": [], "degraded": []}
    engine = gateway.parts.engine
    engine._engine, engine._actions = "http://127.0.0.1:1", "http://127.0.0.1:1"
    status, body, _ = await gateway.get("/health/ready")
    assert (status, json.loads(body)["missing"]) == (503, ["engine", "actions"])
    assert json.loads(body)["error"] == {"code": "unavailable", "message": "missing: engine, actions"}
    assert (await gateway.get("/health/live"))[0] == 200


async def test_metrics_count_without_naming(gateway: RunningGateway) -> None:
    """Prometheus' format; what happened is counted, who it was is not."""
    client = await gateway.client()
    await client.ask("salam", "m1")
    await client.post({"id": "m2"})
    _, body, headers = await gateway.get("/metrics")
    assert headers["Content-Type"].startswith("text/plain; version=0.0.4")
    for line in (
        'chobbak_messages_received_total{channel="web",outcome="queued"} 1.0',
        'chobbak_turns_total{outcome="done"} 1.0',
        'chobbak_requests_refused_total{code="bad_request"} 1.0',
        'chobbak_inbox_messages{state="received"} 0.0',
    ):
        assert line in body
    assert client.conversation not in body
