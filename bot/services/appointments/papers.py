"""An appointment as a file for the citizen's calendar, and as a picture that the office can scan."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone

from bot.morocco import TIME_ZONE
from bot.services.appointments.model import Appointment, State
from bot.text.bidi import strip_isolates

_SCALE, _BORDER = 10, 4  # pixels of a module, modules of white around: what scanners want
_PNG = b"\x89PNG\r\n\x1a\n"

Sentence = Callable[..., str]  # of the message files: message id and arguments → text


def calendar_file(appointment: Appointment, sentence: Sentence, now: datetime) -> bytes:
    """RFC 5545. The same appointment again, moved or cancelled, replaces itself in the citizen's calendar.

    ``now`` is aware. Nothing in it tells whose appointment it is.
    """
    from icalendar import Alarm, Calendar, Event

    cancelled = appointment.state is State.CANCELLED
    event = Event()
    event.add("uid", f"{appointment.reference}@chobbak")
    event.add("dtstamp", now.astimezone(timezone.utc))
    event.add("dtstart", appointment.start.replace(tzinfo=TIME_ZONE))
    event.add("dtend", appointment.end.replace(tzinfo=TIME_ZONE))
    event.add("sequence", appointment.revision)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    summary = strip_isolates(sentence("appointment-calendar-summary", office=appointment.office_name))
    event.add("summary", summary)
    event.add("location", ", ".join(filter(None, (appointment.office_name, appointment.office_address))))
    number = sentence("appointment-calendar-number", reference=appointment.reference)
    event.add("description", strip_isolates(number))  # calendars show the marks as boxes
    if not cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", timedelta(days=-1))
        event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Chobbak//appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    around = timedelta(days=366)
    day = appointment.start.date()
    calendar.add_missing_timezones(first_date=day - around, last_date=day + around)
    return bytes(calendar.to_ical())


def qr_picture(text: str) -> bytes:
    """A QR code as PNG of eight bits and three colours: what WhatsApp takes (one-bit pictures it refuses)."""
    import segno

    code = segno.make(text, error="m", micro=False)
    rows = [bytes(row) for row in code.matrix_iter(scale=_SCALE, border=_BORDER)]
    return _png(rows)


def _png(rows: Sequence[bytes]) -> bytes:
    """Rows of modules, 1 is black."""
    width, height = len(rows[0]), len(rows)
    white, black = b"\xff\xff\xff", b"\x00\x00\x00"
    pixels = b"".join(b"\x00" + b"".join(black if module else white for module in row) for row in rows)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return _PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(pixels, 9)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
