"""``conversation find`` and ``conversation erase``: what an operator does for a citizen at the counter."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import conversation, keys
from bot.cli.app import app
from bot.errors import NotFound
from bot.persistence.audit import SqlAuditLog
from bot.persistence.conversations import SqlConversationRepository
from bot.persistence.database import Database
from tests.identity.conftest import PHONE, PSEUDONYMS, make_bench
from tests.identity.test_erasure import SURVIVE, counts, fill


@pytest.fixture(autouse=True)
def parts(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ensure_keys", lambda: None)
    monkeypatch.setattr(conversation, "database", lambda: database)
    monkeypatch.setattr(conversation, "pseudonyms", lambda: PSEUDONYMS)
    monkeypatch.setattr(conversation, "audit_log", lambda: SqlAuditLog(database, PSEUDONYMS))


def run(*arguments: str, typed: str = "") -> Any:
    result = CliRunner().invoke(app, ["conversation", *arguments, "--json"], input=typed)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return json.loads(result.stdout.splitlines()[-1]) if result.exit_code == 0 else result.exit_code


def test_find(database: Database) -> None:
    """By channel and number; another number has none, and that is one clear error without the number."""
    make_bench(database).send()
    assert run("find", "sms_twilio", PHONE) == {"conversation": PSEUDONYMS.of_address("sms_twilio", PHONE)}
    with pytest.raises(NotFound, match=r"^there is no conversation with this address$"):
        run("find", "whatsapp_twilio", PHONE)


def test_erase(database: Database) -> None:
    """Everything goes, after a yes; that an operator did it is in the audit log."""
    fill(database, "conversation-a", "+212600000011")
    assert run("erase", "conversation-a", typed="n\n") == 1
    assert counts(database, "conversation-a")["inbox"] == 1
    assert run("erase", "conversation-a", "--yes")["erased"] == {"messages": 1, "answers": 1, "files": 1}
    assert not {name for name, count in counts(database, "conversation-a").items() if count} - SURVIVE
    assert next(iter(SqlAuditLog(database, PSEUDONYMS).entries("operator"))).action == "erase"
    assert SqlConversationRepository(database).of_address("hash of +212600000011") is None
