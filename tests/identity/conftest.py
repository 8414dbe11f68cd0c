"""Identity on real databases: SQLite always, PostgreSQL where there is one. People and numbers are made up."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Optional

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.errors import RegisterUnavailable
from bot.identity.pseudonyms import Pseudonyms
from bot.persistence.attempts import SqlAttemptRepository
from bot.persistence.audit import SqlAuditLog
from bot.persistence.codes import SqlCodeRepository
from bot.persistence.database import Database
from bot.services.dossiers.model import Holder
from bot.services.identity.model import Asker, Proof, Sent, Subject
from bot.services.identity.service import IdentityService
from tests.channels import conftest as gateway
from tests.channels.harness import KEYS

database, database_url = gateway.database, gateway.database_url
migrated_file, postgres_url, sqlite_url = gateway.migrated_file, gateway.postgres_url, gateway.sqlite_url

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=timezone.utc)
PSEUDONYMS = Pseudonyms(KEYS["CHOBBAK_PSEUDONYM_KEY"])
MINE = Subject("dossiers", "DO-2026-AAAAAAA")
OTHER = Subject("dossiers", "DO-2026-BBBBBBB")
UNKNOWN = Subject("dossiers", "DO-2026-ZZZZZZZ")
BOOKED = Subject("appointments", "RV-2026-AAAAAAA", by_phone=True)
RIGHT, WRONG = Proof(cin="AB000001"), Proof(cin="AB000002")
PHONE = "+212600000001"


@dataclass
class Register:
    """A register that a test fills, counts the readings of, and takes down."""

    holders: dict[Subject, Holder] = field(default_factory=dict)
    down: bool = False
    read: int = 0

    def holder_of(self, subject: Subject) -> Optional[Holder]:
        self.read += 1
        if self.down:
            raise RegisterUnavailable("the register of dossiers does not answer")
        return self.holders.get(subject)


@dataclass
class Bench:
    """The service, its parts, and shorthands: ``bench.proof(…)`` in conversation "web-1" unless it is told otherwise."""

    service: IdentityService
    codes: SqlCodeRepository
    attempts: SqlAttemptRepository
    audit: SqlAuditLog
    register: Register
    database: Database
    given: list[str] = field(default_factory=list)  # the codes that were made
    now: datetime = NOW
    messages: int = 0

    def asker(self, conversation: str = "web-1", key: str = "") -> Asker:
        self.messages += 1
        return Asker(conversation, key or f"{conversation}:{self.messages}", self.now)

    def proof(self, proof: Proof = RIGHT, subject: Subject = MINE, conversation: str = "web-1", key: str = ""):
        return self.service.check_proof(self.asker(conversation, key), subject, self.register.holder_of, proof)

    def send(self, subject: Subject = MINE, conversation: str = "web-1", key: str = "", anew: bool = False) -> Sent:
        return self.service.send_code(
            self.asker(conversation, key), subject, self.register.holder_of, body_of, anew=anew
        )

    def code(self, code: str, subject: Subject = MINE, conversation: str = "web-1", key: str = ""):
        return self.service.check_code(self.asker(conversation, key), subject, code)

    def verified(self, subject: Subject = MINE, conversation: str = "web-1") -> bool:
        return self.service.verified(self.asker(conversation), subject, self.register.holder_of)

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


def body_of(code: str) -> dict[str, str]:
    return {"text": f"code {code}", "locale": "fr", "dir": "ltr"}


def wrong(code: str) -> str:
    """A code that is not this one."""
    return f"{(int(code) + 1) % 10**6:06}"


def make_bench(database: Database, **options) -> Bench:
    register = Register(
        {
            MINE: Holder("AB000001", date(1990, 3, 12), "06 00 00 00 01"),
            OTHER: Holder("CD000002", date(1985, 1, 1), "+212600000002"),
            BOOKED: Holder(phone=PHONE),
        }
    )
    given: list[str] = []

    def make_code() -> str:
        given.append(f"{len(given) + 1:03}{len(given) + 1:03}")
        return given[-1]

    codes, attempts = SqlCodeRepository(database), SqlAttemptRepository(database)
    audit = SqlAuditLog(database, PSEUDONYMS, lambda: NOW)
    options = {"channel": "sms_twilio", "make_code": make_code, **options}
    service = IdentityService(codes, attempts, audit, PSEUDONYMS, **options)
    return Bench(service, codes, attempts, audit, register, database, given)


@pytest.fixture
def bench(database: Database) -> Iterator[Bench]:
    return make_bench(database)
