"""Every sentence that a citizen reads: Project Fluent files, ``<locale>/<topic>.ftl``, one message id in all locales."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from bot.errors import ChobbakError
from bot.locales import LOCALES
from bot.text.bidi import isolated_by_line
from bot.text.tifinagh import to_latin

_ENUMERATED = "fr"  # a test holds that all locales have the same ids
_DIRECTORY = Path(__file__).parent


class MessageError(ChobbakError):
    """A message that no locale has, or one that cannot be formatted with the arguments given: our own mistake."""

    code = "message"


def format_message(locale: str, message_id: str, **arguments: Any) -> str:
    """The message in ``locale``, else in the first of its fallbacks that has it.

    Inserted values are isolated (U+2068 … U+2069), so that a number or a Latin word does not scramble an Arabic line; a
    value of several lines is not, but what stands in its lines is.

    Raises:
        MessageError: no locale has the message, or an argument is missing.
    """
    for code in (locale, *LOCALES[locale].fallbacks):
        bundle = _bundle(LOCALES[code].written_as or code)
        if bundle.has_message(message_id):
            text = _format(bundle, message_id, arguments)
            return to_latin(text) if LOCALES[code].written_as else text
    raise MessageError(f"no locale has the message {message_id!r}")


def message_files(locale: str) -> list[Path]:
    """The Fluent files of a locale; none for one that is only another's transliteration."""
    return sorted((_DIRECTORY / locale).glob("*.ftl"))


@cache
def message_ids(prefix: str) -> tuple[str, ...]:
    """The ids that begin with ``prefix``, in the order of the files; every locale has the same."""
    resources = [FluentResource(path.read_text(encoding="utf-8")) for path in message_files(_ENUMERATED)]
    ids = [getattr(getattr(entry, "id", None), "name", "") for resource in resources for entry in resource.body]
    return tuple(id_ for id_ in ids if id_.startswith(prefix))


def _format(bundle: FluentBundle, message_id: str, arguments: dict[str, Any]) -> str:
    pattern = bundle.get_message(message_id).value
    if pattern is None:
        raise MessageError(f"message {message_id!r} has no text")
    text, problems = bundle.format_pattern(pattern, arguments)
    if problems:
        raise MessageError(f"message {message_id!r}: {problems[0]}")
    return isolated_by_line(str(text))


@cache
def _bundle(locale: str) -> FluentBundle:
    rules = LOCALES[locale].plural_rules
    # digits of Morocco are 0-9: CLDR's plain "ar" would print Arabic-Indic ones
    bundle = FluentBundle(["ar-MA" if rules == "ar" else rules])
    for path in message_files(locale):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle
