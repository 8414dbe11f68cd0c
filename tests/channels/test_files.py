"""Files of an appointment at the gateway: who has the signed address has the file, as the appointment is now."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from icalendar import Calendar

from bot.services.appointments.files import FileKind, FileLinks
from bot.services.appointments.model import Appointment, Counter, Request
from channels.capabilities import Capabilities
from channels.rendering import pages
from channels.sms_twilio.capabilities import CAPABILITIES as SMS
from channels.whatsapp_cloud import bodies
from channels.whatsapp_cloud.capabilities import CAPABILITIES as CLOUD
from channels.whatsapp_twilio.capabilities import CAPABILITIES as TWILIO
from tests.channels.harness import KEYS, RunningGateway, Starter

LINKS = FileLinks(KEYS["CHOBBAK_PSEUDONYM_KEY"])
NOW = datetime.now(ZoneInfo("Africa/Casablanca")).replace(tzinfo=None)
START = (NOW + timedelta(days=7)).replace(hour=10, minute=0, second=0, microsecond=0)
COUNTER = Counter("test", 15, 1)
WANTED = Request(COUNTER, START, "identity-card", "web-1", "Amina Essai", "fr", "Centre Exemple", "1, rue Exemple")


@pytest_asyncio.fixture
async def gateway(start: Starter, tmp_path: Path) -> RunningGateway:
    return await start(appointments_url=f"sqlite:///{tmp_path}/appointments.db")


@pytest.fixture
def booked(gateway: RunningGateway) -> Appointment:
    appointment: Appointment = gateway.app.ctx.gateway.appointments.book(WANTED, "k1", NOW)
    return appointment


async def fetch(gateway: RunningGateway, path: str, method: str = "GET") -> tuple[int, bytes, Any]:
    async with gateway.session.request(method, gateway.url + path) as response:
        return response.status, await response.read(), response.headers


async def test_a_calendar_file(gateway: RunningGateway, booked: Appointment) -> None:
    """With the appointment in it, as a download that no search engine keeps and no page frames."""
    status, content, headers = await fetch(gateway, LINKS.path(FileKind.CALENDAR, booked, "fr"))
    assert status == 200
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert event["dtstart"].dt.replace(tzinfo=None) == START
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Content-Disposition"] == 'attachment; filename="appointment.ics"'
    assert headers["Cache-Control"].startswith("private")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Robots-Tag"] == "noindex"


async def test_a_picture(gateway: RunningGateway, booked: Appointment) -> None:
    """As a provider fetches it: asked about first, then taken."""
    path = LINKS.path(FileKind.QR, booked, "fr")
    status, content, headers = await fetch(gateway, path)
    assert (status, headers["Content-Type"], content[:4]) == (200, "image/png", b"\x89PNG")
    status, content, headers = await fetch(gateway, path, "HEAD")
    assert (status, headers["Content-Type"], content) == (200, "image/png", b"")


async def test_the_appointment_as_it_is_now(gateway: RunningGateway, booked: Appointment) -> None:
    """The address of an older message gives the new time; of a cancelled one, no code, and a way out of the calendar."""
    appointments = gateway.app.ctx.gateway.appointments
    path = LINKS.path(FileKind.CALENDAR, booked, "fr")
    appointments.move(booked.reference, COUNTER, START + timedelta(hours=1), "k2", NOW)
    _, content, _ = await fetch(gateway, path)
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert event["dtstart"].dt.replace(tzinfo=None) == START + timedelta(hours=1)
    appointments.cancel(booked.reference, "k3", NOW)
    _, content, _ = await fetch(gateway, path)
    assert b"STATUS:CANCELLED" in content
    status, _, _ = await fetch(gateway, LINKS.path(FileKind.QR, booked, "fr"))
    assert status == 404


@pytest.mark.parametrize("break_", ["token", "name", "other key", "over", "unknown", "nonsense", "folder"])
async def test_what_was_not_signed_is_not_there(gateway: RunningGateway, booked: Appointment, break_: str) -> None:
    """All alike, whatever is wrong: forged, another's key, over, of no appointment."""
    path = LINKS.path(FileKind.CALENDAR, booked, "fr")
    token = path.split("/")[2]
    paths = {
        "token": f"/files/{'A' if token[0] != 'A' else 'B'}{token[1:]}/appointment.ics",
        "name": f"/files/{token}/appointment.png",
        "other key": FileLinks("x" * 40).path(FileKind.CALENDAR, booked, "fr"),
        "over": LINKS.path(FileKind.CALENDAR, replace(booked, start=NOW - timedelta(days=2)), "fr"),
        "unknown": LINKS.path(FileKind.CALENDAR, replace(booked, reference="RV-2026-0000000"), "fr"),
        "nonsense": "/files/%00%2e%2e/appointment.ics",
        "folder": f"/files/{token}/..%2f..%2fetc%2fpasswd",
    }
    status, content, _ = await fetch(gateway, paths[break_])
    assert status == 404
    assert b"Amina" not in content
    assert b"BEGIN" not in content


async def test_a_register_that_is_down(start: Starter, booked: Appointment) -> None:
    """Not now; the same address works later."""
    other = await start(appointments_url="postgresql://nobody@127.0.0.1:1/none", register_timeout=0.5)
    status, content, headers = await fetch(other, LINKS.path(FileKind.CALENDAR, booked, "fr"))
    assert status == 503
    assert "Retry-After" in headers
    assert b"postgresql" not in content


# ---- on the channels


FILES = [
    {"name": "Pour mon agenda", "content_type": "text/calendar", "path": "/files/a/appointment.ics"},
    {"name": "Code à montrer", "content_type": "image/png", "path": "/files/b/appointment.png"},
]
BODY: dict[str, Any] = {
    "text": "Réservé.",
    "locale": "fr",
    "buttons": [{"title": "Mon rendez-vous", "payload": "/manage_appointment"}],
    "files": FILES,
}
HOST = "https://bot.example.ma"


@pytest.mark.parametrize("capabilities", [CLOUD, TWILIO])
def test_a_picture_follows_the_message(capabilities: Capabilities) -> None:
    """With the calendar's address under it, after the text and its buttons, on the same page."""
    [page] = pages(BODY, replace(capabilities, pictures=HOST))
    assert page[:-1] == pages({**BODY, "files": []}, capabilities)[0]
    assert page[-1].picture == f"{HOST}/files/b/appointment.png"
    assert page[-1].text == f"Code à montrer\nPour mon agenda: {HOST}/files/a/appointment.ics"
    assert len(page[-1].text) <= 1024


@pytest.mark.parametrize("capabilities", [CLOUD, TWILIO, SMS])
def test_without_an_address_there_are_no_pictures(capabilities: Capabilities) -> None:
    """Nobody could fetch them: the number is in the text. On SMS never."""
    assert pages(BODY, capabilities) == pages({**BODY, "files": []}, capabilities)


def test_files_that_are_no_pictures_alone() -> None:
    """Nothing to hang their address under: left out, as providers carry none of them."""
    assert pages({**BODY, "files": FILES[:1]}, replace(CLOUD, pictures=HOST)) == pages({**BODY, "files": []}, CLOUD)


def test_a_picture_at_meta() -> None:
    """By its address, with a caption."""
    part = pages(BODY, replace(CLOUD, pictures=HOST))[0][-1]
    assert bodies.rendered(part) == {"type": "image", "image": {"link": part.picture, "caption": part.text}}
