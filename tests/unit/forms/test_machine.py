"""How a form moves: each repair pattern, and that no sequence of messages breaks it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.forms.machine as machine_module
from bot.entities.model import Entity, Kind
from bot.errors import Unavailable
from bot.forms.fields import BaseField, BaseForm, ChoiceField, TextField
from bot.forms.lacking import Lacking
from bot.forms.machine import CHANGE, CONFIRM, Machine, State, Step, merged
from bot.forms.model import Accept, Again, Context, Done, Message, Outcome, Reading, Say
from bot.messages import format_message

NOON = datetime(2027, 3, 1, 12, tzinfo=ZoneInfo("Africa/Casablanca"))


class Place(BaseField):
    """A town; Atlantis is refused."""

    def volunteered(self, context: Context) -> Reading:
        places = context.message.values(Kind.PLACE)
        if "atlantis" in places:
            return self.refuse(context, "no-atlantis")
        return Accept(places[0]) if places else None


class Hour(BaseField):
    depends = ("place",)

    def volunteered(self, context: Context) -> Reading:
        times = context.message.values(Kind.TIME)
        return Accept(times[0]) if times else None


class Photo(BaseField):
    optional = True

    def read(self, context: Context) -> Reading:
        return Accept(context.message.media[0]) if context.message.media else None


class Visit(BaseForm):
    name = "visit"
    starts = frozenset({"book_appointment"})
    taken: set[str]

    def __init__(self) -> None:
        self.fields = (Place("visit", "place"), Hour("visit", "hour"), Photo("visit", "photo"))
        self.done: list[tuple[str, dict[str, Any]]] = []
        self.taken = set()
        self.down = False

    def commit(self, context: Context) -> Outcome:
        if self.down:
            raise Unavailable("the register is down")
        if context.values["hour"] in self.taken:
            return Again(("hour",), (Say("taken"),))
        self.done.append((context.key, dict(context.values)))
        return Done((Say("booked"),))


class Story(BaseForm):
    """A form with a free question."""

    name = "story"
    starts = frozenset({"file_complaint"})

    def __init__(self) -> None:
        self.fields = (TextField("story", "what", longest=50), ChoiceField("story", "kind", ["road", "light"]))
        self.done: list[Mapping[str, Any]] = []

    def commit(self, context: Context) -> Outcome:
        self.done.append(context.values)
        return Done((Say("noted"),))


@pytest.fixture(autouse=True)
def _wording(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentences of these forms are their ids; those of all forms are the real ones."""

    def text(self: Context, message_id: str, **arguments: Any) -> str:
        if message_id.startswith(("forms-", "button-")):
            return format_message(self.locale, message_id, **arguments)
        return message_id

    monkeypatch.setattr(Context, "text", text)


class Talk:
    """A conversation with the machine, as an action would hold it: the state goes through JSON after each message."""

    def __init__(self) -> None:
        self.visit, self.story = Visit(), Story()
        self.machine = Machine({"visit": self.visit, "story": self.story})
        self.slot: list[dict[str, Any]] = []
        self.now = NOON
        self.count = 0

    def send(self, text: str = "", intent: str = "inform", confidence: float = 1.0, **more: Any) -> Step:
        self.count += 1
        message = Message(
            id=str(more.pop("id", self.count)),
            conversation="c",
            channel="web",
            locale="fr",
            now=self.now,
            text=text,
            intent=intent,
            confidence=confidence,
            entities=tuple(Entity(kind, value, 0, 1) for kind, value in more.pop("entities", ())),
            **more,
        )
        step = self.machine.step(self.stack, message)
        if step.elsewhere:
            step = replace(self.machine.resume(step.stack, message), elsewhere=True)
        self.slot = json.loads(json.dumps([state.as_json() for state in step.stack]))
        return step

    def place(self, name: str, **more: Any) -> Step:
        return self.send(name, "ask_procedure", 0.4, entities=[(Kind.PLACE, name)], **more)

    def hour(self, hour: str, **more: Any) -> Step:
        return self.send(hour, "nlu_fallback", 0.3, entities=[(Kind.TIME, hour)], **more)

    def filled(self) -> Step:
        """Up to the summary."""
        self.send("rdv", "book_appointment")
        self.place("rabat")
        self.hour("10:00")
        return self.send("non", "deny")

    @property
    def stack(self) -> tuple[State, ...]:
        return tuple(State.from_json(plain) for plain in self.slot)

    @property
    def top(self) -> State:
        return self.stack[-1]


@pytest.fixture
def talk() -> Talk:
    return Talk()


def said(step: Step) -> str:
    return "\n".join(say.text for say in step.says)


def fr(message_id: str, **arguments: Any) -> str:
    return format_message("fr", message_id, **arguments)


def test_a_form_asks_each_question_then_sums_up_then_does_its_work_once(talk: Talk) -> None:
    """The happy path, question by question."""
    assert said(talk.send("rdv", "book_appointment")) == "visit-ask-place"
    assert said(talk.place("rabat")) == "visit-ask-hour"
    assert said(talk.hour("10:00")) == "visit-ask-photo"
    summary = talk.send("non", "deny")
    assert "visit-label-place : " in said(summary)
    assert "rabat" in said(summary)
    assert [button.payload for button in summary.says[0].buttons] == ["/affirm", "/correct", "/cancel"]
    assert said(talk.send("oui", "affirm", id="m9")) == "booked"
    assert talk.visit.done == [("c:m9", {"place": "rabat", "hour": "10:00"})]
    assert talk.stack == ()


def test_the_first_message_fills_what_it_tells(talk: Talk) -> None:
    """Place and hour beside the wish are not asked again."""
    step = talk.send("rdv rabat 10h", "book_appointment", entities=[(Kind.PLACE, "rabat"), (Kind.TIME, "10:00")])
    assert said(step) == "visit-ask-photo"


def test_one_answer_may_answer_the_next_question_too(talk: Talk) -> None:
    """Place and hour in one message."""
    talk.send("rdv", "book_appointment")
    assert said(talk.send("rabat 10h", "out_of_scope", entities=[(Kind.PLACE, "rabat"), (Kind.TIME, "10:00")])) == (
        "visit-ask-photo"
    )


def test_a_wrong_first_message_is_told_so_at_its_question(talk: Talk) -> None:
    """The refusal stands for the question."""
    assert (
        said(talk.send("rdv atlantis", "book_appointment", entities=[(Kind.PLACE, "atlantis")])) == "visit-no-atlantis"
    )
    assert talk.top.asked == "place"


def test_cancel_ends_the_form_and_says_that_nothing_was_sent(talk: Talk) -> None:
    """Even at the summary."""
    talk.filled()
    assert fr("forms-cancelled") in said(talk.send("annule", "cancel"))
    assert talk.stack == ()
    assert talk.visit.done == []


def test_back_asks_the_question_before_and_stops_at_the_first(talk: Talk) -> None:
    """The answer given there is forgotten."""
    talk.send("rdv", "book_appointment")
    talk.place("rabat")
    assert said(talk.send("retour", "go_back")) == "visit-ask-place"
    assert talk.top.values == {}
    assert fr("forms-first-question") in said(talk.send("retour", "go_back"))


def test_an_earlier_answer_is_corrected_in_the_middle_and_what_hangs_on_it_is_asked_anew(talk: Talk) -> None:
    """ "Non, Salé" while the photo is asked: the hour hung on Rabat."""
    talk.send("rdv", "book_appointment")
    talk.place("rabat")
    talk.hour("10:00")
    step = talk.send("non, salé", "correct", entities=[(Kind.PLACE, "sale")])
    assert talk.top.values == {"place": "sale"}
    assert "visit-ask-hour" in said(step)
    assert "sale" in said(step)


def test_of_two_towns_the_new_one_is_meant(talk: Talk) -> None:
    """ "Not Rabat, Salé" names both."""
    talk.filled()
    step = talk.send("pas rabat, salé", "correct", entities=[(Kind.PLACE, "rabat"), (Kind.PLACE, "sale")])
    assert talk.top.values["place"] == "sale"
    assert "sale" in said(step)


def test_the_summary_takes_a_correction_by_words(talk: Talk) -> None:
    """No detour over "what should be changed"."""
    talk.filled()
    step = talk.hour("11:00")
    assert talk.top.asked == CONFIRM
    assert "11:00" in said(step)


def test_no_at_the_summary_asks_what_is_wrong_and_a_label_names_it(talk: Talk) -> None:
    """By button or by word."""
    talk.filled()
    step = talk.send("non", "deny")
    assert talk.top.asked == CHANGE
    assert len(step.says[0].buttons) == 2
    assert said(talk.send(choice="hour")) == "visit-ask-hour"
    assert talk.top.values == {"place": "rabat"}


def test_a_question_of_another_kind_is_answered_elsewhere_and_ours_comes_back(talk: Talk) -> None:
    """The form waits."""
    talk.send("rdv", "book_appointment")
    step = talk.send("combien coûte le passeport", "ask_procedure", 0.95, asks=True)
    assert step.elsewhere
    assert said(step) == "visit-ask-place"


def test_a_question_that_names_a_place_is_a_question(talk: Talk) -> None:
    """A facet that is asked for outweighs a place that would answer."""
    talk.send("rdv", "book_appointment")
    step = talk.send("quels papiers à rabat", "ask_procedure", 0.95, asks=True, entities=[(Kind.PLACE, "rabat")])
    assert step.elsewhere
    assert talk.top.values == {}


def test_another_form_in_the_middle_leads_back_to_the_first(talk: Talk) -> None:
    """A stack of forms."""
    talk.send("rdv", "book_appointment")
    talk.place("rabat")
    assert said(talk.send("un lampadaire cassé", "file_complaint", 0.9)) == "story-ask-what"
    talk.send("il est cassé depuis lundi")
    talk.send(choice="light")
    step = talk.send("oui", "affirm")
    assert "noted" in said(step)
    assert "visit-ask-hour" in said(step)
    assert [state.form for state in talk.stack] == ["visit"]


def test_i_dont_have_it_skips_what_may_be_missing(talk: Talk) -> None:
    """And helps, with a person, where it may not."""
    talk.send("rdv", "book_appointment")
    step = talk.send("je ne sais pas", "dont_have_it", 0.9)
    assert said(step) == "visit-help-place"
    assert step.says[0].buttons[-1].payload == "/human"
    talk.place("rabat")
    talk.hour("10:00")
    talk.send("j'en ai pas", "dont_have_it", 0.9)
    assert talk.top.asked == CONFIRM


def test_three_failures_offer_a_person(talk: Talk) -> None:
    """First the question again, then simpler words, then a person; an answer forgives."""
    talk.send("rdv", "book_appointment")
    assert "visit-ask-place" in said(talk.send("hmm", "nlu_fallback", 0.3))
    assert "visit-help-place" in said(talk.send("hmm", "nlu_fallback", 0.3))
    step = talk.send("hmm", "nlu_fallback", 0.3)
    assert fr("forms-person") in said(step)
    assert step.says[0].buttons[0].payload == "/human"
    assert said(talk.place("rabat")) == "visit-ask-hour"
    assert talk.top.failures == 0


def test_a_register_that_is_down_loses_nothing(talk: Talk) -> None:
    """The same yes works later."""
    talk.filled()
    talk.visit.down = True
    step = talk.send("oui", "affirm")
    assert said(step) == fr("forms-register-down")
    assert step.says[0].buttons[0].payload == "/affirm"
    talk.visit.down = False
    assert said(talk.send(intent="affirm")) == "booked"


def test_trying_again_is_the_same_deed(talk: Talk) -> None:
    """The register may have done what it did not answer: each attempt bears the key of the first; other values another."""
    talk.filled()
    talk.visit.down = True
    talk.send("oui", "affirm", id="first")
    talk.send(intent="affirm", id="second")
    talk.visit.down = False
    talk.send(intent="affirm", id="third")
    assert [key for key, _ in talk.visit.done] == ["c:first"]


def test_what_is_changed_after_an_attempt_is_another_deed(talk: Talk) -> None:
    """Otherwise what the register kept under the first key would pass for what was changed."""
    talk.filled()
    talk.visit.down = True
    talk.send("oui", "affirm", id="first")
    talk.visit.down = False
    talk.place("fes", id="second")
    talk.send("11:00", entities=[(Kind.TIME, "11:00")], id="third")
    talk.send(intent="affirm", id="fourth")
    assert [key for key, _ in talk.visit.done] == ["c:fourth"]


def test_what_was_taken_meanwhile_is_asked_again(talk: Talk) -> None:
    """The rest of the answers stays."""
    talk.filled()
    talk.visit.taken = {"10:00"}
    step = talk.send("oui", "affirm")
    assert said(step) == "taken\nvisit-ask-hour"
    assert talk.top.values == {"place": "rabat"}


@pytest.mark.parametrize(("text", "end"), [("10:00", 5), ("w 10:00", 7)])
def test_a_value_that_sounds_like_a_wish_is_a_value(talk: Talk, text: str, end: int) -> None:
    """The letters of a card or a number mean nothing, whatever the classifier hears in them."""
    talk.send("rdv", "book_appointment")
    talk.place("rabat")
    message = Message("9", "c", "web", "fr", talk.now, text, "pause", 0.95, (Entity(Kind.TIME, "10:00", end - 5, end),))
    assert talk.machine.step(talk.stack, message).stack[-1].values["hour"] == "10:00"


@pytest.mark.parametrize("text", ["n7bes", "arrête 10:00", ""])
def test_words_beside_a_value_are_words(talk: Talk, text: str) -> None:
    """A wish is still a wish beside a value; arabizi is not a number."""
    talk.send("rdv", "book_appointment")
    talk.place("rabat")
    at = text.find("10:00")
    entities = (Entity(Kind.TIME, "10:00", at, at + 5),) if at >= 0 else ()
    message = Message("9", "c", "web", "fr", talk.now, text, "cancel", 0.95, entities)
    assert talk.machine.step(talk.stack, message).stack == ()


def test_a_free_question_takes_words_that_sound_like_something_else(talk: Talk) -> None:
    """ "Je veux annuler la poubelle devant chez moi" is a complaint, "annule" is not."""
    talk.send("plainte", "file_complaint")
    talk.send("on a annulé le ramassage des ordures ici", "cancel", 0.9)
    assert talk.top.values["what"].startswith("on a annulé")
    talk.send("plainte", "cancel")
    talk.send("plainte", "file_complaint")
    assert fr("forms-cancelled") in said(talk.send("annule", "cancel", 0.95))


def test_a_free_question_has_its_bounds(talk: Talk) -> None:
    """Too short, too long, and a photo instead of words."""
    talk.send("plainte", "file_complaint")
    assert "story-what-too-short" in said(talk.send("x", "nlu_fallback", 0.2))
    assert "story-what-too-long" in said(talk.send("mot " * 30, "nlu_fallback", 0.2))
    assert talk.top.asked == "what"


def test_an_emergency_is_never_kept_waiting(talk: Talk) -> None:
    """Even in answer to a free question."""
    talk.send("plainte", "file_complaint")
    assert talk.send("au secours il y a le feu chez nous", "emergency", 0.8).elsewhere


def test_after_a_silence_a_greeting_is_told_where_we_were(talk: Talk) -> None:
    """A mere answer goes on as if nothing had been."""
    talk.send("rdv", "book_appointment")
    talk.now += timedelta(hours=2)
    assert fr("forms-where-we-were", what="form-visit") in said(talk.send("bonjour", "greet"))
    talk.now += timedelta(hours=2)
    assert said(talk.place("rabat")) == "visit-ask-hour"


def test_a_form_left_for_a_day_is_forgotten(talk: Talk) -> None:
    """An old button says so; a new wish begins afresh."""
    talk.send("rdv", "book_appointment")
    talk.place("rabat")
    talk.now += timedelta(days=2)
    assert fr("forms-choice-over") in said(talk.send(choice="x"))
    assert said(talk.send("rdv", "book_appointment")) == "visit-ask-place"


def test_a_state_of_another_version_asks_what_is_open(talk: Talk) -> None:
    """A field that is gone, a form that is gone."""
    talk.send("rdv", "book_appointment")
    talk.slot[0]["asked"] = "gone"
    assert said(talk.place("rabat")) != ""
    assert talk.top.asked == "place"
    talk.slot[0]["form"] = "gone"
    assert fr("forms-choice-over") in said(talk.send(choice="x"))


def test_what_has_no_buttons_joins_what_follows() -> None:
    """One message instead of two."""
    button = Context({}, Message("1", "c", "web", "fr", NOON)).command("button-menu", "/menu")
    assert merged([Say("a"), Say("b", (button,)), Say("c")]) == [Say("a\n\nb", (button,)), Say("c")]


MESSAGES = st.fixed_dictionaries(
    {
        "text": st.sampled_from(["", "x", "oui", "rabat 10h", "2", "je veux changer", "😀", "/restart", "a" * 60]),
        "intent": st.sampled_from(
            [
                "book_appointment",
                "file_complaint",
                "affirm",
                "deny",
                "cancel",
                "go_back",
                "correct",
                "repeat",
                "rephrase",
                "dont_have_it",
                "pause",
                "greet",
                "ask_procedure",
                "out_of_scope",
                "nlu_fallback",
                "inform",
                "human",
                "emergency",
                "start_over",
                "choose_option",
                "share_media",
            ]
        ),
        "confidence": st.sampled_from([0.2, 0.6, 1.0]),
        "entities": st.lists(
            st.sampled_from(
                [(Kind.PLACE, "rabat"), (Kind.PLACE, "atlantis"), (Kind.TIME, "10:00"), (Kind.TIME, "11:00")]
            ),
            max_size=2,
        ),
        "choice": st.sampled_from([None, "hour", "place", "light", "nonsense"]),
        "media": st.sampled_from([(), ("m1",)]),
    }
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(MESSAGES, st.sampled_from([0, 0, 0, 2, 30])), min_size=1, max_size=15))
def test_no_conversation_breaks_a_form(messages: list[tuple[dict[str, Any], int]]) -> None:
    """Each message is answered or somebody else's; nothing is done without a yes; what was done was all filled."""
    talk = Talk()
    for fields, hours in messages:
        talk.now += timedelta(hours=hours)
        done = len(talk.visit.done) + len(talk.story.done)
        begun = bool(talk.stack)
        step = talk.send(**fields)
        assert step.says or step.elsewhere
        assert all(say.text for say in step.says)
        assert len(talk.stack) <= machine_module.DEPTH
        now_done = len(talk.visit.done) + len(talk.story.done)
        assert now_done - done <= 1
        if now_done > done:
            assert begun
            assert fields["intent"] == "affirm"
    assert all({"place", "hour"} <= set(values) for _, values in talk.visit.done)


def test_a_name_is_an_answer_whatever_it_sounds_like(talk: Talk) -> None:
    """What the classifier makes of words that nobody uses is chance, an emergency included; of common words it is not."""
    talk.machine = Machine({"visit": talk.visit, "story": talk.story}, lambda text: "Exemple" not in text)
    talk.send("plainte", "file_complaint")
    talk.send("Amal Exemple", "rephrase", 0.95)
    assert talk.top.values["what"] == "Amal Exemple"
    talk.send("retour", "go_back")
    talk.send("Youssef Exemple", "emergency", 0.95)
    assert talk.top.values["what"] == "Youssef Exemple"
    talk.send("retour", "go_back")
    assert talk.send("au secours au feu", "emergency", 0.95).elsewhere


def test_no_with_a_value_corrects_before_it_skips(talk: Talk) -> None:
    """ "Non, salé" while an optional photo is asked is about the town."""
    talk.send("rdv", "book_appointment")
    talk.place("rabat")
    talk.hour("10:00")
    talk.send("non, salé", "deny", 0.9, entities=[(Kind.PLACE, "sale")])
    assert talk.top.values["place"] == "sale"


def test_the_title_of_a_button_that_is_typed_is_its_press(talk: Talk) -> None:
    """Whatever the classifier hears in it: an answer, a command of the summary, and "Modifier" in the middle."""
    talk.send("plainte", "file_complaint")
    talk.send("un trou dans la rue", "nlu_fallback", 0.2)
    talk.send("story-kind-light", "ask_my_data", 1.0)
    assert talk.top.values["kind"] == "light"
    assert fr("forms-what-to-change") in said(talk.send("modifier", "cancel", 0.99))
    talk.send("story-label-kind", "ask_procedure", 0.9)
    assert fr("forms-what-to-change") in said(talk.send("modifier", "nlu_fallback", 0.3))
    assert talk.send("arrêter", "nlu_fallback", 0.3).stack


def test_an_answer_to_a_later_question_is_kept(talk: Talk) -> None:
    """The hour, told when the place is asked; a sure question that holds an hour is a question."""
    talk.send("rdv", "book_appointment")
    assert talk.send("ouvert à 11h ?", "ask_hours", 0.9, entities=[(Kind.TIME, "11:00")]).elsewhere
    assert said(talk.hour("10:00")) == fr("forms-noted") + "\nvisit-ask-place"
    assert talk.top.values == {"hour": "10:00"}
    assert said(talk.place("rabat")) == "visit-ask-photo"


def test_a_value_that_answers_nothing_does_not_steer(talk: Talk) -> None:
    """ "RV-2026-0000000" is no wish to cancel, "dimanche" no goodbye: the question again."""
    talk.send("rdv", "book_appointment")
    message = Message("9", "c", "web", "fr", talk.now, "0600", "cancel", 0.99, (Entity(Kind.PHONE, "0600", 0, 4),))
    step = talk.machine.step(talk.stack, message)
    assert fr("forms-not-understood") in said(step)
    assert step.stack[-1].failures == 1


def test_what_is_lacking_is_said_in_many_ways(talk: Talk) -> None:
    """An optional question is passed over, another is explained with a person beside; "I don't know" is no description."""
    lacking = Lacking({"unknown": ["je ne sais pas", "passer"], "without": ["sans"]})
    talk.machine = Machine({"visit": talk.visit, "story": talk.story}, lacking=lacking)
    talk.send("rdv", "book_appointment")
    step = talk.send("passer", "cancel", 0.6)
    assert (said(step), step.says[0].buttons[-1].payload) == ("visit-help-place", "/human")
    talk.place("rabat")
    talk.hour("10:00")
    talk.send("sans photo", "human", 0.9)
    assert talk.top.asked == CONFIRM
    talk.send("plainte", "file_complaint")
    assert said(talk.send("Je ne sais pas.", "help", 0.9)) == "story-help-what"
    talk.send("sans eau depuis hier", "nlu_fallback", 0.3)
    assert talk.top.values["what"] == "sans eau depuis hier"


def test_a_service_begun_in_the_middle_is_left_by_back_or_no(talk: Talk) -> None:
    """And only a clear wish begins one."""
    talk.send("rdv", "book_appointment")
    talk.place("rabat")
    assert fr("forms-not-understood") in said(talk.send("hmm", "file_complaint", 0.7))
    talk.send("plainte", "file_complaint")
    assert said(talk.send("retour", "go_back")).endswith("visit-ask-hour")
    talk.send("plainte", "file_complaint")
    talk.send("un trou dans la rue", "nlu_fallback", 0.2)
    assert said(talk.send("non merci", "deny", 0.95)).endswith("visit-ask-hour")
    assert talk.top.form == "visit"


def test_a_greeting_is_told_where_we_were_and_a_goodbye_keeps_the_answers(talk: Talk) -> None:
    """At any time, and before a place of that name is looked for."""
    talk.send("rdv", "book_appointment")
    assert said(talk.send("salam", "greet")) == fr("forms-where-we-were", what="form-visit") + "\nvisit-ask-place"
    assert said(talk.send("au revoir", "goodbye")) == fr("forms-paused")
    assert talk.top.asked == "place"


def test_an_answer_that_sounds_like_a_call_for_help_is_an_answer(talk: Talk) -> None:
    """ "First time", to "which case?", is heard as help."""
    talk.send("rdv", "book_appointment")
    talk.send("rabat", "help", 0.99, entities=[(Kind.PLACE, "rabat")])
    assert talk.top.values["place"] == "rabat"
    assert said(talk.send("aide", "help", 0.99)) == "visit-help-hour"


def test_yes_with_another_value_corrects_before_anything_is_done(talk: Talk) -> None:
    """ "Yes, but at eleven" is no consent to ten."""
    talk.filled()
    step = talk.send("oui mais 11h", "affirm", entities=[(Kind.TIME, "11:00")])
    assert (talk.visit.done, talk.top.asked, talk.top.values["hour"]) == ([], CONFIRM, "11:00")
    assert step.stack
    talk.send("oui", "affirm")
    assert len(talk.visit.done) == 1


def test_yes_and_no_to_what_is_to_be_changed_show_the_summary_again(talk: Talk) -> None:
    """Nothing is done by them."""
    talk.filled()
    for intent in ("affirm", "deny"):
        talk.send("modifier", "correct")
        assert talk.top.asked == CHANGE
        talk.send("x", intent)
        assert (talk.top.asked, talk.visit.done) == (CONFIRM, [])


def test_no_to_what_cannot_be_changed_stops(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare "shall I?" has nothing to choose from."""
    talk.filled()
    monkeypatch.setattr(
        Visit, "confirm", lambda self, context: Say("sure?", (context.command("button-menu", "/affirm"),))
    )
    assert fr("forms-cancelled") in said(talk.send("non", "deny"))
    assert not talk.stack


def test_a_weak_cancel_keeps_the_answers(talk: Talk) -> None:
    """Metacharacters and the like sound a little like it."""
    talk.send("rdv", "book_appointment")
    talk.place("rabat")
    talk.send("{ $x } DROP", "cancel", 0.6)
    assert talk.top.values["place"] == "rabat"


def test_a_form_tells_what_it_is_about(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that "how much?" in between needs no name."""
    assert talk.machine.subject(()) is None
    talk.send("rdv", "book_appointment")
    assert talk.machine.subject(talk.stack) is None
    monkeypatch.setattr(Visit, "subject", lambda self, values: "cnie-first")
    assert talk.machine.subject(talk.stack) == "cnie-first"
