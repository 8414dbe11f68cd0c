"""All forms, by name: those that the modules ``actions.<service>.form`` list in ``FORMS``."""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module

import actions
from bot.forms.machine import Machine
from bot.forms.model import Form

_MODULE = "form"


@lru_cache(maxsize=1)
def machine() -> Machine:
    """The machine over all forms. Built once; what a form needs of a register is opened when it is first used."""
    return Machine({form.name: form for form in all_forms()})


def all_forms() -> list[Form]:
    """One of each form, by service."""
    found: list[Form] = []
    for service in sorted(package.name for package in pkgutil.iter_modules(actions.__path__) if package.ispkg):
        modules = {module.name for module in pkgutil.iter_modules([f"{actions.__path__[0]}/{service}"])}
        if _MODULE in modules:
            found += [form() for form in import_module(f"actions.{service}.{_MODULE}").FORMS]
    return found
