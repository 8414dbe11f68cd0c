"""Everything that Meta posts, and everything that somebody could: what is understood, and what is skipped."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import BadRequest
from bot.persistence.records import MediaItem, SendState
from channels.channel import Arrival, StatusUpdate
from channels.send_errors import Reason
from channels.whatsapp_cloud.parsing import FOREIGN, IGNORED, MALFORMED, MOST_TEXT, Batch, batch
from tests.channels.whatsapp_cloud.payloads import (
    AT_NUMBER,
    AT_USER,
    NUMBER,
    PHONE_ID,
    USER,
    change,
    contact,
    message,
    status,
    webhook,
)

WRONG: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    10**400,
    1.5,
    "",
    "x",
    "\x00",
    "\ud800",
    [],
    [[]],
    {},
    {"a": {}},
    [None, 1],
]


def parsed(*messages: Any, **more: Any) -> Batch:
    return batch(webhook(change(list(messages), **more)), PHONE_ID)


def only(*messages: Any, **more: Any) -> Arrival:
    """The one arrival of a webhook of which nothing was skipped."""
    found = parsed(*messages, **more)
    assert not found.skipped
    (arrival,) = found.arrivals
    return arrival


def media(**more: Any) -> dict[str, Any]:
    return {"id": "1013859600285441", "mime_type": "image/jpeg", "sha256": "kq4=", **more}


PHOTO = MediaItem("1013859600285441", "image/jpeg")

CONTENTS: list[tuple[str, Any, dict[str, Any]]] = [
    ("text", {"body": "  شحال كيسوا \u200fلباسبور؟\r\n"}, {"text": "شحال كيسوا لباسبور؟"}),
    ("text", {"body": ""}, {"text": ""}),
    ("text", {}, {"text": ""}),
    ("text", {"body": "a" * (MOST_TEXT + 1)}, {"text": "a" * MOST_TEXT}),
    ("image", media(caption="ma carte"), {"text": "ma carte", "media": (PHOTO,)}),
    ("image", media(), {"media": (PHOTO,)}),
    (
        "audio",
        media(mime_type="audio/ogg; codecs=opus", voice=True),
        {"media": (MediaItem(PHOTO.key, "audio/ogg; codecs=opus"),)},
    ),
    ("voice", media(mime_type="AUDIO/OGG"), {"media": (MediaItem(PHOTO.key, "audio/ogg"),)}),
    ("video", media(mime_type=None), {"media": (MediaItem(PHOTO.key),)}),
    ("document", media(filename="cin.pdf", caption="CIN"), {"text": "CIN", "media": (PHOTO,)}),
    ("image", media(mime_type="x" * 5000), {"media": (MediaItem(PHOTO.key, "x" * 100),)}),
    ("image", media(id="../../me"), {"media": (MediaItem("", "image/jpeg", problem="gone"),)}),
    ("image", media(id="1" * 201), {"media": (MediaItem("", "image/jpeg", problem="gone"),)}),
    ("image", {"caption": "ma carte"}, {"text": "ma carte", "media": (MediaItem("", problem="gone"),)}),
    (
        "location",
        {"latitude": 34.02, "longitude": -6.83, "name": "Rabat", "address": "Avenue"},
        {"location": {"latitude": 34.02, "longitude": -6.83}},
    ),
    ("location", {"latitude": 0, "longitude": 0}, {"location": {"latitude": 0.0, "longitude": 0.0}}),
    ("location", {"latitude": 91, "longitude": 0}, {"readable": False}),
    ("location", {"latitude": 0, "longitude": -181}, {"readable": False}),
    ("location", {"latitude": "34", "longitude": 0}, {"readable": False}),
    ("location", {"latitude": True, "longitude": 0}, {"readable": False}),
    ("location", {"latitude": float("nan"), "longitude": float("inf")}, {"readable": False}),
    ("location", {"latitude": 34}, {"readable": False}),
    ("button", {"text": "Oui", "payload": "/affirm"}, {"text": "Oui", "payload": "/affirm"}),
    ("button", {"text": "Oui", "payload": "Oui"}, {"text": "Oui"}),
    ("button", {"payload": "/affirm"}, {"payload": "/affirm"}),
    ("button", {"payload": "else"}, {"readable": False}),
    (
        "interactive",
        {"type": "button_reply", "button_reply": {"id": '/ask{"p": "cnie"}', "title": "CIN"}},
        {"text": "CIN", "payload": '/ask{"p": "cnie"}'},
    ),
    (
        "interactive",
        {"type": "list_reply", "list_reply": {"id": "/ask", "title": "CIN", "description": "Carte"}},
        {"text": "CIN", "payload": "/ask"},
    ),
    ("interactive", {"button_reply": {"id": "/ask" + "x" * 2000, "title": "CIN"}}, {"text": "CIN"}),
    (
        "interactive",
        {"type": "nfm_reply", "nfm_reply": {"response_json": '{"a": 1}', "body": "Sent", "name": "flow"}},
        {"readable": False},
    ),
    ("interactive", {}, {"readable": False}),
    ("sticker", media(mime_type="image/webp", animated=False), {"readable": False}),
    ("contacts", [{"name": {"formatted_name": "Personne Fictive"}}], {"readable": False}),
    ("order", {"catalog_id": "1"}, {"readable": False}),
    ("unsupported", None, {"readable": False}),
    ("unknown", None, {"readable": False}),
    ("something_new", {"body": "salam"}, {"readable": False}),
]


@pytest.mark.parametrize(
    ("type_", "part", "expected"), CONTENTS, ids=[f"{n}-{row[0]}" for n, row in enumerate(CONTENTS)]
)
def test_what_a_citizen_says(type_: str, part: Any, expected: dict[str, Any]) -> None:
    """Each type of message, whole and with what can be missing or wrong in it."""
    arrival = only(message(type_, part if part is not None else {}))
    assert arrival == Arrival(
        message()["id"], (AT_NUMBER,), sent_at=datetime(2023, 11, 14, 22, 13, 20, tzinfo=timezone.utc), **expected
    )


def test_an_unsupported_message_as_meta_sends_it() -> None:
    """It carries an error and no content: the citizen is told that it cannot be read."""
    errors = [{"code": 131051, "title": "Message type unknown", "error_data": {"details": "not supported"}}]
    assert not only(message("unsupported", None, errors=errors)).readable


@pytest.mark.parametrize("type_", ["reaction", "system", "request_welcome"])
def test_events_are_ignored(type_: str) -> None:
    """A thumb, or a changed number, asks for no answer."""
    part = {"message_id": "wamid.SENT", "emoji": "👍", "body": "changed"}
    found = parsed(message(type_, part), message())
    assert (len(found.arrivals), found.skipped) == (1, {IGNORED: 1})


def test_a_group_is_not_answered() -> None:
    """What is said in a group is not said to us."""
    found = parsed(message(group_id="120363"))
    assert (found.arrivals, found.skipped) == ([], {IGNORED: 1})


WHO: list[tuple[dict[str, Any], Any, Any]] = [
    ({}, None, (AT_NUMBER,)),
    ({"from": f"+{NUMBER}"}, None, (AT_NUMBER,)),
    ({"from_user_id": USER}, None, (AT_NUMBER, AT_USER)),
    ({"from": None, "from_user_id": USER}, None, (AT_USER,)),
    ({"from": USER, "from_user_id": USER}, [contact(wa_id=USER, user_id=USER)], (AT_USER,)),
    ({}, [contact(wa_id=NUMBER, user_id=USER)], (AT_NUMBER, AT_USER)),
    ({"from": None, "from_user_id": USER}, [contact(wa_id=NUMBER, user_id=USER)], (AT_NUMBER, AT_USER)),
    ({"from": None, "from_user_id": USER}, [contact(user_id=USER)], (AT_USER,)),
    ({"from": None}, [contact(wa_id=NUMBER)], (AT_NUMBER,)),
    ({"from": None}, [contact(user_id=USER)], (AT_USER,)),
    ({}, [contact(wa_id="212600000001", user_id="MA.2")], (AT_NUMBER,)),
    ({}, [contact(wa_id="212600000001", user_id="MA.2"), contact(wa_id=NUMBER, user_id=USER)], (AT_NUMBER, AT_USER)),
    ({"from": None}, [contact(wa_id=NUMBER), contact(wa_id="212600000001")], None),
    ({"from": None}, [], None),
    ({"from": None}, [contact()], None),
    ({"from": "0600000000"}, None, None),
    ({"from": "٢١٢٦٠٠٠٠٠٠٠٠"}, None, None),
    ({"from": "2" * 30}, None, None),
    ({"from": 212600000000}, None, None),
    ({"from_user_id": "MA." + "1" * 200}, None, (AT_NUMBER,)),
    ({"from_user_id": "MA.1 2"}, None, (AT_NUMBER,)),
]


@pytest.mark.parametrize(("fields", "contacts", "addresses"), WHO)
def test_who_wrote(fields: dict[str, Any], contacts: Any, addresses: Any) -> None:
    """The number and the user id, from wherever they stand; the number first; never somebody else's."""
    found = parsed(message(**fields), contacts=contacts)
    assert [arrival.addresses for arrival in found.arrivals] == ([addresses] if addresses else [])
    assert found.skipped == ({} if addresses else {MALFORMED: 1})


def test_names_are_not_kept() -> None:
    """Nothing of a profile is in what is handed on."""
    found = parsed(message(from_user_id=USER), contacts=[contact(wa_id=NUMBER, user_id=USER)])
    assert "Fictive" not in repr(found)
    assert "personne" not in repr(found)


@pytest.mark.parametrize(
    ("timestamp", "moment"),
    [
        ("1700000000", datetime(2023, 11, 14, 22, 13, 20, tzinfo=timezone.utc)),
        ("1700000000000", datetime(2023, 11, 14, 22, 13, 20, tzinfo=timezone.utc)),
        ("0", None),
        ("9" * 13, datetime(2286, 11, 20, 17, 46, 39, tzinfo=timezone.utc)),
        ("9" * 12, None),
        ("9" * 400, None),
        ("-1", None),
        ("yesterday", None),
        ("١٧٠٠٠٠٠٠٠٠", None),
        (1700000000, None),
        (None, None),
    ],
)
def test_when_it_was_sent(timestamp: Any, moment: datetime | None) -> None:
    """Seconds since 1970, or milliseconds; what is neither is not known, and the message is taken all the same."""
    assert only(message(timestamp=timestamp)).sent_at == moment


@pytest.mark.parametrize("id_", [None, "", " ", "a b", "x" * 513, "é", "a\n", 1, [], {}])
def test_without_an_id(id_: Any) -> None:
    """A repetition could not be told from a new message: it is skipped, its neighbours are not."""
    found = parsed(message(id=id_), message())
    assert (len(found.arrivals), found.skipped) == (1, {MALFORMED: 1})


STATUSES: list[tuple[dict[str, Any], StatusUpdate]] = [
    (status("sent"), StatusUpdate("wamid.SENT", SendState.SENT)),
    (status("delivered"), StatusUpdate("wamid.SENT", SendState.DELIVERED)),
    (status("read", biz_opaque_callback_data="12.0"), StatusUpdate("wamid.SENT", SendState.READ, "12.0")),
    (status("read", biz_opaque_callback_data="another's"), StatusUpdate("wamid.SENT", SendState.READ)),
    (status("read", biz_opaque_callback_data={"a": 1}), StatusUpdate("wamid.SENT", SendState.READ)),
    (
        status("failed", errors=[{"code": 131047, "title": "Re-engagement message"}], biz_opaque_callback_data="7.1"),
        StatusUpdate("wamid.SENT", SendState.FAILED, "7.1", Reason.OUTSIDE_WINDOW, "131047"),
    ),
    (
        status("failed", errors=[{"code": 131026, "error_data": {"details": "+212600000000"}}, {"code": 131047}]),
        StatusUpdate("wamid.SENT", SendState.FAILED, "", Reason.INVALID_ADDRESS, "131026"),
    ),
    (
        status("failed", errors=[{"code": 999999}]),
        StatusUpdate("wamid.SENT", SendState.FAILED, "", Reason.UNKNOWN, "999999"),
    ),
    *(
        (status("failed", errors=errors), StatusUpdate("wamid.SENT", SendState.FAILED, "", Reason.UNKNOWN))
        for errors in (None, [], {}, "131047", [None], [{"code": "131047"}])
    ),
    (status("delivered", errors=[{"code": 131047}]), StatusUpdate("wamid.SENT", SendState.DELIVERED)),
]


@pytest.mark.parametrize(("update", "expected"), STATUSES)
def test_what_became_of_a_message(update: dict[str, Any], expected: StatusUpdate) -> None:
    """Every state, with the reference that we sent along and the reason of a failure."""
    found = parsed(statuses=[update])
    assert (found.statuses, found.skipped) == ([expected], {})


@pytest.mark.parametrize("name", ["deleted", "played", "warning", "", None, 1, ["sent"], {"a": 1}])
def test_other_statuses(name: Any) -> None:
    """What says nothing about delivery is ignored, and counted."""
    found = parsed(statuses=[status(name), status()])
    assert (len(found.statuses), found.skipped) == (1, {IGNORED: 1})


@pytest.mark.parametrize("id_", [None, "", 1, ["x"], "a b"])
def test_a_status_of_no_message(id_: Any) -> None:
    """It is skipped, its neighbours are not."""
    found = parsed(statuses=[status(id=id_), status()])
    assert (len(found.statuses), found.skipped) == (1, {MALFORMED: 1})


def test_a_batch() -> None:
    """Entries × changes × messages and statuses, in their order, good beside bad."""
    first = change([message(id="wamid.1"), 7, message(id="wamid.2")], [status(id="wamid.A")])
    other = change([message(id="wamid.3")], [status(), status()], phone_id="100000000000009")
    last = change([message(id="wamid.4", **{"from": None, "from_user_id": USER})])
    entries = [{"changes": [first, None, other]}, "entry", {"changes": {}}, {}, {"changes": [last]}]
    found = batch(json.dumps({"entry": entries}).encode(), PHONE_ID)
    assert [arrival.message_id for arrival in found.arrivals] == ["wamid.1", "wamid.2", "wamid.4"]
    assert [update.provider_id for update in found.statuses] == ["wamid.A"]
    assert found.skipped == {MALFORMED: 1, IGNORED: 1, FOREIGN: 3}


def test_another_number_is_not_ours() -> None:
    """A webhook may serve several numbers: what was said to another is counted, and goes nowhere."""
    for metadata in (None, {}, [], {"phone_number_id": int(PHONE_ID)}, {"phone_number_id": PHONE_ID + "0"}):
        foreign = change([message()], [status()])
        foreign["value"]["metadata"] = metadata
        found = batch(webhook(foreign), PHONE_ID)
        assert (found.arrivals, found.statuses, found.skipped) == ([], [], {FOREIGN: 2})


def test_changes_of_the_account() -> None:
    """The quality of a number or the state of a template is no message."""
    found = batch(webhook(change([message()], field="account_update"), change([message()])), PHONE_ID)
    assert (len(found.arrivals), found.skipped) == (1, {IGNORED: 1})


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"text"', b"1", b"1" * 5000, b"\xff\xfe{}", b'{"a": "caf\xe9"}', b"[" * 100_000],
    ids=range(10),
)
def test_no_json_object(body: bytes) -> None:
    """The one thing that is refused as a whole."""
    with pytest.raises(BadRequest):
        batch(body, PHONE_ID)


@pytest.mark.parametrize("body", [b"{}", b'{"entry": 1}', b'{"entry": []}', b'{"object": "page", "entry": [{}]}'])
def test_nothing_in_it(body: bytes) -> None:
    """An empty batch is none of our business, and no error."""
    assert batch(body, PHONE_ID) == Batch()


def test_deep_nesting() -> None:
    """A field that nests as deep as JSON may be read is skipped over like any other."""
    deep: Any = "x"
    for _ in range(400):
        deep = {"a": [deep]}
    assert only(message("text", {"body": deep, "more": deep}, context=deep)).text == ""


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in items for place in _places(part, (*path, key)))]


def _with(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    parts = value if isinstance(value, dict) else dict(enumerate(value))
    changed = {**parts, path[0]: _with(parts[path[0]], path[1:], new)}
    return changed if isinstance(value, dict) else list(changed.values())


@pytest.mark.parametrize("row", range(len(CONTENTS)))
def test_every_field_can_be_of_every_wrong_type(row: int) -> None:
    """Whatever stands in a place of a message, nothing is raised, and the good message beside it is kept."""
    bad = message(CONTENTS[row][0], CONTENTS[row][1], from_user_id=USER, errors=[{"code": 1}])
    for place in _places(bad):
        for wrong in WRONG:
            found = parsed(_with(bad, place, wrong), message(id="wamid.GOOD"), contacts=[contact(wa_id=NUMBER)])
            assert found.arrivals[-1] == only(message(id="wamid.GOOD"))


def test_every_field_of_the_rest_too() -> None:
    """The same of everything around the messages, and of statuses."""
    update = status("failed", errors=[{"code": 131047, "title": "x"}], biz_opaque_callback_data="1.0")
    body = json.loads(webhook(change([message()], [update], [contact(wa_id=NUMBER, user_id=USER)])))
    for place in _places(body)[1:]:
        for wrong in WRONG:
            batch(json.dumps(_with(body, place, wrong)).encode(), PHONE_ID)


NAMES = sorted(
    {str(key) for row in CONTENTS for place in _places(message(row[0], row[1])) for key in place}
    | {
        str(key)
        for place in _places(json.loads(webhook(change([message()], [status()], [contact()]))))
        for key in place
    }
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from([*NAMES, PHONE_ID, NUMBER, USER]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=6),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(JSON)
def test_any_json(value: Any) -> None:
    """Whatever is posted: an answer or :class:`BadRequest`."""
    try:
        batch(json.dumps(value).encode(), PHONE_ID)
    except BadRequest:
        assert not isinstance(value, dict)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(JSON, max_size=3), JSON, JSON)
def test_any_messages(messages: list[Any], statuses: Any, contacts: Any) -> None:
    """Whatever stands where messages, statuses and contacts do: each message counts once, and a good one is kept."""
    found = parsed(*messages, message(), statuses=statuses, contacts=contacts)
    assert found.arrivals[-1].text == "salam"
    counted = len(found.arrivals) + len(found.statuses) + sum(found.skipped.values())
    assert counted == len(messages) + 1 + (len(statuses) if isinstance(statuses, list) else 0)
    for arrival in found.arrivals:
        assert arrival.addresses
        assert len(arrival.text) <= MOST_TEXT
        assert arrival.message_id


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary())
def test_any_bytes(body: bytes) -> None:
    """Bytes that are no JSON object are refused, all of them."""
    with pytest.raises(BadRequest):
        batch(b"\xff" + body, PHONE_ID)
