"""The page without scripts: the whole conversation from a form, in every locale, without a cookie."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from html.parser import HTMLParser
from typing import Any

import pytest

from bot.locales import CODES
from bot.persistence.records import ANSWER, NOTICE, OWN, OutboundMessage
from channels.web.plain import View, form, page
from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import RunningGateway, Starter
from tests.channels.web.test_html import HOSTILE, Seen

pytestmark = pytest.mark.asyncio


class Page(HTMLParser):
    """What a browser without scripts makes of a page: its forms, and what stands in its bubbles."""

    def __init__(self, status: int, body: str, headers: Any) -> None:
        super().__init__()
        self.status, self.body, self.headers = status, body, headers
        self.forms: list[dict[str, Any]] = []
        self.bubbles: list[str] = []
        self.told = ""
        self.text = ""
        self._in = ""
        self._depth = 0
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({"action": found["action"], "class": found.get("class", ""), "fields": {}, "buttons": []})
        if tag == "input" and self.forms:
            self.forms[-1]["fields"][found["name"]] = found["value"]
        if tag == "button":
            self.forms[-1]["buttons"].append((found.get("name"), found.get("value")))
        if tag == "div" and (self._depth or found.get("class") == "bubble"):
            self._depth += 1
            if found.get("class") == "bubble":
                self.bubbles.append("")
        if found.get("class") == "told":
            self._in = "told"
        if tag == "textarea":
            self._in = "textarea"

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._depth:
            self._depth -= 1
        if tag in ("p", "textarea"):
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.bubbles[-1] += data
        if self._in == "told":
            self.told += data
        if self._in == "textarea":
            self.text += data

    def form(self, class_: str) -> dict[str, Any]:
        [found] = [one for one in self.forms if one["class"] == class_]
        return found


async def load(gateway: RunningGateway, path: str = "/plain?lang=fr") -> Page:
    return Page(*await gateway.get(path))


async def submit(
    gateway: RunningGateway, shown: Page, class_: str = "question", headers: Any = None, **fields: str
) -> Page:
    data = {**shown.form(class_)["fields"], **fields}
    async with gateway.session.post(f"{gateway.url}/plain", data=data, headers=headers) as response:
        return Page(response.status, await response.text(), response.headers)


@pytest.mark.parametrize("locale", CODES)
async def test_a_conversation_in_every_locale(gateway: RunningGateway, engine: FakeEngine, locale: str) -> None:
    """Ask, press a button, ask again: everything is on the page each time, and the engine is told the locale."""
    shown = await load(gateway, f"/plain?lang={locale}")
    shown = await submit(gateway, shown, text="salam")
    assert shown.bubbles == ["salam", "réponse 1 à salam"]
    shown = await submit(gateway, shown, "choices", choice='/ask_procedure{"facet": "fee"}')
    assert shown.bubbles[2:] == ["Le prix", "réponse 2 à Le prix"]
    shown = await submit(gateway, shown, text="encore")
    assert len(shown.bubbles) == 6
    assert [(call["text"], call["payload"]) for call in engine.calls] == [
        ("salam", None),
        ("Le prix", '/ask_procedure{"facet": "fee"}'),
        ("encore", None),
    ]
    assert engine.calls[0]["metadata"]["locale_hint"] == locale
    assert f"{locale} site-send" in shown.body


async def test_no_cookie_and_nothing_is_kept(gateway: RunningGateway) -> None:
    """The token is in the page alone: not in an address, not in a cookie, not in a cache."""
    shown = await submit(gateway, await load(gateway), text="salam")
    token = shown.form("question")["fields"]["token"]
    assert shown.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in shown.headers
    assert not [one for one in shown.forms if token in one["action"]]
    assert f"?{token}" not in shown.body
    assert f"={token}" not in shown.body


async def test_loading_a_page_again_says_nothing_twice(gateway: RunningGateway, engine: FakeEngine) -> None:
    """The same form again has the same id."""
    first = await submit(gateway, await load(gateway), text="salam")
    fields = first.form("question")["fields"] | {"text": "encore"}
    pages = []
    for _ in range(2):
        async with gateway.session.post(f"{gateway.url}/plain", data=fields) as response:
            pages.append(Page(response.status, await response.text(), response.headers))
    assert pages[0].bubbles == pages[1].bubbles
    assert len(engine.turns) == 2


async def test_the_language_changes_and_the_conversation_stays(gateway: RunningGateway) -> None:
    """A button for each other language sends the token along."""
    shown = await submit(gateway, await load(gateway), text="salam")
    languages = shown.form("languages")
    assert sorted(str(value) for _, value in languages["buttons"]) == sorted(set(CODES) - {"fr"})
    arabic = await submit(gateway, shown, "languages", lang="ary")
    assert arabic.bubbles == shown.bubbles
    assert '<html lang="ary" dir="rtl">' in arabic.body


async def test_erasing(gateway: RunningGateway) -> None:
    """One button; then an empty page that says so, and the old page opens nothing."""
    shown = await submit(gateway, await load(gateway), text="salam")
    erased = await submit(gateway, shown, "ends", do="erase")
    assert (erased.status, erased.bubbles, erased.told) == (200, [], "fr site-erased")
    with gateway.parts.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM inbox").scalar() == 0
    again = await submit(gateway, shown, text="encore")
    assert (again.status, again.told, again.text) == (401, "fr site-expired", "encore")
    assert "token" not in again.form("question")["fields"]
    assert (await submit(gateway, again, text=again.text)).bubbles[0] == "encore"


async def test_an_answer_that_takes_too_long_can_be_asked_for(start: Starter, engine: FakeEngine) -> None:
    """The page comes back with a button that shows the answer once it is there."""
    gateway = await start()
    gateway.parts.wait_seconds = 0.2
    engine.delay = 3
    shown = await submit(gateway, await load(gateway), text="salam")
    assert shown.bubbles == ["salam"]
    refresh = shown.form("refresh")["fields"]
    assert "id" not in refresh
    for _ in range(200):
        async with gateway.session.post(f"{gateway.url}/plain", data=refresh) as response:
            shown = Page(response.status, await response.text(), response.headers)
        if len(shown.bubbles) == 2:
            break
        await asyncio.sleep(0.05)
    assert shown.bubbles[1] == "réponse 1 à salam"
    assert not [one for one in shown.forms if one["class"] == "refresh"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 200),
        (b"text=", 200),
        (b"text=%20%0a&id=m1", 200),
        (b"text=salam", 200),
        (b"lang=xx&text=salam&id=m1", 200),
        (b"id=m1&choice=%2Fnot_a_button%7B", 400),
        (b"id=with%20space&text=salam", 400),
        (b"token=short&text=salam&id=m1", 401),
        (b"token=" + b"A" * 43 + b"&text=salam&id=m1", 401),
        (b"token=%22%3E%3Cscript%3E&text=%3Cscript%3E&id=m1", 401),
        (b"text=%ff&id=m1", 400),
        (b"\xff\xfe", 400),
        (b"a=1&" * 50, 400),
        (b"text=" + b"x" * 70_000, 413),
    ],
)
async def test_nonsense_is_a_page_or_an_error(gateway: RunningGateway, body: bytes, status: int) -> None:
    """Never a traceback, and never a script."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with gateway.session.post(f"{gateway.url}/plain", data=body, headers=headers) as response:
        assert response.status == status
        text = await response.text()
    assert "Traceback" not in text
    assert "<script" not in text


async def test_a_stranger_cannot_send_our_form(gateway: RunningGateway, engine: FakeEngine) -> None:
    """A page of another site could make a browser send it; the origin that the browser names stops it."""
    shown = await load(gateway)
    for origin in ("https://evil.example", "null"):
        data = {**shown.form("question")["fields"], "text": "salam"}
        async with gateway.session.post(f"{gateway.url}/plain", data=data, headers={"Origin": origin}) as response:
            assert response.status == 403
    assert (await submit(gateway, shown, headers={"Origin": gateway.url}, text="salam")).status == 200
    assert shown.headers["Referrer-Policy"] == "same-origin"  # else browsers would name no origin at all
    assert len(engine.calls) == 1


async def test_limits_are_told_in_words(start: Starter) -> None:
    """429 with the page, the sentence, and what was typed still in its field."""
    gateway = await start(messages_per_minute=1, conversations_per_minute=1)
    shown = await submit(gateway, await load(gateway), text="un")
    refused = await submit(gateway, shown, text="deux")
    assert (refused.status, refused.told, refused.text) == (429, "fr gateway-too-many", "deux")
    refused = await submit(gateway, await load(gateway), text="trois")
    assert (refused.status, refused.text) == (429, "trois")


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_hostile_words_run_nothing(gateway: RunningGateway, engine: FakeEngine, hostile: str) -> None:
    """Typed by a citizen, or said by whoever answers: text, title, file name and address alike."""
    at = datetime(2026, 12, 1, tzinfo=timezone.utc)
    file = {"name": hostile, "content_type": "text/calendar", "path": "/" + hostile}
    picture = {"name": hostile, "content_type": "image/png", "path": "/files/a"}
    body = {
        "text": hostile,
        "locale": hostile,
        "dir": hostile,
        "buttons": [{"title": hostile, "payload": hostile}],
        "files": [file, picture, {"name": "x", "content_type": "text/html", "path": hostile}],
    }
    messages = [
        OutboundMessage(1, "one", OWN, {"text": hostile}, "m1", at),
        OutboundMessage(2, "one", ANSWER, body, "m1", at),
    ]
    said = {"text": hostile, "locale": "fr", "dir": "ltr"}
    seen = Seen(page(View("fr", hostile, messages, told=hostile, draft=hostile, notice=said)))
    assert not {"script", "svg", "iframe", "object"} & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "style"]
    for name, value in seen.attributes:
        assert name not in ("href", "src") or not value.lower().startswith(("javascript:", "data:", "//"))
    shown = await submit(gateway, await load(gateway), text=hostile)
    assert "<script" not in shown.body
    assert len(shown.bubbles) == 2


async def test_attachments_are_shown(gateway: RunningGateway) -> None:
    """A picture is seen, a calendar file can be kept, a position and a photo are named; foreign addresses are not."""
    at = datetime(2026, 12, 1, tzinfo=timezone.utc)
    files = [
        {"name": "rdv.ics", "content_type": "text/calendar", "path": "/files/a"},
        {"name": "qr.png", "content_type": "image/png", "path": "/files/b"},
        {"name": "x", "content_type": "image/png", "path": "https://evil.example/x"},
        {"name": "x", "content_type": "image/png", "path": "//evil.example/x"},
    ]
    own = {"text": "", "location": {"latitude": 34.0, "longitude": -6.8}, "media": [{"id": "0", "content_type": "x"}]}
    shown = page(
        View(
            "fr",
            "t",
            [
                OutboundMessage(1, "one", OWN, own, "m1", at),
                OutboundMessage(2, "one", ANSWER, {"text": "voici", "files": files}, "m1", at),
            ],
        )
    )
    assert '<a href="./files/a" download="rdv.ics">rdv.ics</a>' in shown
    assert '<img src="./files/b" alt="qr.png" class="picture">' in shown
    assert "evil.example" not in shown
    assert "fr site-location" in shown
    assert "fr site-file" in shown
    assert 'id="answer"' in shown.split("voici")[0].rsplit("<li", 1)[1]


def test_the_last_choices_stay_under_a_notice() -> None:
    """What the gateway says after an answer does not take its buttons away; what the citizen says does."""
    at, buttons = datetime(2026, 12, 1, tzinfo=timezone.utc), [{"title": "Oui", "payload": "/affirm"}]
    answers = [
        OutboundMessage(1, "one", ANSWER, {"text": "a", "buttons": buttons}, "m1", at),
        OutboundMessage(2, "one", ANSWER, {"text": "b", "buttons": buttons}, "m1", at),
        OutboundMessage(3, "one", NOTICE, {"text": "c", "kind": "notice"}, "m1", at),
    ]
    assert page(View("fr", "t", answers)).count('class="choices"') == 1
    own = OutboundMessage(4, "one", OWN, {"text": "d"}, "m2", at)
    assert page(View("fr", "t", [*answers, own])).count('class="choices"') == 0


def test_only_our_fields_are_read() -> None:
    """Other fields of a form are not ours; a field that is there twice is read once."""
    read = form(b"text=un&text=deux&more=x&id=m1")
    assert (read.text, read.id, read.says_something) == ("deux", "m1", True)
