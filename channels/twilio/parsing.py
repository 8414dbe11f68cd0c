"""Twilio's webhooks, as arrivals and status updates. Pure; every field may be missing, repeated, blank or huge.

Fields: https://www.twilio.com/docs/messaging/guides/webhook-request and
https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks. Names of people and places
(``ProfileName``, ``FromCity``, …) are not read.
"""

from __future__ import annotations

import re

from bot.errors import BadRequest, Forged
from bot.persistence.records import MediaItem, SendState
from channels.channel import PHONE, USER_ID, Address, Arrival, Consent, StatusUpdate
from channels.cleaning import clean, is_payload
from channels.media import MOST_ITEMS
from channels.twilio.errors import reason_of_code
from channels.twilio.form import Form

WHATSAPP, SMS = "whatsapp:", ""  # what stands before an address

_PHONE = re.compile(r"\+[1-9][0-9]{4,14}")
_WA_ID = re.compile(r"[1-9][0-9]{4,14}")
_USER_ID = re.compile(r"[A-Za-z]{2,8}\.[A-Za-z0-9._=-]{1,150}")
_SID = re.compile(r"[A-Z]{2}[0-9a-f]{32}")
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,20})?")
_ADDRESS = re.compile(r"https?://[\x21-\x7e]{1,2000}")
_REFERENCE = re.compile(r"[0-9]{1,19}\.[0-9]{1,6}")
_ERROR_CODE = re.compile(r"[0-9]{1,6}")

# The kinds of WhatsApp message whose content we can read; SMS has none.
_READABLE = frozenset({"", "text", "image", "audio", "voice", "video", "document", "location", "button", "interactive"})
_CONSENT = {"STOP": Consent.STOP, "START": Consent.START}
_STATES = {
    **dict.fromkeys(("accepted", "scheduled", "queued", "sending", "sent", "partially_delivered"), SendState.SENT),
    "delivered": SendState.DELIVERED,
    "read": SendState.READ,
    **dict.fromkeys(("undelivered", "failed", "canceled"), SendState.FAILED),
}


def check_account(form: Form, account_sid: str) -> None:
    """Raises :class:`Forged` when the request is about another account than ours."""
    if form.one("AccountSid") != account_sid:
        raise Forged("AccountSid: not our account")


def arrival(form: Form, prefix: str) -> Arrival:
    """A citizen's message. ``prefix`` is the channel's: :data:`WHATSAPP` or :data:`SMS`.

    Raises:
        BadRequest: nobody sent it, whom we could answer on this channel; or a field stands there twice.
    """
    kind = form.one("MessageType").lower()
    payload, title = _choice(form)
    text = clean(form.one("Body")) or title
    location = _location(form)
    media = _media(form) if kind in _READABLE else ()
    return Arrival(
        message_id=_message_id(form),
        addresses=_addresses(form, prefix),
        text=text,
        payload=payload,
        location=location,
        media=media,
        readable=bool(text or payload or location or media) or kind in ("", "text"),
        consent=_CONSENT.get(form.one("OptOutType").upper()),
    )


def status(form: Form, reference: str) -> StatusUpdate | None:
    """What became of a message of ours; ``None`` for a status that says nothing about that. ``reference`` is the
    webhook's ``ref``.

    Raises:
        BadRequest: it names no message, or a field stands there twice.
    """
    provider_id = _message_id(form)
    if provider_id is None:
        raise BadRequest("MessageSid: must be the id of a message")
    state = _STATES.get((form.one("MessageStatus") or form.one("SmsStatus")).lower())
    if state is None:
        return None
    code = form.one("ErrorCode")
    detail = code if _ERROR_CODE.fullmatch(code) else ""
    return StatusUpdate(
        provider_id=provider_id,
        state=state,
        reference=reference if _REFERENCE.fullmatch(reference) else "",
        reason=reason_of_code(detail) if state is SendState.FAILED else None,
        detail=detail if state is SendState.FAILED else "",
    )


def _message_id(form: Form) -> str | None:
    names = ("MessageSid", "SmsMessageSid", "SmsSid")
    return next((sid for name in names if _SID.fullmatch(sid := form.one(name))), None)


def _addresses(form: Form, prefix: str) -> tuple[Address, ...]:
    """The telephone number first: it is what other channels can use too. On WhatsApp it may be missing."""
    found = [_address(form.one("From"), prefix)]
    if prefix == WHATSAPP:
        found.append(_address(form.one("ExternalUserId"), prefix))
        if _WA_ID.fullmatch(wa_id := form.one("WaId")) and not any(a and a.kind == PHONE for a in found):
            found.append(Address(PHONE, f"+{wa_id}"))
    addresses = dict.fromkeys(address for address in found if address)
    if not addresses:
        raise BadRequest("From: must be a telephone number or a user id of this channel")
    return tuple(sorted(addresses, key=lambda address: address.kind != PHONE))


def _address(value: str, prefix: str) -> Address | None:
    if not value.startswith(prefix):
        return None
    bare = value[len(prefix) :]
    if _PHONE.fullmatch(bare):
        return Address(PHONE, bare)
    return Address(USER_ID, bare) if prefix and _USER_ID.fullmatch(bare) else None


def _choice(form: Form) -> tuple[str | None, str]:
    """Payload and title of the button or row that was chosen. A payload that is none of ours leaves the title."""
    payload = form.one("ButtonPayload") or form.one("ListId")
    title = clean(form.one("ButtonText") or form.one("ListTitle"))
    return (payload if is_payload(payload) else None), title


def _location(form: Form) -> dict[str, float] | None:
    latitude, longitude = _degrees(form.one("Latitude"), 90), _degrees(form.one("Longitude"), 180)
    if latitude is None or longitude is None:
        return None
    return {"latitude": latitude, "longitude": longitude}


def _degrees(value: str, most: int) -> float | None:
    if not _DEGREES.fullmatch(value) or abs(float(value)) > most:
        return None
    return float(value)


def _media(form: Form) -> tuple[MediaItem, ...]:
    """What is announced: one whose address is missing or no address is there all the same, as gone."""
    announced = form.one("NumMedia")
    count = min(int(announced), MOST_ITEMS) if re.fullmatch(r"[0-9]{1,3}", announced) else 0
    places = [place for place in range(MOST_ITEMS) if place < count or form.one(f"MediaUrl{place}")]
    return tuple(_item(form.one(f"MediaUrl{place}"), form.one(f"MediaContentType{place}")) for place in places)


def _item(address: str, content_type: str) -> MediaItem:
    kind = clean(content_type).lower()[:100]
    return MediaItem(address, kind) if _ADDRESS.fullmatch(address) else MediaItem("", kind, problem="gone")
