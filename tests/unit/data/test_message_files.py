"""bot/messages: every locale says the same things, with the same values, and buttons fit on a phone."""

from __future__ import annotations

import ast as python_ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale
from fluent.syntax import FluentParser, ast, visitor

from bot.locales import CODES, LOCALES
from bot.messages import format_message, message_files
from bot.settings import ROOT
from bot.text.scripts import Script, letter_counts
from bot.text.sms import economy, segments

BUTTON_LIMIT = 20
OWN = [code for code in CODES if not LOCALES[code].written_as]
# functions that take a message id, and at which place
TAKES_ID = {
    "format_message": 1,
    "sentence": 1,
    "notice": 1,
    "button": 1,
    "say_message": 2,
    "not_understood": 2,
    "offer": 2,
    "answer_question": 2,
    "_confirmation": 0,
    "_wording": 1,
}


class _Variables(visitor.Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()
        self.selectors: dict[str, set[str]] = {}

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        keys = {key.name if isinstance(key, ast.Identifier) else key.value for key in (v.key for v in node.variants)}
        if isinstance(node.selector, ast.VariableReference):
            self.selectors[node.selector.id.name] = keys
        self.generic_visit(node)


def parsed(path: Path) -> list[ast.EntryType]:
    return FluentParser().parse(path.read_text(encoding="utf-8")).body


def messages_of(locale: str) -> dict[str, _Variables]:
    """Message id → its variables, over all files of a locale."""
    found = {}
    for path in message_files(locale):
        for entry in parsed(path):
            if isinstance(entry, ast.Message):
                found[entry.id.name] = variables = _Variables()
                variables.visit(entry)
    return found


MESSAGES = {locale: messages_of(locale) for locale in OWN}
FRENCH = MESSAGES["fr"]


def ids_in(path: Path) -> Iterator[tuple[str, str]]:
    """(function, message id) of every call in a module that names a message literally."""
    for node in python_ast.walk(python_ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, python_ast.Call):
            function = node.func.attr if isinstance(node.func, python_ast.Attribute) else getattr(node.func, "id", "")
            arguments = node.args[TAKES_ID[function] :][:1] if function in TAKES_ID else []
            arguments += [
                keyword.value for keyword in node.keywords if keyword.arg in ("message_id", "unknown", "first")
            ]
            for value in arguments:
                if isinstance(value, python_ast.Constant) and isinstance(value.value, str):
                    yield function, value.value


def button_titles() -> set[str]:
    """Ids that stand on buttons: in the domain, in actions, and by their names."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "domain").glob("*.yml"))
    in_code = {
        name for path in (ROOT / "actions").rglob("*.py") for function, name in ids_in(path) if function == "button"
    }
    named = {name for name in FRENCH if name.startswith(("button-", "menu-")) or name.endswith("-button")}
    return named | set(re.findall(r"- title: ([\w-]+)", text)) | in_code


def test_there_are_messages_to_compare() -> None:
    """The comparisons below are not of nothing."""
    assert len(FRENCH) > 80
    assert len(button_titles()) > 12


@pytest.mark.parametrize("locale", OWN)
def test_no_line_is_lost(locale: str) -> None:
    """Fluent passes over what it cannot parse: here it is an error. No id stands twice, none is without a text."""
    ids = []
    for path in message_files(locale):
        for entry in parsed(path):
            assert not isinstance(entry, ast.Junk), f"{path}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.value is not None, f"{path}: {entry.id.name}"
                ids.append(entry.id.name)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("locale", OWN)
def test_the_same_topics(locale: str) -> None:
    """Each locale has the same files, and each file the same ids as the French one."""
    assert [path.name for path in message_files(locale)] == [path.name for path in message_files("fr")]
    for path, french in zip(message_files(locale), message_files("fr")):
        ids, wanted = (
            {entry.id.name for entry in parsed(file) if isinstance(entry, ast.Message)} for file in (path, french)
        )
        assert ids == wanted, path


@pytest.mark.parametrize("locale", OWN)
def test_the_same_values(locale: str) -> None:
    """A message inserts the same values in every locale, and chooses by the same ones."""
    for message_id, french in FRENCH.items():
        found = MESSAGES[locale][message_id]
        assert found.names == french.names, message_id
        assert set(found.selectors) == set(french.selectors), message_id


@pytest.mark.parametrize("locale", OWN)
def test_plural_forms_are_those_of_the_language(locale: str) -> None:
    """A form that CLDR's rules never choose would never be seen; Arabic has all its six. A number itself may be a form."""
    categories = set(Locale.parse(LOCALES[locale].plural_rules).plural_form.tags) | {"other"}
    for message_id, found in MESSAGES[locale].items():
        for name, keys in found.selectors.items():
            if name in ("count", "days"):
                words = {key for key in keys if not key.isdigit()}
                assert words <= categories, message_id
                assert locale != "ar" or words == categories, message_id


@pytest.mark.parametrize("locale", CODES)
def test_buttons_fit(locale: str) -> None:
    """At most twenty code points, also in Latin Tamazight, which is derived."""
    long = {title: format_message(locale, title) for title in button_titles()}
    assert {title: text for title, text in long.items() if not 0 < len(text) <= BUTTON_LIMIT} == {}


@pytest.mark.parametrize("locale", CODES)
def test_what_channels_say_costs_one_segment(locale: str) -> None:
    """The gateway's own sentences for SMS: said to many at once, as when the assistant is off, and each is paid for."""
    names = ("closed", "stop", "start", "unreadable", "slow", "more", "menu-hint")
    names += ("media-too-large", "media-refused", "media-gone")
    texts = {name: format_message(locale, f"gateway-{name}") for name in names}
    assert {name: text for name, text in texts.items() if segments(economy(text, False)(text)) > 1} == {}


@pytest.mark.parametrize("locale", CODES)
def test_every_sentence_is_in_its_script(locale: str) -> None:
    """More letters of the locale's own script than of any other, names of languages and of sites apart."""
    script = LOCALES[locale].script
    for message_id in FRENCH:
        if FRENCH[message_id].names or message_id in ("unserved-language", "button-complaint-portal"):
            continue
        counts = letter_counts(format_message(locale, message_id))
        assert counts[script] == max(counts.values()), message_id


@pytest.mark.parametrize("locale", [code for code in CODES if LOCALES[code].script is Script.LATIN])
def test_latin_locales_show_no_tifinagh(locale: str) -> None:
    """Nothing is left untransliterated."""
    for message_id in FRENCH:
        if not FRENCH[message_id].names and message_id != "unserved-language":
            assert letter_counts(format_message(locale, message_id))[Script.TIFINAGH] == 0, message_id


def test_every_message_that_code_names_exists() -> None:
    """A sentence that is missing would be an error in the middle of a conversation."""
    missing = {}
    for package in ("bot", "actions", "channels"):
        for path in (ROOT / package).rglob("*.py"):
            unknown = {name for _, name in ids_in(path)} - set(FRENCH)
            if unknown:
                missing[path.relative_to(ROOT).as_posix()] = unknown
    assert missing == {}


def test_ids_in_code_are_found() -> None:
    """So that the test above can fail: the ids that actions and the gateway name are seen."""
    named = {
        name
        for package in ("bot", "actions", "channels")
        for path in (ROOT / package).rglob("*.py")
        for _, name in ids_in(path)
    }
    assert {
        "answer-source",
        "which-procedure",
        "button-more",
        "did-you-mean",
        "not-understood",
        "no-source-yet",
        "gateway-stop",
        "gateway-slow",
    } <= named


@pytest.mark.parametrize("prefix", ["facet", "heading"])
def test_every_facet_has_its_names(prefix: str) -> None:
    """For the middle of a sentence and as a heading."""
    from bot.procedures.model import Facet

    assert {name for name in FRENCH if name.startswith(f"{prefix}-")} == {f"{prefix}-{facet.value}" for facet in Facet}
