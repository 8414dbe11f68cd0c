"""Meta's webhooks, as arrivals and status updates. Pure; everything but a message's id may be missing, wrong or huge.

A webhook is a batch: entries × changes × messages and statuses. One that cannot be read is skipped and counted, and its
neighbours are kept. Fields:
https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages and, for citizens
without a visible telephone number, …/whatsapp/business-scoped-user-ids. Names of people (``profile``) are not read.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from bot.errors import BadRequest
from bot.persistence.records import MediaItem, SendState
from channels.channel import PHONE, USER_ID, Address, Arrival, StatusUpdate
from channels.cleaning import clean, is_payload
from channels.send_errors import Reason
from channels.whatsapp_cloud.errors import error_code, reason_of_code

MOST_TEXT = 65_536  # characters: WhatsApp's own bound for what a citizen types
FOREIGN, MALFORMED, IGNORED = "foreign", "malformed", "ignored"  # what was not taken in, see Batch.skipped
MEDIA_ID = re.compile(r"[0-9A-Za-z_-]{1,200}", re.ASCII)

_MESSAGE_ID = re.compile(r"[\x21-\x7e]{1,512}")
_PHONE = re.compile(r"\+?([1-9][0-9]{4,14})", re.ASCII)
_USER_ID = re.compile(r"[A-Za-z]{2}\.[A-Za-z0-9._=-]{1,150}", re.ASCII)
_REFERENCE = re.compile(r"[0-9]{1,19}\.[0-9]{1,6}", re.ASCII)
_SECONDS = re.compile(r"[0-9]{1,13}", re.ASCII)
_LAST_SECOND = 253_402_300_799  # of the year 9999
_MILLISECONDS_SINCE = 10**12  # a timestamp this large counts them: seen at Meta by nyaruka/courier

_MEDIA = frozenset({"image", "audio", "voice", "video", "document"})
_NOTHING_SAID = frozenset({"reaction", "system", "request_welcome"})  # events around a conversation: no answer is due
_STATES = {"sent": SendState.SENT, "delivered": SendState.DELIVERED, "read": SendState.READ, "failed": SendState.FAILED}


@dataclass
class Batch:
    """What one webhook holds, in its order. ``skipped`` counts what was not taken in: foreign, malformed, ignored."""

    arrivals: list[Arrival] = field(default_factory=list)
    statuses: list[StatusUpdate] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


def batch(body: bytes, phone_id: str) -> Batch:
    """Everything in a webhook that is for the number with this id.

    Raises:
        BadRequest: the body is no JSON object.
    """
    found = Batch()
    for value in _values(_json_object(body), found.skipped):
        messages, statuses = _objects(value.get("messages")), _objects(value.get("statuses"))
        if _object(value.get("metadata")).get("phone_number_id") != phone_id:
            found.skipped[FOREIGN] += len(messages) + len(statuses)
            continue
        contacts = [contact for contact in _objects(value.get("contacts")) if contact]
        for message in messages:
            _add_message(found, message, contacts)
        for status in statuses:
            _add_status(found, status)
    return found


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadRequest("the body is not JSON in UTF-8") from error
    if not isinstance(value, dict):
        raise BadRequest("the body must be a JSON object")
    return value


def _values(payload: Mapping[str, Any], skipped: Counter[str]) -> Iterator[dict[str, Any]]:
    for entry in _objects(payload.get("entry")):
        for change in _objects(entry.get("changes")):
            if change.get("field") == "messages":
                yield _object(change.get("value"))
            else:  # of the account: its quality, its templates …
                skipped[IGNORED] += 1


def _add_message(found: Batch, message: dict[str, Any], contacts: list[dict[str, Any]]) -> None:
    message_id = _matched(_MESSAGE_ID, message.get("id"))
    addresses = _addresses(message, contacts)
    if not message_id or not addresses:
        found.skipped[MALFORMED] += 1
    elif _string(message.get("type")) in _NOTHING_SAID or message.get("group_id"):
        found.skipped[IGNORED] += 1
    else:
        content = _content(message)
        found.arrivals.append(
            Arrival(
                message_id, addresses, sent_at=_moment(message.get("timestamp")), **(content or {"readable": False})
            )
        )


def _add_status(found: Batch, status: dict[str, Any]) -> None:
    provider_id, state = _matched(_MESSAGE_ID, status.get("id")), _STATES.get(_string(status.get("status")))
    if not provider_id:
        found.skipped[MALFORMED] += 1
    elif state is None:  # of a kind that says nothing about delivery, such as deleted or played
        found.skipped[IGNORED] += 1
    else:
        reference = _matched(_REFERENCE, status.get("biz_opaque_callback_data"))
        found.statuses.append(StatusUpdate(provider_id, state, reference, *_why(state, status)))


def _why(state: SendState, status: Mapping[str, Any]) -> tuple[Reason | None, str]:
    """Reason and Meta's code of a failure."""
    if state is not SendState.FAILED:
        return None, ""
    code = next((error_code(error) for error in _objects(status.get("errors"))), None)
    return reason_of_code(code), "" if code is None else str(code)


def _addresses(message: Mapping[str, Any], contacts: list[dict[str, Any]]) -> tuple[Address, ...]:
    """The telephone number first, for Meta prefers it; either may be missing, and one may stand in the other's place."""
    sender = [message.get("from"), message.get("from_user_id")]
    of_sender = [one for one in contacts if any(value in sender for value in _identities(one))]
    if not of_sender and len(contacts) == 1 and not any(map(_address, sender)):
        of_sender = contacts  # who wrote is told only there
    values = [*sender, *(value for one in of_sender for value in _identities(one))]
    addresses = dict.fromkeys(address for address in map(_address, values) if address)
    kinds = {address.kind: address for address in reversed(addresses)}  # the first of each kind
    return tuple(kinds[kind] for kind in (PHONE, USER_ID) if kind in kinds)


def _identities(contact: Mapping[str, Any]) -> list[str]:
    return [value for value in (_string(contact.get("wa_id")), _string(contact.get("user_id"))) if value]


def _address(value: Any) -> Address | None:
    if phone := _PHONE.fullmatch(_string(value)):
        return Address(PHONE, f"+{phone[1]}")
    user_id = _matched(_USER_ID, value)
    return Address(USER_ID, user_id) if user_id else None


def _content(message: Mapping[str, Any]) -> dict[str, Any] | None:
    """The fields of an arrival that hold what was said; ``None`` when it is of a kind that we cannot read."""
    kind = _string(message.get("type"))
    part = _object(message.get(kind))
    if kind == "text":
        return {"text": _text(part.get("body"))}
    if kind == "location":
        return _location(part)
    if kind == "button":
        return _choice(part.get("payload"), part.get("text"))
    if kind == "interactive":
        reply = _object(part.get("button_reply")) or _object(part.get("list_reply"))
        return _choice(reply.get("id"), reply.get("title"))
    return _media(part) if kind in _MEDIA else None


def _choice(payload: Any, title: Any) -> dict[str, Any] | None:
    """A button or row that was chosen. A payload that is none of ours leaves its title, as if it had been typed."""
    text, payload = _text(title), _string(payload)
    ours = payload if is_payload(payload) else None
    return {"text": text, "payload": ours} if text or ours else None


def _location(part: Mapping[str, Any]) -> dict[str, Any] | None:
    latitude, longitude = _degrees(part.get("latitude"), 90), _degrees(part.get("longitude"), 180)
    if latitude is None or longitude is None:
        return None
    return {"location": {"latitude": latitude, "longitude": longitude}}


def _degrees(value: Any, most: int) -> float | None:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if number and -most <= value <= most else None


def _media(part: Mapping[str, Any]) -> dict[str, Any]:
    key, content_type = _matched(MEDIA_ID, part.get("id")), clean(_string(part.get("mime_type"))[:100]).lower()
    item = MediaItem(key, content_type, problem="" if key else "gone")
    return {"text": _text(part.get("caption")), "media": (item,)}


def _text(value: Any) -> str:
    return clean(_string(value)[:MOST_TEXT])


def _moment(timestamp: Any) -> datetime | None:
    number = int(_matched(_SECONDS, timestamp) or 0)
    seconds = number // 1000 if number >= _MILLISECONDS_SINCE else number
    return datetime.fromtimestamp(seconds, timezone.utc) if 0 < seconds <= _LAST_SECOND else None


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _matched(pattern: re.Pattern[str], value: Any) -> str:
    """The string, when it is one and has this form."""
    return value if pattern.fullmatch(_string(value)) else ""


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[dict[str, Any]]:
    """The items of a list, as many as there are: what is no object counts as an empty one."""
    return [_object(item) for item in value] if isinstance(value, list) else []
