"""Machines whose clocks differ: a turn may be late or run once more, and nothing is lost, doubled or out of order."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from bot.persistence.conversations import SqlConversationRepository
from bot.persistence.database import Database
from bot.persistence.inbox import SqlInboxRepository
from bot.persistence.records import ANSWER, Conversation, InboundMessage, Reply
from bot.persistence.tables import outbox
from channels.dispatcher import Timing

NOW = datetime(2027, 3, 1, 12, tzinfo=timezone.utc)
LEASE = timedelta(seconds=Timing().lease)
ANSWERS = [Reply(ANSWER, {"text": "réponse", "locale": "fr", "dir": "ltr"})]


@pytest.fixture
def inbox(database: Database) -> SqlInboxRepository:
    """One conversation with three messages, received by a gateway whose clock is right."""
    SqlConversationRepository(database).open(Conversation("c", "web", "h", None, None, NOW))
    repository = SqlInboxRepository(database)
    for number in range(3):
        repository.receive(InboundMessage("c", "web", f"m{number}", f"texte {number}"), NOW)
    return repository


def answers(database: Database) -> list[int]:
    """The rows of the inbox that were answered, once for each answer."""
    with database.read() as connection:
        rows = connection.execute(select(outbox.c.inbox_id).where(outbox.c.kind == ANSWER).order_by(outbox.c.id))
        return list(rows.scalars())


def test_a_gateway_whose_clock_is_ahead_doubles_nothing(inbox: SqlInboxRepository, database: Database) -> None:
    """It takes a lease for run out that is not: both run the turn, which changes nothing, and one answer is kept."""
    [right] = inbox.lease(5, "right", NOW, NOW + LEASE)
    ahead = NOW + LEASE + timedelta(seconds=4)
    [taken] = inbox.lease(5, "ahead", ahead, ahead + LEASE)
    assert taken.inbox_id == right.inbox_id
    assert [inbox.finish(each, ANSWERS, "fr", NOW) for each in (right, taken)] == [False, True]
    assert answers(database) == [taken.inbox_id]


@pytest.mark.parametrize(
    "skew", [timedelta(hours=-2), timedelta(seconds=-20), timedelta(seconds=20), timedelta(days=1)]
)
def test_messages_are_answered_in_their_order_by_any_clock(
    inbox: SqlInboxRepository, database: Database, skew: timedelta
) -> None:
    """Two gateways, in turn, one of them wrong by ``skew``: order hangs on the rows' numbers, not on their times."""
    heard = []
    for turn in range(12):
        now = NOW + timedelta(seconds=turn) + (skew if turn % 2 else timedelta())
        for leased in inbox.lease(5, f"gateway {turn % 2}", now, now + LEASE):
            heard.append(leased.message.text)
            assert inbox.finish(leased, ANSWERS, "fr", now)
    assert heard == ["texte 0", "texte 1", "texte 2"]
    assert len(answers(database)) == 3


def test_a_gateway_whose_clock_is_behind_is_only_late(inbox: SqlInboxRepository) -> None:
    """It does not see that a dead gateway's lease has run out until its own clock says so; another one does."""
    inbox.lease(5, "dead", NOW, NOW + LEASE)
    later = NOW + LEASE + timedelta(seconds=1)
    behind = later - timedelta(minutes=1)
    assert inbox.lease(5, "behind", behind, behind + LEASE) == []
    assert len(inbox.lease(5, "right", later, later + LEASE)) == 1
