"""The outbox of channels that send, in the database: leases, order, parts, statuses in any order. On every database."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from bot.persistence.arrivals import SqlArrivalRepository
from bot.persistence.database import Database
from bot.persistence.deliveries import LeasedDelivery, Settlement, SqlDeliveryRepository, TakenPart
from bot.persistence.letters import SqlLetterRepository
from bot.persistence.records import ANSWER, SendState
from bot.persistence.tables import opt_outs, outbox, sends
from tests.channels.test_arrivals_repository import NOW, PHONE, USER, message, said

CHANNEL = "whatsapp_twilio"
LATER = NOW + timedelta(seconds=40)
LEASE = timedelta(seconds=30)
RETRY = Settlement("queued", "provider_down", "503", NOW + timedelta(seconds=10))


@pytest.fixture
def deliveries(database: Database) -> SqlDeliveryRepository:
    return SqlDeliveryRepository(database)


def write(database: Database, *ids: str, **changes: Any) -> None:
    """Messages that are answered at once, each by one sentence."""
    taken = [message(id_, refusal=said(ANSWER, f"réponse à {id_}"), **changes) for id_ in ids]
    SqlArrivalRepository(database).take(taken, NOW)


def lease(deliveries: SqlDeliveryRepository, now: datetime = NOW, owner: str = "me") -> list[LeasedDelivery]:
    return deliveries.lease(CHANNEL, 10, owner, now, now + LEASE)


def state(database: Database, row: int = 1) -> tuple[Any, ...]:
    with database.read() as connection:
        columns = (outbox.c.state, outbox.c.error, outbox.c.repeats)
        return tuple(connection.execute(select(*columns).where(outbox.c.id == row)).one())


def test_a_message_is_leased_with_all_that_sending_needs(deliveries: SqlDeliveryRepository, database: Database) -> None:
    """Address, locale, window and body; nothing of it is readable in the table."""
    write(database, "m1")
    [leased] = lease(deliveries)
    assert leased.addresses == (("phone", PHONE.value),)
    assert (leased.attempts, leased.interrupted, leased.taken, leased.opted_out) == (1, False, frozenset(), False)
    assert leased.body["text"] == "réponse à m1"
    assert leased.window_until == NOW + timedelta(hours=24)
    with database.read() as connection:
        assert "réponse" not in connection.execute(text("SELECT body FROM outbox")).scalar_one()


def test_one_recipient_gets_one_message_at_a_time_and_in_order(
    deliveries: SqlDeliveryRepository, database: Database
) -> None:
    """The second waits while the first is being sent, and while it is waiting to be tried again."""
    write(database, "m1", "m2")
    [first] = lease(deliveries)
    assert lease(deliveries, owner="another") == []
    deliveries.settle(first, RETRY, NOW)
    assert lease(deliveries) == []
    [again] = lease(deliveries, LATER)
    assert (again.id, again.attempts) == (first.id, 2)
    deliveries.sent(again, TakenPart(0, "SM1", CHANNEL, last=True), LATER)
    [second] = lease(deliveries, LATER)
    assert second.body["text"] == "réponse à m2"


def test_channels_do_not_wait_for_each_other(deliveries: SqlDeliveryRepository, database: Database) -> None:
    """A row of another channel is another sender's."""
    write(database, "m1")
    assert deliveries.lease("sms_twilio", 10, "me", NOW, LATER) == []


def test_a_sender_that_died_leaves_a_row_that_says_so(deliveries: SqlDeliveryRepository, database: Database) -> None:
    """After its lease the row is taken up as interrupted, and the dead sender can no longer settle it."""
    write(database, "m1")
    [dead] = lease(deliveries)
    [taken_up] = lease(deliveries, LATER, "another")
    assert taken_up.interrupted
    deliveries.settle(dead, replace(RETRY, state="dead"), LATER)
    assert state(database)[0] == "sending"


def test_parts_that_the_provider_has_are_known(deliveries: SqlDeliveryRepository, database: Database) -> None:
    """A message of two parts that failed after the first is taken up with the first one known."""
    write(database, "m1")
    [leased] = lease(deliveries)
    deliveries.sent(leased, TakenPart(0, "SM1", CHANNEL, last=False), NOW)
    deliveries.settle(leased, RETRY, NOW)
    [again] = lease(deliveries, LATER)
    assert again.taken == {0}


def test_a_status_before_our_own_note_is_kept(deliveries: SqlDeliveryRepository, database: Database) -> None:
    """A provider is quicker than our database: "delivered" arrives while the send is still being written down."""
    write(database, "m1")
    [leased] = lease(deliveries)
    assert deliveries.record_status(CHANNEL, "SM1", (leased.id, 0), SendState.DELIVERED, NOW)
    deliveries.sent(leased, TakenPart(0, "SM1", CHANNEL, last=True), NOW)
    with database.read() as connection:
        assert connection.execute(select(sends.c.state)).scalars().all() == ["delivered"]


def test_a_status_tells_the_outcome_that_a_crash_hid(deliveries: SqlDeliveryRepository, database: Database) -> None:
    """The sender died after the provider had taken the message: its status, by our reference, says so."""
    write(database, "m1")
    [leased] = lease(deliveries)
    deliveries.record_status(CHANNEL, "SM1", (leased.id, 0), SendState.SENT, NOW)
    [taken_up] = lease(deliveries, LATER)
    assert (taken_up.interrupted, taken_up.taken) == (True, {0})


@pytest.mark.parametrize("reference", [None, (99, 0)])
def test_a_status_about_nothing_of_ours_is_none(
    deliveries: SqlDeliveryRepository, database: Database, reference: tuple[int, int] | None
) -> None:
    """Unknown id and unknown reference: nothing is written."""
    write(database, "m1")
    assert deliveries.record_status(CHANNEL, "SM9", reference, SendState.DELIVERED, NOW) is None
    with database.read() as connection:
        assert connection.execute(select(sends)).all() == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(list(SendState)), min_size=1, max_size=8))
def test_statuses_never_go_back_in_whatever_order_they_come(
    sqlite_url: str, migrated_file: Any, states: list[SendState]
) -> None:
    """Any sequence of statuses: each change follows the state before it, and a repetition changes nothing."""
    import shutil

    from bot.privacy.encryption import Cipher
    from tests.channels.harness import KEYS

    path = sqlite_url.removeprefix("sqlite:///")
    shutil.copy(migrated_file, path)
    database = Database(sqlite_url, Cipher(KEYS["CHOBBAK_DATA_KEY"]))
    try:
        deliveries = SqlDeliveryRepository(database)
        write(database, "m1")
        [leased] = lease(deliveries)
        deliveries.sent(leased, TakenPart(0, "SM1", CHANNEL, last=True), NOW)
        known = SendState.SENT
        for told in states:
            found = deliveries.record_status(CHANNEL, "SM1", None, told, NOW)
            assert found is not None
            assert found.changed == (known in told.follows)
            known = told if found.changed else known
        with database.read() as connection:
            assert connection.execute(select(sends.c.state)).scalar_one() == known.value
    finally:
        database.dispose()


def test_a_message_that_failed_after_all_is_sent_once_more(
    deliveries: SqlDeliveryRepository, database: Database
) -> None:
    """The provider took it, then reported a failure that passes: the part counts as not taken, and goes again."""
    write(database, "m1")
    [leased] = lease(deliveries)
    deliveries.sent(leased, TakenPart(0, "SM1", CHANNEL, last=True), NOW)
    failed = deliveries.record_status(CHANNEL, "SM1", None, SendState.FAILED, NOW)
    assert failed is not None
    deliveries.failed_later(failed, RETRY, NOW)
    [again] = lease(deliveries, LATER)
    assert (again.taken, again.attempts) == (frozenset(), 2)
    deliveries.sent(again, TakenPart(0, "SM2", CHANNEL, last=True), LATER)
    with database.read() as connection:
        assert connection.execute(select(sends.c.provider_id, sends.c.state)).all() == [("SM2", "sent")]


def test_a_part_that_fails_while_the_next_is_sent_goes_again(
    deliveries: SqlDeliveryRepository, database: Database
) -> None:
    """The sender is still at the second part when the first one's failure is told: its row is not sent yet."""
    write(database, "m1")
    [leased] = lease(deliveries)
    deliveries.sent(leased, TakenPart(0, "SM1", CHANNEL, last=False), NOW)
    failed = deliveries.record_status(CHANNEL, "SM1", None, SendState.FAILED, NOW)
    assert failed is not None
    deliveries.failed_later(failed, RETRY, NOW)
    deliveries.sent(leased, TakenPart(1, "SM2", CHANNEL, last=True), NOW)
    [again] = lease(deliveries, LATER)
    assert again.taken == {1}


def test_the_same_sender_is_fenced_off_from_its_own_older_lease(
    deliveries: SqlDeliveryRepository, database: Database
) -> None:
    """A send that hung until its lease ran out must not settle what its own sender has taken up anew."""
    write(database, "m1")
    [first], [second] = lease(deliveries), lease(deliveries, LATER)
    assert first.owner == second.owner
    deliveries.settle(first, Settlement("dead", "unknown"), LATER)
    deliveries.finish(first)
    deliveries.renew([first], LATER + timedelta(days=1))
    [third] = lease(deliveries, LATER + timedelta(hours=1))
    assert (third.attempts, third.interrupted) == (3, True)


def test_the_telephone_comes_first(deliveries: SqlDeliveryRepository, database: Database) -> None:
    """Whatever was known first: it is what every channel can use."""
    SqlArrivalRepository(database).take([message("m0", addresses=(USER,))], NOW)
    SqlArrivalRepository(database).take(
        [message("m1", addresses=(USER, PHONE), refusal=said(ANSWER, "réponse à m1"))], NOW
    )
    [leased] = lease(deliveries)
    assert [kind for kind, _ in leased.addresses] == ["phone", "user_id"]


def failed_once(deliveries: SqlDeliveryRepository) -> LeasedDelivery:
    """A message whose first send, SM1, has failed after all, leased for its second."""
    [leased] = lease(deliveries)
    deliveries.sent(leased, TakenPart(0, "SM1", CHANNEL, last=True), NOW)
    failed = deliveries.record_status(CHANNEL, "SM1", (leased.id, 0), SendState.FAILED, NOW)
    assert failed is not None
    deliveries.failed_later(failed, RETRY, NOW)
    [again] = lease(deliveries, LATER)
    return again


@pytest.mark.parametrize("by", [CHANNEL, "sms_twilio"])
@pytest.mark.parametrize("state", [SendState.FAILED, SendState.DELIVERED])
def test_a_status_of_the_first_send_says_nothing_of_the_second(
    deliveries: SqlDeliveryRepository, database: Database, state: SendState, by: str
) -> None:
    """A provider that repeats its callbacks, with the reference that both sends had, the second one perhaps by the
    fallback channel: nothing is sent a third time."""
    write(database, "m1")
    again = failed_once(deliveries)
    deliveries.sent(again, TakenPart(0, "SM2", by, last=True), LATER)
    late = deliveries.record_status(CHANNEL, "SM1", (again.id, 0), state, LATER)
    assert late is not None
    assert not late.changed
    with database.read() as connection:
        assert connection.execute(select(sends.c.provider_id, sends.c.state)).all() == [("SM2", "sent")]


@pytest.mark.parametrize("state", list(SendState))
def test_a_status_of_the_second_send_before_our_own_note_is_kept(
    deliveries: SqlDeliveryRepository, database: Database, state: SendState
) -> None:
    """The provider is quicker than our database here too: its second failure is not taken for the first one's echo."""
    write(database, "m1")
    again = failed_once(deliveries)
    told = deliveries.record_status(CHANNEL, "SM2", (again.id, 0), state, LATER)
    assert told is not None
    assert told.changed
    deliveries.sent(again, TakenPart(0, "SM2", CHANNEL, last=True), LATER)
    with database.read() as connection:
        assert connection.execute(select(sends.c.provider_id, sends.c.state)).all() == [("SM2", state.value)]


def test_an_opt_out_that_the_provider_reports_is_ours_too(
    deliveries: SqlDeliveryRepository, database: Database
) -> None:
    """Discarded, and the address is left alone from now on."""
    write(database, "m1")
    [leased] = lease(deliveries)
    deliveries.settle(leased, Settlement("discarded", "opted_out", "21610", opt_out=True), NOW)
    write(database, "m2")
    assert lease(deliveries) == []
    with database.read() as connection:
        assert connection.execute(select(opt_outs.c.address_hash)).scalars().all() == [PHONE.hash]


def test_the_last_answer_before_a_message(deliveries: SqlDeliveryRepository, database: Database) -> None:
    """What a number may choose from is what was said before, whatever is said meanwhile."""
    write(database, "m1", "m2")
    assert deliveries.last_answer("whatsapp_twilio-one", 1) is None
    assert (deliveries.last_answer("whatsapp_twilio-one", 2) or {})["text"] == "réponse à m1"


def test_counts_name_what_waits(deliveries: SqlDeliveryRepository, database: Database) -> None:
    """By channel and state, with the oldest; what is sent is not counted."""
    write(database, "m1", "m2")
    [leased] = lease(deliveries)
    deliveries.sent(leased, TakenPart(0, "SM1", CHANNEL, last=True), NOW)
    assert deliveries.counts() == [(CHANNEL, "queued", 1, NOW)]


class TestLetters:
    """What an operator may do."""

    @pytest.fixture
    def letters(self, database: Database, deliveries: SqlDeliveryRepository) -> SqlLetterRepository:
        write(database, "m1", "m2")
        [leased] = lease(deliveries)
        deliveries.settle(leased, Settlement("dead", "invalid_address", "21211"), NOW)
        return SqlLetterRepository(database)

    def test_dead_letters_are_listed_without_text_or_recipient(self, letters: SqlLetterRepository) -> None:
        """The reason and the provider's code are there."""
        [letter] = letters.in_state("dead", None, 10)
        assert (letter.channel, letter.error, letter.error_detail) == (CHANNEL, "invalid_address", "21211")
        assert PHONE.value not in repr(letter)
        assert "réponse" not in repr(letter)

    def test_a_retried_letter_is_sent_again(
        self, letters: SqlLetterRepository, deliveries: SqlDeliveryRepository
    ) -> None:
        """As if it had just been written; one that is not dead is left alone."""
        assert letters.retry([1, 2], LATER) == 1
        assert [(one.id, one.attempts, one.created_at) for one in lease(deliveries, LATER)] == [(1, 1, LATER)]

    def test_a_discarded_letter_is_gone_from_the_list(self, letters: SqlLetterRepository) -> None:
        """And cannot be retried by mistake."""
        assert letters.discard([1]) == 1
        assert letters.in_state("dead", None, 10) == []
        assert letters.retry([1], LATER) == 0
