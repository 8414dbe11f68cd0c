"""domain/, data/rules/ and docs/intents.md agree with one another, with the messages and with the catalogue."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import ROOT

from .corpora import training
from .test_message_files import FRENCH

ROW = re.compile(r"^\| (\w+) \| `(\w+)` \|", re.MULTILINE)
PAYLOAD = re.compile(r"/(?P<intent>\w+)(?P<entities>\{.*\})?")
OF_THE_ENGINE = {"unserved_language", "nlu_fallback"}  # intents that components set and nobody types
# The one list of documented intents without examples, each with its reason.
WITHOUT_WORDS = {
    "inform": "a button of a form says it: what is typed in answer to a form has an intent of its own",
    "share_location": "a position on the map has no words",
    "share_media": "a photo or voice note has none, and one with a caption is what its caption says",
}


def load(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return value


DOMAIN = {path.name: load(path) for path in sorted((ROOT / "domain").glob("*.yml"))}
RULES = [rule for path in sorted((ROOT / "data" / "rules").glob("*.yml")) for rule in load(path)["rules"]]
DOCUMENTED = {
    intent: topic for topic, intent in ROW.findall((ROOT / "docs" / "intents.md").read_text(encoding="utf-8"))
}
SPOKEN = {intent: topic for intent, topic in DOCUMENTED.items() if intent not in WITHOUT_WORDS}
INTENTS = [name for part in DOMAIN.values() for entry in part.get("intents", []) for name in entry]
ACTIONS = [name for part in DOMAIN.values() for name in part.get("actions", [])]
RESPONSES = {name: value for part in DOMAIN.values() for name, value in part.get("responses", {}).items()}
ENTITIES = {name for part in DOMAIN.values() for name in part.get("entities", [])}
PROCEDURES = {path.stem for path in (ROOT / "data" / "procedures").glob("*.yml")}
BUTTONS = [
    (name, button["title"], button["payload"])
    for name, variants in RESPONSES.items()
    for variant in variants
    for button in variant.get("buttons", [])
]


def test_there_is_something_to_compare() -> None:
    """The parsers above found what they look for."""
    assert len(DOCUMENTED) >= 40
    assert len(RULES) >= 40
    assert len(BUTTONS) > 10


@pytest.mark.parametrize("key", ["intents", "actions", "entities", "slots", "responses"])
def test_nothing_stands_in_two_files(key: str) -> None:
    """Rasa merges the files and one of two wins silently."""
    names = [
        next(iter(entry)) if isinstance(entry, dict) else entry
        for part in DOMAIN.values()
        for entry in part.get(key, [])
    ]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_the_documented_intents_are_those_of_the_domain() -> None:
    """Besides those that the engine sets itself."""
    assert set(INTENTS) == set(DOCUMENTED) | OF_THE_ENGINE


@pytest.mark.parametrize("intent", INTENTS)
def test_every_intent_has_one_rule(intent: str) -> None:
    """And only one: what the administration answers does not depend on which rule is read first."""
    rules = [rule for rule in RULES if rule["steps"][0].get("intent") == intent]
    assert len(rules) == 1


def test_rules_have_names_of_their_own() -> None:
    """Two rules of one name hide each other in Rasa's messages."""
    assert [name for name, times in Counter(rule["rule"] for rule in RULES).items() if times > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["rule"])
def test_every_step_of_a_rule_exists(rule: dict[str, Any]) -> None:
    """Its intents are in the domain, its actions among the actions or responses."""
    for step in rule["steps"]:
        if "intent" in step:
            assert step["intent"] in INTENTS
        if "action" in step:
            assert step["action"] in ACTIONS or step["action"] in RESPONSES
        assert set(step) <= {"intent", "action", "slot_was_set", "active_loop"}


def test_every_response_and_action_is_used() -> None:
    """By a rule, as the fallback in config.yml, or by an action."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "actions").rglob("*.py"))
    used = {step["action"] for rule in RULES for step in rule["steps"] if "action" in step}
    used.add(load(ROOT / "config.yml")["policies"][0]["core_fallback_action_name"])
    assert [name for name in [*ACTIONS, *RESPONSES] if name not in used and f'"{name}"' not in code] == []


def test_every_action_of_the_domain_is_written() -> None:
    """One class in ``actions`` returns each name, and none returns a name that the domain lacks."""
    names = [
        node.value.value
        for path in (ROOT / "actions").rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and function.name == "name"
        for node in function.body
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Constant)
    ]
    assert sorted(names) == sorted(ACTIONS)


@pytest.mark.parametrize("name", RESPONSES)
def test_a_response_names_messages_that_exist(name: str) -> None:
    """Its text and the titles of its buttons are ids, not sentences; it has one variant and no condition."""
    (variant,) = RESPONSES[name]
    assert set(variant) <= {"text", "buttons"}
    assert variant["text"] in FRENCH
    assert all(button["title"] in FRENCH for button in variant.get("buttons", []))
    assert FRENCH[variant["text"]].names <= {"administration"}


@pytest.mark.parametrize(("name", "title", "payload"), BUTTONS)
def test_a_payload_leads_somewhere(name: str, title: str, payload: str) -> None:
    """To an intent of the domain, with entities that exist, and a procedure of the catalogue."""
    match = PAYLOAD.fullmatch(payload)
    assert match
    assert match["intent"] in INTENTS
    entities = json.loads(match["entities"] or "{}")
    assert set(entities) <= ENTITIES
    if "procedure" in entities:
        assert entities["procedure"] in PROCEDURES


@pytest.mark.parametrize("path", sorted((ROOT / "actions").rglob("[!_]*.py")), ids=lambda path: path.stem)
def test_payloads_in_actions_lead_somewhere(path: Path) -> None:
    """So do those that actions write themselves."""
    written = re.findall(r"""["']/([a-z_]+)["'{]""", path.read_text(encoding="utf-8"))
    assert set(written) <= set(INTENTS)


def test_slots_do_not_influence_the_dialogue() -> None:
    """Answers follow rules alone."""
    slots = {name: slot for part in DOMAIN.values() for name, slot in part.get("slots", {}).items()}
    assert slots
    assert [name for name, slot in slots.items() if slot["influence_conversation"] is not False] == []


def test_intents_without_words_are_what_the_channel_sends() -> None:
    """No other intent is let off having examples, and these are documented, have none, and are sent by the engine's channel or forms."""
    code = (ROOT / "bot" / "engine" / "channel.py").read_text(encoding="utf-8")
    code += (ROOT / "bot" / "forms" / "model.py").read_text(encoding="utf-8")
    assert set(re.findall(r'= "/(\w+)"', code)) == set(WITHOUT_WORDS) <= set(DOCUMENTED)
    assert {utterance.intent for utterance in training()} == set(SPOKEN)


@pytest.mark.parametrize("intent", SPOKEN)
def test_examples_stand_under_their_topic(intent: str) -> None:
    """In the file of the topic that docs/intents.md gives, in every locale: one name, one place."""
    assert {utterance.file for utterance in training() if utterance.intent == intent} == {f"{DOCUMENTED[intent]}.yml"}


@pytest.mark.parametrize("intent", list(DOCUMENTED))
def test_rules_and_domain_stand_under_their_topic(intent: str) -> None:
    """So do the domain and the rules; what is out of scope is a matter of the conversation."""
    topic = "conversation" if DOCUMENTED[intent] == "out_of_scope" else DOCUMENTED[intent]
    assert intent in [name for entry in DOMAIN[f"{topic}.yml"]["intents"] for name in entry]
    rules = load(ROOT / "data" / "rules" / f"{topic}.yml")["rules"]
    assert intent in [step.get("intent") for rule in rules for step in rule["steps"]]
