"""Subscriptions and reminders: written once, however many look; a register that is down is left alone. On every database."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Optional

import pytest
from sqlalchemy import select, text

from bot.errors import RegisterUnavailable
from bot.locales import CODES, LOCALES
from bot.persistence.database import Database
from bot.persistence.notifications import SqlNotificationRepository
from bot.persistence.tables import conversations, outbox, reminders, subscriptions
from bot.services.notifications.service import NotificationService
from bot.text.bidi import strip_isolates
from tests.identity.conftest import NOW, PSEUDONYMS

REFERENCE = "DO-2026-AAAA1234"


@dataclass
class Source:
    """A register that says what a test says."""

    statuses: dict[str, str] = field(default_factory=dict)
    down: bool = False
    asked: int = 0

    def status_of(self, reference: str) -> Optional[str]:
        self.asked += 1
        if self.down:
            raise RegisterUnavailable("the register of dossiers does not answer")
        return self.statuses.get(reference)


@pytest.fixture
def source() -> Source:
    return Source({REFERENCE: "received"})


@pytest.fixture
def service(database: Database, source: Source) -> NotificationService:
    for name, channel in (("web-1", "web"), ("whatsapp_twilio-1", "whatsapp_twilio")):
        with database.write() as connection:
            row = {"id": name, "channel": channel, "created_at": NOW, "last_seen": NOW}
            connection.execute(conversations.insert().values(**row))
    return NotificationService(SqlNotificationRepository(database), PSEUDONYMS, {"dossiers": source})


def written(database: Database) -> list[Any]:
    with database.read() as connection:
        return connection.execute(select(outbox).order_by(outbox.c.id)).all()


def subscribe(service: NotificationService, conversation: str = "web-1", locale: str = "fr", **changes: str) -> bool:
    wanted = {"register": "dossiers", "reference": REFERENCE, "status": "received", **changes}
    return service.subscribe(conversation, wanted["register"], wanted["reference"], wanted["status"], locale, NOW)


def remind(service: NotificationService, **changes: Any) -> bool:
    wanted = {
        "key": "web-1:m1:reminder",
        "conversation": "whatsapp_twilio-1",
        "register": "appointments",
        "reference": "RV-2026-AAAA1234",
        "due_at": NOW + timedelta(hours=1),
        "until": NOW + timedelta(hours=20),
        "text": "Demain à 9 h",
        "locale": "fr",
        "template": ("appointment_tomorrow", ("9 h",)),
    }
    return service.remind(**{**wanted, **changes})


# ---- subscriptions


def test_a_move_is_told_once(service: NotificationService, source: Source, database: Database) -> None:
    """Nothing while nothing moves; then one message, however often one looks; then the next move."""
    assert subscribe(service)
    assert service.work(NOW) == set()
    for status, count in (("in_progress", 1), ("ready", 2)):
        source.statuses[REFERENCE] = status
        assert service.work(NOW) == {"web-1"}
        assert service.work(NOW) == set()
        assert len(written(database)) == count


def test_the_message(service: NotificationService, source: Source, database: Database) -> None:
    """A notification, with a template for when the window is closed; the whole reference is not on a phone's screen."""
    subscribe(service, "whatsapp_twilio-1", "ar")
    source.statuses[REFERENCE] = "a status that has no words"
    service.work(NOW)
    [row] = written(database)
    body = json.loads(row.body)
    assert (row.kind, row.channel, row.state) == ("notification", "whatsapp_twilio", "queued")
    assert (body["locale"], body["dir"], body["kind"]) == ("ar", "rtl", "notification")
    assert "…1234" in strip_isolates(body["text"])
    assert REFERENCE not in row.body
    assert "template" not in body  # it would have to say the status


@pytest.mark.parametrize("locale", CODES)
def test_the_status_in_words(
    service: NotificationService, source: Source, database: Database, locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the words of tracking, in the citizen's locale, and as the template's second variable."""
    from bot.messages import format_message as real

    def format_message(code: str, message_id: str, **arguments: Any) -> str:
        known = message_id == "dossiers-status-in-progress"
        return f"words in {code}" if known else real(code, message_id, **arguments)

    monkeypatch.setattr("bot.services.notifications.service.format_message", format_message)
    subscribe(service, locale=locale)
    source.statuses[REFERENCE] = "in_progress"
    service.work(NOW)
    body = json.loads(written(database)[0].body)
    assert f"words in {locale}" in strip_isolates(body["text"])
    assert body["template"] == {"name": "dossier_moved", "variables": ["…1234", f"words in {locale}"]}
    assert body["dir"] == LOCALES[locale].direction


def test_subscribing_twice_is_once(service: NotificationService, source: Source, database: Database) -> None:
    """And it can be ended; another conversation's stays."""
    assert subscribe(service)
    assert not subscribe(service)
    assert subscribe(service, "whatsapp_twilio-1")
    assert service.subscribed("web-1", "dossiers", REFERENCE)
    assert service.unsubscribe("web-1", "dossiers", REFERENCE)
    assert not service.unsubscribe("web-1", "dossiers", REFERENCE)
    assert not service.subscribed("web-1", "dossiers", REFERENCE)
    source.statuses[REFERENCE] = "ready"
    assert service.work(NOW) == {"whatsapp_twilio-1"}


def test_two_gateways_tell_once(service: NotificationService, source: Source, database: Database) -> None:
    """Eight that look at the same time write one message for each subscription, and one for each reminder."""
    subscribe(service)
    subscribe(service, "whatsapp_twilio-1")
    remind(service)
    source.statuses[REFERENCE] = "ready"
    barrier, told = threading.Barrier(8), []

    def look() -> None:
        barrier.wait()
        told.extend(service.work(NOW + timedelta(hours=2)))

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(written(database)) == 3
    assert sorted(set(told)) == ["web-1", "whatsapp_twilio-1"]


def test_a_register_that_is_down_is_asked_once_a_round(service: NotificationService, source: Source) -> None:
    """Not once for each of its subscriptions; and it is told of when it is back."""
    for number in range(5):
        subscribe(service, reference=f"DO-2026-{number:07}")
    source.down = True
    assert service.work(NOW) == set()
    assert source.asked == 1
    source.down = False
    source.statuses = {f"DO-2026-{number:07}": "ready" for number in range(5)}
    assert service.work(NOW) == {"web-1"}


def test_more_than_a_page(service: NotificationService, source: Source, database: Database) -> None:
    """Every subscription is looked at, however many there are."""
    for number in range(450):
        subscribe(service, reference=f"DO-2026-{number:07}")
    source.statuses = {f"DO-2026-{number:07}": "ready" for number in range(450)}
    service.work(NOW)
    assert len(written(database)) == 450


def test_what_is_gone_is_no_news(service: NotificationService, source: Source, database: Database) -> None:
    """An entry that has left its register, a register that we do not know, a conversation that was erased."""
    subscribe(service)
    subscribe(service, register="unknown")
    subscribe(service, "web-gone", reference="DO-2026-BBBB1234")
    del source.statuses[REFERENCE]
    source.statuses["DO-2026-BBBB1234"] = "ready"
    assert service.work(NOW) == set()
    assert written(database) == []
    with database.read() as connection:
        assert "web-gone" not in set(connection.execute(select(subscriptions.c.conversation_id)).scalars())


def test_a_write_that_fails_is_told_later(
    service: NotificationService, source: Source, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dying between status and message leaves neither: the next round tells it."""
    from bot.persistence import notifications

    subscribe(service)
    source.statuses[REFERENCE] = "ready"

    def die(*_: Any) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(notifications, "add_message", die)
        with pytest.raises(RuntimeError):
            service.work(NOW)
    assert written(database) == []
    assert service.work(NOW) == {"web-1"}


# ---- reminders


def test_a_reminder_at_its_time(service: NotificationService, database: Database) -> None:
    """Not before, once, with its template, and with the moment from which it is of no use."""
    assert remind(service)
    assert service.work(NOW) == set()
    assert service.work(NOW + timedelta(hours=1)) == {"whatsapp_twilio-1"}
    assert service.work(NOW + timedelta(hours=2)) == set()
    [row] = written(database)
    body = json.loads(row.body)
    assert (body["text"], body["template"]["variables"]) == ("Demain à 9 h", ["9 h"])
    assert body["expires_at"] == (NOW + timedelta(hours=20)).isoformat()
    with database.read() as connection:
        [kept] = connection.execute(select(reminders)).all()
    assert kept.body == "{}"  # what was said is in the outbox, and only there


def test_a_reminder_once_for_its_message(service: NotificationService, database: Database) -> None:
    """The same message again, also after it went out, writes nothing."""
    assert remind(service)
    assert not remind(service)
    service.work(NOW + timedelta(hours=1))
    assert not remind(service)
    service.work(NOW + timedelta(hours=2))
    assert len(written(database)) == 1


def test_a_moved_appointment_is_reminded_of_once(service: NotificationService, database: Database) -> None:
    """The reminder of the old time is replaced, that of another appointment is not."""
    remind(service)
    remind(service, key="web-1:m2:reminder", text="Après-demain à 10 h")
    remind(service, key="web-1:m3:reminder", text="Autre", reference="RV-2026-BBBB1234")
    service.work(NOW + timedelta(hours=2))
    assert [json.loads(row.body)["text"] for row in written(database)] == ["Après-demain à 10 h", "Autre"]


def test_a_cancelled_appointment_is_not_reminded_of(service: NotificationService, database: Database) -> None:
    """Nothing is left to be said."""
    remind(service)
    assert service.forget_reminders("appointments", "RV-2026-AAAA1234") == 1
    assert service.forget_reminders("appointments", "RV-2026-AAAA1234") == 0
    assert service.work(NOW + timedelta(hours=2)) == set()


def test_a_reminder_that_comes_too_late_is_none(service: NotificationService, database: Database) -> None:
    """The gateway was down until the appointment was over."""
    remind(service)
    assert service.work(NOW + timedelta(hours=21)) == set()
    assert written(database) == []


def test_nothing_can_be_read_in_the_database(service: NotificationService, database: Database) -> None:
    """Neither references nor texts stand in clear."""
    subscribe(service)
    remind(service)
    with database.read() as connection:
        for table in ("subscriptions", "reminders"):
            stored = " ".join(str(tuple(row)) for row in connection.execute(text(f"SELECT * FROM {table}")))
            assert not [secret for secret in (REFERENCE, "AAAA1234", "Demain") if secret in stored]
