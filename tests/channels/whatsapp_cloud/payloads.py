"""Webhooks as Meta's documentation shows them, of people who do not exist."""

from __future__ import annotations

import json
from typing import Any

from channels.channel import PHONE, USER_ID, Address

PHONE_ID = "100000000000001"
NUMBER, USER = "212600000000", "MA.13491208655302741918"
AT_NUMBER, AT_USER = Address(PHONE, f"+{NUMBER}"), Address(USER_ID, USER)


def message(type_: str = "text", part: Any = None, **more: Any) -> dict[str, Any]:
    """A message from :data:`NUMBER`; ``None`` for a field leaves it out."""
    whole = {
        "from": NUMBER,
        "id": "wamid.HBgMMjEyNjAwMDAwMDAwFQIAEhgUM0E=",
        "timestamp": "1700000000",
        "type": type_,
        type_: {"body": "salam"} if part is None and type_ == "text" else part,
        **more,
    }
    return {name: value for name, value in whole.items() if value is not None}


def status(name: str = "delivered", **more: Any) -> dict[str, Any]:
    return {"id": "wamid.SENT", "recipient_id": NUMBER, "status": name, "timestamp": "1700000001", **more}


def contact(**more: Any) -> dict[str, Any]:
    return {"profile": {"name": "Personne Fictive", "username": "personne"}, **more}


def change(
    messages: Any = None, statuses: Any = None, contacts: Any = None, phone_id: str = PHONE_ID, field: str = "messages"
) -> dict[str, Any]:
    parts = {"messages": messages, "statuses": statuses, "contacts": contacts}
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "212520000000", "phone_number_id": phone_id},
        **{name: part for name, part in parts.items() if part is not None},
    }
    return {"field": field, "value": value}


def webhook(*changes: Any) -> bytes:
    """One entry with these changes."""
    entry = {"id": "100000000000002", "changes": list(changes)}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()
