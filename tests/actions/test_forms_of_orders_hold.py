"""Whatever a citizen sends in whatever order, the forms of orders and complaints answer, and keep only JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.complaints.form import ComplaintForm
from actions.orders.form import OrderForm
from bot.bootstrap import complaint_reader, places
from bot.forms.model import Location
from bot.locales import CODES
from bot.procedures.library import Library
from bot.services.complaints.model import Complaint
from bot.services.complaints.service import ComplaintService
from bot.services.orders.model import Order
from bot.services.orders.service import OrderService
from bot.settings import ROOT
from tests.actions.counter import Citizen

from bot.services.orders.documents import load_documents  # isort: skip

DOCUMENTS = load_documents(ROOT / "data" / "orders" / "documents.yml")
INTENTS = ("inform", "affirm", "deny", "correct", "dont_have_it", "go_back", "repeat", "rephrase", "pause", "greet")
TEXTS = (
    "acte de naissance", "2", "05/03/1990", "30/02/1990", "AB000001", "0600000001", "Salé", "rue 12, hay salam", "non",
    "le lampadaire est cassé", "il y a le feu", "rouvrir RC-2026-AAAAAAA", "Amal Fictive", "الزبل", "zbel", "ⴰⵎⴰⵏ",
    "'; DROP TABLE orders; --", "{ $x } {name} %s", "x" * 5000, "👍", " ", "\u202e", "pour ma fille", "anonyme",
)  # fmt: skip
said = st.tuples(st.just("says"), st.one_of(st.sampled_from(TEXTS), st.text(max_size=40)), st.sampled_from(INTENTS))
pressed = st.tuples(st.just("presses"), st.integers(0, 9), st.just(""))
sent = st.tuples(st.just("sends"), st.sampled_from(["photo", "place", "nowhere"]), st.just(""))


class Shelf:
    """A register in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def add(self, thing: Order | Complaint, key: str) -> Any:
        return self.kept.setdefault(key, thing)

    def get(self, reference: str) -> Any:
        return next((one for one in self.kept.values() if one.reference == reference), None)

    def of_conversation(self, conversation: str) -> list[Any]:
        return [one for one in self.kept.values() if one.conversation == conversation]

    def was_changed(self, *_: str) -> bool:
        return False

    def change(self, *_: Any) -> Any:
        raise AssertionError("nothing was answered, so nothing is opened again")


class Gate:
    """An identity service that lets nobody through."""

    def __getattr__(self, _name: str) -> Any:
        return lambda *_: False

    def check_proof(self, *_: Any) -> Any:
        from bot.services.identity.model import Answer

        return type("Checked", (), {"answer": Answer.WRONG, "until": None})()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    form=st.sampled_from(["orders", "complaints"]),
    locale=st.sampled_from(CODES),
    turns=st.lists(st.one_of(said, said, pressed, sent), min_size=1, max_size=14),
)
def test_no_message_breaks_a_form(
    form: str, locale: str, turns: list[tuple[str, Any, str]], real_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every message has an answer with buttons that fit; the values are JSON; what is written is written whole."""
    import actions.identity.fields as identity

    monkeypatch.setattr(identity, "identity_service", Gate)
    shelf = Shelf()
    orders, complaints = OrderService(shelf, DOCUMENTS), ComplaintService(shelf, str)  # type: ignore[arg-type]
    citizen = Citizen(
        OrderForm(lambda: orders, lambda: real_library.snapshot, places),
        ComplaintForm(lambda: complaints, complaint_reader, places),
        locale=locale,
    )
    citizen.says("commander", "order_document" if form == "orders" else "file_complaint")
    for kind, what, intent in turns:
        if not citizen.stack:
            break
        if kind == "says":
            citizen.says(what, intent)
        elif kind == "presses" and citizen.buttons:
            citizen.presses(citizen.titles[what % len(citizen.titles)])
        elif kind == "sends":
            far = Location(-80.0, 170.0) if what == "nowhere" else Location(34.02, -6.84)
            citizen.sends("0" * 32) if what == "photo" else citizen.sends(location=far)
        json.dumps(citizen.values)
    for thing in shelf.kept.values():
        if isinstance(thing, Order):
            assert thing.request.name
            assert DOCUMENTS[thing.request.document]
        else:
            assert len(thing.report.text) >= 8
            assert thing.report.anonymous == (thing.conversation is None)
