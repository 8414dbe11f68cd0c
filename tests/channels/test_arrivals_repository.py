"""What providers hand in, in the database: whose conversation it is, duplicates, the window, opting out. On every database."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import func, select, text

from bot.persistence.arrivals import HashedAddress, NewMessage, SqlArrivalRepository
from bot.persistence.database import Database
from bot.persistence.inbox import SqlInboxRepository
from bot.persistence.records import ANSWER, CONSENT, NOTICE, MediaItem, Reply
from bot.persistence.tables import addresses, conversations, inbox, opt_outs, outbox

NOW = datetime(2026, 5, 19, 12, 0, tzinfo=timezone.utc)
DAY = timedelta(hours=24)
PHONE = HashedAddress("hash of the phone", "phone", "+212600000001")
USER = HashedAddress("hash of the user", "user_id", "MA.0001")


def said(kind: str, sentence: str) -> Any:
    return lambda locale: Reply(kind, {"text": sentence, "locale": locale or "ary"})


def message(id_: str | None = "m1", **changes: Any) -> NewMessage:
    return replace(
        NewMessage(
            channel="whatsapp_twilio",
            message_id=id_,
            fingerprint="print",
            addresses=(PHONE,),
            conversation_id="whatsapp_twilio-one",
            text="سلام",
            payload=None,
            location=None,
            media=(),
            window_until=NOW + DAY,
            not_before=NOW,
        ),
        **changes,
    )


@pytest.fixture
def arrivals(database: Database) -> SqlArrivalRepository:
    return SqlArrivalRepository(database)


def rows(database: Database, table: Any, *columns: Any) -> list[Any]:
    with database.read() as connection:
        return list(connection.execute(select(*(columns or table.c)).select_from(table)).all())


def test_the_first_message_makes_a_conversation_that_knows_no_number(
    arrivals: SqlArrivalRepository, database: Database
) -> None:
    """The conversation's id is the pseudonym; the number is stored once, encrypted."""
    [receipt] = arrivals.take([message()], NOW)
    assert receipt.new
    [conversation] = rows(database, conversations)
    assert (conversation.id, conversation.window_until) == ("whatsapp_twilio-one", NOW + DAY)
    [leased] = SqlInboxRepository(database).lease(5, "me", NOW, NOW + DAY)
    assert (leased.message.text, leased.message.message_id) == ("سلام", "m1")
    with database.read() as connection:
        assert "212600000001" not in connection.execute(text("SELECT value FROM addresses")).scalar_one()


def test_the_same_id_again_changes_nothing_even_after_days(arrivals: SqlArrivalRepository, database: Database) -> None:
    """A webhook that is replayed after 48 hours is no message: it opens no window and gets no turn."""
    arrivals.take([message()], NOW)
    later = NOW + 2 * DAY
    [again] = arrivals.take([message(window_until=later + DAY, not_before=later)], later)
    assert not again.new
    assert rows(database, conversations, conversations.c.window_until) == [(NOW + DAY,)]
    assert rows(database, inbox, func.count()) == [(1,)]


def test_a_message_twice_in_one_batch_is_one(arrivals: SqlArrivalRepository) -> None:
    """Providers batch, and repeat within a batch."""
    first, again, other = arrivals.take([message(), message(), message("m2")], NOW)
    assert [first.new, again.new, other.new] == [True, False, True]
    assert again.inbox_id == first.inbox_id


def test_the_same_message_from_many_gateways_at_once_is_one(arrivals: SqlArrivalRepository, database: Database) -> None:
    """Eight threads hand in the first message of an unknown number: one conversation, one row, no error."""
    barrier = threading.Barrier(8)

    def take() -> bool:
        barrier.wait()
        return arrivals.take([message()], NOW)[0].new

    with ThreadPoolExecutor(8) as pool:
        news = [future.result() for future in [pool.submit(take) for _ in range(8)]]
    assert sorted(news) == [False] * 7 + [True]
    assert rows(database, conversations, func.count()) == [(1,)]


def test_gateways_that_take_the_same_crowd_do_not_hinder_each_other(
    arrivals: SqlArrivalRepository, database: Database
) -> None:
    """Four threads hand in the same messages of ten known citizens, each in another order: each is stored once, and
    nobody fails because somebody else was quicker, or waits for one who waits for them."""
    crowd = [
        (HashedAddress(f"hash {number}", "phone", f"+2126000000{number:02d}"), f"whatsapp_twilio-{number}")
        for number in range(10)
    ]
    arrivals.take([message("m0", addresses=(one,), conversation_id=id_) for one, id_ in crowd], NOW)
    barrier = threading.Barrier(4, timeout=10)

    def take(offset: int) -> int:
        mine = crowd[offset:] + crowd[:offset]
        new = 0
        for turn in range(10):
            barrier.wait()
            taken = arrivals.take(
                [message(f"m{turn + 1}", addresses=(one,), conversation_id=id_) for one, id_ in mine], NOW
            )
            new += sum(receipt.new for receipt in taken)
        return new

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(take, (0, 3, 5, 8))) == 100
    assert rows(database, inbox, func.count()) == [(110,)]


@pytest.mark.parametrize(("seconds", "new"), [(0, False), (3, False), (5, True)])
def test_without_an_id_the_same_content_within_seconds_is_a_repetition(
    arrivals: SqlArrivalRepository, seconds: int, new: bool
) -> None:
    """The same words of one citizen within four seconds; later they are said again."""
    arrivals.take([message(None)], NOW)
    later = NOW + timedelta(seconds=seconds)
    assert arrivals.take([message(None)], later)[0].new is new
    assert arrivals.take([message(None, fingerprint="other")], later)[0].new


def test_a_citizen_is_the_same_by_phone_and_by_user_id(arrivals: SqlArrivalRepository, database: Database) -> None:
    """Known by phone, then by both, then by the user id alone: one conversation throughout."""
    arrivals.take([message("m1")], NOW)
    arrivals.take([message("m2", addresses=(PHONE, USER))], NOW)
    arrivals.take([message("m3", addresses=(USER,), conversation_id="whatsapp_twilio-two")], NOW)
    assert rows(database, conversations, conversations.c.id) == [("whatsapp_twilio-one",)]
    assert sorted(rows(database, addresses, addresses.c.kind)) == [("phone",), ("user_id",)]


@pytest.mark.parametrize("order", [(PHONE, USER), (USER, PHONE)])
def test_two_conversations_of_one_citizen_are_not_mixed(
    arrivals: SqlArrivalRepository, database: Database, order: tuple[HashedAddress, ...]
) -> None:
    """Known by phone and, apart from it, by user id: a message that has both goes where its first address leads, and
    its repetition too."""
    arrivals.take([message("m1")], NOW)
    arrivals.take([message("m2", addresses=(USER,), conversation_id="whatsapp_twilio-two")], NOW)
    [first] = arrivals.take([message("m3", addresses=order)], NOW)
    assert not arrivals.take([message("m3", addresses=order)], NOW)[0].new
    wanted = "whatsapp_twilio-one" if order[0] is PHONE else "whatsapp_twilio-two"
    assert (first.inbox_id, wanted) in [
        tuple(row) for row in rows(database, inbox, inbox.c.id, inbox.c.conversation_id)
    ]


def test_an_older_message_never_shortens_the_window(arrivals: SqlArrivalRepository, database: Database) -> None:
    """Messages arrive out of order; the window follows the newest."""
    arrivals.take([message("m1")], NOW)
    arrivals.take([message("m2", window_until=NOW + DAY - timedelta(hours=3))], NOW)
    assert rows(database, conversations, conversations.c.window_until) == [(NOW + DAY,)]


def test_what_was_held_goes_when_the_citizen_writes(arrivals: SqlArrivalRepository, database: Database) -> None:
    """A message held back by the window is queued again in the transaction that stores the citizen's message."""
    [first] = arrivals.take([message(refusal=said(ANSWER, "vide"))], NOW)
    with database.write() as connection:
        connection.execute(outbox.update().values(state="held"))
    later = NOW + 2 * DAY
    arrivals.take([message("m2", not_before=later, window_until=later + DAY)], later)
    assert rows(database, outbox, outbox.c.inbox_id, outbox.c.state, outbox.c.next_attempt_at) == [
        (first.inbox_id, "queued", later)
    ]


def test_stop_is_confirmed_once_and_then_there_is_silence(arrivals: SqlArrivalRepository, database: Database) -> None:
    """STOP twice: one confirmation. A question afterwards is kept without a turn and without an answer."""
    stop = said(CONSENT, "stop")
    receipts = arrivals.take([message("m1", stop=stop), message("m2", stop=stop), message("m3")], NOW)
    assert [receipt.state for receipt in receipts] == ["done", "done", "done"]
    assert rows(database, outbox, outbox.c.kind) == [(CONSENT,)]
    assert rows(database, opt_outs, opt_outs.c.address_hash) == [(PHONE.hash,)]


def test_stop_that_the_provider_confirmed_is_not_confirmed_again(
    arrivals: SqlArrivalRepository, database: Database
) -> None:
    """Twilio answers STOP by itself on some numbers, and says so."""
    arrivals.take([message(stop=said(CONSENT, "stop"), announced=True)], NOW)
    assert rows(database, outbox, func.count()) == [(0,)]
    assert rows(database, opt_outs, func.count()) == [(1,)]


def test_start_ends_the_silence(arrivals: SqlArrivalRepository, database: Database) -> None:
    """START after STOP is confirmed, and the next message has a turn again."""
    start = said(CONSENT, "start")
    arrivals.take([message("m1", stop=said(CONSENT, "stop")), message("m2", start=start)], NOW)
    [after] = arrivals.take([message("m3")], NOW)
    assert after.state == "received"
    assert rows(database, opt_outs, func.count()) == [(0,)]


@pytest.mark.parametrize("stopped", [True, False])
def test_start_that_the_provider_confirmed_is_not_answered_again(
    arrivals: SqlArrivalRepository, database: Database, stopped: bool
) -> None:
    """Neither confirmed a second time nor taken for a question."""
    if stopped:
        arrivals.take([message("m1", stop=said(CONSENT, "stop"), announced=True)], NOW)
    [receipt] = arrivals.take([message("m2", start=said(CONSENT, "start"), announced=True)], NOW)
    assert receipt.state == "done"
    assert rows(database, outbox, func.count()) == [(0,)]
    assert rows(database, opt_outs, func.count()) == [(0,)]


def test_start_from_who_never_stopped_is_an_ordinary_message(arrivals: SqlArrivalRepository) -> None:
    """ "Start" may be how somebody begins to talk."""
    [receipt] = arrivals.take([message(start=said(CONSENT, "start"))], NOW)
    assert receipt.state == "received"


def test_opting_out_survives_the_erasure_of_the_conversation(
    arrivals: SqlArrivalRepository, database: Database
) -> None:
    """Who was erased is still left alone: only a keyed hash remains."""
    arrivals.take([message(stop=said(CONSENT, "stop"))], NOW)
    with database.write() as connection:
        connection.execute(conversations.delete())
    [receipt] = arrivals.take([message("m2")], NOW)
    assert receipt.state == "done"
    assert rows(database, outbox, func.count()) == [(0,)]


def test_a_refusal_and_a_notice_are_in_the_conversations_locale(
    arrivals: SqlArrivalRepository, database: Database
) -> None:
    """The sentence is chosen when the conversation is known, in the transaction that stores the message."""
    arrivals.take([message("m1", refusal=said(ANSWER, "vide"))], NOW)
    with database.write() as connection:
        connection.execute(conversations.update().values(locale="fr"))
    arrivals.take([message("m2", notice=said(NOTICE, "lent"))], NOW)
    found = [body for (body,) in rows(database, outbox, outbox.c.body)]
    assert ["ary" in found[0], '"fr"' in found[1]] == [True, True]
    assert rows(database, inbox, inbox.c.state) == [("done",), ("received",)]


def test_media_and_a_turn_that_may_not_begin_yet(arrivals: SqlArrivalRepository, database: Database) -> None:
    """What the provider announced comes out as it went in; a slowed message is not leased before its time."""
    photo = MediaItem("media-key", "image/jpeg")
    later = NOW + timedelta(seconds=30)
    arrivals.take([message(media=(photo,), not_before=later)], NOW)
    repository = SqlInboxRepository(database)
    assert repository.lease(5, "me", NOW, later) == []
    [leased] = repository.lease(5, "me", later, later + DAY)
    assert leased.message.media == (photo,)


def test_all_or_none(arrivals: SqlArrivalRepository, database: Database) -> None:
    """One message of a batch that cannot be stored leaves nothing of the batch behind."""

    def broken(_locale: str | None) -> Reply:
        raise RuntimeError("the sentence is missing")

    with pytest.raises(RuntimeError):
        arrivals.take([message("m1"), message("m2", refusal=broken)], NOW)
    assert rows(database, inbox, func.count()) == [(0,)]
