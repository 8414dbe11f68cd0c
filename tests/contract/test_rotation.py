"""Everything that is stored can be moved to a new key, a batch at a time, while writers go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone

import pytest

from bot.errors import SettingsError
from bot.persistence.conversations import SqlConversationRepository
from bot.persistence.database import Database
from bot.persistence.inbox import SqlInboxRepository
from bot.persistence.media import SqlMediaRepository
from bot.persistence.outbox import SqlOutboxRepository
from bot.persistence.records import ANSWER, Conversation, InboundMessage, Reply
from bot.persistence.rotation import Progress, rotate
from bot.persistence.tables import metadata
from bot.persistence.trackers import SqlTrackerRepository
from bot.privacy.encryption import Cipher, new_key
from tests.assistant import KEYS

OLD, NEW = KEYS["CHOBBAK_DATA_KEY"], new_key()
NOW = datetime(2027, 3, 1, tzinfo=timezone.utc)
MESSAGES = 7


@pytest.fixture
def filled(database: Database) -> Database:
    """A conversation with messages, answers and a snapshot, under the old key."""
    SqlConversationRepository(database).open(Conversation("c", "web", "h", None, None, NOW))
    for number in range(MESSAGES):
        message = InboundMessage(
            "c", "web", f"m{number}", f"texte {number}", None, {"latitude": 34.0, "longitude": -6.8}
        )
        SqlInboxRepository(database).receive(message, NOW, [Reply(ANSWER, {"text": f"réponse {number}"})])
    SqlTrackerRepository(database).save("c", 0, {"events": [], "slots": {"procedure": "marriage"}}, [{"event": "x"}])
    return database


@pytest.fixture
def with_both(filled: Database, database_url: str) -> Iterator[Database]:
    database = Database(database_url, Cipher(f"{NEW}, {OLD}"))
    yield database
    database.dispose()


@pytest.fixture
def with_new(database_url: str) -> Iterator[Database]:
    database = Database(database_url, Cipher(NEW))
    yield database
    database.dispose()


def changes(steps: list[Progress]) -> dict[str, int]:
    return {step.table: step.changed for step in steps}


def test_all_is_readable_under_the_new_key_alone(with_both: Database, with_new: Database) -> None:
    """Texts, positions, answers, snapshots, events: nothing needs the old key any more."""
    changed = changes(list(rotate(with_both, metadata, batch=3)))
    assert changed == {"inbox": 2 * MESSAGES, "outbox": 2 * MESSAGES, "trackers": 1, "tracker_events": 1}
    answers = SqlOutboxRepository(with_new).after("c", 0)
    assert [answer.body["text"] for answer in answers] == [f"réponse {number}" for number in range(MESSAGES)]
    stored = SqlTrackerRepository(with_new).load("c")
    assert stored
    assert stored.snapshot["slots"] == {"procedure": "marriage"}
    assert SqlTrackerRepository(with_new).events("c") == [{"event": "x"}]


def test_it_can_be_stopped_and_begun_again(with_both: Database, with_new: Database) -> None:
    """What is done is not done again, and the rest follows."""
    steps = rotate(with_both, metadata, batch=3)
    first = next(step for step in steps if step.table == "inbox")
    steps.close()
    assert (first.done, first.total) == (3, MESSAGES)
    assert changes(list(rotate(with_both, metadata)))["inbox"] == 2 * (MESSAGES - 3)
    assert all(not changed for changed in changes(list(rotate(with_new, metadata))).values())


def test_what_is_written_meanwhile_is_not_overwritten(with_both: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn that saves between our reading and our writing wins."""
    trackers = SqlTrackerRepository(with_both)
    renewed = with_both.cipher.renewed
    saved = []

    def slow(token: bytes) -> bytes | None:
        new = renewed(token)
        if not saved and not with_both.is_sqlite and b"marriage" in with_both.cipher.decrypt_bytes(token):
            saved.append(trackers.save("c", 1, {"events": [], "slots": {"procedure": "divorce"}}, []))
        return new

    monkeypatch.setattr(with_both.cipher, "renewed", slow)
    list(rotate(with_both, metadata))
    stored = trackers.load("c")
    assert stored
    assert stored.snapshot["slots"]["procedure"] == ("marriage" if with_both.is_sqlite else "divorce")


def test_a_key_that_is_missing_is_one_clear_error(filled: Database, with_new: Database) -> None:
    """Nothing is changed, and the operator is told which setting it is."""
    with pytest.raises(SettingsError, match="CHOBBAK_DATA_KEY"):
        list(rotate(with_new, metadata))
    assert SqlTrackerRepository(filled).load("c")


def test_media_are_moved_too(filled: Database, with_both: Database, with_new: Database) -> None:
    """Bytes as well as texts."""
    SqlInboxRepository(filled).receive(InboundMessage("c", "web", "photo", ""), NOW)
    leased = SqlInboxRepository(filled).lease(1, "me", NOW, NOW)[0]
    media_id = SqlMediaRepository(filled).store(leased, 0, "image/png", b"picture", NOW)
    assert changes(list(rotate(with_both, metadata)))["media"] == 1
    assert SqlMediaRepository(with_new).load(media_id) == ("image/png", b"picture")
