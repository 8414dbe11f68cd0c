"""Our own pages in Chromium: the showcase with the widget in it, and the page without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from bot.locales import CODES, LOCALES
from tests.browser.widget.citizen import Citizen
from tests.browser.widget.stage import Gateway, ScriptedEngine
from tests.browser.widget.test_widget_accessibility import answer, violations

pytestmark = [pytest.mark.browser]

Opens = Callable[..., Citizen]


def visitor(citizen: Opens, address: str, **wishes: Any) -> Citizen:
    one = citizen(visit=False, **wishes)
    one.page.goto(address)
    return one


@pytest.mark.parametrize("locale", CODES)
def test_the_showcase_in_each_locale(citizen: Opens, counter: Gateway, engine: ScriptedEngine, locale: str) -> None:
    """A sample question goes to the widget, which speaks the page's language; axe finds nothing; 320 pixels are enough."""
    engine.script = lambda _: answer(locale)
    one = visitor(citizen, f"{counter.url}/?lang={locale}")
    expect(one.page.locator(".box")).to_have_attribute("lang", locale)
    assert violations(one.page) == []
    one.page.locator(f"a[data-ask][lang={locale}]").click()
    one.answered("idarati.ma")
    assert one.page.url.endswith(f"/?lang={locale}")
    assert violations(one.page) == []
    one.page.set_viewport_size({"width": 320, "height": 640})
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_newest_question_and_its_answer_are_in_view(
    citizen: Opens, counter: Gateway, engine: ScriptedEngine
) -> None:
    """However far down its page the widget stands: the window of messages moves, not to its top but to what is new."""
    engine.script = lambda _: answer("fr")
    one = visitor(citizen, f"{counter.url}/?lang=fr", size=(420, 820))
    for number in range(4):
        one.page.locator("chobbak-chat textarea").fill(f"passeport {number}")
        one.page.locator("chobbak-chat textarea").press("Enter")
        expect(one.page.locator("chobbak-chat .mine")).to_have_count(number + 1)
        expect(one.page.locator("chobbak-chat .bubble")).to_have_count(2 * (number + 1))
    last = one.page.locator("chobbak-chat .mine").last
    seen = """mine => { const log = mine.closest(".log").getBoundingClientRect(), own = mine.getBoundingClientRect();
              return own.top >= log.top - 1 && own.bottom <= log.bottom + 1; }"""
    assert last.evaluate(seen)


@pytest.mark.parametrize("locale", CODES)
def test_the_page_without_scripts_in_each_locale(
    citizen: Opens, counter: Gateway, engine: ScriptedEngine, locale: str
) -> None:
    """Post, answer, scroll, with scripts switched off; what a citizen reads is as accessible as the widget."""
    engine.script = lambda _: answer(locale)
    one = visitor(citizen, f"{counter.url}/plain?lang={locale}", look={"java_script_enabled": False}, size=(320, 640))
    one.page.locator("textarea").fill("passeport <b>")
    one.page.locator("button.send").click()
    expect(one.page.locator(".message").last).to_contain_text("idarati.ma")
    expect(one.page.locator("html")).to_have_attribute("dir", LOCALES[locale].direction)
    expect(one.page.locator(".mine")).to_contain_text("passeport <b>")
    one.context.close()
    seeing = visitor(citizen, f"{counter.url}/plain?lang={locale}", size=(320, 640))
    assert violations(seeing.page) == []
    seeing.page.locator("textarea").fill("passeport")
    seeing.page.locator("button.send").click()
    expect(seeing.page.locator(".message").last).to_contain_text("idarati.ma")
    assert violations(seeing.page) == []
    assert seeing.page.evaluate("document.documentElement.scrollWidth") <= 320
