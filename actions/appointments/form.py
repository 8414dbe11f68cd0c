"""Booking an appointment, and what becomes of one: looking it up, moving, cancelling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Optional

from actions.appointments.fields import (
    FORM,
    CaseField,
    DayField,
    OfficeField,
    PhoneField,
    PlaceField,
    PurposeField,
    TimeField,
)
from actions.appointments.managing import AppointmentField, Stranger, WishField, standing
from actions.appointments.needs import Needs
from actions.appointments.wording import line, moment_text, purpose_text, reminder, what_to_bring
from actions.procedures.answering import payload
from bot.forms.fields import BaseForm
from bot.forms.model import Again, Button, Context, Done, File, Form, Outcome, Say, Values
from bot.forms.people import NameField
from bot.services.appointments.files import NAMES, FileKind
from bot.services.appointments.model import (
    Appointment,
    Counter,
    NotBooked,
    Request,
    SlotTaken,
    TooManyAppointments,
)
from bot.services.appointments.service import counter_of, reminds
from bot.services.offices.model import Office

_LONGEST_NAME = 60  # characters: it is called at the counter


class BookForm(BaseForm):
    """Takes a place at an office."""

    name = "book_appointment"
    starts = frozenset({"book_appointment"})

    def __init__(self, needs: Optional[Needs] = None) -> None:
        self._needs = needs or Needs()
        days = DayField(self._needs)
        self.fields = (
            PurposeField(self._needs, self.starts),
            CaseField(self._needs),
            PlaceField(self._needs),
            OfficeField(self._needs),
            days,
            TimeField(self._needs, days),
            NameField(FORM, longest=_LONGEST_NAME),
            PhoneField(),
        )

    def subject(self, values: Values) -> Optional[str]:
        purpose = str(values.get("purpose"))
        general = self._needs.purposes[purpose].general if purpose in self._needs.purposes else ""
        return values.get("procedure") or general or None

    def commit(self, context: Context) -> Outcome:
        office = self._needs.offices.get(context.values["office"])
        counter = counter_of(office) if office else None
        if office is None or counter is None:
            return Again(("office",), (context.say(f"{FORM}-office-gone"),))
        try:
            booked = self._book(context, office, counter)
        except SlotTaken:
            return Again(("time",), (context.say(f"{FORM}-slot-taken"),))
        except TooManyAppointments as error:
            return Done((self._too_many(error.held, context),))
        return Done((self._ticket(booked, office, context),))

    def _book(self, context: Context, office: Office, counter: Counter) -> Appointment:
        values = context.values
        request = Request(
            counter=counter,
            start=datetime.fromisoformat(values["time"]),
            purpose=values["purpose"],
            conversation_id=context.message.conversation,
            name=values["name"],
            locale=context.locale,
            office_name=office.name(context.locale),
            office_address=office.address(context.locale),
            procedure=values.get("procedure"),
            phone=values.get("phone") or None,
        )
        return self._needs.service.book(request, office, key=context.key, now=context.message.now, reminder=reminder)

    def _ticket(self, booked: Appointment, office: Office, context: Context) -> Say:
        text = context.text(
            f"{FORM}-booked",
            reference=booked.reference,
            what=purpose_text(booked.purpose, booked.procedure, self._needs.library, context.locale),
            moment=moment_text(booked.start, context.locale),
            office=booked.office_name,
            address=booked.office_address or "none",
        )
        parts = [text, what_to_bring(booked.procedure, self._needs.library, context.locale)]
        if reminds(booked, context.message.now):
            parts.append(context.text(f"{FORM}-reminded"))
        if office.sample:
            parts.append(context.text(f"{FORM}-sample"))
        return Say("\n\n".join(parts), _ticket_buttons(booked, context), _files(self._needs, booked, context))

    def _too_many(self, held: Appointment, context: Context) -> Say:
        return context.say(
            f"{FORM}-held-already",
            context.command(f"{FORM}-button-manage", "/manage_appointment"),
            line=line(held, self._needs.library, context.locale),
        )


class ManageForm(BaseForm):
    """My appointments: shown, moved, cancelled."""

    name = "manage_appointment"
    starts = frozenset({"manage_appointment"})

    def __init__(self, needs: Optional[Needs] = None) -> None:
        self._needs = needs or Needs()
        self._stranger = Stranger(self._needs)
        days = DayField(self._needs, needed=self._moves)
        self.fields = (
            AppointmentField(self._needs),
            *self._stranger.fields(self.name),
            WishField(self._needs),
            days,
            TimeField(self._needs, days, needed=self._moves),
        )

    def begin(self, context: Context) -> tuple[Say, ...]:
        values = context.values
        if "appointment" in values and (values.get("wish_for") in ("cancel", "keep") or "time" in values):
            return ()  # what is said next shows it
        held = self._needs.service.held(context.message.conversation, context.message.now)
        if not held:
            return ()
        lines = "\n".join(line(one, self._needs.library, context.locale) for one in held)
        return (context.say(f"{FORM}-mine", count=len(held), lines=lines),)

    def confirm(self, context: Context) -> Optional[Say]:
        if context.values.get("wish_for") == "keep" or self._stranger.again(context):
            return None
        found = standing(self._needs, context)
        if found is None:
            return None
        yes, change, stop = self.confirm_buttons(context)
        told = line(found, self._needs.library, context.locale)
        if context.values.get("wish_for") == "cancel":
            return context.say(f"{FORM}-confirm-cancel", yes, stop, line=told)
        moment = moment_text(datetime.fromisoformat(context.values["time"]), context.locale)
        return context.say(f"{FORM}-confirm-move", yes, change, stop, line=told, moment=moment)

    def commit(self, context: Context) -> Outcome:
        again = self._stranger.again(context)
        if again is not None:
            return again
        self._stranger.note(context, self.name)
        wish = context.values["wish_for"]
        try:
            if wish == "cancel":
                return self._cancel(context)
            if wish == "move":
                return self._move(context)
        except NotBooked:
            return self._gone(context)
        except SlotTaken:
            return Again(("time",), (context.say(f"{FORM}-slot-taken"),))
        return self._keep(context)

    def _keep(self, context: Context) -> Outcome:
        found = standing(self._needs, context)
        if found is None:
            return self._gone(context)
        told = line(found, self._needs.library, context.locale)
        return Done((context.say(f"{FORM}-kept", files=_files(self._needs, found, context), line=told),))

    def _gone(self, context: Context) -> Outcome:
        return Done((context.say(f"{FORM}-gone", context.command(f"{FORM}-button-book", "/book_appointment")),))

    def _moves(self, context: Context) -> bool:
        """Whether another slot is looked for, by somebody who may."""
        return context.values.get("wish_for") == "move" and self._stranger.again(context) is None

    def _cancel(self, context: Context) -> Outcome:
        reference = context.values["appointment"]
        cancelled = self._needs.service.cancel(reference, context.key, context.message.now)
        book = context.command(f"{FORM}-button-book", "/book_appointment")
        return Done((context.say(f"{FORM}-cancelled", book, reference=cancelled.reference),))

    def _move(self, context: Context) -> Outcome:
        moved = self._moved(context)
        says = context.say(
            f"{FORM}-moved",
            *_ticket_buttons(moved, context),
            files=_files(self._needs, moved, context),
            reference=moved.reference,
            moment=moment_text(moved.start, context.locale),
            office=moved.office_name,
        )
        return Done((says,))

    def _moved(self, context: Context) -> Appointment:
        reference = context.values["appointment"]
        held = self._needs.service.get(reference)
        office = self._needs.offices.get(held.office_id) if held else None
        if office is None:
            raise NotBooked("the appointment, or its office, is no more")
        start = datetime.fromisoformat(context.values["time"])
        return self._needs.service.move(
            reference, office, start, key=context.key, now=context.message.now, reminder=reminder
        )


def _files(needs: Needs, appointment: Appointment, context: Context) -> tuple[File, ...]:
    """The calendar file and the code to be scanned, at their signed addresses."""
    return tuple(
        File(
            context.text(f"{FORM}-file-{kind.value}"),
            NAMES[kind][1],
            needs.links.path(kind, appointment, context.locale),
        )
        for kind in (FileKind.CALENDAR, FileKind.QR)
    )


def _ticket_buttons(appointment: Appointment, context: Context) -> tuple[Button, ...]:
    buttons = [context.command("button-documents", payload(appointment.procedure))] if appointment.procedure else []
    return (*buttons, context.command(f"{FORM}-button-manage", "/manage_appointment"))


FORMS: Sequence[Callable[[], Form]] = (BookForm, ManageForm)
