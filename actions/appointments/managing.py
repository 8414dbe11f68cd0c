"""The questions about an appointment that stands: which one, and what is to become of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from actions.appointments.fields import FORM
from actions.appointments.needs import Needs
from actions.appointments.wording import moment_title
from actions.identity.fields import CodeField, ProofField, audit_read, step_up_again
from bot.forms.choosing import chosen
from bot.forms.fields import BaseField, ChoiceField
from bot.forms.model import Accept, Again, Button, Context, Reading, Refuse, Say, choice
from bot.services.appointments.model import PREFIX, Appointment
from bot.services.appointments.purposes import WISHES
from bot.services.dossiers.model import Holder
from bot.services.identity.model import Subject
from bot.services.references import looks_like_reference, references_in

REGISTER = "appointments"


class AppointmentField(BaseField):
    """Which appointment: one of this conversation's (the only one is meant), or one of any well-formed number.

    It is shown as its number alone: who has named another's must learn nothing of it.
    """

    def __init__(self, needs: Needs) -> None:
        super().__init__(FORM, "appointment")
        self._needs = needs

    def ask(self, context: Context) -> Say:
        if self._mine(context):
            return context.say(f"{FORM}-ask-appointment", *self.buttons(context))
        return context.say(f"{FORM}-ask-reference", context.command(f"{FORM}-button-book", "/book_appointment"))

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
        if len(named) == 1:
            return Accept(named[0])
        if named or (message.text and looks_like_reference(message.text)):
            return Refuse(context.say(f"{FORM}-unknown-reference", *self.buttons(context)))
        return Accept(mine[0].reference) if len(mine) == 1 and self.name not in context.values else None

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


class Stranger:
    """The step-up for an appointment that this conversation did not book: the telephone on file, then a code sent to it.

    Whose an appointment is, and whether there is one, nothing tells before.
    """

    def __init__(self, needs: Needs) -> None:
        self._needs = needs

    def fields(self, form: str) -> tuple[ProofField, CodeField]:
        stranger = self

        class Proof(ProofField):
            def needed(self, context: Context) -> bool:
                return not stranger.owns(context) and super().needed(context)

        class Code(CodeField):
            def needed(self, context: Context) -> bool:
                return not stranger.owns(context) and super().needed(context)

        made = (form, _subject, self._holder, ("appointment",))
        return Proof(*made), Code(*made)

    def owns(self, context: Context) -> bool:
        """Whether the appointment was booked in this conversation."""
        reference = context.values.get("appointment")
        return bool(reference) and self._needs.service.is_of(str(reference), context.message.conversation)

    def again(self, context: Context) -> Optional[Again]:
        """What is to be asked before anything of the appointment is shown or changed; None when nothing is."""
        subject = _subject(context)
        if subject is None or self.owns(context):
            return None
        return step_up_again(context, subject, self._holder)

    def note(self, context: Context, form: str) -> None:
        """Writes down that somebody else's appointment is read."""
        if not self.owns(context):
            audit_read(context, REGISTER, str(context.values["appointment"]), form)

    def _holder(self, subject: Subject) -> Optional[Holder]:
        found = self._needs.service.get(subject.reference)
        return Holder(phone=found.phone) if found else None


def _subject(context: Context) -> Optional[Subject]:
    reference = context.values.get("appointment")
    return Subject(REGISTER, str(reference), by_phone=True) if reference else None


def standing(needs: Needs, context: Context) -> Optional[Appointment]:
    """The appointment that is spoken of, if it still stands."""
    return needs.service.find(str(context.values.get("appointment", "")), context.message.now)
