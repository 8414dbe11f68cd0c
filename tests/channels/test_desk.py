"""What happens to a message before its turn: switched off, choices, more, photos."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timezone
from typing import Any

import pytest
import pytest_asyncio

from bot.errors import Unavailable
from bot.persistence.records import InboundMessage, LeasedMessage, MediaItem, Reply
from channels.capabilities import Capabilities
from channels.channel import Media
from channels.desk import Desk
from channels.media import MediaRefused
from channels.metrics import Metrics
from channels.storage import Storage
from tests.channels.fake_channel import ABILITIES, FakeChannel

NOW = datetime(2026, 5, 19, 12, 0, tzinfo=timezone.utc)
SMS = Capabilities(text=1600, segments=2)
MENU = {
    "text": "شنو بغيتي؟",
    "locale": "ary",
    "dir": "rtl",
    "buttons": [{"title": "الثمن", "payload": "/ask_fee"}, {"title": "الوراق", "payload": "/ask_documents"}],
}


class Rows:
    """The repositories that the desk asks."""

    def __init__(self) -> None:
        self.off = False
        self.last: dict[str, Any] | None = None
        self.kept: list[tuple[int, str, bytes]] = []

    def last_answer(self, conversation_id: str, before: int) -> dict[str, Any] | None:
        return self.last

    def store(self, leased: LeasedMessage, position: int, content_type: str, content: bytes, now: datetime) -> str:
        self.kept.append((position, content_type, content))
        return f"media-{position}"

    def find(self, inbox_id: int, position: int) -> tuple[str, str] | None:
        return next((("media-0", kept[1]) for kept in self.kept if kept[0] == position), None)

    def assistant_is_off(self) -> bool:
        return self.off


class Counter:
    """A desk with its surroundings."""

    def __init__(self) -> None:
        self.rows = Rows()
        self.channel = FakeChannel("sms_twilio", SMS)
        self.storage = Storage()
        self.metrics = Metrics()
        self.desk = Desk(
            {"sms_twilio": self.channel},
            answers=self.rows,
            media=self.rows,
            switches=self.rows,
            storage=self.storage,
            metrics=self.metrics,
            default_locale="ar",
        )

    async def prepare(self, text: str = "", attempts: int = 1, **more: Any) -> LeasedMessage | Sequence[Reply]:
        message = InboundMessage("sms_twilio-one", more.pop("channel", "sms_twilio"), "m1", text, **more)
        return await self.desk.prepare(LeasedMessage(7, message, attempts, NOW, "me", "ary", None))


@pytest_asyncio.fixture
async def counter() -> AsyncIterator[Counter]:
    counter = Counter()
    yield counter
    counter.storage.close()


async def test_switched_off_means_one_sentence_and_no_engine(counter: Counter) -> None:
    """On every channel, the web included, in the citizen's locale."""
    counter.rows.off = True
    for channel in ("sms_twilio", "web"):
        found = await counter.prepare("سلام", channel=channel)
        assert not isinstance(found, LeasedMessage)
        assert [reply.body["text"] for reply in found] == ["ary gateway-closed"]


@pytest.mark.parametrize("text", ["2", "٢", " ۲. ", "الوراق"])
async def test_a_choice_becomes_its_payload(counter: Counter, text: str) -> None:
    """By number in any digits, or by its title."""
    counter.rows.last = MENU
    found = await counter.prepare(text)
    assert isinstance(found, LeasedMessage)
    assert (found.message.payload, found.message.text) == ("/ask_documents", text)


async def test_a_button_means_what_it_carries(counter: Counter) -> None:
    """Its title may look like a number of the menu."""
    counter.rows.last = MENU
    found = await counter.prepare("2", payload="/menu")
    assert isinstance(found, LeasedMessage)
    assert found.message.payload == "/menu"


@pytest.mark.parametrize("text", ["3", "0", "2026", "شحال", ""])
async def test_what_is_no_choice_stays_a_text(counter: Counter, text: str) -> None:
    """A number that is not in the menu, a question, nothing."""
    counter.rows.last = MENU
    found = await counter.prepare(text)
    assert isinstance(found, LeasedMessage)
    assert found.message.payload is None


async def test_more_is_the_next_page_without_a_turn(counter: Counter) -> None:
    """After a long answer by SMS, 1 brings the rest."""
    counter.rows.last = {"text": "جملة طويلة بزاف. " * 40, "locale": "ary", "dir": "rtl"}
    found = await counter.prepare("1")
    assert not isinstance(found, LeasedMessage)
    assert [reply.body["page"] for reply in found] == [1]


async def test_a_photo_is_kept_and_deleted_at_the_provider(counter: Counter) -> None:
    """The conversation gets a reference; where the provider had it is forgotten there."""
    photo = MediaItem("key", "text/html")
    counter.channel.media["key"] = Media(b"\xff\xd8\xff...", "image/jpeg")
    found = await counter.prepare("شوف", media=(photo,))
    assert isinstance(found, LeasedMessage)
    [item] = found.message.media
    assert (item.id, item.content_type, item.problem) == ("media-0", "image/jpeg", "")
    assert counter.rows.kept == [(0, "image/jpeg", b"\xff\xd8\xff...")]
    assert counter.channel.forgotten == [photo]


async def test_a_photo_that_was_kept_is_not_fetched_again(counter: Counter) -> None:
    """The turn failed after the photo was kept and deleted at the provider: the next attempt finds it here."""
    counter.channel.media["key"] = Media(b"\xff\xd8\xff...", "image/jpeg")
    await counter.prepare(media=(MediaItem("key"),))
    counter.channel.media["key"] = MediaRefused("gone")
    found = await counter.prepare(media=(MediaItem("key"),), attempts=2)
    assert isinstance(found, LeasedMessage)
    assert (found.message.media[0].id, found.message.media[0].problem) == ("media-0", "")


@pytest.mark.parametrize(("problem", "sentence"), [("too_large", "too-large"), ("type", "refused"), ("gone", "gone")])
async def test_a_photo_that_is_refused_is_answered(counter: Counter, problem: str, sentence: str) -> None:
    """Alone it needs no turn; beside a text the text has its turn."""
    counter.channel.media["key"] = MediaRefused(problem)
    alone = await counter.prepare(media=(MediaItem("key"),))
    assert not isinstance(alone, LeasedMessage)
    assert [reply.body["text"] for reply in alone] == [f"ary gateway-media-{sentence}"]
    beside = await counter.prepare("شحال لباسبور", media=(MediaItem("key"),))
    assert isinstance(beside, LeasedMessage)
    assert beside.message.media[0].problem == problem
    place = await counter.prepare(location={"latitude": 34.0, "longitude": -6.8}, media=(MediaItem("key"),))
    assert isinstance(place, LeasedMessage)


async def test_a_provider_that_is_down_is_waited_for_and_then_not(counter: Counter) -> None:
    """The turn is postponed a few times; then the photo counts as gone."""
    counter.channel.media["key"] = Unavailable("the provider did not answer")
    with pytest.raises(Unavailable):
        await counter.prepare(media=(MediaItem("key"),))
    found = await counter.prepare(media=(MediaItem("key"),), attempts=4)
    assert not isinstance(found, LeasedMessage)


async def test_typing_is_shown_where_it_can_be(counter: Counter) -> None:
    """Only on a channel that has it, and without waiting for it."""
    await counter.prepare("سلام")
    assert counter.channel.typing == []
    from dataclasses import replace

    counter.channel.capabilities = replace(ABILITIES, typing=True)
    await counter.prepare("سلام")
    assert counter.channel.typing == ["m1"]
