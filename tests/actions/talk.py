"""A citizen at a form that only computes: says and presses, and reads what is answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.forms.machine import Machine, Stack, merged
from bot.forms.model import Form, Message, Say
from bot.text.bidi import strip_isolates
from tests.actions.counter import NOW, extractor


class Talk:
    """One conversation. ``=all`` presses the button of that value; ``starts``: what the first message wants."""

    def __init__(self, forms: Sequence[Form], starts: str, locale: str = "fr", now: datetime = NOW) -> None:
        self.locale, self.now = locale, now
        self.stack: Stack = ()
        self.says: list[Say] = []
        self._starts = starts
        self._machine = Machine({form.name: form for form in forms})

    def say(self, text: str, intent: str = "", confidence: float = 0.9) -> str:
        intent = intent or ("inform" if self.stack else self._starts)
        step = self._machine.step(self.stack, message(text, intent, self.locale, self.now, confidence))
        self.stack, self.says = step.stack, merged(step.says)
        return strip_isolates("\n".join(say.text for say in self.says))

    @property
    def asked(self) -> str | None:
        return self.stack[-1].asked if self.stack else None

    @property
    def titles(self) -> list[str]:
        return [button.title for say in self.says for button in say.buttons]

    @property
    def payloads(self) -> list[str]:
        return [button.payload for say in self.says for button in say.buttons]


def message(
    text: str, intent: str = "inform", locale: str = "fr", now: datetime = NOW, confidence: float = 0.9
) -> Message:
    """What is said, or pressed, with the values that are found in it."""
    pressed = text[1:] if text.startswith("=") else None
    words = "" if pressed is not None else text
    found = tuple(extractor().extract(words, now.date()))
    return Message(
        id="m", conversation="c", channel="web", locale=locale, now=now, text=words, intent=intent,
        confidence=confidence, entities=found, choice=pressed,
    )  # fmt: skip
