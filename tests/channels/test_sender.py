"""The sender on a real database, with a channel that does what a test says."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.persistence.arrivals import HashedAddress, SqlArrivalRepository, opt_out
from bot.persistence.database import Database
from bot.persistence.deliveries import SqlDeliveryRepository
from bot.persistence.records import ANSWER, CONSENT, Reply, SendState
from bot.persistence.tables import conversations, opt_outs, outbox, sends
from bot.persistence.upgrade import upgrade
from bot.privacy.encryption import Cipher
from channels.channel import StatusUpdate, Template
from channels.metrics import Metrics
from channels.pace import Pace
from channels.send_errors import Reason, SendFailed
from channels.send_policy import Patience
from channels.sender import Fallback, Sender, SendTiming
from channels.statuses import Statuses
from channels.storage import Storage
from tests.channels.fake_channel import ABILITIES, FakeChannel
from tests.channels.harness import KEYS, until
from tests.channels.test_arrivals_repository import message

TIMING = SendTiming(
    lease=0.6,
    poll=0.02,
    grace=0.2,
    patience=Patience(first_pause=0.02, longest_pause=0.05, repeat_pause=0.1, give_up=3600),
)


class NoTemplates:
    def find(self, channel: str, name: str, locale: str) -> Template | None:
        return None


class SomeTemplates:
    """Every name in every locale."""

    def find(self, channel: str, name: str, locale: str) -> Template | None:
        return Template(f"{name}-{locale}", locale)


class Office:
    """A database, a channel and a sender between them."""

    def __init__(self, url: str) -> None:
        upgrade(url)
        self.database = Database(url, Cipher(KEYS["CHOBBAK_DATA_KEY"]))
        self.channel = FakeChannel()
        self.storage = Storage()
        self.metrics = Metrics()
        self.deliveries = SqlDeliveryRepository(self.database)
        self.sender: Sender | None = None

    def start(self, templates: Any = None, fallback: FakeChannel | None = None, **timing: Any) -> Sender:
        self.sender = Sender(
            self.channel,
            self.deliveries,
            templates=templates or NoTemplates(),
            pace=Pace(self.channel.per_second),
            fallback=fallback and Fallback(fallback, Pace(fallback.per_second), "hash on the fallback of {}".format),
            storage=self.storage,
            metrics=self.metrics,
            default_locale="ary",
            timing=SendTiming(**{**vars(TIMING), **timing}),
        )
        self.sender.start()
        return self.sender

    def write(self, *ids: str, kind: str = ANSWER, who: str = "one", window: float = 24.0, **body: Any) -> None:
        """Messages that are answered at once, each with its own sentence."""
        now = datetime.now(timezone.utc)
        taken = [
            message(
                id_,
                addresses=(HashedAddress(f"hash of {who}", "phone", f"+21260000000{len(who)}"),),
                conversation_id=f"whatsapp_twilio-{who}",
                refusal=lambda locale, id_=id_: Reply(
                    kind, {"text": f"réponse à {id_}", "locale": locale or "fr", "dir": "ltr", **body}
                ),
                window_until=now + timedelta(hours=window),
                not_before=now,
            )
            for id_ in ids
        ]
        SqlArrivalRepository(self.database).take(taken, now)

    def states(self) -> list[tuple[Any, ...]]:
        with self.database.read() as connection:
            columns = (outbox.c.state, outbox.c.error)
            return [tuple(row) for row in connection.execute(select(*columns).order_by(outbox.c.id))]

    def all_are(self, state: str) -> bool:
        return {found for found, _ in self.states()} == {state}

    def count(self, name: str, **labels: str) -> float:
        return self.metrics.registry.get_sample_value(f"{name}_total", labels) or 0.0


@pytest_asyncio.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    office = Office(database_url)
    yield office
    if office.sender is not None:
        await office.sender.stop()
    office.storage.close()
    office.database.dispose()


@pytest.mark.parametrize(("minutes", "outcome"), [(1, ("sent", None)), (-1, ("dead", "expired"))])
async def test_what_is_of_no_use_any_more_is_given_up(
    office: Office, minutes: int, outcome: tuple[str, str | None]
) -> None:
    """A code that has expired, a reminder of what is past: not sent late."""
    expires_at = datetime.now(timezone.utc) + timedelta(minutes=minutes)
    office.write("m1", expires_at=expires_at.isoformat())
    office.start()
    await until(lambda: office.states() == [outcome])
    assert len(office.channel.sent) == (outcome[0] == "sent")


async def test_everything_is_sent_once_and_each_recipient_in_order(office: Office) -> None:
    """Twelve messages to three people: many people at once, each in order."""
    for who in ("one", "three", "eleven"):
        office.write(*(f"{who}{number}" for number in range(4)), who=who)
    office.channel.delay = 0.01
    office.start()
    await until(lambda: office.all_are("sent"))
    assert office.channel.most_at_once > 1
    for who in ("one", "three", "eleven"):
        mine = [text for text in office.channel.texts if who in text]
        assert mine == [f"réponse à {who}{number}" for number in range(4)]
    assert len({reference for _, _, reference in office.channel.sent}) == 12


@pytest.mark.parametrize("reason", [Reason.PROVIDER_DOWN, Reason.THROTTLED, Reason.REFUSED_CREDENTIALS])
async def test_what_passes_is_tried_again_and_order_is_kept(office: Office, reason: Reason) -> None:
    """The first message fails twice; the second waits for it."""
    office.write("m1", "m2")
    office.channel.failures = [SendFailed(reason), SendFailed(reason)]
    office.start()
    await until(lambda: office.all_are("sent"))
    assert office.channel.texts == ["réponse à m1", "réponse à m2"]
    assert office.count("chobbak_sends", channel="whatsapp_twilio", outcome="retried") == 2


@pytest.mark.parametrize("reason", [Reason.INVALID_ADDRESS, Reason.REFUSED_CONTENT, Reason.MISCONFIGURED])
async def test_what_can_never_be_delivered_is_a_dead_letter(office: Office, reason: Reason) -> None:
    """The first is dead with its reason; it does not hold up the second."""
    office.write("m1", "m2")
    office.channel.failures = [SendFailed(reason, "123")]
    office.start()
    await until(lambda: office.states()[-1][0] == "sent")
    assert office.states() == [("dead", reason.code), ("sent", None)]


async def test_an_unknown_outcome_is_repeated_once_and_counted(office: Office) -> None:
    """No answer twice: repeated once, then a dead letter for an operator to decide on."""
    office.write("m1")
    office.channel.failures = [SendFailed(Reason.OUTCOME_UNKNOWN)] * 3
    office.start()
    await until(lambda: office.all_are("dead"))
    assert len(office.channel.failures) == 1
    assert office.count("chobbak_sends_repeated", channel="whatsapp_twilio") == 1


async def test_a_sender_that_died_is_followed_by_one_repetition(office: Office) -> None:
    """Leased by a sender that is gone: after the lease and the pause it is sent, once."""
    office.write("m1")
    now = datetime.now(timezone.utc)
    assert office.deliveries.lease("whatsapp_twilio", 5, "gone", now, now + timedelta(seconds=0.1))
    office.start()
    await until(lambda: office.all_are("sent"))
    assert office.channel.texts == ["réponse à m1"]
    assert office.count("chobbak_sends_repeated", channel="whatsapp_twilio") == 1


async def test_a_status_spares_the_repetition(office: Office) -> None:
    """The dead sender's message was taken, as its status tells: it is not sent again."""
    from bot.persistence.records import SendState

    office.write("m1")
    now = datetime.now(timezone.utc)
    [leased] = office.deliveries.lease("whatsapp_twilio", 5, "gone", now, now + timedelta(seconds=0.1))
    office.deliveries.record_status("whatsapp_twilio", "SM1", (leased.id, 0), SendState.SENT, now)
    office.start()
    await until(lambda: office.all_are("sent"))
    assert office.channel.texts == []
    assert office.count("chobbak_sends_repeated", channel="whatsapp_twilio") == 0


async def test_a_mistake_of_ours_holds_nobody_up(office: Office) -> None:
    """Whatever a channel raises: twice, then a dead letter that names it, and the next message goes."""
    office.write("m1", "m2")
    office.channel.failures = [KeyError("a bug"), KeyError("a bug")]
    office.start()
    await until(lambda: office.states()[-1][0] == "sent")
    assert office.states() == [("dead", "outcome_unknown"), ("sent", None)]


async def test_a_failure_that_is_told_again_is_one_failure(office: Office) -> None:
    """A provider that repeats its callbacks, by id and by our reference: the message is sent twice and not oftener."""
    office.write("m1")
    office.start()
    await until(lambda: office.all_are("sent"))
    statuses = Statuses(office.deliveries, office.storage, office.metrics, TIMING.patience, lambda _: None)
    failed = StatusUpdate("provider-1", SendState.FAILED, office.channel.sent[0][2], Reason.UNREACHABLE)
    await statuses.take(office.channel, [failed, failed])
    await until(lambda: len(office.channel.sent) == 2 and office.all_are("sent"))
    await statuses.take(office.channel, [failed, failed])
    await asyncio.sleep(0.2)
    assert len(office.channel.sent) == 2
    assert office.all_are("sent")
    assert office.count("chobbak_sends_failed", channel="whatsapp_twilio", reason="unreachable") == 1


@pytest.mark.parametrize("by", ["its own channel", "the fallback"])
async def test_every_part_keeps_the_pace_of_its_channel(office: Office, by: str) -> None:
    """Three parts at ten a second: a fifth of a second from the first to the last, on a channel that was not used before."""
    fallback = FakeChannel("sms_twilio") if by == "the fallback" else None
    channel = fallback or office.channel
    channel.per_second = 10.0
    office.write("m1", window=-1 if fallback else 24, text="mot " * 2500)
    began = time.monotonic()
    office.start(fallback=fallback)
    await until(lambda: office.all_are("sent"))
    assert len(channel.sent) == 3
    assert time.monotonic() - began >= 0.2


async def test_too_fast_for_one_is_too_fast_for_all(office: Office) -> None:
    """The provider wishes for a pause: nobody is sent anything meanwhile."""
    office.channel.per_second = 10.0
    office.channel.failures = [SendFailed(Reason.THROTTLED, retry_after=0.5)]
    office.write("m1", who="one")
    office.write("m2", who="three")
    began = time.monotonic()
    office.start()
    await until(lambda: office.channel.sent)
    assert time.monotonic() - began >= 0.5
    await until(lambda: office.all_are("sent"))


async def test_too_old_to_be_sent_is_given_up(office: Office) -> None:
    """After the operator's hours a message that still fails is dead as expired."""
    office.write("m1")
    office.channel.failures = [SendFailed(Reason.PROVIDER_DOWN)]
    office.start(patience=Patience(give_up=0.0))
    await until(lambda: office.all_are("dead"))
    assert office.states() == [("dead", "expired")]


class TestWindow:
    """More than 24 hours after the citizen's last message."""

    async def test_without_template_or_fallback_it_waits(self, office: Office) -> None:
        """Nothing is sent, so nothing can fail; it is held until the citizen writes."""
        office.write("m1", window=-1)
        office.start()
        await until(lambda: office.all_are("held"))
        assert office.channel.sent == []
        office.write("m2")
        await until(lambda: office.all_are("sent"))
        assert office.channel.texts == ["réponse à m1", "réponse à m2"]

    async def test_what_was_held_for_days_is_tried_as_often_as_a_new_message(self, office: Office) -> None:
        """A provider that fails just when the citizen writes again does not make a dead letter of it."""
        office.write("m1", window=-1)
        office.start()
        await until(lambda: office.all_are("held"))
        with office.database.write() as connection:
            connection.execute(outbox.update().values(created_at=datetime.now(timezone.utc) - timedelta(days=3)))
        office.channel.failures = [SendFailed(Reason.PROVIDER_DOWN)]
        office.write("m2")
        await until(lambda: office.all_are("sent"))
        assert office.channel.texts == ["réponse à m1", "réponse à m2"]

    async def test_a_template_asks_the_citizen_to_write_once(self, office: Office) -> None:
        """One reminder for all that is held, in the conversation's locale."""
        office.write("m1", "m2", window=-1)
        office.start(SomeTemplates())
        await until(lambda: office.all_are("held"))
        assert [template.sid for template in office.channel.templates] == ["answer_waiting-ary"]

    async def test_a_message_with_a_template_of_its_own_goes_as_that(self, office: Office) -> None:
        """A notification: its template and its values."""
        office.write("m1", window=-1, template={"name": "dossier_moved", "variables": ["A-1"]})
        office.start(SomeTemplates())
        await until(lambda: office.all_are("sent"))
        assert office.channel.templates == [Template("dossier_moved-fr", "fr", "", ("A-1",))]

    async def test_the_fallback_channel_carries_it(self, office: Office) -> None:
        """By SMS to the same number, and the send is noted as one of that channel."""
        fallback = FakeChannel("sms_twilio")
        office.write("m1", window=-1)
        office.start(fallback=fallback)
        await until(lambda: office.all_are("sent"))
        assert fallback.texts == ["réponse à m1"]
        with office.database.read() as connection:
            assert connection.execute(select(sends.c.channel)).scalars().all() == ["sms_twilio"]

    async def test_who_opted_out_of_the_fallback_is_left_alone_there(self, office: Office) -> None:
        """STOP by SMS is about SMS: nothing goes there, the message waits on WhatsApp, and goes when the citizen writes."""
        fallback = FakeChannel("sms_twilio")
        with office.database.write() as connection:
            opt_out(connection, ["hash on the fallback of +212600000003"], datetime.now(timezone.utc))
        office.write("m1", window=-1)
        office.start(SomeTemplates(), fallback=fallback)
        await until(lambda: office.all_are("held"))
        assert fallback.sent == []
        assert [template.sid for template in office.channel.templates] == ["answer_waiting-ary"]
        office.write("m2")
        await until(lambda: office.all_are("sent"))
        assert office.channel.texts == ["réponse à m1", "réponse à m2"]

    @pytest.mark.parametrize("reason", [Reason.OPTED_OUT, Reason.INVALID_ADDRESS, Reason.MISCONFIGURED])
    async def test_what_the_fallback_can_never_carry_waits(self, office: Office, reason: Reason) -> None:
        """Its refusal says nothing about WhatsApp: held, nobody is opted out here, nothing is dead."""
        fallback = FakeChannel("sms_twilio")
        fallback.failures = [SendFailed(reason, "21610")]
        office.write("m1", window=-1)
        office.start(fallback=fallback)
        await until(lambda: office.all_are("held"))
        office.write("m2")
        await until(lambda: office.all_are("sent"))
        assert office.channel.texts == ["réponse à m1", "réponse à m2"]

    async def test_a_fallback_that_fails_for_a_while_is_tried_again(self, office: Office) -> None:
        """As on a channel of its own."""
        fallback = FakeChannel("sms_twilio")
        fallback.failures = [SendFailed(Reason.THROTTLED), SendFailed(Reason.PROVIDER_DOWN)]
        office.write("m1", window=-1)
        office.start(fallback=fallback)
        await until(lambda: office.all_are("sent"))
        assert fallback.texts == ["réponse à m1"]

    @pytest.mark.parametrize("reason", [Reason.OPTED_OUT, Reason.REFUSED_CONTENT])
    async def test_the_fallback_fails_later(self, office: Office, reason: Reason) -> None:
        """The status of an SMS is about the SMS: the message waits on WhatsApp."""
        fallback = FakeChannel("sms_twilio")
        office.write("m1", window=-1)
        office.start(fallback=fallback)
        await until(lambda: office.all_are("sent"))
        woken: list[str] = []
        statuses = Statuses(office.deliveries, office.storage, office.metrics, Patience(), woken.append)
        await statuses.take(fallback, [StatusUpdate("provider-1", SendState.FAILED, reason=reason)])
        assert office.states() == [("held", "outside_window")]
        assert woken == ["whatsapp_twilio"]
        office.write("m2")
        await until(lambda: office.all_are("sent"))
        assert office.channel.texts == ["réponse à m1", "réponse à m2"]

    async def test_a_status_spares_the_repetition_of_a_template(self, office: Office) -> None:
        """The sender died after its template was taken: a status has told, and it does not go twice."""
        office.write("m1", window=-1, template={"name": "dossier_moved", "variables": []}, text="deux\n\n" * 2000)
        moment = datetime.now(timezone.utc)
        [dead] = office.deliveries.lease("whatsapp_twilio", 1, "a dead sender", moment, moment)
        office.deliveries.record_status("whatsapp_twilio", "T1", (dead.id, 0), SendState.SENT, moment)
        office.start(SomeTemplates())
        await until(lambda: office.all_are("sent"))
        assert office.channel.templates == []
        assert office.count("chobbak_sends_repeated", channel="whatsapp_twilio") == 0

    async def test_a_provider_that_knows_better_leaves_the_other_ways(self, office: Office) -> None:
        """Our clock says open, the provider says outside: the fallback carries it all the same."""
        fallback = FakeChannel("sms_twilio")
        office.write("m1")
        office.channel.failures = [SendFailed(Reason.OUTSIDE_WINDOW, "63016")]
        office.start(fallback=fallback)
        await until(lambda: office.all_are("sent"))
        assert fallback.texts == ["réponse à m1"]

    async def test_a_provider_that_knows_better_is_believed(self, office: Office) -> None:
        """Our clock says open, the provider says outside: held, not dead."""
        office.write("m1")
        office.channel.failures = [SendFailed(Reason.OUTSIDE_WINDOW, "63016")]
        office.start()
        await until(lambda: office.all_are("held"))

    async def test_a_channel_without_a_window_does_not_mind(self, office: Office) -> None:
        """SMS may be sent at any time."""
        from dataclasses import replace

        office.channel.capabilities = replace(ABILITIES, window_hours=0)
        office.write("m1", window=-1)
        office.start()
        await until(lambda: office.all_are("sent"))


class TestOptOut:
    """Who wants no messages gets none."""

    async def test_what_was_waiting_is_discarded_and_the_confirmation_goes(self, office: Office) -> None:
        """The answer written before STOP is not sent; the confirmation of STOP is, once."""
        office.write("m1")
        office.write("m2", kind=CONSENT)
        with office.database.write() as connection:
            now = datetime.now(timezone.utc)
            connection.execute(opt_outs.insert().values(address_hash="hash of one", since=now))
        office.start()
        await until(lambda: office.states()[-1][0] == "sent")
        assert office.states() == [("discarded", "opted_out"), ("sent", None)]
        assert office.channel.texts == ["réponse à m2"]

    async def test_an_opt_out_that_a_status_tells(self, office: Office) -> None:
        """Taken, and then refused because the citizen has blocked us: discarded, and nothing is sent any more."""
        office.write("m1")
        office.start()
        await until(lambda: office.all_are("sent"))
        statuses = Statuses(office.deliveries, office.storage, office.metrics, TIMING.patience, lambda _: None)
        await statuses.take(
            office.channel, [StatusUpdate("provider-1", SendState.FAILED, reason=Reason.OPTED_OUT, detail="63014")]
        )
        office.write("m2")
        await until(lambda: office.states()[0] == ("discarded", "opted_out"))
        await asyncio.sleep(0.1)
        assert len(office.channel.sent) == 1

    async def test_an_opt_out_known_only_to_the_provider(self, office: Office) -> None:
        """Its error is recorded as the citizen's wish, and what follows is not even tried."""
        office.write("m1", "m2")
        office.channel.failures = [SendFailed(Reason.OPTED_OUT, "21610")]
        office.start()
        await until(lambda: office.all_are("discarded"))
        assert office.channel.sent == []


async def test_a_broken_provider_is_named_until_it_takes_something(office: Office) -> None:
    """What readiness tells."""
    office.write("m1")
    office.channel.failures = [SendFailed(Reason.PROVIDER_DOWN)] * 3
    sender = office.start()
    await until(lambda: sender.broken)
    await until(lambda: office.all_are("sent"))
    assert not sender.broken


async def test_stopping_lets_what_is_being_sent_end(office: Office) -> None:
    """And takes nothing more."""
    office.write("m1", "m2")
    office.channel.delay = 0.1
    sender = office.start()
    await until(lambda: office.channel.running == 1)
    await sender.stop()
    assert office.channel.texts == ["réponse à m1"]
    assert [state for state, _ in office.states()] == ["sent", "queued"]


async def test_a_failing_database_ends_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The outcome could not be written down: the lease runs out, and the rule for unknown outcomes applies."""
    from bot.errors import DatabaseUnavailable

    office.write("m1")
    write_down = office.deliveries.sent
    calls = []

    def failing(*arguments: Any) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise DatabaseUnavailable("the database failed")
        write_down(*arguments)

    monkeypatch.setattr(office.deliveries, "sent", failing)
    office.start(lease=0.2)
    await until(lambda: office.all_are("sent"))
    assert len(office.channel.sent) == 2
    assert office.count("chobbak_sends_repeated", channel="whatsapp_twilio") == 1


async def test_no_window_moment_is_a_closed_window(office: Office) -> None:
    """A conversation that never had a message of the citizen: nothing may be sent freely."""
    office.write("m1")
    with office.database.write() as connection:
        connection.execute(conversations.update().values(window_until=None))
    office.start()
    await until(lambda: office.all_are("held"))
    await asyncio.sleep(0)
