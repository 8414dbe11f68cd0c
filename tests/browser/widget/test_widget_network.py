"""On a line of a village: what the first visit weighs, and how soon one can write."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.widget.citizen import Citizen
from tests.browser.widget.stage import Gateway

pytestmark = [pytest.mark.browser]

Opens = Callable[..., Citizen]
FIRST_LOAD_BYTES = 30_000
SECONDS = 5.0
TWO_G = {"offline": False, "latency": 300, "downloadThroughput": 250_000 / 8, "uploadThroughput": 50_000 / 8}


def measured(one: Citizen, conditions: dict[str, Any] | None = None) -> tuple[float, dict[str, float]]:
    """Seconds until one can write, and the bytes that each request of the gateway's took on the line."""
    devtools = one.context.new_cdp_session(one.page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": False})
    if conditions:
        devtools.send("Network.emulateNetworkConditions", conditions)
    urls: dict[str, str] = {}
    sizes: dict[str, float] = {}
    devtools.on(
        "Network.requestWillBeSent", lambda event: urls.__setitem__(event["requestId"], event["request"]["url"])
    )

    def finished(event: dict[str, Any]) -> None:
        url = urls.get(event["requestId"], "")
        if url.startswith(one.website.gateway):
            sizes[url.removeprefix(one.website.gateway)] = event["encodedDataLength"]

    devtools.on("Network.loadingFinished", finished)
    begun = time.monotonic()
    one.page.goto(one.address)
    one.open()
    expect(one.page.locator("textarea")).to_be_visible()
    one.page.locator("textarea").fill("combien coûte le passeport ?")
    return time.monotonic() - begun, sizes


@pytest.mark.parametrize("locale", ["fr", "ary", "zgh"])
def test_the_first_visit_on_2g(citizen: Opens, locale: str) -> None:
    """Usable within five seconds and thirty kilobytes, headers included; then a question is asked and answered."""
    one = citizen(lang=locale, visit=False)
    seconds, sizes = measured(one, TWO_G)
    assert sum(sizes.values()) <= FIRST_LOAD_BYTES, sizes
    assert seconds <= SECONDS, seconds
    assert len(sizes) <= 5, sizes  # the entry, the script, the style, the words
    one.page.keyboard.press("Enter")
    one.answered("réponse à combien coûte le passeport ?")


def test_the_second_visit_asks_for_almost_nothing(citizen: Opens) -> None:
    """Script and style are kept for good; what is asked again is answered with: nothing new."""
    one = citizen()
    one.open()
    _, sizes = measured(one)
    assert sum(sizes.values()) <= 3_000, sizes


def test_a_reload_on_2g_does_not_fetch_what_was_said_again(citizen: Opens, counter: Gateway) -> None:
    """The stream begins after the last event that is known."""
    one = citizen()
    one.open()
    for text in ("un", "deux"):
        one.say(text)
        one.answered(f"réponse à {text}")
    lasts: list[str | None] = []
    one.page.on(
        "request",
        lambda request: lasts.append(request.headers.get("last-event-id")) if "/events" in request.url else None,
    )
    one.page.reload()
    one.open()
    one.say("trois")
    one.answered("réponse à trois")
    assert lasts
    assert all(last and int(last) > 0 for last in lasts)
