"""``notice`` and ``feedback``: what the operator says to everybody on the website, and what citizens thought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.cli import feedback, notice
from bot.errors import SettingsError
from bot.persistence.database import Database
from bot.persistence.feedback import SqlFeedbackRepository
from bot.persistence.notices import SqlNoticeRepository
from bot.persistence.upgrade import upgrade
from bot.privacy.encryption import Cipher

NOW = datetime(2026, 12, 1, tzinfo=timezone.utc)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path}/notice.db"
    upgrade(url)
    database = Database(url, Cipher("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="))
    yield database
    database.dispose()


@pytest.fixture(autouse=True)
def repositories(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice, "notice_repository", lambda: SqlNoticeRepository(database))
    monkeypatch.setattr(feedback, "feedback_repository", lambda: SqlFeedbackRepository(database))


def test_a_notice_is_written_replaced_and_taken_back() -> None:
    """In each locale its own; on one line."""
    assert notice.put("fr", " Fermé\n lundi. ") == {"notice": {"fr": "Fermé lundi."}}
    assert notice.put("ar", "مغلق.") == {"notice": {"ar": "مغلق.", "fr": "Fermé lundi."}}
    assert notice.put("fr", "Ouvert.") == notice.current() == {"notice": {"ar": "مغلق.", "fr": "Ouvert."}}
    assert notice.clear() == {"notice": {}}


@pytest.mark.parametrize(("locale", "text"), [("xx", "texte"), ("fr", " "), ("fr", "x" * 501)])
def test_what_is_no_notice_is_refused(locale: str, text: str) -> None:
    """One line, and nothing is written."""
    with pytest.raises(SettingsError):
        notice.put(locale, text)
    assert notice.current() == {"notice": {}}


def test_figures(database: Database) -> None:
    """Every value has its number, also nought; a thumb that was taken back counts no more."""
    assert feedback.figures() == {
        "answers": {"up": 0, "down": 0},
        "satisfaction": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0},
    }
    with database.write() as connection:
        for name in ("one", "two"):
            connection.exec_driver_sql(
                f"INSERT INTO conversations (id, channel, created_at, last_seen) VALUES ('{name}', 'web', '2026-12-01', '2026-12-01')"
            )
        connection.exec_driver_sql(
            "INSERT INTO outbox (id, conversation_id, kind, body, created_at) VALUES (7, 'one', 'answer', 'x', '2026-12-01')"
        )
    repository = SqlFeedbackRepository(database)
    assert repository.rate("one", 7, -1, "fr", NOW)
    for name, value in (("one", 5), ("two", 5), ("two", 2)):
        repository.satisfaction(name, value, "fr", NOW)
    assert feedback.figures()["answers"] == {"up": 0, "down": 1}
    assert feedback.figures()["satisfaction"] == {"1": 0, "2": 1, "3": 0, "4": 0, "5": 1}
    repository.rate("one", 7, 0, "fr", NOW)
    assert feedback.figures()["answers"] == {"up": 0, "down": 0}
