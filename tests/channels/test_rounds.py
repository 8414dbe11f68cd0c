"""What the gateway does on its own: codes by SMS, files that have moved, reminders, erasures; with real registers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.errors import DatabaseUnavailable
from bot.messages import format_message
from bot.persistence.attempts import SqlAttemptRepository
from bot.persistence.audit import SqlAuditLog
from bot.persistence.codes import SqlCodeRepository
from bot.persistence.erasure_requests import SqlErasureRequests
from bot.persistence.notifications import SqlNotificationRepository
from bot.persistence.registers.dossiers import dossiers
from bot.persistence.registers.opening import open_register
from bot.persistence.tables import outbox
from bot.services.dossiers.model import Holder
from bot.services.identity.model import Asker, Sending, Subject
from bot.services.identity.service import IdentityService
from bot.services.notifications.service import NotificationService
from bot.settings import Settings
from bot.text.bidi import strip_isolates
from channels.clock import now
from channels.notifications import Rounds
from channels.send_errors import Reason
from channels.simulator.provider import Simulator
from tests.channels.harness import RunningGateway, Starter, until

PUBLIC = "https://bot.example.ma"
NUMBER = "+212600000001"
REFERENCE = "DO-2026-AAAA1234"


@pytest.fixture
def registers(tmp_path: Path) -> dict[str, Any]:
    """Settings that keep the registers of a test to itself, and rounds at once."""
    names = ("dossiers_url", "appointments_url", "orders_url", "complaints_url")
    return {name: f"sqlite:///{tmp_path}/registers.db" for name in names if name in Settings.__fields__} | {
        "notify_seconds": 1.0
    }


def identity(gateway: RunningGateway) -> IdentityService:
    """What the action server has, on the gateway's database."""
    database, pseudonyms = gateway.parts.database, gateway.parts.pseudonyms
    return IdentityService(
        SqlCodeRepository(database),
        SqlAttemptRepository(database),
        SqlAuditLog(database, pseudonyms),
        pseudonyms,
        channel="sms_twilio",
    )


def send_code(gateway: RunningGateway, moment: datetime) -> Sending:
    def body(code: str) -> dict[str, str]:
        return {"text": f"code {code}", "locale": "fr", "dir": "ltr"}

    asker, subject = Asker("web-1", f"web-1:{moment.timestamp()}", moment), Subject("dossiers", REFERENCE)
    return identity(gateway).send_code(asker, subject, lambda _: Holder(phone=NUMBER), body, anew=True).sending


async def test_a_code_reaches_the_phone_and_leaves_the_outbox(start: Starter, registers: dict[str, Any]) -> None:
    """Sent by the SMS sender like any message; once the provider has delivered it, the text is gone here."""
    async with Simulator() as provider:
        gateway = await start(**provider.settings(), public_url=PUBLIC, **registers)
        provider.connect(gateway.url, PUBLIC)
        phone = provider.phone(NUMBER, "sms_twilio")
        assert await asyncio.to_thread(send_code, gateway, now()) is Sending.SENT
        await until(lambda: phone.texts, 10)
        assert phone.texts[0].startswith("code ")
        await asyncio.to_thread(SqlCodeRepository(gateway.parts.database).redact, now() + timedelta(minutes=5))
        with gateway.parts.database.read() as connection:
            [body] = connection.execute(select(outbox.c.body)).scalars()
        assert "code " not in body


async def test_a_code_that_is_too_old_is_not_sent(start: Starter, registers: dict[str, Any]) -> None:
    """The sender gives it up by itself, whether a round has seen it or not."""
    async with Simulator() as provider:
        gateway = await start(**provider.settings(), public_url=PUBLIC, **registers)
        provider.connect(gateway.url, PUBLIC)
        await asyncio.to_thread(send_code, gateway, now() - timedelta(minutes=6))

        def state() -> Any:
            with gateway.parts.database.read() as connection:
                return connection.execute(select(outbox.c.state, outbox.c.error)).one()

        await until(lambda: state().state in ("dead", "discarded"), 10)
        assert state().error == Reason.EXPIRED.code
        assert provider.phone(NUMBER, "sms_twilio").texts == []


async def test_a_file_that_moves_is_told_on_the_open_page(start: Starter, registers: dict[str, Any]) -> None:
    """The register changes, nobody asks, and the page shows it; the message answers none."""
    gateway = await start(**registers)
    citizen = await gateway.client(locale="fr")
    register = open_register("dossiers", gateway.parts.settings)
    moment = datetime(2026, 11, 1, tzinfo=timezone.utc)
    row = {
        "reference": REFERENCE,
        "procedure_id": "cnie-renewal",
        "lodged": date(2026, 11, 1),
        "investment": False,
        "status": "received",
        "since": moment,
    }
    with register.write() as connection:
        connection.execute(dossiers.insert().values(**row))
    service = NotificationService(SqlNotificationRepository(gateway.parts.database), gateway.parts.pseudonyms, {})
    service.subscribe(citizen.conversation, "dossiers", REFERENCE, "received", "fr", now())
    await gateway.parts.rounds.make()
    with register.write() as connection:
        connection.execute(dossiers.update().values(status="ready"))
    [told] = await citizen.read_events(1)
    assert (told["kind"], told["reply_to"], told["locale"]) == ("notification", None, "fr")
    assert "…1234" in strip_isolates(told["text"])
    assert format_message("fr", "dossiers-status-ready") in strip_isolates(told["text"])
    register.dispose()


async def test_a_round_that_fails_keeps_no_other(caplog: pytest.LogCaptureFixture) -> None:
    """Named by its kind, without data; the next round is made all the same."""
    made: list[str] = []

    def fails(error: Exception) -> Callable[[datetime], list[str]]:
        def one(_: datetime) -> list[str]:
            raise error

        return one

    def works(_: datetime) -> list[str]:
        made.append("works")
        return ["web-1"]

    told: list[str] = []
    jobs = {"a": fails(DatabaseUnavailable("down")), "b": fails(ValueError(NUMBER)), "c": works}
    rounds = Rounds(jobs, 0.01, told.extend)
    rounds.start()
    await until(lambda: len(made) >= 3)
    await rounds.stop()
    rounds.close()
    assert set(told) == {"web-1"}
    assert NUMBER not in caplog.text


async def test_an_erased_conversation_is_over(start: Starter, registers: dict[str, Any]) -> None:
    """After its receipt has gone out the token opens nothing."""
    gateway = await start(**registers)
    citizen = await gateway.client(locale="fr")
    await citizen.ask("salam")
    requests = SqlErasureRequests(gateway.parts.database)
    requests.request(citizen.conversation, "EF-2026-AAAAAAA", "event", now() - timedelta(minutes=1))
    await gateway.parts.rounds.make()
    status, _, _ = await citizen.post({"id": "m2", "text": "salam"})
    assert status == 401
    again = await gateway.client(locale="fr")
    assert len(await again.ask("salam")) == 1


async def test_an_open_page_is_told_that_it_is_over(start: Starter, registers: dict[str, Any]) -> None:
    """The stream of an erased conversation ends and says why, in every tab."""
    gateway = await start(**registers)
    citizen = await gateway.client(locale="fr")
    await citizen.ask("salam")
    requests = SqlErasureRequests(gateway.parts.database)
    requests.request(citizen.conversation, "EF-2026-AAAAAAA", "event", now() - timedelta(minutes=1))
    url = f"{gateway.url}/api/v1/events?full=1"
    async with gateway.session.get(url, headers=citizen.headers) as stream:
        await gateway.parts.rounds.make()
        said = (await asyncio.wait_for(stream.content.read(), 10)).decode()
    assert "event: end" in said
    assert "erased" in said
