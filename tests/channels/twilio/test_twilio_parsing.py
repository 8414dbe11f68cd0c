"""Twilio's forms as arrivals and status updates: every kind of message, and every field missing, repeated, blank, huge."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadRequest, Forged
from bot.persistence.records import MediaItem, SendState
from channels.channel import Address, Arrival, Consent, StatusUpdate
from channels.send_errors import Reason
from channels.twilio import form, parsing
from tests.channels.twilio.wire import ACCOUNT, MESSAGE, PHONE, SENT, body, message

ME = (Address("phone", PHONE),)
MY_ID = Address("user_id", "MA.0123456789")
URL = "https://api.twilio.com/2010-04-01/Accounts/AC/Messages/MM/Media/ME"
PAYLOAD = '/ask_procedure{"procedure": "cin_renewal"}'
RICH = {"Body": "", "MessageType": "interactive"}


def read(**changed: str) -> Arrival:
    return parsing.arrival(form.read(body(message(**changed))), parsing.WHATSAPP)


def without(*names: str, **changed: str) -> dict[str, str]:
    return {name: value for name, value in message(**changed).items() if name not in names}


def arrived(**changed: Any) -> Arrival:
    return Arrival(**{"message_id": MESSAGE, "addresses": ME, "text": "", **changed})


WHATSAPP_MESSAGES = [
    pytest.param({}, arrived(text="سلام"), id="text"),
    pytest.param({"Body": " a\u200f\x00b\r\nc\u2028 "}, arrived(text="ab\nc"), id="what cannot be seen"),
    pytest.param({"Body": ""}, arrived(), id="blank text"),
    pytest.param(
        {"Body": "Oui", "MessageType": "button", "ButtonPayload": "/affirm", "ButtonText": "Oui"},
        arrived(text="Oui", payload="/affirm"),
        id="button",
    ),
    pytest.param(
        {**RICH, "ButtonPayload": PAYLOAD, "ButtonText": "CIN"}, arrived(text="CIN", payload=PAYLOAD), id="id"
    ),
    pytest.param({**RICH, "ListId": PAYLOAD, "ListTitle": "CIN"}, arrived(text="CIN", payload=PAYLOAD), id="list"),
    pytest.param({**RICH, "ListId": PAYLOAD}, arrived(payload=PAYLOAD), id="list without title"),
    pytest.param({**RICH, "Body": "CIN"}, arrived(text="CIN"), id="list without id"),
    pytest.param({"Body": "", "ButtonPayload": "yes", "ButtonText": "Oui"}, arrived(text="Oui"), id="not our payload"),
    pytest.param({"ButtonPayload": "/a{"}, arrived(text="سلام"), id="half a payload"),
    pytest.param({"ButtonPayload": "/a" * 5000, "Body": "x"}, arrived(text="x"), id="huge payload"),
    pytest.param(
        {"Body": "", "MessageType": "location", "Latitude": "34.0209", "Longitude": "-6.8416", "Address": "Rabat"},
        arrived(location={"latitude": 34.0209, "longitude": -6.8416}),
        id="location",
    ),
    pytest.param({"Body": "", "Latitude": "1"}, arrived(), id="half a location"),
    *(
        pytest.param(
            {"Body": "", "MessageType": "location", "Latitude": wrong, "Longitude": "1"},
            arrived(readable=False),
            id=f"latitude {wrong[:10]}",
        )
        for wrong in ("91", "-90.1", "nan", "inf", "1e1", "١", "1" * 400, "x", "1_0", "", " ")
    ),
    pytest.param(
        {"Body": "", "MessageType": "image", "NumMedia": "1", "MediaUrl0": URL, "MediaContentType0": "Image/JPEG"},
        arrived(media=(MediaItem(URL, "image/jpeg"),)),
        id="photo",
    ),
    pytest.param(
        {"NumMedia": "2", "MediaUrl0": URL, "MediaUrl1": f"{URL}1", "MediaContentType1": "audio/ogg"},
        arrived(text="سلام", media=(MediaItem(URL), MediaItem(f"{URL}1", "audio/ogg"))),
        id="two media and text",
    ),
    pytest.param({"MediaUrl0": URL, "NumMedia": ""}, arrived(text="سلام", media=(MediaItem(URL),)), id="not counted"),
    pytest.param(
        {"NumMedia": "2", "MediaUrl1": URL},
        arrived(text="سلام", media=(MediaItem("", problem="gone"), MediaItem(URL))),
        id="one address missing",
    ),
    pytest.param(
        {"NumMedia": "1", "MediaUrl0": "file:///etc/passwd", "MediaContentType0": "x" * 5000},
        arrived(text="سلام", media=(MediaItem("", "x" * 100, problem="gone"),)),
        id="an address that is none",
    ),
    pytest.param({"NumMedia": "-1"}, arrived(text="سلام"), id="less than no media"),
    pytest.param({"NumMedia": "9" * 5000}, arrived(text="سلام"), id="more media than a number"),
    pytest.param({"Body": "", "MessageType": "sticker", "MediaUrl0": URL}, arrived(readable=False), id="sticker"),
    pytest.param({"Body": "", "MessageType": "contacts"}, arrived(readable=False), id="contact card"),
    pytest.param({"Body": "", "MessageType": "x" * 5000}, arrived(readable=False), id="unknown kind"),
    pytest.param({"MessageType": "poll"}, arrived(text="سلام"), id="unknown kind with words"),
    pytest.param({"Body": "", "MessageType": "image"}, arrived(readable=False), id="photo without a photo"),
    pytest.param({"Body": "STOP", "OptOutType": "STOP"}, arrived(text="STOP", consent=Consent.STOP), id="stop"),
    pytest.param({"Body": "Start", "OptOutType": "start"}, arrived(text="Start", consent=Consent.START), id="start"),
    pytest.param({"Body": "HELP", "OptOutType": "HELP"}, arrived(text="HELP"), id="help"),
    pytest.param({"OptOutType": "?"}, arrived(text="سلام"), id="unknown wish"),
    pytest.param({"ExternalUserId": "whatsapp:MA.0123456789"}, arrived(text="سلام", addresses=(*ME, MY_ID)), id="both"),
    pytest.param(
        {"ExternalUserId": "whatsapp:MA.0123456789", "From": "", "WaId": ""},
        arrived(text="سلام", addresses=(MY_ID,)),
        id="without a phone",
    ),
    pytest.param(
        {"ExternalUserId": "whatsapp:MA.0123456789", "From": "whatsapp:MA.0123456789", "WaId": ""},
        arrived(text="سلام", addresses=(MY_ID,)),
        id="the user id as sender",
    ),
    pytest.param(
        {"ExternalUserId": "whatsapp:MA.0123456789", "From": ""},
        arrived(text="سلام", addresses=(*ME, MY_ID)),
        id="the phone in WaId",
    ),
    pytest.param({"ExternalUserId": "whatsapp:" + "x" * 5000}, arrived(text="سلام"), id="huge user id"),
    pytest.param({"MessageSid": "", "SmsMessageSid": "x" * 5000}, arrived(text="سلام", message_id=None), id="no id"),
    pytest.param({"MessageSid": ""}, arrived(text="سلام"), id="id by its other name"),
    pytest.param({"Body": "x" * 60_000}, arrived(text="x" * 60_000), id="huge text, for the gateway to refuse"),
    pytest.param({"Unknown": "x", "ProfileName": "A. Fictitious"}, arrived(text="سلام"), id="unknown fields"),
]


@pytest.mark.parametrize(("fields", "expected"), WHATSAPP_MESSAGES)
def test_whatsapp(fields: dict[str, str], expected: Arrival) -> None:
    """Each kind of WhatsApp message becomes what it says, and nothing else of it is kept."""
    assert read(**fields) == expected


@pytest.mark.parametrize("name", sorted({*message(), "Latitude", "MediaUrl0", "ButtonPayload", "OptOutType"}))
def test_a_field_that_is_missing(name: str) -> None:
    """No single field is needed but the sender's, and that one is in two."""
    parsing.arrival(form.read(body(without(name))), parsing.WHATSAPP)


@pytest.mark.parametrize("name", ["From", "Body", "MessageSid", "MediaUrl0", "Latitude", "ButtonPayload", "OptOutType"])
def test_a_field_that_is_repeated(name: str) -> None:
    """With one value it is that value; with two it is refused by name, because their order is not signed."""
    same = body(message()) + b"&" + body({name: [message().get(name, "")] * 2})
    assert parsing.arrival(form.read(same), parsing.WHATSAPP).text == "سلام"
    two = body(without(name)) + b"&" + body({name: ["1", "2"]})
    with pytest.raises(BadRequest, match=f"^{name}: "):
        parsing.arrival(form.read(two), parsing.WHATSAPP)


@pytest.mark.parametrize(
    "sender",
    ["", PHONE, "whatsapp:", "whatsapp:+", "whatsapp:0600000000", "whatsapp:+212 6", "whatsapp:+" + "1" * 5000],
)
def test_a_whatsapp_message_of_nobody(sender: str) -> None:
    """Whom we could not answer is not let in; a number without WhatsApp's prefix is SMS's."""
    with pytest.raises(BadRequest, match=r"^From: "):
        read(From=sender, WaId="")


SMS = {"AccountSid": ACCOUNT, "MessageSid": MESSAGE, "From": PHONE, "Body": "salam", "NumMedia": "0", "FromCity": "X"}


def test_sms() -> None:
    """An SMS has no kind; its sender is a number as it stands."""
    assert parsing.arrival(form.read(body(SMS)), parsing.SMS) == arrived(text="salam")


@pytest.mark.parametrize("sender", ["IAM", "2121", f"whatsapp:{PHONE}", "", "+0600000000"])
def test_an_sms_that_cannot_be_answered(sender: str) -> None:
    """Names, short codes and other channels' senders are no citizens; WaId is no help."""
    with pytest.raises(BadRequest, match=r"^From: "):
        parsing.arrival(form.read(body({**SMS, "From": sender, "WaId": PHONE[1:]})), parsing.SMS)


@pytest.mark.parametrize("account", [None, "", "AC" + "1" * 32, ACCOUNT.lower(), ACCOUNT + "0"])
def test_another_account(account: str | None) -> None:
    """A message of another account, or of none, is a forgery even when it is signed."""
    fields = without("AccountSid") if account is None else message(AccountSid=account)
    with pytest.raises(Forged):
        parsing.check_account(form.read(body(fields)), ACCOUNT)
    parsing.check_account(form.read(body(message())), ACCOUNT)


NAMES = st.sampled_from(
    [*message(), "MediaUrl0", "Latitude", "Longitude", "ButtonPayload", "OptOutType", "ExternalUserId"]
)


@given(st.lists(st.tuples(NAMES, st.text(max_size=60)), max_size=20))
def test_any_form_is_an_arrival_or_refused(pairs: list[tuple[str, str]]) -> None:
    """Nothing that a form can hold ends in anything but an arrival with someone to answer, or a refusal."""
    fields = form.Form()
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    with suppress(BadRequest):
        arrival = parsing.arrival(fields, parsing.WHATSAPP)
        assert arrival.addresses
        assert "\x00" not in arrival.text


def update(state: SendState, reason: Reason | None = None, detail: str = "", reference: str = "12.0") -> StatusUpdate:
    return StatusUpdate(SENT, state, reference, reason, detail)


STATUSES = [
    ({"MessageStatus": "accepted"}, update(SendState.SENT)),
    ({"MessageStatus": "scheduled"}, update(SendState.SENT)),
    ({"MessageStatus": "queued"}, update(SendState.SENT)),
    ({"MessageStatus": "sending"}, update(SendState.SENT)),
    ({"MessageStatus": "sent"}, update(SendState.SENT)),
    ({"MessageStatus": "partially_delivered"}, update(SendState.SENT)),
    ({"MessageStatus": "delivered", "RawDlrDoneDate": "2611302200"}, update(SendState.DELIVERED)),
    ({"MessageStatus": "DELIVERED", "ErrorCode": ""}, update(SendState.DELIVERED)),
    ({"SmsStatus": "delivered"}, update(SendState.DELIVERED)),
    ({"MessageStatus": "read"}, update(SendState.READ)),
    ({"MessageStatus": "failed", "ErrorCode": "63016"}, update(SendState.FAILED, Reason.OUTSIDE_WINDOW, "63016")),
    ({"MessageStatus": "undelivered", "ErrorCode": "30003"}, update(SendState.FAILED, Reason.UNREACHABLE, "30003")),
    ({"MessageStatus": "undelivered", "ErrorCode": "99999"}, update(SendState.FAILED, Reason.UNKNOWN, "99999")),
    ({"MessageStatus": "failed", "ErrorMessage": f"to {PHONE}"}, update(SendState.FAILED, Reason.UNKNOWN)),
    ({"MessageStatus": "failed", "ErrorCode": f"to {PHONE}"}, update(SendState.FAILED, Reason.UNKNOWN)),
    ({"MessageStatus": "canceled"}, update(SendState.FAILED, Reason.UNKNOWN)),
    ({"MessageStatus": "received"}, None),
    ({"MessageStatus": "receiving"}, None),
    ({"MessageStatus": "x" * 5000}, None),
    ({"MessageStatus": ""}, None),
    ({}, None),
]


@pytest.mark.parametrize(("fields", "expected"), STATUSES)
def test_status(fields: dict[str, str], expected: StatusUpdate | None) -> None:
    """Each status of Twilio's, as a state of ours; the provider's words for a failure are left out."""
    assert parsing.status(form.read(body({"MessageSid": SENT, **fields})), "12.0") == expected


@pytest.mark.parametrize("reference", ["", "x", "1", "1.", "١.0", "1.0; DROP", "1" * 5000 + ".0", "-1.0"])
def test_a_reference_that_is_none_of_ours(reference: str) -> None:
    """It is left out: the message's own id is there."""
    fields = form.read(body({"MessageSid": SENT, "MessageStatus": "sent"}))
    assert parsing.status(fields, reference) == update(SendState.SENT, reference="")


@pytest.mark.parametrize("sid", ["", "x", "SM", SENT.upper().replace("S", "s"), SENT + "0"])
def test_a_status_of_no_message(sid: str) -> None:
    """It is refused by name."""
    with pytest.raises(BadRequest, match=r"^MessageSid: "):
        parsing.status(form.read(body({"MessageSid": sid, "MessageStatus": "sent"})), "")
