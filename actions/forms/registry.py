"""All forms, by name: those that the modules ``actions.<service>.form`` list in ``FORMS``."""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module

import actions
from bot.bootstrap import form_lacking, word_usage
from bot.forms.machine import Machine
from bot.forms.model import Form
from bot.text.normalise import words

_MODULE = "form"
_OFTEN = 4  # of our texts: a given name stands in one or two


@lru_cache(maxsize=1)
def machine() -> Machine:
    """The machine over all forms. Built once; what a form needs of a register is opened when it is first used."""
    return Machine({form.name: form for form in all_forms()}, is_familiar, form_lacking())


def is_familiar(text: str) -> bool:
    """Whether most words of a text are ones that citizens use often: not so for most names."""
    usage = word_usage()
    norms = [word.norm for word in words(text) if len(word.norm) > 1]
    return 2 * sum(usage.get(norm, 0) >= _OFTEN for norm in norms) > len(norms)


def all_forms() -> list[Form]:
    """One of each form, by service."""
    found: list[Form] = []
    for service in sorted(package.name for package in pkgutil.iter_modules(actions.__path__) if package.ispkg):
        modules = {module.name for module in pkgutil.iter_modules([f"{actions.__path__[0]}/{service}"])}
        if _MODULE in modules:
            found += [form() for form in import_module(f"actions.{service}.{_MODULE}").FORMS]
    return found
