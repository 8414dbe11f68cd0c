"""A file is followed whichever register holds it: real repositories, seeded, behind one service."""

from __future__ import annotations

from datetime import datetime, timezone
from importlib import import_module
from random import Random

import pytest
from sqlalchemy import select

from bot.identity.pseudonyms import Pseudonyms
from bot.locales import CODES
from bot.messages import format_message
from bot.persistence.registers.tracking import trackables
from bot.persistence.registers.upgrade import known, metadata_of
from bot.services.dossiers.service import DossierService, report
from bot.services.references import normal_reference, register_of
from bot.settings import Settings
from tests.assistant import KEYS
from tests.registers.conftest import MakeRegister

NOW = datetime(2026, 12, 1, 11, tzinfo=timezone.utc)


@pytest.mark.parametrize("name", known())
def test_every_entry_can_be_told_of(name: str, new_register: MakeRegister) -> None:
    """Each seeded entry is found by its reference, is its register's, and has words in every locale."""
    register = new_register(name, timeout=60)
    import_module(f"bot.persistence.registers.{name}_seed").seed(register, Random(5519), NOW)
    settings = Settings(
        data_key=KEYS["CHOBBAK_DATA_KEY"], pseudonym_key=KEYS["CHOBBAK_PSEUDONYM_KEY"], dossiers_mapping=None
    )
    found = trackables(lambda _name: register, Pseudonyms(KEYS["CHOBBAK_PSEUDONYM_KEY"]), settings)
    service = DossierService(found)
    [table] = [one for one in metadata_of(name).tables.values() if one.name == name]
    with register.read() as connection:
        references = connection.execute(select(table.c.reference)).scalars().all()
    assert references
    for reference in references[:60]:
        dossier = service.find(reference)
        assert dossier is not None
        assert (dossier.register, register_of(reference), normal_reference(reference)) == (name, name, reference)
        assert dossier.since.tzinfo is not None
        assert report(dossier, NOW).days >= 0
        for locale in CODES:
            assert not dossier.subject.message or format_message(locale, dossier.subject.message)
