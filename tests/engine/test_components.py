"""Standard checks of each component of the pipeline: it learns, it comes back from disk the same, nothing breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import DEFAULT_INTENTS
from rasa.shared.core.domain import Domain
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.nlu import question_reader, spelling, value_extractor
from bot.engine.nlu.intent_classifier import ChobbakIntentClassifier
from bot.engine.nlu.locale_identifier import UNSERVED_INTENT, ChobbakLocaleIdentifier
from bot.engine.nlu.question_reader import ChobbakQuestionReader
from bot.engine.nlu.spelling import ChobbakSpelling, meant
from bot.engine.nlu.value_extractor import ChobbakValueExtractor
from bot.entities.model import Kind
from bot.errors import ModelError
from bot.language import data
from bot.language.identifier import Identification
from bot.language.spelling import Spelling
from bot.locales import DEFAULT, OTHER
from bot.procedures.model import Facet
from bot.procedures.question_reader import NO_PROCEDURE, Sample
from tests.assistant import ROOT

COMPONENTS = [
    ChobbakSpelling,
    ChobbakIntentClassifier,
    ChobbakLocaleIdentifier,
    ChobbakQuestionReader,
    ChobbakValueExtractor,
]
TRAINED = [ChobbakSpelling, ChobbakIntentClassifier, ChobbakLocaleIdentifier, ChobbakQuestionReader]
CONTEXT = ExecutionContext(GraphSchema({}))
EXAMPLES = {
    "greet": ["bonjour", "salut à tous", "bonsoir madame", "hello there", "good morning to you", "hi my friend"],
    "thanks": ["merci beaucoup", "merci bien monsieur", "grand merci à vous", "thanks a lot", "many thanks indeed"],
    "ask_procedure": ["quel est le prix du passeport", "papiers pour la carte", "what papers for a passport"],
}
LABELLED = [
    *[
        (f"je voudrais savoir le prix du passeport numéro {word}", "fr")
        for word in ("un", "deux", "trois", "quatre", "cinq", "six")
    ],
    *[
        (f"i would like to know the price of passport number {word}", "en")
        for word in ("one", "two", "three", "four", "five", "six")
    ],
    *[
        (f"hola necesito saber el precio del pasaporte {word}", "other")
        for word in ("uno", "dos", "tres", "cuatro", "cinco", "seis")
    ],
    *[(f"بغيت نعرف شحال كيسوا الباسبور {word}", "ary") for word in ("واحد", "جوج", "تلاتة", "ربعة", "خمسة", "ستة")],
    *[(f"أريد أن أعرف كم ثمن جواز السفر {word}", "ar") for word in ("واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة")],
]
QUESTIONS = [
    Sample("quel est le prix du passeport", [Facet.FEE], "passport"),
    Sample("what papers for a passport", [Facet.DOCUMENTS], "passport"),
    Sample("شحال كيسوا الباسبور", [Facet.FEE], "passport"),
    Sample("les papiers de la carte", [Facet.DOCUMENTS], "card"),
    Sample("pourquoi la carte est-elle bleue", [], "card", True),
    Sample("le prix d'un visa", [Facet.FEE], NO_PROCEDURE),
    Sample("la carte", procedure="card"),
] * 6
ODD_TEXTS = [
    "",
    " ",
    "\n\t",
    "?",
    "!!! ... ؟؟",
    "0612345678",
    "👍🏽👨‍👩‍👧 ❤️",
    "\x00\x07",
    "\u202e\u2066\u2069\u200f",
    "\u0301\u0301",
    "\ufffd\uffff",
    "日本語のテキスト",
    "Здравствуйте паспорт",
    "ⵎⵏⵛⴽ",
    "بـــطـــاقـــة",
    "a" * 5000,
    "prix " * 1000,
    "<b>&amp;</b> ' \" \\ %s {0}",
]
SENTENCES = ["bonjour madame", "merci bien", "what papers for a passport", "شحال كيسوا الباسبور", "azul", *ODD_TEXTS]


def message(text: str | None, **metadata: Any) -> Message:
    found = Message.build(text=text) if text is not None else Message(data={})
    found.set("metadata", metadata)
    return found


def training_data() -> TrainingData:
    return TrainingData(
        [Message.build(text=text, intent=intent) for intent, texts in EXAMPLES.items() for text in texts]
    )


def outcome(component: Any, text: str | None, **metadata: Any) -> dict[str, Any]:
    processed = component.process([message(text, **metadata)])
    assert len(processed) == 1
    return {key: processed[0].get(key) for key in ("text", "intent", "intent_ranking", "entities")}


def nearly(entities: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """Entities with confidences that hold what is kept of a model: half floats."""
    return [
        {**one, "confidence_entity": pytest.approx(one.get("confidence_entity", 0), abs=0.01)} for one in entities or []
    ]


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage(tmp_path)


@pytest.fixture(autouse=True)
def few_texts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What learns from our files learns from a few sentences here, in a moment."""
    monkeypatch.setattr(data, "labelled_texts", lambda: iter(LABELLED))
    monkeypatch.setattr(spelling, "texts_to_learn", lambda: iter(LABELLED))
    monkeypatch.setattr(question_reader, "samples", lambda: iter(QUESTIONS))
    monkeypatch.setattr(question_reader, "contexts", lambda: ["il pleut depuis hier", "mon frère vit loin"])
    spelling.learnt.cache_clear()
    yield
    spelling.learnt.cache_clear()


def trained(kind: Any, storage: LocalModelStorage, name: str = "trained") -> Any:
    component = kind.create({}, storage, Resource(name), CONTEXT)
    if kind in TRAINED:
        component.train(training_data())
    return component


@pytest.mark.parametrize("kind", COMPONENTS)
class TestEvery:
    def test_is_registered_under_a_name_of_its_own(self, kind: Any) -> None:
        """Rasa knows components by class name alone: one of Rasa's names would be hijacked, or hijack."""
        assert kind.__name__.startswith("Chobbak")
        assert DefaultV1Recipe._from_registry(kind.__name__).clazz is kind

    def test_is_in_the_pipeline(self, kind: Any) -> None:
        """config.yml names it by module and class."""
        pipeline = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
        assert f"{kind.__module__}.{kind.__name__}" in [step["name"] for step in pipeline]

    @pytest.mark.parametrize("text", ODD_TEXTS, ids=ascii)
    def test_survives_odd_texts_and_leaves_them_as_they_are(
        self, kind: Any, text: str, storage: LocalModelStorage
    ) -> None:
        """Nothing that a phone can send stops a turn."""
        assert outcome(trained(kind, storage), text)["text"] == text

    def test_survives_a_message_without_text(self, kind: Any, storage: LocalModelStorage) -> None:
        outcome(trained(kind, storage), None)

    def test_gives_the_same_answer_twice(self, kind: Any, storage: LocalModelStorage) -> None:
        """A message tells nothing about the one after it."""
        component = trained(kind, storage)
        assert [outcome(component, text) for text in SENTENCES] == [outcome(component, text) for text in SENTENCES]

    def test_many_at_once_are_as_one_by_one(self, kind: Any, storage: LocalModelStorage) -> None:
        component = trained(kind, storage)
        together = component.process([message(text) for text in SENTENCES])
        assert [found.get("entities") for found in together] == [
            outcome(component, text)["entities"] for text in SENTENCES
        ]

    def test_keeps_the_entities_of_others(self, kind: Any, storage: LocalModelStorage) -> None:
        """Entities are added to those that earlier components have found."""
        earlier = {"entity": "other", "value": "x", "start": 0, "end": 1}
        found = message("quel est le prix du passeport")
        found.set("entities", [earlier])
        assert earlier in trained(kind, storage).process([found])[0].get("entities")

    def test_entities_stand_in_the_text(self, kind: Any, storage: LocalModelStorage) -> None:
        """Their places are those of the text as it was written."""
        component = trained(kind, storage)
        for text in SENTENCES:
            for entity in outcome(component, text)["entities"] or []:
                assert 0 <= entity["start"] <= entity["end"] <= len(text)
                assert entity["extractor"] == kind.__name__


@pytest.mark.parametrize("kind", TRAINED)
class TestTrained:
    def test_comes_back_from_disk_the_same(self, kind: Any, storage: LocalModelStorage) -> None:
        """What was trained is what is served, to the last decimal that decides."""
        component = trained(kind, storage)
        loaded = kind.load({}, storage, Resource("trained"), CONTEXT)
        for text in SENTENCES:
            before, after = outcome(component, text), outcome(loaded, text)
            assert nearly(before["entities"]) == nearly(after["entities"])
            assert (before["intent"] or {}).get("name") == (after["intent"] or {}).get("name")
            assert (before["intent"] or {}).get("confidence", 0) == pytest.approx(
                (after["intent"] or {}).get("confidence", 0), abs=0.01
            )

    def test_learns_the_same_from_the_same(self, kind: Any, tmp_path: Path) -> None:
        """Two trainings give one model."""
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
        one, two = (trained(kind, LocalModelStorage(tmp_path / name)) for name in "ab")
        assert [outcome(one, text) for text in SENTENCES] == [outcome(two, text) for text in SENTENCES]

    def test_untrained_it_says_nothing(self, kind: Any, storage: LocalModelStorage) -> None:
        """Before training there is no intent and no locale, and no failure."""
        found = outcome(kind.create({}, storage, Resource("empty"), CONTEXT), "bonjour")
        assert not (found["intent"] or {}).get("name")
        assert not found["entities"]

    def test_a_damaged_model_is_refused(self, kind: Any, storage: LocalModelStorage) -> None:
        """With an error of our own that says which file."""
        trained(kind, storage)
        with storage.write_to(Resource("trained")) as directory:
            for path in directory.iterdir():
                path.write_bytes(b"not a model")
        with pytest.raises(ModelError):
            kind.load({}, storage, Resource("trained"), CONTEXT)


class TestIntentClassifier:
    def test_learns_its_examples(self, storage: LocalModelStorage) -> None:
        component = trained(ChobbakIntentClassifier, storage)
        for intent, texts in EXAMPLES.items():
            assert {outcome(component, text)["intent"]["name"] for text in texts} == {intent}

    def test_the_ranking_is_whole_and_in_order(self, storage: LocalModelStorage) -> None:
        found = outcome(trained(ChobbakIntentClassifier, storage), "merci")
        confidences = [one["confidence"] for one in found["intent_ranking"]]
        assert {one["name"] for one in found["intent_ranking"]} == set(EXAMPLES)
        assert confidences == sorted(confidences, reverse=True)
        assert sum(confidences) == pytest.approx(1, abs=1e-3)
        assert found["intent"] == found["intent_ranking"][0]

    @pytest.mark.parametrize("text", ["", "   ", "...", "\u202e", "\x00"])
    def test_nothing_to_go_by_is_no_intent(self, text: str, storage: LocalModelStorage) -> None:
        """So that the fallback answers it."""
        assert outcome(trained(ChobbakIntentClassifier, storage), text)["intent"] == {"name": None, "confidence": 0.0}

    def test_an_example_of_one_script_serves_its_twin(self, storage: LocalModelStorage) -> None:
        """The skeleton carries an Arabic example to arabizi."""
        component = ChobbakIntentClassifier.create({}, storage, Resource("twins"), CONTEXT)
        thanks = ["شكرا", "شكرا بزاف", "شكرا بزاف خويا", "شكرا بزاف ليك", "شكرا ليك", "شكرا بزاف ختي"]
        cards = ["بطاقة", "بطاقة وطنية", "بطاقة وطنية جديدة", "البطاقة الوطنية", "بطاقة جديدة", "بطاقة وطنية ديالي"]
        texts = {"a": thanks, "b": cards}
        examples = [Message.build(text=text, intent=intent) for intent, known in texts.items() for text in known]
        component.train(TrainingData(examples))
        assert outcome(component, "chokran bzaf")["intent"]["name"] == "a"
        assert outcome(component, "bita9a wataniya")["intent"]["name"] == "b"


class TestLocaleIdentifier:
    @pytest.fixture
    def component(self, storage: LocalModelStorage) -> Any:
        return trained(ChobbakLocaleIdentifier, storage)

    def found(self, component: Any, text: str, **metadata: Any) -> dict[str, str]:
        return {entity["entity"]: entity["value"] for entity in outcome(component, text, **metadata)["entities"]}

    @pytest.mark.parametrize(("text", "locale"), [LABELLED[0], LABELLED[6], LABELLED[18], LABELLED[24]])
    def test_a_clear_sentence_is_written_in_its_locale(self, component: Any, text: str, locale: str) -> None:
        assert self.found(component, text)["written_locale"] == locale

    def test_tifinagh_settles_it(self, component: Any) -> None:
        assert self.found(component, "ⵎⴰ ⵉⵅⵚⵚⴰⵏ ⵉ ⵍⴽⴰⵕⵟ")["written_locale"] == "zgh"

    @pytest.mark.parametrize("text", ["ok", "Rabat", "AB123456", "passeport"])
    def test_a_word_is_only_a_guess(self, component: Any, text: str) -> None:
        assert "written_locale" not in self.found(component, text)

    @pytest.mark.parametrize(("channel", "locale"), [("whatsapp", "ary"), ("sms", "ary")])
    def test_an_arabic_noun_is_darija_where_people_chat(self, component: Any, channel: str, locale: str) -> None:
        assert self.found(component, "الباسبور", channel=channel) == {"guessed_locale": locale}

    def test_without_letters_the_hint_of_the_channel_counts(self, component: Any) -> None:
        """The language of the phone or of the page."""
        assert self.found(component, "123", locale_hint="en") == {"hinted_locale": "en"}
        assert self.found(component, "123", locale_hint="xx") == {"hinted_locale": DEFAULT}
        assert self.found(component, "123") == {"hinted_locale": DEFAULT}

    @pytest.mark.parametrize(
        ("text", "hint", "locale"),
        [
            ("xyzzy", None, "fr"),
            ("xyzzy", "en", "en"),
            ("xyzzy", "ar", "fr"),
            ("xyzzy", "xx", "fr"),
            ("123", "ar", "ar"),
        ],
    )
    def test_in_doubt_the_script_counts(
        self, component: Any, monkeypatch: pytest.MonkeyPatch, text: str, hint: str | None, locale: str
    ) -> None:
        """Who writes Latin letters is not answered in Arabic ones, whatever the page or the operator says."""
        doubtful = Identification(None if text.isdigit() else "en", 0.3, False)
        monkeypatch.setattr(component._identifier, "identify", lambda text: doubtful)
        assert self.found(component, text, locale_hint=hint) == {"hinted_locale": locale}

    def test_what_is_perhaps_not_served_is_in_doubt_too(self, component: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """A word or two of a language that we may not serve."""
        monkeypatch.setattr(component._identifier, "identify", lambda text: Identification(OTHER, 0.9, False))
        assert self.found(component, "bitte") == {"hinted_locale": "fr"}
        assert self.found(component, "bitte", locale_known=True) == {}

    def test_a_guess_never_changes_the_locale_of_a_conversation(self, component: Any) -> None:
        """A name, a number or an "ok" is silent once the conversation has a locale."""
        assert self.found(component, "ok", locale_known=True) == {}
        assert self.found(component, "الباسبور", locale_known=True) == {}

    def test_a_language_that_we_do_not_serve_is_an_intent(self, component: Any) -> None:
        found = outcome(component, LABELLED[12][0])
        assert found["intent"]["name"] == UNSERVED_INTENT
        assert "written_locale" not in {entity["entity"] for entity in found["entities"]}

    @pytest.mark.parametrize("text", ["Здравствуйте, мне нужен паспорт", "我想要护照"])
    def test_a_script_that_we_do_not_read_is_an_intent(self, component: Any, text: str) -> None:
        assert outcome(component, text)["intent"]["name"] == UNSERVED_INTENT

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("parle en français", "fr"),
            ("بالدارجة عافاك", "ary"),
            ("b darija", "ary-Latn"),
            ("b tamazight", "zgh-Latn"),
            ("ⵙ ⵜⵎⴰⵣⵉⵖⵜ, ⵜⴰⵎⴰⵣⵉⵖⵜ", "zgh"),
            ("in english please", "en"),
            ("بالعربية", "ar"),
        ],
    )
    def test_a_language_that_is_named_is_an_entity(self, component: Any, text: str, wanted: str) -> None:
        """In the script in which it is asked for, where the language has two."""
        assert self.found(component, text)["language"] == wanted

    def test_the_intent_of_a_served_language_is_left_alone(self, component: Any) -> None:
        found = message(LABELLED[0][0])
        found.set("intent", {"name": "greet", "confidence": 0.9})
        assert component.process([found])[0].get("intent")["name"] == "greet"

    def test_the_fingerprint_changes_with_the_data(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Rasa's cache does not read the files that this component learns from."""
        for folder in ("nlu/fr", "language", "gazetteers"):
            (tmp_path / folder).mkdir(parents=True)
        (tmp_path / "language" / "fr.txt").write_text("bonjour\n", encoding="utf-8")
        (tmp_path / "nlu" / "fr" / "social.yml").write_text("nlu: []\n", encoding="utf-8")
        (tmp_path / "gazetteers" / "function_words.yml").write_text("fr: [le]\n", encoding="utf-8")
        monkeypatch.setattr(data, "DATA", tmp_path)
        seen = {ChobbakLocaleIdentifier.fingerprint_addon({})}
        for path, text in [
            ("language/fr.txt", "bonsoir\n"),
            ("nlu/fr/social.yml", "nlu: [] # more\n"),
            ("gazetteers/function_words.yml", "fr: [la]\n"),
            ("language/en.txt", "hello\n"),
        ]:
            (tmp_path / path).write_text(text, encoding="utf-8")
            seen.add(ChobbakLocaleIdentifier.fingerprint_addon({}))
        assert len(seen) == 5
        assert ChobbakLocaleIdentifier.fingerprint_addon({}) in seen


class TestQuestionReader:
    @pytest.fixture
    def component(self, storage: LocalModelStorage) -> Any:
        return ChobbakQuestionReader.create({}, storage, Resource("facets"), CONTEXT)

    def mentions(self, component: Any, text: str) -> list[dict[str, Any]]:
        return [entity for entity in outcome(component, text)["entities"] if entity["entity"] == "facet"]

    @pytest.mark.parametrize(
        ("text", "facets"),
        [
            ("quels papiers et combien", ["documents", "fee"]),
            ("chno lwra9 w ch7al w fin", ["documents", "fee", "where"]),
            ("شنو الوراق وفين نمشي", ["documents", "where"]),
            ("how much and how long does it take", ["fee", "delay"]),
            ("how long is it valid", ["validity"]),
            ("bonjour madame", []),
        ],
    )
    def test_each_mention_is_an_entity_with_its_place(self, component: Any, text: str, facets: list[str]) -> None:
        found = self.mentions(component, text)
        assert list(dict.fromkeys(entity["value"] for entity in found)) == facets
        assert [entity["start"] for entity in found] == sorted(entity["start"] for entity in found)
        assert all(text[entity["start"] : entity["end"]].strip() for entity in found)

    def test_places_count_characters_of_the_text_as_written(self, component: Any) -> None:
        """Signs and emoji before a word do not shift it."""
        text = "🙏🙏 … «prix» ?"
        (found,) = self.mentions(component, text)
        assert text[found["start"] : found["end"]] == "prix"

    def test_what_the_message_is_as_a_whole_comes_with_its_confidence(self, storage: LocalModelStorage) -> None:
        """The procedures that it is likely about, and whether it goes beyond them; none that is not one of ours."""
        found = outcome(trained(ChobbakQuestionReader, storage), "pourquoi la carte est-elle bleue")["entities"]
        whole = {(one["entity"], one["value"]): one["confidence_entity"] for one in found if one["entity"] != "facet"}
        assert whole["likely_procedure", "card"] > 0.5
        assert whole["beyond", "beyond"] > 0.5
        assert not any(value == NO_PROCEDURE for _, value in whole)

    def test_every_entity_is_in_the_domain(self, storage: LocalModelStorage) -> None:
        """Rasa would warn of another at each message."""
        domain = yaml.safe_load((ROOT / "domain" / "procedures.yml").read_text(encoding="utf-8"))
        component = trained(ChobbakQuestionReader, storage)
        found = {entity["entity"] for text in SENTENCES for entity in outcome(component, text)["entities"]}
        assert found == {"facet", "likely_procedure", "elsewhere", "beyond"} <= set(domain["entities"])

    def test_the_words_that_were_meant_are_read(self, storage: LocalModelStorage) -> None:
        """Those that an earlier component has restored, with the places of those that were typed."""
        text = "quels paipers et combein"
        mistyped, component = message(text), ChobbakQuestionReader.create({}, storage, Resource("x"), CONTEXT)
        speller = trained(ChobbakSpelling, storage, "spelling")
        speller._spelling = Spelling.learn([("quels papiers et combien", "fr")])
        found = component.process(speller.process([mistyped]))[0].get("entities")
        assert [(one["value"], text[one["start"] : one["end"]]) for one in found] == [
            ("documents", "paipers"),
            ("fee", "combein"),
        ]


class TestSpelling:
    def test_restored_words_stand_where_they_were_typed(self, storage: LocalModelStorage) -> None:
        """A word that lost its space is two, one that got a space is one."""
        component = ChobbakSpelling.create({}, storage, Resource("spelling"), CONTEXT)
        component._spelling = Spelling.learn([("je voudrais le passeport biometrique", "fr")])
        text = "jevoudrais le passe port biometriqe"
        (found,) = component.process([message(text)])
        assert [(word.norm, text[word.start : word.end]) for word in meant(found)] == [
            ("je", "je"),
            ("voudrais", "voudrais"),
            ("le", "le"),
            ("passeport", "passe port"),
            ("biometrique", "biometriqe"),
        ]

    def test_without_it_words_are_meant_as_they_were_typed(self) -> None:
        assert [word.norm for word in meant(message("Bonjour"))] == ["bonjour"]


class TestValueExtractor:
    @pytest.fixture
    def component(self, storage: LocalModelStorage) -> Any:
        return ChobbakValueExtractor.create({}, storage, Resource("values"), CONTEXT)

    @pytest.fixture
    def now(self, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
        """The moment at which messages are processed, to be changed in place."""
        moment = [datetime(2027, 3, 3, 12, tzinfo=timezone.utc)]

        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:
                return moment[0].astimezone(tz)

        monkeypatch.setattr(value_extractor, "datetime", Clock)
        return moment

    def test_each_value_is_an_entity_with_its_place(self, component: Any, now: list[datetime]) -> None:
        """Named by its kind, in its normal form, as Rasa wants it: ``text[start:end]`` is what was written."""
        text = "🙏 rdv ghedda 14h30 f Rabat, 8cv, nmra 06 00 00 00 12"
        found = outcome(component, text)["entities"]
        assert [(one["entity"], one["value"], text[one["start"] : one["end"]]) for one in found] == [
            ("date", "2027-03-04", "ghedda"),
            ("time", "14:30", "14h30"),
            ("place", "rabat", "Rabat"),
            ("horsepower", "8", "8cv"),
            ("phone", "+212600000012", "06 00 00 00 12"),
        ]
        assert all(set(one) == {"entity", "value", "start", "end", "extractor"} for one in found)

    @pytest.mark.parametrize("text", [None, "", "bonjour madame"])
    def test_without_values_there_are_no_entities(self, component: Any, text: str | None) -> None:
        """Neither in a message without text (a button, a restart)."""
        assert outcome(component, text)["entities"] == []

    def test_today_is_the_day_in_morocco(self, component: Any, now: list[datetime]) -> None:
        """An hour ahead of UTC most of the year, whatever the clock of the machine says."""
        late = datetime(2026, 7, 1, 23, 30, tzinfo=timezone.utc)
        for now[0] in (late, late.astimezone(timezone(timedelta(hours=-8)))):
            (found,) = outcome(component, "aujourd'hui")["entities"]
            assert found["value"] == "2026-07-02"

    def test_every_kind_is_in_the_domain(self) -> None:
        """An entity that the domain lacks would be dropped, and Rasa would warn at each message."""
        domain = yaml.safe_load((ROOT / "domain" / "values.yml").read_text(encoding="utf-8"))
        assert sorted(domain["entities"]) == sorted(kind.value for kind in Kind)

    def test_no_value_steers_a_rule(self) -> None:
        """No intent of ours gives its entities to the policies: a rule holds with values in the message or without."""
        domain = Domain.load(str(ROOT / "domain"))
        ours = set(domain.intents) - set(DEFAULT_INTENTS)
        assert ours
        assert [intent for intent in ours if domain.intent_properties[intent]["used_entities"]] == []
