"""The questions about an appointment that stands: which one, and what is to become of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from actions.appointments.fields import FORM
from actions.appointments.needs import Needs
from actions.appointments.wording import line, moment_title
from bot.forms.choosing import chosen
from bot.forms.fields import BaseField, ChoiceField
from bot.forms.model import Accept, Button, Context, Reading, Refuse, Say, choice
from bot.services.appointments.model import PREFIX, Appointment
from bot.services.appointments.purposes import WISHES
from bot.services.references import looks_like_reference, references_in


class AppointmentField(BaseField):
    """Which appointment: one of this conversation's. Only one: it is meant."""

    def __init__(self, needs: Needs) -> None:
        super().__init__(FORM, "appointment")
        self._needs = needs

    def ask(self, context: Context) -> Say:
        if self._mine(context):
            return context.say(f"{FORM}-ask-appointment", *self.buttons(context))
        return context.say(f"{FORM}-none", context.command(f"{FORM}-button-book", "/book_appointment"))

    def help(self, context: Context) -> Say:
        return self.ask(context)

    def buttons(self, context: Context) -> Sequence[Button]:
        return [choice(title, value) for title, value in self._choices(context)]

    def read(self, context: Context) -> Reading:
        value = chosen(context.message, self._choices(context))
        return Accept(value) if value is not None else self.volunteered(context)

    def volunteered(self, context: Context) -> Reading:
        message = context.message
        mine = self._mine(context)
        named = [one for one in references_in(message.text) if one.startswith(PREFIX)]
        if named:
            known = {one.reference for one in mine} | {str(context.values.get(self.name))}
            if len(named) == 1 and named[0] in known:
                return Accept(named[0])
            return self._unknown(context)
        if message.text and looks_like_reference(message.text):
            return self._unknown(context)
        return Accept(mine[0].reference) if len(mine) == 1 and self.name not in context.values else None

    def shown(self, value: Any, context: Context) -> str:
        found = standing(self._needs, context)
        return line(found, self._needs.library, context.locale) if found else str(value)

    def _unknown(self, context: Context) -> Refuse:
        """The same whether it is somebody else's or nobody's."""
        return Refuse(context.say(f"{FORM}-unknown-reference", *self.buttons(context)))

    def _mine(self, context: Context) -> Sequence[Appointment]:
        return self._needs.service.held(context.message.conversation, context.message.now)

    def _choices(self, context: Context) -> list[tuple[str, str]]:
        return [(moment_title(one.start), one.reference) for one in self._mine(context)]


class WishField(ChoiceField):
    """What is to become of it."""

    takes = frozenset({"cancel"})

    def __init__(self, needs: Needs) -> None:
        super().__init__(FORM, "wish_for", WISHES)
        self._needs = needs

    def read(self, context: Context) -> Reading:
        message = context.message
        if message.choice is None and message.intent == "cancel":
            return Accept("cancel")
        return super().read(context)

    def volunteered(self, context: Context) -> Reading:
        text = context.message.text
        meant = [wish for wish in WISHES if text and text in self._needs.words.wishes[wish]]
        if "move" in meant and "cancel" in meant:
            return None  # "do not cancel, move"
        return Accept(meant[0]) if meant else None


def standing(needs: Needs, context: Context) -> Optional[Appointment]:
    """The appointment that is spoken of, if it still stands."""
    return needs.service.find(str(context.values.get("appointment", "")), context.message.now)
