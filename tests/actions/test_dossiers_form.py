"""Following a file through its form: every writing of a reference, step-up, what is told, and what never is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import actions.dossiers.form as form_module
from actions.dossiers.form import EXAMPLE, ReferenceField, SubscribeUpdates, TrackDossier
from bot import bootstrap
from bot.entities.extractor import EntityExtractor
from bot.errors import RegisterUnavailable
from bot.forms.machine import Machine, Stack, Step
from bot.forms.model import Accept, Button, Context, Message, Refuse
from bot.language.data import gazetteer
from bot.locales import CODES, LOCALES
from bot.messages import format_message, message_files
from bot.procedures.library import Library
from bot.services.dossiers.model import Dossier, Holder, Status, Subject
from bot.services.dossiers.service import DossierService, Next
from bot.services.references import new_reference, normal_reference
from tests.assistant import KEYS, plain

NOON = datetime(2026, 12, 1, 12, tzinfo=ZoneInfo("Africa/Casablanca"))
REFERENCE = "DO-2026-84G7ZWP"
APPOINTMENT = new_reference("RV", 2026, lambda n: 5)
COMPLAINT = new_reference("RC", 2026, lambda n: 6)
DOSSIER = Dossier(
    reference=REFERENCE,
    register="dossiers",
    status=Status.RECEIVED,
    since=datetime(2026, 11, 22, 9, tzinfo=timezone.utc),
    lodged=date(2026, 11, 20),
    limit_days=60,
    subject=Subject(procedure="cnie-renewal"),
    office={"fr": "Annexe inventée", "ar": "ملحقة مخترعة"},
    holder=Holder("AB000001", date(1990, 5, 12), "+212600000001"),
)


class Kept:
    """A register in memory."""

    def __init__(self, *dossiers: Dossier) -> None:
        self.dossiers = {dossier.reference: dossier for dossier in dossiers}
        self.asked: list[str] = []
        self.down = False

    def find(self, reference: str) -> Optional[Dossier]:
        if self.down:
            raise RegisterUnavailable("the register is down")
        self.asked.append(reference)
        return self.dossiers.get(reference)

    def put(self, dossier: Dossier) -> None:
        self.dossiers[dossier.reference] = dossier


@lru_cache(maxsize=1)
def extractor() -> EntityExtractor:
    return EntityExtractor.load(gazetteer)


class Talk:
    """A citizen in one conversation."""

    def __init__(self, machine: Machine, locale: str = "fr", conversation: str = "web-1") -> None:
        self.machine, self.locale, self.conversation = machine, locale, conversation
        self.stack: Stack = ()
        self.step = Step((), ())
        self.now = NOON
        self.count = 0

    def says(self, text: str, intent: str = "inform", **values: Any) -> str:
        """Sends a text; the answer, as it is read."""
        entities = tuple(extractor().extract(text, self.now.date()))
        return self._send(text=text, intent=intent, entities=entities, **values)

    def presses(self, button: Button) -> str:
        intent, brace, rest = button.payload.partition("{")
        choice = json.loads(brace + rest)["value"] if brace else None
        return self._send(intent=intent[1:], choice=choice)

    @property
    def buttons(self) -> list[Button]:
        return [button for say in self.step.says for button in say.buttons]

    def button(self, payload: str) -> Button:
        return next(button for button in self.buttons if button.payload.startswith(payload))

    def _send(self, **values: Any) -> str:
        self.count += 1
        message = Message(
            id=f"m{self.count}",
            conversation=self.conversation,
            channel="web",
            locale=self.locale,
            now=self.now,
            **{"confidence": 0.95, **values},
        )
        self.step = self.machine.step(self.stack, message)
        # as in a slot: JSON and back
        self.stack = tuple(type(state).from_json(json.loads(json.dumps(state.as_json()))) for state in self.step.stack)
        return plain("\n".join(say.text for say in self.step.says))

    def code(self) -> str:
        """The code on the screen."""
        [code] = re.findall(r"(?<!\d)\d{6}(?!\d)", plain(self.step.says[-1].text))
        return str(code)

    def proves(self, reference: str = REFERENCE, proof: str = "AB000001", intent: str = "track_dossier") -> str:
        """The whole way to the answer."""
        self.says(reference, intent)
        self.says(proof)
        return self.says(self.code())


@pytest.fixture
def kept() -> Kept:
    return Kept(DOSSIER)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: Kept, real_library: Library) -> Iterator[Machine]:
    """Both forms over a register in memory and a database of the test's own; codes are shown on the screen."""
    for name, value in {
        **KEYS,
        "CHOBBAK_DATABASE_URL": f"sqlite:///{tmp_path}/chobbak.db",
        "CHOBBAK_CODES_ON_SCREEN": "true",
    }.items():
        monkeypatch.setenv(name, value)
    service = DossierService(dict.fromkeys(("dossiers", "appointments", "orders", "complaints"), kept))
    monkeypatch.setattr(form_module, "dossier_service", lambda: service)
    monkeypatch.setattr(form_module, "library", lambda: real_library)
    clear()
    yield Machine({form.name: form for form in (TrackDossier(), SubscribeUpdates())})
    bootstrap.database().dispose()
    clear()


def clear() -> None:
    for cached in vars(bootstrap).values():
        with suppress(AttributeError):
            cached.cache_clear()
    bootstrap.settings.cache_clear()


@pytest.fixture
def talk(machine: Machine) -> Talk:
    return Talk(machine)


@pytest.mark.parametrize("locale", CODES)
def test_the_whole_way(machine: Machine, locale: str) -> None:
    """Reference, card, code, answer: in every locale, with the dates, the law's limit and what to do next."""
    talk = Talk(machine, locale)
    talk.says("", "track_dossier")
    talk.says(REFERENCE.lower())
    talk.says("ab 000001")
    answer = talk.says(talk.code())
    for said in (REFERENCE, "22/11/2026", "20/11/2026", "19/01/2027", "60"):
        assert said in answer
    assert plain(format_message(locale, "dossiers-next-wait")) in answer
    assert plain(format_message(locale, "dossiers-status-received")) in answer
    assert talk.stack == ()


@pytest.mark.parametrize("proof", ["0001", "AB000001", "12/05/1990", "AB 000 001 svp"])
def test_every_proof(talk: Talk, proof: str) -> None:
    """The card's last four digits, the whole card, the birth date."""
    talk.says(f"où en est mon dossier {REFERENCE} ?", "track_dossier")
    talk.says(proof if proof != "AB 000 001 svp" else "AB000001 svp")
    assert REFERENCE in talk.says(talk.code())


def test_no_oracle(machine: Machine, kept: Kept) -> None:
    """An unknown reference and another's wrong card are answered in the same words, at every step."""
    unknown = new_reference("DO", 2026, lambda n: 9)
    heard = []
    for number, reference in enumerate((REFERENCE, unknown)):
        talk = Talk(machine, conversation=f"web-{number}")
        heard.append(
            [talk.says(reference, "track_dossier"), talk.says("AB000099"), talk.says("1999"), talk.says("01/02/1999")]
        )
    assert heard[0] == heard[1]
    assert REFERENCE not in "".join(heard[0])


@pytest.mark.parametrize("reference", [REFERENCE, new_reference("DO", 2026, lambda n: 9)])
def test_an_administrations_register_is_not_asked_before_a_proof(talk: Talk, kept: Kept, reference: str) -> None:
    """So that not even the time of an answer tells whether there is such a file."""
    talk.says(reference, "track_dossier")
    assert kept.asked == []


def test_nothing_is_told_without_a_code(talk: Talk) -> None:
    """A right card is not enough; a wrong code neither; nothing of the file is said on the way."""
    heard = [talk.says(REFERENCE, "track_dossier"), talk.says("AB000001")]
    right = talk.code()
    heard += [talk.says("000000" if right != "000000" else "111111"), talk.says("123")]
    for said in ("22/11/2026", "Annexe", "CNIE", "enregistré"):
        assert said not in "".join(heard)


def test_a_quarter_of_an_hour(talk: Talk, kept: Kept) -> None:
    """Verified, the file is shown again without a question; after fifteen minutes everything is asked anew."""
    talk.proves()
    assert "22/11/2026" in talk.says(f"dossier {REFERENCE}", "track_dossier")
    talk.now += timedelta(minutes=16)
    assert "22/11/2026" not in talk.says(f"dossier {REFERENCE}", "track_dossier")


def test_another_file_needs_another_proof(talk: Talk, kept: Kept) -> None:
    """Verified for one file is not verified for the next."""
    other = new_reference("DO", 2026, lambda n: 9)
    kept.put(replace(DOSSIER, reference=other, holder=Holder("AB000002", None, "+212600000002")))
    talk.proves()
    assert "22/11/2026" not in talk.says(other, "track_dossier")
    assert "22/11/2026" not in talk.says("AB000001")


def test_a_corrected_reference_keeps_no_proof(talk: Talk, kept: Kept) -> None:
    """Going back and giving another's reference after one's own proof shows nothing."""
    other = new_reference("DO", 2026, lambda n: 9)
    kept.put(replace(DOSSIER, reference=other, status=Status.READY, holder=Holder("AB000002", None, "+212600000002")))
    talk.says(REFERENCE, "track_dossier")
    talk.says("AB000001")
    code = talk.code()
    heard = talk.says(other) + talk.says(code)
    assert "à retirer" not in heard


# ---- references


@pytest.mark.parametrize(
    "text",
    [
        REFERENCE.replace("-", " "),
        "do2026 84g7zwp",
        f"رقم الملف {REFERENCE}",
        REFERENCE.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        f"{REFERENCE}, w lacarte AB000001",
    ],
)
def test_every_writing(talk: Talk, text: str) -> None:
    """And the card in the same message is the proof at once."""
    talk.says("", "track_dossier")
    talk.says(text)
    assert talk.stack[0].values["reference"] == {"reference": REFERENCE, "open": False}
    assert (talk.stack[0].asked == "code") == ("AB000001" in text)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("CH-2025-000123", "CH-2025-000123"),
        ("45217", "45217"),
        ("dossier n° 45217", "45217"),
        ("cni/2026/001234", "CNI/2026/001234"),
        ("DOS 4471", "DOS-4471"),
        ("٧٧٨١٢٠", "778120"),
    ],
)
def test_an_administrations_own_reference(talk: Talk, text: str, reference: str) -> None:
    """Whatever its shape, in answer to the question for it."""
    talk.says("", "track_dossier")
    talk.says(text)
    assert talk.stack[0].values["reference"]["reference"] == reference


@pytest.mark.parametrize(
    ("text", "message_id"),
    [
        (REFERENCE[:-1] + "0", "miswritten-reference"),
        (f"{REFERENCE} w {new_reference('DO', 2026, lambda n: 9)}", "several-references"),
        ("AB000001", "not-card-nor-phone"),
        ("0600000001", "not-card-nor-phone"),
        (EXAMPLE, "miswritten-reference"),
    ],
)
def test_what_is_given_in_its_place(talk: Talk, text: str, message_id: str) -> None:
    """Each has its sentence, and none of them is searched for."""
    talk.says("", "track_dossier")
    assert talk.says(text) == plain(format_message("fr", f"dossiers-{message_id}"))
    assert talk.stack[0].asked == "reference"


def test_a_photo_is_not_read(talk: Talk) -> None:
    """Said so, instead of silence."""
    talk.says("", "track_dossier")
    assert talk.says("", "share_media", media=("m1",)) == plain(format_message("fr", "dossiers-no-photo"))


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(max_size=80)
    | st.sampled_from(["' OR 1=1 --", "{ $x }", "%s%n", "\u202eDO-2026", "/track_dossier", "x" * 10_000, "9" * 200])
)
def test_any_text_is_read(machine: Machine, text: str) -> None:
    """Metacharacters of SQL and of message files, marks of direction, very long ones: a reading, never an error."""
    message = Message(
        "m1", "web-1", "web", "fr", NOON, text=text, entities=tuple(extractor().extract(text, NOON.date()))
    )
    reading = ReferenceField().read(Context({}, message))
    assert reading is None or isinstance(reading, (Accept, Refuse))
    if isinstance(reading, Accept):
        assert 0 < len(reading.value["reference"]) <= 40


@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60))
def test_a_forged_button_opens_nothing(machine: Machine, kept: Kept, choice: str) -> None:
    """What a button gives is checked like any text; one that ends being told cannot show a file."""
    for value in (choice, f"stop:{choice}", f"stop:{REFERENCE}"):
        talk = Talk(machine, conversation="web-9")
        heard = talk._send(intent="track_dossier", choice=value)
        assert "22/11/2026" not in heard


# ---- what is told


@pytest.mark.parametrize("locale", CODES)
@pytest.mark.parametrize("status", list(Status))
def test_every_status_in_every_locale(machine: Machine, kept: Kept, locale: str, status: Status) -> None:
    """All sentences are there, with no raw value of ours and every button short enough."""
    kept.put(
        replace(
            DOSSIER,
            status=status,
            missing=({"fr": "Deux photos", "ar": "صورتان"}, {"fr": "Quittance"}),
            reason={"ar": "سبب مخترع"} if status is Status.REFUSED else {},
        )
    )
    talk = Talk(machine, locale)
    answer = talk.proves()
    assert plain(format_message(locale, f"dossiers-status-{status.value}".replace("_", "-"))) in answer
    assert "_" not in answer
    assert ("Quittance" in answer) == (status is Status.INCOMPLETE)
    assert ("سبب مخترع" in answer) == (status is Status.REFUSED)
    assert all(len(button.title) <= 20 for button in talk.buttons)


@pytest.mark.parametrize("family", [Status, Next])
def test_every_word_has_its_sentence(family: Any) -> None:
    """In every locale; notifications use those of the statuses too."""
    name = "status" if family is Status else "next"
    for locale in CODES:
        for value in family:
            assert format_message(locale, f"dossiers-{name}-{value.value.replace('_', '-')}")


def test_the_limit_has_passed(talk: Talk, kept: Kept) -> None:
    """What law 55-19 makes of it, and a button to complain."""
    kept.put(replace(DOSSIER, lodged=date(2026, 9, 1)))
    answer = talk.proves()
    assert "vaut accord" in answer
    assert "31/10/2026" in answer
    assert talk.button("/file_complaint").payload == "/file_complaint"


def test_no_limit_is_told_where_the_law_sets_none(talk: Talk, kept: Kept) -> None:
    """And none while something is missing."""
    kept.put(replace(DOSSIER, limit_days=None))
    assert "55-19" not in talk.proves()


def test_a_number_of_days_in_every_plural(machine: Machine, kept: Kept) -> None:
    """Arabic has six forms."""
    forms = {0: "اليوم", 1: "يوم واحد", 2: "يومين", 5: "5 أيام", 11: "11 يومًا", 100: "100 يوم"}
    talk = Talk(machine, "ar")
    talk.proves()
    for days, wanted in forms.items():
        kept.put(replace(DOSSIER, since=NOON - timedelta(days=days)))
        assert wanted in talk.says(REFERENCE, "track_dossier")


def test_who_is_on_file_is_never_said(talk: Talk) -> None:
    """Neither card, nor birth date, nor telephone number, in no answer."""
    answer = talk.proves()
    for said in ("AB000001", "1990", "600000001"):
        assert said not in answer


@pytest.mark.parametrize("text", ["a subject with { $x } and <b>", "'; DROP TABLE dossiers; --", "\u202eabc"])
def test_what_a_register_says_is_text(talk: Talk, kept: Kept, text: str) -> None:
    """Message-format and markup in a register's own words are shown as they are."""
    kept.put(replace(DOSSIER, subject=Subject(texts={"": text})))
    assert text.strip("\u202e") in talk.proves().replace("\u202e", "")


def test_a_procedure_that_the_catalogue_lacks(talk: Talk, kept: Kept) -> None:
    """No subject is said, and nothing fails."""
    kept.put(replace(DOSSIER, subject=Subject(procedure="no-such-procedure")))
    assert "Objet" not in talk.proves()


# ---- own books, and those that nobody is on file for


def test_what_was_made_here_needs_no_proof(talk: Talk, kept: Kept) -> None:
    """In its own conversation; in another one the telephone number on file is asked for."""
    booked = Dossier(
        APPOINTMENT, "appointments", Status.BOOKED, NOON, appointment=NOON + timedelta(days=2), conversation="web-1"
    )
    kept.put(booked)
    answer = talk.says(f"mon rendez-vous {APPOINTMENT}", "track_dossier")
    assert "03/12/2026" in answer
    assert "12:00" in answer
    assert talk.button("/manage_appointment")
    other = Talk(talk.machine, conversation="web-2")
    assert "03/12/2026" not in other.says(APPOINTMENT, "track_dossier")
    assert other.stack[0].asked == "proof"


def test_an_anonymous_complaint_is_open_to_its_reference(talk: Talk, kept: Kept) -> None:
    """Nobody is on file: the reference is all there is."""
    kept.put(Dossier(COMPLAINT, "complaints", Status.ANSWERED, NOON, bearer=True))
    assert plain(format_message("fr", "dossiers-status-answered")) in talk.says(COMPLAINT, "track_dossier")
    assert talk.button("/file_complaint").payload == f'/file_complaint{{"value": "reopen:{COMPLAINT}"}}'


def test_what_was_open_is_looked_at_again(talk: Talk, kept: Kept) -> None:
    """The register's word at the end counts, not what was noted at the start."""
    kept.put(Dossier(COMPLAINT, "complaints", Status.ANSWERED, NOON, bearer=True))
    form = TrackDossier()
    message = Message("m1", "web-5", "web", "fr", NOON)
    kept.put(Dossier(COMPLAINT, "complaints", Status.ANSWERED, NOON))
    outcome = form.commit(Context({"reference": {"reference": COMPLAINT, "open": True}}, message))
    assert type(outcome).__name__ == "Again"


@pytest.mark.parametrize("form", [TrackDossier, SubscribeUpdates])
@pytest.mark.parametrize("values", [{}, {"proof": "x", "code": "right"}, {"proof": None, "code": None}])
def test_the_end_of_a_form_looks_for_itself(machine: Machine, kept: Kept, form: Any, values: dict[str, Any]) -> None:
    """Whatever the values say: a conversation that is not verified is asked, and the register is not."""
    message = Message("m1", "web-5", "web", "fr", NOON)
    outcome = form().commit(Context({"reference": {"reference": REFERENCE, "open": False}, **values}, message))
    assert type(outcome).__name__ == "Again"
    assert kept.asked == []


# ---- tell me when it moves


def test_being_told(talk: Talk) -> None:
    """From the answer's button, without a new proof; once; and until one asks for its end."""
    talk.proves()
    said = talk.presses(talk.button("/subscribe_updates"))
    assert REFERENCE in said
    notifications = bootstrap.notification_service()
    assert notifications.subscribed("web-1", "dossiers", REFERENCE)
    stop = talk.button("/subscribe_updates")
    talk.says(f"préviens-moi {REFERENCE}", "subscribe_updates")
    assert notifications.subscribed("web-1", "dossiers", REFERENCE)
    talk.presses(stop)
    assert not notifications.subscribed("web-1", "dossiers", REFERENCE)


def test_being_told_needs_a_proof(talk: Talk) -> None:
    """Of another's file nobody is told anything."""
    talk.says(REFERENCE, "subscribe_updates")
    assert talk.stack[0].asked == "proof"
    talk.says("AB000099")
    assert not bootstrap.notification_service().subscribed("web-1", "dossiers", REFERENCE)


def test_what_is_over_is_not_subscribed_to(talk: Talk, kept: Kept) -> None:
    """It is shown instead, and said that nothing will come."""
    kept.put(replace(DOSSIER, status=Status.CLOSED))
    talk.proves(intent="subscribe_updates")
    assert not bootstrap.notification_service().subscribed("web-1", "dossiers", REFERENCE)
    assert talk.stack == ()


# ---- repair, and registers that are down


def test_a_register_that_is_down(talk: Talk, kept: Kept) -> None:
    """A clear sentence, and the same step again when it is well."""
    talk.says(REFERENCE, "track_dossier")
    kept.down = True
    assert talk.says("AB000001") == plain(format_message("fr", "forms-register-down"))
    kept.down = False
    talk.says("AB000001")
    assert "22/11/2026" in talk.says(talk.code())


def test_a_file_that_is_gone_at_the_end(talk: Talk, kept: Kept) -> None:
    """Between code and answer: said so, and the number asked anew."""
    talk.says(REFERENCE, "track_dossier")
    talk.says("AB000001")
    code = talk.code()
    service = form_module.dossier_service()
    found = service.find
    service.find = lambda reference: None  # type: ignore[method-assign]
    assert plain(format_message("fr", "dossiers-gone")) in talk.says(code)
    service.find = found  # type: ignore[method-assign]
    assert talk.stack[0].asked == "reference"


def test_cancel_and_back(talk: Talk) -> None:
    """One's number can be given anew, and the whole be stopped."""
    talk.says(REFERENCE, "track_dossier")
    talk.says("retour", "go_back")
    assert talk.stack[0].asked == "reference"
    assert talk.stack[0].values == {}
    talk.says("annuler", "cancel")
    assert talk.stack == ()


def test_another_language_in_the_middle(talk: Talk) -> None:
    """The rest is said in it."""
    talk.says(REFERENCE, "track_dossier")
    talk.locale = "ary"
    talk.says("AB000001")
    assert plain(format_message("ary", "dossiers-next-wait")) in talk.says(talk.code())


def test_each_reading_is_noted(talk: Talk) -> None:
    """In the audit log, before the file is shown; the reference stands there only as a hash."""
    talk.proves()
    with bootstrap.database().read() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM audit_log").mappings().all()
    assert any(row["action"] == "read" and row["purpose"] == "track_dossier" for row in rows)
    assert REFERENCE not in str(rows)


def test_nothing_is_shown_that_could_not_be_noted(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The audit log is down: a clear sentence instead of the file."""

    def fail(*_: Any) -> None:
        raise RegisterUnavailable("no audit")

    monkeypatch.setattr(form_module, "audit_read", fail)
    assert talk.proves() == plain(format_message("fr", "forms-register-down"))


def test_the_example_is_nobodys() -> None:
    """Who copies it is told that it is miswritten."""
    assert normal_reference(EXAMPLE) is None
    assert [
        locale
        for locale in LOCALES
        if EXAMPLE not in plain(format_message(locale, "dossiers-ask-reference", example=EXAMPLE))
    ] == []


def test_every_sentence_that_the_forms_name_exists() -> None:
    """And every one of the file is said by somebody: by name, or as the word of a status or a step."""
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(form_module.__file__).parent.glob("*.py"))
    refusals = {f"dossiers-{name}" for name in re.findall(r'refuse\(context, "([\w-]+)"', sources)}
    named = set(re.findall(r'"(dossiers-[\w-]+)"', sources)) | refusals
    file = next(path for path in message_files("fr") if path.name == "dossiers.ftl")
    ids = set(re.findall(r"^([a-z][\w-]+) =", file.read_text(encoding="utf-8"), re.MULTILINE))
    families = {"dossiers-status", "dossiers-next"}
    assert named - families <= ids
    said_otherwise = {"dossiers-label-reference", "form-track-dossier", "form-subscribe-updates"}
    assert {one for one in ids - named if not one.startswith(tuple(families))} == said_otherwise
