"""A phone as text: what its owner would see, and, for an SMS, what it costs."""

from __future__ import annotations

from bot.text.bidi import strip_isolates
from channels.simulator.phone import Phone
from channels.simulator.records import SMS_TWILIO, Act, Message
from channels.simulator.segments import cost

_INDENT = "  "


class Screen:
    """Shows the messages of one phone, each once, and adds up what they cost."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._shown = 0
        self.segments = 0  # of all messages shown: what is billed

    def news(self) -> list[str]:
        """The lines of the messages that came since the last call."""
        fresh = self._phone.messages[self._shown :]
        self._shown = len(self._phone.messages)
        return [line for message in fresh for line in [*self._message(message), ""]]

    def _message(self, message: Message) -> list[str]:
        lines = [_INDENT + line for line in strip_isolates(message.text).splitlines()]
        lines += _choices(message) + ([f"{_INDENT}(picture {message.picture})"] if message.picture else [])
        return lines + ([self._bill(message)] if self._phone.channel == SMS_TWILIO else [])

    def _bill(self, message: Message) -> str:
        price = cost(message.text)
        self.segments += price.segments
        noun = "segment" if price.segments == 1 else "segments"
        return f"{_INDENT}({price.encoding}, {price.units} units, {price.segments} {noun}; {self.segments} so far)"


def spoken(act: Act) -> str:
    """What the phone's owner did, as a line."""
    if act.choice is not None:
        return f"> [{strip_isolates(act.choice.title)}]"
    if act.location is not None:
        return f"> (location {act.location.latitude} {act.location.longitude})"
    if act.attachments:
        files = ", ".join(f"{file.content_type}, {len(file.content)} bytes" for file in act.attachments)
        return f"> ({files}) {act.text}".rstrip()
    return f"> ({act.unsupported})" if act.unsupported else f"> {act.text}"


def _choices(message: Message) -> list[str]:
    if message.buttons:
        buttons = (f"[{place} {strip_isolates(choice.title)}]" for place, choice in enumerate(message.buttons, 1))
        return [_INDENT + " ".join(buttons)]
    if not message.rows:
        return []
    rows = [
        f"{_INDENT}  {place} {strip_isolates(choice.title)}"
        + (f" - {choice.description}" if choice.description else "")
        for place, choice in enumerate(message.rows, 1)
    ]
    return [f"{_INDENT}[≡ {strip_isolates(message.list_label)}]", *rows]
