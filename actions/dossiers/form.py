"""Following a file: its reference, a step-up, then where it stands; and wanting to be told when it moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Optional

from actions.dossiers.wording import SUBSCRIBE, about, status_in_words, told
from actions.identity.fields import CodeField, ProofField, audit_read, step_up_again
from bot.bootstrap import dossier_service, library, notification_service
from bot.entities.model import Kind
from bot.forms.fields import BaseField, BaseForm
from bot.forms.model import Accept, Again, Context, Done, Form, Outcome, Reading, Say
from bot.services.dossiers.model import Dossier, Holder, text_in
from bot.services.dossiers.service import Report, open_to, report
from bot.services.identity.model import Subject
from bot.services.references import looks_like_reference, normal_reference, references_in, register_of
from bot.text.digits import to_ascii_digits

REFERENCE = "reference"
EXAMPLE = "DO-2026-7K4X2MB"  # nobody's: its last character does not fit
STOP = "stop:"  # before a reference: a button that ends being told
_LONGEST = 40
_NUMBER = re.compile(r"[A-Z]{0,6}[-/. ]?\d[A-Z\d]*(?:[-/. ][A-Z\d]+){0,4}")


class ReferenceField(BaseField):
    """The reference of a file: ours, or an administration's own. Whether there is such a file is not told here.

    Its value is ``{"reference": …, "open": …}``; ``open``: no step-up is needed in this conversation.
    """

    def __init__(self) -> None:
        super().__init__("dossiers", REFERENCE)

    def ask(self, context: Context) -> Say:
        return context.say("dossiers-ask-reference", example=EXAMPLE)

    def help(self, context: Context) -> Say:
        return context.say("dossiers-help-reference", example=EXAMPLE)

    def volunteered(self, context: Context) -> Reading:
        if context.message.choice is not None:
            return self._chosen(context, context.message.choice)
        ours = references_in(context.message.text)
        if not ours and looks_like_reference(context.message.text):
            return self.refuse(context, "miswritten-reference")
        found = ours or list(dict.fromkeys(context.message.values(Kind.DOSSIER)))
        if len(found) > 1:
            return self.refuse(context, "several-references")
        return self._accepted(context, found[0]) if found else None

    def read(self, context: Context) -> Reading:
        reading = self.volunteered(context)
        if reading is not None:
            return reading
        return self._number(context) or self._something_else(context)

    def shown(self, value: Any, context: Context) -> str:
        return str(value[REFERENCE])

    def _chosen(self, context: Context, choice: str) -> Reading:
        """A button's reference is checked like any text."""
        if choice.startswith(STOP):
            return Accept({REFERENCE: choice[len(STOP) :][:_LONGEST], "open": True, "stop": True})
        ours = normal_reference(choice)
        number = _NUMBER.fullmatch(choice) if len(choice) <= _LONGEST else None
        return self._accepted(context, ours or choice) if ours or number else None

    def _accepted(self, context: Context, reference: str) -> Reading:
        if len(reference) > _LONGEST:
            return self.refuse(context, "no-reference")
        is_open = dossier_service().is_open(reference, context.message.conversation)
        return Accept({REFERENCE: reference, "open": is_open})

    def _number(self, context: Context) -> Reading:
        """A text that is nothing but a number, in answer to the question for it."""
        message = context.message
        text = re.sub(r"\s+", " ", to_ascii_digits(message.text)).strip(" .:#°").upper()
        if any(message.values(kind) for kind in (Kind.CIN, Kind.PHONE, Kind.DATE)) or len(text) > _LONGEST:
            return None
        digits = sum(map(str.isdigit, text))
        return self._accepted(context, re.sub(r"[ .]", "-", text)) if digits > 2 and _NUMBER.fullmatch(text) else None

    def _something_else(self, context: Context) -> Reading:
        """What people give in its place is named, so that they know what to look for."""
        message = context.message
        if message.values(Kind.CIN) or message.values(Kind.PHONE):
            return self.refuse(context, "not-card-nor-phone")
        if message.media and not message.text:
            return self.refuse(context, "no-photo")
        return None


def subject_of(context: Context) -> Optional[Subject]:
    """What is to be shown, by the form's values alone."""
    value = context.values.get(REFERENCE)
    if value is None:
        return None
    register = register_of(value[REFERENCE])
    return Subject(register, value[REFERENCE], by_phone=register != "dossiers")


def holder_of(subject: Subject) -> Optional[Holder]:
    """Who is on file; None when there is no such file."""
    found = dossier_service().find(subject.reference)
    return found.holder if found else None


class _ProofUnlessOpen(ProofField):
    def needed(self, context: Context) -> bool:
        return not _is_open(context) and super().needed(context)


class _CodeUnlessOpen(CodeField):
    def needed(self, context: Context) -> bool:
        return not _is_open(context) and super().needed(context)


def _is_open(context: Context) -> bool:
    return bool(context.values.get(REFERENCE, {}).get("open"))


class _OfAFile(BaseForm):
    """A form about one file, that its citizen has proved to be theirs."""

    confirmed = False
    done: Callable[[Context, Dossier, Report], Outcome]

    def __init__(self) -> None:
        step_up = (self.name, subject_of, holder_of, (REFERENCE,))
        self.fields = (ReferenceField(), _ProofUnlessOpen(*step_up), _CodeUnlessOpen(*step_up))

    def commit(self, context: Context) -> Outcome:
        subject = subject_of(context)
        if subject is None:
            return Again((REFERENCE,))
        again = self._not_shown(context, subject)
        if again:
            return again
        audit_read(context, subject.register, subject.reference, self.name)
        dossier = dossier_service().find(subject.reference)
        if dossier is None or (_is_open(context) and not open_to(dossier, context.message.conversation)):
            return Again((REFERENCE,), (context.say("dossiers-gone"),))
        return self.done(context, dossier, report(dossier, context.message.now))

    @staticmethod
    def _not_shown(context: Context, subject: Subject) -> Optional[Outcome]:
        return None if _is_open(context) else step_up_again(context, subject, holder_of)


class TrackDossier(_OfAFile):
    """Where my file stands."""

    name = "track_dossier"
    starts = frozenset({"track_dossier"})

    def done(self, context: Context, dossier: Dossier, found: Report) -> Outcome:
        return Done((told(context, found, subject_in_words(context, dossier)),))


class SubscribeUpdates(_OfAFile):
    """Tell me when my file moves, and no more."""

    name = "subscribe_updates"
    starts = frozenset({"subscribe_updates"})

    def commit(self, context: Context) -> Outcome:
        value = context.values.get(REFERENCE, {})
        if value.get("stop"):
            return Done((self._stopped(context, value[REFERENCE]),))
        return super().commit(context)

    def done(self, context: Context, dossier: Dossier, found: Report) -> Outcome:
        if not found.moves:
            return Done((told(context, found, subject_in_words(context, dossier)), context.say("dossiers-over")))
        notification_service().subscribe(
            context.message.conversation,
            dossier.register,
            dossier.reference,
            dossier.status.value,
            context.locale,
            context.message.now,
        )
        stop = about(context, "dossiers-button-stop", SUBSCRIBE, f"{STOP}{dossier.reference}")
        status = status_in_words(context, dossier)
        return Done((context.say("dossiers-subscribed", stop, reference=dossier.reference, status=status),))

    @staticmethod
    def _stopped(context: Context, reference: str) -> Say:
        notification_service().unsubscribe(context.message.conversation, register_of(reference), reference)
        return context.say("dossiers-unsubscribed", reference=reference)


def subject_in_words(context: Context, dossier: Dossier) -> str:
    """What a file is about, in the citizen's locale; "" when the register does not say."""
    subject = dossier.subject
    if subject.procedure and subject.procedure in (catalogue := library().snapshot.catalogue):
        procedure = catalogue[subject.procedure]
        return text_in(procedure.title, context.locale)
    if subject.message:
        return context.text(subject.message)
    return text_in(subject.texts, context.locale)


FORMS: Sequence[Callable[[], Form]] = (TrackDossier, SubscribeUpdates)
