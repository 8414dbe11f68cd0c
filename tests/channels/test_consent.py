"""channels.consent: STOP and START in every locale and script, as whole messages, on channels with an address only."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.data import gazetteer
from bot.locales import CODES
from bot.messages import format_message
from bot.text.normalise import normalise
from channels.channel import Consent
from channels.consent import consent_of
from tests.channels.fake_engine import FakeEngine
from tests.channels.harness import RunningGateway
from tests.unit.data.corpora import training

LISTS = gazetteer("consent")
WORDS = [(consent, word) for consent in Consent for words in LISTS[consent.value].values() for word in words]
OF_THE_DIALOGUE = ["cancel", "annuler", "end", "fin", "quit", "yes", "oui", "no", "non", "help", "info", "retour"]
OF_THE_DIALOGUE += ["menu", "إلغاء", "نعم", "لا", "القائمة", "واخا", "wakha", "la", "ⵢⴰⵀ", "azul", "1"]


@pytest.mark.parametrize(
    ("text", "consent"),
    [
        ("STOP", Consent.STOP),
        ("stop", Consent.STOP),
        ("  Stop. ", Consent.STOP),
        ("STOP!!!", Consent.STOP),
        ("STOOOP", Consent.STOP),
        ("ｓｔｏｐ", Consent.STOP),
        ("«stop»", Consent.STOP),
        ("🛑 stop 🛑", Consent.STOP),
        ("Stop\nall", Consent.STOP),
        ("ARRET", Consent.STOP),
        ("Arrêt", Consent.STOP),
        ("arre\u0302t", Consent.STOP),
        ("Désabonner", Consent.STOP),
        ("UNSUBSCRIBE", Consent.STOP),
        ("إيقاف", Consent.STOP),
        ("ايقاف", Consent.STOP),
        ("إِيقَاف", Consent.STOP),
        ("\u2067توقف\u2069", Consent.STOP),
        ("حـبـس", Consent.STOP),
        ("حيد", Consent.STOP),
        ("7bess", Consent.STOP),
        ("٧bess", Consent.STOP),
        ("ⴱⴻⴷⴷ", Consent.STOP),
        ("start", Consent.START),
        ("START", Consent.START),
        ("Unstop", Consent.START),
        ("تفعيل", Consent.START),
        ("شعل", Consent.START),
        ("", None),
        ("🛑", None),
        ("stop le bruit", None),
        ("je veux arrêter mon abonnement au journal", None),
        ("start-up", None),
        ("non-stop", None),
        ("حبس احتياطي", None),
        ("شهادة الخروج من الحبس", None),
        ("s t o p", None),
        ("stop " * 1000, None),
    ],
)
def test_the_whole_message_in_normal_form(text: str, consent: Consent | None) -> None:
    """Case, accents, marks, digits, signs and emoji do not matter; other words beside it do."""
    assert consent_of(text) is consent


@pytest.mark.parametrize(("consent", "word"), WORDS)
def test_every_word_of_the_file(consent: Consent, word: str) -> None:
    """Says what its list says, in capitals too."""
    assert consent_of(word) is consent
    assert consent_of(word.upper()) is consent


@pytest.mark.parametrize("consent", list(Consent))
def test_every_locale_has_its_words(consent: Consent) -> None:
    """Beside those that the whole world knows."""
    assert set(LISTS[consent.value]) == {"international", *CODES}


def test_no_word_says_both() -> None:
    """The same normal form under stop and start would be a draw, settled by the order of the file."""
    said = defaultdict(set)
    for consent, word in WORDS:
        said[normalise(word)].add(consent)
    assert {word: consents for word, consents in said.items() if len(consents) > 1} == {}


def test_what_is_not_reviewed_is_in_the_lists() -> None:
    """The mark names words that are there; all Tamazight words carry it."""
    marked = set(LISTS["not reviewed"])
    assert marked <= {word for _, word in WORDS}
    tamazight = {word for consent in Consent for word in LISTS[consent.value]["zgh"]}
    assert tamazight <= marked


@pytest.mark.parametrize("word", OF_THE_DIALOGUE)
def test_words_of_the_dialogue_are_not_taken_away(word: str) -> None:
    """Some providers count CANCEL, END and YES: a citizen in the middle of a form means something else by them."""
    assert consent_of(word) is None


def test_utterances_that_are_consent_mean_nothing_else() -> None:
    """Of all that we teach the dialogue, only ways to stop what we are doing, or to begin anew, are consent words."""
    taken = {(consent_of(utterance.text), utterance.intent) for utterance in training()}
    assert {pair for pair in taken if pair[0]} == {(Consent.STOP, "cancel"), (Consent.START, "start_over")}


@pytest.mark.parametrize("locale", CODES)
def test_the_way_back_that_a_citizen_reads_works(locale: str) -> None:
    """The word that the goodbye names is one that brings the messages back."""
    sentence = format_message(locale, "gateway-stop")
    named = re.findall(r"«(.+?)»|\b([A-Z]{4,})\b", sentence)
    assert [consent_of(quoted or capitals) for quoted, capitals in named] == [Consent.START]


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    """And the signs around a word never change it."""
    assert consent_of(text) in (None, *Consent)
    assert consent_of(f" {text}! ") is consent_of(text) or len(text) > 60


@pytest.mark.asyncio
@pytest.mark.parametrize("word", ["stop", "حبس", "7bess", "start"])
async def test_on_the_web_they_are_words_of_the_dialogue(
    gateway: RunningGateway, engine: FakeEngine, word: str
) -> None:
    """Whoever writes on the page is never written to unasked: "stop" ends what is being done, and the engine hears it."""
    client = await gateway.client()
    [answer] = await client.ask(word, "m1")
    assert engine.texts == [word]
    assert "kind" not in answer
