"""My data, in every locale: what is kept, how to correct it, and being forgotten once and for all."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from actions.my_data import form
from actions.my_data.form import MyDataForm, wish_in
from bot.errors import RegisterUnavailable
from bot.forms.machine import Machine, Stack
from bot.forms.model import Message
from bot.locales import CODES
from bot.messages import format_message
from bot.persistence.audit import SqlAuditLog
from bot.persistence.database import Database
from bot.persistence.erasure_requests import SqlErasureRequests
from bot.persistence.holdings import SqlHoldingsRepository
from bot.persistence.tables import erasures
from bot.persistence.upgrade import upgrade
from bot.privacy.encryption import Cipher
from bot.services.my_data.service import MyDataService
from bot.text.bidi import strip_isolates
from tests.channels.harness import KEYS
from tests.identity.conftest import NOW, PSEUDONYMS
from tests.identity.test_erasure import Book, fill

MACHINE = Machine({"my_data": MyDataForm()})


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("my_data") / "migrated.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def database(tmp_path: Path, migrated: Path) -> Database:
    shutil.copy(migrated, tmp_path / "test.db")
    return Database(f"sqlite:///{tmp_path}/test.db", Cipher(KEYS["CHOBBAK_DATA_KEY"]))


@pytest.fixture(autouse=True)
def books(database: Database, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The registers of the services, to be filled by a test."""
    found: dict[str, Any] = {}
    service = MyDataService(
        SqlHoldingsRepository(database),
        SqlErasureRequests(database),
        SqlAuditLog(database, PSEUDONYMS, lambda: NOW),
        PSEUDONYMS,
        found,
    )
    monkeypatch.setattr(form, "my_data_service", lambda: service)
    return found


class Talk:
    """A conversation about one's data."""

    def __init__(self, locale: str = "fr") -> None:
        self.locale = locale
        self.stack: Stack = ()
        self.buttons: list[tuple[str, str]] = []
        self.number = 0

    def __call__(
        self, text: str = "", intent: str = "ask_my_data", choice: Optional[str] = None, again: bool = False
    ) -> str:
        self.number += not again
        message = Message(
            f"m{self.number}", "conversation-a", "web", self.locale, NOW, text, intent, 0.9, choice=choice
        )
        step = MACHINE.step(self.stack, message)
        if not again:
            self.before, self.stack = self.stack, step.stack
        self.buttons = [(button.title, button.payload) for say in step.says for button in say.buttons]
        return strip_isolates("\n".join(say.text for say in step.says))


def sentence(message_id: str, locale: str = "fr", **arguments: Any) -> str:
    return strip_isolates(format_message(locale, message_id, **arguments))


@pytest.mark.parametrize("locale", CODES)
def test_three_ways_in_every_locale(locale: str) -> None:
    """The notice, then a choice of three, by button; each answers in the citizen's locale."""
    talk = Talk(locale)
    said = talk("mes données")
    assert sentence("my_data-notice", locale) in said
    assert sentence("my_data-ask-what", locale) in said
    assert len(talk.buttons) == 3
    assert talk(intent="inform", choice="correct") == sentence("my_data-correct", locale)
    talk("mes données")
    assert sentence("my_data-nothing", locale) in talk(intent="inform", choice="see")
    assert talk.stack == ()


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("effacez mes données", "erase"),
        ("supprimez tout ce que vous avez sur moi", "erase"),
        ("droit à l'oubli", "erase"),
        ("ms7o ma3loumati", "erase"),
        ("suprimi mes données", "erase"),
        ("بغيت تمسحو المعلومات ديالي", "erase"),
        ("احذفوا معلوماتي الشخصية", "erase"),
        ("ⵙⴼⴹ ⵉⵙⴰⵍⴰⵏ ⵉⵏⵓ", "erase"),
        ("erase everything you have about me", "erase"),
        ("qu'est-ce que vous savez sur moi ?", "see"),
        ("شنو كتعرفو عليا", "see"),
        ("ماذا تعرفون عني", "see"),
        ("what do you know about me", "see"),
        ("corrigez mon nom", "correct"),
        ("correct my address in your database", "correct"),
        ("صحح ليا السمية", "correct"),
        ("mes données", None),
        ("المعطيات ديالي", None),
        ("confidentialité", None),
        ("", None),
    ],
)
def test_what_is_wanted(text: str, wish: Optional[str]) -> None:
    """By the citizen's own words, in any script; who says neither is asked."""
    assert wish_in(text) == wish


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Nothing that is written breaks the reading of a wish."""
    assert wish_in(text) in (None, "see", "correct", "erase")


def test_what_is_kept_in_numbers(database: Database, books: dict[str, Any]) -> None:
    """Counts and kinds, never a content; then erasing is one press away."""
    fill(database, "conversation-a", "+212600000011")
    books.update(appointments=lambda: Book(2), orders=lambda: Book(0))
    talk = Talk()
    said = talk("qu'est-ce que vous savez sur moi ?")
    for line in ("vos messages : 1", "photos et documents : 1", "numéros de téléphone : 1", "rendez-vous : 2"):
        assert f"• {line}" in said
    assert "documents demandés" not in said
    assert "secret" not in said
    assert ("Tout effacer", '/ask_my_data{"value": "erase"}') in talk.buttons
    assert sentence("my_data-erase-confirm") in talk(choice="erase")


def test_a_register_that_is_down_is_said(books: dict[str, Any]) -> None:
    """What cannot be counted is named, not left out."""

    def down() -> Book:
        raise RegisterUnavailable("the register does not answer")

    books.update(complaints=down)
    assert sentence("my_data-unknown", names="plaintes") in Talk()("qu'est-ce que vous savez sur moi ?")


@pytest.mark.parametrize("locale", CODES)
def test_erasing_needs_a_yes_and_gives_a_receipt(database: Database, locale: str) -> None:
    """Said first what goes and what stays; done once, with the same receipt if the message comes again."""
    talk = Talk(locale)
    assert talk("effacez mes données") == sentence("my_data-erase-confirm", locale)
    assert [payload for _, payload in talk.buttons] == ["/affirm", "/cancel"]
    said = talk("oui", "affirm")
    talk.stack = talk.before
    assert talk("oui", "affirm", again=True) == said
    with database.read() as connection:
        [receipt] = connection.execute(select(erasures.c.receipt)).scalars()
    assert said == sentence("my_data-erased", locale, receipt=receipt)
    assert [row.action for row in SqlAuditLog(database, PSEUDONYMS).entries()][:1] == ["erase"]


@pytest.mark.parametrize("intent", ["cancel", "deny"])
def test_without_a_yes_nothing_is_erased(database: Database, intent: str) -> None:
    """Neither a no nor a stop."""
    talk = Talk()
    talk("effacez mes données")
    talk("non", intent)
    with database.read() as connection:
        assert connection.execute(select(erasures.c.receipt)).all() == []


def test_a_button_of_another_form_is_no_wish() -> None:
    """What comes as a choice is checked like any text."""
    talk = Talk()
    talk("mes données")
    talk(intent="inform", choice="drop table")
    assert talk.stack
