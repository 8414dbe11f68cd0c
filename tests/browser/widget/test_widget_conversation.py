"""A conversation through the widget, the real gateway and Chromium: whatever happens to line, server and tabs."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from bot.locales import CODES, LOCALES
from bot.messages import format_message
from tests.browser.widget.citizen import ANSWER, Citizen
from tests.browser.widget.stage import Gateway, ScriptedEngine, say

pytestmark = [pytest.mark.browser]

QUESTIONS = {
    "fr": "Quels papiers pour le passeport ?",
    "ar": "ما هي الوثائق المطلوبة؟",
    "ary": "شنو خاصني باش نجدد لاكارط؟",
    "ary-Latn": "ch7al kayswa l passport?",
    "zgh": "ⵎⴰ ⵉⵅⵚⵚⴰⵏ ⵉ ⵓⴱⴰⵙⴱⵓⵔ",
    "zgh-Latn": "ma ixeṣṣan i lkart?",
    "en": "what papers do I need?",
}
DOWN = ("net::ERR", "Failed to load resource")  # what Chromium itself writes while a line is down
Opens = Callable[..., Citizen]


@pytest.mark.parametrize("locale", CODES)
def test_a_conversation_in_each_locale(citizen: Opens, engine: ScriptedEngine, locale: str) -> None:
    """Interface and answer are in the locale, with its direction; the embedding page is of another origin."""
    engine.script = lambda asked: [
        say(f"\u2068{asked['text']}\u2069", locale, buttons=[{"title": "500 DH", "payload": "/menu"}])
    ]
    one = citizen(lang=locale)
    expect(one.page.locator(".box")).to_have_attribute("lang", locale)
    expect(one.page.locator(".box")).to_have_attribute("dir", LOCALES[locale].direction)
    one.page.get_by_role("button", name=format_message(locale, "widget-open"), exact=True).click()
    expect(one.page.get_by_role("dialog", name=format_message(locale, "widget-title"))).to_be_visible()
    one.page.get_by_role("textbox", name=format_message(locale, "widget-placeholder")).fill(QUESTIONS[locale])
    one.page.get_by_role("button", name=format_message(locale, "widget-send"), exact=True).click()
    one.answered(QUESTIONS[locale])
    answer = one.page.locator(ANSWER).last
    expect(answer).to_have_attribute("lang", locale)
    expect(answer).to_have_attribute("dir", LOCALES[locale].direction)
    one.page.get_by_role("button", name="500 DH").click()
    one.answered("500 DH")
    assert engine.calls[-1]["metadata"].get("payload", engine.calls[-1].get("payload")) == "/menu"


def test_the_language_follows_the_page_then_the_browser_then_the_citizen(citizen: Opens) -> None:
    """An attribute wins over the page's language, that over the browser's; the citizen's choice wins and lasts."""
    box = ".box"
    expect(citizen(lang="en", languages="ar").page.locator(box)).to_have_attribute("lang", "en")
    expect(citizen(lang="ja", languages="ar").page.locator(box)).to_have_attribute("lang", "ar")
    one = citizen(lang="fr", locale="zgh")
    expect(one.page.locator(box)).to_have_attribute("lang", "zgh")
    one.open()
    one.page.locator("textarea").fill("à moitié")
    one.page.locator(".head .plain").first.click()
    one.page.locator("select").select_option("ary")
    expect(one.page.locator(box)).to_have_attribute("dir", "rtl")
    expect(one.page.locator("textarea")).to_have_value("à moitié")
    one.page.reload()
    expect(one.page.locator(box)).to_have_attribute("lang", "ary")
    one.page.evaluate("document.querySelector('chobbak-chat').setAttribute('locale', 'en')")  # the page's own switch
    expect(one.page.locator(box)).to_have_attribute("lang", "en")


def test_by_keyboard_alone(citizen: Opens, engine: ScriptedEngine) -> None:
    """Everything is reached and left with Tab, Enter, Space and Escape, in an order that follows the eye."""
    engine.script = lambda asked: [say("Passeport\nPrix : 500 DH", buttons=[{"title": "Papiers", "payload": "/menu"}])]
    one = citizen()
    page, keyboard = one.page, one.page.keyboard
    expect(page.locator(".launcher")).to_be_visible()
    for _ in range(3):
        keyboard.press("Tab")
        if one.focus() == "launcher":
            break
    assert one.focus() == "launcher"
    keyboard.press("Enter")
    expect(page.locator("textarea")).to_be_focused()
    keyboard.type("passeport")
    keyboard.press("Enter")
    one.answered("500 DH")
    expect(page.locator("textarea")).to_be_focused()
    back = []
    for _ in range(10):
        keyboard.press("Shift+Tab")
        back.append(one.focus())
        if back[-1] == "log":
            break
    assert back == ["plain", "plain", "copy", "unhelpful", "helpful", "choice-0", "log"]
    for _ in range(3):
        keyboard.press("Tab")
    assert one.focus() == "unhelpful"
    keyboard.press("Space")
    expect(page.locator("[data-name=unhelpful]")).to_have_attribute("aria-pressed", "true")
    assert one.focus() == "unhelpful"  # the message was drawn anew around it
    for _ in range(3):
        keyboard.press("Shift+Tab")
    assert one.focus() == "log"
    keyboard.press("Shift+Tab")  # close
    keyboard.press("Shift+Tab")  # menu
    keyboard.press("Enter")
    expect(page.locator("select")).to_be_focused()
    keyboard.press("Escape")
    expect(page.locator(".menu")).to_be_hidden()
    assert one.focus() == "plain"
    keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    assert one.focus() == "launcher"


def test_what_has_the_focus_shows_it(citizen: Opens, engine: ScriptedEngine) -> None:
    """A visible outline on every control, and none of them is hidden behind another."""
    engine.script = lambda asked: [
        say("Voir https://www.passeport.ma", buttons=[{"title": "Papiers", "payload": "/menu"}])
    ]
    one = citizen()
    one.open()
    one.say("passeport")
    one.answered("passeport.ma")
    seen = set()
    for _ in range(14):
        one.page.keyboard.press("Tab")
        shown = one.page.evaluate(
            "(() => { const root = document.querySelector('chobbak-chat').shadowRoot, one = root.activeElement;"
            "if (!one) return null; const style = getComputedStyle(one), box = one.getBoundingClientRect();"
            "const top = root.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));"
            "return [one.dataset.name || one.className || one.tagName, style.outlineStyle, parseFloat(style.outlineWidth),"
            "one === top || one.contains(top)]; })()"
        )
        if shown:
            seen.add(shown[0])
            assert shown[1] == "solid", shown
            assert shown[2] >= 2, shown
            assert shown[3], shown
    assert {"A", "choice-0", "helpful", "unhelpful", "copy", "plain", "TEXTAREA", "send"} <= seen


def test_a_reload_in_the_middle_loses_and_doubles_nothing(citizen: Opens, engine: ScriptedEngine) -> None:
    """The page is left while the answer is being made; after the reload it is there, once, below its question."""
    one = citizen()
    one.open()
    one.say("un")
    one.answered("réponse à un")
    engine.delay = 1.0
    one.say("deux")
    expect(one.page.locator(".dots")).to_be_visible()
    one.page.reload()
    one.open()
    one.answered("réponse à deux")
    one.say("trois")
    one.answered("réponse à trois")
    assert one.messages() == ["un", "réponse à un", "deux", "réponse à deux", "trois", "réponse à trois"]
    conversation = engine.calls[-1]["conversation_id"]
    assert sum(asked == conversation for asked, _ in engine.turns) == 3


def test_a_reload_without_a_line_still_shows_what_was_said(
    citizen: Opens, counter: Gateway, engine: ScriptedEngine
) -> None:
    """At the counter, where no network reaches: the list of papers is there, words and all."""
    one = citizen(expects=DOWN)
    one.open()
    one.say("papiers")
    one.answered("réponse à papiers")
    counter.kill()
    try:
        one.say("et le prix")
        expect(one.page.locator(".waiting .delivery")).to_be_visible()
    finally:
        counter.start()
    one.answered("réponse à et le prix")
    assert one.messages() == ["papiers", "réponse à papiers", "et le prix", "réponse à et le prix"]


def test_the_server_is_killed_and_restarted(citizen: Opens, counter: Gateway, engine: ScriptedEngine) -> None:
    """What is typed meanwhile is shown as waiting and goes out once; what was being answered arrives once."""
    one = citizen(expects=DOWN)
    one.open()
    one.say("un")
    one.answered("réponse à un")
    engine.delay = 0.7
    one.say("deux")
    time.sleep(0.3)
    counter.kill()
    engine.delay = 0.0
    one.say("trois")
    expect(one.page.locator(".status")).to_contain_text("Pas de connexion", timeout=20_000)
    expect(one.page.locator(".waiting")).to_contain_text("trois")
    counter.start()
    one.answered("réponse à trois")
    expect(one.page.locator(".status")).to_be_hidden(timeout=20_000)
    said = one.messages()
    assert sorted(said) == sorted(["un", "réponse à un", "deux", "réponse à deux", "trois", "réponse à trois"])
    assert [text for text in said if "réponse" not in text] == ["un", "deux", "trois"]


def test_offline_and_back(citizen: Opens) -> None:
    """Messages typed without a line wait, survive even a closed tab, and go out in order once it is back."""
    one = citizen(expects=DOWN)
    one.open()
    one.say("un")
    one.answered("réponse à un")
    one.context.set_offline(True)
    one.say("deux")
    one.say("trois")
    expect(one.page.locator(".waiting")).to_have_count(2)
    expect(one.page.locator(".status")).to_be_visible()
    one.context.set_offline(False)
    one.answered("réponse à trois")
    said = one.messages()
    assert sorted(said) == sorted(["un", "réponse à un", "deux", "réponse à deux", "trois", "réponse à trois"])
    assert [text for text in said if "réponse" not in text] == ["un", "deux", "trois"]
    expect(one.page.locator(".status")).to_be_hidden()


def test_two_tabs_show_one_conversation(citizen: Opens) -> None:
    """What is said in one is seen in both, once; when the one that listens is closed, the other goes on."""
    one = citizen()
    one.open()
    one.say("un")
    one.answered("réponse à un")
    other = one.tab()
    one.open(other)
    one.answered("réponse à un", other)
    one.say("deux", other)
    one.answered("réponse à deux", other)
    one.answered("réponse à deux")
    assert one.messages() == one.messages(other) == ["un", "réponse à un", "deux", "réponse à deux"]
    other.close()
    one.say("trois")
    one.answered("réponse à trois")


def test_a_new_conversation_asks_how_it_was_and_begins_anew(citizen: Opens) -> None:
    """The short question comes once, can be passed over, and what was said is gone from the window, in all tabs."""
    one = citizen()
    one.open()
    one.say("un")
    one.answered("réponse à un")
    other = one.tab()
    one.open(other)
    one.page.bring_to_front()
    one.page.locator(".head .plain").first.click()
    one.page.get_by_role("button", name="Nouvelle conversation").click()
    question = one.page.get_by_role("group", name="Cette conversation vous a-t-elle aidé ?")
    expect(question.get_by_role("button")).to_have_count(6)
    expect(question.get_by_role("button").first).to_be_focused()
    with one.page.expect_response(re.compile("/feedback")) as answered:
        question.get_by_role("button", name="Très bien").click()
    assert answered.value.status == 200
    expect(one.page.locator(".message")).to_have_count(0)
    expect(other.locator(".message")).to_have_count(0)
    one.say("deux")
    one.answered("réponse à deux")
    assert one.messages() == ["deux", "réponse à deux"]


def test_erasing_asks_first_and_then_leaves_nothing(citizen: Opens) -> None:
    """Escape keeps all; yes erases at the gateway and in the browser."""
    one = citizen()
    one.open()
    one.say("secret")
    one.answered("réponse à secret")
    for answer in ("Escape", "Enter"):
        one.page.locator(".head .plain").first.click()
        one.page.get_by_role("button", name="Effacer la conversation").click()
        expect(one.page.get_by_role("button", name="Oui, effacer")).to_be_focused()
        one.page.keyboard.press(answer)
        expect(one.page.locator(".message")).to_have_count(2 if answer == "Escape" else 0)
    expect(one.page.locator(".status")).to_contain_text("effacée")
    assert "secret" not in one.page.evaluate("JSON.stringify(localStorage)")
    assert "token" not in one.page.evaluate("JSON.stringify(localStorage)")


def test_a_thumb_is_kept_and_can_be_taken_back(citizen: Opens) -> None:
    """It names the answer; pressed again it is taken back."""
    one = citizen()
    one.open()
    one.say("un")
    one.answered("réponse à un")
    thumb = one.page.get_by_role("button", name="Réponse utile")
    for pressed in ("true", "false"):
        with one.page.expect_response(re.compile("/feedback")) as answered:
            thumb.click()
        assert answered.value.status == 200
        expect(thumb).to_have_attribute("aria-pressed", pressed)


def test_the_conversation_can_be_downloaded_and_an_answer_copied(citizen: Opens) -> None:
    """A text file with all that was said, made in the browser; a copy without invisible marks."""
    one = citizen(look={"permissions": ["clipboard-read", "clipboard-write"]})
    one.open()
    one.say("combien ?")
    one.answered("réponse à combien ?")
    one.page.locator(".head .plain").first.click()
    with one.page.expect_download() as download:
        one.page.get_by_role("button", name="Télécharger la conversation").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert "combien ?" in text
    assert "réponse à combien ?" in text
    one.page.get_by_role("button", name="Copier").click()
    expect(one.page.locator(".status")).to_contain_text("Copié")
    assert one.page.evaluate("navigator.clipboard.readText()") == "réponse à combien ?"


def test_the_position_is_sent_with_consent_only(citizen: Opens, engine: ScriptedEngine) -> None:
    """Nothing is asked of the device before the citizen has said yes; what is sent is rounded to ten metres."""
    look = {"permissions": ["geolocation"], "geolocation": {"latitude": 34.0208826, "longitude": -6.8416503}}
    one = citizen(look=look)
    one.open()
    one.page.get_by_role("button", name="Partager ma position").click()
    one.page.get_by_role("button", name="Annuler").click()
    expect(one.page.locator(".message")).to_have_count(0)
    one.page.get_by_role("button", name="Partager ma position").click()
    one.page.get_by_role("button", name="Envoyer ma position").click()
    expect(one.page.locator(".mine")).to_contain_text("Ma position")
    expect(one.page.locator(ANSWER)).to_have_count(1)
    assert engine.calls[-1]["metadata"]["location"] == {"latitude": 34.0209, "longitude": -6.8417}


def test_a_device_that_gives_no_position_is_no_dead_end(citizen: Opens) -> None:
    """The citizen is told to write the town."""
    one = citizen(expects=("permission",))
    one.open()
    one.page.get_by_role("button", name="Partager ma position").click()
    one.page.get_by_role("button", name="Envoyer ma position").click()
    expect(one.page.locator(".status")).to_contain_text("Écrivez la ville")


def test_the_notice_and_the_switch(citizen: Opens, counter: Gateway) -> None:
    """The operator's notice stands above the conversation; while the assistant is off, its sentence is in place of the input."""
    page = {"notice": {"text": "Grève demain", "locale": "fr", "dir": "ltr"}, "closed": None}
    one = citizen(visit=False)

    def answer(route: Any) -> None:
        response = route.fetch()
        route.fulfill(response=response, json={**response.json(), **page})

    one.page.route("**/api/v1/widget*", answer)
    one.page.goto(one.address)
    one.open()
    expect(one.page.locator(".banner")).to_have_text("Grève demain")
    expect(one.page.locator("textarea")).to_be_visible()
    page["closed"] = {"text": "مغلق", "locale": "ar", "dir": "rtl"}
    one.page.reload()
    one.open()
    expect(one.page.locator(".banner p")).to_have_attribute("dir", "rtl")
    expect(one.page.locator("textarea")).to_be_hidden()


def test_attributes_methods_and_events(citizen: Opens) -> None:
    """Title, logo, greeting and question of the page; open, close and ask; events without a word that was said."""
    one = citizen(
        title="Ma commune", greeting="Bienvenue", question="Comment payer ?", logo="/logo.svg", position="start"
    )
    page = one.page
    expect(page.locator(".launcher")).to_be_visible()
    assert page.locator(".launcher").bounding_box()["x"] < 100
    page.evaluate(
        "() => { window.heard = []; for (const name of ['open', 'close', 'message']) document.addEventListener('chobbak-' + name,"
        " (event) => heard.push([name, JSON.stringify(event.detail)])); document.querySelector('chobbak-chat').open(); }"
    )
    expect(page.get_by_role("dialog", name="Ma commune")).to_be_visible()
    expect(page.locator(".intro")).to_contain_text("Bienvenue")
    assert page.locator(".logo").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    page.get_by_role("button", name="Comment payer ?").click()
    one.answered("réponse à Comment payer ?")
    page.evaluate("document.querySelector('chobbak-chat').ask('encore')")
    one.answered("réponse à encore")
    page.evaluate("document.querySelector('chobbak-chat').close()")
    heard = page.evaluate("heard")
    assert [name for name, _ in heard] == ["open", "message", "message", "message", "message", "close"]
    assert "payer" not in str(heard)


def test_an_answer_that_comes_while_it_is_closed_is_counted(citizen: Opens, engine: ScriptedEngine) -> None:
    """On the launcher, in words as well; opening it takes the count away."""
    one = citizen()
    engine.delay = 1.0
    one.open()
    one.say("un")
    one.page.keyboard.press("Escape")
    expect(one.page.locator(".badge")).to_have_text(re.compile("Nouveaux messages: 1"))
    one.open()
    one.answered("réponse à un")
    one.page.keyboard.press("Escape")
    expect(one.page.locator(".badge")).to_be_hidden()


def test_an_element_that_is_moved_or_removed_leaves_nothing_running(citizen: Opens, counter: Gateway) -> None:
    """Moved, it goes on; removed, its stream ends; put back, it is there again."""
    one = citizen()
    one.open()
    one.say("un")
    one.answered("réponse à un")
    page = one.page
    page.evaluate("document.body.append(document.querySelector('chobbak-chat'))")
    expect(page.locator(".launcher, dialog").first).to_be_attached()
    page.evaluate("window.kept = document.querySelector('chobbak-chat'); kept.remove()")
    page.wait_for_timeout(200)
    page.evaluate("document.body.append(kept)")
    one.open()
    one.say("deux")
    one.answered("réponse à deux")
    assert one.messages() == ["un", "réponse à un", "deux", "réponse à deux"]
