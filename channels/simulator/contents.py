"""Twilio's Content templates: made beforehand, named by a SID, resolved with variables when a message is sent.

Shapes and limits: https://www.twilio.com/docs/content/twilio-quick-reply and …/content-api/twilio-list-picker; variables:
https://www.twilio.com/docs/api/errors/21656.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.locales import DEFAULT
from channels import templates
from channels.rendering import Choice
from channels.simulator.errors import Refused
from channels.simulator.records import WHATSAPP_TWILIO

TEXT, QUICK_REPLY, LIST_PICKER = "twilio/text", "twilio/quick-reply", "twilio/list-picker"
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_FORBIDDEN_IN_BODY = re.compile(r"[\n\r\t]| {5}")
_SESSION_BUTTONS = 3
_LIMITS = {QUICK_REPLY: (1024, 20, 200, 10), LIST_PICKER: (1024, 24, 200, 10)}  # body, title, id, number


@dataclass(frozen=True)
class Content:
    """One template as ``POST /v1/Content`` takes it: ``types`` holds one type, ``variables`` the defaults."""

    sid: str
    types: Mapping[str, Any]
    variables: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    approved: bool = False  # by WhatsApp: only such a one may open a conversation

    @property
    def type(self) -> str:
        return next(iter(self.types))


@dataclass(frozen=True)
class Resolved:
    """A template with its values: what the phone shows. ``problem`` is why WhatsApp will not take it."""

    text: str
    buttons: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    list_label: str = ""
    problem: str = ""


def ours() -> dict[str, Content]:
    """What an operator makes at Twilio for the gateway, by the names of :mod:`channels.templates`."""
    made = {templates.buttons(size): {QUICK_REPLY: _buttons(size)} for size in range(1, templates.MOST_BUTTONS + 1)}
    made |= {templates.rows(size): {LIST_PICKER: _rows(size)} for size in range(1, templates.MOST_ROWS + 1)}
    return {name: Content(f"HX{number:032x}", types) for number, (name, types) in enumerate(made.items(), 1)}


def templates_file() -> str:
    """The file of ``CHOBBAK_TEMPLATES_FILE`` for :func:`ours`."""
    lines = [f"  {name}: {{{DEFAULT}: {content.sid}}}" for name, content in ours().items()]
    return "\n".join([f"{WHATSAPP_TWILIO}:", *lines, ""])


def resolve(content: Content, variables: str, in_session: bool = True) -> Resolved:
    """Puts the values of ``ContentVariables`` (JSON text) into a template.

    Raises:
        Refused: 21656, the variables are not as Twilio wants them.
    """
    values = {**content.variables, **_read(variables)}
    shape = content.types[content.type]
    body = _fill(str(shape.get("body", "")), values, in_body=True)
    if content.type == TEXT:
        return Resolved(body)
    items = tuple(_choice(item, values) for item in shape.get("actions") or shape.get("items") or ())
    problem = _problem(content, body, items, in_session)
    if content.type == QUICK_REPLY:
        return Resolved(body, buttons=items, problem=problem)
    return Resolved(body, rows=items, list_label=_fill(str(shape.get("button", "")), values), problem=problem)


def _buttons(size: int) -> dict[str, Any]:
    return {"body": "{{1}}", "actions": [_places(at, "title", "id") for at in range(2, 2 + 2 * size, 2)]}


def _rows(size: int) -> dict[str, Any]:
    items = [_places(at, "item", "id", "description") for at in range(3, 3 + 3 * size, 3)]
    return {"body": "{{1}}", "button": "{{2}}", "items": items}


def _places(first: int, *names: str) -> dict[str, str]:
    return {name: f"{{{{{number}}}}}" for number, name in enumerate(names, first)}


def _read(variables: str) -> dict[str, str]:
    try:
        values = json.loads(variables or "{}")
    except ValueError as error:
        raise Refused(21656) from error
    if not isinstance(values, dict) or not all(isinstance(value, str) and value.strip() for value in values.values()):
        raise Refused(21656)
    return values


def _fill(text: str, values: Mapping[str, str], in_body: bool = False) -> str:
    for name in _PLACE.findall(text):
        if name not in values or (in_body and _FORBIDDEN_IN_BODY.search(values[name])):
            raise Refused(21656)
    return _PLACE.sub(lambda place: values[place[1]], text)


def _choice(item: Mapping[str, Any], values: Mapping[str, str]) -> Choice:
    title = _fill(str(item.get("title") or item.get("item") or ""), values)
    return Choice(title, _fill(str(item.get("id", "")), values), _fill(str(item.get("description") or ""), values))


def _problem(content: Content, body: str, items: tuple[Choice, ...], in_session: bool) -> str:
    longest_body, longest_title, longest_id, most = _LIMITS[content.type]
    if content.type == QUICK_REPLY and in_session and not content.approved:
        most = _SESSION_BUTTONS
    titles = [item.title for item in items]
    checks = {
        "body": not body or len(body) > longest_body,
        "number": not 1 <= len(items) <= most,
        "title": any(not title.strip() or len(title) > longest_title for title in titles),
        "duplicate title": len(set(titles)) < len(titles),
        "id": any(len(item.payload) > longest_id for item in items),
        "description": any(len(item.description) > 72 for item in items),
    }
    return next((name for name, bad in checks.items() if bad), "")
