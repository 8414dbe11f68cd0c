"""What a channel can show and carry, as data. Limits are counted in Unicode code points unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Markup(Enum):
    """How emphasis is written."""

    PLAIN = "plain"  # not at all: marks are left out
    WHATSAPP = "whatsapp"  # *bold*


@dataclass(frozen=True)
class Capabilities:
    """One channel's abilities and limits. The numbers are the provider's; where they come from stands in its folder."""

    text: int  # longest plain text
    body: int = 0  # longest text beside buttons or a list; 0: there are neither
    one_line: bool = False  # whether the text beside buttons or a list must be a single line
    buttons: int = 0  # most reply buttons; 0: none
    button_title: int = 0
    rows: int = 0  # most rows of a list; 0: no lists
    row_title: int = 0
    row_description: int = 0
    list_label: int = 0  # longest title of the button that opens a list
    payload: int = 0  # longest payload of a button or row
    markup: Markup = Markup.PLAIN
    isolates: bool = False  # whether isolation marks (U+2068, U+2069) may stay in a text
    segments: int = 0  # budget of SMS segments for one answer; 0: this is no SMS
    plain_letters: bool = False  # whether an SMS may lose accents where that saves a segment
    window_hours: int = 0  # hours after a citizen's message in which we may write freely; 0: always
    pictures: str = ""  # our own address, from which the provider fetches pictures; "": none can be sent
    typing: bool = False  # whether the citizen can be shown that an answer is on its way
