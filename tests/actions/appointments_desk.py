"""A citizen at the forms of appointments: the real machine, catalogue and sample offices on a register of the test's own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Optional
from zoneinfo import ZoneInfo

from actions.appointments.form import BookForm, ManageForm
from actions.appointments.needs import Needs
from bot.entities.extractor import EntityExtractor
from bot.forms.machine import Machine, Stack, merged
from bot.forms.model import Location, Message, Say
from bot.language.data import gazetteer
from bot.text.bidi import strip_isolates

MOROCCO = ZoneInfo("Africa/Casablanca")
TUESDAY = datetime(2026, 12, 1, 9, 0, tzinfo=MOROCCO)  # no holiday is near
EXTRACTOR = EntityExtractor.load(gazetteer)


class Reminders:
    """Keeps what it is told, as the notifications do."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Any]] = {}
        self.forgotten: list[str] = []

    def remind(self, **reminder: Any) -> bool:
        self.kept[reminder["reference"]] = reminder
        return True

    def forget_reminders(self, _register: str, reference: str) -> int:
        self.forgotten.append(reference)
        return 1 if self.kept.pop(reference, None) else 0


@dataclass
class Desk:
    """One conversation."""

    needs: Needs
    conversation: str = "web-citizen-1"
    channel: str = "web"
    locale: str = "fr"
    now: datetime = TUESDAY
    stack: Stack = ()
    said: list[Say] = field(default_factory=list)
    number: int = 0

    def __post_init__(self) -> None:
        self.machine = Machine({form.name: form for form in (BookForm(self.needs), ManageForm(self.needs))})

    def write(self, text: str = "", intent: str = "inform", **more: Any) -> str:
        """The citizen writes; what is answered, without isolation marks."""
        self.number += 1
        self.now += timedelta(seconds=20)
        return self.take(
            Message(
                id=more.pop("id", f"m{self.number}"),
                conversation=self.conversation,
                channel=self.channel,
                locale=self.locale,
                now=self.now,
                text=text,
                intent=intent,
                confidence=more.pop("confidence", 0.95),
                entities=tuple(EXTRACTOR.extract(text, self.now.date())),
                **more,
            )
        )

    def take(self, message: Message) -> str:
        self.last, self.before = message, self.stack
        step = self.machine.step(self.stack, message)
        self.stack, self.said = step.stack, merged(step.says)
        return self.answer

    def again(self) -> str:
        """The same message once more, as after a process that died before its answer was kept."""
        self.stack = self.before
        return self.take(self.last)

    def press(self, title: str, intent: str = "inform") -> str:
        """Presses the button that begins with these words."""
        button = next(one for one in self.buttons if one.title.startswith(title))
        import json

        name, brace, values = button.payload[1:].partition("{")
        given: Optional[str] = json.loads(brace + values).get("value") if brace else None
        return self.write("", intent=name, choice=given)

    def share(self, latitude: float, longitude: float) -> str:
        return self.write("", intent="share_location", location=Location(latitude, longitude))

    @property
    def answer(self) -> str:
        return strip_isolates("\n--\n".join(say.text for say in self.said))

    @property
    def buttons(self) -> list[Any]:
        return [button for say in self.said for button in say.buttons]

    @property
    def titles(self) -> list[str]:
        return [button.title for button in self.buttons]

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.stack[-1].values) if self.stack else {}

    def other(self, conversation: str) -> Desk:
        """Another citizen."""
        return replace(self, conversation=conversation, stack=(), said=[], number=0)
