"""What an SMS carries when we send through Twilio: plain text of at most 1,600 characters, paid by the segment.

https://www.twilio.com/docs/messaging/api/message-resource; segments as in bot/text/sms.py.
"""

from __future__ import annotations

from dataclasses import replace

from channels.capabilities import Capabilities

CAPABILITIES = Capabilities(text=1600, segments=4)


def with_budget(segments: int, plain_letters: bool) -> Capabilities:
    """The same with the operator's choices: segments of one answer, and whether accents may be dropped to save one."""
    return replace(CAPABILITIES, segments=segments, plain_letters=plain_letters)
