"""All registers whose files can be followed, as the settings describe them."""

from __future__ import annotations

from collections.abc import Callable

from bot.identity.pseudonyms import Pseudonyms
from bot.persistence.registers import appointments, complaints, orders
from bot.persistence.registers.dossiers import SqlDossierRepository
from bot.persistence.registers.mapping import MappedDossierRepository, load_mapping
from bot.persistence.registers.register import Register
from bot.services.dossiers.repository import Trackable
from bot.settings import Settings


def trackables(register: Callable[[str], Register], pseudonyms: Pseudonyms, settings: Settings) -> dict[str, Trackable]:
    """The followed registers, by name. Connects to nothing yet.

    Raises:
        SettingsError: the mapping of an administration's own database is wrong.
    """
    return {
        "dossiers": dossier_repository(register("dossiers"), settings),
        "appointments": appointments.tracked(register("appointments"), pseudonyms),
        "orders": orders.tracked(register("orders"), pseudonyms),
        "complaints": complaints.tracked(register("complaints"), pseudonyms),
    }


def dossier_repository(register: Register, settings: Settings) -> SqlDossierRepository | MappedDossierRepository:
    """Our own tables, or an administration's."""
    if settings.dossiers_mapping is None:
        return SqlDossierRepository(register)
    return MappedDossierRepository(register, load_mapping(settings.dossiers_mapping))
