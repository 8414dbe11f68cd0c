"""What is said of a file: its status in plain words, what is missing, since when, until when, what next."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from bot.forms.model import Button, Context, Say
from bot.morocco import TIME_ZONE
from bot.services.dossiers.model import Dossier, Status, text_in
from bot.services.dossiers.service import Next, Report
from bot.text.bidi import isolate

SUBSCRIBE = "/subscribe_updates"


def told(context: Context, found: Report, subject: str) -> Say:
    """The whole answer, with the buttons of what can be done now."""
    return Say("\n".join(_lines(context, found, subject)), tuple(_buttons(context, found)))


def status_in_words(context: Context, dossier: Dossier) -> str:
    return context.text(_id("dossiers-status", dossier.status.value))


def about(context: Context, title: str, intent: str, value: str) -> Button:
    """A button that means an intent about something: ``/subscribe_updates{"value": "DO-2026-…"}``."""
    return Button(context.text(title), intent + json.dumps({"value": value}, ensure_ascii=False))


def _lines(context: Context, found: Report, subject: str) -> Iterator[str]:
    dossier = found.dossier
    yield context.text("dossiers-file", reference=dossier.reference)
    if subject:
        yield context.text("dossiers-subject", subject=subject)
    status = status_in_words(context, dossier)
    yield context.text("dossiers-state", status=status, since=_day(found.since), days=found.days)
    if dossier.appointment:
        moment = dossier.appointment.astimezone(TIME_ZONE)
        yield context.text("dossiers-appointment", day=_day(moment.date()), hour=f"{moment:%H:%M}")
    yield from _missing(context, dossier)
    if text_in(dossier.reason, context.locale):
        yield context.text("dossiers-reason", reason=text_in(dossier.reason, context.locale))
    office = text_in(dossier.office, context.locale)
    if office and dossier.status not in (Status.CANCELLED, Status.ANSWERED):
        yield context.text("dossiers-office", office=office)
    yield from _limit(context, found)
    yield context.text(_id("dossiers-next", found.next.value))


def _missing(context: Context, dossier: Dossier) -> Iterator[str]:
    papers = [text for text in (text_in(paper, context.locale) for paper in dossier.missing) if text]
    if dossier.status is Status.INCOMPLETE and papers:
        yield context.text("dossiers-missing", count=len(papers))
        yield from (f"• {isolate(paper)}" for paper in papers)


def _limit(context: Context, found: Report) -> Iterator[str]:
    """Law 55-19: until when an answer is due, and what it means that the day has passed."""
    dossier = found.dossier
    if found.deadline is None or dossier.lodged is None:
        return
    arguments = {"lodged": _day(dossier.lodged), "limit": dossier.limit_days, "deadline": _day(found.deadline)}
    yield context.text("dossiers-limit-passed" if found.late else "dossiers-limit", **arguments)


def _buttons(context: Context, found: Report) -> Iterator[Button]:
    dossier = found.dossier
    if dossier.status is Status.BOOKED:
        yield about(context, "dossiers-button-appointment", "/manage_appointment", dossier.reference)
        return
    if found.moves:
        yield about(context, "dossiers-button-notify", SUBSCRIBE, dossier.reference)
    if found.next is Next.REOPEN:
        yield about(context, "dossiers-button-reopen", "/file_complaint", f"reopen:{dossier.reference}")
    elif found.next in (Next.INSIST, Next.CONTEST):
        yield context.command("dossiers-button-complain", "/file_complaint")


def _day(day: date) -> str:
    """In figures: read alike in every locale and script."""
    return f"{day:%d/%m/%Y}"


def _id(family: str, value: str) -> str:
    return f"{family}-{value}".replace("_", "-")
