"""Buttons and lists as Twilio's content templates: what the operator has made, and the values that are put in.

The order of the variables is in :mod:`channels.templates`; what one may hold: https://www.twilio.com/docs/api/errors/21656.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.errors import SettingsError
from channels import templates
from channels.capabilities import Capabilities
from channels.channel import Template
from channels.rendering import Choice, Rendered
from channels.send_errors import Reason, SendFailed
from channels.templates import Templates
from channels.whatsapp_twilio.capabilities import with_templates

_NOTHING = "·"  # in the place of a description: a variable must not be empty
_BLANKS = re.compile(r"[ \t\r\n]+")  # a variable takes one at a time


def capabilities(made: Templates, channel: str) -> Capabilities:
    """What can be shown with the content that there is: of each kind every size, or none.

    Raises:
        SettingsError: some sizes of a kind are there, and others missing.
    """
    buttons = _complete(made, channel, [templates.buttons(size) for size in range(1, templates.MOST_BUTTONS + 1)])
    rows = _complete(made, channel, [templates.rows(size) for size in range(1, templates.MOST_ROWS + 1)])
    return with_templates(buttons=buttons, rows=rows)


def fitting(made: Templates, channel: str, part: Rendered) -> Template:
    """The content that shows these choices, with its values: the rendering has seen to it that the text is one line.

    Raises:
        SendFailed: there is none of this size.
    """
    name = templates.buttons(len(part.buttons)) if part.buttons else templates.rows(len(part.rows))
    found = made.find(channel, name, part.locale)
    if found is None:
        raise SendFailed(Reason.MISCONFIGURED, name)
    return replace(found, variables=tuple(_BLANKS.sub(" ", value) for value in _values(part)))


def _complete(made: Templates, channel: str, names: list[str]) -> bool:
    missing = [name for name in names if not made.everywhere(channel, name)]
    if missing and len(missing) < len(names):
        raise SettingsError(f"CHOBBAK_TEMPLATES_FILE: {channel}: missing beside {names[0]}…: {', '.join(missing)}")
    return not missing


def _values(part: Rendered) -> list[str]:
    if part.buttons:
        return [part.text, *(value for choice in part.buttons for value in (choice.title, choice.payload))]
    return [part.text, part.list_label, *(value for choice in part.rows for value in _of_row(choice))]


def _of_row(choice: Choice) -> tuple[str, str, str]:
    return choice.title, choice.payload, choice.description or _NOTHING
