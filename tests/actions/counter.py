"""A citizen at the counter: says, presses and sends, and reads what a form answers. No engine: the test tells the intent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, Optional
from zoneinfo import ZoneInfo

from bot.entities.extractor import EntityExtractor
from bot.forms.machine import Machine, Stack
from bot.forms.model import Button, Form, Location, Message, Say
from bot.language.data import gazetteer
from bot.text.bidi import strip_isolates

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("Africa/Casablanca"))


@cache
def extractor() -> EntityExtractor:
    return EntityExtractor.load(gazetteer)


class Citizen:
    """One conversation with some forms."""

    def __init__(self, *forms: Form, locale: str = "fr", conversation: str = "web-1", now: datetime = NOW) -> None:
        self.machine = Machine({form.name: form for form in forms})
        self.locale, self.conversation, self.now = locale, conversation, now
        self.stack: Stack = ()
        self.answers: list[Say] = []
        self._count = 0

    def says(self, text: str, intent: str = "inform", confidence: float = 0.9, **more: Any) -> str:
        """Sends a text; gives the answer."""
        found = tuple(extractor().extract(text, self.now.date()))
        return self._send(Message("", "", "web", self.locale, self.now, text, intent, confidence, found, **more))

    def presses(self, title: str) -> str:
        """Presses the button of the last answer with this title, or with this in its payload."""
        [button] = [one for one in self.buttons if strip_isolates(one.title) == title or title in one.payload][:1]
        intent, _, rest = button.payload.removeprefix("/").partition("{")
        value = json.loads("{" + rest)["value"] if rest else None
        return self._send(Message("", "", "web", self.locale, self.now, "", intent, 1.0, choice=value))

    def sends(self, *media: str, location: Optional[Location] = None) -> str:
        """Sends photos, or a position, without words."""
        intent = "share_media" if media else "share_location"
        message = Message("", "", "web", self.locale, self.now, "", intent, 1.0, media=media, location=location)
        return self._send(message)

    def again(self) -> str:
        """The last message comes a second time, as it was, to the state before it."""
        self.stack = self._before
        return self._send(self._last, keep=True)

    @property
    def asked(self) -> Optional[str]:
        return self.stack[-1].asked if self.stack else None

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.stack[-1].values) if self.stack else {}

    @property
    def buttons(self) -> Sequence[Button]:
        return [button for say in self.answers for button in say.buttons]

    @property
    def titles(self) -> list[str]:
        return [strip_isolates(button.title) for button in self.buttons]

    def _send(self, message: Message, keep: bool = False) -> str:
        if not keep:
            self._count += 1
            message = replace(message, id=f"m{self._count}", conversation=self.conversation)
        self._last, self._before = message, self.stack
        step = self.machine.step(self.stack, message)
        self.stack, self.answers = step.stack, list(step.says)
        assert step.says or step.elsewhere
        assert all(len(button.title) <= 20 and button.title for button in self.buttons)
        return strip_isolates("\n".join(say.text for say in step.says))
