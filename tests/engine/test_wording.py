"""The engine's own responses: each one, in each locale, comes out as a sentence with buttons that work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.channel import is_payload
from bot.engine.nlg import FluentGenerator
from bot.locales import CHOSEN_SLOT, CODES, DEFAULT
from bot.messages import MessageError
from bot.settings import settings
from bot.text.scripts import Script, dominant_script
from tests.assistant import KEYS, ROOT, plain

DOMAIN = Domain.load(str(ROOT / "domain"))
BUTTON_TITLE_LIMIT = 20  # WhatsApp's


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings that need no .env file."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CHOBBAK_ADMINISTRATION", "")
    settings.cache_clear()
    yield
    settings.cache_clear()


def tracker_in(locale: str | None) -> DialogueStateTracker:
    slot = TextSlot(CHOSEN_SLOT, mappings=[], initial_value=locale)
    return DialogueStateTracker("test", [slot])


def generator(responses: dict[str, Any] | None = None) -> FluentGenerator:
    return FluentGenerator(None, DOMAIN if responses is None else Domain.from_dict({"responses": responses}))


@pytest.mark.parametrize("locale", CODES)
@pytest.mark.parametrize("name", sorted(DOMAIN.responses))
async def test_every_response_in_every_locale(name: str, locale: str) -> None:
    """A text without placeholders in the script of its locale, and buttons that fit a phone and name an intent."""
    said = await generator().generate(name, tracker_in(locale), "chobbak")
    assert said is not None
    assert said["locale"] == locale
    assert said["text"].strip()
    assert not set("{}") & set(said["text"])
    script = dominant_script(said["text"])
    if name == "utter_unserved_language":  # in French and Arabic, for somebody who may read either
        return
    assert script is {"ar": Script.ARABIC, "ary": Script.ARABIC, "zgh": Script.TIFINAGH}.get(locale, Script.LATIN)
    for button in said.get("buttons", []):
        assert 0 < len(plain(button["title"])) <= BUTTON_TITLE_LIMIT, button
        assert is_payload(button["payload"], DOMAIN.intents), button


async def test_a_conversation_of_no_locale_is_answered_in_the_default_one() -> None:
    said = await generator().generate("utter_menu", tracker_in(None), "chobbak")
    assert said is not None
    assert said["locale"] == DEFAULT


async def test_a_response_that_does_not_exist_is_none() -> None:
    """Rasa then says so in its log."""
    assert await generator().generate("utter_no_such_thing", tracker_in("fr"), "chobbak") is None


async def test_a_missing_argument_is_an_error_not_a_brace() -> None:
    """A sentence with a hole in it must never reach a citizen."""
    with pytest.raises(MessageError, match="greet-again"):
        await generator({"utter_x": [{"text": "greet-again"}]}).generate("utter_x", tracker_in("fr"), "chobbak")


async def test_an_argument_is_inserted() -> None:
    said = await generator({"utter_x": [{"text": "greet-again"}]}).generate(
        "utter_x", tracker_in("fr"), "chobbak", title="Passeport"
    )
    assert said is not None
    assert "Nous parlions de : Passeport." in plain(said["text"])


async def test_a_message_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(MessageError, match="no-such-message"):
        await generator({"utter_x": [{"text": "no-such-message"}]}).generate("utter_x", tracker_in("fr"), "chobbak")


@pytest.mark.parametrize("locale", CODES)
async def test_the_administration_of_the_settings_is_named(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A citizen who asks whose robot this is hears a name, when there is one."""
    monkeypatch.setenv("CHOBBAK_ADMINISTRATION", "Commune de Testville")
    settings.cache_clear()
    said = await generator().generate("utter_are_you_robot", tracker_in(locale), "chobbak")
    assert said is not None
    assert "Commune de Testville" in plain(said["text"])


def test_every_response_of_the_rules_exists() -> None:
    """A rule that names a response which is not there would answer with silence."""
    import yaml

    named = {
        step["action"]
        for path in sorted((ROOT / "data" / "rules").glob("*.yml"))
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
        for step in rule["steps"]
        if "action" in step
    }
    assert named <= set(DOMAIN.responses) | set(DOMAIN.user_actions)


def test_every_intent_has_a_rule() -> None:
    """An intent without a rule would fall to the fallback."""
    import yaml

    ruled = {
        step["intent"]
        for path in sorted((ROOT / "data" / "rules").glob("*.yml"))
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
        for step in rule["steps"]
        if "intent" in step
    }
    own = {intent for intent in DOMAIN.intents if intent not in ("back", "out", "restart", "session_start")}
    assert own - ruled <= {"out_of_scope", "nlu_fallback"} - ruled
