"""Messages of the assistant for tests of rendering: hand-written ones, and any that Hypothesis can think of."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from bot.locales import CODES
from bot.text.sms import segments
from channels.capabilities import Capabilities
from channels.rendering import Rendered
from channels.sms_twilio import capabilities as sms_twilio
from channels.whatsapp_cloud import capabilities as whatsapp_cloud
from channels.whatsapp_twilio import capabilities as whatsapp_twilio

CLOUD, TWILIO, SMS = whatsapp_cloud.CAPABILITIES, whatsapp_twilio.CAPABILITIES, sms_twilio.CAPABILITIES
CHANNELS = {
    "whatsapp_cloud": CLOUD,
    "whatsapp_twilio": TWILIO,
    "whatsapp_twilio with buttons": whatsapp_twilio.with_templates(buttons=True, rows=False),
    "whatsapp_twilio with lists": whatsapp_twilio.with_templates(buttons=False, rows=True),
    "whatsapp_twilio with both": whatsapp_twilio.with_templates(buttons=True, rows=True),
    "sms_twilio": SMS,
    "sms_twilio with one segment": sms_twilio.with_budget(1, plain_letters=False),
    "sms_twilio with plain letters": sms_twilio.with_budget(3, plain_letters=True),
}

_WORDS = [
    "Prix", "l’acte", "prêt", "«", "»", "œuvre", "75", "DH", "8 h – 16 h", "https://www.passeport.ma/a_b_c", "cnie.ma.", "*6#", "*gras*", "_x_",
    "~non~", "`code`", "الثمن", "شهادة", "\u206875\u2069", "درهم", "ⴰⵜⵉⴳ", "ⵍⵡⵔⴰⵇ", "taɣuri", "👍🏽", "e\u0301", "\n", "\n\n", "\n• ", " :", ":\n• ", "a" * 30, "س" * 90,
]  # fmt: skip
_TITLE_WORDS = [
    "Carte", "nationale", "de", "la", "d'un", "(CNIE)", "passeport", "البطاقة", "الوطنية", "ديال", "ⵜⴰⴽⴰⵕⴹⴰ", "ⵏ", "😀", "e\u0301", "1", "2", "\n", "A" * 25, "\u2068x\u2069",
]  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=120).map(" ".join) | st.text(max_size=200)
_TITLES = st.lists(st.sampled_from(_TITLE_WORDS), max_size=9).map(" ".join) | st.text(max_size=40)
_PAYLOADS = st.sampled_from(
    ["/menu", "/human", '/ask_procedure{"procedure": "cnie-first"}', " /blank", "", "/x" * 101]
) | st.text("abc/", min_size=1, max_size=5)
_BUTTONS = st.lists(st.fixed_dictionaries({"title": _TITLES, "payload": _PAYLOADS}), max_size=12)
BODIES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"text": _TEXTS, "locale": st.sampled_from(CODES), "buttons": _BUTTONS}
)


def buttons(*titles: str) -> list[dict[str, str]]:
    """Buttons with payloads of their own: ``/a``, ``/b``, …"""
    return [{"title": title, "payload": f"/{chr(97 + place)}"} for place, title in enumerate(titles)]


def check_limits(part: Rendered, capabilities: Capabilities) -> None:
    """Fails when a channel, or its provider, would refuse the message."""
    touched = part.buttons + part.rows
    assert part.text.strip()
    assert part.text == part.text.strip()
    assert not (touched and capabilities.one_line and "\n" in part.text)
    assert len(part.text) <= (capabilities.body if touched else capabilities.text)
    assert not (part.buttons and part.rows)
    assert len(part.buttons) <= capabilities.buttons
    assert len(part.rows) <= capabilities.rows
    assert bool(part.rows) == bool(part.list_label)
    assert len(part.list_label) <= capabilities.list_label
    for choice in touched:
        assert 0 < len(choice.title) <= (capabilities.button_title if part.buttons else capabilities.row_title)
        assert choice.title == " ".join(choice.title.split())
        assert 0 < len(choice.payload) <= capabilities.payload
        assert choice.payload == choice.payload.strip()
        assert len(choice.description) <= capabilities.row_description
    assert len({choice.title.casefold() for choice in touched}) == len(touched)
    assert len({choice.payload for choice in touched}) == len(touched)
    if capabilities.segments:
        assert segments(part.text) <= capabilities.segments
    if not capabilities.isolates:
        assert not set(part.text) & set("\u200e\u200f\u2066\u2067\u2068\u2069\u061c")
