"""Addresses of an appointment's files, signed: who has the address has the file, and nobody can make one up.

``/files/<token>/<name>``; the token holds the kind of file, the reference, the locale and the last day on which it is given
out, and a signature over them. No personal data.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from bot.errors import NotFound
from bot.locales import CODES
from bot.services.appointments.model import Appointment

_PURPOSE = b"chobbak file 1"
_SIGNATURE = 16  # bytes
_KEPT = timedelta(days=1)  # after the appointment
_LONGEST = 200


class FileKind(str, Enum):
    CALENDAR = "calendar"
    QR = "qr"


NAMES = {FileKind.CALENDAR: ("appointment.ics", "text/calendar"), FileKind.QR: ("appointment.png", "image/png")}


@dataclass(frozen=True)
class FileRequest:
    """What a signed address asks for."""

    kind: FileKind
    reference: str
    locale: str

    @property
    def name(self) -> str:
        return NAMES[self.kind][0]

    @property
    def content_type(self) -> str:
        return NAMES[self.kind][1]


class FileLinks:
    """Makes and reads the addresses of one operator. ``key``: the operator's own."""

    def __init__(self, key: str) -> None:
        self._key = hmac.new(key.encode(), _PURPOSE, hashlib.sha256).digest()

    def path(self, kind: FileKind, appointment: Appointment, locale: str) -> str:
        """The address of a file on the gateway."""
        until = appointment.start.date() + _KEPT
        said = f"{kind.value}|{appointment.reference}|{locale}|{until:%Y%m%d}".encode()
        token = base64.urlsafe_b64encode(self._signature(said) + said).rstrip(b"=").decode()
        return f"/files/{token}/{NAMES[kind][0]}"

    def read(self, token: str, name: str, today: date) -> FileRequest:
        """What an address asks for.

        Raises:
            NotFound: we have not made it, or it is over. Nothing tells which.
        """
        signed = _decoded(token)
        signature, said = signed[:_SIGNATURE], signed[_SIGNATURE:]
        if not hmac.compare_digest(signature, self._signature(said)):
            raise NotFound("there is no such file")
        kind, reference, locale, until = said.decode().split("|")
        request = FileRequest(FileKind(kind), reference, locale)
        if request.name != name or locale not in CODES or f"{today:%Y%m%d}" > until:
            raise NotFound("there is no such file")
        return request

    def _signature(self, said: bytes) -> bytes:
        return hmac.new(self._key, said, hashlib.sha256).digest()[:_SIGNATURE]


def _decoded(token: str) -> bytes:
    if len(token) > _LONGEST or not token.isascii():
        raise NotFound("there is no such file")
    try:
        return base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotFound("there is no such file") from error
