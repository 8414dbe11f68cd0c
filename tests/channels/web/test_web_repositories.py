"""What the website stores, on every database that we support."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta, timezone

import pytest

from bot.persistence.conversations import SqlConversationRepository
from bot.persistence.database import Database
from bot.persistence.erasure import SqlErasureRepository
from bot.persistence.feedback import SqlFeedbackRepository
from bot.persistence.inbox import SqlInboxRepository
from bot.persistence.media import SqlMediaRepository
from bot.persistence.notices import SqlNoticeRepository
from bot.persistence.outbox import SqlOutboxRepository
from bot.persistence.records import ANSWER, Conversation, InboundMessage, MediaItem, Reply, Standing

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=timezone.utc)
LATER = NOW + timedelta(hours=7)
PDF = "application/pdf"


@pytest.fixture
def conversations(database: Database) -> SqlConversationRepository:
    """Two conversations: ``one`` and ``two``."""
    repository = SqlConversationRepository(database)
    for name in ("one", "two"):
        repository.open(Conversation(name, "web", f"hash of {name}", "fr", None, NOW))
    return repository


def message(id_: str, conversation: str = "one", **more: object) -> InboundMessage:
    return InboundMessage(conversation, "web", id_, f"text of {id_}", **more)  # type: ignore[arg-type]


@pytest.mark.usefixtures("conversations")
def test_the_newest_messages_come_oldest_first(database: Database) -> None:
    """As many as are wanted, or all there are; another conversation's are not among them."""
    inbox, outbox = SqlInboxRepository(database), SqlOutboxRepository(database)
    for number in range(5):
        inbox.receive(message(str(number)), NOW, [Reply(ANSWER, {"text": f"réponse {number}"})])
    inbox.receive(message("theirs", "two"), NOW, [Reply(ANSWER, {"text": "à eux"})])
    everything = [one.id for one in outbox.after("one", 0, with_own=True)]
    assert [one.id for one in outbox.newest("one", 3)] == everything[-3:]
    assert [one.id for one in outbox.newest("one", 50)] == everything
    assert outbox.newest("one", 2)[0].kind == "own"


@pytest.mark.usefixtures("conversations")
def test_own_messages_and_answers_have_one_line_of_ids(database: Database) -> None:
    """Whatever order several writers come in: a reader who goes on after any id misses nothing."""
    inbox, outbox = SqlInboxRepository(database), SqlOutboxRepository(database)
    seen: list[int] = []

    def write(part: int) -> None:
        for number in range(5):
            inbox.receive(message(f"{part}-{number}"), NOW, [Reply(ANSWER, {"text": "réponse"})])

    writers = [threading.Thread(target=write, args=(part,)) for part in range(3)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers) or len(seen) < 30:
        seen += [one.id for one in outbox.after("one", seen[-1] if seen else 0, with_own=True)]
    for writer in writers:
        writer.join()
    found = outbox.after("one", 0, with_own=True)
    assert seen == [one.id for one in found] == sorted(set(seen))
    assert [one.kind for one in found] == ["own", "answer"] * 15
    assert all(own.reply_to == answer.reply_to for own, answer in zip(found[::2], found[1::2]))
    assert [one.kind for one in outbox.after("one", 0)] == ["answer"] * 15


@pytest.mark.usefixtures("conversations")
def test_an_own_message_shows_what_was_sent(database: Database) -> None:
    """Text, position and files; of a file only what the citizen may know. The payload stays inside."""
    inbox, outbox = SqlInboxRepository(database), SqlOutboxRepository(database)
    place, item = {"latitude": 34.0, "longitude": -6.8}, MediaItem("k", PDF, "f" * 32)
    inbox.receive(message("m1", payload="/affirm", location=place, media=(item,)), NOW)
    [own] = outbox.after("one", 0, with_own=True)
    assert own.body == {"text": "text of m1", "location": place, "media": [{"id": "f" * 32, "content_type": PDF}]}
    assert (own.kind, own.reply_to, own.created_at) == ("own", "m1", NOW)


def test_other_channels_have_no_own_rows(database: Database) -> None:
    """What is sent by a provider must not meet a row that nobody is to send."""
    SqlConversationRepository(database).open(Conversation("sms", "sms_twilio", None, None, None, NOW))
    SqlInboxRepository(database).receive(InboundMessage("sms", "sms_twilio", "m1", "salam"), NOW)
    assert SqlOutboxRepository(database).after("sms", 0, with_own=True) == []


def test_how_a_conversation_stands(conversations: SqlConversationRepository, database: Database) -> None:
    """What waits, in order; then closed, then erased. The other conversation is not touched."""
    inbox = SqlInboxRepository(database)
    for id_ in ("m1", "m2"):
        inbox.receive(message(id_), NOW)
    inbox.receive(message("x", "two"), NOW)
    assert conversations.standing("one") == Standing(("m1", "m2"), None)
    [leased] = [one for one in inbox.lease(1, "o", NOW, LATER) if one.message.conversation_id == "one"]
    assert conversations.standing("one").waiting == ("m1", "m2")
    inbox.drop_waiting("one")
    assert conversations.standing("one").waiting == ("m1",)
    inbox.finish(leased, [Reply(ANSWER, {"text": "x"})], "fr", NOW)
    assert conversations.standing("one").waiting == ()
    assert conversations.by_token("hash of one", NOW) is not None
    conversations.close("one")
    assert conversations.standing("one") == Standing((), "closed")
    assert conversations.by_token("hash of one", NOW) is None
    SqlErasureRepository(database).erase("one")
    assert conversations.standing("one") == Standing((), "erased")
    assert conversations.standing("two") == Standing(("x",), None)


@pytest.mark.usefixtures("conversations")
def test_files_wait_for_their_message(database: Database) -> None:
    """Counted while they wait, deleted when nobody comes, kept once a message has them; each for its conversation."""
    media, inbox = SqlMediaRepository(database), SqlInboxRepository(database)
    keep = {"most": 2, "unused_since": NOW - timedelta(hours=6)}
    first = media.upload("one", PDF, b"first", NOW, **keep) or ""  # type: ignore[arg-type]
    second = media.upload("one", PDF, b"second", NOW, **keep) or ""  # type: ignore[arg-type]
    assert media.upload("one", PDF, b"third", NOW, **keep) is None  # type: ignore[arg-type]
    assert media.upload("two", PDF, b"other", NOW, **keep)  # type: ignore[arg-type]
    assert [item.id for item in media.items("one", [second, "0" * 32, first])] == [second, first]
    assert media.items("two", [first]) == []
    assert media.load_own("one", first) == (PDF, b"first")
    assert media.load_own("two", first) is None
    inbox.receive(message("m1", media=tuple(media.items("one", [first]))), NOW)
    assert media.upload("one", PDF, b"third", LATER, most=1, unused_since=LATER - timedelta(hours=6))
    assert media.load_own("one", first) is not None
    assert media.load_own("one", second) is None


@pytest.mark.usefixtures("conversations")
def test_a_stranger_cannot_take_a_file_along(database: Database) -> None:
    """A message that names another conversation's file changes nothing of it."""
    media, inbox = SqlMediaRepository(database), SqlInboxRepository(database)
    file = media.upload("one", PDF, b"first", NOW, most=9, unused_since=NOW) or ""
    inbox.receive(message("x", "two", media=(MediaItem(file, PDF, file),)), NOW)
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT inbox_id FROM media").scalar() is None


@pytest.mark.usefixtures("conversations")
def test_the_newest_word_counts(database: Database) -> None:
    """Of an answer and of a conversation; a citizen's own message is no answer."""
    inbox, outbox, feedback = (
        SqlInboxRepository(database),
        SqlOutboxRepository(database),
        SqlFeedbackRepository(database),
    )
    inbox.receive(message("m1"), NOW, [Reply(ANSWER, {"text": "x"})])
    own, answer = outbox.after("one", 0, with_own=True)
    assert not feedback.rate("one", own.id, 1, "fr", NOW)
    assert not feedback.rate("two", answer.id, 1, "fr", NOW)
    for value in (1, -1):
        assert feedback.rate("one", answer.id, value, "fr", NOW)
    for value in (1, 4):
        feedback.satisfaction("one", value, None, NOW)
    assert feedback.counts() == [("answer", -1, 1), ("satisfaction", 4, 1)]
    SqlErasureRepository(database).erase("one")
    assert feedback.counts() == []


def test_a_notice_is_read_again_after_some_seconds(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not with every page, and not never."""
    notices, clock = SqlNoticeRepository(database), [100.0]
    monkeypatch.setattr("bot.persistence.notices.time.monotonic", lambda: clock[0])
    assert notices.current() == {}
    notices.put("fr", "un", NOW)
    notices.put("fr", "deux", NOW)
    assert notices.current() == {}
    clock[0] += 6
    assert notices.current() == {"fr": "deux"}
