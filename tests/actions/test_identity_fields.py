"""The questions of step-up in a form, through the real machine, with a register and a database of the test's own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from actions.identity import fields as step_up
from actions.identity.fields import audit_read, code_in, proof_in, step_up_again, step_up_fields
from bot.entities.extractor import EntityExtractor
from bot.forms.fields import BaseField, BaseForm
from bot.forms.machine import Machine, Stack
from bot.forms.model import Accept, Button, Context, Done, Message, Outcome, Reading
from bot.language.data import gazetteer
from bot.locales import CODES
from bot.messages import format_message
from bot.persistence.database import Database
from bot.persistence.tables import outbox
from bot.persistence.upgrade import upgrade
from bot.privacy.encryption import Cipher
from bot.services.dossiers.model import Holder
from bot.services.identity.model import Answer, Proof, Subject
from bot.text.bidi import strip_isolates
from tests.channels.harness import KEYS
from tests.identity.conftest import MINE, NOW, OTHER, UNKNOWN, Bench, make_bench, wrong

EXTRACTOR = EntityExtractor.load(gazetteer)


class Reference(BaseField):
    """The reference is the text that begins so."""

    def volunteered(self, context: Context) -> Reading:
        words = [word for word in context.message.text.split() if word.startswith(("DO-", "RV-"))]
        return Accept(words[0]) if words else None

    def ask(self, context: Context) -> Any:
        return context.say("forms-choice-over")

    def show(self, context: Context) -> Optional[tuple[str, str]]:
        return ("Référence", str(context.values["reference"])) if "reference" in context.values else None


def subject_of(context: Context) -> Optional[Subject]:
    reference = context.values.get("reference")
    return Subject("dossiers", reference) if reference else None


def subject_by_phone(context: Context) -> Optional[Subject]:
    reference = context.values.get("reference")
    return Subject("appointments", reference, by_phone=True) if reference else None


class Show(BaseForm):
    """A form that shows a file to its citizen."""

    name = "show"
    starts = frozenset({"track_dossier"})
    confirmed = False

    def __init__(self, bench: Bench, subject_of: Callable[[Context], Optional[Subject]] = subject_of) -> None:
        self._holder_of = bench.register.holder_of
        self._subject_of = subject_of
        self.fields = (Reference("show", "reference"), *step_up_fields("show", subject_of, self._holder_of))

    def commit(self, context: Context) -> Outcome:
        subject = self._subject_of(context)
        assert subject
        again = step_up_again(context, subject, self._holder_of)
        if again is not None:
            return again
        audit_read(context, subject.register, subject.reference, "show")
        return Done((context.say("forms-paused"),))


@dataclass
class Talk:
    """A conversation with the form: ``talk("text")`` gives what is said; payloads of buttons can be pressed."""

    bench: Bench
    machine: Machine
    locale: str = "fr"
    conversation: str = "web-1"
    stack: Stack = ()
    says: tuple[Any, ...] = ()
    number: int = 0
    last: Optional[tuple[Stack, Message]] = field(default=None, repr=False)

    def __call__(self, text: str = "", intent: str = "inform", choice: Optional[str] = None, **more: Any) -> str:
        self.number += 1
        today = self.bench.now.date()
        message = Message(
            id=f"m{self.number}",
            conversation=self.conversation,
            channel="web",
            locale=self.locale,
            now=self.bench.now,
            text=text,
            intent=intent,
            confidence=0.9,
            entities=tuple(EXTRACTOR.extract(text, today)),
            choice=choice,
            **more,
        )
        self.last = (self.stack, message)
        return self._take(message)

    def again(self) -> str:
        """The same message once more, as after a crash."""
        assert self.last
        self.stack, message = self.last
        return self._take(message)

    def _take(self, message: Message) -> str:
        step = self.machine.step(self.stack, message)
        self.stack, self.says = step.stack, step.says
        return strip_isolates("\n".join(say.text for say in step.says))

    @property
    def buttons(self) -> list[Button]:
        return [button for say in self.says for button in say.buttons]


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("identity") / "migrated.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def bench(tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    shutil.copy(migrated, tmp_path / "test.db")
    made = make_bench(Database(f"sqlite:///{tmp_path}/test.db", Cipher(KEYS["CHOBBAK_DATA_KEY"])))
    use(made, monkeypatch)
    return made


def use(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step_up, "identity_service", lambda: bench.service)
    monkeypatch.setattr(step_up, "audit_log", lambda: bench.audit)


@pytest.fixture
def talk(bench: Bench) -> Talk:
    return Talk(bench, Machine({"show": Show(bench)}))


def sentence(message_id: str, locale: str = "fr", **arguments: Any) -> str:
    return strip_isolates(format_message(locale, message_id, **arguments))


FIVE = {code: sentence("identity-minutes", code, count=5) for code in CODES}
SHOWN = sentence("forms-paused")


@pytest.mark.parametrize("locale", CODES)
def test_the_whole_way_in_every_locale(talk: Talk, locale: str) -> None:
    """Reference, proof, code by SMS in the citizen's own locale, shown; both readings are in the audit log."""
    talk.locale = locale
    assert talk(f"suivi {MINE.reference}", "track_dossier") == sentence("identity-ask-proof", locale)
    assert talk("0001") == sentence("identity-code-sent", locale, tail="01", wait=FIVE[locale])
    with talk.bench.database.read() as connection:
        body = json.loads(connection.execute(select(outbox.c.body)).scalar_one())
    code = talk.bench.given[0]
    assert strip_isolates(body["text"]) == sentence("identity-sms", locale, code=code, wait=FIVE[locale])
    assert talk(code) == sentence("forms-paused", locale)
    assert talk.stack == ()
    actions = [(row.action, row.purpose) for row in talk.bench.audit.entries()]
    assert actions == [("identify", "step_up"), ("send_code", "step_up"), ("read", "show")]


@pytest.mark.parametrize("proof", ["AB000001", "cin AB 000001", "0001", "٠٠٠١", "000001", "12/03/1990", "12 mars 1990"])
def test_proofs_as_people_write_them(talk: Talk, proof: str) -> None:
    """The card in any writing, its last digits, the birth date."""
    talk(MINE.reference, "track_dossier")
    assert talk(proof).startswith(sentence("identity-code-sent", tail="01", wait=FIVE["fr"])[:20])


def test_unknown_and_wrong_read_alike(talk: Talk, bench: Bench) -> None:
    """The same sentences and buttons, try by try, whether the file exists or not."""
    heard = []
    for number, subject in enumerate((OTHER, UNKNOWN)):
        one = Talk(bench, talk.machine, conversation=f"web-{number}")
        turns = [one(subject.reference, "track_dossier")]
        for proof in ("0001", "AB000009", "01/02/1999", "0004", "0005", "0006"):
            turns.append((one(proof), one.buttons))
        heard.append(turns)
    assert heard[0] == heard[1]
    assert heard[0][1][0] == sentence("identity-no-match")
    assert sentence("identity-locked", wait=sentence("identity-minutes", count=15)) in heard[0][-1][0]


def test_no_code_before_the_proof(talk: Talk) -> None:
    """Neither a reference alone nor a wrong proof makes anybody's phone ring."""
    talk(MINE.reference, "track_dossier")
    talk("0009")
    assert talk.bench.given == []


def test_a_reference_corrected_after_the_proof_needs_its_own(talk: Talk) -> None:
    """The proof of one file opens no other, nor has a code sent for it."""
    talk(MINE.reference, "track_dossier")
    talk("0001")
    assert sentence("identity-ask-proof") in talk(f"non, {OTHER.reference}", "correct")
    assert len(talk.bench.given) == 1
    assert talk("0001") == sentence("identity-no-match")


def test_a_proof_in_the_slots_of_another_file_opens_nothing(bench: Bench) -> None:
    """Even if values and reference do not belong together: the end of the form asks for the proof anew."""
    message = Message("m1", "web-1", "web", "fr", NOW)
    other = {"reference": OTHER.reference, "proof": bench.service.tag(MINE), "code": "right"}
    context = Context(other, message)
    again = step_up_again(context, OTHER, bench.register.holder_of)
    assert again is not None
    assert again.fields == ("proof", "code")
    code = step_up_fields("show", subject_of, bench.register.holder_of)[1]
    assert not code.needed(context)


def test_verified_for_a_quarter_of_an_hour(talk: Talk, bench: Bench) -> None:
    """A second look asks nothing; a quarter of an hour later everything."""
    for word in (MINE.reference, "0001"):
        talk(word, "track_dossier")
    talk(bench.given[0])
    assert talk(MINE.reference, "track_dossier") == SHOWN
    bench.later(minutes=15)
    assert talk(MINE.reference, "track_dossier") == sentence("identity-ask-proof")


def test_a_verified_state_that_ends_in_the_middle(bench: Bench) -> None:
    """Between the code and the end: said, and only the code is asked again."""
    values = {"reference": MINE.reference, "proof": bench.service.tag(MINE), "code": "right"}
    again = step_up_again(Context(values, Message("m1", "web-1", "web", "fr", NOW)), MINE, bench.register.holder_of)
    assert again is not None
    assert (again.fields, again.says[0].text) == (("code",), format_message("fr", "identity-again"))


def test_a_new_code_by_button(talk: Talk, bench: Bench) -> None:
    """Sent, and the one before is over; a question in between sends none."""
    talk(MINE.reference, "track_dossier")
    talk("0001")
    assert "Nouveau code" in [button.title for button in talk.buttons]
    assert talk(intent="repeat") == sentence("identity-code-alive")
    assert talk(choice="resend") == sentence("identity-code-sent", tail="01", wait=FIVE["fr"])
    assert talk(bench.given[0]) == sentence("identity-code-wrong")
    assert talk(bench.given[1]) == SHOWN


def test_asking_for_codes_without_end(talk: Talk) -> None:
    """After three it is said how long to wait, with a person as the way on."""
    talk(MINE.reference, "track_dossier")
    talk("0001")
    said = [talk(choice="resend") for _ in range(3)]
    assert said[2] == sentence("identity-code-too-many", wait=sentence("identity-minutes", count=15))
    assert [button.payload for button in talk.buttons] == ["/human"]


def test_wrong_codes_lock(talk: Talk, bench: Bench) -> None:
    """Five, then the right one is not let in either; asking for the question again says the same."""
    talk(MINE.reference, "track_dossier")
    talk("0001")
    for _ in range(5):
        assert sentence("identity-code-wrong") in talk(wrong(bench.given[0]))
    locked = sentence("identity-locked", wait=sentence("identity-minutes", count=15))
    assert locked in talk(bench.given[0])
    assert talk(intent="repeat") == locked
    assert talk.stack


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("12345", "identity-code-shape"),
        ("1234567", "identity-code-shape"),
        ("c’est quoi ce code", "forms-not-understood"),
        ("", "forms-not-understood"),
    ],
)
def test_what_is_no_code(talk: Talk, said: str, expected: str) -> None:
    """Costs no try."""
    talk(MINE.reference, "track_dossier")
    talk("0001")
    for _ in range(2):
        assert sentence(expected) in talk(said)
    assert talk(talk.bench.given[0]) == SHOWN


def test_the_same_message_again(talk: Talk, bench: Bench) -> None:
    """Each turn of the way, run twice as after a crash, says the same and does it once."""
    for word in (MINE.reference, "0001"):
        assert talk(word, "track_dossier") == talk.again()
    with bench.database.read() as connection:
        assert len(connection.execute(select(outbox.c.id)).all()) == 1
    assert talk(wrong(bench.given[0])) == talk.again() == sentence("identity-code-wrong")
    assert talk(bench.given[0]) == talk.again() == SHOWN


@pytest.mark.parametrize(
    ("phone", "sms", "expected"),
    [(None, "sms_twilio", "identity-no-phone"), ("+212600000001", None, "identity-no-channel")],
)
def test_where_no_code_can_come(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, phone: Optional[str], sms: Optional[str], expected: str
) -> None:
    """It is said honestly, with a person and an end; whatever is then written opens nothing."""
    other = make_bench(bench.database, channel=sms)
    other.register.holders[MINE] = Holder("AB000001", phone=phone)
    use(other, monkeypatch)
    talk = Talk(other, Machine({"show": Show(other)}))
    talk(MINE.reference, "track_dossier")
    assert talk("0001") == sentence(expected)
    assert {"/human", "/cancel"} <= {button.payload for button in talk.buttons}
    assert talk("123456") != SHOWN


def test_a_demonstration(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code is in the conversation, and says that this is no real service."""
    other = make_bench(bench.database, channel=None, on_screen=True)
    use(other, monkeypatch)
    talk = Talk(other, Machine({"show": Show(other)}))
    talk(MINE.reference, "track_dossier")
    assert "DÉMONSTRATION" in talk("0001")
    assert talk(other.given[0]) == SHOWN


def test_a_register_that_is_down(talk: Talk, bench: Bench) -> None:
    """Said clearly; the same answer works when it is back, and nothing was counted twice."""
    talk(MINE.reference, "track_dossier")
    bench.register.down = True
    assert talk("0001") == sentence("forms-register-down")
    bench.register.down = False
    assert talk("0001") == sentence("identity-code-sent", tail="01", wait=FIVE["fr"])


def test_where_the_number_is_the_proof(bench: Bench) -> None:
    """Books that hold nothing else ask for the number's end."""
    talk = Talk(bench, Machine({"show": Show(bench, subject_by_phone)}))
    assert talk("RV-2026-AAAAAAA", "track_dossier") == sentence("identity-ask-proof-phone")
    assert talk("AB000001") != sentence("identity-code-sent", tail="01", wait=FIVE["fr"])
    assert talk("06 00 00 00 01") == sentence("identity-code-sent", tail="01", wait=FIVE["fr"])


def test_the_card_beside_the_reference(talk: Talk) -> None:
    """Given at once, it is not asked for."""
    said = talk(f"suivi {MINE.reference} cin AB000001", "track_dossier")
    assert said == sentence("identity-code-sent", tail="01", wait=FIVE["fr"])


def test_proof_and_code_are_in_no_summary(bench: Bench) -> None:
    """Private: neither shown nor changed by other words."""
    for one in step_up_fields("show", subject_of, bench.register.holder_of):
        context = Context({"reference": "x", "proof": "x", "code": "x"}, Message("m", "c", "web", "fr", NOW))
        assert one.private
        assert one.show(context) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("123456", "123456"),
        ("123 456", "123456"),
        ("1-2-3-4-5-6", "123456"),
        ("١٢٣٤٥٦", "123456"),
        ("le code c'est 123456 merci", "123456"),
        ("123456.", "123456"),
        ("12345", "12345"),
        ("1234567", "1234567"),
        ("06 00 00 00 01", "0600000001"),
        ("123456 654321", "123456654321"),
        ("j'habite au 12", None),
        ("", None),
        ("' OR 1=1 --", None),
    ],
)
def test_codes_as_people_write_them(text: str, code: Optional[str]) -> None:
    """Digits of any script, with gaps; two codes are none; a number of another length is told so."""
    assert code_in(text) == code


@given(st.text(max_size=60))
def test_reading_never_fails(text: str) -> None:
    """Whatever is written gives at most one guess of a known shape."""
    message = Message("m", "c", "web", "fr", NOW, text=text, entities=tuple(EXTRACTOR.extract(text, NOW.date())))
    code = code_in(text)
    assert code is None or code.isdecimal()
    for by_phone in (True, False):
        proof = proof_in(Context({}, message), by_phone)
        assert proof is None or sum(map(bool, (proof.cin, proof.born, proof.phone, proof.tail))) == 1


def test_one_message_is_one_guess() -> None:
    """Who lists possible endings in one message has guessed nothing."""
    message = Message("m", "c", "web", "fr", NOW, text="0001 0002 0003")
    assert proof_in(Context({}, message), by_phone=False) is None
    dated = replace(
        message, text="né le 12/03/1990", entities=tuple(EXTRACTOR.extract("né le 12/03/1990", date.today()))
    )
    assert proof_in(Context({}, dated), by_phone=False) == Proof(born=date(1990, 3, 12))


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0.2, "1 minute"), (15, "15 minutes"), (120, "120 minutes"), (240, "4 heures"), (1440, "24 heures")],
)
def test_how_long_to_wait(minutes: float, said: str) -> None:
    """In minutes, and from two hours on in hours."""
    context = Context({}, Message("m", "c", "web", "fr", NOW))
    assert strip_isolates(step_up._wait(context, NOW + timedelta(minutes=minutes))) == said


def test_an_answer_of_the_service_has_its_sentence() -> None:
    """No outcome is left without words."""
    assert {Answer.RIGHT, Answer.WRONG, Answer.LOCKED, Answer.EXPIRED} == set(Answer)
