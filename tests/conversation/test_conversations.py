"""Conversations written down as sentences, ``*.yml`` beside this file, held with the real assistant.

A file is a list of conversations::

    - name: a sentence that says what the conversation proves
      channel: whatsapp                       # web when it is left out
      known_weakness: why it still fails      # expected to fail, and a failure when it does not
      turns:
        - say: what the citizen writes        # `<code>` in it: the one-time code on the screen; or `press`: a button of the last answer that has any, by title or part of payload; or `photo: true`
          times: 100                          # the text that often, for long messages
          expect:
            locale: fr                        # of every message of the answer
            procedure: passport-adult         # or a list: the procedures answered about, in order; `none`: about no one
            facets: [fee, delay]              # exactly the blocks that the answer has
            message: which-one                # or a list, of which one: an id of bot/messages, whatever its wording
            messages: [forms-noted, …]        # all of them
            contains: [facts]                 # all are there; not_contains: none is
            buttons: [titles, or parts of payloads]

Whatever it expects, an answer is never empty, never shows a placeholder, and has buttons that fit a phone.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.locales import LOCALES
from bot.messages import format_message, message_files
from bot.procedures.answer import title
from bot.procedures.catalogue import load_directory
from bot.procedures.model import Facet
from tests.assistant import ROOT, Assistant, buttons, new_conversation, plain, said

HERE = Path(__file__).parent
CONVERSATION_KEYS = {"name", "channel", "known_weakness", "turns"}
TURN_KEYS = {"say", "times", "press", "photo", "expect"}
PHOTO = {"media": [{"id": "test-photo", "content_type": "image/jpeg"}]}
BUTTON_TITLE_LIMIT = 20  # WhatsApp's
HOLE = "\x00"
CODE = "<code>"
VARIABLES = {name for path in message_files("fr") for name in re.findall(r"\$(\w+)", path.read_text(encoding="utf-8"))}


def conversations() -> list[Any]:
    """Every conversation of every file, as parameters of a test."""
    parameters = []
    for path in sorted(HERE.glob("*.yml")):
        for conversation in yaml.safe_load(path.read_text(encoding="utf-8")):
            assert set(conversation) <= CONVERSATION_KEYS, f"{path.name}: {set(conversation) - CONVERSATION_KEYS}"
            for turn in conversation["turns"]:
                assert set(turn) <= TURN_KEYS, f"{path.name}: {conversation['name']}: {set(turn) - TURN_KEYS}"
            reason = conversation.get("known_weakness")
            marks = [pytest.mark.xfail(reason=reason, strict=False, raises=AssertionError)] if reason else []
            parameters.append(pytest.param(conversation, id=f"{path.stem}: {conversation['name']}", marks=marks))
    return parameters


@pytest.fixture(scope="module")
def procedures() -> dict[str, Any]:
    return {procedure.id: procedure for procedure in load_directory(ROOT / "data" / "procedures")}


@pytest.mark.engine
@pytest.mark.parametrize("conversation", conversations())
def test_conversation(conversation: dict[str, Any], assistant: Assistant, procedures: dict[str, Any]) -> None:
    """Each turn is answered as written down."""
    identity = new_conversation()
    offered: list[dict[str, str]] = []
    transcript: list[str] = []
    reply: dict[str, Any] = {"messages": []}
    for turn in conversation["turns"]:
        metadata = {"channel": conversation.get("channel", "web")}
        if "press" in turn:
            pressed = _pressed(turn["press"], offered, transcript)
            reply = assistant.turn(identity, payload=pressed["payload"], metadata=metadata)
        elif "photo" in turn:
            reply = assistant.turn(identity, metadata={**metadata, **PHOTO})
        else:
            text = str(turn["say"]).replace(CODE, _code(reply)) * turn.get("times", 1)
            reply = assistant.turn(identity, text, metadata=metadata)
        offered = buttons(reply) or offered
        transcript += [f"> {turn.get('say', turn.get('press', 'a photo'))}"[:200], *_shown(reply)]
        problems = [*_always(reply), *_unmet(turn.get("expect") or {}, reply, procedures)]
        assert not problems, "\n".join([*problems, "", *transcript])


def _code(reply: dict[str, Any]) -> str:
    """The one-time code that an answer shows; "" when it shows none."""
    return next(iter(re.findall(r"(?<!\d)\d{6}(?!\d)", said(reply))), "")


def _pressed(wanted: str, offered: list[dict[str, str]], transcript: list[str]) -> dict[str, str]:
    found = [button for button in offered if _is_button(wanted, button)]
    assert found, "\n".join([f"there is no button {wanted!r} to press", "", *transcript])
    return found[0]


def _is_button(wanted: str, button: dict[str, str]) -> bool:
    return wanted == plain(button["title"]) or wanted in button["payload"]


def _always(reply: dict[str, Any]) -> list[str]:
    """What must hold of any answer."""
    problems = [] if reply["messages"] else ["the answer is empty"]
    for message in reply["messages"]:
        text = message["text"]
        if not text.strip() or "{" in text or "}" in text or "None" in text:
            problems.append(f"a broken text: {text!r}")
        if message["locale"] not in LOCALES or message["dir"] != LOCALES[message["locale"]].direction:
            problems.append(f"a wrong locale or direction: {message['locale']} {message['dir']}")
    for button in buttons(reply):
        if not 0 < len(plain(button["title"])) <= BUTTON_TITLE_LIMIT or not button["payload"].startswith("/"):
            problems.append(f"a button that does not fit: {button}")
    return problems


def _unmet(expect: dict[str, Any], reply: dict[str, Any], procedures: dict[str, Any]) -> list[str]:
    """What of the expectations does not hold."""
    checks = {
        "locale": _check_locale,
        "contains": _check_contains,
        "not_contains": _check_not_contains,
        "buttons": _check_buttons,
        "message": _check_message,
        "messages": _check_messages,
        "facets": _check_facets,
    }
    problems = []
    for key, wanted in expect.items():
        if key == "procedure":
            problems += _check_procedure(wanted, reply, procedures)
        else:
            problems += checks[key](wanted, reply)
    return problems


def _check_locale(wanted: str, reply: dict[str, Any]) -> list[str]:
    got = {message["locale"] for message in reply["messages"]}
    return [] if got == {wanted} == {reply["locale"]} else [f"the locale is {got}, not {wanted}"]


def _check_contains(wanted: list[str], reply: dict[str, Any]) -> list[str]:
    return [f"{fact!r} is missing" for fact in wanted if fact not in said(reply)]


def _check_not_contains(wanted: list[str], reply: dict[str, Any]) -> list[str]:
    return [f"{text!r} must not be there" for text in wanted if text in said(reply)]


def _check_buttons(wanted: list[str], reply: dict[str, Any]) -> list[str]:
    return [f"no button {name!r}" for name in wanted if not any(_is_button(name, one) for one in buttons(reply))]


def _check_message(wanted: str | list[str], reply: dict[str, Any]) -> list[str]:
    ids = [wanted] if isinstance(wanted, str) else wanted
    found = any(_says(message, id_) for message in reply["messages"] for id_ in ids)
    return [] if found else [f"none of the messages {ids} was said"]


def _check_messages(wanted: list[str], reply: dict[str, Any]) -> list[str]:
    return [problem for id_ in wanted for problem in _check_message(id_, reply)]


def _says(message: dict[str, Any], message_id: str) -> bool:
    """Whether a text is a message of the message files, whatever was inserted into it; or some of its paragraphs are."""
    holes = dict.fromkeys(VARIABLES, HOLE)
    pattern = plain(format_message(message["locale"], message_id, **{**holes, "count": 1, "administration": "none"}))
    expression = ".*".join(re.escape(piece) for piece in pattern.split(HOLE))
    paragraphs = plain(message["text"]).split("\n\n")
    begins = range(len(paragraphs))
    texts = ("\n\n".join(paragraphs[begin : end + 1]) for begin in begins for end in range(begin, len(paragraphs)))
    return any(re.fullmatch(expression, text, re.DOTALL) for text in texts)


def _check_facets(wanted: list[str], reply: dict[str, Any]) -> list[str]:
    shown = sorted({facet for message in reply["messages"] for facet in _headings(message)})
    return [] if shown == sorted(wanted) else [f"the answer is about {shown}, not {sorted(wanted)}"]


def _headings(message: dict[str, Any]) -> list[str]:
    lines = plain(message["text"]).splitlines()
    headings = {facet.value: plain(format_message(message["locale"], f"heading-{facet.value}")) for facet in Facet}
    return [facet for facet, heading in headings.items() if any(_is_heading(line, heading) for line in lines)]


def _is_heading(line: str, heading: str) -> bool:
    return line.startswith((f"{heading}:", f"{heading} :", f"{heading} ("))


def _check_procedure(wanted: str | list[str], reply: dict[str, Any], procedures: dict[str, Any]) -> list[str]:
    ids = {"none": []}.get(wanted, [wanted]) if isinstance(wanted, str) else wanted
    got = [id_ for id_ in (_answered(message, procedures) for message in reply["messages"]) if id_]
    return [] if got == ids else [f"the answer is about the procedures {got}, not {ids}"]


def _answered(message: dict[str, Any], procedures: dict[str, Any]) -> str | None:
    first = plain(message["text"]).partition("\n")[0]
    return next((id_ for id_, known in procedures.items() if plain(title(known, message["locale"])) == first), None)


def _shown(reply: dict[str, Any]) -> list[str]:
    lines = [f"[{message['locale']}] {plain(message['text'])}" for message in reply["messages"]]
    return [*lines, f"buttons: {[(button['title'], button['payload']) for button in buttons(reply)]}"]
