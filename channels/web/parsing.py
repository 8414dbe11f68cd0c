"""Reading requests: every field is checked, and what is wrong is named. Nothing here touches a service."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.errors import BadRequest, TooLarge, Unauthorised
from bot.locales import CODES, LOCALES
from channels.cleaning import clean, is_payload
from channels.web.uploads import MOST_OF_MESSAGE

BODY_BYTES = 64 * 1024
_MESSAGE_ID = re.compile(r"[\x21-\x7e]{1,128}")
_EVENT_ID = re.compile(r"[0-9]{1,18}")
_MEDIA_ID = re.compile(r"[0-9a-f]{32}")
_THUMBS: Mapping[Any, int] = {"up": 1, "down": -1, None: 0}
_MOST_SATISFIED = 5
_MOST_ID = 2**63
_TOKEN = re.compile(r"Bearer ([A-Za-z0-9_-]{20,128})", re.IGNORECASE)
_LANGUAGE_RANGE = re.compile(r"([A-Za-z]{2,8})((?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{1,3})?))?")
_TAMAZIGHT = frozenset({"zgh", "ber", "shi", "tzm", "rif"})


@dataclass(frozen=True)
class IncomingMessage:
    """The body of ``POST /api/v1/messages``, checked and cleaned."""

    id: str
    text: str
    payload: str | None
    location: dict[str, float] | None
    media: tuple[str, ...]  # ids of files that were uploaded

    @property
    def empty(self) -> bool:
        return not (self.text or self.payload or self.location or self.media)


@dataclass(frozen=True)
class Rating:
    """The body of ``POST /api/v1/feedback``: of one answer (1, -1, or 0 to take it back), or of all (1 to 5)."""

    value: int
    message: int | None  # the answer's id; None: the conversation as a whole


def json_object(body: bytes) -> dict[str, Any]:
    """The JSON object in a request's body."""
    if len(body) > BODY_BYTES:
        raise TooLarge("the request is larger than 64 KiB")
    try:
        value = json.loads(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadRequest("the body is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise BadRequest("the body is not JSON") from error
    if not isinstance(value, dict):
        raise BadRequest("the body must be a JSON object")
    return value


def incoming_message(body: bytes) -> IncomingMessage:
    return message_of(json_object(body))


def message_of(fields: Mapping[str, Any]) -> IncomingMessage:
    """A message in the fields of the API."""
    payload = _payload(fields.get("payload"))
    location = _location(fields.get("location"))
    media = _media(fields.get("media"))
    text_may_be_absent = payload is not None or location is not None or bool(media)
    return IncomingMessage(_message_id(fields), _text(fields, text_may_be_absent), payload, location, media)


def rating(body: bytes) -> Rating:
    fields = json_object(body)
    if "satisfaction" in fields:
        value = fields["satisfaction"]
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST_SATISFIED:
            raise BadRequest(f"satisfaction: must be a number from 1 to {_MOST_SATISFIED}")
        return Rating(value, None)
    message = fields.get("message")
    if isinstance(message, bool) or not isinstance(message, int) or not 0 < message < _MOST_ID:
        raise BadRequest("message: must be the id of an answer")
    value = fields.get("value", "")
    if not isinstance(value, (str, type(None))) or value not in _THUMBS:
        raise BadRequest('value: must be "up", "down" or null')
    return Rating(_THUMBS[value], message)


def locale_hint(body: bytes, accept_language: str) -> str | None:
    """The locale that a new conversation's client asks for, by name or by its browser's languages, if it is ours."""
    fields = json_object(body) if body.strip() else {}
    wanted = fields.get("locale")
    if wanted is None:
        return negotiated(accept_language)
    if not isinstance(wanted, str):
        raise BadRequest("locale: must be a string")
    return negotiated(wanted)


def negotiated(accept_language: str) -> str | None:
    """The locale of ours that an ``Accept-Language`` header prefers."""
    wishes: list[tuple[float, str]] = []
    for part in accept_language[:500].split(","):
        match = _LANGUAGE_RANGE.fullmatch(part.strip())
        locale = match and _served(match[1], match[2])
        if match and locale:
            wishes.append((float(match[3] or 1), locale))
    best = max(wishes, key=lambda wish: wish[0], default=(0.0, None))
    return best[1] if best[0] > 0 else None


def last_event_id(header: str | None, query: str | None) -> int:
    """The id after which a client wants its messages."""
    value = header or query or "0"
    if not _EVENT_ID.fullmatch(value):
        raise BadRequest("Last-Event-ID: must be the id of an event")
    return int(value)


def bearer_token(headers: Mapping[str, str]) -> str:
    match = _TOKEN.fullmatch(headers.get("authorization", "").strip())
    if match is None:
        raise Unauthorised("this needs the token of a conversation: Authorization: Bearer …")
    return match[1]


def _served(language: str, rest: str) -> str | None:
    language, parts = language.lower(), {part.lower() for part in rest.split("-")}
    if language in _TAMAZIGHT:
        return "zgh" if "tfng" in parts or (language == "zgh" and "latn" not in parts) else "zgh-Latn"
    if language == "ary":
        return "ary-Latn" if "latn" in parts else "ary"
    return language if language in LOCALES else None


def _message_id(fields: Mapping[str, Any]) -> str:
    value = fields.get("id")
    if not isinstance(value, str) or not _MESSAGE_ID.fullmatch(value):
        raise BadRequest("id: must be a string of 1 to 128 visible ASCII characters")
    return value


def _text(fields: Mapping[str, Any], may_be_absent: bool) -> str:
    value = fields.get("text", "" if may_be_absent else None)
    if not isinstance(value, str):
        raise BadRequest("text: must be a string")
    return clean(value)


def _payload(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not is_payload(value):
        raise BadRequest('payload: must be a string like /intent{"slot": "value"} of at most 1 KiB')
    return value


def media_id(value: Any) -> str | None:
    """The id of an uploaded file, if this can be one."""
    return value if isinstance(value, str) and _MEDIA_ID.fullmatch(value) else None


def _media(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST_OF_MESSAGE or not all(map(media_id, value)):
        raise BadRequest(f"media: must be a list of at most {MOST_OF_MESSAGE} ids of uploaded files")
    return tuple(dict.fromkeys(value))


def _location(value: Any) -> dict[str, float] | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise BadRequest("location: must be an object with latitude and longitude")
    return {"latitude": _degrees(value, "latitude", 90), "longitude": _degrees(value, "longitude", 180)}


def _degrees(location: Mapping[str, Any], name: str, most: int) -> float:
    value = location.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -most <= value <= most:
        raise BadRequest(f"location.{name}: must be a number from -{most} to {most}")
    return float(value)


def widget_locale(wanted: str | None, accept_language: str, default: str) -> str:
    """The locale of the widget: the first wish of the page that is ours, else of the browser."""
    return negotiated(wanted or "") or negotiated(accept_language) or default


def page_locale(wanted: str | None, accept_language: str, default: str) -> str:
    """The locale of our own pages."""
    if wanted:
        if wanted not in CODES:
            raise BadRequest("locale: must be one of " + ", ".join(CODES))
        return wanted
    return negotiated(accept_language) or default
