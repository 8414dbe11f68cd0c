"""WCAG 2.2 AA as far as a machine can tell: axe in every state and locale, sizes, directions, what is read out."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from bot.locales import CODES
from tests.browser.widget.citizen import Citizen
from tests.browser.widget.stage import Gateway, ScriptedEngine, say

pytestmark = [pytest.mark.browser]

Opens = Callable[..., Citizen]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
TITLES = {
    "fr": ("Passeport biométrique (adulte)", "Prix : \u2068500 DH\u2069", "Papiers", "Source : \u2068idarati.ma\u2069, vérifié le \u206819/05/2026\u2069."),
    "ar": ("جواز السفر البيومتري (للراشدين)", "الثمن: \u2068500 درهم\u2069", "الوثائق", "المصدر: \u2068idarati.ma\u2069، بتاريخ \u206819/05/2026\u2069."),
    "ary": ("الباسبور (الكبار)", "الثمن: \u2068500 درهم\u2069", "الوراق", "المصدر: \u2068idarati.ma\u2069، شفناه نهار \u206819/05/2026\u2069."),
    "ary-Latn": ("Passport (lkbar)", "Taman: \u2068500 DH\u2069", "Lwra9", "Source: \u2068idarati.ma\u2069, chefnah nhar \u206819/05/2026\u2069."),
    "zgh": ("ⵍⴱⴰⵙⴱⵓⵕ", "ⴰⵜⵉⴳ: \u2068500 ⴷⵔⵀⵎ\u2069", "ⵍⵡⵔⴰⵇ", "ⴰⵖⴱⴰⵍⵓ: \u2068idarati.ma\u2069, \u206819/05/2026\u2069."),
    "zgh-Latn": ("Lbasbuṛ", "Atig: \u2068500 drhm\u2069", "Lwraq", "Aɣbalu: \u2068idarati.ma\u2069, \u206819/05/2026\u2069."),
    "en": ("Biometric passport (adult)", "Fee: \u2068500 MAD\u2069", "Papers", "Source: \u2068idarati.ma\u2069, checked on \u206819/05/2026\u2069."),
}  # fmt: skip
STATES = ("closed", "begun", "answered", "menu", "erasing", "locating", "waiting", "attached", "notice", "off", "inline", "dark", "phone")  # fmt: skip


def answer(locale: str) -> list[dict[str, Any]]:
    """An answer with everything in it: title, label, list, link, source, buttons, a picture and a file."""
    title, fee, papers, source = TITLES[locale]
    text = f"{title}\n{fee}\n{papers}:\n• \u2068CNIE AB000001\u2069\n• \u2068https://www.passeport.ma\u2069\n\n{source}"
    return [say(text, locale, buttons=[{"title": papers, "payload": "/menu"}, {"title": "3737", "payload": "/human"}])]


def violations(page: Any) -> list[str]:
    """What axe finds in the page as it is: rule and place."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("locale", CODES)
def test_axe_finds_nothing_in_any_state(citizen: Opens, engine: ScriptedEngine, counter: Gateway, locale: str) -> None:
    """Thirteen states of the widget in each locale, by all rules of WCAG 2.0, 2.1 and 2.2 A and AA and good practice."""
    engine.script = lambda _: answer(locale)
    found: dict[str, list[str]] = {}
    one = citizen(lang=locale, expects=("net::ERR",))
    page = one.page

    def look(state: str, at: Any = None) -> None:
        found[state] = violations(at or page)

    expect(page.locator(".launcher")).to_be_visible()
    look("closed")
    one.open()
    look("begun")
    one.say(TITLES[locale][0])
    one.answered("idarati.ma")
    look("answered")
    page.locator(".head .plain").first.click()
    look("menu")
    page.locator(".menu button").last.click()
    look("erasing")
    page.keyboard.press("Escape")
    page.locator("form .plain").nth(1).click()
    look("locating")
    page.keyboard.press("Escape")
    page.locator("input[type=file]").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": PDF})
    expect(page.locator(".tray progress")).to_have_js_property("value", 1)
    look("attached")
    page.locator(".tray button").click()
    one.context.set_offline(True)
    one.say("?")
    expect(page.locator(".status")).to_be_visible()
    look("waiting")
    one.context.set_offline(False)
    expect(page.locator(".status")).to_be_hidden(timeout=20_000)
    page.emulate_media(color_scheme="dark")
    look("dark")
    for state, more in (
        ("notice", {}),
        ("off", {"closed": {"text": TITLES[locale][3], "locale": locale, "dir": "auto"}}),
    ):
        other = citizen(lang=locale, visit=False)
        introduced(other, notice={"text": TITLES[locale][0], "locale": locale, "dir": "auto"}, **more)
        other.page.goto(other.address)
        other.open()
        look(state, other.page)
    inline = citizen(lang=locale, position="inline")
    inline.say(TITLES[locale][0])
    inline.answered("idarati.ma")
    look("inline", inline.page)
    phone = citizen(lang=locale, size=(360, 640), look={"has_touch": True, "is_mobile": True})
    phone.open()
    phone.say(TITLES[locale][0])
    phone.answered("idarati.ma")
    look("phone", phone.page)
    assert sorted(found) == sorted(STATES)
    report(locale, found)
    assert {state: problems for state, problems in found.items() if problems} == {}


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def introduced(one: Citizen, **changes: Any) -> None:
    """The gateway's introduction with some of it changed."""

    def change(route: Any) -> None:
        response = route.fetch()
        route.fulfill(response=response, json={**response.json(), **changes})

    one.page.route("**/api/v1/widget*", change)


def report(locale: str, found: dict[str, list[str]]) -> None:
    """A row of the table for whoever wants it: AXE_TABLE=FILE."""
    if path := os.environ.get("AXE_TABLE"):
        with Path(path).open("a", encoding="utf-8") as table:
            table.write(f"| {locale} | " + " | ".join(str(len(found[state])) for state in STATES) + " |\n")


def test_axe_would_find_something(citizen: Opens) -> None:
    """A label taken away is found, inside the shadow root."""
    one = citizen()
    one.open()
    one.page.evaluate(
        "document.querySelector('chobbak-chat').shadowRoot.querySelector('textarea').removeAttribute('aria-label')"
    )
    one.page.evaluate(
        "document.querySelector('chobbak-chat').shadowRoot.querySelector('textarea').removeAttribute('placeholder')"
    )
    assert any("label" in problem for problem in violations(one.page))


@pytest.mark.parametrize("locale", CODES)
@pytest.mark.parametrize("size", [(320, 568), (320, 256)], ids=["320px", "400%"])
def test_nothing_is_lost_on_320_pixels_or_at_400_percent(
    citizen: Opens, engine: ScriptedEngine, locale: str, size: tuple[int, int]
) -> None:
    """No line needs scrolling to the side; answer, field and every control can be brought into view and used."""
    engine.script = lambda _: [*answer(locale), say("A" * 300 + " https://www.passeport.ma/" + "b" * 200, locale)]
    one = citizen(lang=locale, size=size)
    page = one.page
    one.open()
    one.say(TITLES[locale][0])
    one.answered("AAAA")
    wide = page.evaluate(
        "[...document.querySelector('chobbak-chat').shadowRoot.querySelectorAll('*')].filter((node) => !node.closest('.hidden, textarea')"
        " && node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline' && node.clientWidth"
        " && !node.closest('svg')).map((node) => node.className || node.tagName)"
    )
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for control in page.locator(".box button:visible, .box textarea, .box a:visible").all():
        control.scroll_into_view_if_needed()
        box = control.bounding_box()
        assert box is not None
        assert box["x"] >= -1, control
        assert box["x"] + box["width"] <= 321, control
    one.say("encore")
    expect(page.locator(".mine")).to_have_count(2)
    page.locator(".head .plain").first.click()
    page.locator(".menu button").last.scroll_into_view_if_needed()
    assert page.locator(".menu button").last.bounding_box()["x"] >= 0
    page.locator(".menu button").last.click()
    expect(page.locator(".prompt button").first).to_be_in_viewport()


def test_targets_are_large_enough(citizen: Opens, engine: ScriptedEngine) -> None:
    """24 pixels at least (2.5.8), and 40 for all that is not a small tool below an answer."""
    engine.script = lambda _: answer("fr")
    one = citizen()
    one.open()
    one.say("passeport")
    one.answered("idarati")
    for control in one.page.locator(".box button:visible, .box textarea").all():
        box = control.bounding_box()
        least = 28 if "tool" in (control.get_attribute("class") or "") else 40
        assert min(box["width"], box["height"]) >= least, control.get_attribute("class")


@pytest.mark.parametrize("locale", ["ar", "ary"])
def test_right_to_left_is_a_mirror(citizen: Opens, engine: ScriptedEngine, locale: str) -> None:
    """Own messages on the left, answers on the right, the way to send at the left end; numbers and addresses keep their order."""
    engine.script = lambda _: answer(locale)
    one = citizen(lang=locale)
    one.open()
    one.say("السلام AB000001")
    one.answered("idarati")
    panel, mine, theirs, send = (
        one.page.locator(where).bounding_box()
        for where in (".panel", ".mine .bubble", ".message:not(.mine) .bubble", ".send")
    )
    middle = panel["x"] + panel["width"] / 2
    assert panel["x"] < 100  # the page's own end side
    assert mine["x"] + mine["width"] / 2 < middle < theirs["x"] + theirs["width"] / 2
    assert send["x"] < panel["x"] + 60
    assert one.page.locator(".mine .bubble").get_attribute("dir") == "auto"
    assert one.page.locator(".bubble a").get_attribute("dir") == "ltr"


def test_an_answer_in_another_language_keeps_its_own_direction(citizen: Opens, engine: ScriptedEngine) -> None:
    """French interface, Darija answer: its language and direction are its own, and those of its buttons."""
    engine.script = lambda _: answer("ary")
    one = citizen(lang="fr")
    one.open()
    one.say("لاكارط")
    one.answered("idarati")
    for part in (".message:not(.mine) .bubble", ".message .choices"):
        expect(one.page.locator(part)).to_have_attribute("lang", "ary")
        expect(one.page.locator(part)).to_have_attribute("dir", "rtl")
    expect(one.page.locator("[aria-live] p").last).to_have_attribute("lang", "ary")


def test_one_live_region_reads_each_answer_once(citizen: Opens, engine: ScriptedEngine) -> None:
    """Only answers that are new, each once, with what may be chosen; history is not read again after a reload."""
    engine.script = lambda asked: [
        say(f"réponse à {asked['text']}", buttons=[{"title": "Papiers", "payload": "/menu"}])
    ]
    watch = (
        "() => { window.heard = []; const live = document.querySelector('chobbak-chat').shadowRoot.querySelectorAll('[aria-live], [role=log], [role=status], [role=alert]');"
        "window.regions = live.length; new MutationObserver((changes) => changes.forEach((one) => one.addedNodes.forEach((node) => heard.push(node.textContent))))"
        ".observe(live[0], { childList: true, subtree: true, characterData: true }); }"
    )
    one = citizen()
    one.open()
    one.page.evaluate(watch)
    for text in ("un", "deux"):
        one.say(text)
        one.answered(f"réponse à {text}")
    assert one.page.evaluate("regions") == 1
    assert one.page.evaluate("heard") == ["réponse à un. Papiers", "réponse à deux. Papiers"]
    one.page.reload()
    one.open()
    expect(one.page.locator(".message")).to_have_count(4)
    assert one.page.locator("[aria-live] p").count() == 0
    one.page.evaluate(watch)
    one.say("trois")
    one.answered("réponse à trois")
    assert one.page.evaluate("heard") == ["réponse à trois. Papiers"]
    expect(one.page.locator("[aria-live] p")).to_have_count(0, timeout=12_000)  # nothing is left to be found twice


def test_focus_stays_in_the_window_on_a_phone_and_returns(citizen: Opens) -> None:
    """Where the window covers the page it is modal: what is behind is not reached; closing gives the focus back."""
    one = citizen(size=(360, 640))
    one.open()
    for _ in range(12):
        one.page.keyboard.press("Tab")
        assert one.focus() != "a"
    one.page.keyboard.press("Escape")
    expect(one.page.locator("dialog")).to_be_hidden()
    assert one.focus() == "launcher"


def test_on_a_large_screen_the_page_can_still_be_used(citizen: Opens) -> None:
    """There the window is no trap: the page's link is reached by Tab and by the mouse."""
    one = citizen()
    one.open()
    one.page.get_by_role("link", name="Accueil").click()
    assert one.focus() == "a"


def test_forced_colours_and_reduced_motion(citizen: Opens, engine: ScriptedEngine) -> None:
    """Borders tell bubbles and controls apart when colours are the reader's own; nothing moves when the reader says so."""
    one = citizen(look={"forced_colors": "active", "reduced_motion": "reduce"})
    engine.delay = 1.0
    one.open()
    one.say("un")
    expect(one.page.locator(".dots")).to_be_visible()
    style = "(node) => { const one = getComputedStyle(node); return [one.borderTopStyle, one.animationName]; }"
    assert one.page.locator(".dots").evaluate(style)[1] == "none"
    for part in (".mine .bubble", ".send", ".head"):
        assert one.page.locator(part).evaluate(style)[0] != "none", part
    assert one.page.locator(".send .icon").evaluate("(node) => getComputedStyle(node).stroke") != "none"


def test_without_forced_colours_waiting_is_seen_to_move(citizen: Opens, engine: ScriptedEngine) -> None:
    """The test above would notice: elsewhere the dots breathe."""
    one = citizen()
    engine.delay = 1.0
    one.open()
    one.say("un")
    expect(one.page.locator(".dots")).to_be_visible()
    assert one.page.locator(".dots").evaluate("(node) => getComputedStyle(node).animationName") == "breathe"


def test_the_page_around_does_not_reach_in_and_nothing_reaches_out(citizen: Opens) -> None:
    """A page with huge, shouting styles: the widget keeps its own; the page keeps its globals."""
    one = citizen()
    one.open()
    look = one.page.locator(".send").evaluate(
        "(node) => { const one = getComputedStyle(node); return [one.textTransform, one.letterSpacing, one.fontSize, one.backgroundColor]; }"
    )
    assert look[0] == "none"
    assert look[1] == "normal"
    assert look[2] == "16px"
    assert look[3] != "rgb(255, 0, 0)"
    for part in (".box", ".panel", ".intro p", ".intro button"):
        inherited = "(node) => { const one = getComputedStyle(node); return [one.fontFamily, one.letterSpacing, one.textTransform]; }"
        families, *others = one.page.locator(part).first.evaluate(inherited)
        assert "Comic" not in families, part
        assert others == ["normal", "none"], part
    assert one.page.evaluate("Object.keys(window).filter((name) => /chobbak/i.test(name))") == []


def test_tifinagh_is_set_in_a_font_that_has_it(citizen: Opens, engine: ScriptedEngine) -> None:
    """The fonts of the systems, named in order; an answer in Tifinagh inside a French window as well."""
    engine.script = lambda _: answer("zgh")
    one = citizen(lang="fr")
    one.open()
    one.say("azul")
    one.answered("ⵍⴱⴰⵙⴱⵓⵕ")
    families = one.page.locator(".message:not(.mine) .bubble").evaluate("(node) => getComputedStyle(node).fontFamily")
    assert families.startswith('"Noto Sans Tifinagh", Ebrima')
    assert one.page.locator(".box").evaluate("(node) => getComputedStyle(node).fontFamily").startswith("system-ui")
