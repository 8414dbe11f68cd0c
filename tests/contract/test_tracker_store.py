"""Our conversation store keeps what Rasa's own keeps, and what it must beyond that: bounds, two writers, bad snapshots."""

from __future__ import annotations

import asyncio
import json
import logging
import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasa.core.agent import Agent
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from bot.engine.tracker_store import FORMAT, WINDOW_TURNS, ConversationStore
from bot.modelfile import newest_model
from bot.persistence.database import Database
from bot.persistence.tables import tracker_events, trackers
from bot.persistence.trackers import SqlTrackerRepository, StaleSnapshotError
from bot.privacy.encryption import Cipher
from bot.settings import ROOT
from tests.assistant import Assistant

pytestmark = pytest.mark.engine

LISTEN = "action_listen"
TURN = st.fixed_dictionaries(
    {
        "intent": st.sampled_from(["greet", "ask_procedure", "book_appointment", "cancel", "deny", "nlu_fallback"]),
        "text": st.text(min_size=1, max_size=30),
        "slots": st.dictionaries(
            st.sampled_from(["procedure", "facets", "options", "failures", "forms"]),
            st.one_of(st.none(), st.text(max_size=10), st.integers(0, 9), st.lists(st.text(max_size=5), max_size=3)),
            max_size=3,
        ),
        "loop": st.sampled_from(["keep", None, "action_fill_form"]),
        "answers": st.lists(st.text(min_size=1, max_size=20), max_size=3),
    }
)


@pytest.fixture(scope="module")
def agent(assistant: Assistant) -> Agent:
    """The trained model, as the engine loads it. The fixture `assistant` has trained it if that was needed."""
    return Agent.load(str(newest_model(ROOT / "models")))


@pytest.fixture
def ours(agent: Agent, database: Database) -> ConversationStore:
    return ConversationStore(agent.domain, repository=SqlTrackerRepository(database))


@pytest.fixture
def stock(agent: Agent, database_url: str) -> Iterator[TrackerStore]:
    address = make_url(database_url)
    store = (
        SQLTrackerStore(agent.domain, dialect="sqlite", db=f"{address.database}.stock")
        if address.get_backend_name() == "sqlite"
        else SQLTrackerStore(
            agent.domain,
            dialect="postgresql",
            host=address.host,
            port=address.port,
            username=address.username,
            db=address.database,
        )
    )
    yield store
    store.engine.dispose()


def events_of(turn: dict[str, Any]) -> list[Event]:
    """The events of one turn, as the engine would write them."""
    intent = {"name": turn["intent"], "confidence": 0.9}
    said = UserUttered(turn["text"], intent, [], {"intent": intent, "entities": [], "text": turn["text"]})
    changed = [SlotSet(name, value) for name, value in turn["slots"].items()]
    loop = [] if turn["loop"] == "keep" else [ActiveLoop(turn["loop"])]
    answers = [BotUttered(text, metadata={"locale": "fr"}) for text in turn["answers"]]
    return [said, ActionExecuted("action_fill_form"), *answers, *changed, *loop, ActionExecuted(LISTEN)]


async def hold(store: TrackerStore, conversation: str, turn: dict[str, Any]) -> DialogueStateTracker:
    """One turn: read, go on, write; and what is read afterwards."""
    tracker = await store.get_or_create_tracker(conversation)
    for event in events_of(turn):
        tracker.update(event)
    await store.save(tracker)
    read = await store.retrieve(conversation)
    assert read is not None
    return read


def decision(agent: Agent, tracker: DialogueStateTracker) -> str:
    """The action that the policies choose when the last message comes once more."""
    copy = tracker.copy()
    copy.update(tracker.latest_message)
    prediction = agent.processor._predict_next_with_tracker(copy)
    return str(agent.domain.action_names_or_texts[prediction.max_confidence_index])


def state(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What a turn may look at."""
    said = [event.text for event in tracker.events if isinstance(event, (UserUttered, BotUttered))]
    return {
        "slots": tracker.current_slot_values(),
        "loop": tracker.active_loop_name,
        "text": tracker.latest_message.text,
        "intent": tracker.latest_message.intent,
        "action": tracker.latest_action_name,
        "said": said[-2:],
    }


class TestContract:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(TURN, min_size=1, max_size=8))
    def test_both_stores_keep_the_same_conversation(
        self, agent: Agent, ours: ConversationStore, stock: TrackerStore, turns: list[dict[str, Any]]
    ) -> None:
        """After each turn of any conversation: the same slots, loop, last words, and the same next decision."""

        async def both() -> None:
            conversation = uuid.uuid4().hex
            for turn in turns:
                mine, theirs = await hold(ours, conversation, turn), await hold(stock, conversation, turn)
                assert state(mine) == state(theirs)
                assert decision(agent, mine) == decision(agent, theirs)

        asyncio.run(both())

    @settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(TURN, min_size=1, max_size=8))
    def test_the_full_history_stays_readable(self, ours: ConversationStore, turns: list[dict[str, Any]]) -> None:
        """Every message of every turn, once and in order, for export."""

        async def all_of_it() -> list[str]:
            conversation = uuid.uuid4().hex
            for turn in turns:
                await hold(ours, conversation, turn)
            tracker = await ours.retrieve_full_tracker(conversation)
            assert tracker is not None
            return [event.text for event in tracker.events if isinstance(event, UserUttered)]

        assert asyncio.run(all_of_it()) == [turn["text"] for turn in turns]


PLAIN = {"intent": "greet", "text": "bonjour", "slots": {"procedure": "marriage"}, "loop": "keep", "answers": ["oui"]}


class TestBounds:
    async def test_what_a_turn_reads_and_writes_does_not_grow(
        self, ours: ConversationStore, database: Database
    ) -> None:
        """In bytes, from the tenth turn to the hundredth."""
        sizes = []
        for _ in range(100):
            tracker = await hold(ours, "c", PLAIN)
            with database.read() as connection:
                snapshot = connection.execute(select(func.length(trackers.c.snapshot))).scalar_one()
                newest = select(func.length(tracker_events.c.events)).order_by(tracker_events.c.id.desc()).limit(1)
                sizes.append((snapshot, connection.execute(newest).scalar_one(), len(tracker.events)))
        snapshots, appended, events = zip(*sizes[10:])
        assert max(snapshots) <= 1.05 * min(snapshots)  # a moment has more digits than another
        assert max(appended) <= 1.05 * min(appended)
        assert len(set(events)) == 1
        turns = [event for event in tracker.events if isinstance(event, UserUttered)]
        assert len(turns) == WINDOW_TURNS

    async def test_two_writers_cannot_overwrite_each_other(self, ours: ConversationStore) -> None:
        """The second to save is refused and nothing of it is stored."""
        await hold(ours, "c", PLAIN)
        first, second = await ours.retrieve("c"), await ours.retrieve("c")
        assert first
        assert second
        first.update(SlotSet("procedure", "first"))
        second.update(SlotSet("procedure", "second"))
        await ours.save(first)
        with pytest.raises(StaleSnapshotError):
            await ours.save(second)
        kept = await ours.retrieve("c")
        assert kept
        assert kept.get_slot("procedure") == "first"

    async def test_clocks_that_differ_change_no_order(
        self, ours: ConversationStore, agent: Agent, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Engines whose clocks are an hour behind or a day ahead: what a turn sees is what was said, in that order."""
        turns = [{**PLAIN, "text": f"texte {number}"} for number in range(6)]
        for turn in turns:
            right = await hold(ours, "right", turn)
        clock = time.time
        for number, turn in enumerate(turns):
            skew = (0.0, -3600.0, 86400.0)[number % 3]
            monkeypatch.setattr("time.time", lambda skew=skew: clock() + skew)
            wrong = await hold(ours, "wrong", turn)
        assert state(wrong) == state(right)
        assert decision(agent, wrong) == decision(agent, right)
        full = await ours.retrieve_full_tracker("wrong")
        assert full
        said = [event.text for event in full.events if isinstance(event, UserUttered)]
        assert said == [turn["text"] for turn in turns]

    async def test_a_turn_reads_its_snapshot_once(
        self, ours: ConversationStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What was read to see whether the message was answered serves the turn itself, and no later one."""
        await hold(ours, "c", PLAIN)
        await hold(ours, "d", PLAIN)
        reads = []
        load = ours._repository.load
        monkeypatch.setattr(ours._repository, "load", lambda sender: (reads.append(sender), load(sender))[1])
        await ours.snapshot("c")
        assert await ours.retrieve("c")
        assert reads == ["c"]
        assert await ours.retrieve("c")
        await ours.snapshot("c")
        assert await ours.retrieve("d")
        assert reads == ["c", "c", "c", "d"]

    async def test_what_another_wrote_after_the_read_is_not_overwritten(self, ours: ConversationStore) -> None:
        """The kept snapshot has its version: the save is refused."""
        await hold(ours, "c", PLAIN)
        await ours.snapshot("c")
        kept = await ours.retrieve("c")
        await hold(ours, "c", PLAIN)
        assert kept
        kept.update(SlotSet("procedure", "late"))
        with pytest.raises(StaleSnapshotError):
            await ours.save(kept)

    async def test_text_and_slots_are_encrypted_at_rest(self, ours: ConversationStore, database: Database) -> None:
        """Neither the message nor the slot can be read in the database."""
        await hold(ours, "c", PLAIN)
        with database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT snapshot FROM trackers UNION ALL SELECT events FROM tracker_events"
            )
            stored = "".join(row[0] for row in rows)
        assert stored.startswith("gAAAA")
        assert "bonjour" not in stored


def damage(database: Database, kind: str) -> None:
    """Makes the one snapshot unreadable."""
    bodies = {
        "empty": "",
        "not json": "bonjour",
        "not an object": "[]",
        "without slots": '{"events": []}',
        "newer": json.dumps({"format": FORMAT + 1, "events": [], "slots": {}}),
    }
    with database.write() as connection:
        if kind in bodies:
            connection.execute(trackers.update().values(snapshot=bodies[kind]))
        elif kind == "lost key":
            token = Cipher("B" * 43 + "=").encrypt("{}")
            connection.exec_driver_sql(f"UPDATE trackers SET snapshot = '{token}'")
        else:
            connection.exec_driver_sql("UPDATE trackers SET snapshot = 'torn'")


class TestBadSnapshots:
    @pytest.mark.parametrize(
        "kind", ["empty", "not json", "not an object", "without slots", "newer", "lost key", "damaged"]
    )
    async def test_the_citizen_starts_afresh_and_nothing_is_overwritten(
        self, ours: ConversationStore, database: Database, caplog: pytest.LogCaptureFixture, kind: str
    ) -> None:
        """One clear line for the operator, the snapshot under another name, and turns go on."""
        await hold(ours, "c", PLAIN)
        damage(database, kind)
        with database.read() as connection:
            before = connection.exec_driver_sql("SELECT snapshot FROM trackers").scalar_one()
        with caplog.at_level(logging.ERROR, logger="bot.engine.tracker_store"):
            assert await ours.retrieve("c") is None
        assert len(caplog.records) == 1
        assert "starts afresh" in caplog.text
        assert "bonjour" not in caplog.text
        tracker = await hold(ours, "c", {**PLAIN, "text": "salut"})
        assert tracker.latest_message.text == "salut"
        with database.read() as connection:
            rows = connection.exec_driver_sql("SELECT conversation_id, snapshot FROM trackers ORDER BY 1").all()
        assert ("c~2", before) in rows

    async def test_a_snapshot_that_is_gone_is_a_new_conversation(
        self, ours: ConversationStore, database: Database
    ) -> None:
        """Its events stay, and the next turn is the first again."""
        await hold(ours, "c", PLAIN)
        with database.write() as connection:
            connection.execute(trackers.delete())
        assert await ours.retrieve("c") is None
        await hold(ours, "c", PLAIN)
        full = await ours.retrieve_full_tracker("c")
        assert full
        assert len([event for event in full.events if isinstance(event, UserUttered)]) == 2

    async def test_a_snapshot_that_is_older_than_its_events_is_gone_on_from(
        self, ours: ConversationStore, database: Database
    ) -> None:
        """As after half a restore: turns go on from what the snapshot says, and no event is lost or overwritten."""
        await hold(ours, "c", {**PLAIN, "text": "un"})
        with database.read() as connection:
            older = dict(connection.execute(select(trackers.c.version, trackers.c.snapshot)).one()._mapping)
        await hold(ours, "c", {**PLAIN, "text": "deux", "slots": {"procedure": "divorce"}})
        with database.write() as connection:
            connection.execute(trackers.update().values(**older))
        tracker = await ours.retrieve("c")
        assert tracker
        assert tracker.latest_message.text == "un"
        assert tracker.get_slot("procedure") == "marriage"
        await hold(ours, "c", {**PLAIN, "text": "trois"})
        full = await ours.retrieve_full_tracker("c")
        assert full
        assert [e.text for e in full.events if isinstance(e, UserUttered)] == ["un", "deux", "trois"]

    async def test_a_snapshot_of_before_formats_were_counted_is_read(
        self, ours: ConversationStore, database: Database
    ) -> None:
        """The first version wrote none."""
        await hold(ours, "c", PLAIN)
        with database.write() as connection:
            body = json.loads(connection.execute(select(trackers.c.snapshot)).scalar_one())
            del body["format"]
            connection.execute(trackers.update().values(snapshot=json.dumps(body)))
        tracker = await ours.retrieve("c")
        assert tracker
        assert tracker.get_slot("procedure") == "marriage"
