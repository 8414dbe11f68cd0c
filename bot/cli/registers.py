"""``registers``: migrate, fill with invented data, look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from importlib import import_module
from importlib.util import find_spec
from random import Random
from typing import Any

from bot.bootstrap import dossier_repository, register
from bot.errors import ChobbakError, NotFound, SettingsError
from bot.persistence.registers.mapping import MappedDossierRepository
from bot.persistence.registers.opening import is_mapped, url_of
from bot.persistence.registers.upgrade import head, known, revision_of, upgrade
from bot.services.dossiers.model import Status
from bot.services.references import normal_reference
from bot.settings import settings

SEED = 5519  # the same invented people for everybody


def migrated(names: Sequence[str]) -> dict[str, Any]:
    """Brings registers to their newest schema; one that is mapped is not ours to change."""
    done: dict[str, dict[str, Any]] = {}
    for name in _named(names):
        if is_mapped(name, settings()):
            done[name] = {"before": "-", "now": "mapped"}
            continue
        url = url_of(name, settings())
        before = revision_of(name, url)
        upgrade(name, url)
        done[name] = {"before": before or "-", "now": revision_of(name, url) or "-"}
    return {"registers": done}


def seeded(names: Sequence[str]) -> dict[str, Any]:
    """Writes invented data; what is there already is left as it is.

    Raises:
        SettingsError: a register that was named is an administration's own.
    """
    now = datetime.now(timezone.utc)
    done: dict[str, dict[str, Any]] = {}
    for name in _named(names):
        if is_mapped(name, settings()):
            if names:
                raise SettingsError(f"the register {name} is mapped: nothing invented is written to it")
            continue
        module = f"bot.persistence.registers.{name}_seed"
        if find_spec(module):
            done[name] = {"written": import_module(module).seed(register(name), Random(SEED), now)}  # noqa: S311
    return {"seed": SEED, "registers": done}


def checked() -> dict[str, Any]:
    """Each register: whether it answers, at which migration it is, what its mapping names and it lacks."""
    return {"registers": {name: _state(name) for name in known()}}


def sound(report: dict[str, Any]) -> bool:
    """Whether every register of a report is as it should be."""
    return all(row["state"] == "ok" for row in report["registers"].values())


def moved(reference: str, status: str) -> dict[str, Any]:
    """Brings a dossier to a status, as its administration would: to see what a citizen is told.

    Raises:
        NotFound: there is no such dossier.
        RegisterReadOnly: the register may not be written.
    """
    wanted = Status(status)
    found = normal_reference(reference) or reference
    changed = dossier_repository().move(found, wanted, datetime.now(timezone.utc))
    if not changed and dossier_repository().find(found) is None:
        raise NotFound("there is no dossier with this reference")
    return {"reference": found, "status": wanted.value, "changed": changed}


def _named(names: Sequence[str]) -> Sequence[str]:
    unknown = set(names) - set(known())
    if unknown:
        raise SettingsError(f"no register {', '.join(sorted(unknown))}; there are {', '.join(known())}")
    return names or known()


def _state(name: str) -> dict[str, str]:
    try:
        if is_mapped(name, settings()):
            return _state_of_mapped()
        revision = revision_of(name, url_of(name, settings()))
    except ChobbakError as error:
        return {"state": "down", "migration": "-", "detail": str(error)}
    behind = revision != head(name)
    return {"state": "behind" if behind else "ok", "migration": f"{revision or '-'} of {head(name)}", "detail": "-"}


def _state_of_mapped() -> dict[str, str]:
    repository = dossier_repository()
    findings: list[str] = []
    if isinstance(repository, MappedDossierRepository):
        findings = repository.check()
    return {"state": "lacking" if findings else "ok", "migration": "mapped", "detail": "; ".join(findings) or "-"}
