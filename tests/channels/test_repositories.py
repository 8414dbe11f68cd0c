"""The repositories on every database: leases, order, fencing, encryption, and the catalogue's copy."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import text

from bot.errors import DatabaseUnavailable, SettingsError
from bot.persistence.conversations import SqlConversationRepository
from bot.persistence.database import Database
from bot.persistence.inbox import SqlInboxRepository
from bot.persistence.outbox import SqlOutboxRepository
from bot.persistence.procedures import SqlProcedureRepository
from bot.persistence.records import ANSWER, NOTICE, Conversation, InboundMessage, LeasedMessage, Reply
from bot.privacy.encryption import Cipher

NOW = datetime(2026, 5, 19, 12, 0, tzinfo=timezone.utc)
SOON = NOW + timedelta(seconds=5)
LATER = NOW + timedelta(seconds=10)
ANSWERS = [Reply(ANSWER, {"text": "un"}), Reply(ANSWER, {"text": "deux"})]


@pytest.fixture
def inbox(database: Database) -> SqlInboxRepository:
    for name in ("one", "two"):
        conversation = Conversation(name, "web", f"hash of {name}", "fr", None, NOW)
        SqlConversationRepository(database).open(conversation)
    return SqlInboxRepository(database)


@pytest.fixture
def outbox(database: Database) -> SqlOutboxRepository:
    return SqlOutboxRepository(database)


def message(id_: str, conversation: str = "one") -> InboundMessage:
    return InboundMessage(conversation, "web", id_, f"text of {id_}", "/affirm", {"latitude": 34.0, "longitude": -6.8})


def take(inbox: SqlInboxRepository, now: datetime = NOW, owner: str = "me", limit: int = 10) -> list[LeasedMessage]:
    return inbox.lease(limit, owner, now, now + timedelta(seconds=5))


def ids(leased: list[LeasedMessage]) -> list[str]:
    return [one.message.message_id for one in leased]


def test_a_message_comes_out_as_it_went_in(inbox: SqlInboxRepository) -> None:
    """Text, payload and place survive encryption; the lease says whose they are and for which attempt."""
    inbox.receive(message("m1"), NOW)
    [leased] = take(inbox)
    assert leased.message == message("m1")
    assert (leased.attempts, leased.owner, leased.received_at, leased.locale_hint) == (1, "me", NOW, "fr")


def test_the_same_message_is_received_once(inbox: SqlInboxRepository) -> None:
    """Unique on channel, conversation and the provider's id."""
    first = inbox.receive(message("m1"), NOW)
    again = inbox.receive(message("m1"), NOW)
    assert (first.new, again.new, again.inbox_id) == (True, False, first.inbox_id)
    assert inbox.receive(message("m1", "two"), NOW).new


def test_the_same_message_at_once_from_many_threads_is_received_once(inbox: SqlInboxRepository) -> None:
    """Eight threads, one row: no error, no double."""
    barrier = threading.Barrier(8)

    def receive() -> bool:
        barrier.wait()
        return inbox.receive(message("m1"), NOW).new

    with ThreadPoolExecutor(8) as pool:
        news = [future.result() for future in [pool.submit(receive) for _ in range(8)]]
    assert sorted(news) == [False] * 7 + [True]


def test_only_the_first_of_a_conversation_is_leased(inbox: SqlInboxRepository) -> None:
    """One turn at a time per conversation, in order; conversations side by side."""
    for id_ in ("m1", "m2", "m3"):
        inbox.receive(message(id_), NOW)
    inbox.receive(message("n1", "two"), NOW)
    leased = take(inbox)
    assert ids(leased) == ["m1", "n1"]
    assert take(inbox) == []
    assert inbox.finish(leased[0], ANSWERS, "fr", NOW)
    assert ids(take(inbox)) == ["m2"]


def test_a_lease_runs_out_and_its_owner_is_fenced_off(inbox: SqlInboxRepository, outbox: SqlOutboxRepository) -> None:
    """Whoever lost the lease writes nothing: not by finishing, postponing, burying, renewing or releasing."""
    inbox.receive(message("m1"), NOW)
    [lost] = take(inbox, NOW, "dead")
    assert take(inbox, NOW + timedelta(seconds=4)) == []
    [held] = take(inbox, LATER, "alive")
    assert held.attempts == 2
    assert not inbox.finish(lost, ANSWERS, "fr", LATER)
    assert not inbox.bury(lost, "x", ANSWERS, LATER)
    assert not inbox.postpone(lost, "x", LATER, LATER, Reply(NOTICE, {}))
    inbox.renew([lost], LATER + timedelta(days=1))
    inbox.release([lost], LATER)
    assert outbox.after("one", 0) == []
    assert inbox.finish(held, ANSWERS, "fr", LATER)
    assert [one.body["text"] for one in outbox.after("one", 0)] == ["un", "deux"]


def test_the_same_owner_is_fenced_off_from_its_own_older_lease(inbox: SqlInboxRepository) -> None:
    """A dispatcher that was asleep for too long does not mistake its second lease for its first."""
    inbox.receive(message("m1"), NOW)
    [old] = take(inbox)
    [new] = take(inbox, LATER)
    assert not inbox.finish(old, ANSWERS, "fr", LATER)
    assert inbox.finish(new, ANSWERS, "fr", LATER)


def test_a_renewed_lease_holds(inbox: SqlInboxRepository) -> None:
    """Renewing moves the end of the lease."""
    inbox.receive(message("m1"), NOW)
    inbox.renew(take(inbox), LATER + timedelta(seconds=1))
    assert take(inbox, LATER) == []


def test_a_released_message_is_as_if_never_taken(inbox: SqlInboxRepository) -> None:
    """Its attempt is given back too."""
    inbox.receive(message("m1"), NOW)
    inbox.release(take(inbox), NOW)
    assert [one.attempts for one in take(inbox)] == [1]


def test_reclaiming_ends_every_lease(inbox: SqlInboxRepository) -> None:
    """What a killed gateway held can be taken at once; the attempt counts, for it may be what killed it."""
    inbox.receive(message("m1"), NOW)
    take(inbox)
    inbox.reclaim(NOW)
    assert [one.attempts for one in take(inbox)] == [2]


def test_a_postponed_message_waits_and_holds_up_its_conversation(inbox: SqlInboxRepository) -> None:
    """Not before its time, and nothing of the conversation before it; ``hasten`` ends the wait."""
    inbox.receive(message("m1"), NOW)
    inbox.receive(message("m2"), NOW)
    inbox.postpone(take(inbox)[0], "engine_unavailable", LATER, NOW, None)
    assert take(inbox, SOON) == []
    assert inbox.hasten(SOON) == 1
    assert ids(take(inbox, SOON)) == ["m1"]


def test_trouble_is_told_once_until_it_is_over(inbox: SqlInboxRepository, outbox: SqlOutboxRepository) -> None:
    """One notice per conversation and outage; a turn that is done ends the outage."""
    notice = Reply(NOTICE, {"text": "trouble"})
    inbox.receive(message("m1"), NOW)
    told = [inbox.postpone(take(inbox)[0], "x", NOW, NOW, notice) for _ in range(3)]
    assert told == [True, False, False]
    inbox.finish(take(inbox)[0], ANSWERS, "fr", NOW)
    inbox.receive(message("m2"), NOW)
    assert inbox.postpone(take(inbox)[0], "x", NOW, NOW, notice)
    assert [one.kind for one in outbox.after("one", 0)] == [NOTICE, ANSWER, ANSWER, NOTICE]


def test_a_dead_message_lets_the_next_one_through(inbox: SqlInboxRepository, outbox: SqlOutboxRepository) -> None:
    """Dead is final; its reason is kept, and it is counted."""
    inbox.receive(message("m1"), NOW)
    inbox.receive(message("m2"), NOW)
    [leased] = take(inbox)
    assert inbox.bury(leased, "engine_refused", [Reply(NOTICE, {"text": "sorry"})], NOW)
    assert inbox.counts() == {"received": 1, "leased": 0, "dead": 1}
    assert inbox.state(leased.inbox_id) == "dead"
    assert ids(take(inbox)) == ["m2"]


def test_many_dispatchers_never_take_the_same_message(inbox: SqlInboxRepository, database: Database) -> None:
    """Eight dispatchers empty an inbox of twenty conversations: each message once, each conversation in order."""
    conversations = SqlConversationRepository(database)
    for number in range(20):
        conversations.open(Conversation(f"c{number}", "web", f"h{number}", None, None, NOW))
        for id_ in range(5):
            inbox.receive(message(f"{id_}", f"c{number}"), NOW)
    done: list[tuple[str, str]] = []

    def drain(owner: int) -> None:
        while leased := take(inbox, NOW, str(owner), limit=3):
            for one in leased:
                done.append((one.message.conversation_id, one.message.message_id))
                assert inbox.finish(one, [], None, NOW)

    with ThreadPoolExecutor(8) as pool:
        for future in [pool.submit(drain, owner) for owner in range(8)]:
            future.result()
    drain(99)  # a dispatcher that finds all heads taken goes home early: here nobody wakes it again
    assert len(done) == len(set(done)) == 100
    for number in range(20):
        assert [id_ for conversation, id_ in done if conversation == f"c{number}"] == ["0", "1", "2", "3", "4"]


def test_a_message_that_cannot_be_read_is_dead_and_alone(inbox: SqlInboxRepository, database: Database) -> None:
    """One broken row does not keep the others from their turn."""
    inbox.receive(message("m1"), NOW)
    inbox.receive(message("n1", "two"), NOW)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE inbox SET text = 'broken' WHERE message_id = 'm1'")
    assert ids(take(inbox)) == ["n1"]
    assert inbox.counts()["dead"] == 1


def test_the_outbox_pages_by_id(inbox: SqlInboxRepository, outbox: SqlOutboxRepository) -> None:
    """After an id, at most so many, only this conversation, in order; with the id of what is answered."""
    for number in range(3):
        inbox.receive(message(f"m{number}"), NOW, [Reply(ANSWER, {"text": f"{number}"})])
        inbox.receive(message(f"m{number}", "two"), NOW, [Reply(ANSWER, {"text": "two"})])
    first, second, third = outbox.after("one", 0)
    assert first.id < second.id < third.id
    assert [one.reply_to for one in (first, second, third)] == ["m0", "m1", "m2"]
    assert outbox.after("one", first.id, limit=1) == [second]
    assert outbox.after("one", third.id) == []
    assert sorted(outbox.conversations_since(NOW)) == [("one", third.id), ("two", third.id + 2)]
    assert outbox.conversations_since(LATER) == []


def test_text_is_encrypted_in_every_column_that_holds_it(inbox: SqlInboxRepository, database: Database) -> None:
    """What the database itself holds of a message and of its answer cannot be read."""
    inbox.receive(message("m1"), NOW, [Reply(ANSWER, {"text": "réponse"})])
    with database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT i.text, payload, location, body FROM inbox i JOIN outbox o ON o.inbox_id = i.id"
        ).all()
    assert len(rows) == 2  # the message itself has a place among the answers
    assert all(value.startswith("gAAAA") for row in rows for value in row)


def test_another_key_opens_nothing(inbox: SqlInboxRepository, outbox: SqlOutboxRepository, database_url: str) -> None:
    """The check at the start finds it."""
    outbox.check_key()
    inbox.receive(message("m1"), NOW)
    outbox.check_key()
    other = Database(database_url, Cipher("A" * 43 + "="))
    with pytest.raises(SettingsError, match="CHOBBAK_DATA_KEY"):
        SqlOutboxRepository(other).check_key()
    other.dispose()


def test_an_erased_conversation_takes_everything_with_it(inbox: SqlInboxRepository, database: Database) -> None:
    """Deleting the conversation deletes its messages, both ways."""
    inbox.receive(message("m1"), NOW, ANSWERS)
    with database.write() as connection:
        connection.exec_driver_sql("DELETE FROM conversations")
    with database.read() as connection:
        for table in ("inbox", "outbox"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_a_failed_transaction_leaves_nothing(inbox: SqlInboxRepository, database: Database) -> None:
    """An error in the middle rolls all of it back, and is one of ours, without the statement or its values."""

    def fail() -> None:
        with database.write() as connection:
            connection.exec_driver_sql("DELETE FROM conversations")
            connection.execute(text("INSERT INTO nothing VALUES (:value)"), {"value": "secret"})

    with pytest.raises(DatabaseUnavailable) as raised:
        fail()
    assert "secret" not in str(raised.value)
    if database.is_sqlite:  # PostgreSQL quotes the line itself, which is why a cause is never logged
        assert "secret" not in str(raised.value.__cause__)
    assert SqlConversationRepository(database).by_token("hash of one", NOW) is not None


def test_procedures_are_replaced_as_a_whole(database: Database) -> None:
    """New, changed and unchanged ones are told apart; a failure in the middle changes none."""
    procedures = SqlProcedureRepository(database)
    assert procedures.all() == []
    assert procedures.replace_many([{"id": "b", "fee": {"mad": 75}}, {"id": "a", "title": {"ar": "عقد"}}]) == (2, 0)
    assert procedures.replace_many([{"id": "b", "fee": {"mad": 75}}, {"id": "a", "title": {"ar": "جواز"}}]) == (0, 1)
    assert procedures.all() == [{"id": "a", "title": {"ar": "جواز"}}, {"id": "b", "fee": {"mad": 75}}]
    with database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE revisions RENAME TO gone")
    with pytest.raises(DatabaseUnavailable):
        procedures.replace_many([{"id": "c"}])
    assert [one["id"] for one in procedures.all()] == ["a", "b"]


def test_the_version_changes_with_every_change_and_only_then(database: Database) -> None:
    """Also when a removal and an addition cancel each other out, and when somebody edits the table by hand."""
    procedures = SqlProcedureRepository(database)
    seen = [procedures.version()]

    def changed() -> bool:
        seen.append(procedures.version())
        return seen.count(seen[-1]) == 1

    procedures.replace_many([{"id": "a"}, {"id": "b"}])
    assert changed()
    procedures.replace_many([{"id": "a"}])
    assert not changed()
    assert procedures.remove("b")
    assert changed()
    procedures.replace_many([{"id": "b"}])
    assert changed()
    kept = "SELECT id, body, updated_at FROM procedures WHERE id = 'a'"
    with database.read() as connection:
        row = dict(connection.exec_driver_sql(kept).one()._mapping)
    procedures.remove("a")
    with database.write() as connection:
        connection.execute(text("INSERT INTO procedures VALUES (:id, :body, :updated_at)"), row)
    assert changed()
    assert not procedures.remove("nothing")
    assert not changed()
    with database.write() as connection:
        connection.exec_driver_sql("DELETE FROM procedures WHERE id = 'b'")
    assert changed()


def test_thousands_of_procedures_go_in_at_once(database: Database) -> None:
    """3,000 of them: no limit of the database on the number of parameters is met."""
    documents = [{"id": f"procedure-{number:04}", "n": number} for number in range(3000)]
    procedures = SqlProcedureRepository(database)
    assert procedures.replace_many(documents) == (3000, 0)
    assert procedures.replace_many([{**documents[7], "n": -1}, *documents[8:]]) == (0, 1)
    assert len(procedures.all()) == 3000
