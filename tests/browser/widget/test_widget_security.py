"""Whatever is put into a message, a name, a title or a file: it is text. And who may not embed the widget gets nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import requests
from playwright.sync_api import expect

from tests.browser.widget.citizen import ANSWER, Citizen
from tests.browser.widget.stage import Gateway, ScriptedEngine, Website, say

pytestmark = [pytest.mark.browser]

Opens = Callable[..., Citizen]
PAYLOADS = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</textarea></li><svg onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    '"><a href="javascript:alert(1)">x</a>',
    "javascript:alert(1)",
    "https://javascript:alert(1)@evil.example/",
    "data:text/html,<script>alert(1)</script>",
    "[x](javascript:alert(1)) <https://evil.example> ![x](x)",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= 7*7 %>",
    "<template><slot name=x></template><style>*{display:none}</style>",
    "<base href=https://evil.example/><meta http-equiv=refresh content=0;url=https://evil.example>",
    "__proto__", "constructor", "[object Object]",
    "\u202egpj.exe\u202c \u2066\u2067\u2069 \ufeff\u200b",
    "%3Cscript%3Ealert(1)%3C/script%3E &lt;script&gt; &#60;img src=x&#62;",
    "\x00\x08<b>\x7f</b>",
)  # fmt: skip
_ELEMENTS = (
    "[...document.querySelector('chobbak-chat').shadowRoot.querySelectorAll('script, iframe, img, style, link, base, meta, object, embed,"
    ' template, a:not([href^="https://"]):not([href^="http://"])\')].length'
)


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_hostile_answer_runs_nothing_and_is_shown_as_text(
    citizen: Opens, engine: ScriptedEngine, payload: str
) -> None:
    """In the text, a title, a list, a button, an agent's name, a kind, a language and a direction; after a reload as well."""
    hostile = say(
        f"{payload}\nPrix : {payload}\n• {payload}\n• 500 DH",
        buttons=[{"title": payload, "payload": "/menu"}],
        name=payload,
        kind=payload,
    )
    engine.script = lambda _: [hostile]
    one = citizen()
    one.page.on("dialog", lambda dialog: one.problems.append(f"dialog: {dialog.message}"))
    one.open()
    one.say(payload)
    one.answered("500 DH")
    assert one.page.evaluate(_ELEMENTS) == 0
    one.page.reload()
    one.open()
    one.answered("500 DH")
    assert one.page.evaluate(_ELEMENTS) == 0
    assert one.page.locator(".box").count() == 1


def test_hostile_files_titles_and_introductions(citizen: Opens) -> None:
    """Names and addresses of files, attributes of the page, words, notices and languages from a gateway that is not itself."""
    evil = "<img src=x onerror=alert(1)>\"'`"
    files = [
        {"name": evil, "content_type": "text/calendar", "path": "/files/x"},
        {"name": evil, "content_type": "image/png", "path": "javascript:alert(1)"},
        {"name": evil, "content_type": "image/svg+xml", "path": "//evil.example/x.svg"},
        {"name": evil, "content_type": "image/png", "path": "/../../evil"},
        {"name": evil, "content_type": evil, "path": ":javascript:alert(1)"},
        {"name": None, "content_type": None, "path": None},
    ]
    one = citizen(visit=False, title=evil, greeting=evil, question=evil, logo="javascript:alert(1)", locale=evil)
    one.page.on("dialog", lambda dialog: one.problems.append(f"dialog: {dialog.message}"))
    _rewritten(one, files, evil)
    one.expects = ("404", "net::ERR")
    one.page.goto(one.address)
    one.open()
    one.page.locator(".intro button").first.click()
    one.answered("réponse")
    assert one.page.locator(".bubble img").count() <= 2
    links = one.page.locator(".bubble a, .bubble img").evaluate_all("(all) => all.map((one) => one.href ?? one.src)")
    assert links
    assert all(link.startswith(one.website.gateway) for link in links), links
    assert one.page.locator("h2").inner_text() == evil


def _rewritten(one: Citizen, files: list[dict[str, Any]], evil: str) -> None:
    """What the gateway says, with something evil in every place."""

    def introduce(route: Any) -> None:
        response = route.fetch()
        page = response.json()
        page["texts"] = dict.fromkeys(page["texts"], evil)
        page |= {"notice": {"text": evil, "locale": evil, "dir": evil}, "locale": evil, "dir": evil}
        page["locales"] = [{"code": evil, "name": evil, "dir": evil}]
        page["samples"] = [{"locale": evil, "dir": evil, "text": evil}]
        route.fulfill(response=response, json=page)

    def stream(route: Any) -> None:
        answer = say("réponse", files=files, buttons=[{"title": evil, "payload": evil}], name=evil, kind=evil)
        events = [
            ("message", {"id": 10**15, **answer, "locale": evil, "dir": evil}),
            ("state", {"state": evil}),
            (evil, {}),
        ]
        body = "".join(f"id: {10**15}\nevent: {event}\ndata: {json.dumps(data)}\n\n" for event, data in events)
        headers = {"Access-Control-Allow-Origin": one.website.url, "Content-Type": "text/event-stream"}
        route.fulfill(body=body, headers=headers)

    one.page.route("**/api/v1/widget*", introduce)
    one.page.route("**/api/v1/events*", stream)


def test_an_origin_that_is_not_named_gets_nothing(browser: Any, counter: Gateway, website: Website) -> None:
    """The files load, the API refuses: the page keeps what it had without us. A named one is served."""
    stranger = Citizen(browser, website, address=website.stranger, expects=("CORS", "403", "net::ERR"))
    stranger.page.wait_for_timeout(1500)
    assert stranger.page.locator(".launcher").count() == 0
    expect(stranger.page.get_by_role("link", name="Formulaire")).to_be_visible()
    assert stranger.leave() == []


def test_other_origins_are_refused_whatever_they_ask(counter: Gateway, website: Website) -> None:
    """Also without a browser's help: named, foreign, null and deceptive origins."""
    for origin, status in (
        (website.url, 201),
        (website.stranger, 403),
        ("null", 403),
        (f"{website.url}.evil.example", 403),
        ("https://evil.example", 403),
    ):
        answer = requests.post(f"{counter.url}/api/v1/conversations", headers={"Origin": origin}, timeout=10)
        assert answer.status_code == status, origin
        assert answer.headers.get("Access-Control-Allow-Origin") == (origin if status == 201 else None)
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Set-Cookie" not in answer.headers


def test_no_cookie_no_token_in_an_address_no_third_party(citizen: Opens) -> None:
    """The token travels in a header only; nothing is set, nothing tells where the citizen came from."""
    one = citizen()
    referrers: list[str] = []
    one.page.on(
        "request",
        lambda request: referrers.append(request.headers.get("referer", "")) if "/api/" in request.url else None,
    )
    one.open()
    one.say("un")
    one.answered("réponse à un")
    token = one.page.evaluate(
        "JSON.parse(Object.entries(localStorage).find(([key]) => key.endsWith(':session'))[1]).token"
    )
    assert len(token) >= 40
    assert not [url for url in one.requested if token in url]
    assert set(referrers) == {""}
    assert one.context.cookies() == []
    assert one.page.evaluate("document.cookie") == ""


def test_a_conversation_of_one_citizen_is_not_another_ones(citizen: Opens) -> None:
    """Two profiles of one website: two conversations."""
    one, other = citizen(), citizen()
    for person, word in ((one, "secret"), (other, "autre")):
        person.open()
        person.say(word)
        person.answered(f"réponse à {word}")
    assert "secret" not in " ".join(other.messages())


def test_memory_of_one_tab(citizen: Opens) -> None:
    """On a shared computer a website can have everything forgotten with the tab."""
    one = citizen(memory="tab")
    one.open()
    one.say("un")
    one.answered("réponse à un")
    assert one.page.evaluate("localStorage.length") == 0
    one.page.reload()
    one.open()
    one.answered("réponse à un")
    other = one.tab()
    one.open(other)
    expect(other.locator(".message")).to_have_count(0)


def test_a_dead_token_begins_anew_and_loses_nothing_that_was_typed(citizen: Opens) -> None:
    """The conversation expired: the citizen is told, and what they wrote is sent in a new one."""
    one = citizen(expects=("401",))
    one.open()
    one.say("un")
    one.answered("réponse à un")
    one.page.evaluate(
        "(() => { const key = Object.keys(localStorage).find((key) => key.endsWith(':session'));"
        "localStorage[key] = JSON.stringify({ conversation: 'x', token: 'x'.repeat(43) }); })()"
    )
    one.say("deux")
    one.answered("réponse à deux")
    expect(one.page.locator(ANSWER)).to_have_count(2)
