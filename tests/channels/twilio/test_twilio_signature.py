"""Only Twilio can have sent what is let in: its own vectors, its SDK in both directions, and forgeries."""

from __future__ import annotations

import string
from urllib.parse import urlencode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from bot.errors import BadRequest, Forged
from channels.twilio import form
from channels.twilio.signature import Signatures
from tests.channels.twilio.wire import SECONDARY, TOKEN, body, message

URL = "https://bot.example.ma/webhooks/whatsapp_twilio/message"
PUBLISHED = "https://mycompany.com/myapp.php?foo=1&bar=2"
CALL = {"CallSid": "CA1234567890ABCDE", "Digits": "1234", "To": "+18005551212"}
WHATSAPP = {
    "AccountSid": "AC" + "0" * 32,
    "Body": "سلام",
    "From": "whatsapp:+212600000000",
    "MessageSid": "SM" + "0" * 31 + "1",
    "NumMedia": "0",
    "ProfileName": "",
    "To": "whatsapp:+212520000000",
    "WaId": "212600000000",
}
VECTORS = [
    ("12345", PUBLISHED, {**CALL, "Caller": "+14158675309", "From": "+14158675309"}, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
    ("12345", PUBLISHED, {**CALL, "Caller": "+12349013030", "From": "+12349013030"}, "0/KCTR6DLpKmkAf8muzZqo1nDgQ="),
    ("test_token", "https://bot.example.ma/webhooks/twilio/webhook", WHATSAPP, "IF/NWWcHBnWHgD74WmT2NPpp9Ic="),
]


def good(url: str, raw: bytes, signature: str, *tokens: str) -> bool:
    try:
        Signatures(tokens or (TOKEN,)).check(url, form.read(raw), signature)
    except Forged:
        return False
    return True


def sign(fields: dict[str, str], url: str = URL, token: str = TOKEN) -> str:
    return str(RequestValidator(token).compute_signature(url, fields))


@pytest.mark.parametrize(("token", "url", "fields", "signature"), VECTORS)
def test_published_vectors(token: str, url: str, fields: dict[str, str], signature: str) -> None:
    """The signatures that Twilio publishes are good, and no other byte of them is; blank fields count."""
    assert good(url, body(fields), signature, token)
    assert not good(url, body(fields), signature.swapcase(), token)
    assert not good(url, body({**fields, "To": "+212520000009"}), signature, token)
    assert not good(url.replace("https", "http"), body(fields), signature, token)


VALUES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
FIELDS = st.dictionaries(st.text(string.ascii_letters + string.digits, min_size=1, max_size=12), VALUES, max_size=12)


@given(fields=FIELDS, token=st.text(min_size=1, max_size=32))
def test_what_the_sdk_signs_is_good(fields: dict[str, str], token: str) -> None:
    """Whatever the fields hold, blank or in any script: signed by the SDK, it passes; with one more field it does not."""
    assume(token.isprintable() and token.encode("utf-8", "ignore"))
    signature = sign(fields, token=token)
    assert good(URL, body(fields), signature, token)
    assert not good(URL, body({**fields, "Added__": "1"}), signature, token)


@given(fields=FIELDS)
def test_the_sdk_agrees_in_the_other_direction(fields: dict[str, str]) -> None:
    """What we compute over the form that we read, the SDK's own validation takes: nothing was lost in reading."""
    read = form.read(body(fields))
    ours = RequestValidator(TOKEN).compute_signature(URL, read)
    assert RequestValidator(TOKEN).validate(URL, fields, ours)


@given(pairs=st.lists(st.tuples(st.sampled_from(["A", "B", "Media"]), VALUES), max_size=8))
def test_repeated_fields(pairs: list[tuple[str, str]]) -> None:
    """A field that stands there several times is signed with its unique values in order, as the SDK does for
    MultiDicts."""

    class Multi(dict[str, list[str]]):
        def getlist(self, name: str) -> list[str]:
            return self[name]

    given_ = Multi()
    for name, value in pairs:
        given_.setdefault(name, []).append(value)
    signature = RequestValidator(TOKEN).compute_signature(URL, given_)
    assert good(URL, urlencode(pairs).encode(), signature)


@pytest.mark.parametrize(
    ("signed_url", "seen_url"),
    [
        ("https://bot.example.ma/hook?ref=1.0", "https://bot.example.ma:443/hook?ref=1.0"),
        ("https://bot.example.ma:443/hook", "https://bot.example.ma/hook"),
        ("http://bot.example.ma:80/hook", "http://bot.example.ma/hook"),
        ("http://bot.example.ma:8080/hook", "http://bot.example.ma:8080/hook"),
        ("https://bot.example.ma/a%20b?x=%2F&y=", "https://bot.example.ma/a%20b?x=%2F&y="),
        ("https://bot.example.ma/hook?", "https://bot.example.ma/hook?"),
    ],
)
def test_ports_and_spelling(signed_url: str, seen_url: str) -> None:
    """With and without the default port, and otherwise character by character."""
    assert good(seen_url, body(message()), sign(message(), signed_url))


@pytest.mark.parametrize("changed", ["/hook?ref=2.0", "/hook", "/hook?ref=1.0&x=1", "/Hook?ref=1.0", "/hook?ref=1%2E0"])
def test_another_address_is_forged(changed: str) -> None:
    """The reference of a status callback is part of what is signed."""
    signature = sign(message(), "https://bot.example.ma/hook?ref=1.0")
    assert not good(f"https://bot.example.ma{changed}", body(message()), signature)


def test_both_tokens_while_they_are_rotated() -> None:
    """The primary and the secondary token are accepted, and no third one."""
    raw = body(message())
    assert good(URL, raw, sign(message(), token=TOKEN), TOKEN, SECONDARY)
    assert good(URL, raw, sign(message(), token=SECONDARY), TOKEN, SECONDARY)
    assert not good(URL, raw, sign(message(), token="a third"), TOKEN, SECONDARY)
    assert not good(URL, raw, sign(message(), token=SECONDARY), TOKEN)


@pytest.mark.parametrize("signature", ["", " ", "x", "é" * 28, "A" * 27, "A" * 27 + "=", "A" * 5000, "\ud800" * 28])
def test_no_signature(signature: str) -> None:
    """Missing, too short, too long, not ASCII, or simply not the right one: forged, and nothing else goes wrong."""
    assert not good(URL, body(message()), signature)


@pytest.mark.parametrize("url", ["https://bot.example.ma:x/hook", "https://[::1/hook", "https://a:99999999/", ""])
def test_an_address_that_is_none(url: str) -> None:
    """A host that a stranger made up ends as a forgery."""
    assert not good(url, body(message()), sign(message()))


def test_a_flood_of_fields_is_refused_before_it_is_signed() -> None:
    """Sorting and hashing thousands of fields several times is work that nobody may ask for unsigned."""
    with pytest.raises(BadRequest, match="fields"):
        form.read(b"&".join(b"a%d=" % number for number in range(501)))
    assert len(form.read(b"&".join(b"a%d=" % number for number in range(500)))) == 500


@given(raw=st.binary(max_size=300))
def test_any_bytes_are_a_form_of_strings(raw: bytes) -> None:
    """What is no form at all is read without an exception, and is forged."""
    assert not good(URL, raw, "A" * 27 + "=")
