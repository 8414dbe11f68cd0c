"""``GET /files/<token>/<name>``: what comes with an appointment, made when it is asked for. Who has the signed address has the file."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import raw

from bot.errors import NotFound
from bot.morocco import TIME_ZONE
from bot.services.appointments.files import FileKind, FileRequest
from bot.services.appointments.model import Appointment, State
from channels.clock import now
from channels.wording import sentence

_SECONDS = 300  # that a browser may keep it: an appointment can be moved

files = Blueprint("files")


@files.route("/files/<token:str>/<name:str>", methods=["GET", "HEAD"])
async def appointment_file(request: Request, token: str, name: str) -> HTTPResponse:
    gateway = request.app.ctx.gateway
    wanted = gateway.file_links.read(token, name, now().astimezone(TIME_ZONE).date())
    appointment = await gateway.storage.run(gateway.appointments.by_reference, wanted.reference)
    content = b"" if request.method == "HEAD" else _content(wanted, _given_out(wanted, appointment), now())
    return raw(content, content_type=_content_type(wanted), headers=_headers(wanted))


def _given_out(wanted: FileRequest, appointment: Appointment | None) -> Appointment:
    """A cancelled appointment has no code to be scanned, but takes itself out of a calendar."""
    if appointment is None or (wanted.kind is FileKind.QR and appointment.state is State.CANCELLED):
        raise NotFound("there is no such file")
    return appointment


def _content(wanted: FileRequest, appointment: Appointment, moment: datetime) -> bytes:
    from bot.services.appointments import papers

    if wanted.kind is FileKind.QR:
        return papers.qr_picture(appointment.reference)
    return papers.calendar_file(appointment, partial(sentence, wanted.locale), moment)


def _content_type(wanted: FileRequest) -> str:
    return f"{wanted.content_type}; charset=utf-8" if wanted.kind is FileKind.CALENDAR else wanted.content_type


def _headers(wanted: FileRequest) -> dict[str, str]:
    how = "inline" if wanted.kind is FileKind.QR else "attachment"
    return {
        "Content-Disposition": f'{how}; filename="{wanted.name}"',
        "Cache-Control": f"private, max-age={_SECONDS}",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }
