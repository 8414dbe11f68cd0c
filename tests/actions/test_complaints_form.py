"""Complaints, question by question, with the gazetteer and the places that we ship and a register on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from actions.complaints import form as complaints_form
from actions.complaints.form import ComplaintForm
from bot.bootstrap import complaint_reader, places
from bot.forms.model import Location
from bot.locales import CODES
from bot.messages import format_message
from bot.persistence.registers.complaints import SqlComplaintRepository
from bot.persistence.registers.register import Register
from bot.persistence.registers.upgrade import upgrade
from bot.privacy.encryption import Cipher
from bot.services.complaints.model import Category, Change, ComplaintStatus
from bot.services.complaints.service import ComplaintService
from tests.actions.counter import NOW, Citizen
from tests.assistant import KEYS

LAMP = "un lampadaire est en panne dans ma rue depuis un mois"
HEADS = {
    "fr": LAMP,
    "ar": "عمود الإنارة في شارعنا مطفأ منذ شهر",
    "ary": "البولة ديال الزنقة طافية هادي شهر",
    "ary-Latn": "lbola dyal zn9a tafya hadi chhr",
    "zgh": "ⵓⵔ ⵉⵍⵍⵉ ⴹⴹⵓ ⴳ ⵜⵣⵏⵇⵜ ⵏⵏⵖ",
    "zgh-Latn": "ddaw n tznqt ikhsi",
    "en": "the street light is broken in my street since one month",
}


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[SqlComplaintRepository]:
    url = f"sqlite:///{tmp_path}/complaints.db"
    upgrade("complaints", url)
    register = Register("complaints", url, Cipher(KEYS["CHOBBAK_DATA_KEY"]))
    yield SqlComplaintRepository(register)
    register.dispose()


@pytest.fixture
def service(repository: SqlComplaintRepository) -> ComplaintService:
    return ComplaintService(repository, lambda key: f"hidden:{key}")


@pytest.fixture
def form(service: ComplaintService) -> ComplaintForm:
    return ComplaintForm(lambda: service, complaint_reader, places)


def filed(citizen: Citizen, name: str = "Amal Exemple", phone: str = "0600000001") -> str:
    """A street light, with a name; gives the reference."""
    citizen.says(LAMP, "file_complaint")
    citizen.says("rue 12, hay Salam, Salé")
    if citizen.asked == "town":
        citizen.says("Salé")
    citizen.presses("/deny")
    citizen.presses("named")
    citizen.says(name)
    citizen.says(phone)
    receipt = citizen.presses("/affirm")
    return receipt[receipt.index("RC-") :][:15]


def answered(repository: SqlComplaintRepository, reference: str) -> None:
    """The administration answers."""
    repository.change(reference, Change(ComplaintStatus.ANSWERED, NOW, "réparé"), f"answer:{reference}")


@pytest.mark.parametrize("locale", CODES)
def test_a_street_light_in_every_locale(locale: str, form: ComplaintForm, repository: SqlComplaintRepository) -> None:
    """The first message is the complaint: its category is found from its words, and only what is missing is asked."""
    citizen = Citizen(form, locale=locale)
    citizen.says(HEADS[locale], "file_complaint")
    assert citizen.values["category"] == "lighting"
    assert citizen.asked == "where"
    citizen.says("12")
    assert citizen.asked == "town"
    citizen.says("Salé")
    citizen.presses("/deny")
    citizen.presses("named")
    citizen.says("Amal Exemple")
    summary = citizen.says("0600000001")
    assert HEADS[locale] in summary
    assert format_message(locale, "complaint-category-lighting") in summary
    receipt = citizen.presses("/affirm")
    [complaint] = repository.of_conversation("web-1")
    assert complaint.reference in receipt
    assert "30/01/2027" in receipt
    assert complaint.report.place.town == "sale"
    assert complaint.report.category is Category.LIGHTING


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Les poubelles ne sont pas ramassées à hay salam", "waste"),
        ("l'agent m'a demandé 200 dh pour me donner mon papier", "corruption"),
        ("lmowadaf tleb lia 200dh bach ysini lia lwr9a", "corruption"),
        ("المقدم طلب مني رشوة باش يعطيني شهادة السكنى", "corruption"),
        ("mon dossier a été perdu par l'administration et je veux me plaindre", "file"),
        ("rfdo dossier dyali w ma 3tawnich wra9a fiha 3lach", "file"),
        ("الما مقطوع عندنا من البارح", "water"),
        ("wad l7ar fayd f zn9a", "sewer"),
        ("no electricity in the district since yesterday", "electricity"),
        ("الموظفة غوتات عليا", "conduct"),
        ("irgm iyi lmouwaddaf gh guichet", "conduct"),
        ("ⵉⵍⵍⴰ ⵢⴰⵏ ⵓⵅⴱⵓ ⴳ ⵓⵖⴰⵔⴰⵙ", "road"),
        ("ljiran dayrin ssda3 kol lila", "noise"),
        ("lampadère en pane", "lighting"),
    ],
)
def test_the_category_is_found_from_the_words(text: str, category: str, form: ComplaintForm) -> None:
    """In any script, mixed, with slips."""
    citizen = Citizen(form)
    citizen.says(text, "file_complaint")
    assert citizen.values["category"] == category


def test_who_only_wants_to_complain_is_asked_about_what(form: ComplaintForm) -> None:
    """ "I want to complain" is no complaint yet; the answer is, and what it leaves open is asked with buttons."""
    citizen = Citizen(form)
    citizen.says("je veux porter plainte", "file_complaint")
    assert citizen.asked == "text"
    citizen.says("c'est toujours pareil avec eux et personne ne fait jamais rien du tout")
    assert citizen.asked == "category"
    assert "Ordures" in citizen.titles
    citizen.says("les ordures")
    assert citizen.values["category"] == "waste"


def test_words_of_two_categories_are_a_question(form: ComplaintForm) -> None:
    """Water and electricity are both cut: the two are offered, and something else."""
    citizen = Citizen(form, locale="ary-Latn")
    citizen.says("7na bla ma w bla daw f lblok kaml mn nhar tnin", "file_complaint")
    assert citizen.asked == "category"
    assert len(citizen.titles) == 3
    citizen.presses("water")
    assert citizen.values["category"] == "water"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("fr", "un câble électrique est tombé dans la rue, un enfant est électrocuté"),
        ("ary", "السلوكة ديال الضو طايحة ف الدرب"),
        ("ary-Latn", "lbalou3a m7loula w wa7d drri ta7 fiha"),
        ("en", "there is a fire in the rubbish dump"),
    ],
)
def test_danger_is_answered_with_the_numbers_first(locale: str, text: str, form: ComplaintForm) -> None:
    """At the start, and as the answer to "what happens?"; then the complaint goes on."""
    citizen = Citizen(form, locale=locale)
    first = citizen.says(text, "file_complaint")
    assert first.startswith(format_message(locale, "emergency")[:10])
    assert "15" in first
    assert citizen.asked
    citizen = Citizen(form, locale=locale)
    citizen.says("chikaya", "file_complaint")
    assert "177" in citizen.says(text)


def test_a_complaint_of_ten_thousand_letters(form: ComplaintForm) -> None:
    """Is answered politely with the bound, and asked again."""
    citizen = Citizen(form)
    citizen.says("plainte", "file_complaint")
    assert "trop long" in citizen.says("les ordures " * 900)
    assert citizen.asked == "text"
    citizen = Citizen(form)
    citizen.says("ordures " * 1300, "file_complaint")
    assert citizen.asked == "text"


def test_a_shared_position_is_the_place(form: ComplaintForm, repository: SqlComplaintRepository) -> None:
    """It tells the town too, and is kept; the citizen reads where it is near."""
    citizen = Citizen(form)
    citizen.says(LAMP, "file_complaint")
    citizen.sends(location=Location(34.021, -6.841))
    assert citizen.asked == "photo"
    citizen.sends("a" * 32, "b" * 32)
    citizen.presses("anonymous")
    assert "près de" in "\n".join(say.text for say in citizen.answers)
    reference = citizen.presses("/affirm").split("RC-")[1][:12]
    complaint = repository.get(f"RC-{reference}")
    assert complaint is not None
    assert complaint.report.place.latitude == 34.021
    assert complaint.report.photos == ("a" * 32, "b" * 32)


@pytest.mark.parametrize("place", [Location(-80.0, 170.0), Location(48.85, 2.35), Location(float("nan"), 0.0)])
def test_a_position_that_is_not_here(place: Location, form: ComplaintForm) -> None:
    """Antarctica, Paris, and what is no number: the place is asked for in words."""
    citizen = Citizen(form)
    citizen.says(LAMP, "file_complaint")
    citizen.sends(location=place)
    assert citizen.asked == "where"
    assert "where" not in citizen.values


def test_a_town_beside_the_place_is_not_asked_for(form: ComplaintForm) -> None:
    """Salé reads as "sale", dirty; alone after a comma it is the town."""
    citizen = Citizen(form)
    citizen.says(LAMP, "file_complaint")
    citizen.says("rue 12 devant l'école, Salé")
    assert citizen.values["town"] == "sale"
    assert citizen.asked == "photo"


def test_a_quarter_of_several_towns_is_asked_about(form: ComplaintForm) -> None:
    """Hay Salam is in more than one town: they are offered."""
    citizen = Citizen(form)
    citizen.says(LAMP, "file_complaint")
    citizen.says("rue 12, hay salam")
    assert citizen.asked == "town"
    assert len(citizen.titles) > 1
    citizen.says("Salé")
    assert citizen.asked == "photo"


def test_a_town_that_we_do_not_know_is_kept_as_written(form: ComplaintForm) -> None:
    """There are more douars than we know; a complaint is not refused for that."""
    citizen = Citizen(form)
    citizen.says(LAMP, "file_complaint")
    citizen.says("près du puits")
    citizen.says("Douar Inventé")
    assert citizen.values["town"] == "Douar Inventé"


def test_an_anonymous_complaint_names_nobody(form: ComplaintForm, repository: SqlComplaintRepository) -> None:
    """No name or number is asked for or kept, and no row leads to the conversation."""
    citizen = Citizen(form)
    citizen.says("l'agent m'a demandé 200 dh pour me donner mon papier à Salé", "file_complaint")
    assert citizen.asked == "where"
    citizen.says("annexe 3")
    assert citizen.asked == "identity"
    citizen.presses("anonymous")
    assert citizen.asked == "confirm"
    receipt = citizen.presses("/affirm")
    assert "seul moyen" in receipt
    assert not repository.of_conversation("web-1")
    reference = receipt[receipt.index("RC-") :][:15]
    found = repository.find(reference)
    assert found is not None
    assert found.bearer
    assert found.conversation is None
    assert found.holder.phone is None


def test_about_ones_own_file_a_name_and_its_number_are_asked(form: ComplaintForm) -> None:
    """Nobody can look into a file whose owner is unknown; the number may be missing."""
    citizen = Citizen(form)
    citizen.says("on a refusé mon dossier sans aucune raison", "file_complaint")
    assert citizen.asked == "dossier"
    citizen.says("je ne l'ai pas", "dont_have_it")
    citizen.says("bureau d'état civil, Fès")
    citizen.says("Fès") if citizen.asked == "town" else None
    assert citizen.asked == "name"


def test_correcting_in_the_middle(form: ComplaintForm) -> None:
    """ "No, in Fez" while something else is asked changes the town."""
    citizen = Citizen(form)
    citizen.says("les ordures débordent à Salé", "file_complaint")
    assert citizen.values["town"] == "sale"
    citizen.says("devant le marché")
    assert citizen.asked == "photo"
    citizen.says("non, à Fès", "correct")
    assert citizen.values["town"] == "fes"
    assert citizen.asked == "photo"


def test_metacharacters_are_text(form: ComplaintForm, repository: SqlComplaintRepository) -> None:
    """In the description, the place and the name they come back as written."""
    bad = "ordures '; DROP TABLE complaints; -- { $x } {name} %s <script>"
    citizen = Citizen(form)
    citizen.says(bad, "file_complaint")
    citizen.says("rue { $y } '\"; Salé")
    if citizen.asked == "town":
        citizen.says("Salé")
    citizen.presses("/deny")
    citizen.presses("named")
    citizen.says("Amal O'Exemple")
    assert bad in citizen.says("non", "deny")
    citizen.presses("/affirm")
    [complaint] = repository.of_conversation("web-1")
    assert complaint.report.text == bad


def test_the_same_yes_twice_is_one_complaint(form: ComplaintForm, repository: SqlComplaintRepository) -> None:
    """The message comes again: one complaint, the same receipt; anonymous too."""
    for identity in ("named", "anonymous"):
        citizen = Citizen(form, conversation=f"web-{identity}")
        citizen.says(LAMP, "file_complaint")
        citizen.says("rue 12")
        citizen.says("Salé")
        citizen.presses("/deny")
        citizen.presses(identity)
        if identity == "named":
            citizen.says("Amal Exemple")
            citizen.says("non", "deny")
        first = citizen.presses("/affirm")
        assert citizen.again() == first
    assert len(repository.of_conversation("web-named")) == 1


def test_reopening_ones_own(form: ComplaintForm, repository: SqlComplaintRepository) -> None:
    """What was answered and is not solved is opened again, with the reason, once, and the delay counts from then."""
    citizen = Citizen(form)
    reference = filed(citizen)
    answered(repository, reference)
    citizen.now += timedelta(days=10)
    citizen.says("chikaya", "file_complaint")
    assert citizen.asked == "aim"
    citizen.presses("reopen")
    citizen.presses(reference)
    summary = citizen.says("le lampadaire est de nouveau éteint")
    assert reference in summary
    answer = citizen.presses("/affirm")
    assert "rouverte" in answer
    assert "09/02/2027" in answer
    assert citizen.again() == answer
    complaint = repository.get(reference)
    assert complaint is not None
    assert [change.status.value for change in complaint.history] == ["received", "answered", "reopened"]
    assert complaint.history[-1].note == "le lampadaire est de nouveau éteint"


@pytest.mark.parametrize("text", ["rouvrir {0}", "3awdo 7ello {0}", "{0}", "{1}"])
def test_a_reference_in_the_first_message(text: str, form: ComplaintForm, repository: SqlComplaintRepository) -> None:
    """However it is written, the complaint that it names is the one that is meant."""
    citizen = Citizen(form)
    reference = filed(citizen)
    answered(repository, reference)
    citizen.says(text.format(reference, reference.lower().replace("-", " ")), "file_complaint")
    assert citizen.values == {"aim": "reopen", "reference": reference, "own": True}
    assert citizen.asked == "reason"


@pytest.mark.parametrize("value", ["reopen:{0}", "{0}"])
def test_a_button_leads_to_reopening(value: str, form: ComplaintForm, repository: SqlComplaintRepository) -> None:
    """The complaint's reference in a button's value, as tracking offers it."""
    citizen = Citizen(form)
    reference = filed(citizen)
    answered(repository, reference)
    citizen.says("", "file_complaint", choice=value.format(reference))
    assert citizen.asked == "reason"


def test_a_button_at_a_late_file_is_a_complaint_about_it(
    form: ComplaintForm, repository: SqlComplaintRepository
) -> None:
    """Tracking gives the file's reference: what is wrong is still asked, which file is not."""
    from bot.services.references import new_reference

    reference = new_reference("DO", 2026)
    citizen = Citizen(form)
    citizen.says("", "file_complaint", choice=reference)
    assert citizen.asked == "text"
    citizen.says("toujours pas de réponse à ma demande")
    assert citizen.values["category"] == "file"
    assert citizen.values["dossier"] == reference
    assert citizen.asked == "where"
    citizen = Citizen(form)
    citizen.says(f"mon dossier {reference} est en retard", "file_complaint")
    assert citizen.values["dossier"] == reference


def test_what_is_still_open_is_not_opened_again(form: ComplaintForm) -> None:
    """It says so, until when an answer is due, and changes nothing."""
    citizen = Citizen(form)
    reference = filed(citizen)
    citizen.says(f"rouvrir {reference}", "file_complaint")
    citizen.says("toujours rien du tout")
    answer = citizen.presses("/affirm")
    assert "encore ouverte" in answer
    assert "30/01/2027" in answer


def test_a_mistyped_reference_is_told_apart(form: ComplaintForm) -> None:
    """One wrong character is found by the check, so nobody else's complaint is asked for."""
    citizen = Citizen(form)
    citizen.says("rouvrir ma réclamation", "file_complaint")
    assert "une faute" in citizen.says("RC-2026-AAAAAAA")
    assert citizen.asked == "reference"


class Gate:
    """In place of the identity service: what it was asked, and whether it lets pass."""

    def __init__(self, passes: bool) -> None:
        self.passes = passes
        self.asked: list[Any] = []

    def has_code(self, *_: Any) -> bool:
        return False

    def tag(self, subject: Any) -> str:
        return f"tag:{subject.reference}"

    def verified(self, *_: Any) -> bool:
        return self.passes

    def check_proof(self, _conversation: str, subject: Any, holder_of: Any, proof: Any, *_: Any) -> Any:
        from bot.services.identity.model import Answer

        self.asked.append(subject)
        right = proof.fits(holder_of(subject), subject.by_phone)
        return type("Checked", (), {"answer": Answer.RIGHT if right else Answer.WRONG, "until": None})()


def test_anothers_complaint_needs_a_proof(
    form: ComplaintForm, repository: SqlComplaintRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From another conversation: the number on file first; one that does not exist is asked for alike."""
    import actions.identity.fields as identity

    gate = Gate(passes=True)
    monkeypatch.setattr(identity, "identity_service", lambda: gate)
    reference = filed(Citizen(form))
    answered(repository, reference)
    stranger = Citizen(form, conversation="web-2")
    question = stranger.says(f"rouvrir {reference}", "file_complaint")
    assert stranger.asked == "proof"
    nobody = Citizen(form, conversation="web-3")
    from bot.services.references import new_reference

    assert nobody.says(f"rouvrir {new_reference('RC', 2026)}", "file_complaint") == question
    assert nobody.says("0000") == stranger.says("9999")
    stranger.says("0001")
    assert stranger.asked == "reason"
    stranger.says("toujours en panne")
    assert "rouverte" in stranger.presses("/affirm")


def test_without_a_proof_nothing_is_opened(
    form: ComplaintForm, repository: SqlComplaintRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values that a form holds are no proof: the end asks the identity service again."""
    import actions.identity.fields as identity

    monkeypatch.setattr(identity, "identity_service", lambda: Gate(passes=False))
    reference = filed(Citizen(form))
    answered(repository, reference)
    stranger = Citizen(form, conversation="web-2")
    stranger.says(f"rouvrir {reference}", "file_complaint")
    from bot.forms.model import Context, Message

    values = {"aim": "reopen", "reference": reference, "own": False, "reason": "toujours", "proof": f"tag:{reference}"}
    message = Message("m", "web-2", "web", "fr", NOW)
    outcome = form.commit(Context({**values, "code": "right"}, message))
    assert isinstance(outcome, complaints_form.Again)
    complaint = repository.get(reference)
    assert complaint is not None
    assert complaint.status is ComplaintStatus.ANSWERED


def test_an_anonymous_one_is_its_bearers(form: ComplaintForm, repository: SqlComplaintRepository) -> None:
    """Nobody is on file, so its number is the proof, in any conversation."""
    citizen = Citizen(form)
    citizen.says(LAMP, "file_complaint")
    citizen.says("rue 12")
    citizen.says("Salé")
    citizen.presses("/deny")
    citizen.presses("anonymous")
    receipt = citizen.presses("/affirm")
    reference = receipt[receipt.index("RC-") :][:15]
    answered(repository, reference)
    bearer = Citizen(form, conversation="sms-2")
    bearer.says(f"rouvrir {reference}", "file_complaint")
    assert bearer.asked == "reason"
