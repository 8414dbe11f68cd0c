"""On first contact a citizen is told what is kept: once, after the first answer, on every channel."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from bot.locales import CODES
from bot.persistence.database import Database
from bot.persistence.inbox import SqlInboxRepository
from bot.persistence.records import ANSWER, NOTICE, OWN, InboundMessage, Reply
from bot.persistence.tables import conversations, outbox
from channels.simulator.provider import Simulator
from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import Starter, until
from tests.channels.test_arrivals_repository import NOW

PUBLIC = "https://bot.example.ma"
PRIVACY = Reply(NOTICE, {"text": "privacy"})
ANSWERED = [Reply(ANSWER, {"text": "answer"})]


async def test_told_after_the_first_answer_and_never_again(start: Starter) -> None:
    """The answer comes first; what follows it is of the kind of a notice, in the locale of the answer."""
    citizen = await (await start(privacy_notice=True)).client(locale="fr")
    answer, notice = await citizen.ask("salam")
    assert answer["text"] != notice["text"]
    assert (notice["kind"], notice["text"].split()[1]) == ("notice", "gateway-privacy")
    assert notice["locale"] == answer["locale"]
    assert len(await citizen.ask("w ch7al?")) == 1


async def test_an_operator_may_say_it_elsewhere(start: Starter) -> None:
    """By setting, where the page or a poster says it."""
    citizen = await (await start(privacy_notice=False)).client(locale="fr")
    assert len(await citizen.ask("salam")) == 1


async def test_abroad_is_said_where_it_is_so(start: Starter) -> None:
    """On WhatsApp and SMS the sentence says that messages pass through companies abroad."""
    async with Simulator() as provider:
        gateway = await start(**provider.settings(), public_url=PUBLIC, privacy_notice=True)
        provider.connect(gateway.url, PUBLIC)
        for channel in ("whatsapp_twilio", "sms_twilio"):
            phone = provider.phone("+212600000001", channel)
            await phone.say("salam")
            await until(lambda phone=phone: len(phone.texts) == 2, 10)
            await phone.say("labas")
            await until(lambda phone=phone: len(phone.texts) == 3, 10)
            assert [("gateway-privacy-abroad" in text) for text in phone.texts] == [False, True, False]


def turn(database: Database, id_: str) -> Any:
    """A message whose turn it is."""
    inbox = SqlInboxRepository(database)
    inbox.receive(InboundMessage("web-1", "web", id_, "salam"), NOW)
    [leased] = inbox.lease(1, "me", NOW, NOW)
    return leased


@pytest.fixture
def conversation(database: Database) -> None:
    with database.write() as connection:
        row = {"id": "web-1", "channel": "web", "created_at": NOW, "last_seen": NOW}
        connection.execute(conversations.insert().values(**row))


def said(database: Database) -> list[str]:
    """The kinds of what was said to the citizen, in order."""
    with database.read() as connection:
        query = select(outbox.c.kind).where(outbox.c.kind != OWN).order_by(outbox.c.id)
        return list(connection.execute(query).scalars())


@pytest.mark.usefixtures("conversation")
def test_once_even_if_it_is_offered_twice(database: Database) -> None:
    """Whoever settles a second turn without knowing of the first one's notice writes none. On every database."""
    inbox = SqlInboxRepository(database)
    leased = turn(database, "m1")
    assert not leased.privacy_told
    assert inbox.finish(leased, ANSWERED, "fr", NOW, PRIVACY)
    second = turn(database, "m2")
    assert second.privacy_told
    assert inbox.finish(second, ANSWERED, "fr", NOW, PRIVACY)
    assert said(database) == ["answer", "notice", "answer"]


@pytest.mark.usefixtures("conversation")
def test_a_lost_lease_tells_nothing(database: Database) -> None:
    """Neither answer nor notice is written, and it is not taken for told: the next holder tells it."""
    inbox = SqlInboxRepository(database)
    lost = turn(database, "m1")
    [held] = inbox.lease(1, "other", NOW.replace(hour=23), NOW.replace(hour=23, minute=30))
    assert not inbox.finish(lost, ANSWERED, "fr", NOW, PRIVACY)
    assert said(database) == []
    assert inbox.finish(held, ANSWERED, "fr", NOW, PRIVACY)
    assert said(database) == ["answer", "notice"]


@pytest.mark.parametrize("locale", CODES)
def test_two_sentences_in_every_locale(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Short enough for a phone: two sentences, and how to see and erase."""
    monkeypatch.undo()
    from bot.messages import format_message

    for message_id in ("gateway-privacy", "gateway-privacy-abroad"):
        text = format_message(locale, message_id)
        assert text.count(". ") == 1
        assert text.endswith(".")
        assert len(text) <= 260


async def test_choices_still_count_from_the_answer(start: Starter, engine: FakeEngine) -> None:
    """On SMS the number of a choice means the choices of the answer, although the notice came after it."""
    async with Simulator() as provider:
        gateway = await start(**provider.settings(), public_url=PUBLIC, privacy_notice=True)
        provider.connect(gateway.url, PUBLIC)
        phone = provider.phone("+212600000001", "sms_twilio")
        await phone.say("salam")
        await until(lambda: len(phone.texts) == 2, 10)
        await phone.say("1")
        await until(lambda: len(phone.texts) == 3, 10)
        assert engine.calls[-1]["payload"] == '/ask_procedure{"facet": "fee"}'
