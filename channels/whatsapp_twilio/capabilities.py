"""What WhatsApp shows when we send through Twilio.

A text is Twilio's ``Body`` of 1,600 characters (https://www.twilio.com/docs/messaging/api/message-resource). Buttons and
lists need content that an operator has created there beforehand, one piece for replies and one for lists
(https://www.twilio.com/docs/content/twilio-quick-reply, …/content-api/twilio-list-picker); without it, menus are numbered.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from channels.capabilities import Capabilities, Markup

CAPABILITIES = Capabilities(text=1600, markup=Markup.WHATSAPP, isolates=True, window_hours=24, typing=True)
_CONTENT: dict[str, Any] = {
    "body": 1024,
    "one_line": True,
    "payload": 200,
}  # a variable of a template holds no line break


def with_templates(*, buttons: bool, rows: bool) -> Capabilities:
    """The same with what the operator's content can show: ≤ 3 replies go without approval in a session, lists always do."""
    capabilities = CAPABILITIES
    if buttons:
        capabilities = replace(capabilities, **_CONTENT, buttons=3, button_title=20)
    if rows:
        capabilities = replace(capabilities, **_CONTENT, rows=10, row_title=24, row_description=72, list_label=20)
    return capabilities
