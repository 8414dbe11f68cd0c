"""Our own pages and the widget's files: explicit addresses, nothing inline or foreign, in seven locales."""

from __future__ import annotations

import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from bot.locales import CODES, LOCALES
from channels.web.assets import STATIC, Asset, read_widget
from tests.channels.harness import RunningGateway, Starter

pytestmark = pytest.mark.asyncio

PAGES = ("/", "/plain")


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


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("locale", CODES)
async def test_the_pages_speak_every_locale(gateway: RunningGateway, page: str, locale: str) -> None:
    """Language, direction and sentences are those of the locale, before any script runs."""
    status, body, headers = await gateway.get(f"{page}?lang={locale}")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    [html] = Tags(body).all("html")
    assert html == {"lang": locale, "dir": LOCALES[locale].direction}
    assert f"{locale} site-intro" in body


@pytest.mark.parametrize("page", PAGES)
async def test_the_pages_follow_the_browser(gateway: RunningGateway, page: str) -> None:
    """Accept-Language chooses; a language that we do not speak gives the default; one that is none is refused."""
    for accept, expected in [("ar-MA,fr;q=0.5", "ar"), ("zgh", "zgh"), ("ja", "fr"), ("", "fr")]:
        _, body, headers = await gateway.get(page, **{"Accept-Language": accept})
        assert Tags(body).all("html")[0]["lang"] == expected
        assert headers["Vary"] == "Accept-Language"
    for wrong in ("xx", "FR", "fr'--"):
        status, body, _ = await gateway.get(f"{page}?lang={wrong}")
        assert (status, json.loads(body)["error"]["code"]) == (400, "bad_request")


@pytest.mark.parametrize("page", PAGES)
async def test_nothing_is_inline_or_foreign(gateway: RunningGateway, page: str) -> None:
    """No script or style inside a page, no handler attribute, no address of another host or from the root."""
    _, body, headers = await gateway.get(page)
    tags = Tags(body)
    scripts = [script["src"] for script in tags.all("script")]
    assert scripts == (["widget/chobbak.mjs", "static/site.mjs"] if page == "/" else [])
    assert not tags.all("style")
    for _, attributes in tags.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            assert not re.match(r"[a-z]+:|/", attributes.get(name) or "")
    assert ("script-src 'self'" in headers["Content-Security-Policy"]) == (page == "/")
    sources = "".join(path.read_text() for path in STATIC.iterdir() if path.suffix != ".svg")
    assert not re.findall(r"""(?:src|href|url|fetch|import)\s*[=(]?\s*["'(`]?(?:https?:)?//\w""", sources)
    for unsafe in ("innerHTML", "insertAdjacentHTML", "document.write"):
        assert unsafe not in sources


async def test_security_headers_are_on_every_answer(gateway: RunningGateway) -> None:
    """On pages, on data, on files and on errors alike."""
    for path in (
        *PAGES,
        "/static/site.css",
        "/widget/chobbak.mjs",
        "/api/v1/widget",
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
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] in ("no-referrer", "same-origin")
        assert "Set-Cookie" not in headers


async def test_only_the_showcase_may_ask_for_a_position(gateway: RunningGateway) -> None:
    """The widget on it can share one, with the citizen's consent; nothing else of ours can."""
    assert "geolocation=(self)" in (await gateway.get("/"))[2]["Permissions-Policy"]
    for path in ("/plain", "/api/v1/widget", "/nothing"):
        assert "geolocation=()" in (await gateway.get(path))[2]["Permissions-Policy"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/static/site.mjs", "text/javascript"), ("/static/site.css", "text/css"), ("/static/icon.svg", "image/svg+xml")],
)
async def test_files_are_served_with_a_tag(gateway: RunningGateway, path: str, kind: str) -> None:
    """The right type, and 304 for whoever has it already."""
    status, body, headers = await gateway.get(path)
    assert (status, headers["Content-Type"].split(";")[0]) == (200, kind)
    assert body == (STATIC / Path(path).name).read_text()
    for tag in (headers["ETag"], f'"x", W/{headers["ETag"]}'):
        assert (await gateway.get(path, **{"If-None-Match": tag}))[0] == 304
    assert (await gateway.get(path, **{"If-None-Match": '"x"'}))[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/routes.py",
        "/static/../routes.py",
        "/static/..%2froutes.py",
        "/static/%2e%2e/routes.py",
        "/static/site.css.map",
        "/widget/",
        "/widget/../routes.py",
        "/widget/..%2f..%2fgateway.py",
        "/widget/%2fetc%2fpasswd",
        "/widget/00000000000000000000/chobbak.mjs",
        "/widget/chobbak.mjs.map",
    ],
)
async def test_nothing_else_is_served(gateway: RunningGateway, path: str) -> None:
    """404 for what is not one of the files that were read at the start, however it is written."""
    async with gateway.session.get(gateway.url + path, allow_redirects=False) as response:
        assert response.status in (400, 404)
        assert "def " not in await response.text()


@pytest.fixture
def widget(tmp_path: Path) -> Path:
    """A widget of three files, and what a build or an editor may leave beside them."""
    (tmp_path / "chobbak.mjs").write_text('import { x } from "./view.mjs";\n// comment\n' + "x();\n" * 100)
    (tmp_path / "view.mjs").write_text("export const x = 1;\n")
    (tmp_path / "chobbak.css").write_text(".a{}\n")
    (tmp_path / "chobbak.mjs.map").write_text("{}")
    (tmp_path / "notes.md").write_text("secret")
    return tmp_path


def test_the_entry_names_one_script_of_one_version(widget: Path) -> None:
    """The modules are joined; script and style are below a version that changes with any of them."""
    files = read_widget(widget)
    [version] = {path.split("/")[0] for path in files if "/" in path}
    assert sorted(files) == sorted(["chobbak.mjs", *(f"{version}/{name}" for name in ("chobbak.mjs", "chobbak.css"))])
    assert files["chobbak.mjs"].body.decode() == f'import "./{version}/chobbak.mjs";\n'
    assert files["chobbak.mjs"].caching == "no-cache"
    script = files[f"{version}/chobbak.mjs"]
    assert script.body.decode() == "const x = 1;\n" + "x();\n" * 100
    assert "immutable" in script.caching
    assert sorted(read_widget(widget)) == sorted(files)
    (widget / "chobbak.css").write_text(".b{}\n")
    assert version not in "".join(read_widget(widget))
    assert sorted(name.rpartition("/")[2] for name in read_widget(widget)) == sorted(
        name.rpartition("/")[2] for name in files
    )


async def test_the_widget_is_served(gateway: RunningGateway, widget: Path) -> None:
    """Entry and files, compressed for whoever takes that and only for them."""
    gateway.parts.web.widget = read_widget(widget)
    _, entry, headers = await gateway.get("/widget/chobbak.mjs")
    assert headers["Content-Type"] == "text/javascript; charset=utf-8"
    for address in re.findall(r'"\./(.+?)"', entry):
        assert (await gateway.get(f"/widget/{address}"))[0] == 200
    address = next(path for path in gateway.parts.web.widget if path.endswith("/chobbak.mjs"))
    for accept, packed in (
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("identity", False),
        ("gzip;q=0", False),
        ("", False),
    ):
        async with gateway.session.get(
            f"{gateway.url}/widget/{address}", headers={"Accept-Encoding": accept}, auto_decompress=False
        ) as response:
            body: Any = await response.read()
            assert (response.headers.get("Content-Encoding") == "gzip") == packed
            assert "Accept-Encoding" in response.headers["Vary"]
        assert (gzip.decompress(body) if packed else body).decode() == "const x = 1;\n" + "x();\n" * 100


def test_little_files_are_not_compressed() -> None:
    """It would make them larger."""
    assert Asset(b"x" * 10, "text/css").compressed == b""
    assert 0 < len(Asset(b"x" * 1000, "text/css").compressed) < 100


async def test_sentences_are_escaped(gateway: RunningGateway, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a message file holds, it is text in the page."""
    monkeypatch.setattr("bot.messages.format_message", lambda *_, **__: "\"'><script>alert(1)</script>$dir")
    for page in PAGES:
        _, body, _ = await gateway.get(page)
        assert len(Tags(body).all("script")) == (2 if page == "/" else 0)


async def test_the_line_to_copy_names_this_gateway(start: Starter) -> None:
    """Its public address; whatever stands in a Host header is only text."""
    gateway = await start(public_url="https://bot.example.ma")
    _, body, _ = await gateway.get("/")
    assert "src=&quot;https://bot.example.ma/widget/chobbak.mjs&quot;" in body
    other = await start()
    _, body, _ = await other.get("/", Host='x"><script>alert(1)</script>')
    assert len(Tags(body).all("script")) == 2


async def test_samples_work_without_scripts(gateway: RunningGateway) -> None:
    """Each is a link to the plain page with the question in its field, in its language; nothing is sent by looking."""
    _, body, _ = await gateway.get("/?lang=fr")
    links = [link for link in Tags(body).all("a") if "data-ask" in link]
    assert sorted(str(link["lang"]) for link in links) == sorted(CODES)
    for link in links:
        _, page, _ = await gateway.get("/" + str(link["href"]))
        assert Tags(page).all("html")[0]["lang"] == link["lang"]
        assert len(Tags(page).all("textarea")) == 1
    with gateway.parts.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM conversations").scalar() == 0


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
