"""Being forgotten: asked for once, done when the receipt has gone out, and nothing is left. On every database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.errors import RegisterUnavailable
from bot.persistence import tables
from bot.persistence.arrivals import SqlArrivalRepository, opt_out
from bot.persistence.audit import SqlAuditLog
from bot.persistence.database import Database
from bot.persistence.erasure_requests import SqlErasureRequests
from bot.persistence.holdings import SqlHoldingsRepository
from bot.persistence.media import SqlMediaRepository
from bot.persistence.notifications import SqlNotificationRepository
from bot.persistence.records import ANSWER, InboundMessage, LeasedMessage
from bot.persistence.tables import conversations, inbox, metadata, outbox
from bot.persistence.trackers import SqlTrackerRepository
from bot.services.my_data.service import MyDataService
from bot.services.notifications.service import NotificationService
from tests.channels.test_arrivals_repository import PHONE, message, said
from tests.identity.conftest import NOW, PSEUDONYMS, Bench, make_bench

MINE, OTHERS = "conversation-a", "conversation-b"
LATER = NOW + timedelta(seconds=31)
SURVIVE = {"opt_outs", "audit_log", "audit_heads", "attempts", "erasures"}
NOT_OF_CITIZENS = {"procedures", "revisions", "switches", "notices"}


class Book:
    """A register that keeps so many entries of a conversation."""

    def __init__(self, count: int, down: bool = False) -> None:
        self.count, self.down = count, down

    def count_of(self, _conversation: str) -> int:
        if self.down:
            raise RegisterUnavailable("the register does not answer")
        return self.count


@pytest.fixture
def requests(database: Database) -> SqlErasureRequests:
    return SqlErasureRequests(database)


@pytest.fixture
def service(database: Database, requests: SqlErasureRequests) -> MyDataService:
    books = {"appointments": lambda: Book(2), "orders": lambda: Book(0), "complaints": lambda: Book(0, down=True)}
    audit = SqlAuditLog(database, PSEUDONYMS, lambda: NOW)
    return MyDataService(SqlHoldingsRepository(database), requests, audit, PSEUDONYMS, books)


def fill(database: Database, conversation: str, phone: str) -> None:
    """Something of a conversation in every table that holds something of one."""
    from dataclasses import replace

    address = replace(PHONE, hash=f"hash of {phone}", value=phone)
    taken = message(
        "m1", conversation_id=conversation, addresses=(address,), refusal=said(ANSWER, "réponse"), text="mon secret"
    )
    [receipt] = SqlArrivalRepository(database).take([taken], NOW)
    leased = LeasedMessage(
        receipt.inbox_id, InboundMessage(conversation, "whatsapp_twilio", "m1", ""), 1, NOW, "me", None, None
    )
    SqlMediaRepository(database).store(leased, 0, "image/png", b"photo", NOW)
    SqlTrackerRepository(database).save(conversation, 0, {"slots": {}}, [{"event": "user", "text": "mon secret"}])
    notifications = NotificationService(SqlNotificationRepository(database), PSEUDONYMS, {})
    notifications.subscribe(conversation, "dossiers", "DO-1", "received", "fr", NOW)
    notifications.remind(
        key=f"{conversation}:r",
        conversation=conversation,
        register="appointments",
        reference=f"RV-{conversation}",
        due_at=NOW + timedelta(days=1),
        until=NOW + timedelta(days=2),
        text="Demain",
        locale="fr",
    )
    bench: Bench = make_bench(database)
    bench.proof(conversation=conversation)
    bench.send(conversation=conversation)
    bench.code(bench.given[0], conversation=conversation)
    with database.write() as connection:
        opt_out(connection, [address.hash], NOW)
        connection.execute(outbox.update().values(state="sent"))
        connection.execute(tables.sends.insert().values(**_send(connection, conversation)))
        opinion = {"conversation_id": conversation, "subject": "satisfaction", "outbox_id": 0, "value": 5}
        connection.execute(tables.feedback.insert().values(**opinion, created_at=NOW))


def _send(connection: Any, conversation: str) -> dict[str, Any]:
    row = connection.execute(select(outbox.c.id).where(outbox.c.conversation_id == conversation)).scalar()
    return {
        "outbox_id": row,
        "part": 0,
        "channel": "x",
        "provider_id": conversation,
        "state": "sent",
        "updated_at": NOW,
    }


def counts(database: Database, conversation: str) -> dict[str, int]:
    """The rows of a conversation in each table that names one."""
    found = {}
    with database.read() as connection:
        for name, table in metadata.tables.items():
            column = "conversation_id" if "conversation_id" in table.c else "id" if name == "conversations" else None
            if column:
                query = select(func.count()).select_from(table).where(table.c[column] == conversation)
                found[name] = connection.execute(query).scalar_one()
    return found


def test_everything_is_erased_and_nothing_of_others(
    service: MyDataService, requests: SqlErasureRequests, database: Database
) -> None:
    """No table that names the conversation has a row of it, but the receipt; another conversation's rows are all there."""
    fill(database, MINE, "+212600000011")
    fill(database, OTHERS, "+212600000012")
    before = counts(database, OTHERS)
    mine = counts(database, MINE)
    assert min(mine[name] for name in mine if name not in SURVIVE) > 0, mine  # the test fills every table
    service.erase(MINE, f"{MINE}:m2", NOW)
    assert requests.carry_out(LATER) == [MINE]
    assert {name for name, count in counts(database, MINE).items() if count} == {"erasures"}
    assert counts(database, OTHERS) == before
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(tables.opt_outs)).scalar() == 2
    assert requests.carry_out(LATER) == []


def test_every_table_is_thought_of() -> None:
    """A table that names a conversation is erased, or is said to survive; one that names none holds nothing of citizens,
    or hangs on a row that goes."""
    from bot.persistence.erasure import OF_CONVERSATION

    listed = {table.name for table in OF_CONVERSATION}
    for name, table in metadata.tables.items():
        cascades = any(key.ondelete == "CASCADE" for key in table.foreign_keys)
        assert cascades or name in listed | SURVIVE | NOT_OF_CITIZENS | {"conversations"}, name


def test_the_receipt_is_the_same_for_the_same_message(service: MyDataService, database: Database) -> None:
    """A turn that is run again gives the same number; another wish another one."""
    first = service.erase(MINE, f"{MINE}:m2", NOW)
    assert service.erase(MINE, f"{MINE}:m2", NOW) == first
    assert service.erase(MINE, f"{MINE}:m3", NOW) != first
    assert first.startswith("EF-2026-")


def test_that_it_was_asked_for_is_in_the_audit_log(service: MyDataService, database: Database) -> None:
    """And stays there."""
    service.erase(MINE, f"{MINE}:m2", NOW)
    [row] = SqlAuditLog(database, PSEUDONYMS).entries()
    assert (row.who, row.action, row.purpose) == (MINE, "erase", "my_data")


@pytest.mark.parametrize(
    ("table", "state", "after", "erased"),
    [
        (outbox, "queued", timedelta(seconds=31), False),
        (outbox, "sending", timedelta(seconds=31), False),
        (inbox, "leased", timedelta(seconds=31), False),
        (inbox, "received", timedelta(seconds=31), False),
        (outbox, "sent", timedelta(seconds=29), False),  # a page may still ask for it
        (outbox, "sent", timedelta(seconds=31), True),
        (outbox, "held", timedelta(seconds=31), True),
        (outbox, "queued", timedelta(hours=1), True),  # a provider that is down keeps nobody's data
        (outbox, "sending", timedelta(hours=1), False),
        (inbox, "received", timedelta(hours=1), True),
        (inbox, "leased", timedelta(hours=1), False),  # a turn that runs is never cut off
    ],
)
def test_the_receipt_goes_out_first(
    service: MyDataService,
    requests: SqlErasureRequests,
    database: Database,
    table: Any,
    state: str,
    after: timedelta,
    erased: bool,
) -> None:
    """Nothing is erased while a turn runs or an answer is on its way; but not for ever."""
    fill(database, MINE, "+212600000011")
    service.erase(MINE, f"{MINE}:m2", NOW)
    with database.write() as connection:
        connection.execute(table.update().where(table.c.conversation_id == MINE).values(state=state))
    assert requests.carry_out(NOW + after) == ([MINE] if erased else [])
    assert bool(counts(database, MINE)["conversations"]) is not erased


def test_a_conversation_that_no_channel_opened(
    service: MyDataService, requests: SqlErasureRequests, database: Database
) -> None:
    """What the engine remembers goes as well where there is no row in ``conversations``."""
    SqlTrackerRepository(database).save(MINE, 0, {"slots": {}}, [{"event": "user"}])
    service.erase(MINE, f"{MINE}:m2", NOW)
    assert requests.carry_out(LATER) == [MINE]
    assert counts(database, MINE)["trackers"] == counts(database, MINE)["tracker_events"] == 0


def test_what_is_held_in_numbers(service: MyDataService, database: Database) -> None:
    """Our own tables and the books of the services; a book that does not answer is named, not guessed."""
    fill(database, MINE, "+212600000011")
    overview = service.overview(MINE, NOW)
    holdings = overview.holdings
    assert (holdings.messages, holdings.answers, holdings.files, holdings.addresses) == (1, 1, 1, 1)
    assert (holdings.subscriptions, holdings.reminders, holdings.feedback, holdings.since) == (1, 1, 1, NOW)
    assert (overview.books, overview.unknown) == ({"appointments": 2, "orders": 0}, ("complaints",))
    assert service.overview("nobody", NOW).holdings.messages == 0


def test_the_page_of_a_deleted_conversation_is_closed(
    service: MyDataService, requests: SqlErasureRequests, database: Database
) -> None:
    """Its row is gone, so its token opens nothing any more."""
    fill(database, MINE, "+212600000011")
    service.erase(MINE, f"{MINE}:m2", NOW)
    requests.carry_out(LATER)
    with database.read() as connection:
        assert connection.execute(select(conversations.c.id).where(conversations.c.id == MINE)).first() is None
