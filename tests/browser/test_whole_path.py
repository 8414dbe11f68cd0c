"""From the outside in: HTTP and a browser against gateway, engine and action server together."""

from __future__ import annotations

import secrets
import time
from typing import Any

import pytest
import requests

from tests.assistant import Assistant, plain

pytestmark = [pytest.mark.engine]

QUESTIONS = [
    ("شنو خاصني باش نجدد لاكارط؟", "ary", ["لاكارط القديمة"]),
    ("ch7al kayswa l passport w ch7al kayb9a", "ary-Latn", ["500", "5"]),
    ("Quels papiers pour l'extrait de naissance, et combien ça coûte ?", "fr", ["livret de famille", "2 DH"]),
    ("ما هي الوثائق المطلوبة للحصول على السجل العدلي؟", "ar", ["البطاقة الوطنية"]),
    ("ma ixeṣṣan i lkart?", "zgh-Latn", ["CNIE", "Certificat de résidence"]),
    ("ⵎⴰ ⵉⵅⵚⵚⴰⵏ ⵉ ⵓⴱⴰⵙⴱⵓⵔ", "zgh", ["500", "passeport.ma"]),
    ("what papers do I need to register a birth?", "en", ["marriage", "CNIE"]),
]


class Citizen:
    """A conversation over the public API."""

    def __init__(self, gateway: str) -> None:
        self.url = f"{gateway}/api/v1"
        token = requests.post(f"{self.url}/conversations", json={}, timeout=10).json()["token"]
        self.headers = {"Authorization": f"Bearer {token}"}

    def post(self, text: str, id_: str = "", wait: bool = True) -> requests.Response:
        body = {"id": id_ or secrets.token_hex(6), "text": text}
        params = {"wait": 1} if wait else {}
        return requests.post(f"{self.url}/messages", params=params, json=body, headers=self.headers, timeout=60)

    def ask(self, text: str, id_: str = "") -> list[dict[str, Any]]:
        response = self.post(text, id_)
        assert response.status_code == 200, response.text
        messages: list[dict[str, Any]] = response.json()["messages"]
        return messages


@pytest.mark.parametrize(("question", "locale", "facts"), QUESTIONS, ids=[locale for _, locale, _ in QUESTIONS])
def test_a_citizen_is_answered_with_facts_in_the_locale_and_script_they_write(
    gateway: str, question: str, locale: str, facts: list[str]
) -> None:
    """Seven locales, one question each, through all processes."""
    messages = Citizen(gateway).ask(question)
    text = plain("\n".join(message["text"] for message in messages))
    assert {message["locale"] for message in messages} == {locale}
    assert {message["dir"] for message in messages} == {"rtl" if locale in ("ar", "ary") else "ltr"}
    for fact in facts:
        assert fact in text


def test_a_follow_up_in_another_locale_is_about_the_same_procedure(gateway: str) -> None:
    """Birth declaration in English, then "where do I go" in arabizi."""
    citizen = Citizen(gateway)
    citizen.ask("what papers do I need to register a birth?")
    (answer,) = citizen.ask("w fin nmchi?")
    assert answer["locale"] == "ary-Latn"
    assert "l7ala lmadaniya" in plain(answer["text"])


def test_the_same_message_id_gets_the_same_answer_and_no_second_turn(gateway: str) -> None:
    """A client that retries is not answered twice."""
    citizen = Citizen(gateway)
    first = citizen.ask("combien coute le passeport", "same")
    assert citizen.ask("combien coute le passeport", "same") == first


def test_a_message_sent_while_the_action_server_is_down_is_answered_when_it_is_back(
    gateway: str, assistant: Assistant
) -> None:
    """The citizen is told once, in their locale; nothing is lost and nothing is answered twice."""
    citizen = Citizen(gateway)
    citizen.ask("bonjour")
    assistant.stop_process("actions")
    try:
        assert citizen.post("combien coute le passeport", "while-down", wait=False).status_code == 202
        time.sleep(5)
    finally:
        assistant.start_actions()
    answers = _events(citizen, lambda said: any("500" in message["text"] for message in said))
    texts = [plain(message["text"]) for message in answers]
    assert sum("problème technique" in text for text in texts) == 1
    assert sum("500 DH" in text for text in texts) == 1


def _events(citizen: Citizen, enough: Any, seconds: float = 40.0) -> list[dict[str, Any]]:
    """Every message of the conversation so far, read until ``enough`` says so."""
    import json

    said: list[dict[str, Any]] = []
    deadline = time.monotonic() + seconds
    with requests.get(f"{citizen.url}/events", headers=citizen.headers, stream=True, timeout=seconds) as response:
        for line in response.iter_lines(decode_unicode=False):
            if line.startswith(b"data: "):
                said.append(json.loads(line[6:]))
                if enough(said):
                    return said
            assert time.monotonic() < deadline, said
    return said


@pytest.mark.browser
def test_the_page_answers_from_right_to_left_and_asks_nobody_else(gateway: str, browser: Any) -> None:
    """A phone of 320 pixels: the answer is right-to-left, fits, offers buttons, and only our own host is called."""
    from playwright.sync_api import expect

    page = browser.new_page(viewport={"width": 320, "height": 700}, locale="ar")
    requested: list[str] = []
    problems: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(gateway)
    page.locator("textarea").fill("شنو خاصني باش نجدد لاكارط؟")
    page.keyboard.press("Enter")
    answer = page.locator(".bubble[dir=rtl][lang=ary]", has_text="التنبر").first
    expect(answer).to_be_visible(timeout=20_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="الباقي").click()
    expect(page.locator(".list")).to_contain_text("19/05/2026", timeout=20_000)
    assert all(url.startswith(gateway) for url in requested)
    assert problems == []
    page.close()


@pytest.mark.browser
def test_a_reload_keeps_the_conversation_and_markup_of_a_citizen_is_text(gateway: str, browser: Any) -> None:
    """What was said is there again after a reload; a script that somebody types runs nowhere."""
    from playwright.sync_api import expect

    page = browser.new_page(viewport={"width": 1000, "height": 700}, locale="fr")
    page.goto(gateway)
    page.locator("textarea").fill("<img> combien coute le passeport")
    page.keyboard.press("Enter")
    expect(page.locator(".list")).to_contain_text("Passeport", timeout=20_000)
    assert page.locator(".list img").count() == 0
    page.reload()
    expect(page.locator(".list")).to_contain_text("Passeport", timeout=20_000)
    page.close()
