"""Signed addresses of files: ours are read, none can be made up or changed; and what the files hold."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import date, datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.errors import NotFound
from bot.locales import CODES
from bot.messages import format_message
from bot.services.appointments.files import FileKind, FileLinks, FileRequest
from bot.services.appointments.model import Appointment, State
from bot.services.appointments.papers import calendar_file, qr_picture

LINKS = FileLinks("k" * 40)
APPOINTMENT = Appointment(
    reference="RV-2026-J6KMDSH",
    office_id="test",
    purpose="identity-card",
    start=datetime(2026, 12, 3, 10),
    minutes=15,
    state=State.BOOKED,
    conversation_id="web-1",
    name="Amina Essai",
    locale="fr",
    office_name="Centre « Exemple », Rabat",
    office_address="1, rue de l'Exemple; Rabat",
    phone="+212600000001",
)
TODAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 9, tzinfo=timezone.utc)


def parts(path: str) -> tuple[str, str]:
    _, folder, token, name = path.split("/")
    assert folder == "files"
    return token, name


@pytest.mark.parametrize("kind", FileKind)
@pytest.mark.parametrize("locale", CODES)
def test_what_is_signed_is_read(kind: FileKind, locale: str) -> None:
    """Kind, appointment and locale come back, until the day after the appointment."""
    token, name = parts(LINKS.path(kind, APPOINTMENT, locale))
    assert LINKS.read(token, name, date(2026, 12, 4)) == FileRequest(kind, APPOINTMENT.reference, locale)
    with pytest.raises(NotFound):
        LINKS.read(token, name, date(2026, 12, 5))


def test_an_address_tells_nothing_of_whom() -> None:
    """No name, no number of a telephone, no conversation in it."""
    import base64

    token, _ = parts(LINKS.path(FileKind.QR, APPOINTMENT, "fr"))
    said = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    assert not any(word in said for word in (b"Amina", b"212", b"web-1"))


@pytest.mark.parametrize("name", ["appointment.png", "x.ics", "", "../appointment.ics"])
def test_under_another_name_there_is_nothing(name: str) -> None:
    """A calendar is no picture."""
    token, _ = parts(LINKS.path(FileKind.CALENDAR, APPOINTMENT, "fr"))
    with pytest.raises(NotFound):
        LINKS.read(token, name, TODAY)


def test_another_operators_key() -> None:
    """What another signs is nothing here."""
    token, name = parts(FileLinks("x" * 40).path(FileKind.QR, APPOINTMENT, "fr"))
    with pytest.raises(NotFound):
        LINKS.read(token, name, TODAY)


@given(st.data())
def test_one_changed_character(data: st.DataObject) -> None:
    """Anywhere in the address: refused, and never another error."""
    token, name = parts(LINKS.path(FileKind.CALENDAR, APPOINTMENT, "fr"))
    place = data.draw(st.integers(0, len(token) - 2))  # the last may hold bits that count for nothing
    other = data.draw(st.characters(min_codepoint=33, max_codepoint=126).filter(lambda one: one != token[place]))
    with pytest.raises(NotFound):
        LINKS.read(token[:place] + other + token[place + 1 :], name, TODAY)


@given(st.text(max_size=300))
def test_any_text_as_an_address(token: str) -> None:
    """Nothing but NotFound."""
    with pytest.raises(NotFound):
        LINKS.read(token, "appointment.ics", TODAY)


def sentence(locale: str):  # type: ignore[no-untyped-def]
    return lambda message_id, **arguments: format_message(locale, message_id, **arguments)


@pytest.mark.parametrize("locale", CODES)
def test_a_calendar_file(locale: str) -> None:
    """Read by the same library: when (by Morocco's clock), where, the number, an alarm the day before; not who."""
    content = calendar_file(APPOINTMENT, sentence(locale), NOW)
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert event["dtstart"].dt.replace(tzinfo=None) == datetime(2026, 12, 3, 10)
    assert event["dtend"].dt.replace(tzinfo=None) == datetime(2026, 12, 3, 10, 15)
    assert event["dtstart"].params["TZID"] == "Africa/Casablanca"
    assert str(event["uid"]) == "RV-2026-J6KMDSH@chobbak"
    assert APPOINTMENT.reference in str(event["description"])
    assert APPOINTMENT.office_address in str(event["location"])
    assert [str(alarm["trigger"].dt) for alarm in event.walk("VALARM")] == ["-1 day, 0:00:00"]
    assert b"Amina" not in content
    assert b"212600" not in content
    assert not set(content.decode()) & set("\u2068\u2069")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_moved_and_cancelled_replace_what_was_there() -> None:
    """The same UID with a higher sequence; cancelled takes it out of the calendar."""
    moved = replace(APPOINTMENT, start=datetime(2026, 12, 4, 11), revision=1)
    cancelled = replace(moved, state=State.CANCELLED, revision=2)
    files = [Calendar.from_ical(calendar_file(one, sentence("fr"), NOW)) for one in (APPOINTMENT, moved, cancelled)]
    events = [file.walk("VEVENT")[0] for file in files]
    assert len({str(event["uid"]) for event in events}) == 1
    assert [int(event["sequence"]) for event in events] == [0, 1, 2]
    assert [str(event["status"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [str(file["method"]) for file in files] == ["PUBLISH", "PUBLISH", "CANCEL"]


def test_a_picture_that_whatsapp_takes() -> None:
    """A PNG of eight bits, in colours, square, with four modules of white around; its checksums are right."""
    picture = qr_picture(APPOINTMENT.reference)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, bits, colours = struct.unpack(">IIBB", picture[16:26])
    assert (width, bits, colours) == (height, 8, 2)
    body = zlib.decompress(picture[picture.index(b"IDAT") + 4 : picture.index(b"IEND") - 8])
    rows = [body[place * (3 * width + 1) : (place + 1) * (3 * width + 1)] for place in range(height)]
    assert all(set(row[1:]) == {255} for row in rows[:40])
    assert any(0 in row for row in rows)


def test_the_picture_says_the_number() -> None:
    """Pixel for pixel what the library draws for this number; another number is another picture."""
    import io

    import segno
    from PIL import Image

    drawn = io.BytesIO()
    segno.make(APPOINTMENT.reference, error="m", micro=False).save(drawn, kind="png", scale=10, border=4)
    mine = Image.open(io.BytesIO(qr_picture(APPOINTMENT.reference)))
    assert mine.convert("L").tobytes() == Image.open(drawn).convert("L").tobytes()
    assert qr_picture("RV-2026-0000000") != qr_picture(APPOINTMENT.reference)
