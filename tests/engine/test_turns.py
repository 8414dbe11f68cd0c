"""The engine's channel: a turn happens once or not at all, whatever is posted, and leaves no words in the logs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from rasa.shared.core.events import deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker

from bot.messages import format_message
from bot.persistence.database import Database
from bot.persistence.trackers import SqlTrackerRepository
from bot.privacy.encryption import Cipher
from tests.assistant import KEYS, Assistant, buttons, new_conversation, said

pytestmark = pytest.mark.engine

QUESTION = "quel est le prix du passeport ?"


def turns_kept(assistant: Assistant, conversation: str) -> int:
    """How many turns of a conversation the database holds."""
    assistant.needs_own_processes()
    path = assistant.database_url.removeprefix("sqlite:///")
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
    try:
        query = "SELECT count(*) FROM tracker_events WHERE conversation_id = ?"
        return int(connection.execute(query, (conversation,)).fetchone()[0])
    finally:
        connection.close()


@pytest.fixture
def conversation() -> str:
    return new_conversation()


@pytest.fixture
def no_actions(assistant: Assistant) -> Iterator[None]:
    """The action server is away, and back afterwards."""
    assistant.needs_own_processes()
    assistant.stop_process("actions")
    try:
        yield
    finally:
        if not assistant.runs("actions"):
            assistant.start_actions()


class TestReady:
    def test_says_that_it_is_ready(self, assistant: Assistant) -> None:
        """The gateway asks this before it sends turns."""
        answered = requests.get(f"{assistant.engine_url}/webhooks/chobbak/ready", timeout=10)
        assert (answered.status_code, answered.json()) == (200, {"ready": True})

    @pytest.mark.parametrize("path", ["/model/parse", "/conversations/x/tracker", "/domain", "/webhooks/rest/webhook"])
    def test_offers_nothing_else(self, assistant: Assistant, path: str) -> None:
        """Rasa's own interface to conversations and model is off."""
        assert requests.get(f"{assistant.engine_url}{path}", timeout=10).status_code == 404


class TestOnce:
    def test_the_same_message_is_answered_the_same_and_changes_nothing(
        self, assistant: Assistant, conversation: str
    ) -> None:
        """A gateway that did not hear the answer asks again."""
        first = assistant.turn(conversation, QUESTION, message_id="m1")
        kept = turns_kept(assistant, conversation)
        assert assistant.turn(conversation, QUESTION, message_id="m1") == first
        assert turns_kept(assistant, conversation) == kept

    def test_even_with_another_text(self, assistant: Assistant, conversation: str) -> None:
        """The id says which message it is, not its words."""
        first = assistant.turn(conversation, QUESTION, message_id="m1")
        assert assistant.turn(conversation, "casier judiciaire", message_id="m1") == first

    def test_an_earlier_message_is_still_known(self, assistant: Assistant, conversation: str) -> None:
        """A message that comes late is not taken for a new one, and does not bring its subject back."""
        first = assistant.turn(conversation, QUESTION, message_id="m1")
        assistant.turn(conversation, "quels papiers pour le casier judiciaire", message_id="m2")
        assert assistant.turn(conversation, QUESTION, message_id="m1") == first
        assert "10 DH" in said(assistant.turn(conversation, "et le prix ?", message_id="m3"))

    def test_a_button_pressed_twice_by_the_network(self, assistant: Assistant, conversation: str) -> None:
        """Payloads are messages like others; answers keep their buttons when they are said again."""
        pressed = {"payload": '/ask_procedure{"procedure": "marriage"}', "message_id": "m1"}
        first = assistant.turn(conversation, **pressed)
        assert buttons(first)
        assert assistant.turn(conversation, **pressed) == first

    def test_an_answer_made_by_the_engine_itself(self, assistant: Assistant, conversation: str) -> None:
        """Responses of the domain are stored with locale and buttons too."""
        first = assistant.turn(conversation, "je parle à une vraie personne ou à un ordinateur ?", message_id="m1")
        again = assistant.turn(conversation, "je parle à une vraie personne ou à un ordinateur ?", message_id="m1")
        assert first == again
        assert {message["locale"] for message in again["messages"]} == {"fr"}

    def test_duplicates_at_the_same_moment(self, assistant: Assistant, conversation: str) -> None:
        """Eight at once are one turn with one answer."""
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: assistant.turn(conversation, QUESTION, message_id="m1"), range(8)))
        assert all(answer == answers[0] for answer in answers)
        assert turns_kept(assistant, conversation) == 1

    def test_different_messages_at_the_same_moment(self, assistant: Assistant, conversation: str) -> None:
        """Turns of one conversation wait for each other; none is lost."""
        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(lambda at: assistant.turn(conversation, QUESTION, message_id=f"m{at}"), range(6)))
        assert all("500 DH" in said(answer) for answer in answers)
        assert turns_kept(assistant, conversation) == 6

    def test_conversations_at_the_same_moment_do_not_mix(self, assistant: Assistant) -> None:
        """Each citizen hears about their own subject, in their own locale."""
        asked = {"fr": ("prix du passeport svp ?", "500 DH"), "en": ("what is the fee of a criminal record?", "10 MAD")}
        work = [(new_conversation(), locale) for locale in asked for _ in range(5)]
        with ThreadPoolExecutor(10) as pool:
            answers = list(pool.map(lambda one: assistant.turn(one[0], asked[one[1]][0]), work))
        for (_, locale), answer in zip(work, answers):
            assert (answer["locale"], asked[locale][1] in said(answer)) == (locale, True)

    def test_the_same_id_in_another_conversation_is_another_message(self, assistant: Assistant) -> None:
        """Ids are the providers' own; two conversations may well use the same."""
        assistant.turn(new_conversation(), QUESTION, message_id="m1")
        other = assistant.turn(new_conversation(), "prix du casier judiciaire", message_id="m1")
        assert "10 DH" in said(other)


class TestActionsAway:
    def test_the_turn_did_not_happen_and_happens_when_they_are_back(
        self, assistant: Assistant, conversation: str, no_actions: None
    ) -> None:
        """503, nothing saved; the same message is answered as if nothing had been, and so is the next one. The first
        message of a conversation, whose session has not been started by then."""
        body = {"conversation_id": conversation, "message_id": "m1", "text": QUESTION}
        refused = assistant.post(body)
        assert refused.status_code == 503
        assert refused.json()["error"]["code"] == "actions_unavailable"
        assert QUESTION not in refused.text
        assert turns_kept(assistant, conversation) == 0
        assistant.start_actions()
        answer = assistant.turn(conversation, QUESTION, message_id="m1")
        assert "500 DH" in said(answer)
        assert answer["messages"] == assistant.turn(new_conversation(), QUESTION)["messages"]
        assert turns_kept(assistant, conversation) == 1
        assert len(assistant.turn(conversation, "et le délai ?")["messages"]) == 1

    def test_what_needs_no_action_is_answered(self, assistant: Assistant, conversation: str, no_actions: None) -> None:
        """The emergency numbers depend on no other process."""
        answer = assistant.turn(conversation, "au secours il y a un accident de voiture avec des blessés")
        assert "177" in said(answer)

    def test_a_conversation_goes_on_where_it_was(self, assistant: Assistant, conversation: str) -> None:
        """The refused turn leaves no trace in the subject."""
        assistant.needs_own_processes()
        assistant.turn(conversation, QUESTION)
        assistant.stop_process("actions")
        try:
            body = {"conversation_id": conversation, "message_id": "m2", "text": "prix du casier judiciaire"}
            assert assistant.post(body).status_code == 503
        finally:
            assistant.start_actions()
        assert "15 jours" in said(assistant.turn(conversation, "et le délai ?"))


class TestBadBodies:
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"null",
            b"[]",
            b'"text"',
            b"42",
            b"\xff\xfe\x00",
            b'{"conversation_id": "c"}',
            b'{"message_id": "m"}',
            b'{"conversation_id": "", "message_id": "m"}',
            b'{"conversation_id": "c", "message_id": ""}',
            b'{"conversation_id": 7, "message_id": "m"}',
            b'{"conversation_id": "c", "message_id": null}',
            b'{"conversation_id": ["c"], "message_id": "m"}',
            b'{"conversation_id": "default", "message_id": "m", "text": "prix"}',
        ],
    )
    def test_are_refused_in_json(self, assistant: Assistant, body: bytes) -> None:
        """400 with one clear line, never a trace."""
        answered = assistant.post(body)
        assert answered.status_code == 400
        error = answered.json()["error"]
        assert error["code"] == "bad_request"
        assert error["message"]
        assert "Traceback" not in answered.text

    @pytest.mark.parametrize("text", [None, 42, 1.5, True, [], {}, ["prix"], {"a": 1}])
    def test_a_text_that_is_none_is_no_failure_of_ours(
        self, assistant: Assistant, conversation: str, text: Any
    ) -> None:
        """Refused, or answered politely."""
        assert assistant.post({"conversation_id": conversation, "message_id": "m", "text": text}).status_code in (
            200,
            400,
        )

    @pytest.mark.parametrize(
        "metadata",
        [
            "x",
            42,
            ["x"],
            {"channel": 7},
            {"channel": None, "locale_hint": ["fr"]},
        ],
    )
    def test_metadata_that_is_odd_is_no_failure_of_ours(
        self, assistant: Assistant, conversation: str, metadata: Any
    ) -> None:
        """Refused, or ignored."""
        body = {"conversation_id": conversation, "message_id": "m", "text": "عقد الازدياد", "metadata": metadata}
        assert assistant.post(body).status_code in (200, 400)

    @pytest.mark.parametrize(
        "text",
        [
            "prix \ud83d du passeport",
            "\udfff",
            "\x00",
            "\ufffe\uffff",
            "a\u0301" * 400,
        ],
        ids=ascii,
    )
    def test_characters_that_are_broken_are_no_failure_of_ours(
        self, assistant: Assistant, conversation: str, text: str
    ) -> None:
        """Half an emoji, cut by a phone, must not make a message that is sent again for ever."""
        body = {"conversation_id": conversation, "message_id": "m", "text": text}
        assert assistant.post(body).status_code in (200, 400)

    def test_a_missing_text_is_an_empty_one(self, assistant: Assistant, conversation: str) -> None:
        """A photo without a caption comes like that."""
        answered = assistant.post({"conversation_id": conversation, "message_id": "m"})
        assert answered.status_code == 200
        assert answered.json()["messages"]


class TestPayloads:
    def test_a_button_runs_its_intent(self, assistant: Assistant, conversation: str) -> None:
        answer = assistant.turn(conversation, payload='/ask_procedure{"procedure": "criminal-record"}')
        assert "10" in said(answer)

    def test_the_locale_is_kept_by_a_button(self, assistant: Assistant, conversation: str) -> None:
        """A payload has no language of its own."""
        assistant.turn(conversation, QUESTION)
        assert assistant.turn(conversation, payload="/menu")["locale"] == "fr"

    @pytest.mark.parametrize(
        "payload",
        [
            "/restart",
            "/session_start",
            "/back",
            "/out",
            "/nlu_fallback_",
            "/no_such_intent",
            "ask_procedure",
            "/ask_procedure{",
            '/ask_procedure{"procedure": 3}',
            '/ask_procedure{"procedure": {"a": "b"}}',
            '/ask_procedure["x"]',
            "/ask_procedure@1.0",
            '/greet{"x": "y"} and more',
            "",
            7,
            None,
            {"a": 1},
        ],
    )
    def test_one_that_is_not_ours_counts_as_none(self, assistant: Assistant, conversation: str, payload: Any) -> None:
        """The text beside it is what the citizen said; the subject stays."""
        assistant.turn(conversation, QUESTION)
        answer = assistant.turn(conversation, "et le délai ?", payload=payload)
        assert "15 jours" in said(answer)

    @pytest.mark.parametrize(
        "payload",
        [
            '/ask_procedure{"procedure": "no-such-procedure"}',
            '/ask_procedure{"procedure": ""}',
            '/ask_procedure{"facet": "no-such-facet", "procedure": "marriage"}',
            '/change_language{"language": "xx"}',
            '/change_language{"language": ""}',
            "/choose_option",
            "/ask_more",
            "/correct",
            "/dont_have_it",
        ],
    )
    def test_one_that_names_nothing_that_exists_is_answered(
        self, assistant: Assistant, conversation: str, payload: str
    ) -> None:
        """A button of an old message may speak of what is gone."""
        assert said(assistant.turn(conversation, payload=payload)).strip()

    @pytest.mark.parametrize("name", ["written_locale", "guessed_locale"])
    def test_a_payload_cannot_break_the_locale(self, assistant: Assistant, conversation: str, name: str) -> None:
        """An entity that fills a slot comes from the text, or at least is one of our locales."""
        answered = assistant.post(
            {"conversation_id": conversation, "message_id": "m", "payload": f'/menu{{"{name}": "xx"}}', "text": ""}
        )
        assert answered.status_code in (200, 400)


class TestShared:
    """Positions and media: what comes without words is an intent, and later services find the thing in the tracker."""

    PLACE = {"latitude": 34.0209, "longitude": -6.8416}
    PHOTO = {"id": "0123456789abcdef0123456789abcdef", "content_type": "image/jpeg"}

    def test_a_position_without_words(self, assistant: Assistant, conversation: str) -> None:
        """The nearest office is told, in the locale of the conversation, for the procedure that was spoken of."""
        assistant.turn(conversation, QUESTION)
        answer = assistant.turn(conversation, metadata={"channel": "whatsapp_twilio", "location": self.PLACE})
        assert "Rabat" in said(answer)
        assert "https://www.openstreetmap.org/?mlat=34." in said(answer)
        assert buttons(answer)[-1]["payload"] == "/menu"

    def test_media_without_words(self, assistant: Assistant, conversation: str) -> None:
        """One that has arrived is enough; what was refused beside it is the gateway's to tell."""
        assistant.turn(conversation, QUESTION)
        answer = assistant.turn(conversation, metadata={"media": [{"problem": "too_large"}, self.PHOTO]})
        assert said(answer) == format_message("fr", "share-media")

    @pytest.mark.parametrize(
        "metadata",
        [
            {"media": [{"problem": "too_large"}]},
            {"media": []},
            {"media": {}},
            {"media": ["x"]},
            {"media": None},
            {"location": {}},
            {"location": "Rabat"},
            {"location": None},
        ],
    )
    def test_nothing_that_arrived_is_an_empty_message(
        self, assistant: Assistant, conversation: str, metadata: dict[str, Any]
    ) -> None:
        """We never say that we have what we do not have."""
        assistant.turn(conversation, QUESTION)
        assert said(assistant.turn(conversation, metadata=metadata)) == format_message("fr", "no-words")

    @pytest.mark.parametrize("metadata", [{"location": PLACE}, {"media": [PHOTO]}])
    def test_words_beside_it_are_what_was_said(
        self, assistant: Assistant, conversation: str, metadata: dict[str, Any]
    ) -> None:
        """A caption is a message, and so is a button."""
        assert "500 DH" in said(assistant.turn(conversation, QUESTION, metadata=metadata))
        assert "500 DH" not in said(assistant.turn(conversation, payload="/menu", metadata=metadata))

    @pytest.mark.parametrize("payload", ["/share_location", "/share_media"])
    def test_no_button_says_so(self, assistant: Assistant, conversation: str, payload: str) -> None:
        """Who sends the payload without the thing has shared nothing."""
        assistant.turn(conversation, QUESTION)
        assert said(assistant.turn(conversation, payload=payload)) == format_message("fr", "no-words")

    @pytest.mark.parametrize("text", ["", QUESTION])
    def test_the_tracker_keeps_them(self, assistant: Assistant, conversation: str, text: str) -> None:
        """With the user's event, in the snapshot that a turn reads and in the events that are kept, so that an action is
        told of them as of the latest message; encrypted."""
        assistant.needs_own_processes()
        metadata = {"channel": "whatsapp_cloud", "location": self.PLACE, "media": [self.PHOTO]}
        assistant.turn(conversation, text, metadata=metadata)
        database = Database(assistant.database_url, Cipher(KEYS["CHOBBAK_DATA_KEY"]))
        try:
            repository = SqlTrackerRepository(database)
            stored = repository.load(conversation)
            assert stored
            for events in (stored.snapshot["events"], repository.events(conversation)):
                [user] = [event for event in events if event["event"] == "user"]
                assert metadata.items() <= user["metadata"].items()
            tracker = DialogueStateTracker.from_events(conversation, deserialise_events(stored.snapshot["events"]))
            assert metadata.items() <= tracker.current_state()["latest_message"]["metadata"].items()
        finally:
            database.dispose()
        for path in assistant.directory.iterdir():
            assert ".db" not in path.name or self.PHOTO["id"].encode() not in path.read_bytes()


class TestPrivacy:
    MARKER = "Qzxvk AB987654 0698765432"

    def test_no_words_in_the_logs(self, assistant: Assistant, conversation: str) -> None:
        """Not of a turn that succeeds, not of one that is refused, not of an identifier in it."""
        assistant.needs_own_processes()
        assistant.turn(conversation, f"je m'appelle {self.MARKER}, quel est le prix du passeport ?")
        assistant.turn(conversation, self.MARKER, payload=f'/ask_procedure{{"procedure": "{self.MARKER}"}}')
        assistant.post(f'{{"conversation_id": "c", "text": "{self.MARKER}"'.encode())
        assistant.post(
            {"conversation_id": conversation, "message_id": "m9", "text": self.MARKER, "metadata": self.MARKER}
        )
        for name in ("engine", "actions"):
            for word in self.MARKER.split():
                assert word not in assistant.log(name), name

    def test_no_words_in_the_logs_when_an_action_fails(
        self, assistant: Assistant, conversation: str, no_actions: None
    ) -> None:
        """The refused turn is logged by its kind alone."""
        refused = assistant.post({"conversation_id": conversation, "message_id": "m1", "text": f"prix {self.MARKER}"})
        assert refused.status_code in (200, 503)
        for word in self.MARKER.split():
            assert word not in assistant.log("engine")

    def test_no_words_in_the_database_files(self, assistant: Assistant, conversation: str) -> None:
        """Message text and slots are encrypted at rest."""
        assistant.needs_own_processes()
        assistant.turn(conversation, f"je m'appelle {self.MARKER}, quel est le prix du passeport ?")
        files = [path for path in assistant.directory.iterdir() if ".db" in path.name]
        assert files
        for path in files:
            content = path.read_bytes()
            assert self.MARKER.split()[0].encode() not in content, path.name
            assert b"timbre" not in content, path.name
