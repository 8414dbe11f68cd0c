"""The form of complaints: what is wrong, where, with or without a name; or why an earlier one is to be opened again."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Optional

from actions.complaints.fields import (
    FORM,
    REOPEN,
    AimField,
    CategoryField,
    ComplainerField,
    ComplainerPhoneField,
    DescriptionField,
    FileReferenceField,
    IdentityField,
    OnlyWhen,
    PhotoField,
    ReasonField,
    ReferenceField,
    Told,
    TownField,
    WhereField,
)
from actions.identity.fields import step_up_again, step_up_fields
from bot.bootstrap import complaint_reader, complaint_service, places
from bot.forms.fields import BaseForm
from bot.forms.model import Again, Button, Context, Done, Field, Form, Outcome, Say
from bot.services.complaints.categories import ComplaintReader
from bot.services.complaints.model import Category, Complaint, Place, Report
from bot.services.complaints.service import ANSWER_DAYS, FORWARD_DAYS, ComplaintService
from bot.services.dossiers.model import Holder
from bot.services.identity.model import Subject
from bot.services.offices.places import PlaceIndex


class ComplaintForm(BaseForm):
    """A new complaint, or an earlier one opened again."""

    name = "complaints"
    starts = frozenset({"file_complaint"})

    def __init__(
        self,
        service: Callable[[], ComplaintService] = complaint_service,
        reader: Callable[[], ComplaintReader] = complaint_reader,
        places: Callable[[], PlaceIndex] = places,
    ) -> None:
        self._told = told = Told(service, reader, places)
        proof, code = step_up_fields(FORM, subject_of, self._holder_of)
        self.fields: Sequence[Field] = (
            AimField(told),
            DescriptionField(told),
            CategoryField(told),
            FileReferenceField(told),
            WhereField(told),
            TownField(told),
            PhotoField(told),
            IdentityField(told),
            ComplainerField(told),
            ComplainerPhoneField(told),
            ReferenceField(told),
            OnlyWhen(proof, _is_anothers),
            OnlyWhen(code, _is_anothers),
            ReasonField(told),
        )

    def begin(self, context: Context) -> tuple[Say, ...]:
        """Danger comes before any question."""
        understood = self._told.reader().understand(context.message.text)
        return (context.say("emergency"),) if understood.emergency else ()

    def commit(self, context: Context) -> Outcome:
        return self._reopen(context) if context.values["aim"] == REOPEN else self._file(context)

    def _file(self, context: Context) -> Outcome:
        message = context.message
        complaint = self._told.service().file(_report(context), message.conversation, context.key, message.now)
        return Done((self._receipt(complaint, context),))

    def _reopen(self, context: Context) -> Outcome:
        again = self._unproven(context)
        if again is not None:
            return again
        service, message, reference = self._told.service(), context.message, context.values["reference"]
        found = service.find(reference)
        if found is None:
            return Done((context.say("complaint-unknown", reference=reference),))
        reopened = service.reopen(reference, context.values["reason"], context.key, message.now)
        due = service.answer_due(reopened or found).strftime("%d/%m/%Y")
        outcome = "complaint-reopened" if reopened else "complaint-still-open"
        return Done((context.say(outcome, _track(found, context), reference=reference, due=due, days=ANSWER_DAYS),))

    def _unproven(self, context: Context) -> Optional[Again]:
        subject = subject_of(context)
        return step_up_again(context, subject, self._holder_of) if subject and _is_anothers(context) else None

    def _holder_of(self, subject: Subject) -> Optional[Holder]:
        found = self._told.service().find(subject.reference)
        return Holder(phone=found.report.phone) if found else None

    def _receipt(self, complaint: Complaint, context: Context) -> Say:
        """From the complaint as it is kept: the same message again says the same."""
        text = context.text(
            "complaint-receipt",
            reference=complaint.reference,
            category=context.text(f"complaint-category-{complaint.report.category.value}"),
            forward=FORWARD_DAYS,
            days=ANSWER_DAYS,
            due=self._told.service().answer_due(complaint).strftime("%d/%m/%Y"),
        )
        keep = "complaint-keep-anonymous" if complaint.report.anonymous else "complaint-keep"
        return Say(f"{text}\n{context.text(keep)}", (_track(complaint, context),))


def subject_of(context: Context) -> Optional[Subject]:
    """The complaint that is to be opened again; the register knows who made it by the telephone only."""
    reference = context.values.get("reference")
    return Subject("complaints", reference, by_phone=True) if reference else None


def _is_anothers(context: Context) -> bool:
    """Whether it was made in another conversation, so that who asks has to prove that it is theirs."""
    return "reference" in context.values and not context.values.get("own")


def _track(complaint: Complaint, context: Context) -> Button:
    return Button(context.text("complaint-button-track"), "/track_dossier" + json.dumps({"value": complaint.reference}))


def _report(context: Context) -> Report:
    values = context.values
    where: dict[str, Any] = values.get("where") or {}
    return Report(
        category=Category(values["category"]),
        text=values["text"],
        place=Place(
            str(where.get("words", "")), values.get("town", "")[:64], where.get("latitude"), where.get("longitude")
        ),
        photos=tuple(values.get("photo", ())),
        dossier=values.get("dossier", ""),
        name=values.get("name"),
        phone=values.get("phone"),
    )


FORMS: Sequence[Callable[[], Form]] = (ComplaintForm,)
