"""A file is followed over the whole path: WhatsApp, three processes, a register, the code by SMS, and news of it later."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from bot.cli.bench_channels import assistant
from bot.cli.processes import as_environment
from bot.persistence.database import Database
from bot.persistence.outbox import SqlOutboxRepository
from bot.persistence.registers.dossiers import SqlDossierRepository
from bot.persistence.registers.register import Register
from bot.privacy.encryption import Cipher
from bot.settings import ROOT, settings
from channels.simulator.phone import Phone
from channels.simulator.records import SMS_TWILIO
from tests.assistant import plain

CITIZEN = "+212600000077"
REFERENCE, CARD = "DO-2026-FE7VN99", "AB000002"  # of `registers seed`


def registers(command: list[str], environment: dict[str, str]) -> None:
    """Runs ``python -m bot registers …``."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "registers", *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


async def until(what: Callable[[], Any], seconds: float = 30.0) -> Any:
    """What comes true in time."""
    for _ in range(round(seconds / 0.1)):
        if found := what():
            return found
        await asyncio.sleep(0.1)
    raise AssertionError("it did not come true in time")


def kept_texts(database_url: str, cipher: Cipher) -> list[str]:
    """All that the outbox still holds."""
    database = Database(database_url, cipher)
    try:
        outbox = SqlOutboxRepository(database)
        conversations = outbox.conversations_since(datetime(2020, 1, 1, tzinfo=timezone.utc))
        return [str(message.body) for conversation, _ in conversations for message in outbox.after(conversation, 0)]
    finally:
        database.dispose()


def text_of(phone: Phone) -> str:
    return plain("\n".join(phone.texts))


@pytest.mark.engine
async def test_a_file_is_followed_with_a_code_by_sms_and_its_news_come_by_themselves(tmp_path: Path) -> None:
    """Reference and card on WhatsApp; six digits on the telephone on file, and nowhere else; the status; then, when the
    administration moves the file, one message about it, once."""
    url = f"sqlite:///{tmp_path}/registers.db"
    chosen = {"dossiers_url": url, "notify_seconds": 1, "privacy_notice": True}
    registers(["seed", "dossiers"], as_environment(chosen))
    cipher = Cipher(settings().data_key.get_secret_value())
    holder = SqlDossierRepository(Register("dossiers", url, cipher)).find(REFERENCE).holder
    async with assistant(tmp_path, chosen) as (_, provider, database_url):
        asking, on_file = provider.phone(CITIZEN), provider.phone(holder.phone, SMS_TWILIO)
        await asking.say(f"je voudrais suivre mon dossier {REFERENCE}")
        await until(lambda: "carte" in text_of(asking).lower())
        await asking.say(CARD)
        [code] = await until(lambda: re.findall(r"\b\d{6}\b", text_of(on_file)))
        assert code not in text_of(asking)
        await asking.say(code)
        await until(lambda: "Meknès" in text_of(asking))
        await asking.say("1")  # tell me when it moves
        await until(lambda: "bouge" in text_of(asking))
        before = len(asking.texts)
        registers(["move", REFERENCE, "ready"], as_environment(chosen))
        await until(lambda: len(asking.texts) > before)
        await asyncio.sleep(2.5)
        assert len(asking.texts) == before + 1
        assert f"…{REFERENCE[-4:]}" in plain(asking.texts[-1])
    assert code not in "\n".join(kept_texts(database_url, cipher))
