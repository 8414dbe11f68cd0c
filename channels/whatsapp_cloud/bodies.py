"""What we say to Meta, as JSON. Pure. The shapes are those of
https://developers.facebook.com/documentation/business-messaging/whatsapp/reference/whatsapp-business-phone-number/message-api

A citizen without a visible telephone number is written to by the user id that the webhook gave, in ``recipient`` instead
of ``to`` (…/whatsapp/business-scoped-user-ids). A user id in ``to`` would be taken, answered with 200, and never delivered
(chatwoot/chatwoot#15150); with both, ``to`` would win, and Meta prefers numbers.
"""

from __future__ import annotations

from typing import Any

from channels.channel import PHONE, USER_ID, Address, Template
from channels.rendering import Choice, Rendered
from channels.send_errors import Reason, SendFailed

_PRODUCT = {"messaging_product": "whatsapp"}


def message(to: tuple[Address, ...], content: dict[str, Any], reference: str) -> dict[str, Any]:
    """A message to one citizen. ``reference`` comes back with each status update; 512 characters at most.

    Raises:
        SendFailed: none of the addresses is one of WhatsApp's.
    """
    back = {"biz_opaque_callback_data": reference} if reference else {}
    return {**_PRODUCT, "recipient_type": "individual", **_recipient(to), **content, **back}


def rendered(part: Rendered) -> dict[str, Any]:
    """Text, reply buttons, a list or a picture: the renderer has kept them within the channel's limits."""
    if part.buttons:
        return _interactive("button", part.text, {"buttons": [_button(choice) for choice in part.buttons]})
    if part.rows:
        action = {"button": part.list_label, "sections": [{"rows": [_row(choice) for choice in part.rows]}]}
        return _interactive("list", part.text, action)
    if part.picture:
        return {"type": "image", "image": {"link": part.picture, "caption": part.text}}
    return {"type": "text", "text": {"body": part.text, "preview_url": False}}


def template(approved: Template) -> dict[str, Any]:
    """An approved template with the values of its body's variables."""
    values = [{"type": "text", "text": value} for value in approved.variables]
    components = {"components": [{"type": "body", "parameters": values}]} if values else {}
    named = {"name": approved.sid, "language": {"code": approved.language}}
    return {"type": "template", "template": {**named, **components}}


def typing(message_id: str) -> dict[str, Any]:
    """The citizen's message was read, and an answer is on its way: shown until it comes, for 25 seconds at most."""
    return {**_PRODUCT, "status": "read", "message_id": message_id, "typing_indicator": {"type": "text"}}


def _recipient(to: tuple[Address, ...]) -> dict[str, str]:
    by_kind = {address.kind: address.value for address in reversed(to)}  # the first of each kind
    if PHONE in by_kind:
        return {"to": by_kind[PHONE].removeprefix("+")}
    if USER_ID in by_kind:
        return {"recipient": by_kind[USER_ID]}
    raise SendFailed(Reason.INVALID_ADDRESS, "no address")


def _interactive(kind: str, text: str, action: dict[str, Any]) -> dict[str, Any]:
    return {"type": "interactive", "interactive": {"type": kind, "body": {"text": text}, "action": action}}


def _button(choice: Choice) -> dict[str, Any]:
    return {"type": "reply", "reply": {"id": choice.payload, "title": choice.title}}


def _row(choice: Choice) -> dict[str, str]:
    described = {"description": choice.description} if choice.description else {}
    return {"id": choice.payload, "title": choice.title, **described}
