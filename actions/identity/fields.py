"""Step-up in a form: something on file besides the reference, then a one-time code to the telephone on file.

::

    fields = (ReferenceField(…), *step_up_fields("track_dossier", subject_of, holder_of))

    def commit(self, context):
        again = step_up_again(context, subject, holder_of)
        if again is not None:
            return again
        audit_read(context, register, reference, "track_dossier")
        …
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Optional

from bot.bootstrap import audit_log, identity_service
from bot.entities.model import Kind
from bot.forms.fields import BaseField
from bot.forms.model import Accept, Again, Button, Context, Reading, Refuse, Say
from bot.locales import LOCALES
from bot.services.identity.model import CODE_DIGITS, CODE_MINUTES, Answer, Asker, Proof, Sending, Sent, Subject
from bot.services.identity.service import HolderOf
from bot.text.digits import to_ascii_digits

PROOF, CODE = "proof", "code"
RESEND = "resend"

SubjectOf = Callable[[Context], Optional[Subject]]

_DIGITS = re.compile(r"(?<![\w/.,-])\d{4,7}(?![\w/]|[.,-]\d)")  # a year, a card's digits; no part of a date
_GAP = r"[ \u00a0\u202f.-]"
_CODE = re.compile(rf"(?<!\d)(?<!\d{_GAP})(?:\d{_GAP}?){{{CODE_DIGITS - 1}}}\d(?!{_GAP}?\d)")
_ALMOST = re.compile(r"[\s\d.-]*")


def step_up_fields(
    form: str, subject_of: SubjectOf, holder_of: HolderOf, depends: Sequence[str] = ("reference",)
) -> tuple[ProofField, CodeField]:
    """The two questions. Both are left out while the conversation is verified for the subject.

    ``subject_of`` reads the values of the form only: it must not tell whether the subject exists. ``holder_of`` reads the
    register; None is answered as a wrong proof is. ``depends``: the fields that name the subject.
    """
    return ProofField(form, subject_of, holder_of, depends), CodeField(form, subject_of, holder_of, depends)


def step_up_again(context: Context, subject: Subject, holder_of: HolderOf) -> Optional[Again]:
    """What a form returns in place of its outcome when the conversation may not see the subject (any more).

    Raises:
        Unavailable: the register or our own database is down.
    """
    service, asker = identity_service(), _asker(context)
    if service.has_code(asker, subject):
        return None
    if context.values.get(PROOF) != service.tag(subject):
        return Again((PROOF, CODE))
    if service.verified(asker, subject, holder_of):
        return None
    return Again((CODE,), (context.say("identity-again"),)) if CODE in context.values else Again((CODE,))


def audit_read(context: Context, register: str, reference: str, purpose: str) -> None:
    """Notes that personal data are read for this conversation; before they are shown.

    Raises:
        Unavailable: it could not be noted, so nothing may be shown.
    """
    audit_log().append(
        who=context.message.conversation, action="read", register=register, reference=reference, purpose=purpose
    )


class _StepUpField(BaseField):
    """A question about a subject. Its sentences are ``identity-…``, whatever the form."""

    private = True

    def __init__(
        self, name: str, form: str, subject_of: SubjectOf, holder_of: HolderOf, depends: Sequence[str]
    ) -> None:
        super().__init__(form, name)
        self._subject_of = subject_of
        self._holder_of = holder_of
        self.depends = tuple(depends)

    def show(self, context: Context) -> Optional[tuple[str, str]]:
        return None

    def _subject(self, context: Context) -> Subject:
        """The subject, where a question about it has been asked."""
        subject = self._subject_of(context)
        if subject is None:
            raise LookupError(f"the form {self.form} asks for a proof of nothing")
        return subject


class ProofField(_StepUpField):
    """Something on file: the national card or its last four digits, or the birth date."""

    def __init__(self, form: str, subject_of: SubjectOf, holder_of: HolderOf, depends: Sequence[str]) -> None:
        super().__init__(PROOF, form, subject_of, holder_of, depends)

    def needed(self, context: Context) -> bool:
        subject = self._subject_of(context)
        return subject is None or not identity_service().has_code(_asker(context), subject)

    def ask(self, context: Context) -> Say:
        return context.say(self._sentence("ask", context), *self.buttons(context))

    def help(self, context: Context) -> Say:
        return context.say(self._sentence("help", context), *self.buttons(context))

    def read(self, context: Context) -> Reading:
        proof = proof_in(context, self._subject(context).by_phone)
        return None if proof is None else self._checked(context, proof)

    def volunteered(self, context: Context) -> Reading:
        """A card's number beside the reference; anything shorter could be anything."""
        subject = self._subject_of(context)
        cards = context.message.values(Kind.CIN)
        if subject is None or subject.by_phone or len(cards) != 1:
            return None
        return self._checked(context, Proof(cin=cards[0]))

    def _checked(self, context: Context, proof: Proof) -> Reading:
        subject = self._subject(context)
        checked = identity_service().check_proof(_asker(context), subject, self._holder_of, proof)
        if checked.answer is Answer.RIGHT:
            return Accept(identity_service().tag(subject))
        if checked.answer is Answer.LOCKED:
            return Refuse(_locked(context, checked.until))
        return Refuse(context.say("identity-no-match", *_human(context)))

    def _sentence(self, part: str, context: Context) -> str:
        subject = self._subject_of(context)
        return f"identity-{part}-proof{'-phone' if subject is not None and subject.by_phone else ''}"


class CodeField(_StepUpField):
    """The one-time code. Asking sends it."""

    def __init__(self, form: str, subject_of: SubjectOf, holder_of: HolderOf, depends: Sequence[str]) -> None:
        super().__init__(CODE, form, subject_of, holder_of, depends)

    def needed(self, context: Context) -> bool:
        """Not without a proof of this very subject: then the form's end asks for it (:func:`step_up_again`)."""
        subject = self._subject_of(context)
        if subject is None:
            return True
        service = identity_service()
        if service.has_code(_asker(context), subject):
            return False
        if PROOF not in context.values:
            return True
        if context.values[PROOF] != service.tag(subject):
            return False
        return not service.verified(_asker(context), subject, self._holder_of)

    def ask(self, context: Context) -> Say:
        return _sent(context, self._send(context, anew=False))

    def help(self, context: Context) -> Say:
        return context.say("identity-help-code", *_resend(context), *_human(context))

    def buttons(self, context: Context) -> Sequence[Button]:
        return _resend(context)

    def read(self, context: Context) -> Reading:
        if context.message.choice == RESEND:
            return Refuse(_sent(context, self._send(context, anew=True)), counts=False)
        code = code_in(context.message.text)
        if code is None:
            return None
        if len(code) != CODE_DIGITS:
            return Refuse(context.say("identity-code-shape", *_resend(context)))
        checked = identity_service().check_code(_asker(context), self._subject(context), code)
        return _read_code(context, checked.answer, checked.until)

    def _send(self, context: Context, *, anew: bool) -> Sent:
        def body(code: str) -> dict[str, str]:
            text = context.text("identity-sms", code=code, wait=_minutes(context, CODE_MINUTES))
            return {"text": text, "locale": context.locale, "dir": LOCALES[context.locale].direction}

        return identity_service().send_code(_asker(context), self._subject(context), self._holder_of, body, anew=anew)


def proof_in(context: Context, by_phone: bool) -> Optional[Proof]:
    """The one thing that a message gives as a proof; None when it gives none, or several to choose from."""
    message = context.message
    cards, days, numbers = message.values(Kind.CIN), message.values(Kind.DATE), message.values(Kind.PHONE)
    if by_phone and len(numbers) == 1:
        return Proof(phone=numbers[0])
    if not by_phone and len(cards) == 1:
        return Proof(cin=cards[0])
    if not by_phone and len(days) == 1 and (born := _day(days[0])):
        return Proof(born=born)
    tails = _DIGITS.findall(to_ascii_digits(message.text))
    return Proof(tail=tails[0][-4:]) if len(tails) == 1 and not cards and not numbers else None


def code_in(text: str) -> Optional[str]:
    """The code in a text, digits only; one of another length when the text is nothing but digits."""
    plain = to_ascii_digits(text).strip()
    found = _CODE.findall(plain)
    if len(found) == 1:
        return re.sub(r"\D", "", found[0])
    digits = re.sub(r"\D", "", plain)
    return digits if digits and not found and _ALMOST.fullmatch(plain) else None


def _asker(context: Context) -> Asker:
    return Asker(context.message.conversation, context.key, context.message.now)


def _day(value: str) -> Optional[date]:
    try:
        return date.fromisoformat(value)
    except ValueError:  # an interval
        return None


def _read_code(context: Context, answer: Answer, until: Optional[datetime]) -> Reading:
    if answer is Answer.RIGHT:
        return Accept(answer.value)
    if answer is Answer.LOCKED:
        return Refuse(_locked(context, until))
    wrong = "identity-code-wrong" if answer is Answer.WRONG else "identity-code-expired"
    return Refuse(context.say(wrong, *_resend(context)))


def _sent(context: Context, sent: Sent) -> Say:
    """What is said about a code that was sent, or was not."""
    if sent.sending is Sending.LOCKED:
        return _locked(context, sent.until)
    if sent.sending in (Sending.NO_PHONE, Sending.NO_CHANNEL, Sending.OPTED_OUT):
        sentence = f"identity-{sent.sending.value}".replace("_", "-")
        return context.say(sentence, *_human(context), context.command("forms-button-stop", "/cancel"))
    arguments: dict[Sending, dict[str, Any]] = {
        Sending.SENT: {"tail": sent.tail, "wait": _minutes(context, CODE_MINUTES)},
        Sending.SHOWN: {"code": sent.code, "wait": _minutes(context, CODE_MINUTES)},
        Sending.TOO_MANY: {"wait": _wait(context, sent.until)},
    }
    buttons = _human(context) if sent.sending is Sending.TOO_MANY else _resend(context)
    sentence = f"identity-code-{sent.sending.value}".replace("_", "-")
    return context.say(sentence, *buttons, **arguments.get(sent.sending, {}))


def _locked(context: Context, until: Optional[datetime]) -> Say:
    buttons = (*_human(context), context.command("forms-button-stop", "/cancel"))
    return context.say("identity-locked", *buttons, wait=_wait(context, until))


def _wait(context: Context, until: Optional[datetime]) -> str:
    """How long it is from now: in minutes, or in hours when it is more than two."""
    minutes = max(1, math.ceil((until - context.message.now).total_seconds() / 60)) if until else 1
    return (
        _minutes(context, minutes) if minutes <= 120 else context.text("identity-hours", count=math.ceil(minutes / 60))
    )


def _minutes(context: Context, count: int) -> str:
    return context.text("identity-minutes", count=count)


def _resend(context: Context) -> tuple[Button, ...]:
    return (context.choice("identity-button-resend", RESEND),)


def _human(context: Context) -> tuple[Button, ...]:
    return (context.command("button-human", "/human"),)
