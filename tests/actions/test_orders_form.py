"""Ordering a document, question by question, with the catalogue that we ship and a register on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.orders.form import OrderForm
from bot.bootstrap import places
from bot.errors import RegisterUnavailable
from bot.locales import CODES
from bot.persistence.registers.orders import SqlOrderRepository
from bot.persistence.registers.register import Register
from bot.persistence.registers.upgrade import upgrade
from bot.privacy.encryption import Cipher
from bot.procedures.library import Library
from bot.services.orders.documents import load_documents
from bot.services.orders.model import Holder
from bot.services.orders.service import OrderService
from tests.actions.counter import Citizen
from tests.assistant import KEYS, ROOT

DOCUMENTS = load_documents(ROOT / "data" / "orders" / "documents.yml")


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[SqlOrderRepository]:
    url = f"sqlite:///{tmp_path}/orders.db"
    upgrade("orders", url)
    register = Register("orders", url, Cipher(KEYS["CHOBBAK_DATA_KEY"]))
    yield SqlOrderRepository(register)
    register.dispose()


@pytest.fixture
def form(repository: SqlOrderRepository, real_library: Library) -> OrderForm:
    service = OrderService(repository, DOCUMENTS)
    return OrderForm(lambda: service, lambda: real_library.snapshot, places)


def order_birth_record(citizen: Citizen) -> str:
    """All answers up to the summary, in words that the citizen's locale does not matter for."""
    citizen.presses("birth-certificate-copy")
    citizen.presses("extract")
    citizen.presses("self")
    citizen.says("Amal Exemple")
    citizen.says("05/03/1990")
    citizen.says("Salé")
    citizen.says("123/1990")
    citizen.says("2")
    return citizen.says("06 00 00 00 01")


@pytest.mark.parametrize("locale", CODES)
def test_a_birth_record_in_every_locale(locale: str, form: OrderForm, repository: SqlOrderRepository) -> None:
    """Question by question to the summary with the fee, yes, and a receipt whose number is in the register."""
    citizen = Citizen(form, locale=locale)
    citizen.says("...", "order_document")
    assert citizen.asked == "document"
    summary = order_birth_record(citizen)
    assert citizen.asked == "confirm"
    assert "Amal Exemple" in summary
    assert "2" in summary
    assert "05/03/1990" in summary
    assert "0600000001" not in summary.replace(" ", "")
    receipt = citizen.presses("/affirm")
    [order] = repository.of_conversation("web-1")
    assert order.reference in receipt
    assert "{" not in receipt
    assert citizen.stack == ()
    assert order.request.copies == 2
    assert order.request.phone == "+212600000001"
    assert order.request.details == {"birth_place": "Salé", "act": "123/1990"}
    assert order.request.holder is Holder.SELF


@pytest.mark.parametrize(
    ("locale", "text", "document", "more"),
    [
        ("fr", "2 copies de mon acte de naissance livrées à agadir svp", "birth-certificate-copy", {"copies": 2}),
        ("ary-Latn", "bghit tsifto liya 3a9d lizdiyad l dar", "birth-certificate-copy", {}),
        ("ary", "دير ليا الطلب ديال السجل العدلي نتا", "criminal-record", {}),
        ("ar", "اطلب لي شهادة السكنى من فضلك", "residence-certificate", {}),
        ("ary", "صيفط ليا عقد الازدياد ديال ولدي", "birth-certificate-copy", {"holder": "child"}),
        ("fr", "commandez-moi une copie intégrale de l'acte de naissance de ma femme", "birth-certificate-copy",
         {"holder": "spouse", "kind": "full"}),
        ("en", "order a birth certificate for my father please", "birth-certificate-copy", {"holder": "parent"}),
    ],
)  # fmt: skip
def test_what_the_first_message_tells(
    locale: str, text: str, document: str, more: dict[str, object], form: OrderForm
) -> None:
    """The document in any script, and whose, which kind, how many: nothing of it is asked again."""
    citizen = Citizen(form, locale=locale)
    citizen.says(text, "order_document")
    assert citizen.values == {"document": document, **more}


def test_the_document_that_was_talked_of(form: OrderForm) -> None:
    """ "OK, order it" after a question about it."""
    citizen = Citizen(form)
    citizen.says("ok alors commande le", "order_document", subject="criminal-record")
    assert citizen.values["document"] == "criminal-record"


def test_what_cannot_be_ordered_is_said(form: OrderForm) -> None:
    """A passport is not sent by post: said so, with what can be ordered, and again when it is insisted on."""
    citizen = Citizen(form)
    answer = citizen.says("commandez-moi un passeport", "order_document")
    assert "Passeport" in answer
    assert citizen.asked == "document"
    assert "Acte de naissance" in citizen.titles
    assert "ne se commande pas ici" in citizen.says("je veux le permis de conduire", "ask_procedure", 0.6)
    assert citizen.asked == "document"


@pytest.mark.parametrize(
    ("first", "presses", "sentence"),
    [
        ("casier judiciaire", ["other"], "que pour la personne elle-même"),
        ("acte de naissance", ["extract", "other"], "votre enfant"),
        ("certificat de résidence", ["self", "abroad"], "consulat"),
    ],
)
def test_who_may_not_have_it_is_told_before_any_personal_question(
    first: str, presses: list[str], sentence: str, form: OrderForm, repository: SqlOrderRepository
) -> None:
    """No name, no number is asked for, nothing is written, and the way on is a button."""
    citizen = Citizen(form)
    citizen.says(f"commander {first}", "order_document")
    answer = ""
    for one in presses:
        answer = citizen.presses(one)
    assert sentence in answer
    assert citizen.stack == ()
    assert "/ask_procedure" in citizen.buttons[0].payload
    assert not repository.of_conversation("web-1")


def test_the_fee_is_told_before_consent_and_marked_when_it_is_not_confirmed(form: OrderForm) -> None:
    """Ten dirhams from one old source: in the summary, with the doubt; and that nothing is paid here."""
    citizen = Citizen(form)
    citizen.says("commander casier judiciaire", "order_document")
    citizen.presses("self")
    citizen.says("Amal Exemple")
    citizen.says("AB 000001")
    citizen.says("5 mars 1990")
    citizen.says("Rabat")
    summary = citizen.says("non", "deny")
    assert "Prix (à vérifier au guichet) : Timbre de 10 DH" in summary
    assert "Vous ne payez rien ici" in summary
    assert "AB ••• 01" in summary


def test_an_unknown_fee_is_not_invented(form: OrderForm) -> None:
    """The catalogue holds no fee for a certificate of celibacy: the summary says that we do not know it."""
    citizen = Citizen(form)
    citizen.says("commander certificat de célibat", "order_document")
    for one in ("self", "here"):
        citizen.presses(one)
    for one in ("Amal Exemple", "AB000001", "05/03/1990", "12 rue Inventée, Salé"):
        citizen.says(one)
    assert "je ne le connais pas" in citizen.says("non", "deny")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("30/02/1990", "n’existe pas"),
        ("5 mars", "lui manque l’année"),
        ("05/03/2030", "dans le futur"),
        ("05/03/1790", "n’existe pas"),
        ("1985", "lui manque l’année"),
    ],
)
def test_impossible_birth_dates(text: str, sentence: str, form: OrderForm) -> None:
    """Each is refused with its reason, and asked again."""
    citizen = Citizen(form)
    citizen.says("commander casier judiciaire", "order_document")
    citizen.presses("self")
    citizen.says("Amal Exemple")
    citizen.says("AB000001")
    assert sentence in citizen.says(text)
    assert citizen.asked == "birth_date"


@pytest.mark.parametrize("text", ["ab 000001", "Ab000001", "ma CIN : AB000001", "٠٠٠٠٠١ AB ... AB٠٠٠٠٠١"])
def test_a_card_number_in_every_writing(text: str, form: OrderForm) -> None:
    """Case, spaces, words around it, Arabic digits."""
    citizen = Citizen(form)
    citizen.says("commander casier judiciaire", "order_document")
    citizen.presses("self")
    citizen.says("Amal Exemple")
    citizen.says(text)
    assert citizen.values["cin"] == "AB000001"


@pytest.mark.parametrize(
    ("step", "bad", "field"),
    [
        (0, "123456", "name"),
        (0, "' OR 1=1 --", "name"),
        (0, "x" * 500, "name"),
        (1, "123", "cin"),
        (1, "ABCDE", "cin"),
        (2, "pas une date", "birth_date"),
        (3, "Atlantide-sur-Mer", "court"),
    ],
)
def test_bad_answers_are_asked_again(step: int, bad: str, field: str, form: OrderForm) -> None:
    """Nothing of the wrong shape gets into an order."""
    citizen = Citizen(form)
    citizen.says("commander casier judiciaire", "order_document")
    citizen.presses("self")
    for good in ("Amal Exemple", "AB000001", "05/03/1990")[:step]:
        citizen.says(good)
    citizen.says(bad)
    assert citizen.asked == field
    assert field not in citizen.values


def test_a_photo_where_a_date_is_asked(form: OrderForm) -> None:
    """Is not an answer; the question comes again."""
    citizen = Citizen(form)
    citizen.says("commander casier judiciaire", "order_document")
    citizen.presses("self")
    citizen.says("Amal Exemple")
    citizen.says("AB000001")
    citizen.sends("0" * 32)
    assert citizen.asked == "birth_date"


def test_metacharacters_are_text(form: OrderForm, repository: SqlOrderRepository) -> None:
    """SQL, message-format and markup characters in an address come back as they were written."""
    bad = "12 rue {name} '; DROP TABLE orders; -- <b>%s</b> { $x }, Salé"
    citizen = Citizen(form)
    citizen.says("commander certificat de résidence", "order_document")
    for one in ("self", "here"):
        citizen.presses(one)
    for one in ("Amal Exemple", "AB000001", bad):
        citizen.says(one)
    citizen.presses("tenant")
    summary = citizen.says("non", "deny")
    assert bad in summary
    citizen.presses("/affirm")
    [order] = repository.of_conversation("web-1")
    assert order.request.details["address"] == bad


def test_the_same_yes_twice_is_one_order(form: OrderForm, repository: SqlOrderRepository) -> None:
    """The message comes again: one request, the same receipt."""
    citizen = Citizen(form)
    citizen.says("...", "order_document")
    order_birth_record(citizen)
    first = citizen.presses("/affirm")
    assert citizen.again() == first
    assert len(repository.of_conversation("web-1")) == 1


def test_the_register_is_down(form: OrderForm, real_library: Library, repository: SqlOrderRepository) -> None:
    """A clear sentence; nothing is lost: the same yes works when it is back."""

    class Down:
        up = False

        def add(self, order: object, key: str) -> object:
            if not self.up:
                raise RegisterUnavailable("down")
            return repository.add(order, key)  # type: ignore[arg-type]

    register = Down()
    service = OrderService(register, DOCUMENTS)  # type: ignore[arg-type]
    citizen = Citizen(OrderForm(lambda: service, lambda: real_library.snapshot, places))
    citizen.says("...", "order_document")
    order_birth_record(citizen)
    assert "ne répond pas" in citizen.presses("/affirm")
    register.up = True
    assert "CM-2026-" in citizen.presses("/affirm")


def test_going_back_and_correcting(form: OrderForm) -> None:
    """ "Back" asks the last question anew; "change" in the summary asks the one that is named, and the summary comes back."""
    citizen = Citizen(form)
    citizen.says("...", "order_document")
    citizen.presses("birth-certificate-copy")
    citizen.presses("extract")
    citizen.says("retour", "go_back")
    assert citizen.asked == "kind"
    citizen.presses("full")
    citizen.presses("self")
    for one in ("Amal Exemple", "05/03/1990", "Salé"):
        citizen.says(one)
    citizen.says("je ne l'ai pas", "dont_have_it")
    assert citizen.asked == "copies"
    citizen.says("1")
    citizen.says("non", "deny")
    citizen.presses("/correct")
    citizen.presses("copies")
    summary = citizen.says("3")
    assert citizen.asked == "confirm"
    assert "Copies : 3" in summary


def test_too_many_copies(form: OrderForm) -> None:
    """More than the document's entry allows is refused with the bound."""
    citizen = Citizen(form)
    citizen.says("40 copies de mon acte de naissance", "order_document")
    assert "copies" not in citizen.values
    citizen.presses("extract")
    citizen.presses("self")
    for one in ("Amal Exemple", "05/03/1990", "Salé", "123/1990"):
        citizen.says(one)
    assert "de 1 à 5" in citizen.says("40")
    assert citizen.asked == "copies"


def test_another_document_drops_what_hung_on_the_first(form: OrderForm) -> None:
    """Corrected to the criminal record, the order no longer says which kind or how many."""
    citizen = Citizen(form)
    citizen.says("2 copies de l'extrait d'acte de naissance", "order_document")
    assert citizen.values["copies"] == 2
    citizen.says("non, le casier judiciaire", "correct")
    assert citizen.values == {"document": "criminal-record"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_document_is_in_the_catalogue(document: str, real_library: Library) -> None:
    """What it costs and needs is told from there."""
    assert document in real_library.snapshot.catalogue
