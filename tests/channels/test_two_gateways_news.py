"""News of files and reminders, with two gateways making their rounds on one PostgreSQL database; and who wants none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.persistence.attempts import SqlAttemptRepository
from bot.persistence.audit import SqlAuditLog
from bot.persistence.codes import SqlCodeRepository
from bot.persistence.notifications import SqlNotificationRepository
from bot.persistence.registers.dossiers import dossiers
from bot.persistence.registers.opening import open_register
from bot.persistence.registers.register import Register
from bot.persistence.registers.schema import NAMES
from bot.persistence.tables import addresses, outbox
from bot.persistence.upgrade import upgrade
from bot.services.identity.model import Asker, Holder, Sending, Subject
from bot.services.identity.service import IdentityService
from bot.services.notifications.service import NotificationService
from channels.clock import now
from channels.simulator.contents import ours, templates_file
from channels.simulator.phone import Phone
from channels.simulator.provider import Simulator
from channels.simulator.records import SMS_TWILIO, WHATSAPP_TWILIO
from tests.channels.harness import RunningGateway, Starter

PUBLIC = "https://bot.example.ma"
PEOPLE, ROUNDS = 16, 6
STATUSES = ("in_progress", "incomplete", "approved", "ready")


@pytest_asyncio.fixture
async def provider() -> AsyncIterator[Simulator]:
    async with Simulator(contents=ours().values(), retry_pause=0.01, status_pause=0.0) as running:
        yield running


@pytest_asyncio.fixture
async def two(provider: Simulator, start: Starter, postgres_url: str, tmp_path: Any) -> list[RunningGateway]:
    """Both on one database and one register. Their own rounds are far apart: the tests make them, at once."""
    upgrade(postgres_url)
    templates = tmp_path / "templates.yml"
    templates.write_text(templates_file(), encoding="utf-8")
    chosen = {**provider.settings(), "public_url": PUBLIC, "database_url": postgres_url, "templates_file": templates}
    chosen |= {"notify_seconds": 3600.0, "whatsapp_twilio_per_second": 1000, "sms_twilio_per_second": 1000}
    chosen |= {f"{name}_url": postgres_url for name in NAMES}
    gateways = [await start(**chosen), await start(**chosen)]
    provider.connect(gateways[0].url, PUBLIC)
    return gateways


@pytest.fixture
def register(two: list[RunningGateway]) -> Iterator[Register]:
    found = open_register("dossiers", two[0].parts.settings)
    yield found
    found.dispose()


def service(gateway: RunningGateway) -> NotificationService:
    """What the action server has, on the gateways' database."""
    return NotificationService(SqlNotificationRepository(gateway.parts.database), gateway.parts.pseudonyms, {})


def conversation_of(gateway: RunningGateway, phone: Phone) -> str:
    address = gateway.parts.pseudonyms.of_address(phone.channel, phone.number)
    with gateway.parts.database.read() as connection:
        query = select(addresses.c.conversation_id).where(addresses.c.hash == address)
        return str(connection.execute(query).scalar_one())


def reference(place: int) -> str:
    return f"DO-2026-AAAA{place:04d}"


def lodge(register: Register, count: int) -> None:
    moment = datetime(2026, 11, 1, tzinfo=timezone.utc)
    row = {"procedure_id": "cnie-renewal", "lodged": date(2026, 11, 1), "investment": False}
    with register.write() as connection:
        for place in range(count):
            own = {"reference": reference(place), "status": "received", "since": moment}
            connection.execute(dossiers.insert().values(**row, **own))


def move(register: Register, status: str) -> None:
    with register.write() as connection:
        connection.execute(dossiers.update().values(status=status))


async def rounds_at_once(gateways: list[RunningGateway]) -> None:
    """Both look at once, and again: what one has done the other finds done."""
    await asyncio.gather(*(gateway.parts.rounds.make() for gateway in gateways * 2))


def remind(gateway: RunningGateway, conversation: str, place: int) -> None:
    service(gateway).remind(
        key=f"{conversation}:reminder",
        conversation=conversation,
        register="appointments",
        reference=f"RV-2026-{place:07d}",
        due_at=now() - timedelta(minutes=1),
        until=now() + timedelta(hours=20),
        text="Rappel : demain à 10:00.",
        locale="fr",
    )


async def test_each_move_and_each_reminder_is_told_once(
    provider: Simulator, two: list[RunningGateway], register: Register
) -> None:
    """Sixteen citizens follow a file each and have an appointment tomorrow: each change of each file is one message, the
    reminder is one message, although both gateways look at the same moment, again and again."""
    phones = [provider.phone(f"+2126000003{place:02d}", WHATSAPP_TWILIO) for place in range(PEOPLE)]
    await asyncio.gather(*(phone.say("salam") for phone in phones))
    await asyncio.gather(*(phone.received(1) for phone in phones))
    lodge(register, PEOPLE)
    for place, phone in enumerate(phones):
        conversation = conversation_of(two[0], phone)
        assert service(two[0]).subscribe(conversation, "dossiers", reference(place), "received", "fr", now())
        remind(two[place % 2], conversation, place)
    for status in STATUSES:
        await asyncio.to_thread(move, register, status)
        await rounds_at_once(two)
    await rounds_at_once(two)
    for place, phone in enumerate(phones):
        told = [message.text for message in await phone.received(len(STATUSES) + 1, timeout=20)]
        assert sum("Rappel" in text for text in told) == 1
        assert sum(reference(place)[-4:] in text for text in told) == len(STATUSES)
    await provider.settled()
    assert len(provider.messages) == PEOPLE * (len(STATUSES) + 2)
    assert provider.duplicates == {}


async def test_who_has_opted_out_is_told_nothing(
    provider: Simulator, two: list[RunningGateway], register: Register
) -> None:
    """After STOP no news, no reminder and no code go out; the answers that are wanted again after START do."""
    phone, text_phone = provider.phone("+212600000400", WHATSAPP_TWILIO), provider.phone("+212600000400", SMS_TWILIO)
    for one in (phone, text_phone):
        await one.say("salam")
        await one.received(1)
    conversation = conversation_of(two[0], phone)
    lodge(register, 1)
    service(two[0]).subscribe(conversation, "dossiers", reference(0), "received", "fr", now())
    for one in (phone, text_phone):
        await one.stop()
        await one.answers(quiet=0.5, timeout=2)
    before = len(provider.messages)
    await asyncio.to_thread(move, register, "ready")
    remind(two[0], conversation, 0)
    assert await asyncio.to_thread(send_code, two[0]) is Sending.OPTED_OUT
    await rounds_at_once(two)
    await asyncio.sleep(1.0)
    assert [message.text for message in provider.messages[before:]] == []
    with two[0].parts.database.read() as connection:
        assert not set(connection.execute(select(outbox.c.state)).scalars()) & {"queued", "sending", "held"}
    await text_phone.start()
    await text_phone.answers(quiet=0.5, timeout=2)
    assert await asyncio.to_thread(send_code, two[0]) is Sending.SENT


def send_code(gateway: RunningGateway) -> Sending:
    """To the telephone on file, as the action server has it done."""
    database, pseudonyms = gateway.parts.database, gateway.parts.pseudonyms
    codes, attempts = SqlCodeRepository(database), SqlAttemptRepository(database)
    audit = SqlAuditLog(database, pseudonyms)
    identity = IdentityService(codes, attempts, audit, pseudonyms, channel="sms_twilio")
    moment = now()
    asker, subject = Asker("web-1", f"web-1:{moment.timestamp()}", moment), Subject("dossiers", reference(0))
    holder = Holder(phone="+212600000400")
    return identity.send_code(asker, subject, lambda _: holder, lambda code: {"text": code}, anew=True).sending
