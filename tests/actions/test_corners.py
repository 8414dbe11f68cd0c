"""Corners of the actions that conversations do not reach: old slots, old buttons, a catalogue that has changed."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

import pytest
import yaml
from rasa_sdk import Action

import actions
from actions.conversation import HISTORY_LIMIT
from actions.fallback import ActionFallback, ActionOutOfScope
from actions.language.change_language import ActionChangeLanguage
from actions.procedures.answering import BUTTONS
from actions.procedures.ask_more import ActionAskMore
from actions.procedures.ask_procedure import ActionAskProcedure
from actions.procedures.ask_source import ActionAskSource
from actions.procedures.choose_option import ActionChooseOption
from actions.repair.cancel import ActionCancel
from actions.repair.correct import ActionCorrect
from actions.repair.dont_have_it import ActionDontHaveIt
from actions.repair.go_back import ActionGoBack
from actions.repair.repeat import ActionRepeat
from actions.repair.rephrase import ActionRephrase
from actions.repair.start_over import ActionStartOver
from actions.social.greet import ActionGreet
from bot.locales import CHOSEN_SLOT, CHOSEN_WHILE_WRITING_SLOT, CODES, LOCALES, WRITTEN_SLOT
from bot.messages import format_message
from bot.procedures.library import Library
from bot.procedures.model import Facet
from tests.actions.conftest import Run
from tests.assistant import ROOT, plain

GONE = "a-procedure-that-was-removed"
PROCEDURES = sorted(path.stem for path in (ROOT / "data" / "procedures").glob("*.yml"))


def facet(value: str, text: str, word: str) -> dict[str, Any]:
    start = text.index(word)
    return {"entity": "facet", "value": value, "start": start, "end": start + len(word)}


def french(message_id: str, **arguments: Any) -> str:
    return plain(format_message("fr", message_id, **arguments))


def domain() -> dict[str, Any]:
    merged: dict[str, Any] = {"actions": [], "slots": {}}
    for path in sorted((ROOT / "domain").glob("*.yml")):
        part = yaml.safe_load(path.read_text(encoding="utf-8"))
        merged["actions"] += part.get("actions", [])
        merged["slots"].update(part.get("slots", {}))
    return merged


def all_actions() -> list[type[Action]]:
    for module in pkgutil.walk_packages(actions.__path__, "actions."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    return [kind for kind in Action.__subclasses__() if kind.__module__.startswith("actions.")]


class TestDomain:
    def test_every_action_of_the_domain_is_written_and_none_is_left_over(self) -> None:
        """A name that only one side knows fails at the first turn that needs it."""
        assert sorted(kind().name() for kind in all_actions()) == sorted(domain()["actions"])

    def test_every_slot_that_actions_name_is_in_the_domain(self) -> None:
        """Rasa drops a slot that it does not know, with a warning that nobody reads."""
        import actions.conversation as shared

        names = {shared.PROCEDURE, shared.FACETS, shared.HISTORY, shared.OPTIONS, shared.MORE, shared.FAILURES}
        assert names | {shared.AWAITING, CHOSEN_SLOT, CHOSEN_WHILE_WRITING_SLOT, WRITTEN_SLOT} <= set(domain()["slots"])


class TestEveryProcedure:
    @pytest.mark.parametrize("locale", CODES)
    @pytest.mark.parametrize("procedure", PROCEDURES)
    def test_is_answered_in_every_locale(self, run: Run, procedure: str, locale: str) -> None:
        """An overview with a source, in the locale, with at most three buttons that fit a phone."""
        entity = {"entity": "procedure", "value": procedure}
        turn = run(ActionAskProcedure(), entities=[entity], **{CHOSEN_SLOT: locale})
        (message,) = turn.messages
        assert message["locale"] == locale
        assert "05/2026" in message["text"]
        assert len(message["buttons"]) <= BUTTONS
        assert all(0 < len(plain(button["title"])) <= 20 for button in message["buttons"])
        assert turn.slots["procedure"] == procedure

    @pytest.mark.parametrize("procedure", PROCEDURES)
    def test_every_facet_is_answered_or_said_to_be_missing(self, run: Run, library: Library, procedure: str) -> None:
        """No facet of any procedure ends in silence, and none is made up."""
        held = library.snapshot.catalogue[procedure].held()
        for one in Facet:
            entities = [{"entity": "procedure", "value": procedure}, {"entity": "facet", "value": one.value}]
            turn = run(ActionAskProcedure(), entities=entities)
            missing = french("answer-unheld", facets=french(f"facet-{one.value}")) in turn.text
            assert missing == (one not in held), one

    @pytest.mark.parametrize("procedure", PROCEDURES)
    def test_more_comes_to_an_end(self, run: Run, procedure: str) -> None:
        """Asking for the rest again and again shows each part once and stops."""
        slots: dict[str, Any] = {"procedure": procedure, "facets": ["documents", "steps", "conditions"]}
        entities = [{"entity": "procedure", "value": procedure}]
        turn = run(ActionAskProcedure(), entities=entities, **slots)
        for _ in range(6):
            slots.update(turn.slots)
            if not slots["more"]:
                break
            turn = run(ActionAskMore(), "la suite", **slots)
        assert not slots["more"]


class TestCatalogueThatHasChanged:
    def test_a_button_of_a_procedure_that_is_gone(self, run: Run) -> None:
        """It is said to be unknown, with the menu."""
        turn = run(ActionAskProcedure(), "/ask_procedure", [{"entity": "procedure", "value": GONE}])
        assert turn.text == french("no-such-procedure")
        assert "/menu" in turn.payloads

    def test_a_follow_up_about_a_procedure_that_is_gone(self, run: Run) -> None:
        """It asks which procedure is meant."""
        turn = run(ActionAskProcedure(), "le prix", [facet("fee", "le prix", "prix")], procedure=GONE)
        assert turn.text == french("which-procedure")

    def test_going_back_skips_what_is_gone(self, run: Run) -> None:
        turn = run(ActionGoBack(), "retour", procedure="marriage", history=["passport-adult", GONE, GONE])
        assert "Passeport biométrique (adulte)" in turn.text
        assert turn.slots["history"] == []

    def test_going_back_when_all_is_gone(self, run: Run) -> None:
        assert run(ActionGoBack(), "retour", procedure=GONE, history=[GONE]).text == french("nothing-before")

    def test_a_choice_counts_the_options_that_are_left(self, run: Run) -> None:
        turn = run(ActionChooseOption(), "1", options=[GONE, "marriage"])
        assert turn.slots["procedure"] == "marriage"

    def test_a_choice_when_no_option_is_left(self, run: Run) -> None:
        assert run(ActionChooseOption(), "1", options=[GONE]).text == french("not-understood")

    def test_repeating_what_is_gone_repeats_the_words(self, run: Run) -> None:
        said = {"event": "bot", "text": "Bonjour.", "data": {"buttons": [{"title": "Menu", "payload": "/menu"}]}}
        turn = run(ActionRepeat(), "répète", events=[said], procedure=GONE)
        assert (turn.text, turn.payloads) == ("Bonjour.", ["/menu"])

    def test_a_source_when_the_procedure_is_gone(self, run: Run) -> None:
        assert run(ActionAskSource(), "", procedure=GONE).text == french("no-source-yet")

    def test_greeting_when_the_procedure_is_gone(self, run: Run) -> None:
        """As if it were the first time."""
        assert run(ActionGreet(), "salut", procedure=GONE).text == french("greet")

    def test_more_when_the_procedure_is_gone(self, run: Run) -> None:
        """More of what? Nothing is answered: the citizen is asked back. That a faint likeness is offered is a weakness."""
        more = {"facets": ["documents"], "begin": 5}
        turn = run(ActionAskMore(), "la suite", procedure=GONE, more=more)
        assert turn.text == french("did-you-mean")
        assert GONE not in " ".join(turn.payloads)


class TestOrdinals:
    OPTIONS = ["marriage", "passport-adult", "criminal-record"]

    @pytest.mark.parametrize(
        ("text", "chosen"),
        [
            ("1", "marriage"),
            ("le 2", "passport-adult"),
            ("٣", "criminal-record"),
            ("la dernière", "criminal-record"),
            ("الثاني", "passport-adult"),
            ("lwla", "marriage"),
            ("wissin", "passport-adult"),
            ("third", "criminal-record"),
        ],
    )
    def test_name_an_option(self, run: Run, text: str, chosen: str) -> None:
        turn = run(ActionChooseOption(), text, options=self.OPTIONS)
        assert (turn.slots["procedure"], turn.slots["options"]) == (chosen, None)

    @pytest.mark.parametrize("text", ["0", "4", "99999999999999999999", "-", "autre"])
    def test_outside_the_options_keep_them(self, run: Run, text: str) -> None:
        """No slot changes, so the citizen may choose again."""
        turn = run(ActionChooseOption(), text, options=self.OPTIONS)
        assert (turn.text, turn.slots) == (french("no-such-option"), {})

    def test_take_the_facets_that_waited(self, run: Run) -> None:
        turn = run(ActionChooseOption(), "2", options=self.OPTIONS, facets=["fee"])
        assert "500 DH" in turn.text
        assert french("heading-documents") not in turn.text


class TestHistory:
    def test_is_bounded(self, run: Run) -> None:
        """A conversation of a year does not grow its slots."""
        history = ["marriage", "passport-adult"] * HISTORY_LIMIT
        entities = [{"entity": "procedure", "value": "criminal-record"}]
        turn = run(ActionAskProcedure(), entities=entities, procedure="vehicle-tax", history=history)
        assert len(turn.slots["history"]) == HISTORY_LIMIT
        assert turn.slots["history"][-1] == "vehicle-tax"

    def test_the_same_procedure_again_is_not_another_step(self, run: Run) -> None:
        entities = [{"entity": "procedure", "value": "marriage"}]
        turn = run(ActionAskProcedure(), entities=entities, procedure="marriage", history=["passport-adult"])
        assert "history" not in turn.slots

    @pytest.mark.parametrize("action", [ActionCancel(), ActionStartOver()], ids=["cancel", "start over"])
    def test_ending_a_subject_forgets_all_of_it(self, run: Run, action: Action) -> None:
        turn = run(
            action, "stop", procedure="marriage", facets=["fee"], more={"facets": ["fee"], "begin": 5}, failures=2
        )
        for name in ("procedure", "facets", "more", "options"):
            assert turn.slots[name] is None
        assert (turn.slots["failures"], turn.slots["awaiting"]) == (0, False)

    def test_starting_over_forgets_the_history_and_keeps_the_language(self, run: Run) -> None:
        turn = run(ActionStartOver(), "recommençons", history=["marriage"])
        assert turn.slots["history"] is None
        assert CHOSEN_SLOT not in turn.slots


class TestFailures:
    @pytest.mark.parametrize(
        ("before", "message", "human"),
        [
            (None, "not-understood", False),
            (0, "not-understood", False),
            (1, "not-understood-again", True),
            (2, "not-understood-human", True),
            (7, "not-understood-human", True),
        ],
    )
    def test_each_in_a_row_helps_more(self, run: Run, before: int | None, message: str, human: bool) -> None:
        turn = run(ActionFallback(), "zzzz", failures=before)
        assert turn.text == french(message)
        assert "/menu" in turn.payloads
        assert ("/human" in turn.payloads) == human
        assert turn.slots["failures"] == (before or 0) + 1

    @pytest.mark.parametrize("text", ["", "   ", "!!!", "👍", "\u202e"])
    def test_a_message_without_words(self, run: Run, text: str) -> None:
        assert run(ActionFallback(), text).text == french("no-words")

    @pytest.mark.parametrize(
        ("ranking", "payloads"),
        [
            (
                [("book_appointment", 0.3), ("track_dossier", 0.25), ("greet", 0.2)],
                ["/book_appointment", "/track_dossier", "/menu"],
            ),
            ([("greet", 0.3), ("pay_online", 0.2), ("human", 0.1)], ["/pay_online", "/menu"]),
            ([("nlu_fallback", 0.7), ("thanks", 0.3)], ["/menu"]),
            ([], ["/menu"]),
        ],
    )
    def test_what_was_perhaps_meant_is_offered(
        self, run: Run, ranking: list[tuple[str, float]], payloads: list[str]
    ) -> None:
        """At most two services that are likely enough; small talk is not."""
        turn = run(ActionFallback(), "zzzz", ranking=ranking)
        assert turn.payloads == payloads
        assert turn.text == french("did-you-mean" if len(payloads) > 1 else "not-understood")

    def test_after_a_second_failure_nothing_is_guessed(self, run: Run) -> None:
        """Who was not understood twice needs examples and a person, not another guess."""
        turn = run(ActionFallback(), "zzzz", ranking=[("pay_online", 0.3)], failures=1)
        assert turn.payloads == ["/menu", "/human"]

    def test_the_fallback_answers_a_name_that_the_catalogue_knows(self, run: Run) -> None:
        """The classifier may fail where the search does not."""
        assert run(ActionFallback(), "casier judiciaire").slots["procedure"] == "criminal-record"

    def test_out_of_scope_answers_a_name_that_the_catalogue_knows(self, run: Run) -> None:
        assert run(ActionOutOfScope(), "casier judiciaire").slots["procedure"] == "criminal-record"

    def test_out_of_scope_does_not_guess(self, run: Run) -> None:
        assert run(ActionOutOfScope(), "la recette du tajine").text == french("out-of-scope")


class TestLanguage:
    def test_no_language_named_offers_all(self, run: Run) -> None:
        turn = run(ActionChangeLanguage(), "une autre langue")
        assert turn.payloads == [f'/change_language{{"language": "{code}"}}' for code in CODES]
        assert [button["title"] for button in turn.messages[0]["buttons"]] == [one.endonym for one in LOCALES.values()]

    @pytest.mark.parametrize("wanted", ["xx", "", "other", "FR"])
    def test_an_unknown_one_offers_all(self, run: Run, wanted: str) -> None:
        turn = run(ActionChangeLanguage(), "?", [{"entity": "language", "value": wanted}])
        assert turn.text == french("language-which")
        assert CHOSEN_SLOT not in turn.slots

    @pytest.mark.parametrize("wanted", CODES)
    def test_the_answer_is_already_in_the_new_one(self, run: Run, wanted: str) -> None:
        turn = run(
            ActionChangeLanguage(),
            "?",
            [{"entity": "language", "value": wanted}],
            procedure="marriage",
            facets=["documents"],
            **{WRITTEN_SLOT: "fr"},
        )
        assert {message["locale"] for message in turn.messages} == {wanted}
        assert turn.slots[CHOSEN_SLOT] == wanted
        assert turn.slots[CHOSEN_WHILE_WRITING_SLOT] == "fr"
        assert len(turn.messages) == 2

    def test_the_first_language_named_counts(self, run: Run) -> None:
        entities = [{"entity": "language", "value": "en"}, {"entity": "language", "value": "fr"}]
        assert run(ActionChangeLanguage(), "?", entities).slots[CHOSEN_SLOT] == "en"


class TestRepair:
    def test_repeating_before_anything_was_said(self, run: Run) -> None:
        assert run(ActionRepeat(), "répète").text == french("nothing-to-repeat")

    @pytest.mark.parametrize("data", [None, {}, {"buttons": None}])
    def test_repeating_words_without_buttons(self, run: Run, data: dict[str, Any] | None) -> None:
        turn = run(ActionRepeat(), "répète", events=[{"event": "bot", "text": "Oui.", "data": data}])
        assert (turn.text, turn.payloads) == ("Oui.", [])

    def test_repeating_skips_an_utterance_without_text(self, run: Run) -> None:
        said = [{"event": "bot", "text": "Oui."}, {"event": "user", "text": "?"}, {"event": "bot", "text": None}]
        assert run(ActionRepeat(), "répète", events=said).text == "Oui."

    def test_rephrasing_without_a_subject(self, run: Run) -> None:
        assert run(ActionRephrase(), "plus simple").text == french("rephrase")

    @pytest.mark.parametrize("procedure", PROCEDURES)
    def test_rephrasing_always_says_something(self, run: Run, procedure: str) -> None:
        """Even when the facets asked for have no simple form."""
        turn = run(ActionRephrase(), "plus simple", procedure=procedure, facets=["legal_basis", "appeal"])
        first, second = (plain(message["text"]) for message in turn.messages)
        assert first == french("simpler")
        assert len(second.splitlines()) >= 2

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "c'est pas ça",
            "لا ماشي هادي",
            pytest.param(
                "la machi hadi",
                marks=pytest.mark.xfail(strict=True, reason="«machi hadi» links to a procedure by its skeleton"),
            ),
            pytest.param(
                "non pas ça",
                marks=pytest.mark.xfail(strict=True, reason="«non» alone links to procedures whose names hold it"),
            ),
        ],
    )
    def test_correcting_to_nothing_asks(self, run: Run, text: str) -> None:
        turn = run(ActionCorrect(), text, procedure="marriage", facets=["fee"])
        assert turn.text == french("correct")

    def test_correcting_keeps_the_facets(self, run: Run) -> None:
        turn = run(ActionCorrect(), "casier judiciaire", procedure="passport-adult", facets=["fee"])
        assert "10 DH" in turn.text
        assert french("heading-documents") not in turn.text

    def test_correcting_with_a_facet_of_its_own(self, run: Run) -> None:
        text = "délai du casier judiciaire"
        turn = run(ActionCorrect(), text, [facet("delay", text, "délai")], procedure="passport-adult", facets=["fee"])
        assert turn.slots["facets"] == ["delay"]

    def test_lacking_the_very_paper_that_we_talk_about(self, run: Run) -> None:
        """No circle: it is not explained by itself."""
        turn = run(ActionDontHaveIt(), "je n'ai pas de casier judiciaire", procedure="criminal-record")
        assert turn.text == french("dont-have-it")
        assert turn.payloads == ["/human"]

    def test_going_back_with_no_history(self, run: Run) -> None:
        for history in (None, []):
            assert run(ActionGoBack(), "retour", history=history).text == french("nothing-before")


class TestSource:
    def test_names_each_source_once(self, run: Run) -> None:
        turn = run(ActionAskSource(), "source ?", procedure="cnie-renewal", facets=["fee", "delay", "fee"])
        assert turn.text.count("information prise sur") == 2

    def test_of_facets_that_are_not_held_is_that_of_the_procedure(self, run: Run) -> None:
        turn = run(ActionAskSource(), "source ?", procedure="celibacy-certificate", facets=["fee"])
        assert "expert-maroc.com" in turn.text

    @pytest.mark.xfail(strict=True, reason="the source of a facet that is not held is called confirmed")
    def test_of_nothing_held_does_not_claim_confirmation(self, run: Run) -> None:
        """What we do not hold was not confirmed by two sources."""
        turn = run(ActionAskSource(), "source ?", procedure="celibacy-certificate", facets=["fee"])
        assert french("source-confirmed") not in turn.text


class TestMore:
    def test_of_two_lists_goes_on_in_both(self, run: Run) -> None:
        more = {"facets": ["documents"], "begin": 5}
        turn = run(ActionAskMore(), "la suite", procedure="marriage", facets=["documents", "where"], more=more)
        assert turn.slots["more"] == {"facets": ["documents"], "begin": 10}
        assert turn.slots["facets"] == ["documents", "where"]

    def test_without_a_list_shows_what_was_not_shown(self, run: Run, library: Library) -> None:
        turn = run(ActionAskMore(), "encore", procedure="marriage", facets=["documents"])
        assert set(turn.slots["facets"]) <= set(library.snapshot.catalogue["marriage"].held()) - {"documents"}

    def test_when_all_was_shown_says_so(self, run: Run) -> None:
        turn = run(ActionAskMore(), "encore", procedure="marriage", facets=[one.value for one in Facet])
        assert turn.text == french("nothing-more")

    def test_begin_beyond_the_list_starts_it_again(self, run: Run) -> None:
        """The list may have become shorter since."""
        more = {"facets": ["documents"], "begin": 500}
        turn = run(ActionAskMore(), "la suite", procedure="marriage", more=more)
        assert "•" in turn.text


class TestWaitingFacets:
    def test_a_facet_alone_waits_for_the_procedure(self, run: Run) -> None:
        turn = run(ActionAskProcedure(), "le prix", [facet("fee", "le prix", "prix")])
        assert (turn.slots["awaiting"], turn.slots["facets"]) == (True, ["fee"])

    def test_the_procedure_takes_them(self, run: Run) -> None:
        turn = run(ActionAskProcedure(), "casier judiciaire", awaiting=True, facets=["fee"])
        assert "10 DH" in turn.text
        assert (turn.slots["awaiting"], turn.slots["facets"]) == (False, ["fee"])

    def test_they_do_not_outlive_their_question(self, run: Run) -> None:
        """Facets of an earlier answer do not narrow a new question."""
        turn = run(ActionAskProcedure(), "casier judiciaire", awaiting=False, facets=["fee"])
        assert turn.slots["facets"] == []

    @pytest.mark.parametrize("entity", [{"entity": "facet", "value": "no-such-facet", "start": 0, "end": 2}])
    def test_an_unknown_facet_is_ignored(self, run: Run, entity: dict[str, Any]) -> None:
        """An entity of an older model."""
        assert run(ActionAskProcedure(), "le casier judiciaire", [entity]).slots["procedure"] == "criminal-record"
