"""Messages that providers have approved or keep for us, by the operator's own file (``CHOBBAK_TEMPLATES_FILE``).

The file is YAML: channel → name → locale → the provider's word for it. At Twilio that is a ContentSid; at Meta the
template's name and language code::

    whatsapp_twilio:
      answer_waiting:
        fr: HX0123456789abcdef0123456789abcdef
        ar: HXfedcba9876543210fedcba9876543210
      buttons_2:
        fr: HX…
    whatsapp_cloud:
      answer_waiting:
        fr: {name: answer_waiting, language: fr}

A locale that has none takes that of the next in its chain (``bot.locales``), so a template in French, Arabic or English
serves everyone. Names that the gateway knows:

``answer_waiting``
    Asks the citizen to write, so that answers that are held back may go. No variables.
``buttons_1`` … ``buttons_3`` (``whatsapp_twilio`` only)
    Content of type ``twilio/quick-reply`` with that many buttons. ``{{1}}`` is the body; then for each button its title and
    its id: ``{{2}}`` and ``{{3}}``, ``{{4}}`` and ``{{5}}``, ``{{6}}`` and ``{{7}}``.
``list_1`` … ``list_10`` (``whatsapp_twilio`` only)
    Content of type ``twilio/list-picker`` with that many items. ``{{1}}`` is the body and ``{{2}}`` the button that opens
    the list; then for each item its name (``item``), its ``id`` and its ``description``: ``{{3}}``, ``{{4}}`` and ``{{5}}``, ….

Content of the last two kinds holds nothing but variables, so one locale of it is enough; it needs no approval, because
it is only sent within the 24 hours of a session. Every other name is a notification's: small letters, digits and ``_``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yaml import MappingNode, Node, ScalarNode, YAMLError, compose
from yaml.error import MarkedYAMLError

from bot.errors import SettingsError
from bot.locales import CODES, LOCALES
from channels.channel import Template

ANSWER_WAITING = "answer_waiting"
CHANNELS = ("whatsapp_twilio", "sms_twilio", "whatsapp_cloud")
MOST_BUTTONS, MOST_ROWS = 3, 10

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_CHOICES = re.compile(r"(?:buttons|list)_.*")
_CONTENT_SID = re.compile(r"HX[0-9a-f]{32}")
_META_NAME = re.compile(r"[a-z0-9_]{1,512}")
_META_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")


def buttons(count: int) -> str:
    """The name of the content with so many buttons."""
    return f"buttons_{count}"


def rows(count: int) -> str:
    """The name of the content with so many rows of a list."""
    return f"list_{count}"


_CHOICE_NAMES = frozenset({*map(buttons, range(1, MOST_BUTTONS + 1)), *map(rows, range(1, MOST_ROWS + 1))})


@dataclass(frozen=True)
class Templates:
    """What the operator's file holds, by channel, name and locale."""

    _by_place: Mapping[tuple[str, str, str], Template] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path | None) -> Templates:
        """The templates of a file; none when there is no file.

        Raises:
            SettingsError: it cannot be read, or holds something wrong: the file, the line and the reason.
        """
        try:
            root = _read(path) if path else None
            return cls(dict(_all(root)) if root else {})
        except _Wrong as error:
            raise SettingsError(f"{path}:{error.line}: {error}") from error

    def find(self, channel: str, name: str, locale: str) -> Template | None:
        """The template in this locale, or in the first of its chain that has it."""
        chain = (locale, *LOCALES[locale].fallbacks)
        return next((found for code in chain if (found := self._by_place.get((channel, name, code)))), None)

    def everywhere(self, channel: str, name: str) -> bool:
        """Whether every locale finds it."""
        return all(self.find(channel, name, locale) for locale in CODES)


class _Wrong(Exception):
    def __init__(self, node: Node, reason: str) -> None:
        super().__init__(reason)
        self.line = node.start_mark.line + 1


def _read(path: Path) -> Node | None:
    try:
        root: Node | None = compose(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SettingsError(f"{path}:{line}: not YAML: {error.problem}") from error
    except (OSError, ValueError, YAMLError, RecursionError) as error:
        raise SettingsError(f"{path}: cannot be read: {type(error).__name__}") from error
    return root


def _all(root: Node) -> Iterator[tuple[tuple[str, str, str], Template]]:
    for channel, names in _items(root):
        _require(channel.value in CHANNELS, channel, f"a channel must be one of {', '.join(CHANNELS)}")
        for name, locales in _items(names):
            _require(_is_name(channel.value, name.value), name, "this is no name of a template of this channel")
            for locale, value in _items(locales):
                _require(locale.value in CODES, locale, f"a locale must be one of {', '.join(CODES)}")
                yield (channel.value, name.value, locale.value), _template(channel.value, locale.value, value)


def _items(node: Node) -> Iterator[tuple[ScalarNode, Node]]:
    """Keys and values of a mapping. None may be there twice: YAML would let the last one win, silently."""
    _require(isinstance(node, MappingNode), node, "names and values (a mapping) must stand here")
    seen: set[str] = set()
    for key, value in node.value:
        _require(isinstance(key, ScalarNode), key, "a name must stand here")
        _require(key.value not in seen, key, "this name stands here twice")
        seen.add(key.value)
        yield key, value


def _require(good: bool, node: Node, reason: str) -> None:
    if not good:
        raise _Wrong(node, reason)


def _is_name(channel: str, name: str) -> bool:
    if _CHOICES.fullmatch(name):
        return channel == "whatsapp_twilio" and name in _CHOICE_NAMES
    return _NAME.fullmatch(name) is not None


def _template(channel: str, locale: str, node: Node) -> Template:
    if channel == "whatsapp_cloud":
        return _at_meta(locale, node)
    good = isinstance(node, ScalarNode) and _CONTENT_SID.fullmatch(node.value)
    _require(bool(good), node, "a ContentSid must stand here: HX and 32 hexadecimal digits")
    return Template(node.value, locale)


def _at_meta(locale: str, node: Node) -> Template:
    parts = {key.value: value for key, value in _items(node)}
    _require(parts.keys() == {"name", "language"}, node, "a name and a language must stand here, and nothing else")
    name, language = parts["name"], parts["language"]
    good = isinstance(name, ScalarNode) and _META_NAME.fullmatch(name.value)
    _require(bool(good), name, "a template's name at Meta has small letters, digits and _")
    good = isinstance(language, ScalarNode) and _META_LANGUAGE.fullmatch(language.value)
    _require(bool(good), language, "a language code must stand here, such as fr or ar")
    return Template(name.value, locale, language.value)
